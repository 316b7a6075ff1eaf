"""The cookies of a sign-in: as short as the sign-in, kept from scripts and, over https, from plain wires; and
the way back to the page that was asked for."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote, unquote

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.sign_in.settings import settings

USER = "_streamlit_user"
WANTED = "nereye"  # the page that was asked for before somebody had signed in
_WAITS_S = 15 * 60
_LONGEST = 2000


class SignInCookies:
    """Streamlit's own last 30 days, are sent over plain http too, and lead back to the first page only."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not settings().has_provider:
            await self.app(scope, receive, send)
            return

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": _changed(Request(scope), message)}
            await send(message)

        await self.app(scope, receive, sent)


def _changed(request: Request, start: Message) -> list[tuple[bytes, bytes]]:
    headers = MutableHeaders(raw=[(n, v) for n, v in start["headers"] if n.lower() != b"set-cookie"])
    given = [v.decode("latin-1") for n, v in start["headers"] if n.lower() == b"set-cookie"]
    signed_in = any(line.startswith(f"{USER}=") and "Max-Age=0" not in line for line in given)
    for line in given:
        headers.append("set-cookie", _safe(line))
    if signed_in and 300 <= start["status"] < 400:
        headers["location"] = _wanted(request) or headers["location"]
        headers.append("set-cookie", _cookie("", 0))
    elif _is_page(request, start) and USER not in request.cookies:
        query = f"?{request.url.query}" if request.url.query else ""
        headers.append("set-cookie", _cookie(f"{request.url.path}{query}"[:_LONGEST], _WAITS_S))
    return headers.raw


def _safe(line: str) -> str:
    """One cookie of a sign-in, shortened and secured; any other as it is."""
    name = line.partition("=")[0]
    if not name.startswith(USER):
        return line
    try:
        parsed = SimpleCookie(line)
    except CookieError:
        return line
    for morsel in parsed.values():
        if str(morsel["max-age"]) != "0":
            morsel["max-age"] = int(settings().longest.total_seconds())
            morsel["expires"] = ""
        morsel["secure"] = _is_https()
        morsel["httponly"] = True
        morsel["samesite"] = "Lax"
    return parsed.output(header="").strip()


def _cookie(path: str, seconds: int) -> str:
    secure = "; Secure" if _is_https() else ""
    return f"{WANTED}={quote(path, safe='')}; Max-Age={seconds}; Path=/; HttpOnly; SameSite=Lax{secure}"


def _wanted(request: Request) -> str:
    """A page of this very server, or nothing: "//host" would lead away."""
    path = unquote(request.cookies.get(WANTED, ""))
    return path if path.startswith("/") and path[1:2] not in ("/", "\\") and path.isprintable() else ""


def _is_page(request: Request, start: Message) -> bool:
    kind = Headers(raw=start["headers"]).get("content-type", "")
    return request.method == "GET" and start["status"] == 200 and kind.startswith("text/html")


def _is_https() -> bool:
    """As the browser sees it: behind a proxy the server itself speaks plain http."""
    return str(st.secrets["auth"].get("redirect_uri", "")).startswith("https://")
