"""Which files a preview looks at."""

from __future__ import annotations

from argparse import Namespace
from io import StringIO
from pathlib import Path

from sitegen.console import Console
from sitegen.preview import Builder
from sitegen.server import Builds
from sitegen.settings import find_site


def test_all_that_a_site_is_made_of_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "templates").mkdir()
    wanted = [
        tmp_path / name
        for name in ("authority.toml", "permalinks.txt", "sitegen.toml", "seeds/a.txt", "seeds/a.toml", "templates/base.html")
    ]
    for path in wanted:
        path.write_text("", encoding="utf-8")
    builder = Builder(Namespace(), Console(StringIO()), find_site(tmp_path, None, None), Builds())
    assert sorted(set(builder.files())) == sorted(wanted)
    assert builder.written() == (tmp_path / "permalinks.txt",)


def test_of_captures_without_settings_no_addresses_are_kept(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("", encoding="utf-8")
    builder = Builder(Namespace(), Console(StringIO()), find_site(tmp_path, None, tmp_path / "output"), Builds())
    assert builder.written() == ()
