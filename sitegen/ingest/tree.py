"""Markup -> a tree that is safe to walk: no deeper and no larger than real pages are."""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html

_DEEPEST = 220
"""Levels; the deepest of 2,000 real pages had 90. Below it the branches are cut off and their text kept."""
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ENCODING = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_ANY_TAGS = re.compile(r"(?:</?(?!script|style|html|head|body|title|meta)[a-zA-Z][^<>]*>\s*)+", re.IGNORECASE)
_SHELL = re.compile(r"<(?:body|frameset)\b", re.IGNORECASE)


def parse(markup: str) -> lxml_html.HtmlElement | None:
    """The tree of *markup*, or None when the parser finds no element in it."""
    text = _ILLEGAL.sub(" ", _ENCODING.sub("", markup))
    if not _SHELL.search(text):
        text = f"<html><body>{text}</body></html>"
    tree, whole = _tree(text)
    if not whole:
        # nested thousands deep: the parser stops there, so the tags go and the words stay
        tree, _ = _tree(_ANY_TAGS.sub("<p>", text))
    if tree is not None:
        _cut_depth(tree)
    return tree


def _tree(text: str) -> tuple[lxml_html.HtmlElement | None, bool]:
    """The tree, and whether the parser read *text* to its end."""
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None, True
    return tree, not any(error.level_name == "FATAL" for error in parser.error_log)


def _cut_depth(tree: lxml_html.HtmlElement) -> None:
    """Make of every branch at the limit one element with its text, so that nothing that recurses can be brought down."""
    depth, deep = 0, []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "start" and depth == _DEEPEST and len(element):
            deep.append(element)
    for element in deep:
        text = " ".join(element.itertext("*"))
        tail = element.tail
        element.clear()
        element.text, element.tail = text, tail
