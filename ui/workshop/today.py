"""Which day is it for "days left" and for what expires? In a frozen view the day it was frozen."""

from __future__ import annotations

from datetime import date, datetime

from etl.clock import TURKIYE
from etl.database.frozen import freezes
from ui import data


def today() -> date:
    code = data.as_of()
    if not code:
        return datetime.now(TURKIYE).date()
    return next(f.at.astimezone(TURKIYE).date() for f in freezes(data.home().path) if f.code == code)
