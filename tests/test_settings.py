"""What a settings file may say, and what is said of one that cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.errors import SettingsError
from sitegen.settings import Settings, find_site, parse_settings


def test_no_line_is_needed() -> None:
    assert parse_settings("", "sitegen.toml") == Settings()


def test_every_setting_is_read() -> None:
    text = 'title = "Dam papers"\nbase_url = "https://dam.example.org/papers/"\nlanguage = "pt-BR"\nignore = ["*.bak"]\n'
    text += 'silence = ["undated"]\n'
    settings = parse_settings(text, "sitegen.toml")
    assert (settings.title, settings.base_url, settings.language) == ("Dam papers", "https://dam.example.org/papers/", "pt-BR")
    assert (settings.ignore, settings.silence) == (("*.bak",), ("undated",))


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ('title = "a"\ntitel = "b"', 2, "unknown setting `titel`", "did you mean `title`?"),
        ('Base_URL = "https://a.example"', 1, "unknown setting `Base_URL`", "did you mean `base_url`?"),
        ("zzz = 1", 1, "unknown setting `zzz`", "known settings: title,"),
        ('[[person]]\nname = "b"', 1, "unknown setting `person`", "known settings: "),
        ("\n\ntitle = 5", 3, "Expected `str`, got `int`", None),
        ('ignore = "*.bak"', 1, "Expected `array`, got `str`", None),
        ("ignore = [1]", 1, "Expected `str`, got `int`", None),
        ("title = unquoted", 1, "Invalid value", "quotation marks"),
        ('title = "  "', 1, "`title` cannot be used", "a name"),
        ('language = "English, mostly"', 1, "`language` cannot be used", "pt-BR"),
        ('base_url = "archive.example.org"', 1, "`base_url` cannot be used", "https://"),
        ('base_url = "javascript:alert(1)"', 1, "`base_url` cannot be used", "https://"),
        ('base_url = "https://archive.example.org//evil.example"', 1, "`base_url` cannot be used", "https://"),
        ("base_url = 'https://archive.example.org/\\evil.example'", 1, "`base_url` cannot be used", "https://"),
        ('output = ""', 1, "`output` cannot be used", "written to"),
    ],
)
def test_what_cannot_be_used_is_named_with_line_and_hint(text: str, line: int, message: str, hint: str | None) -> None:
    with pytest.raises(SettingsError) as caught:
        parse_settings(text, "sitegen.toml")
    error = caught.value
    assert (error.path, error.line) == ("sitegen.toml", line)
    assert message in error.message
    assert (error.hint is None) if hint is None else hint in (error.hint or "")


def _touch(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("", encoding="utf-8")


def test_without_a_settings_file_the_folders_are_those_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    _touch(tmp_path / "seeds" / "a.txt")
    site = find_site(None, None, None)
    assert (site.file, site.source, site.output, site.templates) == (None, Path("seeds"), Path("output"), None)


def test_a_source_with_settings_in_it_is_an_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    _touch(tmp_path / "dam" / "sitegen.toml", tmp_path / "dam" / "seeds" / "a.txt")
    site = find_site(Path("dam"), None, None)
    assert (site.source, site.output, site.templates) == (Path("dam/seeds"), Path("dam/output"), Path("dam/templates"))


def test_a_source_with_settings_but_no_seeds_holds_the_captures_itself(tmp_path: Path) -> None:
    _touch(tmp_path / "sitegen.toml", tmp_path / "a.txt")
    assert find_site(tmp_path, None, None).source == tmp_path


def test_the_settings_beside_a_source_hold_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _touch(tmp_path / "dam" / "sitegen.toml", tmp_path / "dam" / "seeds" / "a.txt")
    monkeypatch.chdir(tmp_path)
    assert find_site(Path("dam/seeds"), None, None).file == Path("dam/sitegen.toml")
    monkeypatch.chdir(tmp_path / "dam")
    site = find_site(Path("seeds"), None, None)
    assert (site.file, site.source, site.output) == (Path("sitegen.toml"), Path("seeds"), Path("output"))


def test_the_settings_here_do_not_speak_for_a_source_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    _touch(tmp_path / "seeds" / "a.txt", tmp_path / "elsewhere" / "a.txt")
    (tmp_path / "sitegen.toml").write_text('notice = "All of this is fiction."\n', encoding="utf-8")
    site = find_site(Path("elsewhere"), None, None)
    assert (site.file, site.settings, site.source, site.output) == (None, Settings(), Path("elsewhere"), Path("output"))
    assert find_site(Path("elsewhere"), Path("sitegen.toml"), None).settings.notice == "All of this is fiction."


def test_the_command_line_has_the_last_word(tmp_path: Path) -> None:
    _touch(tmp_path / "a.txt")
    config = tmp_path / "other.toml"
    config.write_text('output = "site"\nsource = "nowhere"\n', encoding="utf-8")
    assert find_site(tmp_path, config, None).output == tmp_path / "site"
    assert find_site(tmp_path, config, Path("there")).output == Path("there")


@pytest.mark.parametrize("name", ["missing", "a-file"])
def test_a_source_that_is_no_folder_is_a_mistake_in_usage(name: str, tmp_path: Path) -> None:
    _touch(tmp_path / "a-file")
    with pytest.raises(SettingsError) as caught:
        find_site(tmp_path / name, None, None)
    assert "sitegen init" in (caught.value.hint or "")


def test_settings_that_cannot_be_read_are_a_mistake_too(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes('title = "Caf\xe9"'.encode("latin-1"))
    for name, message in (("missing.toml", "cannot read the settings"), ("latin.toml", "UTF-8")):
        with pytest.raises(SettingsError, match=message):
            find_site(tmp_path, tmp_path / name, None)
