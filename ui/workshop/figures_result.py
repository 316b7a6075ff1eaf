"""What is wrong with the file that was just handed in, or what would it change?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

import definition
from etl.database.originals import read_again
from etl.figures.asked import SHEET, figures_definition
from etl.figures.in_force import in_force
from etl.figures.preview import changes
from etl.messages import words
from etl.problems import Problem
from etl.provenance.verdict import REFUSED
from etl.store.archive import Archive, UnknownSubmissionError
from etl.store.receipts import Supplied
from etl.submission import CheckedRow
from ui import data
from ui.format import number
from ui.markdown import bold, joined
from ui.plain_table import Cell, panel, table, unbroken, with_remark
from ui.submission.guard import guarded
from ui.submission.report import Line, lines
from ui.submission.words import state_words
from ui.texts import language, t
from ui.workshop import figures_preview
from ui.workshop.figures_upload import ASKED, draw_template, take, was_overtaken

_SHOWN_LINES, _SHOWN_CELLS = 200, 12
_SHOWN = "figures_shown"  # what the preview said, so that a confirmation is of just that


def draw() -> None:
    """Of the file that the address names; nothing without one."""
    if was_overtaken():
        st.warning(t("submit.overtaken"))
    asked = st.query_params.get(ASKED)
    if not asked:
        return
    try:
        receipt = Archive(data.home().path).supplied(asked)
    except UnknownSubmissionError:
        st.error(t("submit.unknown_id", id=asked[:40]))
        return
    found = data.figure_upload_state()
    state = next(iter(found.loc[found["submission_id"] == receipt.id, "state"]), receipt.acceptance)
    with st.container(border=True, key="figures_result"):
        st.markdown(joined(" · ", (bold(receipt.file_name), receipt.id, state_words(state))))
        with guarded():
            _draw(receipt, state)


def _draw(receipt: Supplied, state: str) -> None:
    if state == "unreadable":
        said = words(receipt.problems[0], figures_definition(definition.load()), language())
        st.html(panel("bad", t("figures.unreadable"), said.message, said.fix))
    elif why := next((p for p in receipt.problems if p.code in REFUSED), None):
        _elsewhere(why)
        return
    elif state == "needs_fixing":
        errors = [p for p in receipt.problems if p.severity == "error"]
        st.markdown(t("figures.needs_fixing", count=number(len(errors), language(), 0)))
        _problems(errors, t("figures.needs_fixing", count=len(errors)))
    elif state == "awaiting_confirmation":
        _awaiting(receipt)
    else:
        st.markdown(t(f"figures.is_{state}"))
    _remarks(receipt.problems)


def _elsewhere(why: Problem) -> None:
    """A file of the sample, or of real data: one sentence, and the right workbook to take along."""
    (said,) = lines([why], figures_definition(definition.load()), language())
    st.html(panel("bad", t(f"submit.elsewhere.{why.code}"), said.message, said.fix))
    draw_template("right_template")


def _awaiting(receipt: Supplied) -> None:
    """The preview; what is confirmed must be what was read."""
    now = in_force(data.live_snapshot())
    found = changes(_rows(str(data.home().path), receipt.id), now)
    as_shown = st.session_state.get(_SHOWN, (receipt.id, found)) == (receipt.id, found)
    st.session_state[_SHOWN] = (receipt.id, found)
    figures_preview.draw(found, now)
    with st.container(horizontal=True):
        nothing = figures_preview.changes_nothing(found)
        confirmed = st.button(t("figures.confirm"), type="primary", key="figures_confirm", disabled=nothing)
        cancelled = st.button(t("figures.cancel"), key="figures_cancel")
    if confirmed and as_shown:
        take("confirmed", receipt.id)
    elif confirmed:
        st.error(t("figures.meanwhile"))
    if cancelled:
        del st.query_params[ASKED]
        take("withdrawn", receipt.id, t("figures.cancelled"))


@st.cache_resource(max_entries=20, show_spinner=False)
def _rows(home: str, submission_id: str) -> Sequence[CheckedRow]:
    """What a file says never changes, so it is read once more at most."""
    archive = Archive(Path(home))
    read = read_again(archive, definition.today(), [archive.supplied(submission_id)])
    return read[submission_id][SHEET]


def _remarks(problems: Sequence[Problem]) -> None:
    """Warnings and notes, folded below the errors."""
    for severity in ("warning", "note"):
        found = [p for p in problems if p.severity == severity]
        if found:
            title = t(f"submit.report.{severity}", count=number(len(found), language(), 0))
            with st.expander(title, key=f"figures_{severity}"):
                _problems(found, title)


def _problems(problems: Sequence[Problem], caption: str) -> None:
    found = lines(problems, figures_definition(definition.load()), language())
    headers = [t(f"submit.report.{name}") for name in ("cell", "found", "expected", "fix")]
    st.html(table(headers, [_row(line) for line in found[:_SHOWN_LINES]], caption))
    if len(found) > _SHOWN_LINES:
        st.caption(t("submit.report.more", count=number(len(found) - _SHOWN_LINES, language(), 0)))


def _row(line: Line) -> list[Cell]:
    cells = ", ".join(line.cells[:_SHOWN_CELLS])
    if len(line.cells) > _SHOWN_CELLS:
        cells += " " + t("submit.report.more_cells", count=len(line.cells) - _SHOWN_CELLS)
    place = with_remark(cells, line.column) if cells else unbroken(line.column or line.sheet)
    return [place, line.found, line.expected, with_remark(line.fix, line.message)]
