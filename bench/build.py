"""What a build costs: cold, warm with nothing changed, and after one capture was changed, added or removed; beside its peers.

Usage: bench/build.py [SIZE …] [--jobs N] [--pelican] [--keep FOLDER]
CPU seconds are those of the command and all its processes, user and system; the memory is that of its largest process.
--pelican installs Pelican into a folder of its own and builds the same articles with it; Hugo and Eleventy are measured where installed.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from invented import captures

ROOT = Path(__file__).resolve().parent.parent
CHANGED = "000/000001-"


@dataclass(frozen=True, slots=True)
class Run:
    """What one command took."""

    cpu: float
    wall: float
    peak: int
    """Megabytes of the largest process so far, of all runs of this program."""


def run(command: Sequence[str], folder: Path, environment: dict[str, str]) -> Run:
    """What *command* takes in *folder*; CalledProcessError where it fails."""
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "", **environment}, capture_output=True, text=True, check=False
    )
    wall = time.perf_counter() - begin
    if done.returncode:
        sys.stderr.write(done.stderr[-4000:])
        raise subprocess.CalledProcessError(done.returncode, command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(cpu, wall, after.ru_maxrss // 1000)


def fill(folder: Path, number: int) -> None:
    """Write *number* captures below *folder*."""
    for name, text in captures(number):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def a_capture(folder: Path) -> Path:
    """The capture that is changed."""
    return next(folder.glob(f"{CHANGED}*"))


def _change(folder: Path) -> None:
    capture = a_capture(folder)
    capture.write_text(capture.read_text(encoding="utf-8").replace(" the ", " one ", 3), encoding="utf-8")


def _add(folder: Path) -> None:
    _, text = next(captures(1, seed=99))
    (folder / "000" / "new.txt").write_text(text, encoding="utf-8")


def _remove(folder: Path) -> None:
    (folder / "000" / "new.txt").unlink()


EDITS: tuple[tuple[str, Callable[[Path], None]], ...] = (
    ("nothing changed", lambda _: None),
    ("one changed", _change),
    ("one added", _add),
    ("one removed", _remove),
)


def measure(number: int, jobs: int, work: Path) -> list[tuple[str, Run, int]]:
    """Our builds of *number* articles: what happened before, what it took, how many files the site has."""
    source, output = work / "seeds", work / "output"
    fill(source, number)
    environment = {"SITEGEN_CACHE": str(work / "cache"), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "sitegen", "build", str(source), "-o", str(output), "-q", "-j", str(jobs)]
    rows = []
    for name, edit in (("cold", EDITS[0][1]), *EDITS):
        edit(source)
        taken = run(command, work, environment)
        rows.append((f"sitegen, {name}", taken, sum(path.is_file() for path in output.rglob("*"))))
    return rows


def _pelican(number: int, work: Path, tools: Path) -> list[tuple[str, Run, int]]:
    """Pelican's build of the same articles, and after one of them was changed."""
    program = tools / "bin" / "pelican"
    if not program.exists():
        venv.create(tools, with_pip=True)
        subprocess.run([tools / "bin" / "pip", "install", "-q", "pelican[markdown]"], check=True)
    content = work / "pelican"
    for n, (name, text) in enumerate(captures(number)):
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        body = text.split("---\n", 2)[-1] if name.endswith(".md") else text
        head = f"Title: Article {n} {body.split(chr(10), 1)[0].strip('# ')}\nDate: 2014-03-{1 + n % 28:02}\nSlug: a{n}\n\n"
        path.with_suffix(".md").write_text(head + body, encoding="utf-8")
    output = work / "pelican-output"
    command = [str(program), str(content), "-o", str(output), "-q", "-d", "--ignore-cache"]
    rows = []
    for name in ("cold", "one changed"):
        if name != "cold":
            capture = next((content / "000").glob("000001-*"))
            capture.write_text(capture.read_text(encoding="utf-8").replace(" the ", " one ", 3), encoding="utf-8")
        rows.append((f"pelican, {name}", run(command, work, {}), sum(path.is_file() for path in output.rglob("*"))))
    return rows


