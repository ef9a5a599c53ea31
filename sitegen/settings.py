"""``sitegen.toml``: what an archive's keeper may set, typed; an unknown key is an error with the nearest known one."""

from __future__ import annotations

import difflib
import re

import msgspec

from sitegen.errors import SettingsError


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


def parse_settings(text: str, path: str) -> Settings:
    """The settings that *text*, the content of the file *path*, states; SettingsError with line and hint if it cannot be used."""
    try:
        return msgspec.toml.decode(text, type=Settings)
    except msgspec.ValidationError as error:
        key = re.search(r"unknown field `([^`]*)`", str(error))
        if key is None:
            raise SettingsError(str(error), path) from error
        near = difflib.get_close_matches(key[1], Settings.__struct_fields__, n=1)
        hint = f"did you mean `{near[0]}`?" if near else f"known settings: {', '.join(Settings.__struct_fields__)}"
        raise SettingsError(f"unknown setting `{key[1]}`", path, _line_of(key[1], text), hint) from error
    except msgspec.DecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise SettingsError(str(error), path, int(line[1]) if line else None) from error


def _line_of(key: str, text: str) -> int | None:
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(rf"\s*\[?\s*[\"']?{re.escape(key)}\b", line):
            return number
    return None
