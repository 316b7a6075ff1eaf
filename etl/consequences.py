"""Which figures would move, from what to what, if this submission counted?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import duckdb

from definition import Definition
from etl.database.originals import Values
from etl.database.rehearsal import rehearsed
from etl.store.receipts import Decided, Submitted, new_id

Scope = Literal["group", "city", "indicator"]
Figure = float | int | str | None


@dataclass(frozen=True, slots=True)
class Headline:
    """Figures that a page shows big, as one view has them."""

    scope: Scope
    view: str
    figures: tuple[str, ...]  # columns of the view
    each: str = "''"  # what tells the rows of one workshop, or of one city at it, apart


HEADLINES = (
    Headline(
        "group",
        "workshop_summary",
        (
            *("plan_progress_pct", "overdue", "on_track_share_pct"),
            *("cities_submitted", "grants_keur", "active_partnerships"),
        ),
    ),
    Headline("city", "plan_progress", ("plan_progress_pct", "overdue", "counted_actions")),
    Headline("indicator", "indicator_achievement", ("actual", "achievement_pct", "light"), "indicator"),
)
_CORRECTED = """
    SELECT sheet, row_key, column_key, old, new, old_cell, cell FROM correction
    WHERE submission_id = ? ORDER BY ALL
"""


@dataclass(frozen=True, slots=True)
class Move:
    """One figure that would be another. Missing is None, never 0."""

    scope: Scope
    of: str  # the indicator's code, or nothing
    figure: str  # the column of the view
    before: Figure
    after: Figure


@dataclass(frozen=True, slots=True)
class Correction:
    """Something reported before that would be replaced, as opposed to progress since then."""

    sheet: str
    row_key: str
    column: str
    old: str | None
    new: str | None
    old_cell: str | None
    cell: str | None


@dataclass(frozen=True, slots=True)
class Consequences:
    """In the order of the pages."""

    moves: tuple[Move, ...]
    corrections: tuple[Correction, ...]


def consequences(
    home: Path, definition: Definition, receipt: Submitted, values: Values, is_sent: bool = True
) -> Consequences:
    """What confirming the submission would do to the headline figures of its workshop, of its city and of the
    group, and what it would correct. Nothing is published; with `is_sent` false nothing was sent either."""
    at = datetime.now(UTC)
    confirmed = Decided(new_id(at), at, receipt.who, receipt.id, "confirmed")
    with (
        rehearsed(home, definition, confirmed, {receipt.id: values}, None if is_sent else receipt) as (
            shown,
            rehearsal,
        ),
        duckdb.connect(shown, read_only=True) as published,
    ):
        moves = tuple(
            move for headline in HEADLINES for move in _moves(published, rehearsal, headline, receipt)
        )
        corrected = rehearsal.execute(_CORRECTED, (receipt.id,)).fetchall()
        return Consequences(moves, tuple(Correction(*row) for row in corrected))


def _moves(
    before: duckdb.DuckDBPyConnection,
    after: duckdb.DuckDBPyConnection,
    headline: Headline,
    receipt: Submitted,
) -> Iterator[Move]:
    old, new = _rows(before, headline, receipt), _rows(after, headline, receipt)
    nothing: tuple[Figure, ...] = (None,) * len(headline.figures)
    for of in sorted({*old, *new}):
        pairs = zip(headline.figures, old.get(of, nothing), new.get(of, nothing), strict=True)
        yield from (Move(headline.scope, of, name, was, will) for name, was, will in pairs if was != will)


def _rows(
    connection: duckdb.DuckDBPyConnection, headline: Headline, receipt: Submitted
) -> dict[str, tuple[Figure, ...]]:
    city = [] if headline.scope == "group" else [receipt.city]
    where = "workshop = ?" + (" AND city = ?" if city else "")
    rows = connection.execute(
        f"SELECT {headline.each}, {', '.join(headline.figures)} FROM {headline.view} WHERE {where}",
        [receipt.workshop, *city],
    ).fetchall()
    return {row[0]: row[1:] for row in rows}
