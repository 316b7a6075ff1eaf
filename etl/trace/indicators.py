"""Indicators of one city: what is counted from its lists, what is typed, and how far both have come."""

from __future__ import annotations

from etl.trace.lineage import Lineage, Step, lineage, step
from etl.trace.reports import ROW

_PERIOD = step("workshop", "period_end", "workshop")
# What decides whether a row of a list counts, and for how much.
_PARTS = {
    "AGT-01": ("networks", "membership_status"),
    "AGT-02": ("networks", "membership_status network_role"),
    "KRD-01": ("sister_cities", "partnership_type partnership_status"),
    "KRD-02": ("sister_cities", "partnership_type partnership_status last_joint_activity_on"),
    "KAP-05": ("sister_cities", "partnership_type council_decided_on ministry_approved_on"),
    "FON-01": ("projects", "applied_on"),
    "FON-02": ("projects", "applied_on project_status"),
    "FON-03": ("projects", "project_status"),
    "FON-04": ("projects", "project_start municipal_grant_eur"),
}
_DATED = "s.indicator IN ('KRD-02', 'KAP-05', 'FON-01', 'FON-02', 'FON-04')"
_ALIKE = "city workshop indicator"
_TYPED = "submission_id indicator_code=indicator"
_COMPUTED = ("EYL-01", "EYL-02")


def _parts() -> tuple[Step, ...]:
    lists = (
        step(f"sheet_{sheet}", columns, ROW, when=f"s.indicator = '{code}'")
        for code, (sheet, columns) in _PARTS.items()
    )
    workshop = "(SELECT u.workshop FROM submission AS u WHERE u.submission_id = s.submission_id)"
    return (*lists, Step("workshop", ("period_end",), (("workshop", workshop),), _DATED))


def _computed(of_progress: str, of_overdue: str) -> tuple[Step, ...]:
    pairs = zip(_COMPUTED, (of_progress, of_overdue), strict=True)
    steps = (
        step("submission_plan", column, "submission_id", when=f"s.indicator = '{code}'")
        for code, column in pairs
        if column
    )
    return tuple(steps)


def _counted(column: str, when: str = "TRUE") -> tuple[Step, ...]:
    """Of the lists or of the plan, whichever the indicator is counted from."""
    return (
        step("derived_value", column, "submission_id indicator", when=when),
        step("computed_value", column, "submission_id indicator", when=when),
    )


_INDICATOR = step("indicator", "direction kind", "indicator")
_ACTUAL = (
    step("sheet_indicators", "actual", _TYPED, when="s.entry IS NULL OR s.entry = 'typed'"),
    *_counted("value", "s.entry IS NULL OR s.entry <> 'typed'"),
)
_FIT = (
    step("sheet_indicators", "actual", _TYPED, when="s.entry = 'typed'"),
    *_counted("value numerator denominator", "s.entry = 'typed'"),
)
_BASELINE = "s.method NOT IN ('no_data', 'no_target', 'context', 'flow')"
_ACHIEVED = (
    step("indicator_value", "actual target", _ALIKE),
    step("indicator_value", "baseline", _ALIKE, when=_BASELINE),
    _INDICATOR,
)
_PACE = (*_ACHIEVED, _PERIOD, step("light_rule", "at_least"))

INDICATORS: dict[str, Lineage] = {
    "derived_part": lineage("submission_id indicator row_number", part__base__cells=_parts()),
    "derived_value": lineage(
        "submission_id indicator",
        value__numerator__denominator=(
            step("derived_part", "part base", "submission_id indicator"),
            step("indicator", "is_percent across_cities", "indicator"),
        ),
    ),
    "computed_value": lineage(
        "submission_id indicator",
        value=_computed("plan_progress_pct", "overdue_pct"),
        numerator=_computed("", "overdue"),
        denominator=_computed("", "counted_actions"),
    ),
    "indicator_value": lineage(
        _ALIKE,
        baseline=(
            Step(
                "sheet_indicators",
                ("baseline",),
                (
                    ("submission_id", "coalesce(s.baseline_submission_id, s.submission_id)"),
                    ("indicator_code", "s.indicator"),
                ),
            ),
        ),
        typed_baseline=(step("sheet_indicators", "baseline", _TYPED),),
        target=(step("sheet_indicators", "target", _TYPED),),
        typed_actual=(step("sheet_indicators", "actual", _TYPED),),
        derived_actual=(step("derived_value", "value", "submission_id indicator"),),
        actual__entry=_ACTUAL,
        value_state=(*_ACTUAL, step("sheet_indicators", "missing_reason", _TYPED, when="s.entry IS NULL")),
        numerator=(*_FIT, *_counted("numerator")),
        denominator=(*_FIT, *_counted("denominator")),
        missing_reason=(step("sheet_indicators", "missing_reason", _TYPED),),
        deviation_reason=(step("sheet_indicators", "deviation_reason", _TYPED),),
        evidence=(step("sheet_indicators", "evidence", _TYPED),),
    ),
    "indicator_achievement": lineage(
        _ALIKE,
        step("indicator_value", "", _ALIKE),
        achievement_pct__achievement_clipped_pct__method=_ACHIEVED,
        expected_share=(step("indicator", "kind", "indicator"), _PERIOD),
        light__light_reason=_PACE,
        gap=(step("indicator_value", "actual target", _ALIKE),),
    ),
}
