"""Makes the pictures in docs/ of the sample archive in output/: python docs/screenshot.py (needs Chromium and the test extra)."""

from __future__ import annotations

import base64
import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "output"
SHOTS = (
    ("front", "index.html", "light"),
    ("article", "articles/on-tesmins-roofs-*.html", "light"),
    ("person", "people/yusuf-al-rahmani.html", "dark"),
)
"""The name of a picture, what of the site it shows, and in which colours."""
SIZE = {"width": 800, "height": 1000}
TO_WEBP = """async (png) => {
  const image = new Image();
  image.src = "data:image/png;base64," + png;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.getContext("2d").drawImage(image, 0, 0);
  return canvas.toDataURL("image/webp", 0.8).split(",")[1];
}"""


def shoot(browser: Browser, pattern: str, scheme: str) -> bytes:
    """A picture of the first page of the site that *pattern* matches, as WebP."""
    page = browser.new_page(viewport=SIZE, color_scheme=scheme)
    page.goto(sorted(SITE.glob(pattern))[0].as_uri())
    png = base64.b64encode(page.screenshot()).decode("ascii")
    return base64.b64decode(browser.new_page().evaluate(TO_WEBP, png))


def main() -> None:
    """Write the pictures."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or sys.exit("no Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for name, pattern, scheme in SHOTS:
            (ROOT / "docs" / f"{name}.webp").write_bytes(shoot(browser, pattern, scheme))
        browser.close()


main()
