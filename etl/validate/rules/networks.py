"""Is a network an international one?"""

from __future__ import annotations

from collections.abc import Iterator

from definition import ClosedList
from etl.fold import fold
from etl.problems import Problem
from etl.validate.rules.case import Case, problem
from etl.validate.rules.rule import rule


@rule(row="networks.network")
def networks_are_international(case: Case) -> Iterator[Problem]:
    if not case.sheets["networks"]:
        return
    unions = _names(case.definition.lists["national_unions"])
    for row in case.sheets["networks"]:
        network = row.values.get("network")
        if isinstance(network, str) and fold(network) in unions:
            yield problem("national_union", "warning", "networks", row, "network")


def _names(unions: ClosedList) -> frozenset[str]:
    return frozenset(fold(name) for c in unions.choices for name in (c.label.tr, c.label.en, *c.aliases))
