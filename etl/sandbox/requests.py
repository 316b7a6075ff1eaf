"""What a child can be asked for, and the two things it says before it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from etl.figures.key import Key
from etl.problems import Problem


@dataclass(frozen=True, slots=True)
class Check:
    """Judge a file, as on `today`."""

    file_name: str
    today: date


@dataclass(frozen=True, slots=True)
class ReadAgain:
    """The values of a file that was judged before, as on the day it was received."""

    received: date


@dataclass(frozen=True, slots=True)
class Mark:
    """The file with its problems marked. The answer is a workbook, which nobody here opens again."""

    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class CheckFigures:
    """Judge a file of the organizers, as on `today`, beside the figures that are in force."""

    file_name: str
    today: date
    in_force: Mapping[Key, float]


@dataclass(frozen=True, slots=True)
class ReadFiguresAgain:
    """The values of a file of the organizers that was judged before."""

    received: date


Request = Check | ReadAgain | Mark | CheckFigures | ReadFiguresAgain

READY = b"ready"  # once, after its start: from here on it is the file's fault if it dies
HISTORY_OF = b"history of "  # followed by a city's code; the parent answers with the History
