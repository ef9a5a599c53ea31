"""What each column of the data files means, said once: for CSV, for SQLite and for the data package."""

from __future__ import annotations

from typing import Literal

from sitegen.publish.view import View

ColumnType = Literal["string", "integer", "number", "boolean", "date", "uri"]


class Column(View):
    """A column: its name, its type in the words of Table Schema (a string that is an address is a ``uri``), and what its values mean."""

    name: str
    type: ColumnType
    meaning: str


ARTICLES = (
    Column("id", "string", "accession: the first 12 digits of the capture's SHA-256"),
    Column("page", "string", "the article's page, from the root of the site"),
    Column("title", "string", "headline; without one, the first words"),
    Column("title_is_derived", "boolean", "whether the title is the first words"),
    Column("deck", "string", "standfirst"),
    Column("publication", "string", "outlet"),
    Column("byline", "string", "as written"),
    Column("authors", "string", "the people of the byline, divided by semicolons"),
    Column("contributors", "string", "divided by semicolons"),
    Column("published", "date", "as the capture states it; empty where it does not"),
    Column("updated", "date", "as the capture states it"),
    Column("dateline", "string", "the place line that opens the story"),
    Column("section", "string", "of the outlet"),
    Column("language", "string", "BCP 47 tag, as the capture states it"),
    Column("url", "string", "address of the original, as the capture states it"),
    Column("source", "string", "the capture's file"),
    Column("sha256", "string", "of the capture's bytes"),
    Column("format", "string", "html, markdown or text"),
    Column("quotes", "integer", "direct quotes and fragments in it"),
    Column("story", "string", "the text: equal for all articles that are versions of one; empty where it is the only one"),
    Column("text", "string", "paragraphs, list items and block quotes, joined by a blank line; offsets count its code points from 0"),
)
ENTITIES = (
    Column("type", "string", "person, organization or place"),
    Column("id", "string", "unique within its type"),
    Column("page", "string", "its page, from the root of the site"),
    Column("name", "string", "the fullest common form"),
    Column("aliases", "string", "other forms, divided by semicolons"),
    Column("role", "string", "how an article describes it"),
    Column("articles", "integer", "articles that mention it"),
    Column("mentions", "integer", "in all of them"),
    Column("quotes", "integer", "direct quotes and fragments with this speaker"),
    Column("since", "date", "the first dated article that mentions it"),
    Column("latitude", "number", "degrees, WGS 84"),
    Column("longitude", "number", "degrees, WGS 84"),
    Column("wikidata", "string", "item that the keeper of the archive gave"),
)
QUOTES = (
    Column("id", "string", "12 digits, from the accession and the words"),
    Column("page", "string", "the quote's page, from the root of the site"),
    Column("article", "string", "id of the article"),
    Column("kind", "string", "direct, fragment (a few words inside a sentence) or indirect (reported, not word for word)"),
    Column("text", "string", "the words without their marks; stretches joined by one space"),
    Column("start", "integer", "offset in the article's text where the first stretch begins"),
    Column("end", "integer", "offset where the last stretch ends"),
    Column("speaker", "string", "name, or description as written; empty where nobody is identified"),
    Column("speaker_type", "string", "type of the speaker's entity"),
    Column("speaker_id", "string", "id of the speaker's entity; empty where the speaker has no page"),
    Column("speaker_mention", "string", "the words that name the speaker beside the quote"),
    Column("description", "string", "how the article describes the speaker there"),
    Column("channel", "string", "how it was said"),
    Column("cue", "string", "the word that reports the speech"),
    Column("confidence", "number", "share of attributions with such evidence that were right, 0 to 1"),
    Column("echo", "string", "the utterance: equal for all reports of it; empty where there is one report"),
    Column("corrected", "boolean", "whether the keeper of the archive decided who speaks"),
)
MENTIONS = (
    Column("article", "string", "id of the article"),
    Column("type", "string", "type of the entity"),
    Column("entity", "string", "id of the entity"),
    Column("start", "integer", "offset in the article's text"),
    Column("end", "integer", "offset behind it"),
    Column("text", "string", "as written"),
)

STATEMENTS = (
    Column("article", "string", "id of the article"),
    Column("day", "date", "on which it is said to have happened; the first one where only a month or a year is said"),
    Column("precision", "string", "day, month or year"),
    Column("reckoned", "boolean", "whether the day was worked out from the date of publication, as for a weekday"),
    Column("words", "string", "those that name the day"),
    Column("start", "integer", "offset of the sentence in the article's text"),
    Column("end", "integer", "offset behind it"),
    Column("sentence", "string", "as written"),
)
VERSIONS = (
    Column("article", "string", "id of an article"),
    Column("other", "string", "id of another that carries its text, later in the order of the archive"),
    Column("story", "string", "the text: equal for all its versions"),
    Column("extent", "string", "how the other looks from the article: same, shorter, longer or changed"),
    Column(
        "descent",
        "string",
        "again (saved twice), revised (changed by one outlet), agency (one of them names it), outlets (two; nothing is said), unknown",
    ),
    Column("shared", "integer", "words that stand in both, in runs"),
    Column("words", "integer", "of the article"),
    Column("other_words", "integer", "of the other"),
    Column("newer", "string", "id of the one that is later by what both captures state; empty where they do not tell"),
    Column("agencies", "string", "news agencies that they name, divided by semicolons"),
    Column("decided", "boolean", "whether the keeper of the archive put the two together"),
)
