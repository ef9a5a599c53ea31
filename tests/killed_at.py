"""Builds over and over, each in a process of its own that is killed at its next step on the disk, and looks at what stands there then.

Run by ``test_build_killed``: ``python -m tests.killed_at FOLDER exchange|two-steps|spare|sealed`` prints how many steps there were.
"""

from __future__ import annotations

import os
import signal
import sys
from hashlib import sha256
from pathlib import Path

from sitegen import output as output_folder
from sitegen import palimpsest, switch
from sitegen.account import Account
from sitegen.books import manifest_digest
from sitegen.deposit import SiteFile
from sitegen.model import DrawnFile, OutputFile
from sitegen.output import claimed
from tests.edge import is_whole, tree

STEPS = ("open", "os.mkdir", "os.link", "os.rename", "os.remove", "os.rmdir", "os.scandir", "os.truncate", "os.chmod", "shutil.rmtree")


def drawn(content: bytes) -> DrawnFile:
    def draw(place: str, _: str) -> str:
        with palimpsest.written_over(place) as file:
            file.write(content)
        return sha256(content).hexdigest()

    return DrawnFile("data/rows.csv", draw)


STYLE = OutputFile("assets/a.css", b"p {}")
FIRST: list[SiteFile] = [OutputFile("index.html", b"one"), STYLE, OutputFile("people/mira.html", b"Mira"), drawn(b"one more row")]
SECOND: list[SiteFile] = [OutputFile("index.html", b"two"), STYLE, OutputFile("quotes/q.html", b"High"), drawn(b"two")]

Known = tuple[str, Account] | None
"""The digest of the manifest that a build left, and its account, as books keep them."""


def write(output: Path, files: list[SiteFile], known: Known = None) -> Known:
    """What is known once the *files* are written, upon what was *known* of the site, if that still stands there."""
    with claimed(output) as claim:
        account = known[1] if known and known[0] == manifest_digest(output) else None
        written = claim.begin(None, account).write(files)
    return manifest_digest(output), written.account


def killed(output: Path, at: int, known: Known) -> bool:
    """True when a build was killed at step *at*; False when it had fewer steps than that."""
    child = os.fork()
    if child == 0:
        steps = iter(range(10_000))

        def count(event: str, _: object) -> None:
            if event in STEPS and next(steps) == at:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        write(output, SECOND, known)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def look(output: Path, wanted: list[bytes], two_steps: bool) -> None:
    """Fail unless a whole site of the wanted front pages stands there, with the stranger's file in it."""
    if two_steps and not output.exists():
        output = output.with_name(f".{output.name}.sitegen") / "old"
    stranger = output / "thesis.doc"
    if stranger.read_bytes() != b"a year of work":
        raise AssertionError("the stranger's file is gone")
    stranger.rename(output.parent / "aside")
    try:
        if not is_whole(output) or tree(output)["index.html"] not in wanted:
            raise AssertionError(f"not whole: {sorted(tree(output))}")
    finally:
        (output.parent / "aside").rename(stranger)


def main(folder: Path, how: str) -> int:
    two_steps, has_spare, is_sealed = how == "two-steps", how in ("spare", "sealed"), how == "sealed"
    if two_steps:
        switch._exchange = lambda *_: False
    if has_spare:
        output_folder.WORTH_A_SPARE = palimpsest.WORTH_KEEPING = 1
    output = folder / "output"
    known = write(output, FIRST)
    (output / "thesis.doc").write_bytes(b"a year of work")
    at = 0
    while killed(output, at, known if is_sealed else None):
        look(output, [b"one", b"two"], two_steps)
        known = write(output, FIRST, known if is_sealed else None)
        known = write(output, FIRST, known) if is_sealed else None
        look(output, [b"one"], two_steps=False)
        there = {path.relative_to(folder).as_posix() for path in (*folder.iterdir(), *(folder / ".output.sitegen").glob("*"))}
        there.discard(".output.sitegen/former")
        if there != ({".output.sitegen", ".output.sitegen/.gitignore", ".output.sitegen/spare", "output"} if has_spare else {"output"}):
            raise AssertionError(f"left about after step {at}: {sorted(there)}")
        at += 1
    look(output, [b"two"], two_steps=False)
    return at


if __name__ == "__main__":
    sys.stdout.write(f"{main(Path(sys.argv[1]), sys.argv[2])}\n")
