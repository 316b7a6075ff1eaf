"""Which rows did the organizers return, and is the rest accepted?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import streamlit as st

import definition
from etl.database.publish import publish
from etl.review.verdicts import NEW_ROW, Place, close, give_back, take_as_it_is
from ui import data
from ui.access import may, require, who
from ui.format import moment
from ui.labels import person
from ui.plain_table import table
from ui.returned import returned
from ui.rows import rows
from ui.stored import written
from ui.submission import contents
from ui.submission.current import Current
from ui.submission.guard import guarded
from ui.texts import label, language, t, words

LONGEST_NOTE = 500
_COLUMNS = ("sheet", "row", "note", "who")
_NAMES = {"actions": "action_name"}  # where a row is known by a code, which alone says little
_SENT = "_review_sent"


class Offered(NamedTuple):
    label: str  # what the row is known by
    number: int  # of the row in the sheet
    name: str  # what else it is called; may be empty


def draw(now: Current) -> None:
    """What was said so far, to everybody who may see the report; to organizers also how to say more."""
    found = rows(data.row_review(submission_id=now.receipt.id))
    back = [row for row in found if row.verdict == "returned"]
    closed = next((row for row in found if row.verdict == "closed"), None)
    if closed:
        by = {"who": person(closed.who, language()), "at": moment(closed.recorded_at, language())}
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
        if count := st.session_state.pop(_SENT, 0):
            blank = {f"review_rows_{sheet}": [], f"review_adds_{sheet}": False, "review_note": ""}
            st.session_state.update(blank)
            st.success(t("review.done", count=count))
        mine = [place for place in offered if place[0] == sheet and place[1] != NEW_ROW]
        chosen = st.multiselect(
            t("review.rows"),
            mine,
            format_func=lambda place: _offered(place, offered[place]),
            key=f"review_rows_{sheet}",
            placeholder=t("filter.choose"),
        )
        adds = st.checkbox(t("review.open_for_rows"), key=f"review_adds_{sheet}")
        note = st.text_area(t("review.note"), key="review_note", max_chars=LONGEST_NOTE)
        with st.container(horizontal=True):
            if st.button(t("review.give_back"), type="primary", key="review_give_back"):
                _give_back(now, [*chosen, *([(sheet, NEW_ROW)] if adds else [])], offered, note)
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
            give_back(home, now.receipt.id, place, offered[place].label, note.strip(), who())
        st.session_state[_SENT] = len(chosen)

    _done(now, all_of_them)


def _done(now: Current, act: Callable[[Any], object]) -> None:
    with guarded():
        require("return_rows", now.receipt.city)
        home = data.home().path
        act(home)
        publish(home, definition.today())
        st.rerun()


def _places(now: Current) -> dict[Place, Offered]:
    """Every row of the report by sheet and key, with what it is known by and where it stands; and a new row
    for each table."""
    found: dict[Place, Offered] = {}
    for sheet in definition.load().workbook.sheets:
        if sheet.layout != "form":
            found[sheet.key, NEW_ROW] = Offered("", 0, "")
    names = {
        (sheet, row.number): str(row.values.get(column) or "")
        for sheet, column in _NAMES.items()
        for row in contents.values(now.receipt.id).get(sheet, ())
    }
    for change in contents.changes_beside_nothing(now.receipt):
        name = names.get((change.sheet, change.number), "")
        found[change.sheet, change.key] = Offered(change.label, change.number, name)
    return found


def _sheet(key: str) -> str:
    return label(definition.load().workbook.sheet(key).name)


def _offered(place: Place, row: Offered) -> str:
    """Its place in the sheet tells rows of one name apart."""
    said = f"{_row(place, row.label)} {row.name}".strip()
    return words("review.row_at", row=said, number=row.number)


def _row(place: Place, name: str | None) -> str:
    """What the row is called, in words."""
    sheet = definition.load().workbook.sheet(place[0])
    if place[1] == NEW_ROW:
        return t("review.new_row")
    if not name:
        return t("review.cover")
    return written(sheet.key_column, name, definition.load(), language())
