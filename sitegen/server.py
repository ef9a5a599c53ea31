"""Shows a folder of pages on this machine, and tells open pages when they were made anew.

It knows nothing of what makes them: any folder, any builder.
"""

from __future__ import annotations

import errno
import html
import json
import re
import secrets
import socket
import socketserver
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from sitegen.doorkeeper import is_ours, locate

RESERVED = "/.preview/"
"""Paths of the preview itself; a site has no hidden files, so that none can collide."""
_SCRIPT = Path(__file__).with_name("reload.js")
_RELATIVE = re.compile(rb'(?<=\s)(href|src|action)="(?![/#?"]|[A-Za-z][A-Za-z0-9+.-]*:)')
"""An address of the page for missing pages, which is shown under addresses of any depth: its own count from the root."""
_PORTS_TRIED = 50
_PATIENCE = 120.0
"""Seconds that a request waits for a build before it gets what is there."""
_HEARTBEAT = 10.0
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".zip": "application/zip",
    ".webmanifest": "application/manifest+json",
}


class Builds:
    """The builds of a folder, as the requests see them: one that runs now, and how the last one went."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._running = 0
        self._run = secrets.token_hex(4)
        self._number = 0
        self._error: str | None = None
        self._closed = False
        self._proofs: dict[str, bytes] = {}
        self._moved: dict[str, str] = {}

    @contextmanager
    def running(self) -> Iterator[None]:
        """While it is held, requests wait."""
        with self._changed:
            self._running += 1
        try:
            yield
        finally:
            with self._changed:
                self._running -= 1
                self._changed.notify_all()

    def proofed(self, pages: Mapping[str, bytes], moved: Mapping[str, str]) -> None:
        """Show *pages*, by path, until the build that runs has ended; what has *moved* is found at the new path from now on."""
        with self._changed:
            self._proofs = dict(pages)
            self._moved = {old: new for old, new in self._moved.items() if old not in moved.values()} | dict(moved)
        self._set(self._number + 1, self._error)

    def proof(self, path: str) -> tuple[bytes, str | None] | None:
        """The page that is shown at *path* before the build has ended, with the number of the build; None where there is none."""
        with self._changed:
            content = self._proofs.get(path)
            return None if content is None else (content, self._state()["build"])

    def moved(self, path: str) -> str | None:
        """Where the page that stood at *path* stands now, if it moved while the preview ran."""
        with self._changed:
            return self._moved.get(path)

    def succeeded(self, error: str | None = None) -> None:
        """The folder is new: open pages load again; *error* is what is wrong with it all the same."""
        self._end_proofs()
        self._set(self._number + 1, error)

    def failed(self, error: str) -> None:
        """The folder is as it was: open pages stay and show *error*."""
        self._end_proofs()
        self._set(self._number, error)

    def close(self) -> None:
        """Let go of every request that waits for news."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def settled(self) -> dict[str, str | None]:
        """The state once no build runs: its ``build`` and its ``error``."""
        with self._changed:
            self._changed.wait_for(lambda: not self._running or self._closed, _PATIENCE)
            return self._state()

    def news(self, known: dict[str, str | None] | None) -> dict[str, str | None] | None:
        """The state when it differs from *known*, or the same after a while; None when the server closes."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._state() != known, _HEARTBEAT)
            return None if self._closed else self._state()

    def _state(self) -> dict[str, str | None]:
        return {"build": f"{self._run}-{self._number}", "error": self._error}

    def _end_proofs(self) -> None:
        with self._changed:
            self._proofs = {}

    def _set(self, number: int, error: str | None) -> None:
        with self._changed:
            self._number, self._error = number, error
            self._changed.notify_all()


class Server(ThreadingHTTPServer):
    """Answers requests for the files of *folder*, which may be replaced at any time."""

    daemon_threads = True

    def __init__(self, folder: Path, builds: Builds, host: str = "127.0.0.1", port: int = 0) -> None:
        self.folder, self.builds, self.host = folder, builds, host
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, port), _Request)

    @property
    def url(self) -> str:
        """The address to open in a browser."""
        host = "127.0.0.1" if self.host in ("0.0.0.0", "") else self.host  # noqa: S104  (compared, not bound)
        return f"http://{f'[{host}]' if ':' in host else host}:{self.server_port}/"

    def server_bind(self) -> None:
        """Bind without asking the name service what this machine is called, which can take seconds."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.host, self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle of an answer is no error."""
        import sys

        if not isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)


def open_server(folder: Path, builds: Builds, host: str, port: int) -> Server:
    """A server on *port*, or on the next one that is free; OSError when none is, or the address is not ours."""
    for candidate in range(port, min(port + _PORTS_TRIED, 65536)):
        try:
            return Server(folder, builds, host, candidate)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
    raise OSError(errno.EADDRINUSE, f"no free port from {port} on")


