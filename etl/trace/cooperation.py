"""Cooperation: what rows of two cities have in common. Both rows are traced."""

from __future__ import annotations

from etl.trace.lineage import Lineage, Role, Step, lineage, step
from etl.trace.reports import ROW

_OFFER = "submission_id=offer_submission_id row_number=offer_row"
_NEED = "submission_id=need_submission_id row_number=need_row"
_HELPER = "submission_id=helper_submission_id row_number=helper_row"


def _both(columns: str, role: Role = "value") -> tuple[Step, Step]:
    """Of the offer and of the request."""
    return (
        step("sheet_cooperation", columns, _OFFER, role=role),
        step("sheet_cooperation", columns, _NEED, role=role),
    )


# Why the two rows stand beside each other at all.
_MET = _both("direction topic", "scope")
_SAME = (
    step("sheet_challenges", "category solution_status", ROW, role="scope"),
    step("sheet_challenges", "category solution_status", _HELPER, role="scope"),
)

COOPERATION: dict[str, Lineage] = {
    "cooperation_match": lineage(
        "offer_submission_id offer_row need_submission_id need_row",
        topic__offer_row__need_row=_both("direction topic"),
        offer_text=(step("sheet_cooperation", "description", _OFFER), *_MET),
        need_text=(step("sheet_cooperation", "description", _NEED), *_MET),
        same_theme=(*_both("theme"), *_MET),
        same_programme=(*_both("target_programme"), *_MET),
        rank__reasons=(*_both("theme target_programme"), *_MET),
        expires_on=(*_both("expires_on"), *_MET),
    ),
    "match_record": lineage(
        "record_id", recorded_at__number=(step("record", "recorded_at number", "record_id"),)
    ),
    "challenge_category": lineage(
        "workshop category",
        cities__challenges__high__medium__low__unsolved__in_solution__solved=(
            step("challenge", "category severity solution_status", "workshop category"),
        ),
    ),
    "challenge_help": lineage(
        "submission_id row_number helper_submission_id helper_row",
        challenge=(step("sheet_challenges", "challenge", ROW), *_SAME),
        severity=(step("sheet_challenges", "severity", ROW), *_SAME),
        helper_challenge=(step("sheet_challenges", "challenge", _HELPER), *_SAME),
        helper_solution=(step("sheet_challenges", "solution", _HELPER), *_SAME),
        helper_row=_SAME,
        same_challenge=(
            step("sheet_challenges", "challenge", ROW),
            step("sheet_challenges", "challenge", _HELPER),
            *_SAME,
        ),
    ),
    "project_once": lineage(
        ROW,
        step("sheet_projects", "", ROW),
        joint_code=(step("sheet_projects", "joint_project_code", ROW),),
    ),
}
