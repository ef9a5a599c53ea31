"""A small archive about an invented event, as the catalog would hand it over: every shape that a page can have is in it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date

from sitegen.model import (
    AnnotatedArticle,
    Appearance,
    Archive,
    Article,
    Block,
    BlockKind,
    Echo,
    Entity,
    EntityType,
    Link,
    Mention,
    Origin,
    Provenance,
    Quote,
    QuoteKind,
    Removed,
    Report,
    Role,
    Span,
    Statement,
)

NAMES: dict[tuple[EntityType, str], tuple[str, ...]] = {
    ("person", "mara-quill"): ("Mara Quill", "Ms. Quill", "Quill"),
    ("person", "odo-brandt"): ("Odo Brandt",),
    ("person", "samir-al-hadi"): ("سمير الهادي", "Samir al-Hadi"),
    ("organization", "harbour-union"): ("Harbour Union", "the union"),
    ("place", "port-ellery"): ("Port Ellery",),
}


@dataclass
class Draft:
    """An article in the making: blocks are added in order, quotes and names are found in the text by their words."""

    source: str
    title: str | None
    outlet: str | None = "The Ellery Lantern"
    published: date | None = None
    blocks: list[Block] = field(default_factory=list)
    text: str = ""

    def add(
        self,
        kind: BlockKind,
        text: str,
        *,
        level: int | None = None,
        credit: str | None = None,
        src: str | None = None,
        links: dict[str, str] | None = None,
    ) -> Draft:
        """One more block; paragraphs, list items and block quotes are body text; *links* are words and where they lead."""
        spans = tuple(Link(text.index(words), text.index(words) + len(words), href) for words, href in (links or {}).items())
        start = None
        if kind in ("paragraph", "list", "blockquote"):
            self.text += "\n\n" if self.text else ""
            start = len(self.text)
            self.text += text
        self.blocks.append(Block(kind, text, start, level, credit, src, spans))
        return self

    def finish(self, quotes: tuple[Quote, ...] = (), *, derived: bool = False, url: str | None = None) -> AnnotatedArticle:
        """The article with its quotes and the names of NAMES that it mentions."""
        content = (self.source + self.text).encode()
        sha256 = hashlib.sha256(content).hexdigest()
        article = Article(
            provenance=Provenance(self.source, sha256[:12], sha256, "markdown", "utf-8", len(content)),
            title=self.title,
            title_is_derived=derived,
            deck="What the ferrymen want, and what the town fears" if self.outlet else None,
            publication=self.outlet,
            byline=None,
            authors=("Ilse Tarn", "Piet O’Hara") if self.outlet else (),
            contributors=("Jon Vane",) if self.outlet else (),
            published=self.published,
            updated=date(2031, 5, 6) if self.outlet else None,
            dateline="PORT ELLERY" if self.text.startswith("PORT ELLERY") else None,
            section="Harbour",
            url=url,
            language="en-GB",
            blocks=tuple(self.blocks),
            removed=(Removed("related", "Read more: the tides of May"), Removed("chrome", "Menu <script>alert(1)</script>")),
            text=self.text,
            origins=(Origin("published", "JSON-LD datePublished"),) if self.published else (),
            words_visible=120,
            words_kept=90,
        )
        return AnnotatedArticle(article, quotes, tuple(_mentions(self.text)), tuple(_statements(self.text)))


def quote(text: str, *parts: str, speaker: str | None = None, kind: QuoteKind = "direct", confidence: float = 0.95) -> Quote:
    """The quote whose segments are *parts* of *text*."""
    spans = tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts)
    id = hashlib.sha256((text + "".join(parts)).encode()).hexdigest()[:12]
    known = confidence if speaker else 0.0
    return Quote(id, kind, spans, " ".join(parts), speaker, speaker, "a ferry pilot" if speaker else None, "by radio", "said", known)


def _statements(text: str) -> list[Statement]:
    """The sentence that tells of Sunday."""
    at, end = text.find("Sunday"), text.find(".") + 1
    return [Statement(Span(0, end), Span(at, at + 6), date(2031, 5, 4), "day", True)] if at >= 0 else []


def _mentions(text: str) -> list[Mention]:
    found = []
    for (type, _), names in NAMES.items():
        for name in names:
            at = text.find(name)
            while at >= 0:
                found.append(Mention(Span(at, at + len(name)), name, type, names[0]))
                at = text.find(name, at + 1)
    longest: list[Mention] = []
    for mention in sorted(found, key=lambda mention: (mention.span.start, -mention.span.end)):
        if not longest or mention.span.start >= longest[-1].span.end:
            longest.append(mention)
    return longest


def _strike() -> AnnotatedArticle:
    draft = Draft("lantern/strike.md", "Ferrymen of Port Ellery “won’t sail” & <won’t> talk", published=date(2031, 5, 4))
    draft.add("paragraph", "PORT ELLERY — The ferries of Port Ellery stayed in harbour on Sunday, and Mara Quill said why.")
    draft.add("figure", "Ferries at the quay.", credit="A. Lens/Lantern", src="https://pictures.example/quay.jpg?a=1&b=2")
    draft.add("paragraph", "“We will not sail,” said Ms. Quill, a ferry pilot. “Not for half the pay, and not at night.” The union agreed.")
    draft.add("heading", "The second day", level=3)
    draft.add(
        "paragraph", "Odo Brandt called it “a shame” & went to Port Ellery with سمير الهادي. Mr. Brandt said he was sorry for Ms. Quill."
    )
    draft.add("list", "The Harbour Union wants more pay.", level=1).add("list", "It wants less night.", level=2)
    draft.add("list", "Coffee.")
    draft.add("blockquote", "Nobody asked the passengers, wrote Odo Brandt.", credit="@brandt", src="https://posts.example/1")
    draft.add("table", "Pay | 10 | 5\nNight | 3 | 0")
    links = {
        "earlier report": "https://lantern.example/quay?utm_source=x",
        "tide table": "https://tides.example/may[1]",
        "trap": "javascript:alert(1)",
    }
    draft.add("paragraph", "See our earlier report, the tide table and the trap. “One day,” someone shouted.", links=links)
    draft.add("note", "This story was first told on the radio.").add("update", "6 May 2031: the pay was corrected.")
    text = draft.text
    quotes = (
        quote(text, "We will not sail,", "Not for half the pay, and not at night.", speaker="Mara Quill"),
        quote(text, "a shame", speaker="Odo Brandt", kind="fragment", confidence=0.8),
        quote(text, "he was sorry for Ms. Quill", speaker="Odo Brandt", kind="indirect", confidence=0.5),
        quote(text, "One day,"),
    )
    return draft.finish(quotes, url="https://lantern.example/strike")


def _quay() -> AnnotatedArticle:
    draft = Draft("lantern/quay.md", "The quay before the strike", published=date(2031, 4, 30))
    draft.add("paragraph", "“We will not sail,” Mara Quill told a crowd at Port Ellery. It rained.")
    draft.add("paragraph", "A sailor, who gave no name, laughed: “They will.”")
    quotes = (quote(draft.text, "We will not sail,", speaker="Mara Quill"), quote(draft.text, "They will.", speaker="a sailor"))
    return draft.finish(quotes, url="https://www.lantern.example/quay/")


def _paste() -> AnnotatedArticle:
    draft = Draft("paste.txt", "The harbour is quiet tonight", None)
    draft.add("paragraph", "The harbour is quiet tonight, and nobody knows who wrote this about Samir al-Hadi.")
    return draft.finish(derived=True, url="about:nothing")


def invented_archive() -> Archive:
    """The three articles, their entities, and the one quote that two of them carry."""
    articles = (_quay(), _strike(), _paste())
    ids = {names[0]: key for key, names in NAMES.items()}
    reports = []
    for annotated in articles:
        for said in annotated.quotes:
            type, id = ids.get(said.speaker or "", (None, None))
            reports.append(Report(annotated.article.provenance.accession, said, type, id))
    first, second = articles[0].quotes[0], articles[1].quotes[0]
    strike = articles[1].article.provenance.accession
    roles = {("person", "mara-quill"): (Role("a ferry pilot", strike), Role("A ferry pilot", articles[0].article.provenance.accession))}
    return Archive(
        articles=articles,
        entities=tuple(Entity(id, type, names[0], names[1:], roles.get((type, id), ())) for (type, id), names in NAMES.items()),
        reports=tuple(reports),
        echoes=(Echo(first.id, (first.id, second.id)),),
        appearances=tuple(
            Appearance(m.type, ids[m.entity][1], annotated.article.provenance.accession, m.span, m.text)
            for annotated in articles
            for m in annotated.mentions
        ),
    )
