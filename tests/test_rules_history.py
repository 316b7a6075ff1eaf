"""What is said beside earlier reports, where the shipped workshops show too little of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from definition import Definition
from etl.history import History, PastIndicator, PastReport
from etl.validate.verdict import validate
from tests.cases import TODAY, judged, parsed, past, past_action, places, problems_of


def with_workshop(definition: Definition, code: str, **changes: object) -> Definition:
    workshops = (replace(w, **changes) if w.code == code else w for w in definition.workshops)  # type: ignore[arg-type]
    return replace(definition, workshops=tuple(sorted(workshops, key=lambda w: w.period_end)))


def found(definition: Definition, history: History) -> list[tuple[str, str]]:
    return places(validate(parsed({}), definition, lambda _city: history, TODAY))


@pytest.mark.parametrize(("last", "suspected"), [(4.5, True), (4.6, False), (0, False)])
def test_a_flow_is_compared_with_the_last_whole_year(
    definition: Definition, last: float, suspected: bool
) -> None:
    # KRD-05 is 23 in the good workbook: more than 5 × 4.5, not more than 5 × 4.6.
    whole_year = with_workshop(definition, "1", period_end=date(2023, 12, 31))
    told = found(whole_year, past("1", {"KRD-05": PastIndicator(None, 20, last)}))
    assert told == ([("unit_suspected", "indicators_G14")] if suspected else [])


def test_the_first_baseline_stays_whatever_came_after_it() -> None:
    history = History(
        past("1", {"KAP-01": PastIndicator(18, 24, 20)}).reports
        | past("2", {"KAP-01": PastIndicator(20, 24, 20)}).reports
    )
    moved = [p for p in problems_of(judged({}, history)) if p.code == "baseline_moved"]
    assert [p.fact("old") for p in moved] == [18]


def test_a_target_is_measured_from_the_first_baseline() -> None:
    # A 30 was accepted; the 20 typed now does not make 24 a rise.
    history = past("2", {"KAP-01": PastIndicator(30, 24, 28)})
    assert places(judged({}, history)) == [
        ("baseline_moved", "indicators_E2"),
        ("target_below_baseline", "indicators_F2"),
    ]


def test_a_correction_is_compared_with_earlier_workshops_not_with_itself() -> None:
    history = past(
        "3", {"KAP-01": PastIndicator(5, 100, 2)}, {"E-1.1": past_action("Başka bir ad", 10, end_date=TODAY)}
    )
    assert places(judged({}, history)) == []


def test_a_correction_names_what_it_removes() -> None:
    history = past("3", actions={"E-8.1": past_action("Tanıtım filmi", 50)})
    removed = problems_of(judged({}, history))
    assert [(p.code, p.fact("action"), p.fact("name")) for p in removed] == [
        ("action_missing", "E-8.1", "Tanıtım filmi")
    ]


def test_a_later_workshop_does_not_judge_an_earlier_one(definition: Definition) -> None:
    later = with_workshop(definition, "2", period_end=date(2025, 6, 30))
    assert found(later, past("2", {"KRD-05": PastIndicator(None, 99, 99)})) == []


def test_the_dropped_actions_and_their_effect_are_named(definition: Definition) -> None:
    # E-1.1 was at 100 and E-7.1, cancelled since, at 10: 55. Without E-7.1 the plan of today stands at
    # (100 + 60·2 + 45 + 40·1.5 + 100 + 0 + 20) / 8.5 = 52.4; E-8.1, removed, was at 0.
    actions = {
        "E-1.1": past_action(progress_pct=0),
        "E-7.1": past_action(progress_pct=10),
        "E-8.1": past_action(progress_pct=0),
    }
    rose = [p for p in problems_of(judged({}, past("2", actions=actions))) if "rose" in p.code]
    facts = dict(rose[0].facts)
    assert facts["actions"] == "E-7.1, E-8.1"
    assert facts["old"] == pytest.approx(10 / 3, abs=0.05)
    assert facts["found"] == pytest.approx(445 / 8.5, abs=0.05)
    assert facts["kept"] == pytest.approx(455 / 10.5, abs=0.05)


def test_an_action_that_was_cancelled_before_has_no_effect(definition: Definition) -> None:
    actions = {
        "E-1.1": past_action(progress_pct=0),
        "E-7.1": past_action(progress_pct=10, status="cancelled"),
    }
    assert places(judged({}, past("2", actions=actions))) == []


def test_an_indicator_asked_later_is_not_missed(definition: Definition) -> None:
    # FON-03 came after workshop 3: its row may be there, but nobody asks for it.
    later = with_workshop(definition, "1", period_end=date(2026, 4, 30))
    indicators = tuple(
        replace(i, since="1") if i.code in ("FON-03", "KAP-01") else i for i in later.indicators
    )
    told = found(replace(later, indicators=indicators), History())
    assert told == [("indicator_not_asked", "indicators_A2"), ("indicator_not_asked", "indicators_A18")]


def test_history_is_asked_for_the_city_on_the_cover(definition: Definition) -> None:
    asked: list[str] = []

    def history_of(city: str) -> History:
        asked.append(city)
        return History()

    validate(parsed({}), definition, history_of, TODAY)
    assert asked == ["antalya"]


def test_a_report_without_progress_does_not_break_the_comparison() -> None:
    empty = PastReport("x", "2", {}, {"E-1.1": past_action(status="cancelled")})
    assert places(judged({}, History({"2": empty}))) == []
