"""A folder of captures becomes articles: each capture read once, remembered, and never the end of a build."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import cast

import msgspec
from msgspec import structs

from sitegen.attempt import Attempt, Attempted, Packed, unpack
from sitegen.corrections import FILE_NAME as AUTHORITY
from sitegen.errors import SitegenError
from sitegen.files import Found, find_captures, load
from sitegen.inventory import Inventory, Seen, State, is_settled, state_of
from sitegen.ledger import ledger_place
from sitegen.model import AnnotatedArticle, Note, Noted
from sitegen.pipeline import read
from sitegen.settings import Site
from sitegen.store import Remembered, cache_folder, forget_old, own_salt, place_of
from sitegen.trays import Trays
from sitegen.voting import VotedRead
from sitegen.workers import count_jobs, spread

Track = Callable[[Iterable[Attempted], int], Iterable[Attempted]]
"""Passes results through and shows how many of how many have come."""


class Reading(msgspec.Struct, frozen=True):
    """What was read of a folder of captures."""

    articles: tuple[AnnotatedArticle, ...]
    notes: tuple[Note, ...]
    reused: int
    """How many of the articles were remembered from an earlier build."""
    found: Mapping[str, Found]
    """Where the capture of each article lies, by accession: a source may hold a name that is withheld."""
    keys: Mapping[int, str] = {}
    """By its identity, the key by which each of the articles is remembered: two of one key are equal."""
    is_steady: bool = True
    """False where a capture may have been another when it was read than when it was found, so that its key says nothing of its article."""


class Stock(msgspec.Struct, frozen=True):
    """The captures of a folder, identical ones once, in the order of their sources."""

    captures: tuple[tuple[Found, str | None], ...]
    """Each with the key by which its result is remembered; None where its bytes cannot be had."""
    notes: tuple[Note, ...]
    reader: Remembered
    states: Mapping[str, State]
    """By source, how each file stood before its key was made."""
    trays: Trays
    taken: int
    """When the stock was taken, as `inventory.is_settled` has it."""


def read_captures(site: Site, jobs: int | None = None, track: Track | None = None) -> Reading:
    """Every capture of *site*, read or remembered, identical ones once, in the order of their sources."""
    return read_stock(take_stock(site), jobs, track)


def take_stock(site: Site, *, is_anew: bool = False) -> Stock:
    """The captures of *site*, before any is read; where the stock is taken anew, nothing is believed of what they held before."""
    found, reader = captures_of(site), reader_of(site)
    states = {one.source: state_of(one) for one in found.value}
    inventory = Inventory(place_of(reader.home, "inventories", site.source.resolve()), is_anew=is_anew)
    captures, notes = _sort_out(found.value, reader, states, inventory)
    inventory.close()
    trays = Trays(place_of(reader.home, "trays", site.source.resolve()), ((one.source, key) for one, key in captures if key))
    return Stock(tuple(captures), (*found.notes, *notes), reader, states, trays, inventory.taken)


def captures_of(site: Site) -> Noted[tuple[Found, ...]]:
    """The captures in the folder of *site*, among which its keeper's corrections, templates and ledger may lie."""
    found = find_captures(site.source, [site.output, *([site.templates] if site.templates else [])], (*site.settings.ignore, AUTHORITY))
    kept = ledger_place(site)
    return Noted(tuple(one for one in found.value if kept is None or not _is_one(one, kept)), found.notes)


def read_stock(stock: Stock, jobs: int | None = None, track: Track | None = None, scheduler: str | None = None) -> Reading:
    """The captures in *stock*, read or remembered; by *jobs* processes, or by the Dask cluster whose *scheduler* has that address."""
    known = _remembered(stock)
    new = [one for one, _ in stock.captures if one.source not in known]
    fresh = _read_afar(stock, new, scheduler) if scheduler else _read_here(stock, new, count_jobs(jobs, len(new)))
    results = known | dict(zip((one.source for one in new), track(fresh, len(new)) if track else fresh, strict=True))
    ordered = [results[one.source] for one, _ in stock.captures]
    there = [(one, key, result.value) for (one, key), result in zip(stock.captures, ordered, strict=True) if result.value]
    noticed = (*stock.notes, *(note for result in ordered for note in result.notes))
    found = {annotated.article.provenance.accession: one for one, _, annotated in there}
    moved = {one.source for one in new if state_of(one) != stock.states[one.source]}
    keys = {id(annotated): key for one, key, annotated in there if key and one.source not in moved}
    unsettled = moved.union(one.source for one in new if not is_settled(stock.states[one.source], stock.taken))
    stock.trays.keep(_settled(stock, results, unsettled))
    return Reading(tuple(annotated for _, _, annotated in there), noticed, len(known), found, keys, not moved)


