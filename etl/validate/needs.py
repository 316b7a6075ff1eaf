"""Which cells of a row must be filled in? Some always, some because of what another cell says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from definition import Definition, Sheet
from etl.submission import Value

Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Need:
    """`holds`: the cell must be filled in. `may_hold`: or it may turn out so once another cell can be read;
    what stands in it is then judged as if it did, so that mending the other cell brings no new error."""

    holds: Callable[[Values], bool]
    may_hold: Callable[[Values], bool]


def _is(column: str, *codes: str) -> Need:
    return Need(
        lambda values: values.get(column) in codes, lambda values: values.get(column) in (None, *codes)
    )


def _given(column: str) -> Need:
    return _when(lambda values: values.get(column) is not None)


def _when(holds: Callable[[Values], bool]) -> Need:
    return Need(holds, holds)


# Conditional columns that are essential for a row of which this is true.
_CONDITIONS: Mapping[tuple[str, str], Need] = {
    ("cover", "approved_on"): _is("approval", "approved"),
    ("projects", "applied_on"): _is(
        *("project_status", "application", "accepted", "implementation", "completed", "rejected")
    ),
    ("projects", "project_start"): _is("project_status", "implementation", "completed"),
    ("figures", "source"): _given("value"),
    ("projects", "municipal_grant_eur"): _is("project_status", "accepted", "implementation", "completed"),
}
# Empty, they may be explained by other cells, and a rule looks at them; or emptiness says something itself,
# as that there is no figure any more.
_EMPTINESS_IS_A_RULES_AFFAIR = frozenset({("indicators", "actual"), ("figures", "value")})


def needs_of(definition: Definition, sheet: Sheet) -> Mapping[str, Need]:
    """For each column that may be essential, whether it is in a row with given values."""
    core = frozenset(i.code for i in definition.indicators if i.core)
    needs: dict[str, Need] = {}
    for column in sheet.columns:
        if condition := _CONDITIONS.get((sheet.key, column.key)):
            needs[column.key] = condition
        elif sheet.key == "indicators" and column.type == "measure" and column.essential:
            needs[column.key] = _when(lambda values: values.get("indicator_code") in core)
        elif column.essential:
            needs[column.key] = _when(lambda _values: True)
    return needs


def may_be_explained(sheet: Sheet, column: str) -> bool:
    return (sheet.key, column) in _EMPTINESS_IS_A_RULES_AFFAIR
