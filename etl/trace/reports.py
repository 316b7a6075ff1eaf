"""Submissions, plans and lists: what follows from one report."""

from __future__ import annotations

from etl.trace.lineage import Lineage, lineage, step

ROW = "submission_id row_number"
_RECEIPT = step("submission", "received_at acceptance draft", "submission_id")
_DECISIONS = step("submission_event", "kind happened_at number", "submission_id")
_PERIOD = step("workshop", "period_end", "workshop")
_STATUS = step("sheet_actions", "status", ROW)
_ENDED = step("action_status_rule", "ended", "status")
_COUNTED = step("action_status_rule", "counted", "status")
_OVERDUE = (step("sheet_actions", "end_date status", ROW), _PERIOD, _ENDED)
_REPORT = step("counted_report", "submission_id", "submission_id")
_CORE = step("indicator", "core direction", where="t.core")
_IS_CORE = "t.indicator IN (SELECT i.indicator FROM indicator AS i WHERE i.core)"
_DOUBT = "t.severity = 'warning' AND t.cell IS NOT NULL"
_LOST = (
    step("indicator_value", "value_state target", "city workshop", where=_IS_CORE),
    step("action_status", "responsible_unit", "city workshop"),
    step(
        "submission_problem", "code", "submission_id", where="t.severity = 'warning' AND t.cell IS NOT NULL"
    ),
)
_BEFORE = "submission_id=compared_submission_id row_number=compared_row_number"
_MOVES = (
    step("sheet_actions", "status progress_pct", ROW),
    step("sheet_actions", "status progress_pct", _BEFORE),
)
_COVER = "unit unit_level filled_by_title unit_email approval approved_on strategy situation_summary"


def _list(sheet: str) -> Lineage:
    return lineage(ROW, step(f"sheet_{sheet}", "", ROW))


REPORTS: dict[str, Lineage] = {
    "reporting_period": lineage(
        "workshop",
        step("workshop", "", "workshop"),
        period_year__last_month__year_share__one_year_before__three_years_before__five_years_before=(
            _PERIOD,
        ),
    ),
    "submission_decision": lineage(
        "submission_id",
        confirmed_at__withdrawn_at__withdrawn__confirmed_number__withdrawn_number=(_DECISIONS,),
    ),
    "standing_version": lineage(
        "submission_id", draft=(_RECEIPT,), confirmed_at__confirmed_number=(_DECISIONS,)
    ),
    "submission_state": lineage(
        "submission_id",
        step("submission", "", "submission_id"),
        days_late=(
            step("submission", "received_at", "submission_id"),
            step("workshop", "deadline", "workshop"),
        ),
        state__replaced_by__confirmed_at__withdrawn_at__withdrawn_reason__confirmed_number__withdrawn_number=(
            _RECEIPT,
            _DECISIONS,
        ),
    ),
    "submission_latest": lineage(
        "submission_id",
        step("submission_state", "", "submission_id"),
        **{column: (step("sheet_cover", column, "submission_id"),) for column in _COVER.split()},
    ),
    "counted_report": lineage(
        "submission_id",
        submission_id=(_RECEIPT, _DECISIONS, step("participation", "city", "workshop city")),
        period_end=(_PERIOD,),
    ),
    "earlier_report": lineage(
        "city workshop",
        compared_submission_id__compared_workshop=(
            _REPORT,
            step("counted_report", "submission_id", "submission_id=compared_submission_id"),
        ),
    ),
    "action_standstill": lineage(
        "city workshop action_code",
        status__progress_pct=_MOVES[:1],
        stands_still=(*_MOVES, step("sheet_actions", "start_date", ROW), _PERIOD, _ENDED),
        compared_row_number=(
            step("sheet_actions", "action_code", ROW),
            step("sheet_actions", "action_code", _BEFORE),
        ),
    ),
    "participation_state": lineage(
        "workshop city",
        days_late=(
            step("submission_state", "days_late", "submission_id=counted_submission_id"),
            step("submission_state", "days_late", "submission_id", when="s.counted_submission_id IS NULL"),
        ),
        submitted__counted_submission_id=(
            step("counted_report", "submission_id", "submission_id=counted_submission_id"),
        ),
        state=(step("submission_state", "state", "submission_id"),),
        has_draft=(step("submission_state", "state", "submission_id=draft_submission_id"),),
    ),
    "submission_action": lineage(
        ROW,
        step("sheet_actions", "", ROW),
        indicator=(step("sheet_actions", "indicator_code", ROW),),
        overdue__days_overdue__computed_status__status_reason=_OVERDUE,
        counted=(_STATUS, _COUNTED),
    ),
    "action_status": lineage(ROW, step("submission_action", "", ROW)),
    "submission_plan": lineage(
        "submission_id",
        plan_progress_pct__weight_sum=(
            step("submission_action", "progress_pct weight counted", "submission_id"),
        ),
        actions=(step("sheet_actions", "action_code", "submission_id"),),
        counted_actions=(step("submission_action", "counted", "submission_id"),),
        not_started__in_progress__completed__postponed__cancelled=(
            step("sheet_actions", "status", "submission_id"),
        ),
        overdue=(step("submission_action", "overdue", "submission_id"),),
        overdue_pct=(step("submission_action", "overdue counted", "submission_id"),),
    ),
    "plan_progress": lineage("city workshop", step("submission_plan", "", "submission_id")),
    "quality_loss": lineage("submission_id sheet cell code"),
    "quality_score": lineage(
        "submission_id",
        asked=(_CORE, _REPORT),
        lost=_LOST,
        score_pct=(_CORE, *_LOST),
    ),
    "record_latest": lineage(
        "topic about", recorded_at__number=(step("record", "recorded_at number", "record_id"),)
    ),
    "workshop_task": lineage(
        "task", recorded_at__number=(step("record", "recorded_at number", "record_id"),)
    ),
    "row_review": lineage(
        "submission_id sheet row_key",
        recorded_at__number=(step("record", "recorded_at number", "record_id"),),
        in_force=(step("submission_state", "state", "submission_id"),),
    ),
    "network": _list("networks"),
    "sister_city": _list("sister_cities"),
    "project": _list("projects"),
    "challenge": _list("challenges"),
    "good_practice": _list("good_practices"),
    "cooperation": _list("cooperation"),
}