def _remembered(stock: Stock) -> dict[str, Attempted]:
    """By source, what is remembered of captures: in a tray, or else in the store."""
    lying = dict(stock.trays.recall())
    found = ((one.source, key and (lying.get(key) or stock.reader.recall_by(key))) for one, key in stock.captures)
    return {source: cast("Attempted", result) for source, result in found if result}


def _settled(stock: Stock, results: Mapping[str, Attempted], unsettled: Collection[str]) -> dict[str, Noted[AnnotatedArticle]]:
    """By its key, what came of each capture that surely was, when it was read, as when its key was made."""
    steady = ((key, results[one.source]) for one, key in stock.captures if key and one.source not in unsettled)
    return cast("dict[str, Noted[AnnotatedArticle]]", {key: found for key, found in steady if found.value})


def _read_here(stock: Stock, new: Sequence[Found], jobs: int) -> Iterator[Attempted]:
    if jobs == 1:
        return map(Attempt(stock.reader), new)
    return map(unpack, spread(Packed(stock.reader.packed), new, jobs, _lost))


def _read_afar(stock: Stock, new: Sequence[Found], scheduler: str) -> Iterator[Attempted]:
    from sitegen.cluster import spread_afar
    from sitegen.errand import from_anywhere, make_errand

    left = {one.source for one in new}
    witness = next(((one, key) for one, key in stock.captures if key is not None and one.source in left), None)
    if witness is None:  # nothing that could be read
        return _read_here(stock, new, 1)
    return map(unpack, spread_afar(scheduler, make_errand(stock.reader, *witness), map(from_anywhere, new), _lost))


def _is_one(found: Found, other: Path) -> bool:
    return found.place.endswith(other.name) and found.path.resolve() == other.resolve()


def reader_of(site: Site) -> Remembered:
    """What reads the captures of *site*, with its memory."""
    folder, salt = cache_folder(), own_salt()
    forget_old(folder, salt)
    if site.settings.spacy_model is None:
        return Remembered(read, folder, salt)
    voted = VotedRead(site.settings.spacy_model)
    return Remembered(voted, folder, voted.salted(salt))


def _sort_out(
    found: Iterable[Found], reader: Remembered, states: Mapping[str, State], inventory: Inventory
) -> tuple[list[tuple[Found, str | None]], list[Note]]:
    """The captures with the keys by which they are remembered, without what is there twice; of each one copy is held at a time."""
    stock: list[tuple[Found, str | None]] = []
    notes: list[Note] = []
    first: dict[str, str] = {}
    for one in found:
        seen = inventory.recall(one.source, states[one.source]) or _looked_at(one, reader, states[one.source], inventory)
        if seen is None:
            stock.append((one, None))  # the attempt to read it says what is wrong
        elif (twin := first.setdefault(seen.sha256, one.source)) == one.source:
            stock.append((one, seen.key))
        else:
            notes += _on_twin(one, twin)
    return stock, notes


def _looked_at(one: Found, reader: Remembered, state: State, inventory: Inventory) -> Seen | None:
    """What a capture holds; None where its bytes cannot be had."""
    try:
        capture = load(one)
    except SitegenError:
        return None
    seen = Seen(state, capture.sha256, reader.key(capture))
    inventory.note(one.source, seen)
    return seen


def _on_twin(one: Found, twin: str) -> Iterator[Note]:
    """What is to be said of a capture that is left out, for *twin* holds the same bytes."""
    yield Note("info", "identical", f"the same bytes as {twin}: published once", one.source)
    with suppress(SitegenError):
        capture = load(one)
        place = structs.replace(capture, source=twin).sidecar_source
        if capture.sidecar and capture.sidecar_source != place:
            message = f"not read: what it speaks of is published as {twin}"
            yield Note("warning", "sidecar", message, capture.sidecar_source, None, f"put it beside that one, as {place}")


def _lost(found: Found) -> Attempted:
    hint = "the process that read it ended at once, as for want of memory; name it in `ignore` in sitegen.toml to build without it"
    return Noted(None, (Note("error", "failed", "reading it killed the reader", found.source, hint=hint),))
