"""What is known: one function per view of the published snapshot, read-only. The only SELECT outside etl/.

Every function answers with a fresh DataFrame of codes and numbers, in the view's own order; words come later.
Missing is missing (NaN, None, NaT), never 0. The snapshot's file name is part of every cache key, so a new
publication shows at the next rerun and an old result is never mixed with a new one."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
import streamlit as st

from etl import snapshots
from etl.home import Home, data_home
from ui.frames import one_kind_of_missing


class NothingPublishedError(Exception):
    """There is no snapshot yet. The shell makes one before any page runs."""


def home() -> Home:
    """The data folder in use; `is_sample` decides about the banner."""
    return data_home()


def snapshot() -> Path | None:
    """The database that CURRENT names now. Its name (`.stem`) is the snapshot's number."""
    return snapshots.current(home().path)


def snapshot_key() -> str:
    """What to add to the key of anything cached from these views (figures above all)."""
    path = snapshot()
    return str(path) if path else ""


@st.cache_resource(max_entries=2, show_spinner=False)
def _database(path: str) -> duckdb.DuckDBPyConnection:
    # One instance a process. It is never closed: another session's cursor may still be reading.
    return duckdb.connect(path, read_only=True)


@st.cache_data(max_entries=2000, show_spinner=False)
def _query(path: str, sql: str, values: tuple[object, ...]) -> pd.DataFrame:
    # A cursor a query: one connection shared by threads returns silently empty results.
    with _database(path).cursor() as cursor:
        return one_kind_of_missing(cursor.execute(sql, values).df())


def _rows(view: str, order: str, **keys: str | bool | None) -> pd.DataFrame:
    """The rows of `view` whose columns equal the given keys; a key that is None is not asked for.

    View, columns and order are names written in this file, never something typed by a reader."""
    path = snapshot_key()
    if not path:
        raise NothingPublishedError
    asked = {column: value for column, value in keys.items() if value is not None}
    where = " AND ".join(f"{column} = ?" for column in asked)
    sql = f"SELECT * FROM {view}{' WHERE ' + where if where else ''} ORDER BY {order}"
    return _query(path, sql, tuple(asked.values()))


def submission_state(city: str | None = None, workshop: str | None = None) -> pd.DataFrame:
    """What became of each submission, newest first. One row per submission."""
    return _rows("submission_state", "received_at DESC, submission_id", city=city, workshop=workshop)


def submission(submission_id: str) -> pd.DataFrame:
    """One submission by its id; no row when it is unknown."""
    return _rows("submission_state", "submission_id", submission_id=submission_id)


def submission_latest(
    city: str | None = None, workshop: str | None = None, draft: bool | None = False
) -> pd.DataFrame:
    """The version in force with its cover. One row per city and workshop; drafts only when asked for."""
    return _rows("submission_latest", "workshop, city", city=city, workshop=workshop, draft=draft)


def submission_problem(submission_id: str) -> pd.DataFrame:
    """The findings of one submission, in workbook order (facts are JSON)."""
    return _rows("submission_problem", "position", submission_id=submission_id)


def participation_state(workshop: str | None = None, city: str | None = None) -> pd.DataFrame:
    """Who takes part and who has submitted. One row per workshop and city."""
    return _rows("participation_state", "workshop, city", workshop=workshop, city=city)


def workshop_summary(workshop: str | None = None) -> pd.DataFrame:
    """The headline figures. One row per workshop."""
    return _rows("workshop_summary", "workshop", workshop=workshop)


def plan_progress(workshop: str | None = None, city: str | None = None) -> pd.DataFrame:
    """How far each plan has come. One row per city and workshop."""
    return _rows("plan_progress", "workshop, city", workshop=workshop, city=city)


def action_status(workshop: str | None = None, city: str | None = None) -> pd.DataFrame:
    """Every action, declared beside computed status. One row per city, workshop and action."""
    return _rows("action_status", "workshop, city, row_number", workshop=workshop, city=city)


def submission_action(submission_id: str) -> pd.DataFrame:
    """The actions of one confirmed submission, drafts and replaced ones included."""
    return _rows("submission_action", "row_number", submission_id=submission_id)


