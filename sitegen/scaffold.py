"""A new archive: its folders, its settings, and what a host needs to publish it."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from sitegen.errors import SettingsError, SitegenError
from sitegen.settings import FILE_NAME

_STARTER = Path(__file__).resolve().parent / "starter"
_FILES = {
    "sitegen.toml": "sitegen.toml",
    "netlify.toml": "netlify.toml",
    ".python-version": "python-version",
    ".gitignore": "gitignore",
    "README.md": "README.md",
}
"""Name in the archive, and in the starter folder, where nothing is hidden."""
_UNREACHABLE = """\
# sitegen was installed here from a folder of this machine, which a host cannot reach.
# Put in its place where it can be fetched from, such as one of these:
# sitegen @ git+https://example.org/you/sitegen@v1.0
# ./vendor/sitegen-0.1.0-py3-none-any.whl
# The second is a file in this archive, made in sitegen's folder: pip wheel --no-deps --wheel-dir THIS-FOLDER/vendor .
"""


def begin_archive(folder: Path, force: bool = False) -> tuple[Path, ...]:
    """The files that were written into *folder*: those that were missing, or with *force* all of them."""
    if (folder / FILE_NAME).exists() and not force:
        hint = "use --force to begin anew: the files of a new archive replace those here, captures stay"
        raise SettingsError("an archive was begun here already", str(folder / FILE_NAME), hint=hint)
    files = {name: text for name, text in _content().items() if force or not (folder / name).exists()}
    try:
        for name in ("seeds", "templates"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise SitegenError(f"cannot begin an archive: {error.strerror}", str(error.filename or folder)) from error
    return tuple(folder / name for name in files)


def _content() -> dict[str, str]:
    from sitegen.publish.headers import POLICY

    files = {name: (_STARTER / stored).read_text(encoding="utf-8") for name, stored in _FILES.items()}
    policy = f"{POLICY}; frame-ancestors 'none'"
    return files | {"netlify.toml": files["netlify.toml"].replace("{policy}", policy), "requirements.txt": requirement(_origin())}


def requirement(origin: str | None) -> str:
    """What a host must install, given the origin of this installation as pip wrote it down (``direct_url.json``)."""
    said = json.loads(origin) if origin else {}
    if "vcs_info" in said:
        return f"sitegen @ {said['vcs_info']['vcs']}+{said['url']}@{said['vcs_info']['commit_id']}\n"
    if str(said.get("url", "")).startswith("https://"):
        return f"sitegen @ {said['url']}\n"
    return _UNREACHABLE


def _origin() -> str | None:
    try:
        return distribution("sitegen").read_text("direct_url.json")
    except PackageNotFoundError:
        return None
