"""One file on its way to its receipt: archived, then checked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from definition import Definition
from etl.check import Check, HistoryOf
from etl.clock import TURKIYE
from etl.fold import clean
from etl.problems import Problem
from etl.store.archive import Archive
from etl.store.receipts import Submitted, new_id
from etl.submission import CheckedSubmission


@dataclass(frozen=True, slots=True)
class Judged:
    """A file that is archived and checked, but has no receipt yet."""

    file_name: str
    sha256: str
    size_bytes: int
    checked: CheckedSubmission

    @property
    def is_slice(self) -> bool:
        return bool(self.checked.stamp.unit)


def judge(
    archive: Archive, data: bytes, file_name: str, check: Check, history_of: HistoryOf, at: datetime
) -> Judged:
    """The bytes are durable before anything looks at them."""
    sha256 = archive.keep(data)
    checked = check(data, file_name, at.astimezone(TURKIYE).date(), history_of)
    return Judged(file_name, sha256, len(data), checked)


def refused(judged: Judged, definition: Definition, own: Collection[str]) -> Judged:
    """The file of a city for which its sender does not speak: no city's, with that one finding."""
    checked = judged.checked
    cover = next(iter(checked.sheets.get("cover", ())), None)
    facts = {
        "found": definition.municipality(str(checked.city)).name,
        "own": ", ".join(sorted(definition.municipality(city).name for city in own)),
    }
    cell = cover.cells.get("municipality", "") if cover else ""
    why = Problem("not_your_city", "error", "cover", cell, "municipality", tuple(facts.items()))
    return replace(judged, checked=checked.refused(why))


def receipt_of(judged: Judged, who: str, at: datetime) -> Submitted:
    """Not written yet."""
    checked = judged.checked
    return Submitted(
        id=new_id(at),
        at=at,
        who=who,
        # A name may hold bytes that are no text, which no receipt can.
        file_name=clean(judged.file_name).text,
        sha256=judged.sha256,
        size_bytes=judged.size_bytes,
        acceptance=checked.acceptance,
        city=checked.city,
        workshop=checked.workshop,
        draft=checked.draft,
        template_version=checked.stamp.template_version,
        prefilled_from=checked.stamp.prefilled_from,
        problems=checked.problems,
        unit=checked.stamp.unit,
    )
