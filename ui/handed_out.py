"""Files that a page hands out: made when somebody asks for them, named so that no path gets into a name.

They run outside the page: a fault there is logged by Streamlit, which says so beside the button."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Literal

import streamlit as st

import definition
from etl.access.activity import Activity
from etl.access.decide import Action, decide
from etl.access.members import Members
from etl.prefilled import prefilled_template
from etl.store.archive import Archive
from ui import access, data
from ui.markdown import plain
from ui.sign_in.settings import settings

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ANYTHING = "application/octet-stream"  # what somebody sent, whatever it is
ButtonKind = Literal["primary", "secondary", "tertiary"]
Needs = tuple[Action, str | None]  # what one must be allowed, and for which city
TAKE_ALONG: Needs = ("take_along", None)  # what a page shows


def button(
    label: str,
    make: Callable[[], bytes],
    file_name: str,
    mime: str,
    *,
    key: str,
    icon: str | None = ":material/download:",
    kind: ButtonKind = "secondary",
    help: str | None = None,
    needs: Needs = TAKE_ALONG,
    own_name: bool = False,
) -> None:
    """The one button that hands out a file. `make` runs when somebody presses it, outside the page: whether
    they still may is asked then, and who took what is written down before the file leaves. In the sample its
    name says so, unless it is the sender's `own_name`: a table has no other place for that."""
    if data.home().is_sample and not own_name:
        file_name = f"ornek-{file_name}"
    st.download_button(
        plain(label),
        data=partial(_noted, str(data.home().path), access.who(), file_name, make, needs),
        file_name=file_name,
        mime=mime,
        on_click="ignore",
        icon=icon,
        key=key,
        type=kind,
        help=plain(help) if help else None,
    )


def original(
    label: str,
    sha256: str,
    file_name: str,
    *,
    key: str,
    needs: Needs,
    kind: ButtonKind = "tertiary",
) -> None:
    """A button for an archived file, byte by byte as it was sent, under the sender's own name for it."""
    button(
        label,
        partial(_original, str(data.home().path), sha256),
        Path(file_name).name or f"{sha256[:12]}.xlsx",
        _ANYTHING,
        key=key,
        kind=kind,
        needs=needs,
        own_name=True,
    )


def template(label: str, city: str, workshop: str, *, key: str, kind: ButtonKind = "secondary") -> None:
    """A button for the city's workbook, filled with what its last accepted report said."""
    made = partial(_template, city, workshop)
    name = f"uluslararasilasma-{city}-{workshop}.xlsx"
    button(label, made, name, XLSX, key=key, kind=kind, needs=("read_submission", city))


def _noted(home: str, who: str, file_name: str, make: Callable[[], bytes], needs: Needs) -> bytes:
    if settings().has_provider:
        still = Members(Path(home), settings().first_organizer).of(who)
        if not decide(still, *needs):
            raise access.ForbiddenError(needs[0])
    made = make()
    Activity(Path(home)).add(who, "took_along", file_name)
    return made


def _original(home: str, sha256: str) -> bytes:
    return Archive(Path(home)).original(sha256)


def _template(city: str, workshop: str) -> bytes:
    return prefilled_template(data.home().path, definition.load(), city, workshop).data
