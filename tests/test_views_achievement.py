"""How far towards its target? indicator_achievement: every line of the table, and the light."""

from __future__ import annotations

from typing import Any

import pytest

from tests import view_rows
from tests.view_rows import ViewRows

rows = view_rows.rows
JUNE, DECEMBER = ("2025-01-01", "2025-06-30"), ("2025-01-01", "2025-12-31")


def judged(
    rows: ViewRows,
    columns: str,
    numbers: tuple[float | None, float | None, float | None],
    period: tuple[str, str] = DECEMBER,
    **nature: str,
) -> tuple[Any, ...]:
    """The columns of one report with the baseline, target and actual of one indicator of this nature."""
    rows.workshop("x", *period)
    code = rows.indicator("X-01", **nature)
    baseline, target, actual = numbers
    rows.value(rows.report(workshop="x"), code, baseline=baseline, target=target, actual=actual)
    ((*found,),) = rows(f"SELECT {columns} FROM indicator_achievement WHERE indicator = 'X-01'")
    return tuple(found)


HIGHER, LOWER = {"direction": "higher"}, {"direction": "lower"}
FLOW, CONTEXT = {"kind": "flow"}, {"direction": "context"}


@pytest.mark.parametrize(
    ("nature", "baseline", "target", "actual", "pct", "method"),
    [
        (HIGHER, 20, 24, None, None, "no_data"),
        (HIGHER, 20, None, None, None, "no_data"),  # no actual is said first
        (HIGHER, 20, None, 22, None, "no_target"),
        (CONTEXT, None, 24, 22, None, "context"),
        (CONTEXT, None, None, 22, None, "no_target"),
        (HIGHER, 20, 0, 22, None, "no_target"),
        (FLOW, None, 0, 0, None, "no_target"),
        # Flow: 12 / 10 = 120 %, whatever the baseline.
        (FLOW, None, 10, 12, 120, "flow"),
        (FLOW, 8, 10, 12, 120, "flow"),
        (FLOW, None, 10, 0, 0, "flow"),
        # No baseline: 6 / 8 = 75 %, and for less 60 / 80 = 75 %.
        (HIGHER, None, 8, 6, 75, "no_baseline"),
        (LOWER, None, 60, 80, 75, "no_baseline"),
        (LOWER, None, 60, 0, 100, "no_baseline"),
        (LOWER, None, 0, 0, 100, "no_baseline"),
        (LOWER, None, 0, 5, 0, "no_baseline"),
        # The target keeps the baseline: reached or C / B, B / C.
        (HIGHER, 12, 12, 12, 100, "against_target"),
        (HIGHER, 12, 12, 15, 100, "against_target"),
        (HIGHER, 12, 12, 9, 75, "against_target"),
        (LOWER, 12, 12, 12, 100, "against_target"),
        (LOWER, 12, 12, 16, 75, "against_target"),
        # The target is worse than the baseline.
        (HIGHER, 20, 12, 15, 100, "against_target"),
        (HIGHER, 20, 12, 9, 75, "against_target"),
        (LOWER, 9, 12, 11.5, 100, "against_target"),
        (LOWER, 9, 12, 16, 75, "against_target"),
        # Level: (22 - 20) / (24 - 20) = 50 %; (150 - 180) / (120 - 180) = 50 %.
        (HIGHER, 20, 24, 22, 50, "level"),
        (HIGHER, 20, 24, 18, -50, "level"),
        (HIGHER, 20, 24, 26, 150, "level"),
        (HIGHER, 0, 4, 1, 25, "level"),
        (LOWER, 180, 120, 150, 50, "level"),
        (LOWER, 180, 120, 60, 200, "level"),
        (LOWER, 180, 0, 90, 50, "level"),
        # (200 - 180) / (120 - 180) = -33.3 %
        (LOWER, 180, 120, 200, -100 / 3, "level"),
    ],
)
def test_achievement_follows_the_first_line_of_the_table_that_fits(
    rows: ViewRows,
    nature: dict[str, str],
    baseline: float | None,
    target: float | None,
    actual: float | None,
    pct: float | None,
    method: str,
) -> None:
    found = judged(rows, "achievement_pct, method", (baseline, target, actual), **nature)
    assert found == (None if pct is None else pytest.approx(pct), method)


@pytest.mark.parametrize(
    ("numbers", "nature", "clipped", "gap"),
    [
        ((None, 10, 12), FLOW, 100.0, -2.0),
        ((180, 120, 200), LOWER, 0.0, -80.0),
        ((20, 24, 22), HIGHER, 50.0, 2.0),
    ],
)
def test_averages_take_achievement_clipped_to_between_0_and_100(
    rows: ViewRows, numbers: tuple[float, float, float], nature: dict[str, str], clipped: float, gap: float
) -> None:
    assert judged(rows, "achievement_clipped_pct, gap", numbers, **nature) == (clipped, gap)


@pytest.mark.parametrize(
    ("numbers", "nature", "light", "reason"),
    [
        ((None, None, None), FLOW, None, "no_data"),
        ((None, None, 3), FLOW, None, "no_target"),
        ((None, 0, 3), FLOW, None, "no_target"),
        ((None, 5, 3), CONTEXT, None, "context"),
        # June: e = 6 / 12. 5 of 10 = 50 % / 0.5 = 100; 4 = 80; 3.99 = 79.8; 3 = 60; 2.99 = 59.8.
        ((None, 10, 5), FLOW, "on_track", None),
        ((None, 10, 4), FLOW, "on_track", None),
        ((None, 10, 3.99), FLOW, "at_risk", None),
        ((None, 10, 3), FLOW, "at_risk", None),
        ((None, 10, 2.99), FLOW, "behind", None),
        # A level in June: only the ends of the scale.
        ((0, 10, 8), HIGHER, "on_track", None),
        ((0, 10, 7.99), HIGHER, None, "no_light_yet"),
        ((10, 20, 10), HIGHER, None, "no_light_yet"),
        ((10, 20, 9), HIGHER, "behind", None),
    ],
)
def test_the_light_of_june(
    rows: ViewRows,
    numbers: tuple[float | None, float | None, float | None],
    nature: dict[str, str],
    light: str | None,
    reason: str | None,
) -> None:
    assert judged(rows, "light, light_reason", numbers, JUNE, **nature) == (light, reason)


@pytest.mark.parametrize(
    ("actual", "light"),
    [(8, "on_track"), (7.99, "at_risk"), (6, "at_risk"), (5.99, "behind"), (-1, "behind")],
)
def test_in_december_a_level_is_judged_like_a_flow(rows: ViewRows, actual: float, light: str) -> None:
    assert judged(rows, "light, expected_share", (0, 10, actual)) == (light, 1.0)


def test_the_light_does_not_stumble_over_binary_fractions(rows: ViewRows) -> None:
    # 1 of 3 by May: a third of the target in 5 / 12 of the year is exactly 80; in binary steps 79.99….
    found = judged(rows, "light", (None, 3, 1), ("2025-01-01", "2025-05-31"), kind="flow")
    assert found == ("on_track",)


def test_four_fifths_of_the_way_is_on_track_whatever_floating_point_says(rows: ViewRows) -> None:
    # From 2.0 to 2.5, at 2.4: 0.4 / 0.5 = 80 %, which floating point calls 79.99999999999999.
    assert judged(rows, "light", (2.0, 2.5, 2.4)) == ("on_track",)
