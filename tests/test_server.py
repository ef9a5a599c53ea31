"""The preview: what it answers, to whom, and how open pages hear of a new build."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.doorkeeper import is_ours, locate
from sitegen.server import Builds, Server, open_server
from tests.serving import serving

PAGE = b"<!doctype html><html><body><h1>Bridge opens</h1></body></html>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    for path, content in {
        "index.html": PAGE,
        "404.html": b"<!doctype html><p>Not in this archive",
        "people/mira.html": PAGE,
        "people/index.html": b"<p>All people",
        "quotes/one.html": PAGE,
        "assets/a.css": b"p { margin: 0 }",
        ".git/config": b"secret",
        ".well-known/security.txt": b"mail us",
    }.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)
    (tmp_path / "secret.html").write_bytes(b"secret")
    (site / "out.html").symlink_to(tmp_path / "secret.html")
    (site / "outside").symlink_to(tmp_path, target_is_directory=True)
    (site / "inside.html").symlink_to("index.html")
    return site


@pytest.fixture
def server(folder: Path) -> Iterator[Server]:
    with serving(folder) as server:
        yield server


def ask(server: Server, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    try:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()


def raw(server: Server, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_a_page_comes_with_the_script_and_is_not_kept(server: Server) -> None:
    status, headers, body = ask(server, "/?q=bridge")
    assert (status, headers["Content-Type"], headers["Cache-Control"]) == (200, "text/html; charset=utf-8", "no-store")
    assert body.replace(b"</body>", b"").startswith(PAGE.split(b"</body>")[0])
    assert b'<script src="/.preview/reload.js?build=' in body
    assert body.endswith(b"</script></body></html>")


def test_the_script_is_a_file_of_the_server_so_that_a_strict_policy_holds(server: Server) -> None:
    _, _, page = ask(server, "/")
    assert page.count(b"<script") == 1
    status, headers, script = ask(server, "/.preview/reload.js?build=1")
    assert (status, headers["Content-Type"]) == (200, "text/javascript; charset=utf-8")
    assert b'new EventSource("/.preview/events")' in script
    assert b"innerHTML" not in script


def test_a_style_sheet_comes_as_it_is(server: Server) -> None:
    status, headers, body = ask(server, "/assets/a.css")
    assert (status, headers["Content-Type"], body) == (200, "text/css; charset=utf-8", b"p { margin: 0 }")


@pytest.mark.parametrize(
    ("path", "status"), [("/people/", 200), ("/.well-known/security.txt", 200), ("/inside.html", 200), ("/quotes/", 404), ("/nope", 404)]
)
def test_the_status_is(path: str, status: int, server: Server) -> None:
    assert ask(server, path)[0] == status


def test_a_folder_leads_to_its_page_and_to_no_other_host(server: Server) -> None:
    status, headers, _ = ask(server, "/people?x=1")
    assert (status, headers["Location"]) == (301, "/people/")
    assert b"Location: /people/\r\n" in raw(server, b"GET //people HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    assert b"evil" not in raw(server, b"GET //evil.example/%2e%2e/people HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")


def test_what_is_missing_gets_the_sites_own_page(server: Server) -> None:
    status, _, body = ask(server, "/people/nobody.html")
    assert (status, body.startswith(b"<!doctype html><p>Not in this archive"), b"reload.js" in body) == (404, True, True)


def test_the_page_for_missing_pages_counts_its_addresses_from_the_root(server: Server) -> None:
    page = b'<!doctype html><link href="css/a.css"><a href="#top">Up</a><a href="https://a.example/">Out</a><form action="search.html">'
    (server.folder / "404.html").write_bytes(page)
    _, _, missing = ask(server, "/people/a/nobody.html")
    assert b'<link href="/css/a.css"><a href="#top">Up</a><a href="https://a.example/">Out</a><form action="/search.html">' in missing
    assert ask(server, "/404.html")[2].startswith(page)


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.html",
        "/people/../../secret.html",
        "/%2e%2e/secret.html",
        "/..%2fsecret.html",
        "/%2e%2e%2fsecret.html",
        "/..\\secret.html",
        "/people/..%5c..%5csecret.html",
        "/out.html",
        "/outside/secret.html",
        "/.git/config",
        "/%2egit/config",
        "/index.html%00.css",
        "/people//mira.html",
        "/%ff",
        "//etc/passwd",
        "/.preview/../secret.html",
        "/.preview/nothing",
        "/" + "x" * 300,  # longer than the name of any file
        "/" + "x/" * 3000,
    ],
)
def test_nothing_outside_of_the_folder_and_nothing_hidden_is_shown(path: str, server: Server) -> None:
    answer = raw(server, f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 404")
    assert b"secret\n" not in answer.replace(b"secret.html", b"")
    assert not answer.endswith(b"secret")


@given(
    st.lists(
        st.sampled_from(["..", "%2e%2e", "/", "%2f", "\\", "%5c", "people", ".", "secret.html", "%00", "outside", "?", "#", ":", "C:"])
    )
)
def test_no_path_leads_out(steps: list[str]) -> None:
    place = Path(__file__).parent
    found = locate(place, "/" + "".join(steps))
    assert found is None or found.is_relative_to(place)


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8000", "localhost.evil.example", "127.0.0.1.evil.example", "192.0.2.7", "", "[", "user@evil.example"],
)
def test_a_foreign_host_is_refused(host: str, server: Server) -> None:
    answer = raw(server, f"GET / HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 421")
    assert b"Bridge" not in answer


@pytest.mark.parametrize(
    "request_",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ],
)
def test_a_host_must_be_named_once(request_: bytes, server: Server) -> None:
    answer = raw(server, request_)
    assert answer.split()[1] in (b"421", b"400")
    assert b"Bridge" not in answer


@pytest.mark.parametrize(
    ("host", "bound", "ours"),
    [
        ("localhost:8000", "127.0.0.1", True),
        ("127.0.0.1", "127.0.0.1", True),
        ("[::1]:8000", "::1", True),
        ("archive.localhost", "127.0.0.1", True),
        ("192.0.2.7:8000", "0.0.0.0", True),  # noqa: S104
        (f"{socket.gethostname()}:8000", "0.0.0.0", True),  # noqa: S104
        (socket.gethostname(), "127.0.0.1", False),
        ("evil.example", "0.0.0.0", False),  # noqa: S104
        (None, "127.0.0.1", False),
    ],
)
def test_whose_name_a_host_is(host: str | None, bound: str, ours: bool) -> None:
    assert is_ours(host, bound) is ours


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_sent(method: str, server: Server) -> None:
    assert ask(server, "/", method)[0] in (405, 501)


def test_a_head_is_a_page_without_its_body(server: Server) -> None:
    status, headers, body = ask(server, "/", "HEAD")
    assert (status, body, int(headers["Content-Length"]) > len(PAGE)) == (200, b"", True)


def test_no_other_site_may_read_the_archive(server: Server) -> None:
    for path in ("/", "/assets/a.css", "/nope"):
        _, headers, _ = ask(server, path)
        assert "Access-Control-Allow-Origin" not in headers
        assert (headers["Cross-Origin-Resource-Policy"], headers["X-Content-Type-Options"]) == ("same-origin", "nosniff")


def test_a_request_waits_for_the_build_that_runs(server: Server) -> None:
    answers: list[bytes] = []
    with server.builds.running():
        thread = threading.Thread(target=lambda: answers.append(ask(server, "/index.html")[2]))
        thread.start()
        time.sleep(0.2)
        assert answers == []
        (server.folder / "index.html").write_bytes(b"<p>new")
    thread.join(10)
    assert answers[0].startswith(b"<p>new")


class Listener:
    """An open page that listens for builds."""

    def __init__(self, server: Server) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
        self.connection.request("GET", "/.preview/events")
        self.answer = self.connection.getresponse()

    def next(self) -> dict[str, str | None]:
        while True:
            line = self.answer.readline()
            if line.startswith(b"data: "):
                state: dict[str, str | None] = json.loads(line[6:])
                return state


def test_an_open_page_hears_of_a_build_and_of_an_error(server: Server) -> None:
    page = Listener(server)
    assert page.answer.getheader("Content-Type") == "text/event-stream"
    first = page.next()
    server.builds.succeeded()
    second = page.next()
    server.builds.failed("sitegen.toml:3: error: unknown setting")
    third = page.next()
    server.builds.succeeded()
    fourth = page.next()
    assert len({first["build"], second["build"], fourth["build"]}) == 3
    assert third == {"build": second["build"], "error": "sitegen.toml:3: error: unknown setting"}
    assert fourth["error"] is None
    page.connection.close()


def test_a_page_names_the_build_it_was_loaded_from(server: Server) -> None:
    server.builds.succeeded()
    build = str(Listener(server).next()["build"])
    assert f"reload.js?build={build}".encode() in ask(server, "/")[2]


def test_without_a_site_the_error_is_shown_as_text(tmp_path: Path, server: Server) -> None:
    server.folder = tmp_path / "not-yet"
    server.builds.failed("<b>no captures</b>")
    status, _, body = ask(server, "/")
    assert (status, b"&lt;b&gt;no captures" in body, b"reload.js" in body) == (503, True, True)


def test_a_port_that_is_taken_gives_way_to_the_next(folder: Path, server: Server) -> None:
    with open_server(folder, Builds(), "127.0.0.1", server.server_port) as other:
        assert other.server_port > server.server_port
        assert other.url == f"http://127.0.0.1:{other.server_port}/"


def test_an_address_that_is_not_ours_is_an_error(folder: Path) -> None:
    with pytest.raises(OSError, match="assign"):
        open_server(folder, Builds(), "192.0.2.1", 8000)


def test_a_browser_that_goes_away_is_no_error(server: Server, capfd: pytest.CaptureFixture[str]) -> None:
    for _ in range(3):
        with socket.create_connection(("127.0.0.1", server.server_port)) as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert ask(server, "/")[0] == 200
    assert capfd.readouterr().err == ""
