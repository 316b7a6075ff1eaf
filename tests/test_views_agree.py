"""The checks reckon in Python what the views reckon in SQL: both must come to the same, whatever is typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

import definition as definition_package
from etl.validate.achievement import Numbers, achievement, light
from tests.view_rows import LEVEL, ViewRows, fresh_rows

DEFINITION = definition_package.load()
NATURES = [
    ("higher", "level"),
    ("lower", "level"),
    ("higher", "flow"),
    ("context", "level"),
    ("context", "flow"),
]
NUMBER = st.one_of(
    st.none(),
    st.integers(0, 30).map(float),
    st.floats(0, 1e6, allow_nan=False).map(lambda typed: round(typed, 2)),
)
Reckoned = tuple[float | None, str, float | None, str | None]


@settings(max_examples=25)
@given(
    nature=st.sampled_from(NATURES),
    month=st.integers(1, 12),
    typed=st.lists(st.builds(Numbers, NUMBER, NUMBER, NUMBER), min_size=1, max_size=20),
)
def test_achievement_and_light_are_the_same_in_the_view_and_in_the_checks(
    nature: tuple[str, str], month: int, typed: Sequence[Numbers]
) -> None:
    period_end = date(2025, month, 28)
    with fresh_rows() as rows:
        found = by_the_view(rows, nature, period_end, typed)
    assert found == [by_the_checks(nature, period_end, numbers) for numbers in typed]


def by_the_view(
    rows: ViewRows, nature: tuple[str, str], period_end: date, typed: Sequence[Numbers]
) -> list[tuple[Any, ...]]:
    rows.workshop("x", "2025-01-01", period_end.isoformat())
    report = rows.report(workshop="x")
    for number, n in enumerate(typed):
        code = rows.indicator(f"X-{number:02}", direction=nature[0], kind=nature[1])
        rows.value(report, code, baseline=n.baseline, target=n.target, actual=n.actual)
    shown = "achievement_pct, method, achievement_clipped_pct, light"
    return rows(f"SELECT {shown} FROM indicator_achievement WHERE indicator LIKE 'X-%' ORDER BY indicator")


def by_the_checks(nature: tuple[str, str], period_end: date, numbers: Numbers) -> Reckoned:
    direction, kind = nature
    indicator = replace(DEFINITION.indicator(LEVEL), direction=direction, kind=kind)  # type: ignore[arg-type]
    reached = achievement(indicator, numbers)
    band = light(indicator, numbers, period_end, DEFINITION.lights)
    return reached.pct, reached.method, reached.clipped_pct, band.code if band else None
