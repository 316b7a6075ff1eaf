"""Where does each match of a workshop stand: proposed, waiting, decided, expired? Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

import pandas as pd

from ui import matching
from ui.cooperation import followed
from ui.cooperation.followed import Decision
from ui.matching import Pair


@dataclass(frozen=True, slots=True)
class Shown:
    """A match and what was decided about it; one of the two may be missing, never both."""

    of: Pair | Decision
    state: str
    pair: Pair | None = None
    decision: Decision | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """Every match of a workshop once, and what earlier ones left open."""

    now: tuple[Shown, ...]
    waiting: tuple[Shown, ...]
    decided: tuple[Shown, ...]
    earlier: tuple[Shown, ...]
    expired: tuple[Shown, ...]

    @property
    def own(self) -> tuple[Shown, ...]:
        return (*self.now, *self.waiting, *self.decided, *self.expired)

    def only(self, fits: Callable[[Shown], bool]) -> Board:
        """Those the reader looks for."""
        parts = (self.now, self.waiting, self.decided, self.earlier, self.expired)
        return Board(*(tuple(shown for shown in part if fits(shown)) for part in parts))


def board(
    matches: pd.DataFrame, records: pd.DataFrame, workshop: str, earlier: Collection[str], today: date
) -> Board:
    """`matches`: cooperation_match of the workshop; `records`: all of match_record. The cap holds over all
    cities, so that what the reader filters does not change who is asked first."""
    known = followed.decisions(records)
    found = matching.pairs(matches)
    pair_of = {pair.key: pair for pair in found}
    own = followed.of_workshop(known.values(), workshop)
    undecided = [pair for pair in found if pair.key not in known]
    living = matching.alive(undecided, today)
    now, waiting = matching.proposed(living, followed.busy(own))
    return Board(
        tuple(Shown(pair, "proposed", pair) for pair in now),
        tuple(Shown(pair, "waiting", pair) for pair in waiting),
        tuple(Shown(d, d.state, pair_of.get(d.key), d) for d in own),
        tuple(Shown(d, d.state, None, d) for d in followed.left_open(known.values(), earlier)),
        tuple(Shown(pair, "expired", pair) for pair in undecided if pair not in living),
    )
