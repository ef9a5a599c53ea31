"""Which requests the preview answers, and with which file: the rules that keep strangers and other folders out."""

from __future__ import annotations

import ipaddress
import os
import socket
from pathlib import Path
from urllib.parse import unquote, urlsplit


def locate(folder: Path, target: str) -> Path | None:
    """The file of *folder* that a request for *target* means; None for all that is not a plain file inside of it."""
    try:
        path = unquote(urlsplit(target).path, errors="strict")
    except (UnicodeDecodeError, ValueError):
        return None
    parts = path.removeprefix("/").split("/")
    if not path.startswith("/") or "\\" in path or "\0" in path or "" in parts[:-1]:
        return None
    if any(part.startswith(".") and part != ".well-known" for part in parts):
        return None
    root = os.path.realpath(folder)
    place = Path(os.path.realpath(Path(root, *parts)))
    if not place.is_relative_to(root):
        return None
    # os.path asks no further where a name is too long for the disk; Path raises.
    if os.path.isdir(place) and path.endswith("/"):  # noqa: PTH112
        place = locate(folder, f"{target.split('?')[0].split('#')[0]}index.html") or place
    return place if os.path.isdir(place) or os.path.isfile(place) else None  # noqa: PTH112, PTH113


def is_ours(host: str | None, bound: str) -> bool:
    """True for a Host header that a browser on this machine sends; a foreign name that leads here is an attack (DNS rebinding)."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return not _is_loopback(bound) and name in {socket.gethostname().lower(), f"{socket.gethostname().lower()}.local", bound.lower()}
    return address.is_loopback or not _is_loopback(bound)


def _is_loopback(bound: str) -> bool:
    try:
        return ipaddress.ip_address(bound).is_loopback
    except ValueError:
        return bound == "localhost"
