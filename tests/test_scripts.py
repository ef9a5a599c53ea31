"""The tests of the site's scripts, which run in Node."""

from __future__ import annotations

import shutil
import subprocess

from tests.shared import miss
from tests.site.built import ROOT


def test_the_scripts_pass_their_own_tests() -> None:
    node = shutil.which("node")
    if node is None:
        miss("no node: install Node 20 or newer")
    files = sorted(str(path) for path in (ROOT / "tests" / "js").glob("*.test.js"))
    done = subprocess.run([str(node), "--test", *files], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_scripts_are_small() -> None:
    sizes = {path.name: path.stat().st_size for path in (ROOT / "templates" / "static" / "js").glob("*.js")}
    assert sum(sizes.values()) <= 30 * 1024, sizes
