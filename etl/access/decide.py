"""Who may do what? One table, asked by every page, file and route; pure, so that all of it can be tested."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Role = Literal["department", "leadership", "organizer", "everything"]
# What a member can be. `everything` is whoever runs the program on a machine of their own, without a sign-in.
ROLES: tuple[Role, ...] = ("department", "leadership", "organizer")
Page = Literal[
    "overview",
    "city",
    "indicators",
    "actions",
    "compare",
    "cooperation",
    "workshop",
    "submit",
    "definitions",
    "manage",
]
Action = Literal[
    "upload",  # a report of a city; also its preview and its draft
    "confirm",
    "withdraw",  # and restore
    "read_submission",  # a receipt, its findings and its original file, published or not
    "read_private",  # practices that a city did not share, with their cells
    "read_homeless",  # files of which nobody can tell the city; their sender reads them anyway
    "take_along",  # slides, workbook, brief and tables of what a page shows
    "match",  # accept or decline a match and follow its outcome
    "task",  # set down what a workshop decided
    "supply",  # context figures
    "freeze",
    "return_rows",  # with a note, so that only these reopen
    "members",
    "workshops",
    "go_live",  # from the sample to real data
    "activity",  # read the log
]
Reach = Literal["own", "any"]  # of the cities that somebody is a member for, or of every city

# Everybody who signs in reads what is published. Author and approver are kept apart: an organizer does not
# upload for a city, and a city does not return its own rows.
_OF_PAGES: Mapping[Page, tuple[Role, ...]] = {
    "overview": ROLES,
    "city": ROLES,
    "indicators": ROLES,
    "actions": ROLES,
    "compare": ROLES,
    "cooperation": ROLES,
    "definitions": ROLES,
    "workshop": ("leadership", "organizer"),
    "submit": ("department", "organizer"),
    "manage": ("organizer",),
}
_OF_ACTIONS: Mapping[Action, Mapping[Role, Reach]] = {
    "upload": {"department": "own"},
    "confirm": {"department": "own"},
    "withdraw": {"department": "own"},
    "read_submission": {"department": "own", "organizer": "any"},
    "read_private": {"department": "own", "organizer": "any"},
    "read_homeless": {"organizer": "any"},
    "take_along": {"department": "any", "leadership": "any", "organizer": "any"},
    "match": {"organizer": "any"},
    "task": {"organizer": "any"},
    "supply": {"organizer": "any"},
    "freeze": {"organizer": "any"},
    "return_rows": {"organizer": "any"},
    "members": {"organizer": "any"},
    "workshops": {"organizer": "any"},
    "go_live": {"organizer": "any"},
    "activity": {"organizer": "any"},
}
PAGES: tuple[Page, ...] = tuple(_OF_PAGES)
ACTIONS: tuple[Action, ...] = tuple(_OF_ACTIONS)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whoever looks at a page. `role` is None for somebody who is signed in but no member."""

    who: str  # the name that goes on receipts: an address, or `yerel` without a sign-in
    role: Role | None
    cities: frozenset[str] = frozenset()  # those a department head speaks for


def may_open(visitor: Visitor | None, page: Page) -> bool:
    """None: nobody is signed in."""
    return visitor is not None and visitor.role in ("everything", *_OF_PAGES[page])


def decide(visitor: Visitor | None, action: Action, city: str | None = None) -> bool:
    """May this visitor do this for this city? Without a city: for any city at all."""
    if visitor is None or visitor.role is None:
        return False
    if visitor.role == "everything":
        return True
    reach = _OF_ACTIONS[action].get(visitor.role)
    if reach == "own":
        return bool(visitor.cities) if city is None else city in visitor.cities
    return reach == "any"
