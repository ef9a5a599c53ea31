"""Gathers the texts of the interface into templates/languages/interface.pot, and brings the catalogues beside it up to date.

    python tools/build_catalogues.py

Run it where a text of a template, a script or a page was changed. A text that is new stands untranslated in the catalogues, and one that is
gone falls out of them. One that was only reworded is marked as fuzzy: pages say it in English until somebody has looked at it. The tests
want all of them translated.
"""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment, nodes

from sitegen.publish.script_texts import texts

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "templates" / "languages"
TEMPLATE = FOLDER / "interface.pot"
HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: sitegen\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"

"""
PLAIN = ("_", "N_", "gettext", "say")
NOUNS = {"counted": 1, "shelf": 2}
"""Functions of a number with its noun, and where among their arguments the noun stands."""

Text = tuple[str | None, str, str | None]
"""What the text is about, the text, and its plural."""


def gathered() -> Catalog:
    """Every text of the interface, by file."""
    catalog = Catalog()
    for name, found in _files():
        for context, one, many in found:
            catalog.add((one, many) if many else one, context=context, locations=[(name, 0)], flags=_flags(one))
    return catalog


def _flags(text: str) -> tuple[str, ...]:
    return ("python-format",) if "%(" in text else ()


def _files() -> Iterator[tuple[str, list[Text]]]:
    for path in sorted((ROOT / "templates").rglob("*.html")):
        yield _name(path), list(_in_template(path.read_text(encoding="utf-8")))
    for path in sorted((ROOT / "templates" / "static").rglob("*.js")):
        yield _name(path), [(None, found[0], found[1] if len(found) > 1 else None) for found in texts(path.read_text(encoding="utf-8"))]
    for path in sorted((ROOT / "sitegen" / "publish").rglob("*.py")):
        yield _name(path), list(_in_module(path.read_text(encoding="utf-8")))


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _in_template(source: str) -> Iterator[Text]:
    environment = Environment(autoescape=True, extensions=["jinja2.ext.i18n"], trim_blocks=True, lstrip_blocks=True)
    environment.newstyle_gettext = True  # type: ignore[attr-defined]  # of the extension
    for node in environment.parse(source).find_all((nodes.Call, nodes.Assign)):
        if isinstance(node, nodes.Assign):
            yield from _noun_set(node)
        elif isinstance(node, nodes.Call):
            name = node.node.name if isinstance(node.node, nodes.Name) else getattr(node.node, "attr", "")
            yield from _called(name, [argument.value if isinstance(argument, nodes.Const) else None for argument in node.args])


def _noun_set(node: nodes.Assign) -> Iterator[Text]:
    """The noun that a list gives its frame: ``{% set noun, lines = "quote", "…" %}``."""
    if isinstance(node.target, nodes.Tuple) and isinstance(node.node, nodes.Tuple):
        for target, value in zip(node.target.items, node.node.items, strict=True):
            if isinstance(target, nodes.Name) and target.name == "noun" and isinstance(value, nodes.Const):
                yield _noun(value.value, None)


def _in_module(source: str) -> Iterator[Text]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            for arguments in _alternatives(node.args):
                yield from _called(name, arguments)


def _alternatives(arguments: list[ast.expr]) -> Iterator[list[str | None]]:
    """The constants among *arguments*; both, where one of two is chosen."""
    chosen = arguments[0] if arguments else None
    if isinstance(chosen, ast.IfExp):
        yield from ([_constant(one)] for one in (chosen.body, chosen.orelse))
    else:
        yield [_constant(argument) for argument in arguments]


def _constant(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _called(name: str, arguments: list[str | None]) -> Iterator[Text]:
    """The text that a call asks for."""
    said = [argument if isinstance(argument, str) else None for argument in (*arguments, None, None, None, None)]
    first, second, third = said[:3]
    if name in PLAIN and first:
        yield None, first, None
    elif name == "pgettext" and first and second:
        yield first, second, None
    elif name == "ngettext" and first and second:
        yield None, first, second
    elif name == "npgettext" and first and second and third:
        yield first, second, third
    elif name in NOUNS and (noun := said[NOUNS[name]]):
        yield _noun(noun, said[NOUNS[name] + 1])


def _noun(one: str, many: str | None) -> Text:
    return None, f"%(num)s {one}", f"%(num)s {many or one + 's'}"


def written(catalog: Catalog, language: str, plurals: str) -> str:
    """*catalog* as a file, without dates, so that it is the same for the same texts."""
    content = io.BytesIO()
    write_po(content, catalog, width=120, omit_header=True, include_lineno=False, sort_output=False)
    return HEADER.format(language=language, plurals=plurals) + content.getvalue().decode("utf-8").strip() + "\n"


def updated(path: Path, template: Catalog) -> str:
    """The catalogue at *path* with the texts of *template*."""
    catalog = read_po(io.StringIO(path.read_text(encoding="utf-8")))
    catalog.update(template, no_fuzzy_matching=False, keep_user_comments=True)
    catalog.obsolete.clear()
    return written(catalog, path.stem, catalog.plural_forms)


if __name__ == "__main__":
    texts_of_all = gathered()
    TEMPLATE.write_text(written(texts_of_all, "", "nplurals=2; plural=(n != 1);"), encoding="utf-8", newline="\n")
    for catalogue in sorted(FOLDER.glob("*.po")):
        catalogue.write_text(updated(catalogue, texts_of_all), encoding="utf-8", newline="\n")
