"""A page saved from an outlet's onion mirror -> the same page, its links on the public host that the page itself names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen.ingest.outlets import public
from sitegen.patterns import later

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ONION = later(r"https?://(?:[\w-]{1,63}\.){0,4}?([\w-]{1,63})\.onion\b")
_HOST = later(r"https?://(?:www\.)?((?:[\w-]{1,63}\.){1,4}[a-z]{2,12})\b")
_LEAST_NAME = 5
"""Letters; a mirror's address is made to open with the outlet's name, and a shorter beginning may be chance."""
_ADDRESSES = ("href", "src", "srcset", "data-src", "content")


def leave_mirror(tree: HtmlElement, markup: str) -> None:
    """Point the addresses of *tree* at the public host, where *markup* names the one whose name its mirror's address opens with.

    A page of ``courierofarden7kq4x.onion`` that links to ``courierofarden.example`` states that it is a mirror of it.
    """
    homes = _homes(markup) if ".onion" in markup else {}
    if not homes:
        return
    mirror = _mirror(homes)
    for element in tree.iter("*"):
        for key in _ADDRESSES:
            address = element.get(key)
            if address and ".onion" in address:
                element.set(key, mirror.sub(lambda found: f"https://{found[1]}{homes[found[2]]}", address))


def off_mirror(markdown: str) -> str:
    """*markdown* with the addresses of its links and pictures on the public host, as in `leave_mirror`."""
    homes = _homes(markdown) if ".onion" in markdown else {}
    return _mirror(homes, r"(?<=[(\"])").sub(lambda found: f"https://{found[1]}{homes[found[2]]}", markdown) if homes else markdown


def _mirror(homes: dict[str, str], before: str = "") -> re.Pattern[str]:
    return re.compile(rf"{before}https?://((?:[\w-]{{1,63}}\.){{0,4}}?)({'|'.join(map(re.escape, sorted(homes)))})\.onion\b")


def _homes(markup: str) -> dict[str, str]:
    """The public host of each mirror that the list of outlets does not know, where exactly one host fits its name."""
    labels = {found[1] for found in _ONION.finditer(markup) if public(found[0]) == found[0]}
    hosts = {found[1] for found in _HOST.finditer(markup) if not found[1].endswith(".onion")}
    fitting = {label: [host for host in sorted(hosts) if _opens(label, host)] for label in sorted(labels)}
    return {label: found[0] for label, found in fitting.items() if len(found) == 1}


def _opens(label: str, host: str) -> bool:
    name = host.split(".")[0]
    return len(name) >= _LEAST_NAME and label != name and label.startswith(name)
