"""The words of every problem: there, in both languages, and as agreed in the golden files.

UPDATE_GOLDEN=1 python -m pytest tests/test_messages.py writes them anew; then read the difference."""

from __future__ import annotations

import ast
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from definition import LANGUAGES, Definition, Language
from etl.figures.asked import SHEET, figures_definition
from etl.messages import is_unread, words
from etl.problems import Problem
from tests.cases import CASES, judged, problems_of
from tests.figures import figure_problems
from tests.mistakes import found as planted
from tests.mistakes import mistakes
from tests.origins import origin_problems
from tests.slices import slice_problems
from ui.submission.report import lines

PROJECT = Path(__file__).parent.parent
GOLDEN = PROJECT / "tests" / "golden"
# What makes a problem, by the module it comes from, and at which place it takes the code.
_MAKERS = {
    "etl.problems": {"Problem": 0, "unreadable": 0},
    "etl.interpret.findings": {"Finding": 0, "flag": 1, "doubt": 2, "wrong": 2, "noted": 2, "warned": 2},
    "etl.validate.rules.case": {"problem": 0, "sheet_problem": 0},
}
# The modules whose problems a typed cell can cause.
_JUDGES = (
    "validate/cell_checks.py",
    "validate/rules/*.py",
    "interpret/measured.py",
    "interpret/date*.py",
    "interpret/chosen.py",
    "interpret/near.py",
    "interpret/written.py",
)
# Tested where they belong: no workbook of the builder stores a formula's result, nor has a column a maximum.
_ELSEWHERE = {"formula_value", "above_maximum"}
# Nothing says these any more, but receipts keep what was said.
_OF_OLD_RECEIPTS = {"start_after_end", "council_after_ministry"}
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
    # No other workshop is open.
    (stamped,) = {p.code: p for p in planted(mistakes()["stamp_workshop_differs"])}.values()
    return found | slice_problems() | figure_problems() | origin_problems() | {stamped.code: stamped}


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
    assert sorted(texts_of(definition) - written - ends) == sorted(_OF_OLD_RECEIPTS)


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


def test_figures_are_written_as_the_reader_writes_them(definition: Definition) -> None:
    facts = (("found", 1234.5), ("bound", 0.25))
    problem = Problem("not_above", "warning", "actions", "L2", "weight", facts)
    said = [words(problem, definition, language) for language in LANGUAGES]
    assert [m.found for m in said] == ["1234,5", "1234.5"]
    assert [m.expected for m in said] == ["0,25 üstünde bir sayı", "a number above 0.25"]


def test_no_english_sentence_writes_decimals_with_a_comma(definition: Definition) -> None:
    """But for what somebody typed, which stands there as it was typed."""
    for code, problem in examples().items():
        message = words(problem, asked(problem, definition), "en")
        said = " ".join((message.message, message.fix, message.expected)).replace(message.found, "")
        assert not re.search(r"[0-9],[0-9]", said), code


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_that_is_proposed_is_read_as_it_was_meant(
    language: Language, definition: Definition
) -> None:
    found = words(problems_of(judged({"actions_I3": 0.125}))[0], definition, language)
    (proposed,) = re.findall(r"%?0[.,]125 ?%?", found.fix)
    assert judged({"actions_I3": proposed.strip()}).sheets["actions"][1].values["progress_pct"] == 0.125


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_place_of_a_sentence_is_left_open(language: Language, definition: Definition) -> None:
    """Only receipts of earlier times may lack a fact."""
    for problem in examples().values():
        known = asked(problem, definition)
        for part in ("message", "fix"):
            text = known.text(f"problem.{problem.code}.{part}", language)
            if "…" not in text:
                given = {name for name, _ in problem.facts}
                places = {"sheet", "cell", "column", "expected", "found", "indicator_name", *given}
                assert set(re.findall(r"\{(\w+)\}", text)) <= places, problem.code


def test_a_receipt_of_an_earlier_time_lacks_a_fact_and_is_read_all_the_same(definition: Definition) -> None:
    facts = (("found", None), ("indicator", "KAP-01"), ("achievement", 12.5))
    problem = Problem("deviation_without_reason", "warning", "indicators", "I2", "deviation_reason", facts)
    assert words(problem, definition, "tr").message == "Göstergeler!I2: KAP-01: …; sapma nedeni yazılmamış."


