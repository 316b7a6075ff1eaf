"""How does the reader take along what the page shows? One control in the frame of every page with figures."""

from __future__ import annotations

from functools import partial

import streamlit as st

import definition
from ui import access, data, faults, filters, handed_out, labels
from ui.comparison.asked import peers
from ui.database import frozen_as
from ui.documents.made import KINDS, Progress, documents
from ui.documents.pack import Wanted
from ui.indicator import inhabitants
from ui.labels import say
from ui.markdown import bold, joined
from ui.texts import language, t
from ui.today import today

_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_FILES = {
    "slides": ("pptx", _PPTX, ":material/slideshow:"),
    "workbook": ("xlsx", handed_out.XLSX, ":material/table:"),
    "brief": ("pdf", "application/pdf", ":material/description:"),
}
PAGES = ("overview", "city", "indicators", "actions", "compare", "cooperation", "workshop")
# Where a page lets its reader choose a city or an indicator: in the tab that is named, or everywhere ("").
_OF_CITY = {"city": "", "actions": "", "compare": "changes"}
_OF_INDICATOR = {"indicators": "", "compare": "workshops"}


def draw(page: str) -> None:
    """Nothing on a page without figures."""
    if page in PAGES:
        _control(page)


# A fragment: opening it makes the documents and leaves the page as it is, to be read meanwhile.
@st.fragment
def _control(page: str) -> None:
    access.stay()
    control = st.popover(
        t("pack.button"), icon=":material/download:", key="take_along", on_change="rerun", type="tertiary"
    )
    if control.open:  # a closed one costs nothing
        with control:
            offer(wanted(page), key="take_along")


def wanted(page: str) -> Wanted:
    """What this page shows now. A city that is chosen makes the pack its own."""
    indicator = _chosen("indicator", page, _OF_INDICATOR)
    return Wanted(
        snapshot=data.snapshot_key(),
        workshop=filters.workshop(),
        vs=filters.vs(),
        language=language(),
        is_sample=data.home().is_sample,
        today=today(),
        city=_chosen("city", page, _OF_CITY),
        indicator=indicator,
        per_head=_is_per_head(indicator, page),
        peers=_peers(page, indicator),
    )


def offer(of: Wanted, *, key: str) -> None:
    """Say whose figures, make the three while the reader looks on, then hand them out at one press each.

    Made here and not in the press: what fails in a deferred download, Streamlit never says."""
    st.markdown(bold(joined(" · ", _scope(of))))
    st.caption(t("pack.help"))
    if not of.snapshot:
        return
    place = st.empty()
    bar = place.progress(0.0, t("pack.making.figures"))

    def tell(now: Progress) -> None:
        bar.progress(now.share, t(f"pack.making.{now.what}"))

    try:
        made = documents(of, tell)
    except Exception as error:
        place.empty()
        faults.show_fault(error)
        return
    place.empty()
    with st.container(horizontal=True, key=f"{key}_files"):
        for kind in KINDS:
            ending, mime, icon = _FILES[kind]
            handed_out.button(
                t(f"pack.{kind}"),
                partial(bytes, made[kind]),
                f"{'-'.join(filter(None, _file_name(of)))}.{ending}",
                mime,
                icon=icon,
                key=f"{key}_{kind}",
            )


def _scope(of: Wanted) -> list[str]:
    said = [", ".join(map(labels.city, [of.city] if of.city else of.peers)) or t("pack.all_cities")]
    said.append(labels.workshop(of.workshop, of.language))
    if of.vs:
        said.append(say("change.since", of.language, workshop=labels.workshop_short(of.vs, of.language)))
    if of.indicator:
        said.append(f"{of.indicator} {labels.indicator(of.indicator, of.language)}")
    return said


def _file_name(of: Wanted) -> tuple[str | None, ...]:
    frozen = frozen_as(of.snapshot)
    return ("calistay", of.workshop, of.city, of.indicator and of.indicator.lower(), frozen and frozen.code)


def _chosen(name: filters.Filter, page: str, where: dict[str, str]) -> str | None:
    """The shared filter's value where this page shows it; a page that must have one has a default."""
    if page not in where or (where[page] and st.query_params.get("tab") != where[page]):
        return None
    options = filters.cities() if name == "city" else [i.code for i in filters.indicators()]
    asked = st.session_state.get(name) or st.query_params.get(name)
    if page in ("city", "indicators"):
        asked = filters.city() if name == "city" else filters.indicator()
    return asked if asked in options else None


def _peers(page: str, indicator: str | None) -> tuple[str, ...]:
    """Where cities stand beside each other; in the order of the alphabet, as the page offers them."""
    beside = st.query_params.get("tab", "cities") == "cities" or indicator
    if page != "compare" or not beside:
        return ()
    return peers(filters.workshop())


def _is_per_head(indicator: str | None, page: str) -> bool:
    if page != "indicators" or indicator is None:
        return False
    about = definition.load().indicator(indicator)
    return inhabitants.applies(about) and st.query_params.get("per_head") == "1"
