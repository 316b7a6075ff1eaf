"""The words of every problem: there, in both languages, and as agreed in the golden files.

UPDATE_GOLDEN=1 python -m pytest tests/test_messages.py writes them anew; then read the difference."""

from __future__ import annotations

import ast
import os
from functools import cache
from pathlib import Path

import pytest

from definition import LANGUAGES, Definition, Language
from etl.figures.asked import SHEET, figures_definition
from etl.messages import words
from etl.problems import Problem
from tests.cases import CASES, judged, problems_of
from tests.figures import figure_problems
from tests.slices import slice_problems

PROJECT = Path(__file__).parent.parent
GOLDEN = PROJECT / "tests" / "golden"
# What makes a problem, by the module it comes from, and at which place it takes the code.
_MAKERS = {
    "etl.problems": {"Problem": 0, "unreadable": 0},
    "etl.interpret.findings": {"Finding": 0, "flag": 1, "doubt": 2, "noted": 2, "warned": 2},
    "etl.validate.rules.case": {"problem": 0, "sheet_problem": 0},
}
# The modules whose problems a typed cell can cause.
_JUDGES = (
    "validate/cell_checks.py",
    "validate/rules/*.py",
    "interpret/measured.py",
    "interpret/date*.py",
    "interpret/chosen.py",
    "interpret/written.py",
)
# Tested where they belong: no workbook of the builder stores a formula's result, nor has a column a maximum.
_ELSEWHERE = {"formula_value", "above_maximum"}
_LABELS = {
    "tr": ("Bulunan", "Beklenen", "Ne yapmalı"),
    "en": ("Found", "Expected", "What to do"),
}


def texts_of(definition: Definition) -> set[str]:
    """The codes that have words."""
    return {key.split(".")[1] for key in definition.texts if key.startswith("problem.")}


def strings(path: Path) -> set[str]:
    tree = ast.walk(ast.parse(path.read_text("utf-8")))
    return {node.value for node in tree if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def made(path: Path) -> set[str]:
    """The codes that a module hands to what makes problems."""
    source = path.read_text("utf-8")
    makers = {name: at for module, found in _MAKERS.items() if module in source for name, at in found.items()}
    codes = set()
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in makers:
            code = call.args[makers[call.func.id] :][:1]
            codes |= {c.value for c in code if isinstance(c, ast.Constant) and isinstance(c.value, str)}
    return codes


@cache
def examples() -> dict[str, Problem]:
    """A problem of every code that the cases know."""
    found: dict[str, Problem] = {}
    for case in CASES:
        for problem in problems_of(judged(case.typed, case.history)):
            found.setdefault(problem.code, problem)
    return found | slice_problems() | figure_problems()


def asked(problem: Problem, definition: Definition) -> Definition:
    """The definition of the workbook that a problem is of."""
    return figures_definition(definition) if problem.sheet == SHEET else definition


def test_every_problem_has_words_in_every_language(definition: Definition) -> None:
    codes = {code for path in (PROJECT / "etl").rglob("*.py") for code in made(path)}
    assert sorted(codes - texts_of(definition)) == []
    parts = {key.split(".", 2)[2] for key in definition.texts if key.startswith("problem.")}
    assert parts == {"message", "fix", "expected"}
    lacking = [
        f"{code}.{part}"
        for code in texts_of(definition)
        for part in ("message", "fix")
        if f"problem.{code}.{part}" not in definition.texts
    ]
    assert lacking == []


def test_every_problem_of_a_cell_has_a_case(definition: Definition) -> None:
    judges = [path for pattern in _JUDGES for path in (PROJECT / "etl").glob(pattern)]
    codes = {text for path in judges for text in strings(path)} & texts_of(definition)
    assert len(codes) > 70
    assert sorted(codes - set(examples()) - _ELSEWHERE) == []


def test_no_words_are_left_over(definition: Definition) -> None:
    written = {text for path in (PROJECT / "etl").rglob("*.py") for text in strings(path)}
    # Some codes are put together: optional_ before the code of a core sheet, refused_ before a kind of file.
    ends = {f"{start}{text}" for start in ("optional_", "refused_") for text in written}
    assert sorted(texts_of(definition) - written - ends) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_read_as_agreed(language: Language, definition: Definition) -> None:
    golden = GOLDEN / f"messages.{language}.txt"
    written = "\n".join(_shown(problem, definition, language) for _, problem in sorted(examples().items()))
    if os.environ.get("UPDATE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(written, "utf-8")
    assert written == golden.read_text("utf-8")


def _shown(problem: Problem, definition: Definition, language: Language) -> str:
    message = words(problem, asked(problem, definition), language)
    found, expected, fix = _LABELS[language]
    lines = [f"[{problem.severity}] {problem.code}", message.message, f"{found}: {message.found}"]
    return "\n  ".join([*lines, f"{expected}: {message.expected}", f"{fix}: {message.fix}"]) + "\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_names_its_sheet_and_cell(language: Language, definition: Definition) -> None:
    for problem in examples().values():
        known = asked(problem, definition)
        sheet = known.workbook.sheet(problem.sheet).name.tr
        place = f"{sheet}!{problem.cell}" if problem.cell else sheet
        assert place in words(problem, known, language).message, problem.code


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_of_the_table_of_problems_is_filled(language: Language, definition: Definition) -> None:
    """Sayfa | Hücre | Bulunan | Beklenen | Ne yapmalı."""
    for problem in examples().values():
        message = words(problem, asked(problem, definition), language)
        assert message.fix, problem.code
        assert message.expected or problem.severity == "note", problem.code
        assert message.found, problem.code


def test_figures_are_shown_as_the_template_expects_them(definition: Definition) -> None:
    facts = (("found", 1234.5), ("bound", 0.25))
    message = words(Problem("not_above", "warning", "actions", "L2", "weight", facts), definition, "en")
    assert (message.found, message.expected) == ("1234,5", "a number above 0,25")


def test_days_are_shown_day_first(definition: Definition) -> None:
    facts = (("found", "2025-02-01"), ("today", "2025-01-25"))
    message = words(
        Problem("approved_in_future", "error", "cover", "B8", "approved_on", facts), definition, "tr"
    )
    assert (message.found, message.expected) == ("01.02.2025", "en geç 25.01.2025")


def test_an_empty_cell_is_called_empty(definition: Definition) -> None:
    problem = Problem("required", "error", "cover", "B3", "unit", (("found", None),))
    found = [words(problem, definition, language).found for language in LANGUAGES]
    assert found == ["boş", "empty"]


def test_braces_that_a_person_typed_are_only_text(definition: Definition) -> None:
    facts = (("found", "{sheet} {0}"), ("old", "{nothing}"), ("action", "E-1.1"))
    message = words(
        Problem("action_renamed", "warning", "actions", "C2", "action_name", facts), definition, "tr"
    )
    assert "{nothing}" in message.message
