"""What every way to cite is made of: the facts of one article, and of the quote in it that is cited."""

from __future__ import annotations

import re
from datetime import date

from sitegen.model import Article
from sitegen.publish.addresses import safe_href
from sitegen.publish.recent import recent
from sitegen.publish.view import View

_SUFFIX = re.compile(r"(?<=[\w.]),? ((?:[JS]r\.?|I{2,3}|IV))$")


class PersonName(View):
    """A person's name as reference lists sort it; *given* is empty where the name is one word."""

    family: str
    given: str
    suffix: str

    @property
    def inverted(self) -> str:
        """As a list of authors begins: ``Wright, Dana, Jr.``."""
        return ", ".join(part for part in (self.family, self.given, self.suffix) if part)

    @property
    def direct(self) -> str:
        """As a sentence has it: ``Dana Wright, Jr.``."""
        name = f"{self.given} {self.family}".strip()
        return f"{name}, {self.suffix}" if self.suffix else name

    @property
    def initials(self) -> str:
        """The given names by their first letters: ``Jean-Luc M.`` -> ``J.-L. M.``."""
        return " ".join("-".join(f"{part[0]}." for part in name.split("-") if part) for name in self.given.split())


class Work(View):
    """An article as reference lists know it. What the capture does not state is None or empty."""

    key: str
    """The capture's accession."""
    authors: tuple[PersonName, ...]
    title: str | None
    title_is_derived: bool
    outlet: str | None
    published: date | None
    section: str | None
    url: str | None
    language: str | None


class Reference(View):
    """A work, or a quote in it."""

    work: Work
    speaker: str | None = None
    """Who says *words*; None where not identified or where no quote is cited."""
    words: str | None = None
    """The quote that is cited, in its marks; None where the article is."""
    notes: tuple[str, ...] = ()
    """What a reader of the reference must know: what is cited, and what the capture does not state."""


def refer(article: Article, words: str | None = None, speaker: str | None = None) -> Reference:
    """The reference to *article*, or to the quote of *speaker* in it whose words are shown as *words*."""
    work = _work(article)
    cited = () if words is None else (f"{speaker or 'Speaker not identified'}: {words}",)
    unstated = ("title: first words of the text, the capture has no headline",) if work.title_is_derived else ()
    return Reference(work, speaker, words, cited + unstated)


@recent
def _work(article: Article) -> Work:
    return Work(
        key=article.provenance.accession,
        authors=tuple(divide(name) for name in article.authors if name.strip()),
        title=article.title,
        title_is_derived=article.title_is_derived,
        outlet=article.publication,
        published=article.published,
        section=article.section,
        url=safe_href(article.url),
        language=article.language,
    )


def divide(name: str) -> PersonName:
    """*name* by its parts: the last word is the family's, with the particles in small letters before it: ``Ida van der Molen``."""
    suffix = _SUFFIX.search(name)
    words = (name[: suffix.start()] if suffix else name).split()
    first = max(len(words) - 1, 0)
    while first > 1 and words[first - 1].islower():
        first -= 1
    return PersonName(" ".join(words[first:]), " ".join(words[:first]), suffix[1] if suffix else "")
