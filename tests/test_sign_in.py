"""Nobody comes in who may not: without a sign-in only this machine, with one only as long as it is good."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from streamlit import config
from streamlit.runtime.secrets import secrets_singleton
from streamlit.testing.v1 import AppTest

from definition import Definition
from etl.access.members import Members
from etl.access.revoked import Revoked
from tests import opened
from tests.served import get
from tests.small_group import open_page, words
from ui.access import ForbiddenError
from ui.handed_out import _noted
from ui.shell import PAGES
from ui.sign_in.loopback import OpenDoorError, refuse_open_door
from ui.sign_in.settings import OPEN_TO_ALL, is_loopback, settings

group, home = opened.group, opened.own_home
NOW = datetime.now(UTC)


@pytest.fixture(autouse=True)
def _settings_are_read_anew() -> Iterator[None]:
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings as an institution writes them."""
    auth = {"redirect_uri": "https://pano.example.org/oauth2callback", "cookie_secret": "x" * 32}
    kept = {"auth": auth, "access": {"first_organizer": "ilk@example.org"}}
    monkeypatch.setattr(secrets_singleton, "_secrets", kept)


# ------------------------------------------------------------------ without a sign-in


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8501", "127.0.0.1", "127.1.2.3:80", "[::1]:8501", "::1"]
)
def test_this_machine_is_known_by_its_names(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", ["", "0.0.0.0", "10.0.0.5:8501", "localhost.example.org", "pano.example.org", "::"]
)
def test_another_machine_is_not_this_one(host: str) -> None:
    assert not is_loopback(host)


def test_without_a_sign_in_only_this_machine_is_answered() -> None:
    assert get("/").status == 200
    assert get("/city", host="localhost:8501").status == 200
    refused = [
        get("/", host="pano.example.org"),  # a name somebody gave to this address
        get("/", client="10.0.0.5"),
        get("/", x_forwarded_for="10.0.0.5"),  # a proxy on this machine
        get("/healthz", host="pano.example.org"),
    ]
    assert [answer.status for answer in refused] == [403] * 4
    assert "makineden" in refused[0].text


METRICS = "/pano/_stcore/metrics"


