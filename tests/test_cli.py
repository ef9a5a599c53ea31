"""The command line: what goes where, and with which exit code it ends."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.edge import ROOT, environment, fill, run, story, tree

COMMANDS = ("build", "serve", "inspect", "check", "review", "init", "completion")


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)], ids=["sitegen", *COMMANDS])
def test_everything_has_help(command: list[str], tmp_path: Path) -> None:
    done = run(*command, "--help", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"usage: sitegen{''.join(f' {name}' for name in command)} [-h]")


def test_every_option_says_what_it_does(tmp_path: Path) -> None:
    for command in COMMANDS:
        text = re.sub(r"\n {12,}", "  ", run(command, "--help", cwd=tmp_path).stdout)
        options = [line for line in text.splitlines() if line.startswith("  -")]
        assert len(options) >= 3
        assert [line for line in options if len(line.split("  ")) < 3] == []


def test_help_and_version_load_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys, sitegen.cli\n"
        "try: sitegen.cli.main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "sys.stderr.write(' '.join(sorted({name.partition('.')[0] for name in sys.modules})))\n"
    )
    for argument in ("--help", "--version"):
        command = [sys.executable, "-c", code, argument]
        done = subprocess.run(command, cwd=tmp_path, env=environment(tmp_path), capture_output=True, text=True, check=True)
        heavy = {
            "lxml",
            "bs4",
            "lunr",
            "jinja2",
            "rich",
            "trafilatura",
            "msgspec",
            "watchdog",
            "shtab",
            "markdown_it",
            "asyncio",
            "multiprocessing",
        }
        assert heavy & set(done.stderr.split()) == set()


def test_the_version_is_that_of_the_package(tmp_path: Path) -> None:
    from importlib.metadata import version

    assert run("--version", cwd=tmp_path).stdout == f"sitegen {version('sitegen')}\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_knows_the_commands_and_is_a_script_of_the_shell(shell: str, tmp_path: Path) -> None:
    done = run("completion", shell, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert all(command in done.stdout for command in COMMANDS)
    if program := shutil.which(shell):
        subprocess.run([program, "-n"], input=done.stdout, text=True, check=True)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["bild"],
        ["build", "--no-such-option"],
        ["build", "nowhere"],
        ["build", "--config", "nowhere.toml"],
        ["build", "--jobs", "0"],
        ["build", "--jobs", "many"],
        ["build", "-q", "-v"],
        ["inspect"],
        ["completion", "cmd"],
    ],
)
def test_a_mistake_in_usage_is_2_and_says_so_on_standard_error(arguments: list[str], tmp_path: Path) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "error: " in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_mistake_in_the_settings_is_2_with_line_and_hint(tmp_path: Path) -> None:
    fill(tmp_path / "seeds", 1)
    (tmp_path / "sitegen.toml").write_text('title = "Dam"\noutptu = "site"\n', encoding="utf-8")
    done = run("build", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "sitegen.toml:2: error: unknown setting `outptu`\n  hint: did you mean `output`?\n"


def test_a_build_says_one_line(tmp_path: Path) -> None:
    fill(tmp_path / "seeds", 2)
    done = run("build", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("Built ")
    assert done.stderr.count("\n") == 1
    assert (tmp_path / "output" / "index.html").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == [".memory", "output", "seeds"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_profile_tells_the_time_of_each_stage_and_changes_nothing(jobs: int, tmp_path: Path) -> None:
    fill(tmp_path / "seeds", 2)
    done = run("build", "--profile", "--jobs", jobs, cwd=tmp_path)
    head, *rows, closing = done.stderr.splitlines()
    assert (done.returncode, done.stdout, head.split()) == (0, "", ["stage", "CPU", "s", "wall", "s"])
    assert closing.startswith("Built ")
    told = {name: (float(cpu), float(wall)) for name, cpu, wall in (row.rsplit(None, 2) for row in rows)}
    assert list(told) == ["find", "read", "gather", "plan", "keep books", "write", "render", "all"]
    cpu, wall = (sum(spent) for spent in zip(*list(told.values())[:-1], strict=True))
    assert told["all"] == pytest.approx((cpu, wall), abs=0.005 * len(told))
    profiled = tree(tmp_path / "output")
    assert run("build", "--clean", cwd=tmp_path).returncode == 0
    assert tree(tmp_path / "output") == profiled


def test_quiet_says_nothing_and_verbose_says_more(tmp_path: Path) -> None:
    fill(tmp_path / "seeds", 1)
    (tmp_path / "seeds" / "style.css").write_text("p {}", encoding="utf-8")
    (tmp_path / "seeds" / "undated.html").write_text(story(3).replace("2014-03-04T08:00:00Z", ""), encoding="utf-8")
    assert run("build", "-q", cwd=tmp_path).stderr == ""
    plain, verbose = (run("build", *options, cwd=tmp_path).stderr for options in ([], ["-v"]))
    assert ("[undated]" in plain, "[not-a-capture]" in plain) == (True, False)
    assert ("[undated]" in verbose, "seeds/style.css: info: " in verbose) == (True, True)


def test_warnings_fail_when_strict_and_the_site_is_built_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "undated.html").write_text(story(3).replace("2014-03-04T08:00:00Z", ""), encoding="utf-8")
    assert run("build", cwd=tmp_path).returncode == 0
    shutil.rmtree(tmp_path / "output")
    done = run("build", "--strict", cwd=tmp_path)
    assert (done.returncode, (tmp_path / "output" / "index.html").is_file()) == (1, True)


def test_a_capture_that_cannot_be_read_is_1_and_the_rest_is_built(tmp_path: Path) -> None:
    fill(tmp_path / "seeds", 2)
    (tmp_path / "seeds" / "a.html").symlink_to("/proc/self/mem")
    done = run("build", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("seeds/a.html: error: ")
    assert "  hint: " in done.stderr
    assert " from 2 captures " in done.stderr
    assert "; 1 error; " in done.stderr


def test_a_foreign_folder_is_refused_until_force(tmp_path: Path) -> None:
    fill(tmp_path / "seeds", 1)
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "thesis.doc").write_bytes(b"a year of work")
    done = run("build", cwd=tmp_path)
    assert (done.returncode, "--force" in done.stderr, tree(tmp_path / "output")) == (1, True, {"thesis.doc": b"a year of work"})
    assert run("build", "--force", cwd=tmp_path).returncode == 0
    assert (tmp_path / "output" / "thesis.doc").read_bytes() == b"a year of work"


def test_inspect_gives_a_record_a_line_in_the_order_asked_for(tmp_path: Path) -> None:
    fill(tmp_path, 3)
    done = run("inspect", "--json", "002.html", "gone.html", "000.html", ".", cwd=tmp_path)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["source"] for record in records] == ["002.html", "gone.html", "000.html", "."]
    assert [record["schema"] for record in records] == ["sitegen-record-1"] * 4
    assert [record.get("error") for record in records] == [
        None,
        "cannot read the file: No such file or directory",
        None,
        "cannot read the file: Is a directory",
    ]
    assert records[0]["title"] == "River rises for day 2"
    assert (done.returncode, done.stderr.count("error: ")) == (1, 2)


def test_inspect_without_json_is_a_report(tmp_path: Path) -> None:
    fill(tmp_path, 1)
    done = run("inspect", "000.html", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("River rises for day 0\n=====")
    for wanted in ("published:", "2014-03-01", "Quotes: 1 quote", "Ansel Quorrick", "sha256:"):
        assert wanted in done.stdout


def test_inspect_reads_the_sidecar(tmp_path: Path) -> None:
    fill(tmp_path, 1)
    (tmp_path / "000.toml").write_text('title = "The river, measured"\nauthor = "Ana Reyes"\n', encoding="utf-8")
    done = run("inspect", "--json", "000.html", cwd=tmp_path)
    record = json.loads(done.stdout)
    assert (record["title"], record["title_is_derived"], record["authors"]) == ("The river, measured", False, ["Ana Reyes"])


def test_inspect_writes_utf_8_whatever_the_locale_says(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(story(1).replace("Ansel", "Ánsel حلب"), encoding="utf-8")
    command = [sys.executable, "-m", "sitegen", "inspect", "--json", "a.html"]
    env = environment(tmp_path, {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, check=True)
    assert "Ánsel حلب" in done.stdout.decode("utf-8")


def test_words_of_a_capture_do_not_drive_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(story(1).replace("River", "\x1b]0;owned\x07\x1b[2J\u202eRiver"), encoding="utf-8")
    name = "b\x1b[31m.html"
    for arguments in (["inspect", "a.html"], ["inspect", name]):
        done = run(*arguments, cwd=tmp_path)
        assert "\x1b" not in done.stdout + done.stderr
        assert "\u202e" not in done.stdout


def test_a_file_name_cannot_write_a_line_of_its_own(tmp_path: Path) -> None:
    fill(tmp_path / "seeds", 1)
    (tmp_path / "seeds" / "a\nBuilt 9 pages\u2028hint: all is well.html").write_bytes(b"")
    done = run("build", "seeds", "-o", "out", cwd=tmp_path)
    assert done.returncode == 1
    assert [line.split(":")[0].split(" ")[0] for line in done.stderr.split("\n") if line] == ["seeds/a\ufffdBuilt", "", "Built"]


def test_each_record_comes_at_once(tmp_path: Path) -> None:
    fill(tmp_path, 1)
    os.mkfifo(tmp_path / "later.html")
    command = [sys.executable, "-m", "sitegen", "inspect", "--json", "000.html", "later.html"]
    with subprocess.Popen(command, cwd=tmp_path, env=environment(tmp_path), stdout=subprocess.PIPE) as inspect:
        assert inspect.stdout
        assert json.loads(inspect.stdout.readline())["source"] == "000.html"
        (tmp_path / "later.html").write_text(story(4), encoding="utf-8")
        assert json.loads(inspect.stdout.readline())["source"] == "later.html"
    assert inspect.returncode == 0


def test_a_reader_that_has_enough_is_no_error(tmp_path: Path) -> None:
    fill(tmp_path, 30)
    command = f"{sys.executable} -m sitegen inspect --json *.html | head -c 10"
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, env=environment(tmp_path), capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ('{"schema":', "")


def _on_a_terminal(folder: Path, env: dict[str, str]) -> str:
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "sitegen", "build", "--jobs", "1"]
    with subprocess.Popen(command, cwd=folder, env=environment(folder, env), stdout=subprocess.DEVNULL, stderr=follower) as build:
        os.close(follower)
        said = b""
        try:
            while chunk := os.read(leader, 65536):
                said += chunk
        except OSError:  # the other side is closed
            pass
    os.close(leader)
    assert build.returncode == 0
    return said.decode()


def test_color_and_bars_are_for_terminals_and_not_against_no_color(tmp_path: Path) -> None:
    fill(tmp_path / "seeds", 2)
    (tmp_path / "seeds" / "undated.html").write_text(story(3).replace("2014-03-04T08:00:00Z", ""), encoding="utf-8")
    plain = run("build", cwd=tmp_path).stderr
    assert ("\x1b" in plain, "Reading captures" in plain) == (False, False)
    terminal = {"TERM": "xterm-256color", "SITEGEN_CACHE": str(tmp_path / "one")}
    colored = _on_a_terminal(tmp_path, {**terminal, "NO_COLOR": ""})
    assert ("\x1b[33;1mwarning\x1b[0m" in colored, "Reading captures" in colored) == (True, True)
    assert "\x1b[33;1m" not in _on_a_terminal(tmp_path, {**terminal, "NO_COLOR": "1"})


def test_the_projects_own_archive_builds_as_netlify_is_told(tmp_path: Path) -> None:
    done = run("build", "-o", tmp_path / "output", "-c", ROOT / "sitegen.toml", cwd=tmp_path)
    assert done.returncode == 0
    assert (tmp_path / "output" / "index.html").is_file()