def _hugo(number: int, work: Path) -> list[tuple[str, Run, int]]:
    content = work / "hugo" / "content"
    fill(content, number)
    (work / "hugo" / "layouts" / "_default").mkdir(parents=True)
    (work / "hugo" / "hugo.toml").write_text('title = "bench"\n', encoding="utf-8")
    (work / "hugo" / "layouts" / "_default" / "single.html").write_text("<h1>{{ .Title }}</h1>{{ .Content }}", encoding="utf-8")
    (work / "hugo" / "layouts" / "_default" / "list.html").write_text("{{ range .Pages }}<p>{{ .Title }}{{ end }}", encoding="utf-8")
    taken = run(["hugo", "--quiet"], work / "hugo", {})
    return [("hugo, cold", taken, sum(path.is_file() for path in (work / "hugo" / "public").rglob("*")))]


def _eleventy(number: int, work: Path) -> list[tuple[str, Run, int]]:
    fill(work / "eleventy", number)
    taken = run(["eleventy", "--quiet", "--input=.", "--output=_site"], work / "eleventy", {})
    return [("eleventy, cold", taken, sum(path.is_file() for path in (work / "eleventy" / "_site").rglob("*")))]


def start_up() -> list[tuple[str, Run]]:
    """What it takes to say hello, to help, and to inspect one short capture: the best of five."""
    with tempfile.TemporaryDirectory() as folder:
        short = Path(folder) / "short.txt"
        short.write_text("The bridge is open\n\nBy Mira Sol\n\nIt was closed.\n", encoding="utf-8")
        commands = (
            ("python -c pass", [sys.executable, "-c", "pass"]),
            ("sitegen --help", [sys.executable, "-m", "sitegen", "--help"]),
            ("sitegen inspect short.txt", [sys.executable, "-m", "sitegen", "inspect", str(short)]),
        )
        environment = {"PYTHONPATH": str(ROOT)}
        return [(name, min((run(command, ROOT, environment) for _ in range(5)), key=lambda taken: taken.cpu)) for name, command in commands]


def _print(rows: Sequence[tuple[str, Run, int]], number: int) -> None:
    print(f"\n| {number:,} articles | CPU s | ms an article | wall s | peak MB | files |\n|---|---|---|---|---|---|")
    for name, taken, files in rows:
        print(f"| {name} | {taken.cpu:.2f} | {1000 * taken.cpu / number:.2f} | {taken.wall:.2f} | {taken.peak:,} | {files:,} |")


def main() -> None:
    """Print a table a size."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("sizes", nargs="*", type=int, default=[100, 1000], metavar="SIZE")
    cli.add_argument("--jobs", type=int, default=1)
    cli.add_argument("--pelican", action="store_true")
    cli.add_argument("--keep", type=Path, help="work in this folder and leave it there")
    args = cli.parse_args()
    print(
        f"{platform.machine()}, {os.cpu_count()} processors, {platform.system()} {platform.release()}, Python {platform.python_version()}"
    )
    base, *others = start_up()
    print(f"\n| start-up | CPU s | times `{base[0]}` |\n|---|---|---|")
    for name, taken in (base, *others):
        print(f"| `{name}` | {taken.cpu:.3f} | {taken.cpu / base[1].cpu:.1f} |")
    with tempfile.TemporaryDirectory(prefix="sitegen-bench-") as folder:
        tools = Path(folder) / "tools"
        for number in args.sizes:
            work = (args.keep or Path(folder)) / str(number)
            shutil.rmtree(work, ignore_errors=True)
            work.mkdir(parents=True)
            rows = measure(number, args.jobs, work)
            rows += _pelican(number, work, tools) if args.pelican else []
            rows += _hugo(number, work) if shutil.which("hugo") else []
            rows += _eleventy(number, work) if shutil.which("eleventy") else []
            _print(rows, number)


if __name__ == "__main__":
    main()
