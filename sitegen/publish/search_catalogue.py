"""What can be found, by number: each article with its quotes, and behind the articles each entity, type by type."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import repeat
from types import MappingProxyType

from sitegen.digests import NOT_KNOWN, Digest, digest
from sitegen.model import ENTITY_TYPES, Entity, EntityType
from sitegen.publish.dossiers import named
from sitegen.publish.lookup import Key, Lookup
from sitegen.publish.search_entries import ArticleEntry, Entry, Facts, article_entry, entity_entry, facts_of, words_beside
from sitegen.publish.search_numbers import NOWHERE, Stand, stand
from sitegen.publish.shelves import Late
from sitegen.publish.tongue import Tongue


class Catalogue:
    """Everything in the search of an archive, under the number that it has there."""

    def __init__(
        self,
        lookup: Lookup,
        tongue: Tongue,
        known: Mapping[str, Digest] = NOT_KNOWN,
        met: Mapping[Digest, Digest] = MappingProxyType({}),
        stood: Mapping[str, Stand] = MappingProxyType({}),
    ) -> None:
        """*known* are digests of all that is known of each article and name; *met* and *stood*, what was met then, and where all stood."""
        self._lookup, self._tongue, self._known, self._met, self._stood = lookup, tongue, known, met, stood
        self._beside = Late(lookup.articles, lambda accession: words_beside(lookup.articles[accession].article))
        self.stands: dict[str, Stand] = {}
        """By type, where all that is of it stands."""
        self.met: dict[Digest, Digest] = {}
        """The keys of names, by digests of all that is known of them, which is more."""
        sources = {accession: one.article.provenance.source for accession, one in lookup.articles.items()}
        numbers, self.articles = self._put_up("article", list(sources.values()), lambda: sources)
        self._at = dict(zip(numbers, sources, strict=True))
        self.documents = [0] * self.articles
        """By number of an article, how many can be found there: the article and its quotes."""
        self.keys: list[Digest] = [b""] * self.articles
        """By number, a digest of what can be found there; empty where there is nothing."""
        for number, (accession, one) in zip(numbers, lookup.articles.items(), strict=True):
            self.documents[number] = 1 + len(one.quotes)
            self.keys[number] = known.get(accession) or digest(self.article(number))
        self._entities: dict[int, Entity] = {}
        self.types: list[tuple[str, int]] = []
        """Each type of entities, and how many numbers are for it."""
        self._put_up_entities()
        self.entities = len(self._entities)

    @property
    def numbered(self) -> tuple[int, list[Digest], Callable[[int], Sequence[Entry]]]:
        """How many numbers are for articles, what stands under each as a digest, and what does."""
        return self.articles, self.keys, self.entries

    def article(self, number: int) -> ArticleEntry:
        """The article with this *number*."""
        accession = self._at[number]
        return article_entry(accession, self._lookup, self._beside[accession], self._tongue)

    def facts(self, number: int) -> Facts:
        """What the article with this *number* and its quotes are filtered and sorted by."""
        return facts_of(self._at[number], self._lookup)

    def entries(self, number: int) -> Sequence[Entry]:
        """What can be found under *number*: an article and then its quotes, or an entity."""
        if number not in self._at:
            return (entity_entry(self._entities[number]),)
        article = self.article(number)
        return [article.entry, *(quote.entry for quote in article.quotes)]

    def entity(self, number: int) -> Entry | None:
        """The entity with this *number*, if there is one."""
        found = self._entities.get(number)
        return entity_entry(found) if found else None

    def _put_up_entities(self) -> None:
        of_type: dict[EntityType, list[Key]] = {type: [] for type in ENTITY_TYPES}
        for key in self._lookup.entities:
            of_type[key[0]].append(key)
        for type, keys in of_type.items():
            if keys:
                ids = [id for _, id in keys]
                numbers, room = self._put_up(type, ids, partial(_by_themselves, ids))
                self._enter(keys, [len(self.keys) + number for number in numbers], room)
                self.types.append((type, room))

    def _enter(self, keys: Sequence[Key], numbers: Sequence[int], room: int) -> None:
        """Enter the entities of these *keys* and *numbers*, for which there is so much *room* behind all others."""
        self.keys += [b""] * room
        entities = list(map(self._lookup.entities.__getitem__, keys))
        self._entities.update(zip(numbers, entities, strict=True))
        made_of = list(map(self._known.get, map(named, keys), repeat(b"")))
        found = [key or digest(entity) for key, entity in zip(map(self._met.get, made_of), entities, strict=True)]
        for number, key in zip(numbers, found, strict=True):
            self.keys[number] = key
        self.met.update(zip(made_of, found, strict=True))
        self.met.pop(b"", None)  # of what is not known

    def _put_up(self, type: str, told: Sequence[str], names: Callable[[], Mapping[str, str]]) -> tuple[Sequence[int], int]:
        """The numbers of all that is of this *type*, and how many are for it."""
        self.stands[type] = found = stand(told, names, self._stood.get(type, NOWHERE))
        return found.numbers, found.room


def _by_themselves(ids: Iterable[str]) -> dict[str, str]:
    """*ids*, each of which is the name by which it is put up."""
    return {id: id for id in ids}
