"""What can be found, by number: each article with its quotes, and behind the articles each entity, type by type."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sitegen.digests import Digest, digest
from sitegen.model import ENTITY_TYPES, Archive, Entity
from sitegen.publish.permalinks import entity_path
from sitegen.publish.search_entries import ArticleEntry, Entry, Source, entity_entry
from sitegen.publish.search_numbers import put_up
from sitegen.publish.tongue import Tongue


class Catalogue:
    """Everything in the search of an archive, under the number that it has there."""

    def __init__(self, archive: Archive, tongue: Tongue, known: Mapping[str, Digest]) -> None:
        self._source = Source(archive, tongue)
        self._articles = {one.article.provenance.accession: one for one in archive.articles}
        numbers, self.articles = put_up({accession: one.article.provenance.source for accession, one in self._articles.items()})
        self._at = {number: accession for accession, number in numbers.items()}
        self.documents = [0] * self.articles
        """By number of an article, how many can be found there: the article and its quotes."""
        self.keys: list[Digest] = [b""] * self.articles
        """By number, a digest of what can be found there; empty where there is nothing."""
        salt = digest(tongue)
        for number, accession in self._at.items():
            self.documents[number] = 1 + len(self._articles[accession].quotes)
            self.keys[number] = digest(salt, known[accession]) if accession in known else digest(self.article(number))
        self._entities: dict[int, Entity] = {}
        self.types: list[tuple[str, int]] = []
        """Each type of entities, and how many numbers are for it."""
        self._put_up_entities(archive)
        self.entities = len(self._entities)

    @property
    def numbered(self) -> tuple[int, list[Digest], Callable[[int], Sequence[Entry]]]:
        """How many numbers are for articles, what stands under each as a digest, and what does."""
        return self.articles, self.keys, self.entries

    def article(self, number: int) -> ArticleEntry:
        """The article with this *number*."""
        return self._source.article(self._articles[self._at[number]])

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

    def _put_up_entities(self, archive: Archive) -> None:
        for type in ENTITY_TYPES:
            of_type = {entity_path(type, entity.id): entity for entity in archive.entities if entity.type == type}
            if of_type:
                numbers, room = put_up({path: path for path in of_type})
                first = len(self.keys)
                self._entities |= {first + number: of_type[path] for path, number in numbers.items()}
                self.keys += [digest(one) if (one := self._entities.get(first + number)) else b"" for number in range(room)]
                self.types.append((type, room))
