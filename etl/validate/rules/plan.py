"""Did the plan come further, or did it only get shorter?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from definition import Definition
from etl.problems import Problem
from etl.validate.derived import number
from etl.validate.rules.case import Case, sheet_problem
from etl.validate.rules.rule import rule


@dataclass(frozen=True, slots=True)
class Part:
    """What one counted action brings into plan progress."""

    progress_pct: float
    weight: float


@rule(
    row="cover.municipality cover.workshop",
    every="actions.action_code actions.status actions.progress_pct actions.weight",
)
def progress_rose_by_work(case: Case) -> Iterator[Problem]:
    """Names the actions that were cancelled or removed where plan progress would be lower with them."""
    if case.last is None or not case.sheets["actions"]:
        return
    before, now = _parts_before(case), _parts_now(case)
    dropped = [code for code in before if code not in now]
    was, progress = _plan_progress(before.values()), _plan_progress(now.values())
    kept = _plan_progress([*now.values(), *(before[code] for code in dropped)])
    if was is None or progress is None or kept is None or not dropped:
        return
    if progress > was and progress > kept:
        yield sheet_problem(
            "progress_rose_by_dropping",
            "warning",
            "actions",
            "progress_pct",
            actions=", ".join(dropped),
            old=round(was, 1),
            found=round(progress, 1),
            kept=round(kept, 1),
        )


def _parts_before(case: Case) -> dict[str, Part]:
    assert case.last
    return {
        code: Part(action.progress_pct, 1.0 if action.weight is None else action.weight)
        for code, action in case.last.actions.items()
        if action.status in _counted(case.definition) and action.progress_pct is not None
    }


def _parts_now(case: Case) -> dict[str, Part]:
    parts = {}
    for row in case.sheets["actions"]:
        code, progress = row.values.get("action_code"), number(row, "progress_pct")
        if (
            code is not None
            and progress is not None
            and row.values.get("status") in _counted(case.definition)
        ):
            weight = number(row, "weight")
            parts[str(code)] = Part(progress, 1.0 if weight is None else weight)
    return parts


def _counted(definition: Definition) -> frozenset[str]:
    return frozenset(s.code for s in definition.action_statuses if s.counted)


def _plan_progress(parts: Iterable[Part]) -> float | None:
    """The weighted mean; None where nothing counts."""
    counted = list(parts)
    weights = sum(part.weight for part in counted)
    return sum(part.progress_pct * part.weight for part in counted) / weights if weights > 0 else None
