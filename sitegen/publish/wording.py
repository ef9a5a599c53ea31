"""The site's own words for what the model names: kinds, fields, facts, doubt; in English, for a tongue to translate."""

from __future__ import annotations

from sitegen.model import Correction, EntityType, Format, Quote, QuoteKind, RemovedKind
from sitegen.publish.tongue import N_, Tongue

NO_DATE = N_("date not found")
NO_SPEAKER = N_("speaker not identified")
NO_SPEAKER_THERE = N_("Speaker not identified")
"""At the head of a line."""
NO_TITLE = N_("Untitled capture")
NO_OUTLET = N_("Outlet not found")
NOT_FOUND = N_("not found")

FORMATS: dict[Format, str] = {"html": N_("a saved web page (HTML)"), "markdown": N_("Markdown"), "text": N_("plain text")}

TYPES: dict[EntityType, str] = {"person": N_("Person"), "organization": N_("Organisation"), "place": N_("Place")}
TYPES_MANY: dict[EntityType, str] = {"person": N_("People"), "organization": N_("Organisations"), "place": N_("Places")}
BY_FIRST_DATE: dict[EntityType, str] = {
    "person": N_("People by first date"),
    "organization": N_("Organisations by first date"),
    "place": N_("Places by first date"),
}
NAMED: dict[EntityType, str] = {
    "person": N_("%(name)s (person)"),
    "organization": N_("%(name)s (organisation)"),
    "place": N_("%(name)s (place)"),
}
"""A name, and what it is the name of."""

KINDS: dict[QuoteKind, str] = {"direct": N_("Quoted"), "fragment": N_("Quoted in part"), "indirect": N_("Reported, not word for word")}

REMOVED: dict[RemovedKind, str] = {
    "chrome": N_("Navigation and other page furniture"),
    "related": N_("Links to other stories"),
    "byline": N_("Byline, kept above as author"),
    "dates": N_("Date lines, kept above as dates"),
    "masthead": N_("Masthead"),
    "share": N_("Sharing buttons"),
    "advertisement": N_("Advertisements"),
    "newsletter": N_("Newsletter and subscription boxes"),
    "bio": N_("About the author"),
    "comment": N_("Readers’ comments"),
    "credit": N_("Credits, kept with the pictures"),
    "repeated": N_("Text that stood on the page twice"),
}

FIELDS = {
    "title": N_("Headline"),
    "deck": N_("Standfirst"),
    "publication": N_("Outlet"),
    "byline": N_("Byline"),
    "authors": N_("Authors"),
    "contributors": N_("Contributors"),
    "published": N_("Published"),
    "updated": N_("Updated"),
    "dateline": N_("Dateline"),
    "section": N_("Section"),
    "url": N_("Address"),
    "language": N_("Language"),
    "captured": N_("Captured"),
}


FACTS = {
    "title": N_("headline"),
    "published": N_("date"),
    "versions": N_("which captures carry one text"),
    "speaker": N_("speaker"),
    "utterance": N_("which reports are of one utterance"),
    "name": N_("name"),
    "type": N_("kind"),
    "forms": N_("which spellings belong here"),
    "coordinates": N_("coordinates"),
    "wikidata": N_("Wikidata item"),
}

FOUND = frozenset(
    (
        N_("address"),
        N_("address in the paste"),
        N_("address of the web archive's copy"),
        N_("address on the page"),
        N_("byline"),
        N_("canonical link"),
        N_("comment of HTTrack"),
        N_("comment of SingleFile"),
        N_("comment of monolith"),
        N_("comment of the browser"),
        N_("contribution line"),
        N_("copyright line"),
        N_("date above the first caption, on the weekday that the story tells of"),
        N_("date line"),
        N_("date line below the story"),
        N_("date of the letter"),
        N_("deck"),
        N_("first line"),
        N_("first paragraph"),
        N_("front matter"),
        N_("heading"),
        N_("the keeper of this archive"),
        N_("line above the headline"),
        N_("line below the headline"),
        N_("line near the headline"),
        N_("mark of ScrapBook"),
        N_("masthead"),
        N_("script data"),
        N_("sender of the letter"),
        N_("sidecar file"),
        N_("standfirst"),
        N_("subject of the letter"),
    )
)
"""Where in a capture a value was found, as its record says it; the others are names of markup, such as ``meta og:title``."""


def found_at(where: str, tongue: Tongue) -> str:
    """*where* a value was found, in words."""
    return tongue.gettext(where) if where in FOUND else where


def certainty(quote: Quote, tongue: Tongue) -> str:
    """How sure it is that these are the words of the speaker named, in words."""
    if quote.speaker is None:
        return tongue.gettext("The article does not say clearly who said this, so no speaker is given.")
    right = f"{100 * quote.confidence:.0f}"
    if quote.confidence >= 0.9:
        return tongue.gettext(
            "Clear: in tests on other news texts %(right)s of 100 attributions with evidence like this were right.", right=right
        )
    if quote.confidence >= 0.7:
        said = N_(
            "Likely: in tests on other news texts %(right)s of 100 attributions with evidence like this were right. "
            "Check the article before citing."
        )
    else:
        said = N_(
            "Uncertain: in tests on other news texts %(right)s of 100 attributions with evidence like this were right. "
            "Check the article before citing."
        )
    return tongue.gettext(said, right=right)


def corrected(correction: Correction | None, tongue: Tongue) -> str | None:
    """``Corrected by the keeper of this archive: headline and date.`` where a person decided something, else None."""
    if correction is None:
        return None
    if not correction.facts:
        return tongue.gettext("Checked by the keeper of this archive.")
    facts = tongue.listed([tongue.gettext(FACTS[fact]) for fact in correction.facts])
    return tongue.gettext("Corrected by the keeper of this archive: %(facts)s.", facts=facts)
