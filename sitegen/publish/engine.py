"""Template sources -> what renders them: escaping on, an unknown name an error, and no detour where a page looks up, calls or escapes.

A page makes some hundred calls, asks three hundred times for a part of something and prints two hundred values. Jinja asks at every
call whether the function wants the context, tries for every part first an attribute and then an item, and makes an object of its own of
every value that it escapes. Here no function wants the context, nearly every part is an attribute, and what is printed is joined at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined, Template, TemplateError
from jinja2.environment import TemplateModule
from jinja2.nodes import Template as TemplateNode
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup

from sitegen.publish.imposition import imposed
from sitegen.publish.platemaking import Generator, bind
from sitegen.publish.plates import Plates
from sitegen.publish.tongue import ENGLISH, Tongue
from sitegen.publish.translation import Interpreter, saying
from sitegen.publish.weave import as_markup as as_markup
from sitegen.publish.weave import escape_text as escape_text


class Press:
    """Renders templates."""

    def __init__(
        self, templates: Mapping[str, str], words: Mapping[str, object], tongue: Tongue = ENGLISH, plates: Plates | None = None
    ) -> None:
        """*templates*: source by name, which speak *tongue*; *words* are what every template knows; *plates* those that are compiled."""
        self._swift = _environment(_Swift, templates, words, tongue, plates)
        self._patient = _environment(_Speaking, templates, words, tongue)
        self._wants_patience: set[str] = set()
        """Templates of a site that ask for items as if they were attributes, or whether there is such an attribute."""
        if plates is not None and not plates.stand_for(templates):
            self._cut(templates)

    def _cut(self, templates: Iterable[str]) -> None:
        """Compile all *templates* now: copies of this process would do so each, and leave no plates."""
        for name in templates:
            with suppress(TemplateError):  # whoever renders it is told
                self._swift.get_template(name)

    def render(self, name: str, values: Mapping[str, object]) -> str:
        """The template *name*, filled with *values*; jinja2.TemplateError where it cannot be."""
        if name not in self._wants_patience:
            try:
                return fill(self._swift.get_template(name), values)
            except AttributeError:
                self._wants_patience.add(name)
        return self._patient.get_template(name).render(values)


def _environment(
    kind: type[_Speaking], templates: Mapping[str, str], words: Mapping[str, object], tongue: Tongue, plates: Plates | None = None
) -> Environment:
    made = kind(
        extensions=["jinja2.ext.i18n"],
        loader=DictLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=-1,
        auto_reload=False,
        bytecode_cache=plates,
    )
    made.newstyle_gettext = True
    made.sources = templates
    made.interpreter = Interpreter(tongue)
    made.globals |= {"said_of": saying(tongue), **words}
    return made


def fill(template: Template, values: Mapping[str, object]) -> str:
    """What ``template.render(values)`` gives, which puts all words that every template knows together anew, one by one."""
    environment = template.environment
    context = _Context(environment, {**environment.globals, **values}, template.name, template.blocks)
    return "".join(template.root_render_func(context))


def escaped(value: object) -> str:
    """*value* as HTML: as it stands where it is markup, else with every character escaped that could begin some."""
    if type(value) is int:
        return str(value)
    if type(value) is Markup:
        return value
    if hasattr(value, "__html__"):
        return str(value.__html__())
    return escape_text(value if type(value) is str else str(value))


def component(environment: Environment, function: Any, name: str, arguments: tuple[str, ...], *more: bool) -> Any:
    """The macro as the plain *function* that it is, where it takes no *more* than its own arguments: keywords, others, a caller."""
    macro = Macro(environment, function, name, list(arguments), *more)
    *takes_more, _ = more
    if any(takes_more):
        return macro
    function.__defaults__ = (missing,) * len(arguments)
    function.macro = macro
    return function


def call(function: Any, *arguments: Any, **named: Any) -> Any:
    """What *function* gives for arguments of which some are *named*."""
    return getattr(function, "macro", function)(*arguments, **named)


class _Vars(dict[str, Any]):
    """The names that a template knows; one that nobody has given anything is a value that cannot be shown."""

    __slots__ = ("undefined",)

    def __init__(self, known: Mapping[str, Any], undefined: Callable[..., Any]) -> None:
        super().__init__(known)
        self.undefined = undefined

    def __missing__(self, name: str) -> Any:
        self[name] = found = self.undefined(name=name)
        return found


class _Context(Context):
    def __init__(self, environment: Environment, parent: dict[str, Any], *more: Any, **named: Any) -> None:
        super().__init__(environment, parent, *more, **named)
        self.vars = _Vars(parent, environment.undefined)

    def derived(self, locals: dict[str, Any] | None = None) -> Context:
        """The same with *locals* besides: what a block is given within a loop, a hundred times a page."""
        made: _Context = object.__new__(type(self))
        vars(made).update(vars(self))
        made.vars = _Vars(self.vars, self.environment.undefined)
        made.vars.update((name, value) for name, value in (locals or {}).items() if value is not missing)
        return made


class _Template(Template):
    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002  (what Jinja calls it with)
        """The macros of a component, made once: no component is given names of its own."""
        return self._module or super()._get_default_module()


class _Parts(dict[str, TemplateModule]):
    """The macros of components, by the names of these."""

    def __init__(self, get_template: Callable[[str], Template]) -> None:
        super().__init__()
        self._get_template = get_template

    def __missing__(self, name: str) -> TemplateModule:
        self[name] = found = self._get_template(name).module
        return found


class _Speaking(Environment):
    sources: Mapping[str, str]
    newstyle_gettext: bool
    """Whether texts and their values come to the interpreter apart from each other."""
    interpreter: Interpreter

    def _parse(self, source: str, name: str | None, filename: str | None) -> TemplateNode:
        """The tree of *source*, in the tongue of the site."""
        return self.interpreter.visit(super()._parse(source, name, filename))  # type: ignore[no-any-return]


class _Swift(_Speaking):
    code_generator_class = Generator
    template_class = _Template
    context_class = _Context

    def _parse(self, source: str, name: str | None, filename: str | None) -> TemplateNode:
        tree = imposed(super()._parse(source, name, filename), self._frame)
        bind(tree)
        return tree

    def _frame(self, name: str) -> TemplateNode:
        """The tree of the template *name*, which is compiled by itself first: what is wrong there is said of it."""
        self.get_template(name)
        return super()._parse(self.sources[name], name, None)

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._ready: dict[str, Template] = {}
        self.parts = _Parts(self.get_template)

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Template:
        """The template *name*, which does not change while pages are made."""
        found = self._ready.get(name)
        if found is None:
            found = self._ready[name] = super().get_template(name, parent, globals)
        return found
