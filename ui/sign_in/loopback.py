"""Is anybody but this machine answered? Not without a sign-in, and never about the process itself."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose
from streamlit import config

import definition
from ui.sign_in.settings import OPEN_TO_ALL, is_loopback, settings

_FORWARDED = ("x-forwarded-for", "x-forwarded-host", "x-real-ip", "forwarded")
# Streamlit's own, without a sign-in: sizes of caches, numbers of sessions. For who watches over the machine.
_METRICS = "/_stcore/metrics"


class OpenDoorError(SystemExit):
    """The server would listen to everybody although nobody signs in."""


def refuse_open_door() -> None:
    """Stops the start with a sentence. Raises OpenDoorError."""
    found = settings()
    address = config.get_option("server.address") or "0.0.0.0"
    if not (found.has_provider or found.is_open or is_loopback(address)):
        said = definition.load().texts["access.open_door"]
        raise OpenDoorError(
            "\n".join(said[x].format(address=address, setting=OPEN_TO_ALL) for x in ("tr", "en"))
        )


class LoopbackOnly:
    """A proxy on the same machine, and a web site that gave its own name this machine's address, are not this
    machine's reader: the name asked for and the absence of a forwarding header say so."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = settings()
        if scope["type"] not in ("http", "websocket") or _is_here(scope):
            await self.app(scope, receive, send)
        elif scope["path"].rstrip("/").endswith(_METRICS):
            await PlainTextResponse("404", 404)(scope, receive, send)
        elif found.has_provider or found.is_open:
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await WebSocketClose(1008)(scope, receive, send)
        else:
            said = definition.load().texts["access.loopback_only"]
            response = PlainTextResponse(f"{said['tr']}\n{said['en']}\n", 403)
            await response(scope, receive, send)


def _is_here(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    client = scope.get("client")
    return (
        is_loopback(headers.get("host", ""))
        and (client is None or is_loopback(client[0]))
        and not any(name in headers for name in _FORWARDED)
    )
