"""Who may fetch a file, or send one? The shell guards pages; files have addresses of their own."""

from __future__ import annotations

import json
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_websocket import _get_signed_cookie_with_chunks

import definition
from etl.store.home import data_home
from ui.sign_in.cookies import USER
from ui.sign_in.identity import member
from ui.sign_in.settings import settings

# Where Streamlit serves what a page made for its reader, and takes what a reader sends.
_GUARDED = ("/media/", "/_stcore/upload_file/")


class MembersOnly:
    """The address of a file cannot be guessed, but it can be passed on, and it outlives a sign-in."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_file = scope["type"] == "http" and any(part in scope["path"] for part in _GUARDED)
        if not is_file or not settings().has_provider or await run_in_threadpool(_is_member, Request(scope)):
            await self.app(scope, receive, send)
            return
        said = definition.load().texts["access.files"]
        await PlainTextResponse(f"{said['tr']}\n{said['en']}\n", 403)(scope, receive, send)


def _is_member(request: Request) -> bool:
    found = member(_claims(request), data_home().path)
    return found is not None and found.role is not None


def _claims(request: Request) -> dict[str, Any]:
    """What the provider said, by the cookie that Streamlit signed; nothing where there is none."""
    # Streamlit offers the reading of its cookie to pages only; the version is pinned and a browser test asks.
    signed = _get_signed_cookie_with_chunks(dict(request.cookies), USER)
    try:
        found = json.loads(signed) if signed else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
