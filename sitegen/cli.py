"""Arguments, one function a command, and exit codes; each command imports what it runs, so that ``--help`` comes at once."""

from __future__ import annotations

import argparse
import gc
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

from sitegen.console import Console, open_console
from sitegen.errors import SettingsError, SitegenError

BUILT, PROBLEMS, USAGE, INTERRUPTED = 0, 1, 2, 130
_SHELLS = ("bash", "zsh", "fish")


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code of the command that *arguments* name: 0 built, 1 problems, 2 usage or settings, 130 interrupted."""
    options = _parser().parse_args(arguments)
    console = open_console(0 if options.quiet else 1 + options.verbose)
    if arguments is not None:
        return _run(options, console)
    signal.signal(signal.SIGTERM, _interrupt)
    code = _run(options, console)
    # All is done and told: an interruption while Python puts its things away has nothing left to stop.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    gc.freeze()  # all of it goes with the process: Python would look for garbage in it once more
    return code


def _run(options: argparse.Namespace, console: Console) -> int:
    command: Callable[[argparse.Namespace, Console], int] = options.run
    try:
        return command(options, console)
    except SettingsError as error:
        console.fail(error)
        return USAGE
    except SitegenError as error:
        console.fail(error)
        return PROBLEMS
    except KeyboardInterrupt:
        console.say("interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has enough; Python would complain once more when it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS


def _build(options: argparse.Namespace, console: Console) -> int:
    import time

    from sitegen.garbage import hold_on, nothing_collected

    hold_on()
    with nothing_collected():
        from sitegen.build import Order, build_site, closing_line
        from sitegen.settings import find_site
        from sitegen.stopwatch import Stopwatch

    begin = time.perf_counter()
    site = find_site(options.source, options.config, options.output)
    watch = Stopwatch() if options.profile else None
    scheduler = _scheduler(options)
    if options.zip:
        from sitegen.parcel import admit_place, pack

        admit_place(options.zip, site)
    built = build_site(site, Order(options.force, options.clean, options.bag, options.jobs, scheduler, console.track), watch)
    console.tell(built.notes, site.source)
    for line in built.changes:
        console.say(line)
    if watch:
        for line in watch.table():
            console.say(line)
    console.say(closing_line(built, time.perf_counter() - begin, site.output))
    if options.zip:
        console.say(f"Packed {pack(site.output, options.zip):,} files into {options.zip}")
    return _verdict({note.severity for note in built.notes}, options.strict)


def _scheduler(options: argparse.Namespace) -> str | None:
    """The address of the Dask scheduler; None where captures are read on this machine."""
    address: str | None = options.scheduler
    if options.executor == "dask":
        if address is None:
            raise SettingsError("`--executor dask` needs `--scheduler`", hint="--scheduler tcp://HOST:8786, as `dask scheduler` prints it")
        from sitegen.cluster import admit_scheduler

        return admit_scheduler(address)
    if address is not None:
        raise SettingsError("`--scheduler` is for `--executor dask` only", hint="add it, or leave --scheduler out")
    return None


def _serve(options: argparse.Namespace, console: Console) -> int:
    from sitegen.preview import preview

    preview(options, console)
    return BUILT


def _inspect(options: argparse.Namespace, console: Console) -> int:
    from sitegen.garbage import nothing_collected

    with nothing_collected():
        from sitegen.inspection import inspect_files

    severities: set[str] = set()
    for text, notes in inspect_files(options.files, options.json):
        if text:
            sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
            sys.stdout.buffer.flush()
        console.tell(note for note in notes if note.severity == "error")
        severities |= {note.severity for note in notes}
    return _verdict(severities, options.strict)


def _check(options: argparse.Namespace, console: Console) -> int:
    from sitegen.build import on_publishing, site_files, told
    from sitegen.check import check_site
    from sitegen.corrections import load_authority, without_settled
    from sitegen.ledger import as_addressed
    from sitegen.output import digest_files
    from sitegen.pipeline import gather
    from sitegen.reading import read_captures
    from sitegen.settings import find_site

    site = find_site(options.source, options.config, options.output)
    authority = load_authority(site)
    reading = read_captures(site, track=console.track)
    gathered = gather(reading.articles, authority, site.settings.redact)
    archive = as_addressed(gathered.value, site)
    doubts = told((*without_settled(reading.notes, archive), *gathered.notes, *on_publishing(archive, site)), site)
    console.tell(doubts, site.source)
    faults = check_site(digest_files(site_files(reading, archive, site)), site)
    console.tell(faults)
    count = sum(note.severity != "info" for note in (*doubts, *faults))
    console.say(f"{count} problem{'' if count == 1 else 's'} in {site.source} and {site.output}")
    return PROBLEMS if count else BUILT


def _review(options: argparse.Namespace, console: Console) -> int:
    from sitegen.corrections import add_corrections
    from sitegen.review import as_json, as_toml, review_archive
    from sitegen.settings import find_site

    site = find_site(options.source, options.config, options.output)
    if options.apply:
        console.say(f"added to {add_corrections(site, options.apply)}")
        return BUILT
    findings = review_archive(site)
    text = as_json(findings) if options.json else as_toml(findings)
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
    console.say(f"{len(findings):,} finding{'' if len(findings) == 1 else 's'} in {site.source}")
    return BUILT


def _init(options: argparse.Namespace, console: Console) -> int:
    from sitegen.scaffold import begin_archive

    made = begin_archive(options.folder, options.force)
    for path in made:
        console.say(f"wrote {path}")
    console.say(f"Put captures into {options.folder / 'seeds'}, then run: sitegen serve {options.folder}")
    return BUILT


def _completion(options: argparse.Namespace, _: Console) -> int:
    import shtab

    parser = _parser()
    _mark_paths(parser, {"FILE": shtab.FILE, "SOURCE": shtab.DIRECTORY, "DIR": shtab.DIRECTORY})
    sys.stdout.write(shtab.complete(parser, options.shell) + "\n")
    sys.stdout.flush()
    return BUILT


def _verdict(severities: set[str], strict: bool) -> int:
    return PROBLEMS if "error" in severities or (strict and "warning" in severities) else BUILT


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _mark_paths(parser: argparse.ArgumentParser, kinds: dict[str, object]) -> None:
    """Tell the completion which arguments are files and which are folders."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for sub in action.choices.values():
                _mark_paths(sub, kinds)
        elif action.metavar in kinds:
            action.complete = kinds[str(action.metavar)]  # type: ignore[attr-defined]


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        sys.stdout.write(f"sitegen {version('sitegen')}\n")
        parser.exit()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sitegen", description="Turn a folder of saved news into a static, searchable archive.")
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", title="commands")
    build = _command(commands, "build", _build, "read the captures and write the site")
    _add_build(build)
    build.add_argument("--bag", action="store_true", help="make the site a BagIt bag, with the captures in it as they were saved")
    build.add_argument("--zip", type=Path, metavar="FILE", help="pack the site into one file as well, to hand out")
    build.add_argument(
        "--executor", choices=("processes", "dask"), default="processes", help="who reads the captures: this machine or a Dask cluster"
    )
    build.add_argument("--scheduler", metavar="ADDRESS", help="the scheduler of the Dask cluster: tcp://HOST:8786")
    build.add_argument("--profile", action="store_true", help="tell where the time went, by stage")
    _add_serve(_command(commands, "serve", _serve, "build, show the site on this machine, and build again after every change"))
    inspect = _command(commands, "inspect", _inspect, "show what sitegen understands of a capture")
    inspect.add_argument("files", nargs="+", metavar="FILE", help="a saved capture")
    inspect.add_argument("--json", action="store_true", help="one JSON record a line instead of a report")
    _add_strict(inspect)
    check = _command(commands, "check", _check, "look for broken links, unreadable captures and missing facts")
    _add_site(check)
    review = _command(commands, "review", _review, "list what deserves a look, with the lines for authority.toml that would settle it")
    _add_site(review)
    review.add_argument("--json", action="store_true", help="one JSON object a line")
    review.add_argument("--apply", type=Path, metavar="FILE", help="add the corrections in FILE to authority.toml, all or none")
    init = _command(commands, "init", _init, "begin a new archive")
    init.add_argument("folder", nargs="?", type=Path, default=Path(), metavar="DIR", help="where (default: the current folder)")
    init.add_argument("--force", action="store_true", help="overwrite files that are there already")
    completion = _command(commands, "completion", _completion, "print a completion script for a shell")
    completion.add_argument("shell", choices=_SHELLS)
    return parser


