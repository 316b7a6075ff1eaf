"""What is known: one function per view of the published snapshot.

Every function answers with a fresh DataFrame of codes and numbers, in the view's own order; words come later.
Missing is missing (NaN, None, NaT), never 0."""

from __future__ import annotations

import pandas as pd

from ui.database import frozen_states, rows, traced
from ui.shown import AS_OF, as_of, home, live_snapshot, snapshot, snapshot_key

# Beside the functions below.
__all__ = ["AS_OF", "as_of", "frozen_states", "home", "live_snapshot", "snapshot", "snapshot_key", "traced"]


def submission_state(city: str | None = None, workshop: str | None = None) -> pd.DataFrame:
    """What became of each submission, newest first. One row per submission."""
    return rows("submission_state", "number DESC", city=city, workshop=workshop)


def submission(submission_id: str) -> pd.DataFrame:
    """One submission by its id; no row when it is unknown."""
    return rows("submission_state", "submission_id", submission_id=submission_id)


def submission_event(city: str) -> pd.DataFrame:
    """What was decided about a city's submissions, the newest first. One row a decision."""
    events = rows("submission_event", "number DESC")
    return events[events["submission_id"].isin(submission_state(city)["submission_id"])]


def submission_latest(
    city: str | None = None, workshop: str | None = None, draft: bool | None = False
) -> pd.DataFrame:
    """The version in force with its cover. One row per city and workshop; drafts only when asked for."""
    return rows("submission_latest", "workshop, city", city=city, workshop=workshop, draft=draft)


def submission_problem(submission_id: str) -> pd.DataFrame:
    """The findings of one submission, in workbook order (facts are JSON)."""
    return rows("submission_problem", "position", submission_id=submission_id)


def participation_state(workshop: str | None = None, city: str | None = None) -> pd.DataFrame:
    """Who takes part and who has submitted. One row per workshop and city."""
    return rows("participation_state", "workshop, city", workshop=workshop, city=city)


def workshop_summary(workshop: str | None = None) -> pd.DataFrame:
    """The headline figures. One row per workshop."""
    return rows("workshop_summary", "workshop", workshop=workshop)


def plan_progress(workshop: str | None = None, city: str | None = None) -> pd.DataFrame:
    """How far each plan has come. One row per city and workshop."""
    return rows("plan_progress", "workshop, city", workshop=workshop, city=city)


def action_status(workshop: str | None = None, city: str | None = None) -> pd.DataFrame:
    """Every action, declared beside computed status. One row per city, workshop and action."""
    return rows("action_status", "workshop, city, row_number", workshop=workshop, city=city)


def submission_action(submission_id: str) -> pd.DataFrame:
    """The actions of one confirmed submission, drafts and replaced ones included."""
    return rows("submission_action", "row_number", submission_id=submission_id)


def indicator_value(
    workshop: str | None = None, city: str | None = None, indicator: str | None = None
) -> pd.DataFrame:
    """Every asked indicator with its value or the reason why there is none."""
    keys = {"workshop": workshop, "city": city, "indicator": indicator}
    return rows("indicator_value", "workshop, city, indicator", **keys)


def indicator_achievement(
    workshop: str | None = None, city: str | None = None, indicator: str | None = None
) -> pd.DataFrame:
    """Value, target, achievement and light. One row per city, workshop and indicator."""
    keys = {"workshop": workshop, "city": city, "indicator": indicator}
    return rows("indicator_achievement", "workshop, city, indicator", **keys)


def group_figure(workshop: str | None = None, indicator: str | None = None) -> pd.DataFrame:
    """All cities together, with n of N, median and range. One row per workshop and indicator."""
    return rows("group_figure", "workshop, indicator", workshop=workshop, indicator=indicator)


def workshop_change(
    workshop: str, vs: str, city: str | None = None, indicator: str | None = None
) -> pd.DataFrame:
    """How each value moved since the compared workshop. One row per city and indicator."""
    keys = {"workshop": workshop, "compared_workshop": vs, "city": city, "indicator": indicator}
    return rows("workshop_change", "city, indicator", **keys)


def group_change(workshop: str, vs: str, indicator: str | None = None) -> pd.DataFrame:
    """How each group figure moved, over the cities counted in both. One row per indicator."""
    keys = {"workshop": workshop, "compared_workshop": vs, "indicator": indicator}
    return rows("group_change", "indicator", **keys)


