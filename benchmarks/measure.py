"""Time one thing, several times, and keep the median."""

from __future__ import annotations

import gc
import multiprocessing
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

Measured = TypeVar("Measured")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table. `aim` is what was promised, in words; empty where nothing was."""

    what: str
    value: str
    aim: str = ""
    met: bool | None = None


def median_ms(run: Callable[[], object], times: int = 15, warm_up: int = 3) -> float:
    for _ in range(warm_up):
        run()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1000


def at_most(what: str, ms: float, bound_ms: float) -> Line:
    return Line(what, f"{ms:.1f} ms", f"≤ {bound_ms:g} ms", ms <= bound_ms)


def ratio(what: str, ms: float, of: float) -> Line:
    return Line(what, f"{ms:.1f} ms · {ms / of:.1f} ×")


def alone(measure: Callable[..., Measured], *arguments: Any) -> Measured:
    """In a process of its own: what one part leaves in memory would weigh on the next, by a quarter."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), _settle) as process:
        return process.submit(measure, *arguments).result()


def _settle() -> None:
    """As the app and the reading processes do at their start: what is loaded is not looked through again."""
    gc.collect()
    gc.freeze()
