"""Figures of all cities together, and how they have changed."""

from __future__ import annotations

from etl.trace.lineage import Lineage, Role, Step, lineage, step

_AT = "workshop indicator"
_OTHER = "workshop=other_workshop indicator"
_EXPECTED = (step("participation", "city", "workshop"),)
# Only cities that have a value at the other workshop too enter.
_BOTH = """t.actual IS NOT NULL AND (s.other_workshop = s.workshop OR EXISTS (
    SELECT 1 FROM indicator_value AS o WHERE o.city = t.city AND o.indicator = t.indicator
    AND o.workshop = CASE WHEN t.workshop = s.workshop THEN s.other_workshop ELSE s.workshop END
    AND o.actual IS NOT NULL))"""
_ELSEWHERE = "s.other_workshop <> s.workshop"
_RATIO = "s.aggregation = 'ratio'"
_JOINT = "s.indicator IN ('FON-01', 'FON-03')"


def _common(columns: str = "") -> tuple[Step, ...]:
    """Of the cities with a value at both, and what says that they have one."""
    entered = (
        step("indicator_value", "actual", _AT, where=_BOTH),
        step("indicator_value", "actual", _OTHER, _ELSEWHERE, _BOTH, "scope"),
    )
    return (step("indicator_achievement", columns, _AT, where=_BOTH), *entered) if columns else entered


_PARTS = (
    step("indicator_value", "numerator denominator", _AT, _RATIO, _BOTH),
    step("indicator_value", "numerator denominator", _OTHER, f"{_RATIO} AND {_ELSEWHERE}", _BOTH, "scope"),
)
_REPEATED = (
    step("indicator_value", "actual derived_actual", _AT, _JOINT, _BOTH),
    step("indicator_value", "actual", _OTHER, f"{_JOINT} AND {_ELSEWHERE}", _BOTH, "scope"),
    step(
        "joint_project",
        "projects",
        "indicator",
        _JOINT,
        """t.submission_id IN (SELECT v.submission_id FROM indicator_value AS v WHERE v.workshop = s.workshop
        AND v.indicator = s.indicator AND v.actual = v.derived_actual AND EXISTS (
        SELECT 1 FROM indicator_value AS o WHERE o.city = v.city AND o.indicator = v.indicator
        AND o.workshop = s.other_workshop AND o.actual IS NOT NULL))""",
    ),
)
_NOW = Step(
    "common_figure",
    ("value",),
    (
        ("workshop", "s.workshop"),
        ("other_workshop", "coalesce(s.against_workshop, s.compared_workshop)"),
        ("indicator", "s.indicator"),
    ),
)
_WAS = Step(
    "common_figure",
    ("value",),
    (
        ("workshop", "coalesce(s.against_workshop, s.compared_workshop)"),
        ("other_workshop", "s.workshop"),
        ("indicator", "s.indicator"),
    ),
)
_DIRECTION = step("indicator", "direction kind", "indicator")
_LIT = step("indicator_achievement", "light", "workshop", where="t.light IS NOT NULL")
_GRANTS = "t.indicator = 'FON-04'"


def _part_of(city_has: str) -> str:
    """Of the cities that have the figure at both workshops."""
    return f"""EXISTS (SELECT 1 FROM {city_has} AS o WHERE o.city = t.city
    AND o.workshop = CASE WHEN t.workshop = s.workshop THEN s.compared_workshop ELSE s.workshop END)"""


def _moved(workshop: str, scope: bool = False) -> tuple[Step, ...]:
    lit = (
        f"t.light IS NOT NULL AND {_part_of('(SELECT * FROM indicator_achievement WHERE light IS NOT NULL)')}"
    )
    role: Role = "scope" if scope else "value"
    return (
        step("plan_progress", "overdue", workshop, "s.figure = 'overdue'", _part_of("plan_progress"), role),
        step("indicator_achievement", "light", workshop, "s.figure = 'on_track_share_pct'", lit, role),
        step(
            "sister_city",
            "partnership_status",
            workshop,
            "s.figure = 'active_partnerships'",
            _part_of("sister_city"),
            role,
        ),
    )


_HERE, _THERE = _moved("workshop"), _moved("workshop=compared_workshop")

GROUPS: dict[str, Lineage] = {
    "joint_project": lineage(
        "submission_id indicator joint_code",
        projects=(
            step(
                "derived_part",
                "part",
                "submission_id indicator",
                where="""EXISTS (SELECT 1 FROM sheet_projects AS j WHERE j.submission_id = t.submission_id
                AND j.row_number = t.row_number AND upper(trim(j.joint_project_code)) = s.joint_code)""",
            ),
            step(
                "sheet_projects",
                "joint_project_code",
                "submission_id",
                where="upper(trim(t.joint_project_code)) = s.joint_code",
            ),
        ),
    ),
    "common_figure": lineage(
        "workshop other_workshop indicator",
        value=(*_common(), *_PARTS, *_REPEATED),
        cities=(*_common(), *_PARTS),
        cities_with_value__median__minimum__maximum=_common(),
        mean_achievement_pct=_common("achievement_clipped_pct"),
        cities_on_track__cities_with_light=_common("light"),
        repeated_projects=(*_common(), *_REPEATED),
    ),
    "group_figure": lineage(
        "workshop indicator",
        step("common_figure", "", "workshop other_workshop=workshop indicator"),
        cities_expected=_EXPECTED,
    ),
    "group_change": lineage(
        "workshop compared_workshop indicator",
        value=(_NOW,),
        compared_value=(_WAS,),
        change__basis__no_change_reason=(_NOW, _WAS, _DIRECTION),
        improved=(_NOW, _WAS, _DIRECTION),
        cities=(Step(_NOW.to, ("cities",), _NOW.on),),
        cities_expected=_EXPECTED,
    ),
    "workshop_summary": lineage(
        "workshop",
        step("plan_progress", "", "workshop"),
        cities_expected=_EXPECTED,
        cities_submitted=(step("counted_report", "submission_id", "workshop"),),
        plan_progress_cities=(step("plan_progress", "plan_progress_pct", "workshop"),),
        indicators_on_track__indicators_with_light__on_track_share_pct=(_LIT,),
        grants_keur=(step("group_figure", "value", "workshop", where=_GRANTS),),
        grants_cities=(step("group_figure", "cities", "workshop", where=_GRANTS),),
        active_partnerships__partnership_cities=(step("sister_city", "partnership_status", "workshop"),),
    ),
    "summary_change": lineage(
        "workshop compared_workshop figure",
        value=(*_HERE, *_moved("workshop=compared_workshop", scope=True)),
        compared_value=(*_THERE, *_moved("workshop", scope=True)),
        change__improved__cities=(*_HERE, *_THERE),
    ),
}
