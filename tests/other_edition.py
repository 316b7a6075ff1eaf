"""A later edition of the definition or of the program, as an upgrade or an organizer would bring it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import definition as definition_package
from definition import Definition
from etl.database import edition, tables, views

Change = Callable[[str], str]


def another_definition(
    folder: Path, monkeypatch: pytest.MonkeyPatch, file: str, change: Change
) -> Definition:
    """From now on the definition has `file` changed; what it was before stays where it was."""
    shutil.copytree(definition_package.loader.SHIPPED, folder, ignore=shutil.ignore_patterns("*.py*", "__*"))
    path = folder / file
    before = path.read_text("utf-8")
    path.write_text(change(before), "utf-8")
    assert path.read_text("utf-8") != before
    monkeypatch.setenv("PANO_DEFINITION", str(folder))
    return definition_package.load()


class OtherViews:
    """From now on the program has other views, until `back`."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        shutil.copytree(views.SQL, folder)
        for module in (views, tables, edition):
            monkeypatch.setattr(module, "SQL", folder)
        self._read_anew()

    def change(self, view: str, change: Change) -> None:
        (path,) = (self.folder / "views").glob(f"??_{view}.sql")
        before = path.read_text("utf-8")
        path.write_text(change(before), "utf-8")
        assert path.read_text("utf-8") != before
        self._read_anew()

    def add(self, view: str, select: str) -> None:
        text = f"CREATE OR REPLACE VIEW {view} AS {select};"
        (self.folder / "views" / f"99_{view}.sql").write_text(text, "utf-8")
        self._read_anew()

    def remove(self, view: str) -> None:
        next((self.folder / "views").glob(f"??_{view}.sql")).unlink()
        self._read_anew()

    @staticmethod
    def _read_anew() -> None:
        views._files.cache_clear()
        views._text.cache_clear()
        edition._views.cache_clear()


@pytest.fixture
def other_views(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OtherViews:
    return OtherViews(tmp_path / "sql", monkeypatch)


@pytest.fixture(autouse=True)
def views_as_shipped() -> object:
    """To be imported beside it: what was read of the files outlives the test otherwise."""
    yield
    OtherViews._read_anew()