def _command(commands: Any, name: str, run: Callable[[argparse.Namespace, Console], int], purpose: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=purpose, description=purpose[0].upper() + purpose[1:] + ".")
    parser.set_defaults(run=run)
    loudness = parser.add_mutually_exclusive_group()
    loudness.add_argument("-q", "--quiet", action="store_true", help="tell errors only")
    loudness.add_argument("-v", "--verbose", action="store_true", help="tell also what is merely worth knowing")
    return parser


def _add_site(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", nargs="?", type=Path, metavar="SOURCE", help="folder of captures, or of an archive (default: seeds)")
    parser.add_argument("-o", "--output", type=Path, metavar="DIR", help="folder of the site (default: output)")
    parser.add_argument("-c", "--config", type=Path, metavar="FILE", help="settings (default: the sitegen.toml in or beside SOURCE)")


def _add_strict(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--strict", action="store_true", help="end with exit code 1 when there are warnings")


def _add_build(parser: argparse.ArgumentParser) -> None:
    _add_site(parser)
    parser.add_argument("-f", "--force", action="store_true", help="write into a folder that holds other files; they are kept")
    parser.add_argument("--clean", action="store_true", help="make every page anew; never needed to get a right site")
    parser.add_argument("-j", "--jobs", type=_count, metavar="N", help="work in N processes (default: as many as pay)")
    _add_strict(parser)


def _add_serve(parser: argparse.ArgumentParser) -> None:
    _add_build(parser)
    parser.add_argument("-p", "--port", type=_port, default=8000, metavar="PORT", help="port, or the next free one (default: 8000)")
    parser.add_argument("--bind", default="127.0.0.1", metavar="ADDRESS", help="address to listen on (default: 127.0.0.1)")
    parser.add_argument("--open", action="store_true", help="open the site in the browser")
    parser.add_argument("--poll", action="store_true", help="look for changes instead of being told, as on network drives")


def _count(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if not 1 <= number <= 256:
        raise argparse.ArgumentTypeError(f"a number from 1 to 256, not {text!r}")
    return number


def _port(text: str) -> int:
    number = int(text) if text.isdecimal() else -1
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError(f"a number from 0 to 65535, not {text!r}")
    return number
