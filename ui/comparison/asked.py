"""What does the reader compare? One value that every part of the page is made from and cached by."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from definition import Language
from ui import choices, data, filters, labels
from ui.labels import say
from ui.texts import language, t

_PEERS = "peers"


@dataclass(frozen=True, slots=True)
class Asked:
    """Codes, the reader's language and the snapshot."""

    workshop: str
    vs: str | None
    language: Language
    snapshot: str
    peers: tuple[str, ...] = ()  # the cities that are compared; none chosen: all that take part

    def say(self, key: str, **places: object) -> str:
        return say(f"compare.{key}", self.language, **places)


def asked() -> Asked:
    return Asked(filters.workshop(), filters.vs(), language(), data.snapshot_key())


def choose_peers(asked: Asked) -> Asked:
    """Draws the choice of the cities that are to be seen beside each other."""
    cities = _cities(asked.workshop)
    chosen = choices.several(_PEERS, cities, labels.city, t("compare.peers"), t("compare.all_cities"))
    return replace(asked, peers=chosen)


def peers(workshop: str) -> tuple[str, ...]:
    """Those that the address names, for what is made of the page."""
    return choices.asked_for(_PEERS, _cities(workshop))


def _cities(workshop: str) -> list[str]:
    known = set(data.participation_state(workshop)["city"])
    return [city for city in filters.cities() if city in known]


def taking_part(asked: Asked) -> pd.DataFrame:
    """The cities that are compared, with the state of their reports: rows of participation_state."""
    found = data.participation_state(asked.workshop)
    return found[found["city"].isin(asked.peers)].reset_index(drop=True) if asked.peers else found
