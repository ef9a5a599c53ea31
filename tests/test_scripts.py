"""The tests of the site's scripts, which run in Node."""

from __future__ import annotations

import re
import shutil
import subprocess

from sitegen.publish.script_texts import spoken
from sitegen.publish.theme import load_theme
from sitegen.publish.tongue import ENGLISH
from tests.shared import miss
from tests.site.built import ROOT

_COMMENT = re.compile(r"^(?:/\*.*?\*/|//[^\n]*)$", re.MULTILINE | re.DOTALL)


def test_the_scripts_pass_their_own_tests() -> None:
    node = shutil.which("node")
    if node is None:
        miss("no node: install Node 20 or newer")
    files = sorted(str(path) for path in (ROOT / "tests" / "js").glob("*.test.js"))
    done = subprocess.run([str(node), "--test", *files], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_scripts_are_small() -> None:
    sizes = {asset.path: len(asset.content) for asset in load_theme(None).assets if asset.path.endswith(".js")}
    del sizes["assets/lunr.js"]
    assert sum(sizes.values()) <= 30 * 1024, sizes


def test_a_pattern_is_published_as_it_is_written() -> None:
    written = (ROOT / "templates" / "static" / "root" / "offline.js").read_text(encoding="utf-8")
    (pattern,) = re.findall(r"matchAll\((/.*?/\w+)\)", written)
    assert ") {2}" in pattern
    (published,) = (asset.content.decode() for asset in load_theme(None).assets if asset.path == "offline.js")
    assert pattern in published


def test_what_is_published_of_a_script_is_the_script_without_comments_and_spare_spaces() -> None:
    for asset in load_theme(None).assets:
        if asset.path.endswith(".js") and asset.path != "assets/lunr.js":
            name = asset.path.removeprefix("assets/") if asset.path.startswith("assets/") else f"root/{asset.path}"
            written = (ROOT / "templates" / "static" / name).read_text(encoding="utf-8").splitlines()
            published = asset.content.decode("utf-8")
            bare = _COMMENT.sub("", "".join(f"{line.split(' /*')[0].strip()}\n" for line in written))
            assert "".join(published.split()) == "".join(spoken(bare.encode(), ENGLISH).decode().split())
            assert not re.search(r"/\*|\n[ \t/]|=> |\) \{\D", published)
