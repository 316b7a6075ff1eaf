"""Who is a member, with which role and for which cities, and who said so."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from definition import Definition
from etl.access.decide import ROLES, Role, Visitor
from etl.fold import clean
from etl.store.numbering import journals

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_LONGEST = 120


class MemberError(Exception):
    """`code`: address | role | city | no_city | last_organizer | unknown; `value` is what was given."""

    def __init__(self, code: str, value: str) -> None:
        super().__init__(f"{code}: {value}")
        self.code, self.value = code, value


@dataclass(frozen=True, slots=True)
class Change:
    """Somebody was made a member, given another role, or taken off (`role` is None)."""

    address: str
    name: str
    role: Role | None
    cities: tuple[str, ...]
    by: str
    at: datetime  # UTC
    number: int = field(default=0, compare=False)  # its place in the ledger

    @property
    def visitor(self) -> Visitor:
        return Visitor(self.address, self.role, frozenset(self.cities))


def address_of(typed: str) -> str:
    """As it is compared: a provider may answer with other capitals than somebody typed."""
    return unicodedata.normalize("NFKC", typed).strip().lower()


class Members:
    """Kept beside the receipts, so that whoever backs up the archive has them too."""

    def __init__(self, home: Path, first_organizer: str = "") -> None:
        """`first_organizer`: an address from the settings, an organizer whatever was changed later."""
        self._journal = journals(home)["member"]
        self.path = self._journal.path
        self._first = address_of(first_organizer)

    def history(self) -> Iterator[Change]:
        """Every change, oldest first."""
        return map(_change, self._journal.entries())

    def all(self) -> list[Change]:
        """Who is a member now, by address. Whoever comes from the settings only is not among them."""
        newest = {change.address: change for change in self.history()}
        return sorted((c for c in newest.values() if c.role), key=lambda c: c.address)

    def of(self, address: str) -> Visitor:
        """The visitor with this address; without a role when nobody made it a member."""
        wanted = address_of(address)
        if wanted and wanted == self._first:
            return Visitor(wanted, "organizer")
        found = next((c for c in self.all() if c.address == wanted), None)
        return found.visitor if found else Visitor(wanted, None)

    def put(
        self,
        definition: Definition,
        address: str,
        role: str,
        cities: Collection[str],
        by: str,
        name: str | None = None,
        at: datetime | None = None,
    ) -> Change:
        """Make somebody a member or change one, durably. Raises MemberError.

        Only a department head has cities; those of another role are left out. Without `name` it stays."""
        wanted = address_of(address)
        if not _ADDRESS.fullmatch(wanted) or len(wanted) > _LONGEST:
            raise MemberError("address", address)
        known = next((r for r in ROLES if r == role), None)
        if known is None:
            raise MemberError("role", role)
        own = tuple(sorted(set(cities))) if known == "department" else ()
        unknown = sorted(set(own) - {m.code for m in definition.municipalities})
        if unknown:
            raise MemberError("city", unknown[0])
        if known == "department" and not own:
            raise MemberError("no_city", address)
        with self._journal.only_writer():
            if known != "organizer":
                self._not_the_last_organizer(wanted)
            called = self._name_of(wanted) if name is None else clean(name).text[:_LONGEST]
            return self._write(Change(wanted, called, known, own, by, at or datetime.now(UTC)))

    def remove(self, address: str, by: str, at: datetime | None = None) -> Change:
        """Take a member off; the history stays. Raises MemberError."""
        wanted = address_of(address)
        with self._journal.only_writer():
            if self.of(wanted).role is None or all(c.address != wanted for c in self.all()):
                raise MemberError("unknown", address)
            self._not_the_last_organizer(wanted)
            return self._write(Change(wanted, "", None, (), by, at or datetime.now(UTC)))

    def forget_left_before(self, moment: datetime) -> int:
        """Drop every line about those who are no member any more and left before. Returns how many lines."""
        if not self.path.exists():
            return 0
        with self._journal.only_writer():
            newest = {change.address: change for change in self.history()}
            left = {c.address for c in newest.values() if c.role is None and c.at < moment}
            return self._journal.drop(lambda line: line["address"] in left) if left else 0

    def _name_of(self, address: str) -> str:
        return next((c.name for c in self.all() if c.address == address), "")

    def _not_the_last_organizer(self, address: str) -> None:
        """Nobody could let anybody in again."""
        organizers = {c.address for c in self.all() if c.role == "organizer"}
        if organizers == {address} and not self._first:
            raise MemberError("last_organizer", address)

    def _write(self, change: Change) -> Change:
        kept = {name: getattr(change, name) for name in Change.__slots__ if name != "number"}
        self._journal.append(kept | {"at": change.at.astimezone(UTC).isoformat()})
        return change


def _change(kept: Mapping[str, Any]) -> Change:
    at, cities = datetime.fromisoformat(kept["at"]), tuple(kept["cities"])
    return Change(kept["address"], kept["name"], kept["role"], cities, kept["by"], at, kept["number"])
