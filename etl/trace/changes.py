"""What changed: between workshops, and by correcting a report. Both values are traced."""

from __future__ import annotations

from etl.trace.lineage import Lineage, Step, lineage, step

_NOW = "city workshop indicator"
_WAS = (
    ("city", "s.city"),
    ("workshop", "coalesce(s.against_workshop, s.compared_workshop)"),
    ("indicator", "s.indicator"),
)
_MEANT = step("indicator", "direction kind", "indicator")
_PERIODS = (
    step("workshop", "period_start period_end", "workshop"),
    step("workshop", "period_start period_end", "workshop=compared_workshop"),
)
_KINDS = {
    "added": "action_name",
    "removed": "action_name",
    "status": "status",
    "progress": "progress_pct",
    "end_date": "end_date",
    "renamed": "action_name",
}
_CELLS = {
    "actions": (
        "action_code action_name theme responsible_unit cooperating_institutions start_date end_date status "
        "progress_pct indicator_code budget_try weight deviation_reason"
    ),
    "indicators": "baseline target actual missing_reason deviation_reason evidence",
}
_ROW_KEYS = {"actions": "action_code", "indicators": "indicator_code"}
_UP_TO = """t.actual IS NOT NULL AND t.workshop IN (
    SELECT pt.workshop FROM reporting_period AS pt JOIN reporting_period AS ps ON ps.workshop = s.workshop
    WHERE pt.period_end <= ps.period_end AND NOT EXISTS (
        SELECT 1 FROM indicator_value AS n JOIN reporting_period AS pn ON pn.workshop = n.workshop
        WHERE n.city = t.city AND n.indicator = t.indicator AND n.actual IS NOT NULL
        AND pn.period_year = pt.period_year AND pn.period_end > pt.period_end
        AND pn.period_end <= ps.period_end))"""


def _value(column: str, then: bool = False) -> Step:
    return Step("indicator_value", (column,), _WAS) if then else step("indicator_value", column, _NOW)


def _of_action(file: str) -> tuple[Step, ...]:
    on = f"submission_id={file} action_code"
    return tuple(
        step("sheet_actions", column, on, when=f"s.kind = '{kind}'") for kind, column in _KINDS.items()
    )


def _of_cell(file: str = "submission_id") -> tuple[Step, ...]:
    return tuple(
        step(
            f"sheet_{sheet}",
            column,
            f"submission_id={file} {_ROW_KEYS[sheet]}=row_key",
            when=f"s.sheet = '{sheet}' AND s.column_key = '{column}'",
        )
        for sheet, columns in _CELLS.items()
        for column in columns.split()
    )


_CHANGED = (_value("actual"), _value("actual", then=True), _MEANT, *_PERIODS)

CHANGES: dict[str, Lineage] = {
    "comparison": lineage("workshop compared_workshop kind", against_workshop__basis=_PERIODS),
    "workshop_change": lineage(
        "city workshop compared_workshop indicator",
        actual=(_value("actual"),),
        compared_actual=(_value("actual", then=True),),
        target=(_value("target"),),
        compared_target=(_value("target", then=True),),
        change__basis__no_change_reason__improved=_CHANGED,
    ),
    "action_change": lineage(
        "city workshop compared_workshop action_code kind",
        old__new=(*_of_action("submission_id"), *_of_action("compared_submission_id")),
    ),
    "stored_cell": lineage("submission_id sheet row_key column_key", value=_of_cell()),
    "correction": lineage(
        "submission_id replaced_submission_id sheet row_key column_key",
        old__new=(*_of_cell(), *_of_cell("replaced_submission_id")),
    ),
    "indicator_total": lineage(
        "city workshop indicator",
        total_to_date__years=(
            step("indicator_value", "actual", "city indicator", where=_UP_TO),
            step("indicator", "over_time", "indicator"),
            step("workshop", "period_end", "workshop"),
        ),
    ),
}
