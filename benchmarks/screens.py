"""The server-side run of each page and tab, warm: the sample, and thirty cities at twelve workshops."""

from __future__ import annotations

import os
from pathlib import Path
from unittest.mock import patch

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from benchmarks.measure import Line, alone, median_ms
from benchmarks.rows import fill, larger_definition
from ui.shell import DEFAULT, PAGES

SHELL = Path(__file__).resolve().parent.parent / "ui" / "shell.py"
BOUND_MS, BOUND_RATIO = 60, 2
CITIES, WORKSHOPS = 30, 12
# Beside the tab that opens first.
TABS = {
    "city": ("indicators", "lists", "history"),
    "indicators": ("table",),
    "actions": ("timeline", "division", "dropped"),
    "compare": ("workshops", "changes"),
    "cooperation": ("practices", "challenges", "networks", "partners"),
    "workshop": ("tasks", "figures", "frozen"),
}
VIEWS = [(name, tab) for name in PAGES for tab in ("", *TABS.get(name, ()))]


def lines(sample: Path, scratch: Path) -> list[Line]:
    definition = larger_definition(scratch / "definition", CITIES, WORKSHOPS)
    fill(scratch / "home", definition, sample)
    few = alone(times, sample, None)
    many = alone(times, scratch / "home", scratch / "definition")
    return [
        Line("page: nothing at all", f"{few[0]:.1f} ms"),
        *(_line(view, few[n], many[n]) for n, view in enumerate(VIEWS, 1)),
    ]


def times(home: Path, definition: Path | None) -> list[float]:
    """Of a page that shows nothing, then of each view, in ms."""
    where = {"PANO_DATA": str(home)} | ({"PANO_DEFINITION": str(definition)} if definition else {})
    with patch.dict(os.environ, where):
        empty = AppTest.from_function(lambda: None, default_timeout=60)
        return [median_ms(empty.run), *(_page(*view) for view in VIEWS)]


def _page(name: str, tab: str) -> float:
    page = AppTest.from_file(str(SHELL), default_timeout=60)
    # Pages are functions, which switch_page does not know; the router goes by the hash of the path.
    page._page_hash = calc_hash("" if name == DEFAULT else name)
    if tab:
        page.query_params["tab"] = tab
    page.run()
    assert not page.exception, f"{name} {tab}: {page.exception[0].value}"
    return median_ms(page.run)


def _line(view: tuple[str, str], few: float, many: float) -> Line:
    """Of a run that is as short as the frame around it, the noise is larger than any ratio."""
    name = " › ".join(filter(None, view))
    met = few <= BOUND_MS and many <= BOUND_MS and many <= BOUND_RATIO * few
    aim = f"≤ {BOUND_MS} ms both, ≤ {BOUND_RATIO} ×"
    shown = f"{few:.0f} ms → {many:.0f} ms · {many / few:.1f} ×"
    return Line(f"page: {name}", shown, aim, met)
