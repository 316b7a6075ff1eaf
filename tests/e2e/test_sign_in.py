"""With a real sign-in provider: who comes in, how far, and until when."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from definition import LANGUAGES, Definition, Language
from etl.access.decide import PAGES, ROLES, Role, Visitor, may_open
from tests.e2e import provider as providers
from tests.e2e.conftest import Server, running
from tests.e2e.provider import (
    FORBIDDEN,
    MEMBERS,
    ORGANIZER,
    SIGN_IN,
    STRANGER,
    at_rest,
    leaves,
    lets_in,
    sign_in,
    sign_out,
)
from tests.e2e.test_every_state import other_language, violations
from tests.e2e.words import foreign_words


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    with providers.provider() as started:
        yield started


@pytest.fixture(scope="module")
def members_home(sample_home: Path, definition: Definition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return providers.with_members(sample_home, tmp_path_factory.mktemp("members") / "data", definition)


@pytest.fixture(scope="module")
def guarded(members_home: Path, provider: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    log = tmp_path_factory.mktemp("guarded") / "log"
    with running(members_home, log, providers.secrets(provider)) as started:
        yield started


@pytest.fixture
def visitor(new_context: Callable[..., BrowserContext], guarded: Server) -> BrowserContext:
    return new_context(base_url=guarded.url)


def test_every_page_of_a_cold_server_shows_the_signed_out_a_button_only(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    for name in ("", *PAGES):
        page.goto(f"/{name}?city=izmir&role=organizer&id=1")
        expect(page.get_by_role("button", name=SIGN_IN)).to_be_visible()
        said = at_rest(page).get_by_test_id("stMain").inner_text()
        assert "İzmir" not in said, (name, said)
        assert len(said) < 200, (name, said)
        expect(page.get_by_test_id("stTopNavLink")).to_have_count(0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_way_in_is_in_one_language_and_open_to_everybody(
    language: Language, visitor: BrowserContext, guarded: Server, definition: Definition
) -> None:
    page = visitor.new_page()
    page.goto(f"/?lang={language}")
    expect(page.get_by_role("button", name=definition.text("access.sign_in", language))).to_be_visible()
    assert other_language(at_rest(page), foreign_words(definition, guarded.home, language)) == {}
    assert violations(page) == []


@pytest.mark.parametrize("role", ROLES)
def test_every_page_opens_for_the_roles_only_that_may_see_it(role: Role, visitor: BrowserContext) -> None:
    page = sign_in(visitor, MEMBERS[role])
    who = Visitor(MEMBERS[role], role, frozenset({"antalya"}))
    for name in PAGES:
        page.goto(f"/{name}?role=organizer")
        is_open = at_rest(page).get_by_text(FORBIDDEN).count() == 0
        assert is_open is may_open(who, name), name


def test_a_link_leads_to_its_page_after_the_sign_in(visitor: BrowserContext) -> None:
    page = sign_in(visitor, MEMBERS["leadership"], "/city?city=izmir&workshop=2")
    expect(page.get_by_role("heading", name="İzmir", level=1)).to_be_visible()
    assert page.url.endswith("/city?city=izmir&workshop=2")


def test_an_account_that_is_no_member_is_told_whom_to_ask(visitor: BrowserContext) -> None:
    page = sign_in(visitor, STRANGER)
    expect(page.get_by_text(f"{STRANGER} hesabıyla girdiniz")).to_be_visible()
    expect(page.get_by_test_id("stTopNavLink")).to_have_count(0)


def test_a_copied_cookie_dies_with_the_log_out(
    visitor: BrowserContext, browser: Browser, guarded: Server
) -> None:
    page = sign_in(visitor, ORGANIZER)
    cookies = visitor.cookies()
    assert all(c["httpOnly"] for c in cookies if c["name"].startswith("_streamlit_user"))
    with browser.new_context(base_url=guarded.url) as thief:
        thief.add_cookies(cookies)  # type: ignore[arg-type]
        copied = thief.new_page()
        copied.goto("/city")
        expect(at_rest(copied).get_by_test_id("stTopNavLink").first).to_be_visible()
        sign_out(page)
        copied.goto("/city")
        expect(copied.get_by_text("Oturumunuzun süresi doldu")).to_be_visible()
        expect(copied.get_by_test_id("stTopNavLink")).to_have_count(0)


def test_the_address_of_a_file_is_worth_nothing_without_a_sign_in(
    visitor: BrowserContext, guarded: Server
) -> None:
    page = sign_in(visitor, MEMBERS["department"], "/submit?city=antalya")
    with page.expect_download() as downloading:
        page.get_by_test_id("stDownloadButton").first.get_by_role("button").click()
    address = downloading.value.url
    assert "/media/" in address
    assert visitor.request.get(address).status == 200
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(address)
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(
            urllib.request.Request(f"{guarded.url}/_stcore/upload_file/a/b", b"x", method="PUT")
        )


def test_whoever_is_idle_is_signed_out(
    members_home: Path, provider: str, browser: Browser, tmp_path: Path
) -> None:
    short = providers.secrets(provider, "idle_minutes = 0.2")  # long enough for a cold first page
    with (
        running(members_home, tmp_path / "log", short) as started,
        browser.new_context(base_url=started.url) as context,
    ):
        leaves(lets_in(context, ORGANIZER))