EMPTY = {
    "tr": "Böyle bırakırsanız bu hücre boş sayılır.",
    "en": "If you leave it, this cell counts as empty.",
}
UNREAD = {
    "a number in words": {"actions_K2": "3,95 milyon"},
    "about a number": {"actions_K2": "~160"},
    "no number": {"indicators_G13": "x"},
    "a fraction of a person": {"indicators_G4": "12,5"},
    "a year with a word": {"networks_C2": "2009 yılı"},
    "a code that is not in the catalogue": {"actions_J3": "FON-99"},
    "a number out of bounds": {"actions_K2": -5},
    "a date in words": {"cooperation_F2": "gelecek yaz"},
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("typed", UNREAD.values(), ids=UNREAD)
def test_a_remark_on_a_lost_value_says_that_the_cell_counts_as_empty(
    typed: dict[str, Any], language: Language, definition: Definition
) -> None:
    (problem,) = problems_of(judged(typed))
    assert problem.severity == "warning"
    assert is_unread(problem)
    assert words(problem, definition, language).fix.endswith(EMPTY[language])


@pytest.mark.parametrize(
    "typed",
    [{"actions_F3": "yakında"}, {"challenges_D2": " =A1"}, {"actions_K2": "1.234,56"}, {"actions_I2": 90}],
    ids=["an error", "a text that is kept", "a note", "a suspicious value"],
)
def test_nothing_else_says_that_the_cell_counts_as_empty(typed: dict[str, Any]) -> None:
    assert not any(is_unread(problem) for problem in problems_of(judged(typed)))


def fix(typed: dict[str, Any], definition: Definition, language: Language = "tr") -> str:
    return words(problems_of(judged(typed))[0], definition, language).fix


def test_what_was_probably_meant_is_asked_with_the_ending_it_takes(definition: Definition) -> None:
    assert fix({"actions_H3": "Bitti"}, definition).startswith("“Tamamlandı” mı demek istediniz?")
    assert fix({"actions_H3": "Yapılıyor"}, definition).startswith("“Devam Ediyor” mu demek istediniz?")
    assert fix({"sister_cities_C5": "Deutschland"}, definition).startswith("“Almanya” mı demek istediniz?")
    assert fix({"actions_A3": "6.2"}, definition).startswith("“E-6.2” mi demek istediniz?")
    assert fix({"actions_H3": "Bitti"}, definition, "en").startswith("Did you mean “Tamamlandı”?")


def test_a_list_stands_once_in_a_row(definition: Definition) -> None:
    message = words(problems_of(judged({"actions_H3": "Bitti"}))[0], definition, "tr")
    assert message.expected == "Başlamadı / Devam Ediyor / Tamamlandı / Ertelendi / İptal Edildi"
    assert " / " not in message.fix + message.message


def test_a_country_that_resembles_none_is_chosen_from_the_list(definition: Definition) -> None:
    assert fix({"sister_cities_C5": "Atlantis"}, definition) == "Hücredeki listeden seçin."


WAYS = {
    # KAP-01 from 20 to 24, in row 2
    "on the way": (
        "20'den 24'e giden yolun %0'ı (gerçekleşen 20)",
        {"baseline": 20, "target": 24, "actual": 20},
    ),
    "below": (
        "başlangıcın altında, -%246,3 (başlangıç 20, hedef 24, gerçekleşen 10,15)",
        {"baseline": 20, "target": 24, "actual": 10.15, "way": "way_below", "achievement": -246.3},
    ),
    "of the target": (
        "hedefin %18'i (hedef 1250, gerçekleşen 225)",
        {"target": 1250, "actual": 225, "way": "way_share", "achievement": 18},
    ),
}


@pytest.mark.parametrize(("said", "facts"), WAYS.values(), ids=WAYS)
def test_how_far_an_indicator_came_is_said_as_people_say_it(
    said: str, facts: dict[str, Any], definition: Definition
) -> None:
    told = {
        "found": None,
        "indicator": "KAP-01",
        "achievement": 0,
        "way": "way_level",
        "baseline": None,
        **facts,
    }
    problem = Problem("deviation_without_reason", "warning", "indicators", "I2", "", tuple(told.items()))
    assert said in words(problem, definition, "tr").message


def test_rows_to_be_mended_alike_say_each_what_is_the_matter(definition: Definition) -> None:
    problems = problems_of(judged({"indicators_G2": None, "indicators_G3": None}))
    (line,) = lines(problems, definition, "tr")
    assert line.cells == ("G2", "G3")
    assert "KAP-01" in line.message
    assert "KAP-02" in line.message


def _remarks() -> None:
    from tests.cases import judged, problems_of
    from ui.submission.report import draw_remarks

    draw_remarks(problems_of(judged({"actions_K2": "~160", "actions_I2": 90})))


def test_what_will_be_lost_is_said_in_the_open_before_the_folded_warnings() -> None:
    screen = AppTest.from_function(_remarks, default_timeout=20).run()
    assert not screen.exception
    assert [m.value for m in screen.markdown] == ["**Okunamadı: boş sayılacak (1)**"]
    assert [e.label for e in screen.expander] == ["Uyarılar (1)"]
    in_the_open, folded = (h.proto.body for h in screen.get("html"))
    assert ("~160" in in_the_open, "~160" in folded) == (True, False)
