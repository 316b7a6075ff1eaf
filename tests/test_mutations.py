"""Files that chance has altered end with one of the three verdicts, and nothing else ever happens."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from definition import Definition
from etl.submission import CheckedSubmission
from tests import mutations
from tests.mutations import VERDICTS, Bounds, altered, judge, outcome, run, seeds
from tests.packages import parts, zipped

FEW, SECONDS = 800, 60


def test_altered_workbooks_are_accepted_or_sent_back_or_refused(definition: Definition) -> None:
    found = run(definition, FEW, SECONDS)
    assert [(fault, recipe) for fault, recipe, _ in found.faults] == []
    assert found.files == FEW
    assert {verdict.partition(":")[0] for verdict in found.outcomes} == VERDICTS


@pytest.mark.parametrize("part", sorted(parts()))
def test_a_workbook_with_one_altered_part_is_read_or_refused(part: str, definition: Definition) -> None:
    smallest, chance = seeds()["smallest"], random.Random(2)
    markup = str(smallest[part]).encode()
    verdicts = {outcome(zipped({**smallest, part: altered(markup, chance)}), definition) for _ in range(100)}
    assert {verdict.partition(":")[0] for verdict in verdicts} == {"unreadable"}  # it is not our template


def test_every_workbook_that_is_altered_is_a_workbook_to_begin_with(definition: Definition) -> None:
    begun = {name: outcome(zipped(book), definition) for name, book in seeds().items()}
    assert begun == {
        "template": "acceptable",
        "worked on": "acceptable",
        "shared strings": "acceptable",
        "prefixed": "acceptable",
        "strict": "acceptable",
        "smallest": "unreadable: missing_sheet",
    }


# Does the search find anything? A check that breaks, or gives a verdict of its own, is told with its file.
def _breaks(*_: object) -> CheckedSubmission:
    raise RecursionError("too deep")


def test_what_ends_otherwise_is_told(definition: Definition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mutations, "check", _breaks)
    assert judge(b"", definition, Bounds())[1] == "RecursionError: too deep"


def test_what_takes_too_long_is_told(definition: Definition) -> None:
    good = zipped(seeds()["template"])
    assert judge(good, definition, Bounds(seconds=0.0001))[1] != ""


def test_an_offending_file_is_kept_and_fails_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(mutations, "check", _breaks)
    assert mutations.main(["--files", "3", "--keep", str(tmp_path)]) == 1
    assert len(list(tmp_path.glob("*.xlsx"))) == 3
    assert "RecursionError" in capsys.readouterr().err