@pytest.mark.parametrize("address", [METRICS, f"{METRICS}/", "/_stcore/metrics?families=cache_memory_bytes"])
def test_what_the_process_tells_of_itself_is_for_this_machine_alone(
    address: str, provider: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(OPEN_TO_ALL, "1")
    assert get(address).status == 200
    refused = [
        get(address, client="10.0.0.5"),
        get(address, host="pano.example.org"),
        get(address, x_forwarded_for="10.0.0.5"),  # through the proxy on this machine
        get(address, forwarded="for=10.0.0.5"),
    ]
    assert [answer.status for answer in refused] == [404] * 4
    assert get("/healthz", client="10.0.0.5", host="pano.example.org").status == 200


def test_whoever_opens_it_to_all_has_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(OPEN_TO_ALL, "1")
    assert get("/", host="pano.example.org", client="10.0.0.5").status == 200


@pytest.mark.parametrize("address", [None, "0.0.0.0", "10.0.0.5", "::"])
def test_without_a_sign_in_the_server_refuses_to_listen_to_others(
    address: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = config.get_option("server.address")
    try:
        config.set_option("server.address", address)
        with pytest.raises(OpenDoorError, match=OPEN_TO_ALL):
            refuse_open_door()
        monkeypatch.setenv(OPEN_TO_ALL, "1")
        settings.cache_clear()
        refuse_open_door()
    finally:
        config.set_option("server.address", before)


@pytest.mark.parametrize("role", ["department:antalya", "leadership", "organizer", ""])
def test_in_local_mode_one_looks_through_the_eyes_of_each_role(role: str, home: Path) -> None:
    at = open_page("workshop", role=role) if role else open_page("workshop")
    assert not at.exception
    assert sees_it(at) is not role.startswith("department")


# ------------------------------------------------------------------ cookies


def test_the_cookies_of_a_sign_in_are_short_and_never_travel_in_the_open(provider: None) -> None:
    cookies = {c.partition("=")[0]: c for c in get("/oauth2callback").cookies}
    for name in ("_streamlit_user", "_streamlit_user_tokens"):
        attributes = {part.strip().lower() for part in cookies[name].split(";")}
        assert {"secure", "httponly", "samesite=lax", "max-age=28800"} <= attributes
        assert f"{name}|signed" in cookies[name].replace('"', "")


def test_after_the_sign_in_the_page_opens_that_was_asked_for(provider: None) -> None:
    asked = get("/city?city=izmir&lang=en", host="pano.example.org")
    kept = next(c for c in asked.cookies if c.startswith("nereye="))
    back = get("/oauth2callback", cookie=kept.partition(";")[0])
    assert back.headers["location"] == "/city?city=izmir&lang=en"
    assert any(c.startswith("nereye=;") and "Max-Age=0" in c for c in back.cookies)


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example", "/%5Cevil.example", "https://evil.example", "/a%0d%0ab"]
)
def test_the_way_back_never_leads_elsewhere(elsewhere: str, provider: None) -> None:
    cookie = f"nereye={elsewhere.replace('/', '%2F').replace(':', '%3A')}"
    assert get("/oauth2callback", cookie=cookie).headers["location"] == "/"


# ------------------------------------------------------------------ pages


def opened_by(page: str, **user: Any) -> AppTest:
    """`page` with this identity cookie; nobody without one."""
    return open_page(page, user={"is_logged_in": bool(user), **user})


def signed_in(address: str, **claims: Any) -> dict[str, Any]:
    return {"email": address, "sub": address, "iat": int(time.time()), **claims}


def sees_it(at: AppTest) -> bool:
    assert not at.exception
    said = words(at) + "".join(box.value for box in at.warning)
    outside = ("giriş yapın", "üye değil", "rolünüze açık değil")
    return not any(sentence in said for sentence in outside)


@pytest.fixture
def members(home: Path, definition: Definition, provider: None) -> Members:
    found = Members(home)
    found.put(definition, "a@example.org", "department", ["antalya"], "ilk@example.org")
    found.put(definition, "l@example.org", "leadership", [], "ilk@example.org")
    return found


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_for_those_only_who_may_see_it(page: str, members: Members) -> None:
    may = {
        "a@example.org": page not in ("workshop", "manage"),
        "l@example.org": page not in ("submit", "manage"),
        "ilk@example.org": True,
        "stranger@example.org": False,
    }
    for address, allowed in may.items():
        assert sees_it(opened_by(page, **signed_in(address))) is allowed, address
    assert not sees_it(opened_by(page))


@pytest.mark.parametrize(
    "claims",
    [
        {"iat": int((NOW - timedelta(hours=9)).timestamp())},
        {"iat": None},
        {"iat": "now"},
        {"email_verified": False},
        {"email": None},
    ],
)
def test_a_sign_in_that_is_too_old_or_says_too_little_is_none(
    claims: dict[str, Any], members: Members
) -> None:
    assert not sees_it(opened_by("overview", **signed_in("l@example.org", **claims)))


def test_a_computer_left_alone_is_not_let_in_again_because_the_server_was_started_anew(
    members: Members,
) -> None:
    # This process has seen neither of them: for all it knows nothing was pressed since the sign-in.
    left, just = (signed_in("l@example.org", iat=int(time.time()) - minutes * 60) for minutes in (31, 29))
    assert not sees_it(opened_by("overview", **left))
    assert sees_it(opened_by("overview", **just))


def test_a_copied_cookie_dies_with_the_log_out(members: Members, home: Path) -> None:
    cookie = signed_in("l@example.org")
    assert sees_it(opened_by("overview", **cookie))
    Revoked(home).add(cookie["sub"], cookie["iat"])
    assert not sees_it(opened_by("overview", **cookie))
    assert sees_it(opened_by("overview", **cookie | {"iat": cookie["iat"] - 1}))  # another sign-in of theirs


def test_a_role_that_is_taken_away_ends_at_the_next_run(members: Members) -> None:
    at = opened_by("overview", **signed_in("l@example.org"))
    assert sees_it(at)
    members.remove("l@example.org", "ilk@example.org")
    assert not sees_it(at.run())


def test_what_was_revoked_is_forgotten_once_its_age_refuses_it(tmp_path: Path) -> None:
    revoked = Revoked(tmp_path)
    old, new = int((NOW - timedelta(hours=9)).timestamp()), int(NOW.timestamp())
    revoked.add("a", old)
    revoked.add("b", new)
    revoked.forget_older_than(timedelta(hours=8), NOW)
    assert revoked.all() == {("b", new)}


def test_leadership_reads_the_decisions_of_a_workshop_and_an_organizer_writes_them(members: Members) -> None:
    may = {"l@example.org": False, "ilk@example.org": True}
    for address, writes in may.items():
        at = open_page("workshop", tab="tasks", user={"is_logged_in": True, **signed_in(address)})
        assert ("task_decision" in {box.key for box in at.text_input}) is writes


def test_a_button_that_still_stands_hands_out_nothing_once_the_role_is_gone(
    members: Members, home: Path
) -> None:
    ask = partial(_noted, str(home), "a@example.org", "rapor.xlsx", lambda: b"x")
    assert ask(("read_submission", "antalya")) == b"x"
    with pytest.raises(ForbiddenError):
        ask(("read_submission", "izmir"))
    members.remove("a@example.org", "ilk@example.org")
    with pytest.raises(ForbiddenError):
        ask(("read_submission", "antalya"))


def test_an_act_past_the_page_is_refused_in_a_sentence(home: Path) -> None:
    at = AppTest.from_function(_sends_as_leadership, default_timeout=60)
    at.query_params["role"] = "leadership"
    at.run()
    assert not at.exception
    assert [box.value for box in at.error] == ["Bunu yapma yetkiniz yok. Gerekiyorsa düzenleyiciye başvurun."]


def _sends_as_leadership() -> None:
    from ui.submission import acts

    acts.send(b"x", "x.xlsx")
