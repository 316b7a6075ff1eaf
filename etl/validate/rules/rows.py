"""Is a sheet filled in, and does a row stand in it once?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence

from etl.fold import fold
from etl.problems import Problem, Severity
from etl.submission import CheckedRow
from etl.validate.rules.case import Case, problem, sheet_problem
from etl.validate.rules.rule import rule

_NAMED = 5  # cells named beside a repeated one; a pasted column may repeat ten thousand times
_ANY_OTHER = "other"  # two rows that say Diğer are not the same network


@rule(beside="cover.workshop indicators.indicator_code indicators.actual indicators.missing_reason")
def sheets_have_rows(case: Case) -> Iterator[Problem]:
    """The core sheets must be filled in; the other six may be empty, which is said once: by the core
    indicator that would be counted from one, if there is any."""
    wanted = case.wanted_sheets
    for sheet in case.definition.workbook.sheets:
        if sheet.layout == "form" or case.sheets[sheet.key] or sheet.key not in case.read:
            continue
        if sheet.required:
            yield sheet_problem("sheet_empty", "error", sheet.key, found=None)
        elif sheet.key not in wanted:
            yield sheet_problem("optional_sheet_empty", "warning", sheet.key, found=None)


@rule(row="actions.action_code")
def action_codes_stand_once(case: Case) -> Iterator[Problem]:
    yield from _repeated(case, "actions", "action_code", "duplicate", "error", _folded("action_code"))


@rule(row="indicators.indicator_code")
def indicator_codes_stand_once(case: Case) -> Iterator[Problem]:
    yield from _repeated(
        case, "indicators", "indicator_code", "duplicate", "error", _folded("indicator_code")
    )


@rule(row="networks.network")
def networks_stand_once(case: Case) -> Iterator[Problem]:
    def key(row: CheckedRow) -> Hashable:
        return None if row.values.get("network") == _ANY_OTHER else _folded("network")(row)

    yield from _repeated(case, "networks", "network", "duplicate", "error", key)


@rule(row="sister_cities.partner_city sister_cities.country sister_cities.partnership_type")
def sister_cities_stand_once(case: Case) -> Iterator[Problem]:
    key = _folded("partner_city", "country", "partnership_type")
    yield from _repeated(case, "sister_cities", "partner_city", "looks_repeated", "warning", key)


@rule(row="projects.project_name projects.programme")
def projects_stand_once(case: Case) -> Iterator[Problem]:
    key = _folded("project_name", "programme")
    yield from _repeated(case, "projects", "project_name", "looks_repeated", "warning", key)


def _folded(*columns: str) -> Callable[[CheckedRow], Hashable]:
    """What a row is known by, compared as people compare; None if part of it is missing."""

    def key(row: CheckedRow) -> Hashable:
        values = [row.values.get(column) for column in columns]
        # A name of signs alone folds to nothing, which would make all such names equal.
        return None if None in values else tuple(fold(str(value)) or str(value) for value in values)

    return key


def _repeated(
    case: Case, sheet: str, column: str, code: str, severity: Severity, key: Callable[[CheckedRow], Hashable]
) -> Iterator[Problem]:
    """Each row of a key that stands more than once, naming the cells of the others."""
    rows: defaultdict[Hashable, list[CheckedRow]] = defaultdict(list)
    for row in case.sheets[sheet]:
        if (known_by := key(row)) is not None:
            rows[known_by].append(row)
    for same in (s for s in rows.values() if len(s) > 1):
        for row in same:
            others = ", ".join(_cells_beside(row, same[: _NAMED + 1], column))
            yield problem(code, severity, sheet, row, column, others=others)


def _cells_beside(row: CheckedRow, same: Sequence[CheckedRow], column: str) -> list[str]:
    return [other.cells.get(column, "") for other in same if other is not row][:_NAMED]
