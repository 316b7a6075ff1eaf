"""What can the list sheets of a submission say about its indicators?

An empty list sheet says nothing; a sheet with rows of which none match says 0. The views say the same in
SQL."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from definition import Definition, Indicator
from etl.submission import CheckedRow
from etl.validate.doubts import Doubts
from etl.validate.periods import in_year_to_date, in_years_up_to

Rows = Sequence[CheckedRow]
_CONCLUDED_WELL = frozenset({"accepted", "implementation", "completed"})


def derived_values(
    definition: Definition, sheets: Mapping[str, Rows], period_end: date
) -> dict[str, float | None]:
    """Every derived indicator with the value its list sheet gives for the period."""
    return {
        indicator.code: FORMULAS[indicator.code].of(rows, period_end)
        if (rows := sheets.get(source_sheet(definition, indicator), ()))
        else None
        for indicator in definition.indicators
        if indicator.code in FORMULAS and indicator.entry == "derived"
    }


def uncertain(definition: Definition, sheets: Mapping[str, Rows], doubts: Doubts) -> frozenset[str]:
    """The derived indicators that a value in doubt would enter, or a row that may stand there twice."""
    return frozenset(
        indicator.code
        for indicator in definition.indicators
        if (formula := FORMULAS.get(indicator.code))
        and sheets.get(source := source_sheet(definition, indicator))
        and doubts.about((source, column) for column in (_key(definition, source), *formula.columns))
    )


def _key(definition: Definition, sheet: str) -> str:
    return definition.workbook.sheet(sheet).key_column.key


def source_sheet(definition: Definition, indicator: Indicator) -> str:
    """The key of the sheet an indicator is counted from; the catalogue names the sheet as people see it."""
    return next((s.key for s in definition.workbook.sheets if s.name.tr == indicator.derived_from), "")


def memberships(rows: Rows, _period_end: date) -> float:
    return float(sum(_is_member(row) for row in rows))


def governing_seats(rows: Rows, _period_end: date) -> float:
    return float(
        sum(_is_member(row) and row.values.get("network_role") in ("board", "presidency") for row in rows)
    )


def sister_cities(rows: Rows, _period_end: date) -> float:
    return float(sum(_is_sister_city(row) for row in rows))


def active_rate(rows: Rows, period_end: date) -> float | None:
    """Sister cities with a joint activity in the last 12 months, per hundred."""
    of = [row for row in rows if _is_sister_city(row)]
    active = [
        row
        for row in of
        if (day := _day(row, "last_joint_activity_on")) and in_years_up_to(day, period_end, 1)
    ]
    return len(active) / len(of) * 100 if of else None


def permission_days(rows: Rows, period_end: date) -> float | None:
    """Mean days from council to ministry, over the sister cities approved in the last five years."""
    days = [
        (approved - decided).days
        for row in rows
        if row.values.get("partnership_type") == "sister_city"
        and (approved := _day(row, "ministry_approved_on"))
        and (decided := _day(row, "council_decided_on"))
        and in_years_up_to(approved, period_end, 5)
        and decided <= approved  # the other way round is a mistake, not haste
    ]
    return sum(days) / len(days) if days else None


def applications(rows: Rows, period_end: date) -> float:
    return float(
        sum((day := _day(row, "applied_on")) is not None and in_year_to_date(day, period_end) for row in rows)
    )


def success_rate(rows: Rows, period_end: date) -> float | None:
    """Accepted among the concluded applications of the last three years, per hundred."""
    recent = [
        row.values.get("project_status")
        for row in rows
        if (day := _day(row, "applied_on")) and in_years_up_to(day, period_end, 3)
    ]
    accepted = sum(status in _CONCLUDED_WELL for status in recent)
    concluded = accepted + recent.count("rejected")
    return accepted / concluded * 100 if concluded else None


def projects_under_way(rows: Rows, _period_end: date) -> float:
    return float(sum(row.values.get("project_status") == "implementation" for row in rows))


def grants_keur(rows: Rows, period_end: date) -> float:
    """The municipal shares of projects that started within the year, in thousand euro."""
    shares = [
        number(row, "municipal_grant_eur") or 0.0
        for row in rows
        if (day := _day(row, "project_start")) and in_year_to_date(day, period_end)
    ]
    return sum(shares) / 1000


class Formula(NamedTuple):
    """How an indicator is counted, and from which columns of its list sheet."""

    of: Callable[[Rows, date], float | None]
    columns: tuple[str, ...]


_PARTNER = ("partnership_type", "partnership_status")
FORMULAS: Mapping[str, Formula] = {
    "AGT-01": Formula(memberships, ("membership_status",)),
    "AGT-02": Formula(governing_seats, ("membership_status", "network_role")),
    "KRD-01": Formula(sister_cities, _PARTNER),
    "KRD-02": Formula(active_rate, (*_PARTNER, "last_joint_activity_on")),
    "KAP-05": Formula(permission_days, ("partnership_type", "council_decided_on", "ministry_approved_on")),
    "FON-01": Formula(applications, ("applied_on",)),
    "FON-02": Formula(success_rate, ("project_status", "applied_on")),
    "FON-03": Formula(projects_under_way, ("project_status",)),
    "FON-04": Formula(grants_keur, ("project_start", "municipal_grant_eur")),
}


def number(row: CheckedRow, column: str) -> float | None:
    value = row.values.get(column)
    return float(value) if isinstance(value, int | float) else None


def _day(row: CheckedRow, column: str) -> date | None:
    value = row.values.get(column)
    return value if isinstance(value, date) else None


def _is_member(row: CheckedRow) -> bool:
    return row.values.get("membership_status") == "member"


def _is_sister_city(row: CheckedRow) -> bool:
    kind, status = row.values.get("partnership_type"), row.values.get("partnership_status")
    return kind == "sister_city" and status in ("active", "passive")
