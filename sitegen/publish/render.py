"""Page -> OutputFile."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from urllib.parse import urlsplit

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

from sitegen.errors import SitegenError
from sitegen.model import OutputFile
from sitegen.publish import wording
from sitegen.publish.engine import Press
from sitegen.publish.headers import POLICY
from sitegen.publish.pages import MISSING, Page
from sitegen.publish.permalinks import linker
from sitegen.publish.plates import Plates
from sitegen.publish.scripts import isolated
from sitegen.publish.structured_data import crumbs, json_ld, web_page, web_site
from sitegen.publish.theme import Theme
from sitegen.publish.tongue import N_, Tongue
from sitegen.publish.view import View
from sitegen.settings import Settings
from sitegen.typography import printable_bytes

NAVIGATION = (
    (N_("Articles"), "articles.html"),
    (N_("Quotes"), "quotes.html"),
    (N_("People"), "people.html"),
    (N_("Organisations"), "organizations.html"),
    (N_("Places"), "places.html"),
    (N_("Timeline"), "timeline.html"),
    (N_("About"), "about.html"),
    (N_("Search"), "search.html"),
)
OFTEN = 1 << 14


class Site(View):
    """What every page is given of the site."""

    title: str
    language: str
    direction: str
    """``rtl`` where the site's own language is written from the right, else ``ltr``."""
    notice: str | None
    navigation: tuple[tuple[str, str], ...]
    policy: str


def renderer(settings: Settings, theme: Theme, plates: Plates | None = None) -> Callable[[Page], OutputFile]:
    """The function that renders pages in the look of *theme*, from its *plates* as far as they are there."""
    tongue = theme.tongue
    navigation = tuple((tongue.gettext(label), path) for label, path in NAVIGATION)
    site = Site(settings.title, tongue.tag, tongue.direction, settings.notice, navigation, POLICY)
    press = Press(dict(theme.templates), {"site": site, **_words(tongue)}, tongue, plates)
    return partial(_render, press, settings)


def _words(tongue: Tongue) -> dict[str, object]:
    """What every template knows; numbers with their nouns come again and again."""
    return {
        "kept": lru_cache(maxsize=OFTEN)(_said),
        "counted": lru_cache(maxsize=OFTEN)(tongue.counted),
        "numbered": tongue.number,
        "listed": tongue.listed,
        "isolated": isolated,
        "TYPES": {type: tongue.gettext(name) for type, name in wording.TYPES.items()},
        "TYPES_MANY": {type: tongue.gettext(name) for type, name in wording.TYPES_MANY.items()},
        "NO_SPEAKER": tongue.gettext(wording.NO_SPEAKER),
    }


def _said(component: Callable[..., str], *values: object) -> str:
    return component(*values)


def _render(press: Press, settings: Settings, page: Page) -> OutputFile:
    base_url = settings.base_url
    values = {
        "page": page,
        "view": page.make(),
        "link": _linker(page, base_url),
        "canonical": _absolute(page.path, base_url) if page.path != MISSING else None,
        "structured_data": json_ld(_facts(page, settings)),
    }
    try:
        html = press.render(page.template, values)
    except TemplateNotFound as error:
        raise SitegenError(f"there is no template `{error.name}`", page.template) from error
    except TemplateSyntaxError as error:
        raise SitegenError(error.message or "cannot be read", error.name, error.lineno) from error
    except TemplateError as error:
        raise SitegenError(error.message or "cannot be rendered", page.template, hint=f"while rendering {page.path}") from error
    return OutputFile(page.path, printable_bytes(html))


def _linker(page: Page, base_url: str | None) -> Callable[[str], str]:
    """How *page* links to the others: relatively, except that the page for missing pages is shown at every depth of a server.

    Where nobody says at which path of its server the site stands, it links as from one folder deep: there the pages are that are missed,
    and at the top of a server a step further up leads nowhere else.
    """
    if page.path != MISSING:
        return linker(page.path)
    if base_url is None:
        return lambda path: f"../{path}"
    root = urlsplit(base_url).path.rstrip("/")
    return lambda path: f"{root}/{path}"


@lru_cache(maxsize=4)
def _addresses(base_url: str | None) -> Callable[[str], str | None]:
    """How paths become whole addresses: one function for all pages, so that what is said of the pages above them is one fact."""
    return partial(_absolute, base_url=base_url)


def _absolute(path: str, base_url: str | None) -> str | None:
    return f"{base_url.rstrip('/')}/{path}" if base_url else None


def _facts(page: Page, settings: Settings) -> dict[str, object]:
    address = _addresses(settings.base_url)
    shown = settings.description if page.path == "index.html" else None
    site = web_site(settings.title, shown, settings.language, address(""))
    about = page.about(address) if page.about else None
    return web_page(
        page.template, page.title, None if page.path == MISSING else address(page.path), site, crumbs(page.trail, address), about
    )
