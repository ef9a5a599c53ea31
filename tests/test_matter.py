"""A file that is set of pieces is, byte for byte, the one that is set anew, whatever stands; what stands unharmed is not set again."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from sitegen.digests import digest
from sitegen.publish.exports.matter import Printing, Setting

Texts = dict[str, bytes]
NOTHING = Setting()


def texts(number: int = 60) -> Texts:
    return {f"boat {at:02}": b"%d tides; " % at * (at % 7) for at in range(number)}


def printed(place: Path, told: Texts, before: Setting = NOTHING, earlier: Path = Path()) -> tuple[Setting, list[str]]:
    """What the file at *place* is set of, and which of its pieces were set anew."""
    anew: list[str] = []

    def make(name: str, _: memoryview | None) -> bytes:
        anew.append(name)
        return told[name]

    printing = Printing([(name, digest(text)) for name, text in told.items()], make, before)
    told_digest = printing.draw(str(place), str(earlier))
    assert place.read_bytes() == b"".join(told.values())
    assert told_digest == sha256(place.read_bytes()).hexdigest()
    return printing.setting(), anew


@pytest.fixture(params=[b"", b"\x40", b"\xff" * 20])
def earlier(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Setting]:
    """A file that stands, and what it was set of; its stretches are long or short."""
    monkeypatch.setattr("sitegen.publish.exports.matter._LAST", request.param)
    return tmp_path / "earlier", printed(tmp_path / "earlier", texts())[0]


@pytest.mark.parametrize("seed", range(5))
def test_after_any_edit_only_what_is_different_is_set_anew(seed: int, earlier: tuple[Path, Setting], tmp_path: Path) -> None:
    random, told = Random(seed), texts()  # noqa: S311  (nothing here is a secret)
    gone, changed = random.sample(sorted(told), 2)
    del told[gone]
    told[changed] += b"a windlass; "
    told["boat 30 b"] = b"a winch; "
    names = list(told)
    if seed % 2:
        random.shuffle(names)
    told = {name: told[name] for name in names}
    setting, anew = printed(tmp_path / "now", told, earlier[1], earlier[0])
    assert setting == printed(tmp_path / "clean", told)[0]
    assert sorted(anew) == sorted({changed, "boat 30 b"} & told.keys())


def _cut(content: bytes) -> bytes:
    return content[:-9]


def _rotten(content: bytes) -> bytes:
    return content.replace(b"10 tides", b"11 tides", 1)


@pytest.mark.parametrize(("harm", "harmed"), [(_cut, "boat 59"), (_rotten, "boat 10"), (lambda _: b"", "boat 01")])
def test_what_was_harmed_is_set_anew(harm: Callable[[bytes], bytes], harmed: str, earlier: tuple[Path, Setting], tmp_path: Path) -> None:
    place, before = earlier
    place.write_bytes(harm(place.read_bytes()))
    setting, anew = printed(tmp_path / "now", texts(), before, place)
    assert (setting, harmed in anew) == (before, True)
    assert len(printed(tmp_path / "again", texts(), setting, tmp_path / "now")[1]) == 0


@pytest.mark.parametrize("lost", ["nowhere", "."])
def test_what_is_lost_is_set_anew(lost: str, earlier: tuple[Path, Setting], tmp_path: Path) -> None:
    setting, anew = printed(tmp_path / "now", texts(), earlier[1], tmp_path / lost)
    assert (setting, anew) == (earlier[1], list(texts()))
