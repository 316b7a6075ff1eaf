"""Context figures: the cells of the organizers' files."""

from __future__ import annotations

from etl.trace.lineage import Lineage, lineage, step
from etl.trace.reports import ROW

_DECISIONS = step("submission_event", "kind happened_at number", "submission_id")
_CELL = step("sheet_figures", "value", ROW)
_OF_THE_SAME = step("sheet_figures", "value", "city indicator_code=indicator year")
_FIGURE = "city indicator year"
_OWN = step("sheet_figures", "value", "submission_id")
# What holds of the figures that the file names, whichever file that is from.
_NAMED = """EXISTS (SELECT 1 FROM sheet_figures AS f WHERE f.submission_id = s.submission_id
    AND f.city = t.city AND f.indicator_code = t.indicator AND f.year = t.year)"""

FIGURES: dict[str, Lineage] = {
    "figure_in_force": lineage(
        _FIGURE,
        value=(_CELL,),
        # Without its value a row would not be in force.
        year=(step("sheet_figures", "year value", ROW),),
        source=(step("sheet_figures", "source value", ROW),),
        was_given=(_OF_THE_SAME,),
        received_at=(step("figure_upload", "received_at", "submission_id"), _CELL),
        confirmed_at=(_DECISIONS, _CELL),
    ),
    "figure_upload_state": lineage(
        "submission_id",
        step("figure_upload", "", "submission_id"),
        confirmed_at__withdrawn_at=(_DECISIONS,),
        figures=(_OWN,),
        figures_in_force=(_OWN, step("figure_in_force", "value", where=_NAMED)),
        taken_out=(_OWN, step("figure_in_force", "value was_given", where=_NAMED)),
    ),
    "context_total": lineage(
        "indicator year",
        year__cities__value__median__minimum__maximum=(
            step("figure_in_force", "value", "indicator year", where="t.value IS NOT NULL"),
        ),
    ),
    "context_figure": lineage(
        "city workshop indicator",
        value=(step("figure_in_force", "value", _FIGURE),),
        year=(step("figure_in_force", "year", _FIGURE),),
        source=(step("figure_in_force", "source", _FIGURE),),
        period_year=(step("workshop", "period_end", "workshop"),),
        value_state=(
            step("figure_in_force", "value", _FIGURE),
            step("figure_in_force", "value was_given", "city indicator year=period_year", "s.year IS NULL"),
        ),
    ),
}
