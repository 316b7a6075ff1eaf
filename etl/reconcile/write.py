"""The merged workbook: whole, of its own, archived and judged like any that was sent."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from definition import Definition
from etl.check import Check
from etl.clock import TURKIYE
from etl.database.originals import Values
from etl.database.past import history_in
from etl.judging import Judged, receipt_of
from etl.prefilled import last_report
from etl.problems import Problem
from etl.reconcile.result import Result
from etl.review.hold import held
from etl.sandbox.reading import Sandbox
from etl.slices.kept import lost_sheets
from etl.store.archive import Archive
from etl.store.installation import installation_of
from etl.store.receipts import Submitted
from etl.template.workbook import Purpose, make_template


class UnmergeableError(Exception):
    """What comes of both cannot count as it is: the two do not agree with each other (`problems`), or `lost`
    sheets do not come back from the workbook as they were written. Nothing was stored."""

    def __init__(self, problems: Sequence[Problem] = (), lost: Sequence[str] = ()) -> None:
        super().__init__(", ".join([*(f"{p.sheet}!{p.cell}" for p in problems), *lost]))
        self.problems = problems
        self.lost = lost


def write(
    home: Path,
    definition: Definition,
    snapshot: Path,
    sent: Submitted,
    result: Result,
    at: datetime,
    check: Check | None = None,
) -> tuple[Submitted, Values]:
    """Make it, judge it, archive it and write its receipt, which names both versions. Raises
    UnmergeableError: checked before it is stored, so that nothing without a receipt lies about."""
    assert result.met is not None
    assert result.merged is not None
    assert sent.city is not None
    assert sent.workshop is not None
    city, workshop, archive = sent.city, sent.workshop, Archive(home)
    last, here = last_report(snapshot, definition, city, workshop), installation_of(home)
    purpose = Purpose(result.met.last.id, last, keeps_others=True, made_by=here)
    data = make_template(definition, city, workshop, at, result.merged, purpose)
    name = f"uluslararasilasma-{city}-{workshop}-birlesik.xlsx"
    today = at.astimezone(TURKIYE).date()
    checked = (check or Sandbox(definition).check)(data, name, today, history_in(snapshot))
    judged = held(home, definition, Judged(name, hashlib.sha256(data).hexdigest(), len(data), checked))
    lost = lost_sheets(definition, city, workshop, result.merged, judged.checked)
    if lost or judged.checked.acceptance != "acceptable":
        errors = [p for p in judged.checked.problems if p.severity == "error"]
        raise UnmergeableError(errors, lost if not errors else ())
    archive.keep(data)
    receipt = receipt_of(judged, sent.who, at)
    named = replace(receipt, merged_from=result.met.last.id, merged_with=sent.id)
    return archive.record(named), judged.checked.sheets
