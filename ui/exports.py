"""Tables as files for people: what opens at a double click in a Turkish spreadsheet program."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from typing import Any

import pandas as pd

from definition import Language
from etl.harmless import harmless
from ui import format

BOM = "\ufeff"


def csv_for_people(table: pd.DataFrame, language: Language) -> bytes:
    """BOM, semicolons, decimal comma, dd.mm.yyyy; missing is empty, and no cell can act as a formula.

    The same in both languages, because the computers are Turkish; only yes and no are translated."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(harmless(str(name)) for name in table.columns)
    for row in table.itertuples(index=False):
        writer.writerow(_cell(value, language) for value in row)
    return (BOM + text.getvalue()).encode("utf-8")


def _cell(value: Any, language: Language) -> str:
    if format.is_missing(value):
        return ""
    if isinstance(value, bool) or type(value).__name__ == "bool_":
        return format.yes_no(bool(value), language)
    if isinstance(value, datetime):
        return f"{value:%d.%m.%Y %H:%M}" if value.time().isoformat() != "00:00:00" else f"{value:%d.%m.%Y}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, (int, float)):
        return _plain_number(float(value))
    return harmless(str(value))


def _plain_number(value: float) -> str:
    """Without thousands separators, so that the spreadsheet program reads a number."""
    return str(int(value)) if value.is_integer() else repr(value).replace(".", ",")
