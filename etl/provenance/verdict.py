"""May a file count here, coming from where it comes? Invented figures never become real, nor real ones a
demonstration."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from definition import Definition
from etl.check import Check, HistoryOf
from etl.figures.asked import SHEET
from etl.problems import Fact, Problem
from etl.provenance.older import evidence
from etl.store.installation import Installation, known_installation
from etl.submission import CheckedSubmission

REFUSED = ("sample_file", "real_file", "sample_figures", "real_figures")


def by_origin(home: Path, definition: Definition, check: Check) -> Check:
    """The same check, which then asks where the file comes from. Writes nothing."""

    def checked(data: bytes, file_name: str, today: date, history_of: HistoryOf) -> CheckedSubmission:
        return judged_by_origin(home, definition, data, check(data, file_name, today, history_of))

    return checked


def judged_by_origin(
    home: Path, definition: Definition, data: bytes, checked: CheckedSubmission
) -> CheckedSubmission:
    """Refused with one finding and nothing beside it, warned of another installation, or as it was.

    Not in the child that reads: this asks the archive of the sample, which no child can open."""
    if checked.acceptance == "unreadable":
        return checked
    here, stamp = known_installation(home), checked.stamp
    if why := _refusal(home, definition, data, checked, here):
        return checked.refused(why)
    if stamp.installation and stamp.installation != here.id:
        facts = {"found": stamp.installation, "made_on": stamp.made_at[:10] or "?"}
        warned = Problem("other_installation", "warning", _sheet(checked), facts=tuple(facts.items()))
        return replace(checked, problems=_placed(warned, checked.problems))
    return checked


def _refusal(
    home: Path, definition: Definition, data: bytes, checked: CheckedSubmission, here: Installation
) -> Problem | None:
    stamp = checked.stamp
    if stamp.installation:
        if bool(stamp.sample) == here.is_sample:
            return None
        kind = "sample" if stamp.sample else "real"
        return _problem(definition, checked, kind, "origin_mark", stamp.installation)
    if here.is_sample:
        return None
    found = evidence(home, definition, data, checked)
    return _problem(definition, checked, "sample", *found) if found else None


def _problem(definition: Definition, checked: CheckedSubmission, kind: str, way: str, found: str) -> Problem:
    facts: dict[str, Fact] = {"found": found, "way": way, **_asked(definition, checked)}
    if SHEET in checked.sheets:
        return Problem(f"{kind}_figures", "error", SHEET, facts=tuple(facts.items()))
    return Problem(f"{kind}_file", "error", "cover", facts=tuple(facts.items()))


def _asked(definition: Definition, checked: CheckedSubmission) -> dict[str, Fact]:
    """Whose template is the right one: codes of the definition, for a stamp may say anything."""
    city, workshop = checked.city or checked.stamp.city, checked.workshop or checked.stamp.workshop
    is_known = city in {m.code for m in definition.municipalities}
    is_known &= workshop in {w.code for w in definition.workshops}
    return {"city": city, "workshop": workshop} if is_known else {}


def _placed(warned: Problem, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """First among the warnings: it is of the whole file."""
    found = list(problems)
    place = next((n for n, p in enumerate(found) if p.severity != "error"), len(found))
    return (*found[:place], warned, *found[place:])


def _sheet(checked: CheckedSubmission) -> str:
    return SHEET if SHEET in checked.sheets else "cover"
