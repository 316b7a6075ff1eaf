"""Originals whose sender was cut off before a receipt was written: they are checked and get one."""

from __future__ import annotations

import contextlib
import time
from datetime import UTC, datetime
from pathlib import Path

from definition import Definition
from etl.check import no_history
from etl.clock import TURKIYE
from etl.figures.supply import supply
from etl.judging import Judged, judge
from etl.problems import Problem
from etl.provenance.verdict import by_origin
from etl.sandbox.reading import Sandbox
from etl.slices.merge import refused
from etl.store.archive import Archive, originals_of
from etl.store.damaged import DamagedOriginalError
from etl.submit import record

# A file as young as this may still be on its way to its receipt in another process.
SETTLED_SECONDS = 600


def without_receipt(home: Path) -> list[str]:
    """The SHA-256 of the stored files that no receipt names. While a receipt is damaged nobody can tell which
    file it named, so none is called so."""
    archive = Archive(home)
    reading = archive.read()
    return [] if reading.damaged else sorted(archive.originals() - originals_of(reading.receipts).keys())


def rescue(home: Path, definition: Definition, settled_seconds: float = SETTLED_SECONDS) -> int:
    """Give every settled original without a receipt one. Returns how many there were."""
    archive = Archive(home)
    settled_before = time.time() - settled_seconds
    lost = [s for s in without_receipt(home) if archive.stored_at(s) < settled_before]
    rescued = 0
    for sha256 in lost:
        # A file that is not what its name says was sent by nobody.
        with contextlib.suppress(DamagedOriginalError):
            _receive(home, definition, archive, sha256)
            rescued += 1
    return rescued


def _receive(home: Path, definition: Definition, archive: Archive, sha256: str) -> None:
    # As of the day it was stored: it must not look newer than what was sent since.
    at = datetime.fromtimestamp(archive.stored_at(sha256), UTC)
    data, name = archive.original(sha256), f"{sha256[:12]}.xlsx"
    check = by_origin(home, definition, Sandbox(definition).check)
    judged = judge(archive, data, name, check, no_history, at)
    if _is_of_organizers(definition, judged, data, at):
        supply(home, definition, data, name, "?", at)
    elif judged.is_slice:  # its unit may have sent another one since
        facts = (("found", judged.checked.stamp.unit),)
        refused(home, judged, "?", at, (Problem("slice_cut_off", "error", "cover", facts=facts),))
    else:
        record(archive, judged, "?", at)


def _is_of_organizers(definition: Definition, judged: Judged, data: bytes, at: datetime) -> bool:
    """No report of a city, but a workbook of context figures, well filled in or not."""
    if judged.checked.acceptance != "unreadable":
        return False
    today = at.astimezone(TURKIYE).date()
    found = Sandbox(definition).check_figures(data, judged.file_name, today, {})
    return found.acceptance != "unreadable"
