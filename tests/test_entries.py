"""What the books keep of the files about one thing: their paths are what they were, however they are held."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sitegen.publish.entries import About, Entry, Paths, entries_of, others_than

ENTRIES = st.lists(st.builds("people/{}.html".format, st.integers(0, 99)), min_size=1, max_size=3, unique=True)


def _about(paths: list[str]) -> list[Entry]:
    return [(path, path.encode(), bytes(4), bytes(8)) for path in paths]


@given(st.lists(ENTRIES, max_size=3))
def test_files_about_one_thing_come_back_as_they_were_entered(rows: list[list[str]]) -> None:
    files = {}
    for number, paths in enumerate(rows):
        about = About()
        for entry in _about(paths):
            about.add(entry)
        files[str(number) if number else ""] = about.packed()
    flat = [path for paths in rows for path in paths]
    assert [entries_of(one) for one in files.values()] == list(map(_about, rows))
    assert (list(Paths(files.values())), len(Paths(files.values()))) == (flat, len(flat))
    assert all(path in Paths(files.values()) for path in flat)
    assert "index.html" not in Paths(files.values())
    others = [path for path in [*flat, "index.html"] if not any(path in paths for paths in rows[1:])]
    assert others_than(files, [*flat, "index.html"]).split("\n") == others
