"""The Nu HTML Checker."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from tests.shared import miss
from tests.site.built import ROOT

JAR = Path("node_modules/vnu-jar/build/dist/vnu.jar")


def _checker() -> list[str]:
    jar = Path(os.environ.get("VNU_JAR") or ROOT / JAR)
    if shutil.which("java") is None or not jar.is_file():
        miss("no HTML checker: install Java and `npm install --ignore-scripts --prefix . vnu-jar`, or set VNU_JAR")
    return ["java", "-Xss1m", "-jar", str(jar)]


def errors_in(places: Iterable[Path]) -> list[str]:
    """What the checker finds wrong in the files and folders *places*."""
    options = ["--skip-non-html", "--errors-only", "--also-check-css", "--also-check-svg", "--format", "gnu"]
    command = [*_checker(), *options, *map(str, places)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    errors = [line for line in checked.stderr.splitlines() if "error:" in line]
    return errors or ([checked.stderr] if checked.returncode else [])
