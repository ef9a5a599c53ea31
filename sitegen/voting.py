"""The user's own spaCy model as one more vote on what a name is: loaded at the edge, asked for values."""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from sitegen.errors import SettingsError
from sitegen.model import AnnotatedArticle, Capture, EntityType, Noted, Span, Vote
from sitegen.model.value import Value
from sitegen.pipeline import read

_TYPES: Final[dict[str, EntityType]] = {
    "PERSON": "person", "PER": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place",
}  # fmt: skip
_ARTICLES: Final = ("the ", "The ", "a ", "an ")
_POSSESSIVES: Final = ("’s", "'s")


class VotedRead(Value):
    """The reading of a capture with the votes of a spaCy model; a plain value, so that it can go to another process."""

    model: str

    def __call__(self, capture: Capture) -> Noted[AnnotatedArticle]:
        """The article, where the model weighs among the signs of a name."""
        language = load_language(self.model)
        return read(capture, lambda text: tuple(votes_of(language(text))))

    def salted(self, salt: str) -> str:
        """*salt*, another for every model."""
        load_language(self.model)
        return hashlib.sha256(f"{salt} {self.model}".encode()).hexdigest()


@cache
def load_language(model: str) -> Any:
    """The spaCy pipeline named *model*; SettingsError where spaCy or the model is not installed."""
    try:
        spacy = importlib.import_module("spacy")
    except ImportError as error:
        raise SettingsError("`spacy_model` needs spaCy", hint="pip install 'sitegen[spacy]', or remove the setting") from error
    try:
        return spacy.load(model, exclude=["lemmatizer", "textcat"])
    except (OSError, ImportError) as error:
        raise SettingsError(f"no spaCy model `{model}` is installed", hint=f"python -m spacy download {model}") from error


def votes_of(document: Any) -> Iterator[Vote]:
    """The people, organisations and places among the entities of a spaCy document, without article and possessive."""
    for entity in document.ents:
        kind = _TYPES.get(entity.label_)
        if kind is not None:
            start, end, words = entity.start_char, entity.end_char, entity.text
            article = next((one for one in _ARTICLES if words.startswith(one)), "")
            possessive = next((one for one in _POSSESSIVES if words.endswith(one)), "")
            yield Vote(Span(start + len(article), end - len(possessive)), kind)
