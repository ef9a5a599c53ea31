"""What can be found, by number: each article with its quotes, and behind the articles each entity, type by type."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from sitegen.digests import NOT_KNOWN, Digest, digest
from sitegen.model import ENTITY_TYPES, Entity
from sitegen.publish.dossiers import named
from sitegen.publish.lookup import Lookup
from sitegen.publish.permalinks import entity_path
from sitegen.publish.search_entries import ArticleEntry, Entry, article_entry, entity_entry
from sitegen.publish.search_numbers import put_up
from sitegen.publish.tongue import Tongue


class Catalogue:
    """Everything in the search of an archive, under the number that it has there."""

    def __init__(
        self, lookup: Lookup, tongue: Tongue, known: Mapping[str, Digest] = NOT_KNOWN, met: Mapping[Digest, Digest] = MappingProxyType({})
    ) -> None:
        """*known* are digests of all that is known of each article and name; *met*, by those of names, the keys that they once had."""
        self._lookup, self._tongue = lookup, tongue
        numbers, self.articles = put_up({accession: one.article.provenance.source for accession, one in lookup.articles.items()})
        self._at = {number: accession for accession, number in numbers.items()}
        self.documents = [0] * self.articles
        """By number of an article, how many can be found there: the article and its quotes."""
        self.keys: list[Digest] = [b""] * self.articles
        """By number, a digest of what can be found there; empty where there is nothing."""
        for number, accession in self._at.items():
            self.documents[number] = 1 + len(lookup.articles[accession].quotes)
            self.keys[number] = known.get(accession) or digest(self.article(number))
        self._entities: dict[int, Entity] = {}
        self.types: list[tuple[str, int]] = []
        """Each type of entities, and how many numbers are for it."""
        self.met: dict[Digest, Digest] = {}
        """The keys of names, by digests of all that is known of them, which is more."""
        self._put_up_entities(known, met)
        self.entities = len(self._entities)

    @property
    def numbered(self) -> tuple[int, list[Digest], Callable[[int], Sequence[Entry]]]:
        """How many numbers are for articles, what stands under each as a digest, and what does."""
        return self.articles, self.keys, self.entries

    def article(self, number: int) -> ArticleEntry:
        """The article with this *number*."""
        return article_entry(self._at[number], self._lookup, self._tongue)

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

    def _put_up_entities(self, known: Mapping[str, Digest], met: Mapping[Digest, Digest]) -> None:
        for type in ENTITY_TYPES:
            of_type = {entity_path(type, key[1]): key for key in self._lookup.entities if key[0] == type}
            if of_type:
                numbers, room = put_up({path: path for path in of_type})
                first = len(self.keys)
                self.keys += [b""] * room
                for path, number in numbers.items():
                    self._entities[first + number] = entity = self._lookup.entities[of_type[path]]
                    made_of = known.get(named(of_type[path]), b"")
                    self.keys[first + number] = key = met.get(made_of) or digest(entity)
                    if made_of:
                        self.met[made_of] = key
                self.types.append((type, room))
