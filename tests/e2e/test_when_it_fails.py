"""What a reader sees when the program itself fails, or the server goes away."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from definition import LANGUAGES, Definition, Language
from etl.access.members import Members
from tests.e2e.conftest import Visit, running
from tests.e2e.test_every_state import other_language, violations
from tests.e2e.words import foreign_words

CODE = re.compile(r"\b[A-Z0-9]{6}\b")


@pytest.fixture(scope="module")
def broken_home(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the members stand is no file: whatever reads them fails."""
    home = tmp_path_factory.mktemp("broken") / "data"
    shutil.copytree(sample_home, home)
    Members(home).path.mkdir(parents=True)
    return home


def test_the_code_on_the_screen_is_the_one_in_the_log(
    page: Page, broken_home: Path, tmp_path: Path, definition: Definition
) -> None:
    with running(broken_home, tmp_path / "log") as server:
        for language in LANGUAGES:
            page.goto(f"{server.url}/manage?lang={language}")
            box = page.get_by_test_id("stAlert").filter(
                has_text=definition.text("shell.fault.title", language)
            )
            expect(box).to_be_visible()
            code = CODE.search(box.inner_text())
            assert code, box.inner_text()
            assert f"fault {code[0]}" in server.log.read_text("utf-8")
            assert "Traceback" not in page.get_by_test_id("stMain").inner_text()
            assert other_language(page, foreign_words(definition, broken_home, language)) == {}
            assert violations(page) == []
        page.goto(f"{server.url}/city")
        Visit(page, server).settled()  # the other pages stay usable


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lost_connection_is_told_in_one_language(
    language: Language, page: Page, sample_home: Path, tmp_path: Path, definition: Definition
) -> None:
    home = tmp_path / "data"
    shutil.copytree(sample_home, home)
    with running(home, tmp_path / "log") as server:
        Visit(page, server).open(f"definitions?lang={language}")
    # The server is gone; the page tries to reach it again and then says so.
    expect(page.get_by_role("dialog").or_(page.get_by_test_id("stConnectionStatus")).first).to_be_visible()
    assert other_language(page, foreign_words(definition, home, language)) == {}
