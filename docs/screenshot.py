"""Makes docs/screenshot.webp of the sample archive in output/: python docs/screenshot.py (needs Chromium and the test extra)."""

from __future__ import annotations

import base64
import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "output"
SHOTS = (("articles/kestria-opened-*.html", "light"), ("people/yusuf-al-rahmani.html", "dark"))
SIZE = {"width": 720, "height": 900}
GLUE = """async (pictures) => {
  const images = await Promise.all(pictures.map(async (data) => {
    const image = new Image();
    image.src = "data:image/png;base64," + data;
    await image.decode();
    return image;
  }));
  const canvas = document.createElement("canvas");
  canvas.width = images.reduce((sum, image) => sum + image.width, 0);
  canvas.height = images[0].height;
  let left = 0;
  for (const image of images) {
    canvas.getContext("2d").drawImage(image, left, 0);
    left += image.width;
  }
  return canvas.toDataURL("image/webp", 0.82).split(",")[1];
}"""


def shoot(browser: Browser, pattern: str, scheme: str) -> str:
    """A PNG of the first page of the site that *pattern* matches, in base 64."""
    page = browser.new_page(viewport=SIZE, color_scheme=scheme)
    page.goto(sorted(SITE.glob(pattern))[0].as_uri())
    return base64.b64encode(page.screenshot()).decode("ascii")


def main() -> None:
    """Write the picture."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or sys.exit("no Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        pictures = [shoot(browser, pattern, scheme) for pattern, scheme in SHOTS]
        (ROOT / "docs" / "screenshot.webp").write_bytes(base64.b64decode(browser.new_page().evaluate(GLUE, pictures)))
        browser.close()


main()
