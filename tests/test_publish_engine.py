"""What a template comes to is what Jinja makes of it: the swift way and the patient one differ in nothing but time."""

from __future__ import annotations

from dataclasses import dataclass

import jinja2
import pytest
from markupsafe import Markup

from sitegen.publish.engine import Press, _escape_slowly, escape_text, escaped

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
