"""The rules for a file of context figures, beside those for each cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from etl.figures.asked import SHEET
from etl.figures.key import Key, given_in, key_of
from etl.problems import Problem
from etl.submission import CheckedRow
from etl.validate.rules import Rule, rule
from etl.validate.rules.case import Case, problem
from etl.validate.rules.rows import sheets_have_rows

FAR = 10  # times the year before: rather a wrong unit than news
_NAMED = 5  # cells named beside a repeated one


@rule(row="figures.city figures.indicator_code figures.year")
def figures_stand_once(case: Case) -> Iterator[Problem]:
    """A city, indicator and year in two rows: which of them would hold?"""
    rows: defaultdict[Key, list[CheckedRow]] = defaultdict(list)
    for row in case.sheets[SHEET]:
        if (key := key_of(row)) is not None:
            rows[key].append(row)
    for key, same in rows.items():
        for row in same if len(same) > 1 else ():
            others = ", ".join([other.cells["city"] for other in same if other is not row][:_NAMED])
            facts = {"indicator": key.indicator, "year": str(key.year), "others": others}
            yield problem("figure_repeated", "error", SHEET, row, "city", **facts)


def rules_beside(in_force: Mapping[Key, float]) -> tuple[Rule, ...]:
    @rule(
        row="figures.city figures.indicator_code figures.year figures.value",
        beside="figures.source",
    )
    def figures_stay_near_the_year_before(case: Case) -> Iterator[Problem]:
        """Ten times as much or as little; what this file says of that year comes first."""
        yield from _jumps(case, {**in_force, **_given(case)})

    return (sheets_have_rows, figures_stand_once, figures_stay_near_the_year_before)


def _given(case: Case) -> Mapping[Key, float | None]:
    """What this file says: a value, or that there is none any more."""
    return {
        key: given.value if (given := given_in(row)) else None
        for row in case.sheets[SHEET]
        if (key := key_of(row))
    }


def _jumps(case: Case, known: Mapping[Key, float | None]) -> Iterator[Problem]:
    for row in case.sheets[SHEET]:
        key, given = key_of(row), given_in(row)
        if key is None or given is None:
            continue
        before = known.get(key._replace(year=key.year - 1))
        if before and not before / FAR <= given.value <= before * FAR:
            facts = {"indicator": key.indicator, "year": str(key.year), "year_before": str(key.year - 1)}
            yield problem("figure_jumps", "warning", SHEET, row, "value", before=before, **facts)
