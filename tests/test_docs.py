"""The README says what is there, and what is there is said."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from definition import Definition
from etl.__main__ import _parser
from ui.shell import PAGES

PROJECT = Path(__file__).parent.parent
README = (PROJECT / "README.md").read_text("utf-8")


def test_the_first_screen_says_how_to_open_the_dashboard_and_how_to_test_it() -> None:
    first_screen = "\n".join(README.splitlines()[:40])
    for command in (
        "python -m pip install -r requirements.txt",
        "python -m streamlit run app.py",
        "python -m pip install -r requirements-dev.txt",
        "python -m pytest",
    ):
        assert command in first_screen


def test_every_command_is_described_and_every_described_command_exists() -> None:
    action = next(a for a in _parser()._actions if a.dest == "command")
    described = set(re.findall(r"python -m etl (\w+)", README))
    assert described == set(action.choices or ())


def test_every_page_is_described_by_its_path() -> None:
    described = set(re.findall(r"`/(\w*)`", README))
    assert described == {"" if name == "overview" else name for name in PAGES}


def test_everything_the_readme_links_to_or_shows_is_there() -> None:
    targets = re.findall(r"\]\((?!http)([^)#]+)\)", README)
    assert targets
    assert [t for t in targets if not (PROJECT / t).exists()] == []


def test_every_folder_of_the_project_is_described() -> None:
    described = set(re.findall(r"`(\w+)/`", README))
    assert described >= {"definition", "etl", "ui", "pages", "data", "tests", "benchmarks"}


def test_every_view_says_its_question_and_its_grain() -> None:
    for path in sorted((PROJECT / "etl" / "sql" / "views").glob("*.sql")):
        comment = " ".join(re.findall(r"^-- (.*)$", path.read_text("utf-8"), re.MULTILINE))
        assert "?" in comment, f"{path.name} asks no question"
        assert "Grain: " in comment, f"{path.name} has no grain"


def _text_keys_in_code() -> Iterator[re.Pattern[str]]:
    """Every string of the code as a pattern; what an f-string fills in stands for anything without a dot."""
    for room in ("etl", "ui", "pages"):
        for path in (PROJECT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.JoinedStr):
                    parts = [
                        re.escape(v.value) if isinstance(v, ast.Constant) else r"[\w.]+" for v in node.values
                    ]
                    # One that is all filled in would stand for everything.
                    if any(
                        isinstance(v, ast.Constant) and re.search(r"[a-z]\.", v.value) for v in node.values
                    ):
                        yield re.compile("".join(parts))
                elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield re.compile(re.escape(node.value))


def test_every_text_is_used_somewhere(definition: Definition) -> None:
    patterns = list(_text_keys_in_code())
    exact = {p.pattern for p in patterns}

    def used(key: str) -> bool:
        # Some rooms name a text without the first word of its key, which they add themselves.
        ways = [key, key.partition(".")[2]]
        return any(re.escape(w) in exact for w in ways) or any(p.fullmatch(w) for p in patterns for w in ways)

    unused = [k for k in definition.texts if not k.startswith("problem.") and not used(k)]
    assert unused == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned(name: str) -> None:
    lines = [line for line in (PROJECT / name).read_text("utf-8").splitlines() if line[:1].isalpha()]
    assert [line for line in lines if "==" not in line] == []
