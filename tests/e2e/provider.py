"""A real sign-in provider on this machine, and servers that are set up for it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import BrowserContext, Page, expect

from definition import Definition
from etl.access.members import Members

ORGANIZER, STRANGER = "duzenleyici@example.org", "yabanci@example.org"
MEMBERS = {
    "department": "antalya@example.org",
    "leadership": "baskan@example.org",
    "organizer": ORGANIZER,
}
FORBIDDEN = "rolünüze açık değil"
SIGN_IN = "Kurum hesabıyla gir"


@contextmanager
def provider() -> Iterator[str]:
    """Its address. Everybody has an account there, members and strangers alike."""
    everybody = [*MEMBERS.values(), STRANGER]
    users = [User(sub=who, claims={"email": who, "email_verified": True}) for who in everybody]
    with run_server_in_thread(user_claims=users) as started:
        yield f"http://localhost:{started.server_port}"


def with_members(sample_home: Path, home: Path, definition: Definition) -> Path:
    """A copy of the sample in which each role has a member."""
    shutil.copytree(sample_home, home)
    for role, address in MEMBERS.items():
        cities = ["antalya"] if role == "department" else []
        Members(home).put(definition, address, role, cities, ORGANIZER)
    return home


def secrets(provider: str, access: str = "", outside: str = "") -> Callable[[str], str]:
    """The text of secrets.toml for a server at an address; `outside`: the one people type, behind a proxy."""
    return lambda own: (
        f"""
[auth]
redirect_uri = "{outside or own}/oauth2callback"
cookie_secret = "only for this test, and longer than thirty-two letters"
client_id = "pano"
client_secret = "any"
server_metadata_url = "{provider}/.well-known/openid-configuration"

[access]
first_organizer = "{ORGANIZER}"
{access}
"""
    )


def at_rest(page: Page) -> Page:
    expect(page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')).to_be_visible()
    expect(page.get_by_role("heading", level=1).or_(page.get_by_text(FORBIDDEN)).first).to_be_visible()
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    return page


def sign_in(context: BrowserContext, who: str, path: str = "/") -> Page:
    return at_rest(lets_in(context, who, path))


def lets_in(context: BrowserContext, who: str, path: str = "/") -> Page:
    """As far as the page that was asked for, which may still be drawn."""
    page = context.new_page()
    page.goto(path)
    page.get_by_role("button", name=SIGN_IN).click()
    page.wait_for_url("**/oauth2/authorize*")
    page.locator(f'button[value="{who}"]').click()
    page.wait_for_url(lambda url: "/oauth2" not in url)
    return page


def sign_out(page: Page) -> None:
    page.locator(".st-key-badge button").first.click()
    page.get_by_role("button", name="Çıkış yap").click()
    leaves(page)


def leaves(page: Page) -> None:
    """The way out leads past the provider, where its own session ends too, and back."""
    page.wait_for_url("**/oauth2/end_session*")
    page.get_by_role("button", name="End session").click()
    expect(page.get_by_role("button", name=SIGN_IN)).to_be_visible()
