"""The words for a problem: what is wrong, what to do, what is expected and what was found.

What they show is written the way the template expects it, in either language: list values and headers in
the template's Turkish, numbers with a comma, days as dd.mm.yyyy. Typed back, it is read as it was."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from definition import Column, Definition, Language
from etl.fold import clean
from etl.interpret.findings import written_number
from etl.problems import Fact, Problem

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SPELLED_OUT = 8  # a longer list is named by an example
_SHOWN_LENGTHS = {"found": 80}  # what somebody typed may be a page long
_SHOWN_LENGTH = 300
# Facts that are codes of a list.
_LISTS = {"status": "action_statuses", "workshop": "workshops", "city": "municipalities"}


@dataclass(frozen=True, slots=True)
class Message:
    """`expected` and `found` are empty where nothing can be said."""

    message: str
    fix: str
    expected: str
    found: str


def words(problem: Problem, definition: Definition, language: Language) -> Message:
    """The sentences of `problem.<code>` in `definition/texts`, with its facts in their places."""
    column = _column(problem, definition)
    places = _places(problem, definition, language, column)

    def say(part: str) -> str:
        return definition.text(f"problem.{problem.code}.{part}", language).format_map(places)

    if "expected" not in places:
        told = f"problem.{problem.code}.expected" in definition.texts
        places["expected"] = say("expected") if told else _asked(column, definition, language)
    return Message(say("message"), say("fix"), places["expected"], places["found"])


def _places(
    problem: Problem, definition: Definition, language: Language, column: Column | None
) -> dict[str, str]:
    lists = dict(_LISTS)
    if column and column.list_key:
        lists |= dict.fromkeys(("found", "accepted"), column.list_key)
    if code_of_row := _list_of_key(problem, definition):
        lists["row"] = code_of_row
    facts = {
        name: _cut(_written(fact, definition, lists.get(name)), _SHOWN_LENGTHS.get(name, _SHOWN_LENGTH))
        for name, fact in problem.facts
    }
    for name in ("found", "accepted"):
        if name in facts and problem.fact(name) is None:
            facts[name] = definition.text("problem_word.empty", language)
    names = {i.code: i.name[language] for i in definition.indicators}
    return {
        "found": "",
        "sheet": next(
            (s.name.tr for s in definition.workbook.sheets if s.key == problem.sheet), problem.sheet
        ),
        "cell": problem.cell,
        # As it stands in the workbook, which is Turkish in both languages; so does the sheet.
        "column": column.header.tr if column else problem.column,
        "indicator_name": names.get(facts.get("indicator", ""), ""),
        **facts,
    }


def _written(fact: Fact, definition: Definition, list_key: str | None) -> str:
    if fact is None:
        return ""
    if not isinstance(fact, str):
        return written_number(fact)
    if list_key and any(choice.code == fact for choice in definition.lists[list_key].choices):
        return definition.lists[list_key].label(fact).tr
    if (day := _iso_day(fact)) is not None:
        return f"{day:%d.%m.}{day.year:04}"
    return clean(fact).text  # a typed sign that turns the direction of writing would turn our sentence too


def _iso_day(fact: str) -> date | None:
    """A day of ours; somebody may also have typed 2024-13-45, which is none."""
    try:
        return date.fromisoformat(fact) if _ISO_DAY.fullmatch(fact) else None
    except ValueError:
        return None


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"


def _asked(column: Column | None, definition: Definition, language: Language) -> str:
    """What a column asks for: its few values, an example, or its help."""
    if column is None:
        return ""
    choices = definition.lists[column.list_key].choices if column.list_key else ()
    if 0 < len(choices) <= _SPELLED_OUT:
        return " / ".join(choice.label.tr for choice in choices)
    if column.example:
        return definition.text("problem_word.example", language).format(example=column.example)
    return column.help[language]


def _list_of_key(problem: Problem, definition: Definition) -> str:
    """The list from which the rows of the sheet are named; empty where they are named freely."""
    sheets = {sheet.key: sheet for sheet in definition.workbook.sheets}
    return sheets[problem.sheet].key_column.list_key or "" if problem.sheet in sheets else ""


def _column(problem: Problem, definition: Definition) -> Column | None:
    columns: Mapping[str, Column] = {
        column.key: column
        for sheet in definition.workbook.sheets
        if sheet.key == problem.sheet
        for column in sheet.columns
    }
    return columns.get(problem.column)
