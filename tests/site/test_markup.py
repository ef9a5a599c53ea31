"""The Nu HTML Checker finds no error on any page, and programs can read what pages say of themselves."""

from __future__ import annotations

import json

from tests.site.built import Site
from tests.site.checker import errors_in


def test_every_page_is_valid(site: Site) -> None:
    assert errors_in([site.root]) == []


def test_every_page_has_a_heading_and_structured_data_that_can_be_read(site: Site) -> None:
    for page in site.pages():
        (heading,) = site.document(page).xpath("//main//h1")
        blocks = [json.loads(block.text) for block in site.document(page).xpath("//script[@type='application/ld+json']")]
        assert blocks, page
        assert all(block["@context"] == "https://schema.org" for block in blocks)
        assert heading.text_content().strip()
