"""What must be mended, where and how?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import streamlit as st

import definition
from definition import Definition, Language
from etl.messages import is_unread, words
from etl.problems import Problem
from etl.report import column_header, sheet_name
from ui.format import number
from ui.labels import say
from ui.markdown import plain
from ui.plain_table import Cell, Html, table, unbroken, with_remark
from ui.texts import language, t

SHOWN_LINES = 200  # more than anybody mends in one go; the rest is counted
SHOWN_CELLS = 12
FEW = 8  # errors that need no filter


@dataclass(frozen=True, slots=True)
class Line:
    """Equal findings of one column, with all their cells."""

    sheet: str
    column: str
    cells: tuple[str, ...]
    found: str
    expected: str
    fix: str
    message: str  # without the place, which stands in the columns before it


def lines(problems: Sequence[Problem], known: Definition, in_language: Language) -> list[Line]:
    """Problems in their own order, the workbook's; those to be mended alike share the first one's line, which
    says of each what is the matter."""
    gathered: dict[tuple[str, ...], Line] = {}
    told: dict[tuple[str, ...], dict[str, None]] = {}
    for problem in problems:
        said = words(problem, known, in_language)
        sheet = sheet_name(problem, known)
        message = _without_place(said.message, sheet, problem.cell, in_language)
        line = Line(sheet, column_header(problem, known), (), said.found, said.expected, said.fix, message)
        # What has no cell stands for itself.
        key = (
            problem.code,
            line.sheet,
            line.column,
            line.found,
            line.expected,
            line.fix,
            "" if problem.cell else message,
        )
        line = gathered.setdefault(key, line)
        place = (problem.cell,) if problem.cell else ()
        gathered[key] = replace(line, cells=line.cells + place)
        told.setdefault(key, {})[message] = None
    return [replace(line, message=_all(told[key], in_language)) for key, line in gathered.items()]


def _all(messages: Iterable[str], in_language: Language) -> str:
    """The sentences one after another, as many of them as cells are named."""
    said = list(messages)
    more = len(said) - SHOWN_CELLS
    if more > 0:
        count = number(more, in_language, 0)
        said = [*said[:SHOWN_CELLS], say("submit.report.more_messages", in_language, count=count)]
    return " ".join(said)


def _without_place(message: str, sheet: str, cell: str, in_language: Language) -> str:
    """The sentence without "Eylemler!C3: ", begun with a capital again."""
    rest = message.removeprefix(f"{sheet}!{cell}: ").removeprefix(f"{sheet}: ")
    first = "İ" if rest.startswith("i") and in_language == "tr" else rest[:1].upper()
    return first + rest[1:]


def draw_errors(problems: Sequence[Problem]) -> None:
    """The errors, in the open: nothing counts before they are mended."""
    errors = [p for p in problems if p.severity == "error"]
    if errors:
        _draw(_of_chosen_sheet(errors), t("submit.report.errors_caption"))


def _of_chosen_sheet(errors: Sequence[Problem]) -> Sequence[Problem]:
    """Where there are many on several sheets, one sheet after the other can be worked through."""
    known = definition.load()
    counted = Counter(sheet_name(problem, known) for problem in errors)
    if len(errors) <= FEW or len(counted) == 1:
        return errors
    chosen = st.pills(
        t("submit.report.of_sheet"),
        ["", *counted],
        default="",
        required=True,
        format_func=lambda name: plain(_with_count(name, counted[name] if name else len(errors))),
        key="errors_of",
        label_visibility="collapsed",
    )
    return [problem for problem in errors if not chosen or sheet_name(problem, known) == chosen]


def _with_count(sheet: str, errors: int) -> str:
    return f"{sheet or t('submit.report.all_sheets')} ({number(errors, language(), 0)})"


def draw_remarks(problems: Sequence[Problem]) -> None:
    """Warnings and notes keep nobody from sending, so they are folded; but not what will be lost."""
    if unread := [p for p in problems if is_unread(p)]:
        title = t("submit.report.unread", count=number(len(unread), language(), 0))
        with st.container(key="remarks_unread"):
            st.markdown(f"**{title}**")
            _draw(unread, title)
    for severity in ("warning", "note"):
        found = [p for p in problems if p.severity == severity and not is_unread(p)]
        if found:
            title = t(f"submit.report.{severity}", count=number(len(found), language(), 0))
            with st.expander(title, key=f"remarks_{severity}"):
                st.caption(t(f"submit.report.{severity}_help"))
                _draw(found, title)


def _draw(problems: Sequence[Problem], caption: str) -> None:
    found = lines(problems, definition.load(), language())
    headers = [t(f"submit.report.{name}") for name in ("sheet", "cell", "found", "expected", "fix")]
    st.html(table(headers, [_row(line) for line in found[:SHOWN_LINES]], caption))
    if len(found) > SHOWN_LINES:
        st.caption(t("submit.report.more", count=number(len(found) - SHOWN_LINES, language(), 0)))


def _row(line: Line) -> list[Cell]:
    return [
        unbroken(line.sheet or t("submit.report.whole_file")),
        _place(line),
        line.found,
        line.expected,
        with_remark(line.fix, line.message),
    ]


def _place(line: Line) -> Cell:
    shown = ", ".join(line.cells[:SHOWN_CELLS])
    if len(line.cells) > SHOWN_CELLS:
        shown += " " + t(
            "submit.report.more_cells", count=number(len(line.cells) - SHOWN_CELLS, language(), 0)
        )
    if not shown:
        return with_remark("", line.column) if line.column else ""
    return Html(
        unbroken(shown) + (f"<br><small>{with_remark(line.column, '')}</small>" if line.column else "")
    )
