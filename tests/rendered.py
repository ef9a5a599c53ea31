"""An article as plain lines, so that a case states it in full: what it says of itself, its blocks, what was removed."""

from __future__ import annotations

from sitegen.model import Article, Block

_FACTS = ("title", "deck", "publication", "byline", "published", "updated", "dateline", "section", "url", "language")


def rendered(article: Article) -> str:
    """One line a fact, a block and a removed text; what is not known has no line."""
    facts = [f"{name}: {value}" for name in _FACTS if (value := getattr(article, name)) is not None]
    if article.title_is_derived:
        facts[0] = facts[0].replace("title:", "title (derived):")
    origin = article.provenance
    facts += [f"{name}: {value}" for name in ("captured", "archived", "container") if (value := getattr(origin, name)) is not None]
    people = [f"{name}: {'; '.join(names)}" for name in ("authors", "contributors") if (names := getattr(article, name))]
    removed = [f"- {one.kind}: {one.text}" for one in article.removed]
    return "\n".join([*facts, *people, *map(_line, article.blocks), *removed])


def _line(block: Block) -> str:
    level = f" {block.level}" if block.level else ""
    extra = "".join(f" [{name} {value}]" for name, value in (("credit", block.credit), ("src", block.src)) if value)
    links = "".join(f" <{block.text[link.start : link.end]} {link.href}>" for link in block.links)
    text = block.text.replace("\n", " / ")
    return f"{block.kind}{level}: {text}{extra}{links}"
