"""Which rows did the organizers return, and is the rest accepted?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

import definition
from etl.database.publish import publish
from etl.review.verdicts import NEW_ROW, Place, close, give_back, take_as_it_is
from ui import data
from ui.access import may, require, who
from ui.format import moment, plain
from ui.labels import person
from ui.plain_table import table
from ui.returned import returned
from ui.rows import rows
from ui.stored import written
from ui.submission import contents
from ui.submission.current import Current
from ui.submission.guard import guarded
from ui.texts import label, language, t

LONGEST_NOTE = 500
_COLUMNS = ("sheet", "row", "note", "who")
Offered = tuple[str, int]  # what a row is known by, and its number in the sheet


def draw(now: Current) -> None:
    """What was said so far, to everybody who may see the report; to organizers also how to say more."""
    found = rows(data.row_review(submission_id=now.receipt.id))
    back = [row for row in found if row.verdict == "returned"]
    closed = next((row for row in found if row.verdict == "closed"), None)
    if closed:
        by = {"who": plain(person(closed.who, language())), "at": moment(closed.recorded_at, language())}
        st.success(t("review.closed_rest" if back else "review.closed", **by))
    if back:
        draw_returned(back)
    # A draft is no report yet: there is nothing to accept in it.
    if not data.as_of() and not now.receipt.draft and may("return_rows", now.receipt.city):
        _draw_form(now, back, is_closed=closed is not None)


def draw_waiting(city: str, workshop: str) -> None:
    """On the page where a city begins: what it is asked to correct in the report that counts."""
    if found := returned(workshop, city):
        draw_returned(found)
        st.caption(t("review.in_template"))


def draw_returned(found: Sequence[Any]) -> None:
    """The rows with their notes."""
    st.warning(t("review.returned", count=len(found)))
    lines = [
        [_sheet(r.sheet), _row((r.sheet, r.row_key), r.label), r.note or "", person(r.who, language())]
        for r in found
    ]
    st.html(table([t(f"review.column.{name}") for name in _COLUMNS], lines, t("review.title")))


def _draw_form(now: Current, back: Sequence[Any], *, is_closed: bool) -> None:
    folded = st.expander(t("review.title"), key="review", on_change="rerun")
    if not folded.open:
        return
    with folded:
        st.caption(t("review.help"))
        offered = _places(now)
        sheets = list(dict.fromkeys(sheet for sheet, _ in offered))
        sheet = st.selectbox(t("review.column.sheet"), sheets, format_func=_sheet, key="review_sheet")
        mine = [place for place in offered if place[0] == sheet]
        chosen = st.multiselect(
            t("review.rows"),
            mine,
            format_func=lambda place: _row(place, *offered[place]),
            key=f"review_rows_{sheet}",
            placeholder=t("filter.choose"),
        )
        note = st.text_area(t("review.note"), key="review_note", max_chars=LONGEST_NOTE)
        with st.container(horizontal=True):
            if st.button(t("review.give_back"), type="primary", key="review_give_back"):
                _give_back(now, chosen, offered, note)
            if not is_closed and st.button(t("review.close"), key="review_close"):
                _done(now, lambda home: close(home, now.receipt.id, who()))
        if back:
            _draw_undo(now, back)


def _draw_undo(now: Current, back: Sequence[Any]) -> None:
    labels = {(row.sheet, row.row_key): row.label for row in back}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        place = st.selectbox(
            t("review.undo_of"),
            list(labels),
            format_func=lambda one: f"{_sheet(one[0])} · {_row(one, labels[one])}",
            key="review_undo_of",
            width=420,
        )
        if place and st.button(t("review.undo"), key="review_undo"):
            _done(now, lambda home: take_as_it_is(home, now.receipt.id, place, labels[place] or "", who()))


def _give_back(now: Current, chosen: Sequence[Place], offered: dict[Place, Offered], note: str) -> None:
    if not chosen or not note.strip():
        st.error(t("review.missing"))
        return

    def all_of_them(home: Any) -> None:
        for place in chosen:
            give_back(home, now.receipt.id, place, offered[place][0], note.strip(), who())

    _done(now, all_of_them)


def _done(now: Current, act: Callable[[Any], object]) -> None:
    with guarded():
        require("return_rows", now.receipt.city)
        home = data.home().path
        act(home)
        publish(home, definition.load())
        st.rerun()


def _places(now: Current) -> dict[Place, Offered]:
    """Every row of the report by sheet and key, with what it is known by and where it stands; and a new row
    for each table."""
    found: dict[Place, Offered] = {}
    for sheet in definition.load().workbook.sheets:
        if sheet.layout != "form":
            found[sheet.key, NEW_ROW] = ("", 0)
    for change in contents.changes_beside_nothing(now.receipt):
        found[change.sheet, change.key] = (change.label, change.number)
    return found


def _sheet(key: str) -> str:
    return label(definition.load().workbook.sheet(key).name)


def _row(place: Place, name: str | None, number: int = 0) -> str:
    """What the row is called, in words; its place in the sheet tells those of one name apart."""
    sheet = definition.load().workbook.sheet(place[0])
    if place[1] == NEW_ROW:
        return t("review.new_row")
    if not name:
        return t("review.cover")
    said = written(sheet.key_column, name, definition.load(), language())
    return t("review.row_at", row=said, number=number) if number else said
