"""When a page was captured and where else a copy of it may be, in words and links."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sitegen.model import Article, Container
from sitegen.publish.body import WebLink, web_link
from sitegen.publish.tongue import N_, Tongue
from sitegen.publish.view import View
from sitegen.publish.wording import found_at

CONTAINERS: dict[Container, str] = {
    "mhtml": N_("an MHTML file"),
    "singlefile": N_("one file by SingleFile"),
    "warc": N_("a web archive file (WARC)"),
    "wacz": N_("a web archive collection (WACZ)"),
    "record": N_("a record that sitegen wrote (JSON Lines)"),
}
WAYBACK = "https://web.archive.org/web"


class Captured(View):
    """What is known of the capturing of a page."""

    moment: str
    """As in ``Provenance.captured``."""
    words: str
    """``2 January 2017, 03:04 UTC``."""
    where: str
    """Where in the capture that is said."""


class Copy(View):
    """A link to a copy of the page in a web archive."""

    link: WebLink
    is_source: bool
    """True for the very copy that was captured; False for a place where one may be."""


def captured(article: Article, tongue: Tongue) -> Captured | None:
    """When *article* was captured; None where nothing says so."""
    moment = article.provenance.captured
    where = next((origin.where for origin in article.origins if origin.field == "captured"), "")
    return Captured(moment, moment_in_words(moment, tongue), found_at(where, tongue)) if moment else None


def copy_of(article: Article) -> Copy | None:
    """Where a copy of *article* is or may be: the one that was captured, else the Wayback Machine's nearest to that moment."""
    origin = article.provenance
    if archived := web_link(origin.archived):
        return Copy(archived, True)
    if origin.captured is None or article.url is None or not web_link(article.url):
        return None
    link = web_link(f"{WAYBACK}/{_digits(origin.captured)}/{article.url}")
    return Copy(link, False) if link else None


def moment_in_words(moment: str, tongue: Tongue) -> str:
    """*moment*, as in ``Provenance.captured``, as a reader writes it."""
    if "T" not in moment:
        return tongue.day(date.fromisoformat(moment))
    at = datetime.fromisoformat(moment)
    offset = "UTC" if moment.endswith("Z") else f"UTC{moment[-6:]}"
    return tongue.gettext("%(day)s, %(time)s %(zone)s", day=tongue.day(at.date()), time=f"{at:%H:%M}", zone=offset)


def _digits(moment: str) -> str:
    """The moment as addresses of web archives have it, in UTC: ``20170102030405``."""
    if "T" not in moment:
        return moment.replace("-", "")
    return datetime.fromisoformat(moment).astimezone(UTC).strftime("%Y%m%d%H%M%S")
