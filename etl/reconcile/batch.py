"""File after file in their order: the later one meets what the ones before it brought."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from definition import Definition
from etl.check import Check
from etl.database.originals import Values
from etl.database.publish import publish
from etl.reconcile.choice import Choice
from etl.reconcile.confirm import NotDecidedError, confirm, outlook
from etl.reconcile.result import Result
from etl.reconcile.versions import reported
from etl.reconcile.write import UnmergeableError
from etl.store.archive import Archive
from etl.store.receipts import Submitted
from etl.submit import HeldError, Outcome, confirm_new


@dataclass(frozen=True, slots=True)
class Submission:
    """What became of one file of a batch. `met`: what it meets in the version in force. `counts`: the receipt
    that counts by now, its own or that of what it was merged into; without one, `stopped` may say why not."""

    outcome: Outcome
    met: Result | None = None
    counts: Submitted | None = None
    stopped: NotDecidedError | UnmergeableError | HeldError | None = None

    @property
    def waits(self) -> bool:
        """Is it acceptable, and does nothing of it count yet?"""
        return not self.counts and _is_open(self.outcome)


class Batch:
    """`known`: the values of what was confirmed and is not published yet, by submission id; kept up here."""

    def __init__(
        self,
        home: Path,
        definition: Definition,
        who: str,
        choice: Choice,
        snapshot: Path,
        check: Check,
        known: dict[str, Values],
    ) -> None:
        self._home, self._definition, self._who, self._choice = home, definition, who, choice
        self._snapshot, self._check, self._known = snapshot, check, known
        self._reported = reported(snapshot)
        self._shown = {city for city, _ in self._reported}
        self._brought: dict[tuple[str, str], tuple[Submitted, Values]] = {}

    def looked_at(self, outcome: Outcome) -> Submission:
        """What it would meet if it were confirmed now."""
        if outcome.repeated == "counted":
            return Submission(outcome)
        receipt, sheets = outcome.receipt, outcome.checked.sheets
        # Of most files of a first load it holds nothing, and opening it takes longer than the rest.
        shown = self._snapshot if receipt.city in self._shown else None
        asked = (self._home, self._definition, shown, receipt, sheets, self._choice)
        return Submission(outcome, outlook(*asked, brought=self._brought))

    def confirmed(self, outcome: Outcome) -> Submission:
        """Count it, if nothing about it has to be decided first."""
        if not _is_open(outcome):
            return self.looked_at(outcome)
        receipt, sheets = outcome.receipt, outcome.checked.sheets
        if (receipt.city, receipt.workshop) in self._reported:
            return self._replacing(outcome)
        # It takes no other's place; that is most of a large folder, and is published at its end.
        looked = self.looked_at(outcome)
        assert looked.met is not None
        if looked.met.needs_yes:
            return Submission(outcome, looked.met, stopped=NotDecidedError(looked.met))
        confirm_new(Archive(self._home), receipt, self._who)
        return self._counted(outcome, receipt, sheets, looked.met)

    def _replacing(self, outcome: Outcome) -> Submission:
        receipt, sheets = outcome.receipt, outcome.checked.sheets
        publish(self._home, self._definition, self._known)
        asked = (self._home, self._definition, receipt.id, self._who, self._choice)
        try:
            done = confirm(*asked, sheets, self._check)
        except NotDecidedError as question:
            return Submission(outcome, question.result, stopped=question)
        except (UnmergeableError, HeldError) as refusal:
            return Submission(outcome, stopped=refusal)
        return self._counted(outcome, done.receipt, done.sheets, done.result)

    def _counted(self, outcome: Outcome, receipt: Submitted, sheets: Values, met: Result) -> Submission:
        self._known[receipt.id] = sheets
        place = (str(receipt.city), str(receipt.workshop))
        self._reported.add(place)
        if not receipt.draft:  # which no later workshop follows on
            self._brought[place] = (receipt, sheets)
        return Submission(outcome, met, receipt)


def _is_open(outcome: Outcome) -> bool:
    return outcome.receipt.acceptance == "acceptable" and outcome.repeated != "counted"
