"""A real server, a real Chromium. Without a Chromium these tests are skipped; in CI that is a failure."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from definition import Definition
from etl.sample import make

PROJECT = Path(__file__).parent.parent.parent
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
]
PATIENCE_MS = 30_000


def chromium() -> str | None:
    """PANO_CHROMIUM, else the one of the system. Nothing is downloaded."""
    named = os.environ.get("PANO_CHROMIUM")
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    return named or next((found for name in names if (found := shutil.which(name))), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session", autouse=True)
def _browser_is_there() -> None:
    if chromium() is None:
        reason = "no Chromium found (install chromium, or name one in PANO_CHROMIUM)"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], _browser_is_there: None
) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": chromium(), "args": ARGUMENTS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    # An English browser: what is Turkish on the page is then our doing.
    return {**browser_context_args, "locale": "en-US", "viewport": {"width": 1280, "height": 800}}


@dataclass(frozen=True)
class Server:
    url: str
    home: Path
    log: Path


@pytest.fixture(scope="session")
def sample_home(definition: Definition, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, made once; servers get copies."""
    home = tmp_path_factory.mktemp("sample") / "data"
    make(home, definition)
    (home / "SAMPLE").touch()
    return home


@pytest.fixture(scope="session")
def server(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests that only read."""
    folder = tmp_path_factory.mktemp("server")
    shutil.copytree(sample_home, folder / "data")
    with running(folder / "data", folder / "server.log") as started:
        yield started


@pytest.fixture
def cold_server(sample_home: Path, tmp_path: Path) -> Iterator[Server]:
    """A server nobody has asked anything yet, with its own copy of the sample: for tests that write too."""
    shutil.copytree(sample_home, tmp_path / "data")
    with running(tmp_path / "data", tmp_path / "server.log") as started:
        yield started


@contextmanager
def running(
    home: Path, log: Path, secrets: Callable[[str], str] | None = None, *options: str
) -> Iterator[Server]:
    """The app as a user starts it, from another working directory; its log in a file, never a pipe.
    `secrets`: the text of secrets.toml for a server with this address."""
    port = free_port()
    if secrets:
        (log.parent / ".streamlit").mkdir(exist_ok=True)
        (log.parent / ".streamlit" / "secrets.toml").write_text(secrets(f"http://127.0.0.1:{port}"))
    command = [sys.executable, "-m", "streamlit", "run", str(PROJECT / "app.py"), "--server.port", str(port)]
    command += options
    environment = {**os.environ, "PANO_DATA": str(home), "PYTHONUNBUFFERED": "1"}
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, env=environment, cwd=log.parent)
        try:
            started = Server(f"http://127.0.0.1:{port}", home, log)
            base = options[options.index("--server.baseUrlPath") + 1] if options else ""
            _wait_until_healthy(f"{started.url}/{base}", started.log, process)
            yield started
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_until_healthy(url: str, log: Path, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url.rstrip('/')}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"the server did not start; its log:\n{log.read_text('utf-8', 'replace')}")


@dataclass
class Visit:
    """A browser page that remembers what it must not do: complain, or ask another host."""

    page: Page
    server: Server
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda m: self._complain(m.type == "error", f"console: {m.text}"))
        self.page.on("pageerror", lambda error: self._complain(True, f"page error: {error}"))
        own = (self.server.url, self.server.url.replace("http", "ws", 1), "data:", "blob:")
        self.page.on("request", lambda r: self._complain(not r.url.startswith(own), f"asked {r.url}"))

    def _complain(self, is_fault: bool, words: str) -> None:
        if is_fault:
            self.complaints.append(words)

    def open(self, path: str = "") -> Page:
        """Open a page and wait until it is drawn and the script is at rest."""
        self.page.goto(f"{self.server.url}/{path}")
        return self.settled()

    def settled(self) -> Page:
        resting = self.page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')
        expect(resting).to_be_visible()
        expect(self.page.locator("h1")).to_be_visible()  # by role it is hidden below an open list
        # Widgets come in pieces of their own: until then a grey field stands in their place.
        expect(self.page.get_by_test_id("stSkeleton")).to_have_count(0)
        return self.page


@pytest.fixture
def visit(page: Page, server: Server) -> Visit:
    return Visit(page, server)


@pytest.fixture
def cold_visit(page: Page, cold_server: Server) -> Visit:
    return Visit(page, cold_server)
