"""Fuzzes one reader: ``python -m tests.fuzz TARGET [SECONDS]``, with atheris where it is installed and with Hypothesis where it is not."""

from __future__ import annotations

import importlib
import pkgutil
import sys
import time
from pathlib import Path

CORPUS = Path(__file__).resolve().parents[2] / ".fuzz"
"""What atheris found worth keeping, from one run to the next; ignored by git."""
SLOWEST, MEMORY = 25, 2_500
"""Seconds and megabytes that one input may take."""


def with_atheris(name: str, seconds: int) -> None:
    """Fuzz, guided by which branches of sitegen are taken; a fault ends the process and is left beside the corpus."""
    import atheris

    with atheris.instrument_imports(include=["sitegen"]):
        package = importlib.import_module("sitegen")
        for module in pkgutil.walk_packages(package.__path__, "sitegen."):
            if module.name != "sitegen.__main__":
                importlib.import_module(module.name)
    from tests.fuzz.mutations import STUMBLES
    from tests.fuzz.targets import TARGETS, run

    corpus, words = CORPUS / name, CORPUS / "words"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(TARGETS[name].seeds):
        (corpus / f"seed-{number}").write_bytes(seed)
    words.write_text("".join(f'"{_quoted(word)}"\n' for word in STUMBLES if word), encoding="ascii")
    options = [f"-max_total_time={seconds}", f"-timeout={SLOWEST}", f"-rss_limit_mb={MEMORY}", "-max_len=20000", "-len_control=0"]
    places = [f"-dict={words}", f"-artifact_prefix={CORPUS}/{name}-", str(corpus)]
    atheris.Setup([sys.argv[0], *options, *places], lambda content: run(name, content))
    atheris.Fuzz()


def _quoted(word: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in word)


def with_hypothesis(name: str, seconds: int) -> None:
    """Fuzz by changing the seeds at random; a fault is shown as small as it can be made."""
    from hypothesis import given, settings

    from tests.fuzz.mutations import changed
    from tests.fuzz.targets import TARGETS, run

    deadline, tried = time.monotonic() + seconds, 0
    while time.monotonic() < deadline:

        @settings(max_examples=500, deadline=None)
        @given(changed(TARGETS[name].seeds))
        def look(content: bytes) -> None:
            if time.monotonic() < deadline:
                run(name, content)

        look()
        tried += 500
    sys.stdout.write(f"{name}: about {tried:,} inputs, no fault\n")


def main(name: str, seconds: int = 600) -> None:
    try:
        importlib.import_module("atheris")
    except ImportError:
        with_hypothesis(name, seconds)
    else:
        with_atheris(name, seconds)


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:3]))
