"""What became of the plans since a city's last report: one function per view, as in ui/data.py."""

from __future__ import annotations

import pandas as pd

from ui.database import rows


def earlier_report(workshop: str) -> pd.DataFrame:
    """The report before, of each city that had one. One row per city."""
    return rows("earlier_report", "city", workshop=workshop)


def action_standstill(workshop: str, city: str | None = None) -> pd.DataFrame:
    """Which actions have not moved since the report before. One row per city that had one, and action."""
    return rows("action_standstill", "city, row_number", workshop=workshop, city=city)
