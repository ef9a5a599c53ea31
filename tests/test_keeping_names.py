"""Which of several who bear a name keeps its address, and that nobody is given an address that is another's."""

from __future__ import annotations

from sitegen.model import Appearance, Archive, Entity, EntityType, Span
from sitegen.publish.keeping.keep import keep
from sitegen.publish.keeping.ledger import Entry
from sitegen.publish.keeping.recognition import entities_now


def named(id: str, name: str, *aliases: str, type: EntityType = "person") -> Entity:
    return Entity(id, type, name, aliases, ())


def archive_of(*entities: Entity, mentions: tuple[str, ...] = ()) -> Archive:
    appearances = tuple(Appearance("person", id, "abcdefabcdef", Span(0, 1), "Quill") for id in mentions)
    return Archive((), entities, (), (), appearances)


def test_the_nearest_of_those_who_bear_a_name_keeps_its_address() -> None:
    """Of the same type first, then by preferred name, by id, by mentions, and last in order of the ids."""
    nearest_last = [
        named("quill", "Quill", type="organization"),
        named("aquill", "Mara Quill", "Quill"),
        named("quill-4", "Quill"),
        named("quill-3", "Quill"),
        named("quill-5", "Quill"),
        named("quill", "Quill"),
    ]
    ledger = (Entry("people/quill.html", ("Gone", "Quill")),)
    for number in range(1, len(nearest_last) + 1):
        archive = archive_of(*nearest_last[:number], mentions=("quill-3", "quill-5", "quill-5"))
        best = nearest_last[number - 1]
        assert entities_now(archive, ledger) == {"people/quill.html": (best.type, best.id)}


def test_nobody_is_given_an_address_that_is_anothers() -> None:
    ledger = (Entry("people/quill.html", ("Mara Quill",)), Entry("people/quill-2.html", ("Somebody who is gone",)))
    archive = archive_of(named("mara-quill", "Mara Quill"), named("quill", "Ansel Quill"), named("quill-3", "Quill the Third"))
    kept = keep(archive, ledger)
    assert [entity.id for entity in kept.archive.entities] == ["quill", "quill-3", "quill-3-2"]
    assert {moved.path: moved.to for moved in kept.archive.moved} == {"people/quill-2.html": None}
    assert keep(archive, kept.ledger).archive.entities == kept.archive.entities
