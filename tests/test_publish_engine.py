"""What a template comes to is what Jinja makes of it: the swift way and the patient one differ in nothing but time."""

from __future__ import annotations

from dataclasses import dataclass

import jinja2
import pytest
from markupsafe import Markup

from sitegen.publish.engine import Press, escaped
from sitegen.publish.weave import _escape_slowly, escape_text

BOLD = Markup("<b>bold</b>")


@dataclass(frozen=True)
class Thing:
    name: str = "a < b"
    html: Markup = BOLD
    number: int = 7
    nothing: None = None


class Speaking:
    def __html__(self) -> str:
        return "<i>own</i>"


MACROS = (
    "{% macro pair(one, other='none') %}[{{ one }}|{{ other }}]{% endmacro %}"
    "{% macro around(word) %}<{{ caller() }}{{ word }}>{% endmacro %}"
    "{% macro many() %}{{ varargs | join('+') }}{{ kwargs.key }}{% endmacro %}"
)
CASES = {
    "{{ thing.name }} {{ thing.html }} {{ thing.number }} {{ thing.nothing }}": "a &lt; b <b>bold</b> 7 None",
    "{{ '\"' ~ thing.name }}{{ speaking }}": "&#34;a &lt; b<i>own</i>",
    "{% import 'macros' as m %}{{ m.pair(thing.name) }}{{ m.pair(1, 2) }}{{ m.pair(other=3, one=thing.html) }}": (
        "[a &lt; b|none][1|2][<b>bold</b>|3]"
    ),
    "{% import 'macros' as m %}{% call m.around('!') %}inner{% endcall %}{{ m.many(1, 2, key='x') }}": "<inner!>1+2x",
    "{% import 'macros' as m %}{{ m.pair(*[1, 2]) }}{{ m.pair(**{'one': 5}) }}": "[1|2][5|none]",
    "{{ {'key': 4}.key }}{{ thing.lacking is defined }}{{ thing['name'] }}": "4Falsea &lt; b",
    "{{ {'class': 4}.class }}{% for word in 'ab' %}{{ loop.index }}{{ word }}{% endfor %}": "41a2b",
    "{% autoescape false %}{{ thing.name }}{% endautoescape %}{{ thing.name | upper }}": "a < bA &lt; B",
}


@pytest.mark.parametrize("source", CASES)
def test_templates_come_out_as_ever(source: str) -> None:
    press = Press({"page": source, "macros": MACROS}, {"speaking": Speaking()})
    assert [press.render("page", {"thing": Thing()}) for _ in range(2)] == [CASES[source]] * 2


FRAME = (
    "{% import 'macros' as f %}<{% block head %}head of {{ thing.name }}{% endblock %}>"
    "{% if thing.number %}{{ f.pair(1) }}{% endif %}{% block body %}{% endblock %}{{ m is string }}"
)
EXTENDING = [
    "{% extends 'frame' %}{% import 'macros' as m %}not shown{% block body %}{{ m.pair(thing.html) }}{% endblock %}",
    "{% extends 'frame' %}{% block head %}{{ super() }}, and more{% endblock %}",
    "{% extends 'frame' %}{% block body %}{% block inner %}in{% endblock %}{{ self.head() }}{% endblock %}",
    "{% extends 'frame' %}{% set m = thing.number %}{% block body %}{{ m }}{% set f = 3 %}{{ f }}{% endblock %}",
    "{% extends 'frame' %}{% macro f(x) %}({{ x }}){% endmacro %}{% block body %}{{ f is string }}{% endblock %}",
    "{% extends 'frame' %}{% macro m(x) %}({{ x }}){% endmacro %}{% block other %}?{% endblock %}{% block head %}{{ m(2) }}{% endblock %}",
    "{% extends 'frame' %}{% from 'macros' import pair as m %}{% block body %}{{ m(2) }}{% endblock %}",
    "{% extends 'frame' %}{% block body %}{% trans one=m, two=thing.name | upper %}{{ one }} of {{ two }}{% endtrans %}{% endblock %}",
    "{% extends 'middle' %}{% block row scoped %}{{ row }}, {% endblock %}{% block head %}my own{% endblock %}",
]


@pytest.mark.parametrize("source", EXTENDING)
def test_a_page_within_its_frame_comes_out_as_jinja_has_it(source: str) -> None:
    middle = "{% extends 'frame' %}{% block body %}{% for row in 'ab' %}{% block row scoped %}{% endblock %}{% endfor %}{% endblock %}"
    press = Press({"page": source, "frame": FRAME, "middle": middle, "macros": MACROS}, {"m": "of all"})
    swift = press.render("page", {"thing": Thing()})
    assert swift == press._patient.get_template("page").render({"thing": Thing()})


def test_what_is_wrong_in_a_frame_is_said_of_the_frame() -> None:
    press = Press({"page": "{% extends 'frame' %}{% block body %}{% endblock %}", "frame": "\n{{ 1 | nonsense }}"}, {})
    with pytest.raises(jinja2.TemplateSyntaxError) as caught:
        press.render("page", {})
    assert (caught.value.name, caught.value.lineno) == ("frame", 2)


@pytest.mark.parametrize("source", ["{{ thing.lacking }}", "{{ lacking }}", "{{ lacking.name }}", "{{ thing.nothing.name }}"])
def test_what_is_not_there_is_said_to_be_missing(source: str) -> None:
    with pytest.raises(jinja2.UndefinedError):
        Press({"page": source}, {}).render("page", {"thing": Thing()})


class Marked:
    def __html__(self) -> str:
        return "<b>bold</b>"

    def __str__(self) -> str:
        return "<plain>"


@pytest.mark.parametrize(
    ("value", "html"),
    [
        (Markup("<b>"), "<b>"),
        (Marked(), "<b>bold</b>"),
        ("<a href=\"x\">'&'</a>", "&lt;a href=&#34;x&#34;&gt;&#39;&amp;&#39;&lt;/a&gt;"),
        (7, "7"),
        (None, "None"),
        (["<"], "[&#39;&lt;&#39;]"),
    ],
)
def test_a_value_stands_as_it_is_where_it_is_markup_and_is_escaped_where_it_is_not(value: object, html: str) -> None:
    assert escaped(value) == html


def test_what_escapes_in_every_release_of_markupsafe_gives_the_same() -> None:
    text = "</script> & \"'<b>"
    assert _escape_slowly(text) == escape_text(text) == "&lt;/script&gt; &amp; &#34;&#39;&lt;b&gt;"
    assert type(_escape_slowly(text)) is str
