"""What a preview takes from saving a capture to the page that shows it: as an open browser tab would see it, without the browser.

Usage: bench/serve.py [SIZE] [--times N] [--home FOLDER]
A listener hears that there is something new and asks for the page that it shows; the words that were saved must stand in it. The seconds
that the build behind it takes are told too: all other pages wait for it.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from build import ROOT, a_capture, fill


def main() -> None:
    """Print a line for each time that a capture is saved."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("size", nargs="?", type=int, default=1000)
    cli.add_argument("--times", type=int, default=5)
    cli.add_argument("--home", type=Path, help="preview this folder, which ``bench/build.py --keep`` has left")
    args = cli.parse_args()
    with tempfile.TemporaryDirectory(prefix="sitegen-serve-") as folder:
        home = args.home or Path(folder)
        if not args.home:
            fill(home / "seeds", args.size)
        (home / "sitegen.toml").touch()
        environment = {**os.environ, "SITEGEN_CACHE": str(home / "cache"), "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "sitegen", "serve", "--port", "0"]
        with subprocess.Popen(command, cwd=home, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as preview:
            try:
                port = _port(preview)
                _measure(home, port, args.times)
            finally:
                preview.send_signal(signal.SIGINT)


def _port(preview: subprocess.Popen[str]) -> int:
    for line in preview.stdout or ():
        if found := re.search(r"http://127\.0\.0\.1:(\d+)/", line):
            return int(found[1])
    raise SystemExit("the preview did not start")


def _measure(home: Path, port: int, times: int) -> None:
    events = _events(port)
    next(events)
    time.sleep(8)  # the preview makes itself ready for the first change
    capture = a_capture(home / "seeds")
    page = _page_of(home, capture)
    for number in range(times):
        text = re.sub(r"\n\nSaved for the \d+th time\.\n$", "", capture.read_text(encoding="utf-8"))
        capture.write_text(f"{text}\n\nSaved for the {number}th time.\n", encoding="utf-8")
        begin = time.perf_counter()
        next(events)
        shown = _get(port, page)
        seen = time.perf_counter() - begin
        _get(port, "/articles.html")
        built = time.perf_counter() - begin
        print(f"{'shown' if f'Saved for the {number}th time' in shown else 'NOT SHOWN'} after {seen:.3f} s; built after {built:.2f} s")
        next(events)
        time.sleep(2 + built / 2)
        page = _page_of(home, capture)


def _page_of(home: Path, capture: Path) -> str:
    """The address of the page that says that it was made of *capture*."""
    source = capture.relative_to(home / "seeds").as_posix()
    return next(f"/articles/{page.name}" for page in (home / "output" / "articles").glob("*.html") if source in page.read_text("utf-8"))


def _get(port: int, path: str) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    connection.request("GET", path)
    text = connection.getresponse().read().decode()
    connection.close()
    return text


def _events(port: int) -> Iterator[dict[str, str | None]]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    connection.request("GET", "/.preview/events")
    answer = connection.getresponse()
    while line := answer.readline():
        if line.startswith(b"data: "):
            yield json.loads(line[6:])


if __name__ == "__main__":
    main()
