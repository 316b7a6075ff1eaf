"""A problem of every code that only the origin of a file can cause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from definition import Definition, load
from etl.figures.supply import supply
from etl.figures.template import figures_template
from etl.problems import Problem
from etl.store.home import SAMPLE
from etl.store.installation import Installation
from etl.submit import submit
from etl.template.workbook import Purpose, make_template
from tests.good_rows import CITY, WORKSHOP, good_rows

AT = datetime(2025, 1, 21, 9, 30, tzinfo=UTC)


def origin_problems() -> dict[str, Problem]:
    """As two folders find them in each other's files, and in one of a third."""
    known = load()
    with TemporaryDirectory() as folder:
        real, sample = Path(folder) / "real", Path(folder) / "sample"
        sample.mkdir()
        (sample / SAMPLE).touch()
        found = [*_refused(known, real, sample), *_refused(known, sample, real), *_warned(known, real)]
    return {problem.code: _without_id(problem) for problem in found}


def report_of(definition: Definition, made_by: Installation) -> bytes:
    """A good report in a template of this installation."""
    purpose = Purpose(made_by=made_by)
    return make_template(definition, CITY, WORKSHOP, AT, good_rows(definition), purpose)


def _refused(known: Definition, here: Path, there: Path) -> Iterator[Problem]:
    made_by = Installation("7f3a-9c21-04be", (there / SAMPLE).exists())
    yield from submit(here, known, report_of(known, made_by), "a.xlsx", "deneme", AT).receipt.problems
    yield from supply(here, known, figures_template(there, known), "b.xlsx", "deneme", AT).receipt.problems


def _warned(known: Definition, here: Path) -> Iterator[Problem]:
    data = report_of(known, Installation("7f3a-9c21-04be", is_sample=False))
    yield from submit(here, known, data, "a.xlsx", "deneme", AT).receipt.problems


def _without_id(problem: Problem) -> Problem:
    """Ids are new at every run."""
    facts = ((k, "7f3a-9c21-04be" if k == "found" else v) for k, v in problem.facts)
    return replace(problem, facts=tuple(facts))
