"""What the server adds to Streamlit's own page: language, title, one script, strict headers, two routes."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

import definition
from definition import LANGUAGES
from ui.sign_in.cookies import SignInCookies
from ui.sign_in.files import MembersOnly
from ui.sign_in.loopback import LoopbackOnly

COOKIE = "dil"
_YEAR = 365 * 24 * 3600
# The hash is of the one inline script in Streamlit's own page. With this policy the browser itself refuses
# any request to another host.
_POLICY = (
    "default-src 'self'; script-src 'self' 'sha256-THxz9J9+wf7rhwR2YkXJoSZ13UCmYyC+3lNDv2+8ugA='; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; worker-src 'self' blob:; frame-ancestors 'none'; base-uri 'self'; form-action 'self'"
)

# Not a module: the script must have run before Streamlit's own ask for the browser's language.
_HEAD = '<script src="./app/static/head.js"></script><link rel="stylesheet" href="./app/static/page.css">'


class LocalizedPage:
    """Serves Streamlit's page in the reader's language; leaves every other response alone.

    The URL alone decides the language (`?lang=en`, else Turkish), so that a link shows everybody the same.
    The cookie only remembers: whoever chose English and opens a bare address is sent to `?lang=en`."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _asks_for_page(scope):
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        if "lang" not in request.query_params and request.cookies.get(COOKIE) == "en":
            query = urlencode([*request.query_params.multi_items(), ("lang", "en")])
            await RedirectResponse(f"{request.url.path}?{query}", 302)(scope, receive, send)
            return
        language = "en" if request.query_params.get("lang") == "en" else "tr"
        await self.app(_plain(scope), receive, _Rewriter(send, language))


class _Rewriter:
    """Holds an HTML response back until it is complete, then sends it translated."""

    def __init__(self, send: Send, language: str) -> None:
        self.send, self.language = send, language
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_html(message):
            self.start = message
        elif self.start is None:
            await self.send(message)
        else:
            self.body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish(self.start)

    async def _finish(self, start: Message) -> None:
        body = translated_page(self.body.decode("utf-8"), self.language).encode("utf-8")
        headers = MutableHeaders(raw=list(start["headers"]))
        for name in ("etag", "last-modified"):  # of the untranslated file
            if name in headers:
                del headers[name]
        headers["content-length"] = str(len(body))
        headers["content-security-policy"] = _POLICY
        headers["referrer-policy"] = "same-origin"
        headers["x-content-type-options"] = "nosniff"
        headers.append("vary", "Cookie")
        await self.send({**start, "headers": headers.raw})
        await self.send({"type": "http.response.body", "body": body})


def translated_page(html: str, language: str) -> str:
    """Streamlit's page with our language, title, noscript sentence and script."""
    say = definition.load().texts
    choice = LANGUAGES[1] if language == "en" else LANGUAGES[0]
    before, _, rest = html.partition("<noscript>")
    _, _, after = rest.partition("</noscript>")
    html = f"{before}<noscript><p>{say['shell.no_script'][choice]}</p></noscript>{after}"
    html = html.replace('<html lang="en">', f'<html lang="{choice}">', 1)
    html = html.replace("<title>Streamlit</title>", f"<title>{say['shell.title'][choice]}</title>", 1)
    return html.replace("<head>", f"<head>\n    {_HEAD}", 1)


def _asks_for_page(scope: Scope) -> bool:
    return (
        scope["type"] == "http"
        and scope["method"] in ("GET", "HEAD")
        and "text/html" in Headers(scope=scope).get("accept", "")
    )


def _plain(scope: Scope) -> Scope:
    """The request without the headers that would bring a compressed or an empty (304) answer."""
    unwanted = (b"accept-encoding", b"if-none-match", b"if-modified-since")
    return {**scope, "headers": [(k, v) for k, v in scope["headers"] if k.lower() not in unwanted]}


def _is_html(start: Message) -> bool:
    return Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")


async def choose_language(request: Request) -> Response:
    """Remember the language and return to the page it was chosen on, filters included."""
    language = request.path_params["language"]
    if language not in LANGUAGES:
        return PlainTextResponse("404", 404)
    came_from = urlsplit(request.headers.get("referer", ""))
    here = came_from.netloc == request.url.netloc
    filters = [(k, v) for k, v in parse_qs(came_from.query).items() if k != "lang"] if here else []
    query = urlencode([*filters, *([("lang", "en")] if language == "en" else [])], doseq=True)
    path = came_from.path if here and came_from.path.startswith("/") else "/"
    # One leading slash only: "//host" would leave this server.
    response = RedirectResponse("/" + path.lstrip("/") + (f"?{query}" if query else ""), 303)
    response.set_cookie(COOKIE, language, max_age=_YEAR, samesite="lax", path="/")
    return response


async def open_overview(request: Request) -> Response:
    """The default page has no path of its own; who types its name, or follows an old link, gets there too."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"./{query}", 302)


async def healthz(_: Request) -> Response:
    return PlainTextResponse("ok")


# A definition that is wrong stops the server here, with the file and the key, and not at the first visitor.
definition.load()

# Under the same path as Streamlit's own where a proxy serves the dashboard below one.
_BASE = "/" + base if (base := str(config.get_option("server.baseUrlPath") or "").strip("/")) else ""
ROUTES = [
    Route(f"{_BASE}/dil/{{language}}", choose_language),
    Route(f"{_BASE}/overview", open_overview),
    Route(f"{_BASE}/healthz", healthz),
]
MIDDLEWARE = [
    Middleware(LoopbackOnly),
    Middleware(MembersOnly),
    Middleware(SignInCookies),
    Middleware(LocalizedPage),
]
