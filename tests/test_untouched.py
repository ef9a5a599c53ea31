"""What the last build of a folder left is taken over into the next one as it stands, and only where it stands so."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.account import Account
from sitegen.bag import MANIFEST
from sitegen.manifest import manifest
from sitegen.model import OutputFile
from sitegen.output import claimed
from tests.edge import is_whole
from tests.test_output import FIRST, SECOND, without_manifest


@pytest.mark.parametrize(("becomes", "times"), [("nothing else", 1), ("another", 2), ("lost", 2)])
def test_the_next_manifest_is_made_of_the_last_one_only_if_it_is_the_one_that_is_known(
    becomes: str, times: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_anew: list[str] = []

    def noted(account: Account, size: int) -> str:
        made_anew.append(manifest(account, size))
        return made_anew[-1]

    monkeypatch.setattr("sitegen.output.manifest", noted)
    account, place = Account(), tmp_path / "output" / MANIFEST
    for files in (FIRST, SECOND):
        with claimed(tmp_path / "output") as output:
            draft = output.begin(None, account)
            if becomes == "lost":
                place.unlink(missing_ok=True)
            account = draft.write([OutputFile(path, content) for path, content in files.items()]).account
        listed = place.read_text(encoding="utf-8")
        assert listed == manifest(account, sum(map(len, files.values())))
        if becomes == "another":
            place.write_text(listed.replace("css", "CSS"), encoding="utf-8")
    assert len(made_anew) == times


@pytest.mark.parametrize("others", [[], ["index.html"], ["index.html", "people/mira.html"], ["assets/a.css"], [*FIRST]])
def test_what_is_untouched_stays_whatever_is_known_of_the_others(others: list[str], tmp_path: Path) -> None:
    with claimed(tmp_path / "output") as output:
        account = output.begin().write([OutputFile(path, content) for path, content in FIRST.items()]).account
    with claimed(tmp_path / "output") as output:
        changed = [OutputFile(path, SECOND[path]) for path in ("index.html", "people/ansel.html")]
        output.begin(None, account).write(changed, account, ["assets/a.css"], others)
    assert without_manifest(tmp_path / "output") == SECOND
    assert is_whole(tmp_path / "output")
