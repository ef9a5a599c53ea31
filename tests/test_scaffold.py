"""A new archive works as it comes, and its settings file tells the truth."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from sitegen.errors import SettingsError, SitegenError
from sitegen.publish.headers import POLICY
from sitegen.scaffold import begin_archive, requirement
from sitegen.settings import Settings, parse_settings
from tests.edge import ROOT, fill, run


def test_an_archive_has_all_it_needs(tmp_path: Path) -> None:
    made = begin_archive(tmp_path / "dam")
    assert {path.name for path in made} == {
        ".gitignore",
        ".python-version",
        "README.md",
        "netlify.toml",
        "requirements.txt",
        "sitegen.toml",
    }
    assert ((tmp_path / "dam" / "seeds").is_dir(), (tmp_path / "dam" / "templates").is_dir()) == (True, True)


def test_it_builds_as_soon_as_there_is_a_capture(tmp_path: Path) -> None:
    assert run("init", "dam", cwd=tmp_path).returncode == 0
    empty = run("build", "dam", cwd=tmp_path)
    assert (empty.returncode, "no captures here" in empty.stderr) == (1, True)
    fill(tmp_path / "dam" / "seeds", 1)
    assert run("build", "--strict", cwd=tmp_path / "dam").returncode == 0
    assert (tmp_path / "dam" / "output" / "index.html").is_file()


def test_the_settings_name_every_setting_with_its_default(tmp_path: Path) -> None:
    begin_archive(tmp_path)
    text = (tmp_path / "sitegen.toml").read_text(encoding="utf-8")
    assert parse_settings(text, "sitegen.toml") == Settings(title="My archive")
    spelled = parse_settings(re.sub(r"(?m)^# (?=\w+ = )", "", text), "sitegen.toml")
    named = re.findall(r"(?m)^(?:# )?(\w+) = ", text)
    assert sorted(named) == sorted(Settings.__struct_fields__)
    for key in ("description", "language", "source", "output", "templates"):
        assert getattr(spelled, key) == getattr(Settings(), key)


def test_what_is_there_is_kept(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    assert tmp_path / "README.md" not in begin_archive(tmp_path)
    with pytest.raises(SettingsError, match="begun here already"):
        begin_archive(tmp_path)
    begin_archive(tmp_path, force=True)
    assert (tmp_path / "README.md").read_text(encoding="utf-8") != "mine"


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(SitegenError, match="cannot begin"):
        begin_archive(tmp_path / "file")


@pytest.mark.parametrize("place", ["new", "own"])
def test_netlify_is_told_what_the_site_tells_other_hosts(place: str, tmp_path: Path) -> None:
    begin_archive(tmp_path)
    said = tomllib.loads(((tmp_path if place == "new" else ROOT) / "netlify.toml").read_text(encoding="utf-8"))
    version = ((tmp_path if place == "new" else ROOT) / ".python-version").read_text(encoding="utf-8").strip()
    assert said["build"]["environment"]["PYTHON_VERSION"] == version
    assert said["build"]["publish"] == Settings().output
    assert said["build"]["command"].endswith("&& sitegen build")
    (headers,) = said["headers"]
    assert (headers["for"], headers["values"]["Content-Security-Policy"]) == ("/*", f"{POLICY}; frame-ancestors 'none'")
    assert "max-age" in headers["values"]["Cache-Control"]


@pytest.mark.parametrize(
    ("origin", "wanted"),
    [
        (
            {"url": "https://git.example.org/a/sitegen.git", "vcs_info": {"vcs": "git", "commit_id": "abc123"}},
            "sitegen @ git+https://git.example.org/a/sitegen.git@abc123\n",
        ),
        ({"url": "https://example.org/sitegen-1.0.tar.gz", "archive_info": {}}, "sitegen @ https://example.org/sitegen-1.0.tar.gz\n"),
    ],
)
def test_a_host_installs_from_where_this_came_from(origin: dict[str, object], wanted: str) -> None:
    assert requirement(json.dumps(origin)) == wanted


@pytest.mark.parametrize("origin", [None, json.dumps({"url": "file:///home/mira/sitegen", "dir_info": {"editable": True}})])
def test_no_place_is_invented_that_a_host_could_install_from(origin: str | None) -> None:
    assert all(line.startswith("#") for line in requirement(origin).splitlines())
