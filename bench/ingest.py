"""Measures the speed of ingest: CPU against trafilatura with metadata on the same pages, and captures a second of one core.

Usage: bench/ingest.py FOLDER [--only N] [--memory]
FOLDER holds saved captures, plain or gzipped: NAME.html[.gz], NAME.md[.gz], NAME.txt[.gz]. Beside them an article of 700 words that this
program writes itself is read as a paste, as Markdown written by hand and as Markdown with div debris around it.
--memory reads 10,000 captures, those of FOLDER over and over, each a little different, and prints the memory as it goes.
"""

from __future__ import annotations

import argparse
import gzip
import resource
import time
from collections.abc import Callable
from pathlib import Path

import trafilatura

from sitegen.errors import CaptureError
from sitegen.ingest import ingest
from sitegen.model import Capture


def captures(folder: Path, suffix: str, most: int | None) -> list[Capture]:
    """The captures of one format in *folder*, in order of name."""
    paths = sorted(path for path in folder.iterdir() if path.name.removesuffix(".gz").endswith(suffix))[:most]
    return [Capture(path.name.removesuffix(".gz"), _content(path)) for path in paths]


def _content(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


SENTENCES = (
    "The owners of the ferries said on {day} that they had lost {number} crowns since the strike began in the spring.",
    "“We will sign when the lamps on the quay are lit again,” said Mara Lund, who speaks for the crews of the {number} boats.",
    "The harbor office had a plan for every boat, a clerk said on {day}, though nobody there would say what the plan was.",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_ARTICLE_WORDS = 700


def article(link: str, heading: str) -> str:
    """An invented article of 700 words; *link* and *heading* are how its format writes them."""
    paragraphs, at = [], 0
    while len(" ".join(paragraphs).split()) < _ARTICLE_WORDS:
        one = " ".join(sentence.format(day=_DAYS[(at + n) % 5], number=100 + 7 * at + n) for n, sentence in enumerate(SENTENCES))
        paragraphs.append(one.replace("The harbor office", link, 1) if at % 4 == 0 else one)
        paragraphs += [heading.format(f"What the crews say of week {at}")] if at % 5 == 4 else []
        at += 1
    return "\n\n".join(paragraphs)


def written() -> dict[str, Capture]:
    """The article as a paste, as Markdown written by hand, and as Markdown with the debris of a page around it."""
    plain = "Ferry strike is almost over\n\nBy Ana Reyes\n\nMarch 5, 2016\n\n" + article("The harbor office", "{}")
    body = article("[The harbor office](https://arden.example/harbor)", "## {}")
    front = "---\ntitle: Ferry strike is almost over\ndate: 2016-03-05\nauthor: Ana Reyes\n---\n\n"
    links = "".join(
        f'<div class="item">\n\n-   <a href="/s/{n}" class="link">Story number {n} of the day</a>\n\n</div>\n\n' for n in range(60)
    )
    page = f'<div class="nav">\n\n{links}</div>\n\n# Ferry strike is almost over\n\n<div class="story">\n\n{body}\n\n</div>\n\n{links}'
    return {
        "a paste": Capture("paste.txt", plain.encode()),
        "Markdown by hand": Capture("hand.md", (front + body).encode()),
        "with debris": Capture("debris.md", page.encode()),
    }


def resident() -> float:
    """The memory of this process now, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def memory(given: list[Capture], most: int = 10_000) -> None:
    """Print the memory while *most* captures are read, no two of them equal."""
    for at in range(most + 1):
        if at in (1_000, 2_500, 5_000, 7_500, most):
            print(f"after {at:6,} captures: {resident():.0f} MB")
        capture = given[at % len(given)]
        _ours(Capture(f"{at}-{capture.source}", capture.content + f"\n\nCopy number {at}.".encode()))


def seconds(read: Callable[[Capture], object], given: list[Capture]) -> float:
    """CPU seconds that *read* takes for all of *given*, the better of two rounds after a warm-up."""
    rounds = []
    for capture in given[:5]:
        read(capture)
    for _ in range(2):
        start = time.process_time()
        for capture in given:
            read(capture)
        rounds.append(time.process_time() - start)
    return min(rounds)


def _ours(capture: Capture) -> object:
    try:
        return ingest(capture)
    except CaptureError as error:
        return error


def _peer(capture: Capture) -> object:
    return trafilatura.bare_extraction(capture.content, include_comments=False, with_metadata=True)


def main() -> None:
    """Print one line a format, and the memory."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("folder", type=Path)
    cli.add_argument("--only", type=int)
    cli.add_argument("--memory", action="store_true")
    args = cli.parse_args()
    if args.memory:
        return memory([capture for suffix in (".md", ".txt") for capture in captures(args.folder, suffix, args.only)])
    for name, capture in written().items():
        rate = 100 / seconds(_ours, [capture] * 100)
        print(f"{_ARTICLE_WORDS} words, {name}, {len(capture.content) / 1000:.0f} kB: {rate:.0f} a second")
    for suffix in (".html", ".md", ".txt"):
        given = captures(args.folder, suffix, args.only)
        if not given:
            continue
        ours = seconds(_ours, given)
        size = sum(len(capture.content) for capture in given) / len(given) / 1000
        line = f"{suffix:6} {len(given):4} captures of {size:.0f} kB: {len(given) / ours:.0f} a second"
        if suffix != ".txt":
            line += f", {ours / seconds(_peer, given):.2f} x trafilatura with metadata on the same bytes"
        print(line)
    print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB")
    return None


if __name__ == "__main__":
    main()
