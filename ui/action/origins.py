"""From which rows of which plans do the counts at the top of the page come?"""

from __future__ import annotations

from ui.action.asked import Asked
from ui.action.listing import changes_since_last_report, last_reports, listing
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
    rows = rows[rows["stale"]]
    before = rows.assign(workshop=rows["city"].map(last_reports(asked.workshop)))
    # Its file and row are today's; in the earlier report the action is found by its code.
    past = ("city", "workshop", "action_code")
    made = [
        of_rows("action_status", column, *named)
        for column in ("status", "progress_pct")
        for named in ((rows,), (before, past))
    ]
    return tuple(found for found in made if found)
