"""``sitegen.toml``: what an archive's keeper may set, typed, and the folders that a command works on."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import msgspec

from sitegen.errors import SettingsError
from sitegen.look import Colors, Fonts, Palette
from sitegen.model.capture import SETTINGS_FILE
from sitegen.model.value import Value
from sitegen.patterns import later

FILE_NAME = SETTINGS_FILE
_WORD = later(r"\w\W*\w")
_LANGUAGE = later(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The settings of one archive; every one has a default, so that no file is needed."""

    title: str = "News archive"
    description: str = "Saved news articles, with a page for every quote, person, organisation and place in them."
    """One paragraph for the front page: what this archive is."""
    notice: str | None = None
    """A notice that stands on the front page, such as that the archive is fictional."""
    language: str = "en"
    """BCP 47 tag of the site's own words."""
    base_url: str | None = None
    """Where the site will be published; only canonical addresses need it, pages link relatively."""
    source: str = "seeds"
    output: str = "output"
    templates: str = "templates"
    """Folders, relative to the settings file."""
    ignore: tuple[str, ...] = ()
    """File name patterns below the source folder that are not captures."""
    silence: tuple[str, ...] = ()
    """Codes of notes that are known and need no telling; an error is always told."""
    redact: tuple[str, ...] = ()
    """Names that no file of the site may tell, in any spelling of case, accents and marks."""
    spacy_model: str | None = None
    """An installed spaCy model, whose names weigh as one more sign of what a name is."""
    pinned: tuple[str, ...] = ()
    """Addresses of pages of the site that the front page shows first."""
    colors: Colors = Colors()
    fonts: Fonts = Fonts()


class Site(Value):
    """The settings of an archive and the folders they lead to."""

    settings: Settings
    file: Path | None
    """The settings file; None where there is none."""
    root: Path
    """The folder that the settings' folders are relative to."""
    source: Path
    output: Path
    templates: Path | None
    """The site's own templates; only an archive with a settings file has a place for them."""


def find_site(source: Path | None, config: Path | None, output: Path | None) -> Site:
    """The site that a command line means by SOURCE, ``--config`` and ``--output``, each of which may be missing."""
    file = config or _file_of(source)
    settings = _load(file) if file else Settings()
    root = file.parent if file else Path()
    within = root / settings.source
    inside_source = file is not None and source is not None and file.parent == source
    captures = within if source is None or (inside_source and within.is_dir()) else source
    if not captures.is_dir():
        hint = "name the folder that holds the captures, or begin an archive with: sitegen init"
        raise SettingsError("no such folder" if not captures.exists() else "not a folder", str(captures), hint=hint)
    site = output or root / settings.output
    if captures.resolve().is_relative_to(site.resolve()):
        hint = "captures are never written to: name a folder beside them with -o, or as `output` in the settings"
        raise SettingsError("the captures lie in the output folder", str(site), hint=hint)
    return Site(settings, file, root, captures, site, root / settings.templates if file else None)


def _file_of(source: Path | None) -> Path | None:
    """The settings file of the archive that *source* is, or whose captures it holds.

    Settings that stand here but name another folder say nothing of *source*: a title or a notice must never speak for captures of others.
    """
    if source is None:
        return Path(FILE_NAME) if Path(FILE_NAME).is_file() else None
    if (source / FILE_NAME).is_file():
        return source / FILE_NAME
    near = (place for place in (Path(FILE_NAME), source.parent / FILE_NAME) if place.is_file())
    return next((place for place in near if (place.parent / _load(place).source).resolve() == source.resolve()), None)


def _load(file: Path) -> Settings:
    try:
        return parse_settings(file.read_text(encoding="utf-8-sig"), str(file))
    except OSError as error:
        raise SettingsError(f"cannot read the settings: {error.strerror}", str(file)) from error
    except UnicodeDecodeError as error:
        raise SettingsError("settings must be UTF-8 text", str(file)) from error


def parse_settings(text: str, path: str) -> Settings:
    """The settings that *text*, the content of the file *path*, states; SettingsError with line and hint if it cannot be used."""
    try:
        settings = msgspec.toml.decode(text, type=Settings)
    except msgspec.ValidationError as error:
        raise _misfit(str(error), text, path) from error
    except msgspec.DecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise SettingsError(str(error), path, int(line[1]) if line else None, "this is not TOML: text stands in quotation marks") from error
    for key, (wrong, hint) in _UNUSABLE.items():
        if wrong(getattr(settings, key)):
            raise SettingsError(f"`{key}` cannot be used: {getattr(settings, key)!r}", path, _line_of(key, text), hint)
    return settings


def _misfit(message: str, text: str, path: str) -> SettingsError:
    unknown = re.search(r"unknown field `([^`]*)`(?: - at `\$\.([\w.]+)`)?", message)
    if unknown is None:
        found = re.search(r"`\$\.([\w.]+)", message)
        keys = found[1].split(".") if found else [""]
        line = _line_of(keys[-1], text) or _line_of(keys[0], text)
        if "regex" in message:
            return SettingsError(f"`{keys[-1]}` cannot be used", path, line, _FORMS[keys[0]])
        return SettingsError(message, path, line)
    known = _NESTED.get(unknown[2] or "", Settings.__struct_fields__)
    near = difflib.get_close_matches(unknown[1].lower(), known, n=1)
    hint = f"did you mean `{near[0]}`?" if near else f"known settings: {', '.join(known)}"
    return SettingsError(f"unknown setting `{unknown[1]}`", path, _line_of(unknown[1], text), hint)


def _line_of(key: str, text: str) -> int | None:
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(rf"\s*\[{{0,2}}\s*(?:\w+\.)?[\"']?{re.escape(key)}\b", line):
            return number
    return None


def _is_blank(value: str) -> bool:
    return not value.strip()


def _is_no_address(value: str | None) -> bool:
    return value is not None and not re.fullmatch(r"https?://[^\s/\\?#\"<>\[\]]+(?:/[^\s/\\?#\"<>]+)*/?", value)


_NESTED = {
    "colors": Colors.__struct_fields__,
    "colors.light": Palette.__struct_fields__,
    "colors.dark": Palette.__struct_fields__,
    "fonts": Fonts.__struct_fields__,
}
"""The keys of each table."""

_FORMS = {"colors": 'a colour such as "#1f1d1a"', "fonts": 'names of fonts, such as ["Georgia", "serif"]'}

_UNUSABLE = {
    "title": (_is_blank, "give the archive a name"),
    "language": (lambda value: not _LANGUAGE.fullmatch(value), 'a language tag such as "en" or "pt-BR"'),
    "base_url": (_is_no_address, 'an address such as "https://archive.example.org/news"'),
    "redact": (lambda names: not all(_WORD.search(name) for name in names), 'names, such as ["Mara Quill", "Quill"]'),
    "source": (_is_blank, "the folder that holds the captures"),
    "output": (_is_blank, "the folder that the site is written to"),
    "templates": (_is_blank, "the folder of your own templates"),
}
"""What each setting must not be, and what it should look like."""
