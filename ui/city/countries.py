"""With how many partners of which country does a list deal?"""

from __future__ import annotations

from collections import Counter

import pandas as pd

from definition import Language, Sheet
from ui import labels
from ui.cooperation.projects import split
from ui.format import number, plain, sort_key
from ui.labels import say


def by_country(sheet: Sheet, rows: pd.DataFrame, language: Language) -> str:
    """ "24 ülke: Almanya 4, İtalya 3 …", the most frequent first; empty where the sheet names no country."""
    column = next((c for c in sheet.columns if c.type in ("country", "countries")), None)
    if column is None:
        return ""
    codes = Counter(code for stored in rows[column.key] for code in split(stored))
    if not codes:
        return ""
    counted = [(labels.country(code, language), n) for code, n in codes.items()]
    ordered = sorted(counted, key=lambda one: (-one[1], sort_key(one[0])))
    words = ", ".join(f"{plain(name)} {number(n, language, 0)}" for name, n in ordered)
    return say("city.list.countries", language, n=number(len(codes), language, 0), countries=words)