def summary_change(workshop: str, vs: str, figure: str | None = None) -> pd.DataFrame:
    """How each headline figure moved, over the cities that have it at both. One row per figure."""
    keys = {"workshop": workshop, "compared_workshop": vs, "figure": figure}
    return rows("summary_change", "figure", **keys)


def action_change(workshop: str, vs: str, city: str | None = None) -> pd.DataFrame:
    """What was added, removed or moved in the plans. One row per changed thing."""
    keys = {"workshop": workshop, "compared_workshop": vs, "city": city}
    return rows("action_change", "city, action_code, kind", **keys)


def correction(workshop: str | None = None, city: str | None = None) -> pd.DataFrame:
    """What a later version of the same report changed: corrections, not progress."""
    keys = {"workshop": workshop, "city": city}
    return rows("correction", "workshop, city, submission_id, sheet, row_key, column_key", **keys)


def quality_score(workshop: str | None = None, city: str | None = None) -> pd.DataFrame:
    """How complete and plausible each report is, apart from performance. One row per city and workshop."""
    return rows("quality_score", "workshop, city", workshop=workshop, city=city)


def quality_loss(workshop: str, city: str) -> pd.DataFrame:
    """The cells behind every lost point. One row per sheet and cell."""
    return rows("quality_loss", "sheet, cell, code", workshop=workshop, city=city)


def workshop_task() -> pd.DataFrame:
    """What workshops agreed on, the newest workshop first. One row per task."""
    return rows("workshop_task", "workshop DESC, number")


def context_figure(
    workshop: str | None = None, city: str | None = None, indicator: str | None = None
) -> pd.DataFrame:
    """The context figures of the organizers beside each city's own. One row per city, workshop, indicator."""
    keys = {"workshop": workshop, "city": city, "indicator": indicator}
    return rows("context_figure", "workshop, city, indicator", **keys)


def figure_in_force(indicator: str | None = None) -> pd.DataFrame:
    """Every context figure in force, and those taken out. One row per city, indicator and year."""
    return rows("figure_in_force", "indicator, city, year", indicator=indicator)


def context_total(indicator: str) -> pd.DataFrame:
    """The cities together, the newest year first. One row a year."""
    return rows("context_total", "year DESC", indicator=indicator)


def figure_upload_state() -> pd.DataFrame:
    """What became of each file of context figures, the newest first. One row a file."""
    return rows("figure_upload_state", "number DESC")


def network(workshop: str | None = None, city: str | None = None) -> pd.DataFrame:
    """Memberships in international networks. One row per row of the sheet."""
    return rows("network", "workshop, city, row_number", workshop=workshop, city=city)


def sister_city(workshop: str | None = None, city: str | None = None) -> pd.DataFrame:
    """Sister cities and protocols. One row per row of the sheet."""
    return rows("sister_city", "workshop, city, row_number", workshop=workshop, city=city)


def project(workshop: str | None = None, city: str | None = None) -> pd.DataFrame:
    """International projects. One row per row of the sheet."""
    return rows("project", "workshop, city, row_number", workshop=workshop, city=city)


def challenge(workshop: str | None = None, city: str | None = None) -> pd.DataFrame:
    """Challenges and proposed solutions. One row per row of the sheet."""
    return rows("challenge", "workshop, city, row_number", workshop=workshop, city=city)


def row_review(
    submission_id: str | None = None, city: str | None = None, workshop: str | None = None
) -> pd.DataFrame:
    """What the organizers said about rows of a report. One row per submission, sheet and row."""
    keys = {"submission_id": submission_id, "city": city, "workshop": workshop}
    return rows("row_review", "submission_id, sheet, row_key", **keys)


def good_practice(workshop: str | None = None, city: str | None = None) -> pd.DataFrame:
    """Good practices. One row per row of the sheet."""
    return rows("good_practice", "workshop, city, row_number", workshop=workshop, city=city)


def cooperation(workshop: str | None = None, city: str | None = None) -> pd.DataFrame:
    """Offers and requests for cooperation. One row per row of the sheet."""
    return rows("cooperation", "workshop, city, row_number", workshop=workshop, city=city)
