"""As an institution runs it: a real nginx with the shipped settings, https, below a path, with sign-in."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import ssl
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, expect

from definition import Definition
from tests.e2e import provider as providers
from tests.e2e.conftest import PROJECT, Server, Visit, free_port, running
from tests.e2e.provider import MEMBERS, sign_in

SETTINGS = PROJECT / "docs" / "deploy" / "nginx.conf"
# Of this machine: nginx itself wants files and folders that only root may write elsewhere.
AROUND = """
user root; daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    include /etc/nginx/mime.types; access_log {folder}/access.log;
    client_body_temp_path {folder}/a; proxy_temp_path {folder}/b; fastcgi_temp_path {folder}/c;
    uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
    {settings}
}}
"""


@pytest.fixture(scope="module")
def served(
    sample_home: Path, definition: Definition, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """The dashboard at https://localhost:…/pano/."""
    if shutil.which("nginx") is None:
        pytest.fail("no nginx") if os.environ.get("CI") else pytest.skip("no nginx found")
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    outside = f"https://localhost:{port}"
    home = providers.with_members(sample_home, folder / "data", definition)
    with providers.provider() as provider:
        secrets = providers.secrets(provider, outside=f"{outside}/pano")
        options = ("--server.baseUrlPath", "pano", "--server.allowedHosts", "localhost")
        server = running(home, folder / "server.log", secrets, *options)
        with server as inside, _nginx(folder, port, inside):
            yield Server(outside, home, inside.log)


@contextmanager
def _nginx(folder: Path, port: int, inside: Server) -> Iterator[None]:
    """The shipped settings with this test's port, address and certificate; nothing else is changed."""
    certificate = f"-keyout {folder}/key.pem -out {folder}/cert.pem -subj /CN=localhost -days 2 -nodes"
    command = f"openssl req -x509 -newkey rsa:2048 {certificate}".split()
    subprocess.run(command, check=True, capture_output=True)
    settings = SETTINGS.read_text("utf-8")
    for old, new in {
        "listen 443 ssl": f"listen {port} ssl",
        "server_name pano.example.org": "server_name localhost",
        "/etc/ssl/certs/pano.pem": str(folder / "cert.pem"),
        "/etc/ssl/private/pano.key": str(folder / "key.pem"),
        "http://127.0.0.1:8501": inside.url,
    }.items():
        assert settings.count(old) == 1, old
        settings = settings.replace(old, new)
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, settings=settings), "utf-8")
    process = subprocess.Popen(["nginx", "-c", folder / "nginx.conf", "-e", folder / "error.log"])
    try:
        _wait_until_it_answers(f"https://localhost:{port}/pano/healthz", process)
        yield
    finally:
        process.terminate()
        process.wait(10)


def _wait_until_it_answers(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and process.poll() is None:
        try:
            fetched(url)
            return
        except OSError:
            time.sleep(0.05)
    pytest.fail("nginx did not start")


def fetched(url: str, content: bytes | None = None, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body; the certificate is this test's own."""
    unsafe = ssl._create_unverified_context()
    request = urllib.request.Request(url, content, {n.replace("_", "-"): v for n, v in headers.items()})
    try:
        with urllib.request.urlopen(request, context=unsafe, timeout=20) as answer:
            return answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, {k.lower(): v for k, v in error.headers.items()}, b""


@pytest.fixture
def visitor(new_context: Callable[..., BrowserContext], served: Server) -> BrowserContext:
    return new_context(base_url=served.url, ignore_https_errors=True)


def test_a_member_signs_in_and_reads_over_https_below_the_path(
    visitor: BrowserContext, served: Server
) -> None:
    page = sign_in(visitor, MEMBERS["leadership"], "/pano/city?city=izmir")
    expect(page.get_by_role("heading", name="İzmir", level=1)).to_be_visible()
    assert urlsplit(page.url).path == "/pano/city"
    cookies = {c["name"]: c for c in visitor.cookies()}
    assert cookies["_streamlit_user"]["secure"]
    assert cookies["_streamlit_user"]["httpOnly"]
    again = Visit(page, served)
    page.reload()
    again.settled()
    page.get_by_test_id("stTopNavLink").filter(has_text="Karşılaştırma").click()
    expect(page).to_have_url(re.compile("/pano/compare"))
    again.settled()
    assert again.complaints == []


def test_a_report_is_uploaded_through_the_proxy(visitor: BrowserContext) -> None:
    page = sign_in(visitor, MEMBERS["department"], "/pano/submit")
    with page.expect_download() as downloading:
        page.locator(".st-key-template button").click()
    page.locator('input[type="file"]').first.set_input_files(downloading.value.path())
    expect(page.get_by_test_id("stFileChipName")).to_be_visible()
    page.locator(".st-key-send_first button").click()
    expect(page).to_have_url(re.compile(r"id=\d{8}-\d{6}-[0-9a-f]{6}"))


def test_the_first_load_is_compressed_and_the_health_is_told(served: Server) -> None:
    assert fetched(f"{served.url}/pano/healthz")[::2] == (200, b"ok")
    _, headers, page = fetched(f"{served.url}/pano/", accept="text/html", accept_encoding="gzip")
    assert headers["content-encoding"] == "gzip"
    assert headers["content-security-policy"].startswith("default-src 'self'")
    assert headers["strict-transport-security"]
    script = re.search(r'src="\.?/?([^"]*index[^"]*\.js)"', gzip.decompress(page).decode())
    assert script
    address = f"{served.url}/pano/{script[1].removeprefix('pano/')}"
    assert fetched(address, accept_encoding="gzip")[1]["content-encoding"] == "gzip"


def test_what_the_process_tells_of_itself_does_not_leave_this_machine(served: Server) -> None:
    assert fetched(f"{served.url}/pano/_stcore/metrics")[0] == 404
    assert fetched(f"{served.url}/pano/_stcore/metrics/")[0] == 404
    assert fetched(f"{served.url}/pano/_stcore/health")[0] == 200


def test_what_is_larger_than_any_upload_is_stopped_at_the_door(served: Server) -> None:
    address = f"{served.url}/pano/_stcore/upload_file/a/b"
    assert fetched(address, b"x" * (15 * 1024 * 1024))[0] == 413
    assert fetched(address, b"x")[0] == 403  # nobody has signed in


def test_the_bare_address_leads_to_the_dashboard(visitor: BrowserContext) -> None:
    page = visitor.new_page()
    page.goto("/")
    assert urlsplit(page.url).path == "/pano/"