def indicator_value(
    workshop: str | None = None, city: str | None = None, indicator: str | None = None
) -> pd.DataFrame:
    """Every asked indicator with its value or the reason why there is none."""
    keys = {"workshop": workshop, "city": city, "indicator": indicator}
    return _rows("indicator_value", "workshop, city, indicator", **keys)


def indicator_achievement(
    workshop: str | None = None, city: str | None = None, indicator: str | None = None
) -> pd.DataFrame:
    """Value, target, achievement and light. One row per city, workshop and indicator."""
    keys = {"workshop": workshop, "city": city, "indicator": indicator}
    return _rows("indicator_achievement", "workshop, city, indicator", **keys)


def group_figure(workshop: str | None = None, indicator: str | None = None) -> pd.DataFrame:
    """All cities together, with n of N, median and range. One row per workshop and indicator."""
    return _rows("group_figure", "workshop, indicator", workshop=workshop, indicator=indicator)


def workshop_change(
    workshop: str, vs: str, city: str | None = None, indicator: str | None = None
) -> pd.DataFrame:
    """How each value moved since the compared workshop. One row per city and indicator."""
    keys = {"workshop": workshop, "compared_workshop": vs, "city": city, "indicator": indicator}
    return _rows("workshop_change", "city, indicator", **keys)


def group_change(workshop: str, vs: str, indicator: str | None = None) -> pd.DataFrame:
    """How each group figure moved, over the cities counted in both. One row per indicator."""
    keys = {"workshop": workshop, "compared_workshop": vs, "indicator": indicator}
    return _rows("group_change", "indicator", **keys)


def summary_change(workshop: str, vs: str, figure: str | None = None) -> pd.DataFrame:
    """How each headline figure moved, over the cities that have it at both. One row per figure."""
    keys = {"workshop": workshop, "compared_workshop": vs, "figure": figure}
    return _rows("summary_change", "figure", **keys)


def action_change(workshop: str, vs: str, city: str | None = None) -> pd.DataFrame:
    """What was added, removed or moved in the plans. One row per changed thing."""
    keys = {"workshop": workshop, "compared_workshop": vs, "city": city}
    return _rows("action_change", "city, action_code, kind", **keys)


def correction(workshop: str | None = None, city: str | None = None) -> pd.DataFrame:
    """What a later version of the same report changed: corrections, not progress."""
    keys = {"workshop": workshop, "city": city}
    return _rows("correction", "workshop, city, submission_id, sheet, row_key, column_key", **keys)


def indicator_total(
    workshop: str | None = None, city: str | None = None, indicator: str | None = None
) -> pd.DataFrame:
    """Totals to date of the indicators that add up over time."""
    keys = {"workshop": workshop, "city": city, "indicator": indicator}
    return _rows("indicator_total", "workshop, city, indicator", **keys)


def network(workshop: str | None = None, city: str | None = None) -> pd.DataFrame:
    """Memberships in international networks. One row per row of the sheet."""
    return _rows("network", "workshop, city, row_number", workshop=workshop, city=city)


def sister_city(workshop: str | None = None, city: str | None = None) -> pd.DataFrame:
    """Sister cities and protocols. One row per row of the sheet."""
    return _rows("sister_city", "workshop, city, row_number", workshop=workshop, city=city)


def project(workshop: str | None = None, city: str | None = None) -> pd.DataFrame:
    """International projects. One row per row of the sheet."""
    return _rows("project", "workshop, city, row_number", workshop=workshop, city=city)


def challenge(workshop: str | None = None, city: str | None = None) -> pd.DataFrame:
    """Challenges and proposed solutions. One row per row of the sheet."""
    return _rows("challenge", "workshop, city, row_number", workshop=workshop, city=city)


def good_practice(workshop: str | None = None, city: str | None = None) -> pd.DataFrame:
    """Good practices. One row per row of the sheet."""
    return _rows("good_practice", "workshop, city, row_number", workshop=workshop, city=city)


def cooperation(workshop: str | None = None, city: str | None = None) -> pd.DataFrame:
    """Offers and requests for cooperation. One row per row of the sheet."""
    return _rows("cooperation", "workshop, city, row_number", workshop=workshop, city=city)
