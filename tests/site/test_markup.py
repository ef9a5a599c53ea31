"""The Nu HTML Checker finds no error on any page, and programs can read what pages say of themselves."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

from tests.shared import miss
from tests.site.built import ROOT, Site

JAR = Path("node_modules/vnu-jar/build/dist/vnu.jar")


def _checker() -> list[str]:
    jar = Path(os.environ.get("VNU_JAR") or ROOT / JAR)
    if shutil.which("java") is None or not jar.is_file():
        miss("no HTML checker: install Java and `npm install --ignore-scripts --prefix . vnu-jar`, or set VNU_JAR")
    return ["java", "-Xss1m", "-jar", str(jar)]


def test_every_page_is_valid(site: Site) -> None:
    options = ["--skip-non-html", "--errors-only", "--also-check-css", "--also-check-svg", "--format", "gnu"]
    checked = subprocess.run([*_checker(), *options, str(site.root)], capture_output=True, text=True, check=False, timeout=300)
    errors = [line.replace(site.root.as_uri(), "") for line in checked.stderr.splitlines() if ": error:" in line or "error:" in line]
    assert errors == []
    assert checked.returncode == 0, checked.stderr


def test_every_page_has_a_heading_and_structured_data_that_can_be_read(site: Site) -> None:
    for page in site.pages():
        (heading,) = site.document(page).xpath("//main//h1")
        blocks = [json.loads(block.text) for block in site.document(page).xpath("//script[@type='application/ld+json']")]
        assert blocks, page
        assert all(block["@context"] == "https://schema.org" for block in blocks)
        assert heading.text_content().strip()
