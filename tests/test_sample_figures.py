"""Every figure that the export holds equals the one that plain pandas reckons from the .xlsx files."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from numbers import Number
from pathlib import Path

import pandas as pd
import pytest

from definition import Definition
from etl.sample import make
from tests.recomputed import changes, figures, groups
from tests.recomputed.catalogue import Period, periods
from tests.recomputed.report import STATUSES, Report, actions, read, typed
from tests.recomputed.sent import Sent, everything_sent, in_force

CITY = ["city", "workshop"]
INDICATOR = [*CITY, "indicator"]
TOLERANCE = 1e-9


@dataclass
class Sample:
    """The sample twice: as the archive holds it and as the export tells it."""

    sent: list[Sent]
    reports: list[Report]
    values: pd.DataFrame
    periods: dict[str, Period]
    exported_to: Path

    def exported(self, view: str) -> pd.DataFrame:
        text = dict.fromkeys(("workshop", "compared_workshop"), str)
        return pd.read_csv(self.exported_to / f"{view}.csv", dtype=text)


@pytest.fixture(scope="module")
def sample(definition: Definition, tmp_path_factory: pytest.TempPathFactory) -> Sample:
    home, out = tmp_path_factory.mktemp("sample"), tmp_path_factory.mktemp("export")
    make(home, definition)
    command = [
        sys.executable,
        "-m",
        "etl",
        "export",
        "--data",
        str(home),
        "--out",
        str(out),
        "--format",
        "csv",
    ]
    subprocess.run(command, check=True, capture_output=True, cwd=Path(__file__).parents[1])
    known, sent = periods(), everything_sent(home)
    reports = [read(s.original, s.city, known[s.workshop]) for s in in_force(sent)]
    return Sample(sent, reports, figures.indicator_values(reports), known, out)


def differences(own: pd.DataFrame, exported: pd.DataFrame, keys: list[str], columns: list[str]) -> list[str]:
    """Where two tables disagree, in words; rows are matched by their keys."""
    ours, theirs = own.set_index(keys)[columns], exported.set_index(keys)[columns]
    assert ours.index.is_unique
    assert theirs.index.is_unique
    found = [f"only here: {key}" for key in ours.index.difference(theirs.index)]
    found += [f"only exported: {key}" for key in theirs.index.difference(ours.index)]
    for key in ours.index.intersection(theirs.index):
        for column in columns:
            mine, other = ours.at[key, column], theirs.at[key, column]
            if not _same(mine, other):
                found.append(f"{key} {column}: {mine!r} here, {other!r} exported")
    return found


def _same(mine: object, other: object) -> bool:
    if pd.isna(mine) or pd.isna(other):
        return bool(pd.isna(mine) and pd.isna(other))
    if not isinstance(mine, Number):  # text, days
        return str(mine) == str(other)
    return abs(float(mine) - float(other)) <= TOLERANCE * max(1.0, abs(float(mine)))


def test_states_of_the_submissions(sample: Sample) -> None:
    own = pd.DataFrame(
        {
            "submission_id": s.id,
            "state": s.state,
            "draft": s.draft,
            "days_late": s.days_late(sample.periods[s.workshop]),
        }
        for s in sample.sent
    )
    exported = sample.exported("submission_state")
    assert differences(own, exported, ["submission_id"], ["state", "draft", "days_late"]) == []


def test_who_has_submitted(sample: Sample) -> None:
    counted = {(r.city, r.period.code) for r in sample.reports}
    own = pd.DataFrame(
        {"city": city, "workshop": p.code, "submitted": (city, p.code) in counted}
        for p in sample.periods.values()
        for city in p.participants
    )
    assert differences(own, sample.exported("participation_state"), CITY, ["submitted"]) == []


def test_plan_progress(sample: Sample) -> None:
    own = figures.plan_progress(sample.reports)
    columns = [c for c in own.columns if c not in CITY]
    assert differences(own, sample.exported("plan_progress"), CITY, columns) == []


def test_status_and_delay_of_every_action(sample: Sample) -> None:
    plans = [actions(r).assign(city=r.city, workshop=r.period.code) for r in sample.reports]
    own = pd.concat(plans).rename_axis("action_code").reset_index()
    own = own.rename(
        columns={"computed": "computed_status", "days": "days_overdue", "progress": "progress_pct"}
    )
    # Days are told of overdue actions only.
    own["days_overdue"] = own["days_overdue"].where(own["overdue"])
    exported = sample.exported("action_status")
    columns = ["status", "computed_status", "overdue", "days_overdue", "progress_pct", "weight", "counted"]
    assert differences(own, exported, [*CITY, "action_code"], columns) == []


def test_values_of_the_indicators_and_why_they_are_missing(sample: Sample) -> None:
    columns = ["baseline", "target", "actual", "numerator", "denominator", "value_state"]
    assert differences(sample.values, sample.exported("indicator_value"), INDICATOR, columns) == []


def test_achievement_and_light(sample: Sample) -> None:
    exported = sample.exported("indicator_achievement")
    columns = ["achievement_pct", "achievement_clipped_pct", "light", "gap"]
    assert differences(sample.values, exported, INDICATOR, columns) == []


def test_figures_of_the_group(sample: Sample) -> None:
    own = groups.group_figures(sample.values, sample.reports, sample.periods)
    columns = [c for c in own.columns if c not in ("workshop", "indicator")]
    assert differences(own, sample.exported("group_figure"), ["workshop", "indicator"], columns) == []


def test_changes_between_workshops(sample: Sample) -> None:
    own = changes.changes(sample.values, sample.periods)
    keys = changes.COMPARED
    columns = ["change", "basis", "no_change_reason", "improved"]
    assert differences(own, sample.exported("workshop_change"), keys, columns) == []


def test_changes_of_the_group(sample: Sample) -> None:
    own = groups.group_changes(sample.values, sample.reports, sample.periods)
    keys = ["workshop", "compared_workshop", "indicator"]
    columns = ["cities", "change", "basis", "no_change_reason"]
    assert differences(own, sample.exported("group_change"), keys, columns) == []


def test_totals_over_the_years(sample: Sample) -> None:
    own = changes.totals(sample.values, sample.periods)
    assert differences(own, sample.exported("indicator_total"), INDICATOR, ["total_to_date"]) == []


def test_what_changed_in_the_plans(sample: Sample) -> None:
    own = changes.plan_changes(sample.reports, sample.periods)
    keys = [*CITY, "compared_workshop", "action_code", "kind"]
    assert differences(own, sample.exported("action_change"), keys, ["old", "new"]) == []


def test_summary_of_each_workshop(sample: Sample) -> None:
    plans = figures.plan_progress(sample.reports)
    own = groups.summary(sample.values, plans, sample.reports, sample.periods)
    columns = [c for c in own.columns if c != "workshop"]
    assert differences(own, sample.exported("workshop_summary"), ["workshop"], columns) == []


def test_corrections_within_a_workshop(sample: Sample) -> None:
    replaced = [s for s in sample.sent if s.state == "replaced"]
    own = []
    for old in replaced:
        new = next(r for r in sample.reports if (r.city, r.period.code) == (old.city, old.workshop))
        before, now = typed(read(old.original, old.city, new.period))["C"], typed(new)["C"]
        changed = before[before != now].dropna().index
        own += [{"row_key": code, "old": before[code], "new": now[code]} for code in changed]
    exported = sample.exported("correction")
    exported = exported[exported["column_key"] == "actual"]
    assert differences(pd.DataFrame(own), exported, ["row_key"], ["old", "new"]) == []


LISTS = [
    (
        "network",
        "Ağlar",
        {"participations_12m": "Son 12 Ayda Katılım", "annual_fee_eur": "Yıllık Aidat (avro)"},
    ),
    (
        "sister_city",
        "Kardeş Şehirler",
        {"partner_city": "Şehir", "last_joint_activity_on": "Son Ortak Faaliyet Tarihi"},
    ),
    (
        "project",
        "Projeler",
        {"applied_on": "Başvuru Tarihi", "municipal_grant_eur": "Belediye Payı Hibe (avro)"},
    ),
    ("challenge", "Zorluklar", {"challenge": "Zorluk"}),
    ("good_practice", "İyi Uygulamalar", {"title": "Başlık"}),
    ("cooperation", "İş Birliği", {"description": "Açıklama"}),
]


@pytest.mark.parametrize(("view", "sheet", "columns"), LISTS)
def test_rows_of_the_list_sheets(sample: Sample, view: str, sheet: str, columns: dict[str, str]) -> None:
    frames = []
    for report in sample.reports:
        rows = report.sheets[sheet]
        own = {column: rows[header].map(_plain) for column, header in columns.items()}
        # The header is row 1.
        place = {"city": report.city, "workshop": report.period.code, "row_number": rows.index + 2}
        frames.append(pd.DataFrame(own).assign(**place))
    exported = sample.exported(view)
    assert differences(pd.concat(frames), exported, [*CITY, "row_number"], list(columns)) == []


def _plain(value: object) -> object:
    """A day without its midnight."""
    return value.date() if isinstance(value, datetime) else value


def test_the_statuses_of_the_sample_are_all_known(sample: Sample) -> None:
    written = {status for r in sample.reports for status in r.sheets["Eylemler"]["Durum"]}
    assert written == set(STATUSES)
