"""Markdown with div debris -> the same with every raw tag on one line, and nothing indented or escaped from its place."""

from __future__ import annotations

import re

from sitegen.patterns import later

# the picture itself, written out in an address: megabytes of letters that nobody reads
_INLINE_PICTURE = later(r"!\[[^\[\]\n]*\]\(data:[^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)")
_INLINE_SOURCE = later(r"data:(?<=src=\"data:)[^\"]*")
# "[a label](address){.class}", "## A heading {#name}"
_ATTRIBUTES = later(r"\{(?<=[\])]\{)[.#][^{}\n]{0,200}\}|[ \t]\{[.#][^{}\n]{0,200}\}$", re.MULTILINE)
# "::: {#lead .story-body}", ":::: story-body": pandoc's own way to write a div
_FENCED_DIV = later(r"^:{3,}[ \t]*(\S.*?)??[ \t:]*$", re.MULTILINE)
_DIV_NAME = later(r"[.#]?([\w-]+)")
_FENCE = ("```", "~~~")


def at_the_margin(text: str) -> str:
    """*text* with its raw tags whole and nothing indented.

    CommonMark takes a tag that is indented in a list for code: ``-   <div class="caption">`` / ``    A ferry at the quay.``
    """
    if "data:" in text:
        text = _INLINE_SOURCE.sub("", _INLINE_PICTURE.sub("", text))
    text = _whole_tags(_without_comments(text) if "<!--" in text else text)
    lines = [line.strip() for line in text.split("\n")]
    text = "\n".join(_without_fences(lines) if "```" in text or "~~~" in text else lines)
    if ":::" in text:
        text = _FENCED_DIV.sub(_raw_div, text)
    return _ATTRIBUTES.sub("", text) if "{" in text else text


def _whole_tags(text: str) -> str:
    parts = text.split("<")
    for at, part in enumerate(parts):
        first = part.find("\n")
        if 0 < first < part.find(">") and (part[0] == "/" or part[0].isalpha()):
            end = part.find(">")
            parts[at] = part[:end].replace("\n", " ") + part[end:]
    return "<".join(parts)


def _without_comments(text: str) -> str:
    first, *rest = text.split("<!--")
    return first + "".join(part.partition("-->")[2] if "-->" in part else part for part in rest)


def _raw_div(fence: re.Match[str]) -> str:
    names = " ".join(_DIV_NAME.findall(fence[1] or ""))
    return f'<div class="{names}">' if names else "</div>"


def _without_fences(lines: list[str]) -> list[str]:
    """A listing is one paragraph, and its marks are no markup."""
    out: list[str] = []
    at = 0
    while at < len(lines):
        mark = lines[at][:3]
        end = next((there for there in range(at + 1, len(lines)) if lines[there].startswith(mark)), None) if mark in _FENCE else None
        if end is None:
            out.append(lines[at])
        else:
            out += ["", re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", " ".join(lines[at + 1 : end])), ""]
            at = end
        at += 1
    return out
