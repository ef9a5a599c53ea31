"""A template's tree -> the same in one tongue: constant texts are translated once, when the template is read, and cost a page nothing.

``{{ _("Search") }}`` is text and is escaped. ``{% trans %}`` may hold markup; the values in it are escaped. The form of what counts is
chosen when the page is made, for only then the number is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from jinja2 import nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from sitegen.patterns import later
from sitegen.publish.tongue import Tongue, form
from sitegen.publish.weave import as_markup

OFTEN = 1 << 14
_PLACE = later(r"%\((\w+)\)s")


class Interpreter(NodeTransformer):
    """Says in *tongue* what a template says in English."""

    def __init__(self, tongue: Tongue) -> None:
        self.tongue = tongue

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802  (the name that Jinja calls)
        """Every ``_("…")`` becomes its translation."""
        self.generic_visit(node)
        text = _asked(node, "_")
        return nodes.Const(self.tongue.gettext(*text), lineno=node.lineno) if text else node

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802  (as above)
        """Every ``{% trans %}`` becomes its translation, in pieces between the values in it."""
        self.generic_visit(node)
        return nodes.Output([piece for child in node.nodes for piece in self._said(child)], lineno=node.lineno)

    def _said(self, node: nodes.Node) -> Iterator[nodes.Expr]:
        if text := _asked(node, "gettext"):
            return self._pieces(self.tongue.gettext(*text), node)
        if text := _asked(node, "pgettext"):
            return self._pieces(self.tongue.pgettext(*text), node)
        if text := _asked(node, "ngettext"):
            return iter([self._counting(*self.tongue.forms(*text[:2]), node)])
        return iter([node])  # type: ignore[list-item]  # what stands in an output is an expression

    def _pieces(self, said: str, node: Any) -> Iterator[nodes.Expr]:
        values = {keyword.key: keyword.value for keyword in node.kwargs}
        for number, piece in enumerate(_PLACE.split(said)):
            if number % 2:
                yield values[piece]
            elif piece:
                yield nodes.TemplateData(piece.replace("%%", "%"), lineno=node.lineno)

    def _counting(self, plurals: str, forms: tuple[str, ...], node: Any) -> nodes.Expr:
        values = [nodes.Pair(nodes.Const(keyword.key), keyword.value) for keyword in node.kwargs]
        arguments = [nodes.Const(plurals), nodes.Const(forms), node.args[2], nodes.Dict(values)]
        return nodes.Call(nodes.Name("said_of", "load"), arguments, [], None, None, lineno=node.lineno)


def saying(tongue: Tongue) -> Callable[[str, tuple[str, ...], int, dict[str, object]], Markup]:
    """The function that says one of several forms with a number in it, and other values, escaped."""

    @lru_cache(maxsize=OFTEN)
    def alone(plurals: str, forms: tuple[str, ...], number: int) -> Markup:
        return as_markup(form(plurals, forms, number) % {"num": tongue.number(number)})  # the text of a template or a catalogue

    def said_of(plurals: str, forms: tuple[str, ...], number: int, values: dict[str, object]) -> Markup:
        if not values:
            return alone(plurals, forms, number)
        shown = {name: escape(value) for name, value in values.items()}
        return as_markup(form(plurals, forms, number) % {"num": tongue.number(number), **shown})  # as above, its values escaped

    return said_of


def _asked(node: nodes.Node, name: str) -> list[Any]:
    """The constants that the function *name* is called with; none where *node* is no call of it."""
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name == name:
        return [argument.value for argument in node.args if isinstance(argument, nodes.Const)]
    return []
