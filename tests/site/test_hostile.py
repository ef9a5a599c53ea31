"""In a browser without the policy that would stop it, no script of a capture runs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from tests.hostile import VECTORS, fill
from tests.site.built import build
from tests.site.visit import visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
ANSWERED = "document.querySelector('main [role=status]').textContent.trim() !== ''"
COUNTING = "globalThis.ran = 0; globalThis.alert = () => { ran++; };"


def test_no_script_of_a_capture_runs(browser: Browser, tmp_path: Path) -> None:
    fill(tmp_path / "captures")
    site = build(tmp_path / "captures", tmp_path / "site", tmp_path, tmp_path / "cache")
    for page in site.root.rglob("*.html"):
        bare, found = POLICY.subn("", page.read_text(encoding="utf-8"))
        assert found == 1
        page.write_text(bare, encoding="utf-8")
    questions = [*(f"search.html?q={quote(vector)}" for vector in VECTORS[::3]), "search.html?q=alert", "search.html?q=wall&type=quote"]
    # The page for missing pages loads what it needs from a folder higher, and shows nothing of a capture.
    seen = [page for page in site.pages() if not page.startswith("quotes/") and page != "404.html"] + site.one_per_template() + questions
    with visit(browser, site.url("index.html")) as opened:
        opened.page.add_init_script(COUNTING)
        for name in seen:
            opened.page.goto(site.url(name), wait_until="load")
            if "?" in name:
                opened.page.wait_for_function(ANSWERED)
            assert opened.page.evaluate("ran") == 0, name
        assert (opened.errors, opened.requests) == ([], [])
        opened.page.evaluate("document.body.append(document.createRange().createContextualFragment('<script>alert(1)</script>'))")
        assert opened.page.evaluate("ran") == 1, "the count counts"
