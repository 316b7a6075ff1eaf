"""With how many partners of which country does a list deal?"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd

from definition import Language, Sheet
from ui import labels
from ui.cooperation.projects import split
from ui.format import number, sort_key
from ui.labels import say
from ui.markdown import Markdown, plain


def by_country(sheet: Sheet, rows: pd.DataFrame, language: Language) -> pd.DataFrame:
    """country, value; the most frequent first. Without rows where the sheet names no country."""
    column = next((c for c in sheet.columns if c.type in ("country", "countries")), None)
    stored: list[Any] = [] if column is None else list(rows[column.key])
    codes = Counter(code for cell in stored for code in split(cell))
    named = {code: sort_key(labels.country(code, language)) for code in codes}
    ordered = sorted(codes.items(), key=lambda one: (-one[1], named[one[0]]))
    return pd.DataFrame(ordered, columns=["country", "value"])


def in_words(countries: pd.DataFrame, language: Language) -> Markdown:
    """ "24 ülke: Almanya 4, İtalya 3 …" """
    said = [
        f"{labels.country(country, language)} {number(value, language, 0)}"
        for country, value in zip(countries["country"], countries["value"], strict=True)
    ]
    n = number(len(said), language, 0)
    return plain(say("city.list.countries", language, n=n, countries=", ".join(said)))
