"""Template sources -> the one template environment: escaping on, an unknown name an error, and no detour where a page calls or escapes.

A page makes some hundred calls and prints some hundred values. Jinja asks at every call whether the function wants the context, and makes
an object of its own of every value that it escapes. No function here wants the context, and what is printed is joined at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import markupsafe
from jinja2 import DictLoader, Environment, StrictUndefined, Template
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.nodes import Call, Expr
from jinja2.nodes import Template as TemplateNode
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup


def environment(templates: Mapping[str, str], words: Mapping[str, object]) -> Environment:
    """The environment of *templates*, source by name; *words* are what every template knows."""
    made = _Environment(
        loader=DictLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=-1,
        auto_reload=False,
    )
    made.globals |= words
    return made


def escaped(value: object) -> str:
    """*value* as HTML: as it stands where it is markup, else with every character escaped that could begin some."""
    if type(value) is Markup:
        return value
    if hasattr(value, "__html__"):
        return str(value.__html__())
    return _escape(value if type(value) is str else str(value))


def _escape_slowly(text: str) -> str:
    return str(markupsafe.escape(text))


_escape: Callable[[str], str] = getattr(markupsafe, "_escape_inner", _escape_slowly)
"""The part of ``markupsafe.escape`` that escapes, where this release has it apart."""


class Component(Macro):
    """A macro that is called with its arguments in order, as nearly all calls do it; the others go the longer way."""

    def __call__(self, *arguments: Any, **named: Any) -> str:
        """The markup that the macro makes."""
        lacking = self._argument_count - len(arguments)
        if named or lacking < 0 or self.caller or self.catch_kwargs or self.catch_varargs:
            return super().__call__(*arguments, **named)
        return str.__new__(Markup, self._func(*arguments, *((missing,) * lacking)))


class _Generator(CodeGenerator):
    """Writes the Python of a template, with plain calls and plain escaping."""

    def visit_Template(self, node: TemplateNode, frame: Frame | None = None) -> None:  # noqa: N802  (the name that Jinja calls)
        self.writeline("from operator import call")
        self.writeline("from sitegen.publish.engine import Component, escaped")
        super().visit_Template(node, frame)

    def visit_Call(self, node: Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802  (as above)
        self.write("call(")
        self.visit(node.node, frame)
        self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
        self.write(")")

    def write_commons(self) -> None:
        """Write the first lines of every function of a template."""
        super().write_commons()
        self.writeline("Macro = Component")

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("escaped(")


class _Template(Template):
    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002  (what Jinja calls it with)
        """The macros of a component, made once: no component is given names of its own."""
        return super()._get_default_module()


class _Environment(Environment):
    code_generator_class = _Generator
    template_class = _Template
