"""Who did what, and when? One list, put together from where each deed is kept anyway.

Receipts say who uploaded, confirmed, withdrew, recorded and froze; the members' file says who let whom in.
Only what leaves no such trace (coming, going, taking files along) has lines of its own here: written once,
never edited, and forgotten after the time the institution has set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal, get_args

from etl.access.members import Change, Members
from etl.programme import Change as WorkshopChange
from etl.programme import Programme
from etl.store.archive import Archive
from etl.store.numbering import journals
from etl.store.receipts import Decided, Frozen, KeptFreeze, Receipt, Recorded, Submitted, Supplied

OwnDeed = Literal["signed_in", "signed_out", "turned_away", "took_along", "forgot"]
KeptDeed = Literal[
    "uploaded",
    "supplied",
    "confirmed",
    "withdrawn",
    "restored",
    "match",
    "task",
    "review_returned",
    "review_accepted",
    "review_closed",
    "froze",
    "kept_freeze",
]
ProgrammeDeed = Literal["workshop"]
MemberDeed = Literal["made_department", "made_leadership", "made_organizer", "taken_off"]
Deed = OwnDeed | KeptDeed | ProgrammeDeed | MemberDeed
DEEDS: tuple[Deed, ...] = (
    *get_args(KeptDeed),
    *get_args(ProgrammeDeed),
    *get_args(OwnDeed),
    *get_args(MemberDeed),
)


@dataclass(frozen=True, slots=True)
class Done:
    """`about`: the submission, file, match, task, frozen state or member it was done to; may be empty."""

    at: datetime  # UTC
    who: str
    deed: Deed
    about: str = ""
    city: str | None = None  # whose submission it was
    number: int = field(default=0, compare=False)  # its place in the ledger


class Activity:
    """Kept beside the receipts, so that whoever backs up the archive has it too."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._journal = journals(home)["activity"]
        self.path = self._journal.path

    def add(self, who: str, deed: OwnDeed, about: str = "", at: datetime | None = None) -> None:
        """Durably."""
        when = (at or datetime.now(UTC)).astimezone(UTC).isoformat()
        self._journal.append({"at": when, "who": who, "deed": deed, "about": about})

    def own(self) -> Iterator[Done]:
        """The lines kept here, oldest first."""
        for kept in self._journal.entries():
            at = datetime.fromisoformat(kept["at"])
            yield Done(at, kept["who"], kept["deed"], kept["about"], number=kept["number"])

    def all(self) -> list[Done]:
        """Everything that was ever done and is not forgotten, the newest first."""
        receipts = Archive(self._home).receipts()
        cities = {r.id: r.city for r in receipts if isinstance(r, Submitted)}
        found = [
            *self.own(),
            *map(_of_change, Members(self._home).history()),
            *map(_of_workshop, Programme(self._home).history()),
            *(replace(_of_receipt(receipt, cities), number=receipt.number) for receipt in receipts),
        ]
        return sorted(found, key=lambda done: done.number, reverse=True)

    def forget_older_than(self, age: timedelta, who: str, now: datetime | None = None) -> int:
        """Carry out the retention: the lines kept here, and members who left before that. Receipts stay, with
        their sender's name: they prove what was reported. Returns how many lines were forgotten."""
        now = now or datetime.now(UTC)
        forgotten = Members(self._home).forget_left_before(now - age)
        oldest = now - age
        forgotten += self._journal.drop(lambda line: datetime.fromisoformat(line["at"]) < oldest)
        self.add(who, "forgot", str(forgotten), now)
        return forgotten


def _of_change(change: Change) -> Done:
    deed: Deed = f"made_{change.role}" if change.role else "taken_off"  # type: ignore[assignment]
    return Done(change.at, change.by, deed, change.address, number=change.number)


def _of_workshop(change: WorkshopChange) -> Done:
    return Done(change.at, change.by, "workshop", change.workshop.code, number=change.number)


def _of_record(record: Recorded, cities: dict[str, str | None]) -> Done:
    """In the words that stand in it; what it is about is a key, which says little to people."""
    facts = dict(record.facts)
    if record.topic == "review":
        of = facts["submission"]
        deed: Deed = f"review_{facts['verdict']}"  # type: ignore[assignment]
        row = " · ".join(part for part in (of, facts.get("sheet", ""), facts.get("label", "")) if part)
        return Done(record.at, record.who, deed, row, cities.get(of))
    if record.topic == "match":
        pair = f"{facts.get('offer_city', '')} – {facts.get('need_city', '')}"
        return Done(record.at, record.who, "match", f"{facts.get('workshop', '')}: {pair}")
    return Done(record.at, record.who, "task", facts.get("decision", record.about))


def _of_receipt(receipt: Receipt, cities: dict[str, str | None]) -> Done:
    match receipt:
        case Submitted():
            return Done(receipt.at, receipt.who, "uploaded", receipt.id, receipt.city)
        case Supplied():
            return Done(receipt.at, receipt.who, "supplied", receipt.id)
        case Decided():
            of = receipt.submission_id
            return Done(receipt.at, receipt.who, receipt.decision, of, cities.get(of))
        case Recorded():
            return _of_record(receipt, cities)
        case Frozen():
            return Done(receipt.at, receipt.who, "froze", receipt.name)
        case KeptFreeze():
            return Done(receipt.at, receipt.who, "kept_freeze", receipt.freeze_id)
