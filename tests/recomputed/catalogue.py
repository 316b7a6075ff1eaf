"""The indicators and workshops, read from the data files of the definition without its loader."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

DEFINITION = Path(__file__).resolve().parents[2] / "definition"


@dataclass(frozen=True)
class Period:
    """A workshop with its reporting period, which begins and ends within one year."""

    code: str
    start: date
    end: date
    deadline: date
    participants: tuple[str, ...]

    @property
    def months(self) -> tuple[int, int]:
        return self.start.month, self.end.month


def indicators() -> dict[str, dict[str, str]]:
    """The catalogue's rows that a city reports or that follow from its plan, by code."""
    rows = pd.read_csv(DEFINITION / "indicators.csv", dtype=str, keep_default_na=False).to_dict("records")
    return {row["code"]: row for row in rows if row["entry"] != "organizer"}


def periods() -> dict[str, Period]:
    """By workshop code, in the order of their ends."""
    with (DEFINITION / "workshops.toml").open("rb") as file:
        raw = tomllib.load(file)["workshop"]
    made = [
        Period(w["code"], w["period_start"], w["period_end"], w["deadline"], tuple(w["participants"]))
        for w in raw
    ]
    return {period.code: period for period in sorted(made, key=lambda p: p.end)}
