"""What the server answers, without a browser: our routes and middleware around a page like Streamlit's."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from ui.serving import MIDDLEWARE, ROUTES

HERE = "127.0.0.1:8501"
STREAMLIT = (
    '<!DOCTYPE html><html lang="en"><head><title>Streamlit</title></head>'
    "<body><noscript>x</noscript></body></html>"
)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    cookies: tuple[str, ...]
    text: str


def get(address: str, client: str = "127.0.0.1", **headers: str) -> Answer:
    path, _, query = address.partition("?")
    asked = {"host": HERE, "accept": "text/html", **{n.replace("_", "-"): v for n, v in headers.items()}}
    return _answer(
        {
            "type": "http",
            "method": "GET",
            "scheme": "http",
            "path": path,
            "query_string": query.encode(),
            "client": (client, 50000),
            "headers": [(name.encode(), value.encode()) for name, value in asked.items()],
        }
    )


async def _page(_: Request) -> Response:
    return HTMLResponse(STREAMLIT, headers={"etag": "of the English file"})


async def _signed_in(_: Request) -> Response:
    """As Streamlit answers when the provider sends somebody back."""
    response = RedirectResponse("/", 302)
    for name in ("_streamlit_user", "_streamlit_user_tokens"):
        response.set_cookie(name, f"{name}|signed", httponly=True, samesite="lax", max_age=30 * 24 * 3600)
    return response


def _answer(scope: Mapping[str, Any]) -> Answer:
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request"}

    async def send(message: Any) -> None:
        sent.append(message)

    routes = [*ROUTES, Route("/oauth2callback", _signed_in), Route("/{path:path}", _page)]
    app = Starlette(routes=routes, middleware=MIDDLEWARE)
    # In a thread of its own: the browser tests before this one leave their event loop running in ours.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(app(dict(scope), receive, send))).result()
    received = [(name.decode(), value.decode()) for name, value in sent[0]["headers"]]
    cookies = tuple(value for name, value in received if name == "set-cookie")
    text = b"".join(m.get("body", b"") for m in sent[1:]).decode()
    return Answer(sent[0]["status"], dict(received), cookies, text)
