"""How is a change between two workshops put into words: which way, against what, over how many cities?"""

from __future__ import annotations

from typing import Any

import pandas as pd

from ui import format, labels
from ui.comparison.asked import Asked


def heads(asked: Asked) -> tuple[str, str]:
    """The names of both workshops: columns of values before and now."""
    before, now = (labels.workshop_short(str(code), asked.language) for code in (asked.vs, asked.workshop))
    return before, now


def better(improved: Any, asked: Asked) -> str:
    """Which way it went, whatever the sign: fewer days may be better."""
    if pd.isna(improved):
        return ""
    return asked.say("better" if improved else "worse")


def basis(row: Any, asked: Asked) -> str:
    """What was subtracted from what, or why nothing was. `row`: of workshop_change or group_change."""
    if not format.is_missing(row.basis):
        return asked.say(f"basis.{row.basis}")
    reason = "no_data" if format.is_missing(row.no_change_reason) else row.no_change_reason
    return labels.say(f"change.{reason}", asked.language)


def n_of_n(row: Any, asked: Asked) -> str:
    """ "8 / 11 şehir". `row`: of group_change."""
    return labels.say("part.n_of_n", asked.language, n=row.cities, total=row.cities_expected)
