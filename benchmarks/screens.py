"""The server-side run of each page, warm, beside a page that shows nothing."""

from __future__ import annotations

import os
from pathlib import Path
from unittest.mock import patch

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from benchmarks.measure import Line, at_most, median_ms
from ui.shell import DEFAULT, PAGES

SHELL = Path(__file__).resolve().parent.parent / "ui" / "shell.py"
BOUND_MS = 60


def lines(home: Path) -> list[Line]:
    with patch.dict(os.environ, {"PANO_DATA": str(home)}):
        empty = AppTest.from_function(lambda: None, default_timeout=60)
        nothing = median_ms(empty.run)
        pages = [_page(name) for name in PAGES]
    return [Line("page: nothing at all", f"{nothing:.1f} ms"), *pages]


def _page(name: str) -> Line:
    page = AppTest.from_file(str(SHELL), default_timeout=60)
    # Pages are functions, which switch_page does not know; the router goes by the hash of the path.
    page._page_hash = calc_hash("" if name == DEFAULT else name)
    page.run()
    assert not page.exception, f"{name}: {page.exception[0].value}"
    return at_most(f"page: {name}", median_ms(page.run), BOUND_MS)
