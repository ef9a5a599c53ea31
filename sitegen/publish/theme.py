"""The look of a site: its templates and the files that pages load, the built-in ones overridden file by file by the site's own."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec import structs

from sitegen.errors import SitegenError
from sitegen.look import style_sheet
from sitegen.model import OutputFile
from sitegen.publish.catalogues import FOLDER, speak, texts_of
from sitegen.publish.script_texts import spoken
from sitegen.publish.tongue import ENGLISH, Tongue
from sitegen.publish.view import View
from sitegen.settings import Settings

PACKAGE = Path(__file__).resolve().parents[1]
STATIC = "static/"
ROOT = "static/root/"
ASSETS = "assets/"
SHEET = "assets/css/site.css"
TEMPLATE = FOLDER + "interface.pot"

_COMMENT = re.compile(
    rb"^[ \t]*(?:/\*(?:[^*]|\*(?!/))*\*/|//[^\n]*)[ \t]*\n"  # on lines of its own
    rb"|[ \t]+/\*(?:[^*\n]|\*(?!/))*\*/[ \t]*$"  # at the end of a line
    rb"|^[ \t]+|^\n",
    re.MULTILINE,
)
_SPARE = re.compile(rb"(?<=[{};,(\[])\n(?!\Z)|\n(?=[})\]])| (?==>)|(?<==>) |(?<=\)) (?=\{\n)")
"""Ends of lines and spaces that a script can do without."""


class Theme(View):
    """Everything that pages are made with besides the archive, as values."""

    templates: tuple[tuple[str, str], ...]
    """Name below the templates folder, such as ``pages/article.html``, and source; sorted by name."""
    assets: tuple[OutputFile, ...]
    """The files below ``static/`` where they stand in the site, below ``assets/`` or, from ``static/root/``, at its top; sorted by path."""
    tongue: Tongue = ENGLISH
    own: frozenset[str] = frozenset()
    """The names of the templates that are the site's own."""
    untranslated: int = 0
    """How many of the texts of the interface are English for want of a translation in the site's own catalogue."""


def load_theme(overrides: Path | None, language: str = "en") -> Theme:
    """The built-in theme in *language*, with each file that also stands below the folder *overrides* taken from there."""
    ours = {STATIC + "lunr.js": _lunr(), **_files_below(_built_in())}
    own = _files_below(overrides) if overrides is not None else {}
    files = ours | own
    tongue = _tongue(language, ours, own)
    templates = [(name, _source(path)) for name, path in files.items() if not name.startswith(STATIC) and name.endswith(".html")]
    assets = [
        OutputFile(_place(name), _content(path, path == ours.get(name), tongue)) for name, path in files.items() if name.startswith(STATIC)
    ]
    untranslated = len(tongue.missing(texts_of(_source(ours[TEMPLATE])))) if tongue.messages else 0
    return Theme(tuple(sorted(templates)), tuple(sorted(assets, key=lambda asset: asset.path)), tongue, frozenset(own), untranslated)


def dressed(theme: Theme, settings: Settings) -> Theme:
    """*theme* in the colours and fonts of *settings*: they stand behind its style sheet."""
    own = style_sheet(settings.colors, settings.fonts).encode()
    return structs.replace(theme, assets=tuple(OutputFile(SHEET, a.content + own) if a.path == SHEET else a for a in theme.assets))


def sheet_of(theme: Theme) -> str:
    """The style sheet of every page; empty when the site has none."""
    return next((asset.content.decode("utf-8", "replace") for asset in theme.assets if asset.path == SHEET), "")


def _built_in() -> Path:
    """The folder of the built-in templates: inside the package in a wheel, beside it in a checkout."""
    inside = PACKAGE / "templates"
    return inside if inside.is_dir() else PACKAGE.parent / "templates"


def _files_below(folder: Path) -> dict[str, Path]:
    """The files below *folder*, by their path in it; none when there is no such folder; hidden and backup files do not count."""
    found = {path.as_posix().removeprefix(f"{folder.as_posix()}/"): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: path for name, path in found.items() if not any(part.startswith(".") or part.endswith("~") for part in name.split("/"))}


def _place(name: str) -> str:
    """Where the file *name* of a theme stands in the site."""
    return name.removeprefix(ROOT) if name.startswith(ROOT) else ASSETS + name.removeprefix(STATIC)


def _content(path: Path, is_ours: bool, tongue: Tongue) -> bytes:
    """What is published of a file: all of it, but of our own scripts neither comments nor spare spaces; scripts speak *tongue*."""
    content = path.read_bytes()
    if path.suffix != ".js" or path.name == "lunr.js":
        return content
    return spoken(_SPARE.sub(b"", _COMMENT.sub(b"", content)) if is_ours else content, tongue)


def _tongue(language: str, ours: dict[str, Path], own: dict[str, Path]) -> Tongue:
    """The tongue of *language*, by the catalogues among the files; only those that may be wanted are read."""
    catalogues = {_tag(name): name for name in sorted(ours.keys() | own.keys()) if name.startswith(FOLDER) and name.endswith(".po")}
    if not catalogues and language == ENGLISH.tag:
        return ENGLISH
    wanted = {tag for tag in catalogues if tag.partition("-")[0].lower() == language.partition("-")[0].lower()}
    content = {tag: _source(ours[name]) if tag in wanted else "" for tag, name in catalogues.items() if name in ours}
    own_content = {tag: (str(own[name]), _source(own[name]) if tag in wanted else "") for tag, name in catalogues.items() if name in own}
    return speak(language, content, own_content, str(ours[TEMPLATE]))


def _tag(name: str) -> str:
    """The language of the catalogue *name*, which gettext may call ``pt_BR``."""
    return name.removeprefix(FOLDER).removesuffix(".po").replace("_", "-")


def _source(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise SitegenError("a template or a catalogue must be UTF-8 text", str(path), hint=str(error)) from error


def _lunr() -> Path:
    path = PACKAGE / "lunr.js"
    if not path.is_file():
        raise SitegenError("lunr.js is missing from the installed package", str(path), hint="install sitegen again: pip install -e .")
    return path
