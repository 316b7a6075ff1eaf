"""The template a city downloads: filled with what it said last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from definition import Definition
from etl.database import snapshots
from etl.database.originals import read_again
from etl.database.past import history_in
from etl.history import PastReport
from etl.review.verdicts import review_of
from etl.store.archive import Archive
from etl.store.installation import installation_of
from etl.template.prefill import prefill
from etl.template.workbook import Purpose, make_template

# The version in force of the newest workshop up to the one asked for. A draft for that very workshop holds
# what the city said last, and would be lost if its next workbook began without it.
_LAST_VERSION = """
    SELECT l.submission_id FROM submission_latest l JOIN workshop w ON w.workshop = l.workshop
    WHERE l.city = $city AND (NOT l.draft OR l.workshop = $workshop)
      AND w.period_end <= (SELECT period_end FROM workshop WHERE workshop = $workshop)
    ORDER BY w.period_end DESC, l.confirmed_number DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Template:
    data: bytes
    prefilled_from: str  # submission id, or empty


def prefilled_template(home: Path, definition: Definition, city: str, workshop: str) -> Template:
    """The workbook of `city` for `workshop`. Both must be codes of the definition."""
    now = datetime.now(UTC)
    snapshot = snapshots.current(home, definition)
    source = last_version(snapshot, city, workshop)
    if source is None:
        blank = Purpose(made_by=installation_of(home))
        return Template(make_template(definition, city, workshop, now, purpose=blank), "")
    archive = Archive(home)
    receipt = archive.submitted(source)
    sheets = read_again(archive, definition, [receipt])[source]
    values = {key: [row.values for row in found] for key, found in sheets.items()}
    rows = prefill(definition, values, same_period=receipt.workshop == workshop)
    last = last_report(snapshot, definition, city, workshop)
    review = review_of(snapshot, city, workshop)
    asked_back = review.returned if review.of_report == source else {}
    purpose = Purpose(source, last, asked_back=asked_back, made_by=installation_of(home))
    return Template(make_template(definition, city, workshop, now, rows, purpose), source)


def last_report(snapshot: Path | None, definition: Definition, city: str, workshop: str) -> PastReport | None:
    """What counted at the newest earlier workshop that the city reported for: typed or, where nothing was
    typed, derived. It is what the pages show, so that nobody has to compare with two different figures."""
    reports = history_in(snapshot)(city).reports
    until = definition.workshop(workshop).period_end
    earlier = [w.code for w in definition.workshops if w.code in reports and w.period_end < until]
    return reports[earlier[-1]] if earlier else None


def last_version(snapshot: Path | None, city: str, workshop: str) -> str | None:
    """The submission that a new one of `city` for `workshop` follows on."""
    if snapshot is None:
        return None
    with duckdb.connect(snapshot, read_only=True) as connection:
        found = connection.execute(_LAST_VERSION, {"city": city, "workshop": workshop}).fetchone()
    return found[0] if found else None
