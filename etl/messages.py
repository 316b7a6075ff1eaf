"""The words for a problem: what is wrong, what to do, what is expected and what was found.

What they show is written the way the template expects it, in either language: list values and headers in
the template's Turkish, days as dd.mm.yyyy. Decimals follow the reader's language, a comma in Turkish and a
point in English. Typed back, it is read as it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from definition import Column, Definition, Language
from etl.fact_words import cut, number, percent, written
from etl.interpret.findings import UNREAD, written_number, written_percent
from etl.interpret.turkish import asked, going_to, share_of_it, starting_from
from etl.problems import Problem

_SPELLED_OUT = 12  # a longer list is named by an example
_SHOWN_LENGTHS = {"found": 80}  # what somebody typed may be a page long
_SHOWN_LENGTH = 300
# Facts that are codes of a list.
_LISTS = {
    "status": "action_statuses",
    "workshop": "workshops",
    "city": "municipalities",
    "stated": "missing_reasons",
    "given": "missing_reasons",
}

_PERCENTAGES = ("small", "large")  # facts that are numbers of them

# Facts of which None is an empty cell.
_CELLS = ("found", "accepted", "reason")


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
    fix = [say("fix")]
    if problem.fact("near"):
        fix.insert(0, definition.text("problem_word.did_you_mean", language).format_map(places))
    if is_unread(problem):
        fix.append(definition.text("problem_word.counts_as_empty", language))
    return Message(say("message"), " ".join(fix), places["expected"], places["found"])


def is_unread(problem: Problem) -> bool:
    """Does the cell count as empty if it is left as it is? With an error nothing counts at all."""
    return problem.severity != "error" and bool(problem.fact(UNREAD))


class _Places(dict[str, str]):
    """What stands in the places of a sentence. Receipts of earlier times lack facts that were added since."""

    def __missing__(self, _name: str) -> str:
        return "…"


def _places(problem: Problem, definition: Definition, language: Language, column: Column | None) -> _Places:
    lists = dict(_LISTS)
    if column and column.list_key:
        lists |= dict.fromkeys(("found", "accepted"), column.list_key)
    if code_of_row := _list_of_key(problem, definition):
        lists["row"] = code_of_row
    facts = {
        name: cut(
            percent(fact, language)
            if name in _PERCENTAGES and isinstance(fact, int | float)
            else written(fact, definition, lists.get(name), language),
            _SHOWN_LENGTHS.get(name, _SHOWN_LENGTH),
        )
        for name, fact in problem.facts
    }
    for name in _CELLS:
        if name in facts and problem.fact(name) is None:
            facts[name] = definition.text("problem_word.empty", language)
    names = {i.code: i.name[language] for i in definition.indicators}
    places = {
        "found": "",
        "sheet": next(
            (s.name.tr for s in definition.workbook.sheets if s.key == problem.sheet), problem.sheet
        ),
        "cell": problem.cell,
        # As it stands in the workbook, which is Turkish in both languages; so does the sheet.
        "column": column.header.tr if column else problem.column,
        "indicator_name": names.get(facts.get("indicator", ""), ""),
        **facts,
        **_near(problem, language),
    }
    if columns := problem.fact("columns"):
        places["columns"] = _headers(str(columns), problem.sheet, definition)
    if way := problem.fact("way"):
        said = definition.text(f"problem_word.{way}", language)
        places["way"] = said.format_map(places | _path(problem, language))
    return _Places(places)


def _near(problem: Problem, language: Language) -> dict[str, str]:
    """What was probably meant, as a question: “Tamamlandı” mı."""
    if not (near := problem.fact("near")):
        return {}
    meant = near if isinstance(near, str) else number(near, language)
    return {"near": f"“{meant}” {asked(meant)}" if language == "tr" else f"“{meant}”"}


def _path(problem: Problem, language: Language) -> dict[str, str]:
    """From where to where an indicator was to come, and what of it is done, as each language says it."""
    path = {name: problem.fact(name) for name in ("baseline", "target", "achievement")}
    start, goal, share = (float(f) if isinstance(f, int | float) else 0.0 for f in path.values())
    if language == "en":
        pct = percent(share, language)
        return {"start": number(start, language), "goal": number(goal, language), "share": pct, "pct": pct}
    return {
        "start": starting_from(written_number(start)),
        "goal": going_to(written_number(goal)),
        "share": share_of_it(written_percent(share)),
        "pct": written_percent(share),
    }


def _headers(keys: str, sheet: str, definition: Definition) -> str:
    columns = {c.key: c for s in definition.workbook.sheets if s.key == sheet for c in s.columns}
    return ", ".join(f"“{columns[key].header.tr}”" for key in keys.split("; ") if key in columns)


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