class _Request(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "preview", ""
    timeout = 60
    server: Server

    def do_GET(self) -> None:
        """Answer with the file, or say why not."""
        hosts = self.headers.get_all("Host") or []
        if len(hosts) != 1 or not is_ours(hosts[0], self.server.host):
            self._plain(HTTPStatus.MISDIRECTED_REQUEST, "This preview answers only to the name of this machine.")
        elif not self.path.startswith("/"):
            self._plain(HTTPStatus.BAD_REQUEST, "Not a path.")
        elif self.path.startswith(RESERVED):
            self._own(urlsplit(self.path).path.removeprefix(RESERVED))
        elif (proof := self.server.builds.proof(self._path())) is not None:
            self._send(HTTPStatus.OK, _TYPES[".html"], _with_script(*proof))
        else:
            self._file(self.server.builds.settled())

    do_HEAD = do_GET  # noqa: N815  (the name that http.server looks for)

    def log_message(self, *_: Any) -> None:
        """Say nothing: the terminal is for the builds."""

    def _own(self, name: str) -> None:
        if name == "reload.js":
            self._send(HTTPStatus.OK, _TYPES[".js"], _SCRIPT.read_bytes())
        elif name == "events":
            self._events()
        else:
            self._plain(HTTPStatus.NOT_FOUND, "Not found.")

    def _file(self, state: dict[str, str | None]) -> None:
        place = locate(self.server.folder, self.path)
        if place is not None and place.is_dir():
            self._folder()
        elif place is not None:
            self._content(HTTPStatus.OK, place, state)
        elif not self.server.folder.is_dir():
            page = f"<!doctype html><title>No site yet</title><h1>No site yet</h1><pre>{html.escape(state['error'] or '')}</pre>"
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, _TYPES[".html"], _with_script(page.encode(), state["build"]))
        elif (path := self.server.builds.moved(self._path())) is not None:
            self._send(HTTPStatus.FOUND, _TYPES[".txt"], b"", {"Location": f"/{quote(path)}"})
        elif (missing := locate(self.server.folder, "/404.html")) is not None:
            self._content(HTTPStatus.NOT_FOUND, missing, state)
        else:
            self._plain(HTTPStatus.NOT_FOUND, "Not found.")

    def _path(self) -> str:
        return unquote(urlsplit(self.path).path).lstrip("/")

    def _folder(self) -> None:
        """Lead to the folder's own page; its files are not listed."""
        path = unquote(urlsplit(self.path).path)
        if path.endswith("/"):
            self._plain(HTTPStatus.NOT_FOUND, "Not found.")
        else:
            self._send(HTTPStatus.MOVED_PERMANENTLY, _TYPES[".txt"], b"", {"Location": f"{quote(path)}/"})

    def _content(self, status: HTTPStatus, place: Path, state: dict[str, str | None]) -> None:
        try:
            content = place.read_bytes()
        except OSError:
            self._plain(HTTPStatus.NOT_FOUND, "Not found.")
            return
        if status == HTTPStatus.NOT_FOUND:
            content = _RELATIVE.sub(rb'\1="/', content)
        kind = _TYPES.get(place.suffix.lower(), "application/octet-stream")
        self._send(status, kind, _with_script(content, state["build"]) if place.suffix.lower() == ".html" else content)

    def _events(self) -> None:
        self.send_response(HTTPStatus.OK)
        self._headers({"Content-Type": "text/event-stream", "Connection": "close"})
        self.close_connection = True
        known: dict[str, str | None] | None = None
        while self.command == "GET" and (state := self.server.builds.news(known)) is not None:
            self.wfile.write(b": still here\n\n" if state == known else f"data: {json.dumps(state)}\n\n".encode())
            self.wfile.flush()
            known = state

    def _plain(self, status: HTTPStatus, text: str) -> None:
        self.close_connection = True
        self._send(status, _TYPES[".txt"], f"{text}\n".encode(), {"Connection": "close"})

    def _send(self, status: HTTPStatus, kind: str, content: bytes, more: dict[str, str] | None = None) -> None:
        self.send_response(status)
        self._headers({"Content-Type": kind, "Content-Length": str(len(content)), **(more or {})})
        if self.command != "HEAD":
            self.wfile.write(content)

    def _headers(self, headers: dict[str, str]) -> None:
        # No other site may read the archive through the reader's browser, not even as a script or in a frame.
        guard = {"Cross-Origin-Resource-Policy": "same-origin", "X-Frame-Options": "SAMEORIGIN"}
        for name, value in {**headers, **guard, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}.items():
            self.send_header(name, value)
        self.end_headers()


def _with_script(page: bytes, build: str | None) -> bytes:
    tag = f'<script src="{RESERVED}reload.js?build={build}"></script>'.encode()
    head, end, tail = page.rpartition(b"</body>")
    return head + tag + end + tail if end else page + tag
