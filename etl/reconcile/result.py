"""What would count if a file were confirmed, and what of it must somebody say yes to first?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from definition import Definition
from etl.consequences import Move
from etl.database.originals import Values
from etl.reconcile.choice import Choice
from etl.reconcile.compare import Finding, Rows
from etl.reconcile.losses import NO_LOSSES, Losses, gone_rows, sudden
from etl.reconcile.merged import as_checked, merged_rows
from etl.reconcile.weigh import Met, Sent, sent_rows

MovesOf = Callable[[Values], Sequence[Move]]  # which headline figures would these values move?


@dataclass(frozen=True, slots=True)
class Result:
    """`met` is None where the city has no report to compare with: then there is nothing to ask."""

    met: Met | None
    choice: Choice
    sheets: Values  # what would count
    merged: Rows | None = None  # to be written as a workbook of its own; None: the very file counts
    losses: Losses = NO_LOSSES

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.met.findings if self.met else ()

    @property
    def undecided(self) -> list[Finding]:
        return self.choice.undecided(self.findings)

    @property
    def needs_yes(self) -> bool:
        return self.losses.asks and not self.choice.losses_accepted


def result_of(
    definition: Definition, sent: Sent, met: Met | None, choice: Choice, moves_of: MovesOf
) -> Result:
    """Figures are asked only where a report of the same workshop is replaced: from one workshop to the next
    they may well double, and a draft moves none."""
    if met is None:
        return Result(None, choice, sent.sheets)
    ours = sent_rows(definition, sent.sheets)
    kept = choice.kept(met.findings)
    merged = merged_rows(definition, met.expected, ours, kept) if kept else None
    sheets = as_checked(definition, merged) if merged else sent.sheets
    gone = gone_rows(definition, met.expected, merged or ours)
    moves = sudden(moves_of(sheets)) if met.replaces and sent.may_count and not sent.draft else ()
    return Result(met, choice, sheets, merged, Losses(met.last.id, gone, moves, sent.draft))
