"""One direction of data: who may import whom, read from the import statements."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
ROOMS = ("definition", "etl", "ui", "pages", "benchmarks")
# room → the rooms and libraries it must never import, with the reason
FORBIDDEN = {
    "definition": ({"etl", "ui", "pages", "streamlit", "duckdb"}, "the definition reads nothing of ours"),
    "etl": ({"ui", "pages", "streamlit", "plotly"}, "the ETL must run without a screen"),
    "ui": ({"pages"}, "only the shell knows the pages"),
    "pages": ({"duckdb", "etl.sql", "openpyxl"}, "pages ask ui.data; they never query"),
}
ALLOWED = {("ui/shell.py", "pages")}


def _files() -> Iterator[Path]:
    yield PROJECT / "app.py"
    for room in ROOMS:
        yield from sorted((PROJECT / room).rglob("*.py"))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("room", FORBIDDEN)
def test_a_room_imports_only_what_stands_before_it(room: str) -> None:
    names, reason = FORBIDDEN[room]
    broken = [
        f"{path.relative_to(PROJECT)} imports {name}: {reason}"
        for path in sorted((PROJECT / room).rglob("*.py"))
        for name in _imports(path)
        for forbidden in names
        if (name == forbidden or name.startswith(f"{forbidden}."))
        and (path.relative_to(PROJECT).as_posix(), forbidden) not in ALLOWED
    ]
    assert broken == []


def test_only_one_module_of_the_screens_asks_the_database() -> None:
    asking = [
        path.relative_to(PROJECT).as_posix()
        for room in ("ui", "pages")
        for path in sorted((PROJECT / room).rglob("*.py"))
        if "duckdb" in set(_imports(path)) or re.search(r"\bSELECT\b.*\bFROM\b", path.read_text("utf-8"))
    ]
    assert asking == ["ui/database.py"]


def test_a_file_that_somebody_sent_is_parsed_in_the_child_process_only() -> None:
    parses = {"etl.xlsx.reader", "etl.check.check", "etl.check.values_of", "etl.marking.mark"}
    parses |= {"etl.figures.check.check_figures", "etl.figures.check.figures_of"}
    here = {
        path.relative_to(PROJECT).as_posix()
        for path in _files()
        if parses & set(_imports(path)) and path.parent.name != "benchmarks"
    }
    assert here == {"etl/check.py", "etl/figures/check.py", "etl/sandbox/child.py", "etl/marking/mark.py"}
    ours = [p.relative_to(PROJECT).as_posix() for p in _files() if "etl.check.check_here" in _imports(p)]
    assert ours == ["etl/sample/make.py"], "check_here is for workbooks that we made ourselves"


def test_whoever_writes_on_the_screens_asks_first_whether_it_may() -> None:
    """A button that is not offered keeps nobody out: the act itself asks."""
    acts = {
        "etl.submit": {"submit", "decide"},
        "etl.reconcile.confirm": {"confirm"},
        "etl.figures.supply": {"supply", "decide"},
        "etl.records": {"set_down"},
        "etl.database.frozen": {"freeze"},
        "etl.programme": {"Programme"},
        "etl.review.verdicts": {"close", "give_back", "take_as_it_is"},
        "etl.store.home": {"go_live"},
    }
    writes = {f"{module}.{name}" for module, names in acts.items() for name in names}
    writers = [
        path for path in _files() if path.is_relative_to(PROJECT / "ui") and writes & set(_imports(path))
    ]
    assert len(writers) > 6
    silent = [p.name for p in writers if not re.search(r"\brequire\(", p.read_text("utf-8"))]
    assert silent == []


def test_importing_a_page_does_nothing() -> None:
    """The old router of Streamlit runs pages/x.py alone when somebody opens /x, past any sign-in."""
    quiet = (ast.FunctionDef, ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign, ast.ClassDef)
    loud = [
        f"{path.name}:{node.lineno}"
        for path in sorted((PROJECT / "pages").glob("*.py"))
        for node in ast.parse(path.read_text("utf-8")).body
        if not isinstance(node, quiet) and not isinstance(getattr(node, "value", None), ast.Constant)
    ]
    assert loud == []


def test_every_page_has_one_question_and_one_render() -> None:
    pages = [p for p in sorted((PROJECT / "pages").glob("*.py")) if not p.name.startswith("_")]
    assert {p.stem for p in pages} >= {
        *("overview", "city", "indicators", "actions", "compare", "submit", "definitions")
    }
    for page in pages:
        tree = ast.parse(page.read_text("utf-8"))
        assert (ast.get_docstring(tree) or "").splitlines()[0].endswith("?"), f"{page.name} asks no question"
        renders = [n for n in tree.body if isinstance(n, ast.FunctionDef) and n.name == "render"]
        assert len(renders) == 1, f"{page.name} needs one render()"


def test_no_module_is_a_drawer_for_everything() -> None:
    names = {p.stem for p in _files()}
    assert names.isdisjoint({"utils", "util", "helpers", "helper", "common", "manager", "misc"})


def test_files_stay_short_enough_to_read_at_once() -> None:
    long = {
        p.relative_to(PROJECT).as_posix(): n
        for p in _files()
        if (n := len(p.read_text("utf-8").splitlines())) > 200
    }
    assert long == {}
