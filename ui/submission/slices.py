"""How do the units of a city share the work, and what came of the part that one of them sent?"""

from __future__ import annotations

from functools import partial

import streamlit as st

import definition
from definition import Workshop
from etl.fold import fold
from etl.slices.base import base_of
from etl.slices.units import units_in
from etl.slices.workbook import slice_template
from etl.store.archive import Archive
from etl.store.receipts import Submitted
from ui import data, handed_out
from ui.format import number
from ui.submission import contents, downloads
from ui.submission.current import Current
from ui.texts import language, t, words

_LONGEST_NAME = 120  # the stamp may hold anything


def draw(city: str, workshop: Workshop) -> None:
    """A download for each unit. Which units there are is read only when somebody opens it."""
    folded = st.expander(t("slices.title"), key="slices", on_change="rerun")
    if not folded.open:
        return
    with folded:
        units = _units(city, workshop.code)
        if not units:
            st.markdown(t("slices.none"))
            return
        st.markdown(t("slices.text"))
        unit = st.selectbox(
            t("slices.unit"),
            list(units),
            key="slice_unit",
            format_func=lambda name: _counted(name, units[name]),
        )
        handed_out.button(
            t("slices.do"),
            partial(_made, city, workshop.code, unit),
            f"uluslararasilasma-{city}-{workshop.code}-{_short(unit)}.xlsx",
            handed_out.XLSX,
            key="slice",
            needs=("read_submission", city),
        )
        st.caption(t("slices.whole"))


def draw_came_of(now: Current) -> None:
    """Of a slice, or of what it was merged into: whose rows were taken over, and where all of them stand."""
    receipt = now.receipt
    if not receipt.unit:
        return
    unit = receipt.unit[:_LONGEST_NAME]
    if not receipt.is_merged:
        st.warning(t("slices.refused", unit=unit))
        return
    st.success(t("slices.merged", unit=unit, id=receipt.merged_from))
    if now.state == "needs_fixing":
        st.markdown(t("slices.rest"))
    with st.container(horizontal=True, key="slice_files"):
        files = {
            "slice_whole": (receipt.sha256, receipt.file_name),
            "slice_sent": (receipt.slice_sha256, receipt.slice_file_name),
        }
        for key, (sha256, name) in files.items():
            needs = downloads.needed(receipt)
            handed_out.original(t(f"slices.{key}"), sha256, name, key=key, kind="secondary", needs=needs)


def merged_into(receipt: Submitted) -> set[str]:
    """The versions whose rows are all in this one, but for those it replaced on purpose."""
    archive = Archive(data.home().path)
    found: set[str] = set()
    while receipt.merged_from and receipt.merged_from not in found:
        found.add(receipt.merged_from)
        receipt = archive.submitted(receipt.merged_from)
    return found


def _units(city: str, workshop: str) -> dict[str, int]:
    version = contents.newest_version_of(city, workshop)
    if version is None:
        return {}
    sheets = contents.values(version.receipt.id)
    return units_in(base_of(definition.today(), version, workshop, sheets).actions)


def _counted(unit: str, actions: int) -> str:
    key = "slices.one_action" if actions == 1 else "slices.actions"
    return words(key, unit=unit, count=number(actions, language(), 0))


def _short(unit: str) -> str:
    return fold(unit)[:_LONGEST_NAME].strip().replace(" ", "-") or "birim"


def _made(city: str, workshop: str, unit: str) -> bytes:
    # Runs outside the page. A fault here is logged by Streamlit, which says so beside the button.
    return slice_template(data.home().path, definition.today(), city, workshop, unit)
