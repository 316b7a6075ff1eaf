"""Each mistake is found at its own cell, and nothing else is."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import pytest

from definition import Definition
from etl.history import NO_HISTORY
from etl.parse import parse
from etl.reader import read
from etl.rules import RULES
from etl.validate import validate
from tests.builders import changed_workbook, filled_workbook, without_column
from tests.cases import CASES, TODAY, Case, checked, judged, places


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_mistake_is_reported_at_its_own_cell(case: Case) -> None:
    assert places(judged(case.typed, case.history)) == list(case.found)
