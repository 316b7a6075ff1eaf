"""The arithmetic of achievement: the worked examples, every line of the table, and what always holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from definition import Definition, Indicator, load
from etl.validate.achievement import Numbers, achievement, deviates, light

JUNE, DECEMBER = date(2024, 6, 30), date(2024, 12, 31)
NUMBER = st.one_of(st.none(), st.floats(0, 1e9), st.integers(0, 50).map(float))


def indicator(kind: str, direction: str = "higher") -> Indicator:
    return replace(load().indicator("KAP-01"), kind=kind, direction=direction)


LEVEL, LOWER, FLOW = indicator("level"), indicator("level", "lower"), indicator("flow")
CONTEXT = indicator("flow", "context")

WORKED = [
    # what, A, B, C, per cent, line of the table
    ("half of the way up", LEVEL, 20, 24, 22, 50.0, "level"),
    ("half of the way down", LOWER, 180, 120, 150, 50.0, "level"),
    ("the wrong way", LOWER, 180, 120, 200, pytest.approx(-100 / 3), "level"),
    ("kept", LEVEL, 12, 12, 12, 100.0, "against_target"),
    ("kept and lost a little", LEVEL, 12, 12, 9, 75.0, "against_target"),
    ("kept low", LOWER, 12, 12, 12, 100.0, "against_target"),
    ("kept low and risen", LOWER, 12, 12, 16, 75.0, "against_target"),
    ("target below the baseline", LEVEL, 20, 10, 5, 50.0, "against_target"),
    ("target above the baseline of what should fall", LOWER, 10, 20, 40, 50.0, "against_target"),
    ("flow passes its target", FLOW, None, 10, 12, 120.0, "flow"),
    ("flow does not look at A", FLOW, 8, 10, 5, 50.0, "flow"),
    ("no baseline", LEVEL, None, 24, 12, 50.0, "no_baseline"),
    ("no baseline, less is better", LOWER, None, 10, 20, 50.0, "no_baseline"),
    ("no baseline, nothing left", LOWER, None, 10, 0, 100.0, "no_baseline"),
    ("all gone, as wanted", LOWER, 10, 0, 0, 100.0, "level"),
    ("no value", LEVEL, 20, 24, None, None, "no_data"),
    ("no value and no target", LEVEL, 20, None, None, None, "no_data"),
    ("no target", LEVEL, 20, None, 22, None, "no_target"),
    ("a target of 0 to grow to", LEVEL, 0, 0, 3, None, "no_target"),
    ("a flow towards 0", FLOW, None, 0, 3, None, "no_target"),
    ("context", CONTEXT, 1, 2, 3, None, "context"),
]


@pytest.mark.parametrize(("what", "of", "a", "b", "c", "pct", "method"), WORKED, ids=[w[0] for w in WORKED])
def test_achievement_follows_the_table(
    what: str, of: Indicator, a: float | None, b: float | None, c: float | None, pct: object, method: str
) -> None:
    reached = achievement(of, Numbers(a, b, c))
    assert (reached.pct, reached.method) == (pct, method)


LIT = [
    # what, A, B, C, end of the period, light, is a reason expected?
    ("half a year, half the target", FLOW, None, 10, 5, JUNE, "on_track", False),
    ("2.0 to 2.5, at 2.4, is exactly 80", LEVEL, 2.0, 2.5, 2.4, date(2024, 12, 31), "on_track", False),
    ("1 of 3 in May is exactly 80", FLOW, None, 3, 1, date(2024, 5, 31), "on_track", False),
    ("a flow at risk", FLOW, None, 10, 7, DECEMBER, "at_risk", True),
    ("exactly 60", FLOW, None, 10, 6, DECEMBER, "at_risk", True),
    ("a flow behind", FLOW, None, 10, 5, DECEMBER, "behind", True),
    ("a level in June has time", LEVEL, 20, 24, 21, JUNE, None, False),
    ("unless it is there already", LEVEL, 20, 24, 24, JUNE, "on_track", False),
    ("or goes the wrong way", LEVEL, 20, 24, 19, JUNE, "behind", True),
    ("a level in December", LEVEL, 20, 24, 21, DECEMBER, "behind", True),
    ("nothing told", LEVEL, 20, 24, None, DECEMBER, None, False),
    ("context has no light", CONTEXT, None, 10, 1, DECEMBER, None, False),
]


@pytest.mark.parametrize(("what", "of", "a", "b", "c", "end", "code", "reason"), LIT, ids=[w[0] for w in LIT])
def test_the_light_reckons_with_the_time_of_year(
    what: str,
    of: Indicator,
    a: float | None,
    b: float | None,
    c: float | None,
    end: date,
    code: str | None,
    reason: bool,
    definition: Definition,
) -> None:
    numbers = Numbers(a, b, c)
    found = light(of, numbers, end, definition.lights)
    assert (found.code if found else None) == code
    assert deviates(of, numbers, end, definition.lights) == reason


@given(
    NUMBER, NUMBER, NUMBER, st.sampled_from([LEVEL, LOWER, FLOW, CONTEXT]), st.sampled_from([JUNE, DECEMBER])
)
def test_achievement_never_fails_and_its_average_share_is_clipped(
    a: float | None, b: float | None, c: float | None, of: Indicator, end: date
) -> None:
    numbers = Numbers(a, b, c)
    reached = achievement(of, numbers)
    light(of, numbers, end, load().lights)
    clipped = reached.clipped_pct
    assert (clipped is None) == (reached.pct is None)
    assert clipped is None or 0 <= clipped <= 100


@given(st.integers(0, 1000), st.integers(1, 1000), st.integers(0, 1000))
def test_up_and_down_are_measured_alike(a: int, way: int, done: int) -> None:
    """As far as A → B upwards, so far from the same A downwards over the same way."""
    up = achievement(LEVEL, Numbers(a, a + way, a + done))
    down = achievement(LOWER, Numbers(2000 + a, 2000 + a - way, 2000 + a - done))
    assert up.method == down.method == "level"
    assert up.pct == pytest.approx(down.pct)


@given(st.integers(1, 1000), st.integers(0, 1000))
def test_what_keeps_its_baseline_is_reached_exactly_when_it_is_no_worse(kept: int, actual: int) -> None:
    up = achievement(LEVEL, Numbers(kept, kept, actual)).pct
    down = achievement(LOWER, Numbers(kept, kept, actual)).pct
    assert up is not None
    assert down is not None
    assert (up == 100) == (actual >= kept)
    assert (down == 100) == (actual <= kept)
    assert max(up, down) == 100


@given(st.integers(0, 1000), st.integers(1, 1000), st.integers(0, 2000), st.integers(0, 2000))
def test_more_of_what_should_grow_is_never_less_achievement(a: int, way: int, c: int, more: int) -> None:
    before = achievement(LEVEL, Numbers(a, a + way, c)).pct
    after = achievement(LEVEL, Numbers(a, a + way, c + more)).pct
    assert before is not None
    assert after is not None
    assert after >= before
