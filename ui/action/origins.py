"""From which rows of which plans do the counts at the top of the page come?"""

from __future__ import annotations

from ui.action.asked import Asked
from ui.action.listing import changes_since_last_report, listing
from ui.origin import Origin, of_rows, origin


def origins(tile: str, asked: Asked) -> tuple[Origin, ...]:
    """The plans of the cities; what no plan counts comes from the rows themselves."""
    of = {"workshop": asked.workshop} | ({"city": asked.city} if asked.city else {})
    if tile == "no_owner":
        return (origin("action_status", "responsible_unit", **of),)
    if tile == "stale":
        return _still(asked)
    if tile == "dropped":
        return (origin("plan_progress", "cancelled", **of), *_removed(asked))
    return (origin("plan_progress", tile, **of),)


def _removed(asked: Asked) -> tuple[Origin, ...]:
    changes = changes_since_last_report(asked.snapshot, asked.workshop)
    gone = changes[changes["kind"] == "removed"]
    made = of_rows("action_change", "old", gone[gone["city"] == asked.city] if asked.city else gone)
    return () if made is None else (made,)


def _still(asked: Asked) -> tuple[Origin, ...]:
    """Status and progress as they are, and as they were in the city's last report."""
    rows = listing(asked)
    made = of_rows("action_standstill", "stands_still", rows[rows["stale"]])
    return () if made is None else (made,)
