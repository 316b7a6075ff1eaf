"""Which day is it for "days left" and for what expires? In a frozen view the day it was frozen."""

from __future__ import annotations

from datetime import date, datetime

from etl.clock import TURKIYE
from ui import data


def today() -> date:
    code = data.as_of()
    if not code:
        return datetime.now(TURKIYE).date()
    states = data.frozen_states()
    frozen_at: datetime = states.loc[states["code"] == code, "frozen_at"].iloc[0]
    return frozen_at.date()  # kept as Türkiye's clock shows it
