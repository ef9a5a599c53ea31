"""`sitegen serve`: the site follows its files, and a mistake never takes it away."""

from __future__ import annotations

import http.client
import json
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import pytest

from tests.edge import environment, fill, is_whole, story


class Preview:
    """A running ``sitegen serve``, what its terminal says, and an open page that listens."""

    def __init__(self, folder: Path, *options: str) -> None:
        command = [sys.executable, "-m", "sitegen", "serve", "--port", "0", *options]
        self.process = subprocess.Popen(
            command, cwd=folder, env=environment(folder), stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.lines: list[str] = []
        threading.Thread(target=self._listen, daemon=True).start()
        self.port = int(self.wait_for(r"Serving .* at http://127\.0\.0\.1:(\d+)/")[1])
        self.events: Queue[dict[str, str | None]] = Queue()
        threading.Thread(target=self._hear, daemon=True).start()
        self.first = self.events.get(timeout=20)

    def wait_for(self, pattern: str) -> re.Match[str]:
        deadline = time.monotonic() + 40
        while time.monotonic() < deadline:
            if found := re.search(pattern, "".join(self.lines)):
                return found
            time.sleep(0.02)
        raise AssertionError("".join(self.lines))

    def get(self, path: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", path)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(20)
        for stream in (self.process.stdout, self.process.stderr):
            if stream:
                stream.close()
        return code

    def _listen(self) -> None:
        stream = self.process.stderr
        while stream and (line := stream.readline()):
            self.lines.append(line)

    def _hear(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", "/.preview/events")
        answer = connection.getresponse()
        while line := answer.readline():
            if line.startswith(b"data: "):
                self.events.put(json.loads(line[6:]))
        connection.close()


@pytest.fixture(params=["told", "looking"])
def preview(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Preview]:
    fill(tmp_path / "seeds", 2)
    (tmp_path / "sitegen.toml").write_text('title = "Dam papers"\n', encoding="utf-8")
    preview = Preview(tmp_path, *(["--poll"] if request.param == "looking" else []))
    yield preview
    if preview.process.poll() is None:
        preview.end()


def test_the_page_follows_the_files_and_outlives_mistakes(preview: Preview, tmp_path: Path) -> None:
    assert "Dam papers" in preview.get("/")[1]

    (tmp_path / "seeds" / "new.html").write_text(story(20).replace("River rises", "Bridge falls"), encoding="utf-8")
    grown = preview.events.get(timeout=20)
    assert grown["build"] != preview.first["build"]
    assert "Bridge falls for day 20" in preview.get("/")[1]

    settings = tmp_path / "sitegen.toml"
    settings.write_text('title = "Dam papers"\ntitel = "Dam letters"\n', encoding="utf-8")
    failed = preview.events.get(timeout=20)
    assert failed["build"] == grown["build"]
    assert failed["error"] == "sitegen.toml:2: error: unknown setting `titel`\nhint: did you mean `title`?"
    assert "Bridge falls for day 20" in preview.get("/")[1]
    preview.wait_for(r"sitegen\.toml:2: error: unknown setting `titel`\n  hint: did you mean `title`\?")

    settings.write_text('title = "Dam letters"\n', encoding="utf-8")
    mended = preview.events.get(timeout=20)
    assert (mended["error"], mended["build"] != grown["build"]) == (None, True)
    assert "Dam letters" in preview.get("/")[1]

    (tmp_path / "authority.toml").write_text('[[entity]]\nname = "Ansel Quorrick"\nnote = "He measured it."\n', encoding="utf-8")
    mended = preview.events.get(timeout=20)
    assert mended["error"] is None
    assert "He measured it." in preview.get("/people/ansel-quorrick.html")[1]
    preview.wait_for(r"authority\.toml:1: Ansel Quorrick: 3 mentions in 3 articles")

    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "base.html").write_text("{% nonsense %}", encoding="utf-8")
    broken = preview.events.get(timeout=20)
    assert (broken["build"], "base.html" in str(broken["error"])) == (mended["build"], True)
    assert "Dam letters" in preview.get("/")[1]

    (tmp_path / "templates" / "base.html").unlink()
    assert preview.events.get(timeout=20)["error"] is None
    assert preview.end() == 130
    assert is_whole(tmp_path / "output")
    assert not (tmp_path / ".output.sitegen").exists()


def test_the_page_follows_a_sidecar(preview: Preview, tmp_path: Path) -> None:
    (tmp_path / "seeds" / "000.toml").write_text('title = "The river, measured"\n', encoding="utf-8")
    assert preview.events.get(timeout=20)["build"] != preview.first["build"]
    assert "The river, measured" in preview.get("/articles.html")[1]
    assert preview.end() == 130


def test_it_starts_with_a_mistake_and_waits_for_it_to_be_mended(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    preview = Preview(tmp_path)
    status, page = preview.get("/")
    assert (status, "no captures here" in page) == (503, True)
    fill(tmp_path / "seeds", 1)
    assert preview.events.get(timeout=20)["error"] is None
    assert preview.get("/")[0] == 200
    assert preview.end() == 130


def test_settings_that_cannot_be_used_are_a_mistake_at_once(tmp_path: Path) -> None:
    from tests.edge import run

    fill(tmp_path / "seeds", 1)
    (tmp_path / "sitegen.toml").write_text("titel = 1", encoding="utf-8")
    assert run("serve", cwd=tmp_path).returncode == 2
    assert run("serve", "--port", "99999", cwd=tmp_path).returncode == 2
    (tmp_path / "sitegen.toml").unlink()
    done = run("serve", "--bind", "192.0.2.1", cwd=tmp_path)
    assert (done.returncode, "cannot listen on 192.0.2.1" in done.stderr) == (1, True)
