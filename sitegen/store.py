"""What was worked out before, found again by its content: a capture that has not changed is not read twice."""

from __future__ import annotations

import functools
import hashlib
import itertools
import os
import shutil
import sys
import time
from array import array
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from zlib import crc32

import msgspec

from sitegen.model import AnnotatedArticle, Capture, Noted
from sitegen.model.capture import digest_of
from sitegen.model.value import Value
from sitegen.packing import pack, unpack
from sitegen.staging import ANEW

Reader = Callable[[Capture], Noted[AnnotatedArticle]]

_PACKAGE = Path(__file__).resolve().parent
_DIGEST = hashlib.sha256().digest_size
_MINE, _DRAFTS = os.urandom(4).hex(), itertools.count()
"""With the number of the process they name a draft as nobody else does, on any machine with the same folder; `tempfile` doubles a write."""
_STRETCH = 1 << 16
"""Bytes, of which a checksum of four is taken, as file systems do it."""
_MONTH = 30 * 24 * 3600


def place_of(home: Path, shelf: str, folder: Path) -> Path:
    """Where below *home* the *shelf* keeps what belongs to the *folder* of captures or of a site."""
    return home / shelf / hashlib.sha256(os.fsencode(folder)).hexdigest()[:32]


class Remembered(Value):
    """The stage *stage* with a memory: the same function of a capture, but only the first call works it out."""

    stage: Reader
    folder: Path
    salt: str
    """Digest of all that the result depends on besides the capture."""

    def __call__(self, capture: Capture) -> Noted[AnnotatedArticle]:
        """The stage's result, remembered or new."""
        key = self.key(capture)
        known = self.recall_by(key)
        return known if known is not None else self._made(key, capture)[1]

    def packed(self, capture: Capture) -> bytes | Noted[AnnotatedArticle]:
        """The same as bytes, for another process; as it is where it holds half a character, which nothing can pack."""
        key = self.key(capture)
        content = get(self._place(key))
        if content is not None and _decode(content) is not None:
            return content
        content, result = self._made(key, capture)
        return result if content is None else content

    def recall(self, capture: Capture) -> Noted[AnnotatedArticle] | None:
        """The result that was kept for just this capture; None when there is none, or its file is not whole."""
        return self.recall_by(self.key(capture))

    def recall_by(self, key: str) -> Noted[AnnotatedArticle] | None:
        """The same for the capture with this *key*."""
        content = get(self._place(key))
        return _decode(content) if content is not None else None

    def key(self, capture: Capture) -> str:
        """Digest of all that the stage is given in *capture*."""
        named = (
            self.salt.encode(),
            capture.source.encode("utf-8", "surrogatepass"),
            capture.beyond,
            digest_of(capture.content).encode(),
        )
        return hashlib.sha256(b"\0".join(named)).hexdigest()

    def _made(self, key: str, capture: Capture) -> tuple[bytes | None, Noted[AnnotatedArticle]]:
        """The stage's result, packed and kept; a memory that cannot be written, on a full or locked disk, costs time only."""
        result = self.stage(capture)
        try:
            content, result = pack(result)
        except UnicodeEncodeError:
            return None, result
        with suppress(OSError):
            put(self._place(key), content)
        return content, result

    @property
    def home(self) -> Path:
        """The folder of what this very program remembers."""
        return self.folder / self.salt[:16]

    def _place(self, key: str) -> str:
        return f"{self.folder}{os.sep}{self.salt[:16]}{os.sep}{key[:2]}{os.sep}{key[2:]}"


def get(place: Path | str, wanted: bytes = b"") -> bytes | None:
    """What was put into the file *place*; None when there is none, it is not whole or another's, or its digest is not the one *wanted*."""
    try:
        with open(place, "rb", buffering=0) as file:  # noqa: PTH123  (a Path for each of 10,000 files takes a tenth of a second)
            digest, content = file.read(_DIGEST), file.read()
    except OSError:
        return None
    if wanted and digest != wanted:
        return None
    return content if _seal(place, content) == digest else None


def put(place: Path | str, content: bytes) -> bytes:
    """The digest of *content*, kept now in the file *place*; OSError where that cannot be done, with what was there left as it was."""
    digest = _seal(place, content)
    try:
        _write(os.fspath(place), digest, content)
    except FileNotFoundError:
        Path(place).parent.mkdir(parents=True, exist_ok=True)
        _write(os.fspath(place), digest, content)
    return digest


def lay_down(place: Path, content: bytes) -> bytes:
    """The digest of *content*, which lies beside the file *place* now, and is kept once it is taken up; OSError where that cannot be."""
    place.parent.mkdir(parents=True, exist_ok=True)
    _beside(place).unlink(missing_ok=True)
    digest = _seal(place, content)
    with os.fdopen(os.open(_beside(place), ANEW, 0o600), "wb") as file:
        file.writelines((digest, content))
    return digest


def take_up(place: Path) -> None:
    """Keep in the file *place* what was laid down beside it."""
    _beside(place).replace(place)


def _beside(place: Path) -> Path:
    return place.with_name(f"{place.name}.next")


def _seal(place: Path | str, content: bytes) -> bytes:
    """Digest of *content* and of where it is kept: what a rescued disk has put into another's place is not taken for it.

    Of what is longer than a stretch the checksums of its stretches are digested: no disk forges one, and each edit of a large site looks
    through 200 MB.
    """
    digest = hashlib.sha256(os.fsencode("/".join(os.fspath(place).rsplit(os.sep, 2)[-2:])) + b"\0")
    digest.update(content if len(content) <= _STRETCH else _checksums(content))
    return digest.digest()


def _checksums(content: bytes) -> bytes:
    """The length of *content* and a checksum of each stretch of it, eight bytes each."""
    whole = memoryview(content)
    return array("Q", [len(whole), *(crc32(whole[start : start + _STRETCH]) for start in range(0, len(whole), _STRETCH))]).tobytes()


def cache_folder() -> Path:
    """Where results are kept: what SITEGEN_CACHE says, else the user's own cache folder."""
    said = os.environ.get("SITEGEN_CACHE")
    if said:
        return Path(said)
    import platformdirs

    return Path(platformdirs.user_cache_dir("sitegen", appauthor=False))


@functools.cache
def own_salt() -> str:
    """Digest of sitegen's code and data and of the installed packages by version: a change of any makes every result new."""
    salt = hashlib.sha256(sys.version.encode() + own_code())
    places = (place for place in sys.path if place and Path(place).is_dir())
    packages = {name for place in places for name in os.listdir(place) if name.endswith((".dist-info", ".egg-info"))}  # noqa: PTH208
    salt.update("\0".join(sorted(packages)).encode())
    return salt.hexdigest()


def own_code() -> bytes:
    """Digest of sitegen's code and data; a Path for each file of it would take every build 15 ms."""
    folders = ((folder, names) for folder, _, names in os.walk(_PACKAGE) if not folder.endswith("__pycache__"))
    places = (f"{folder}{os.sep}{name}" for folder, names in folders for name in names)
    home, digest = len(f"{_PACKAGE}{os.sep}"), hashlib.sha256()
    for source, place in sorted((place[home:].replace(os.sep, "/"), place) for place in places):
        if os.path.isfile(place):  # noqa: PTH113
            with open(place, "rb", buffering=0) as file:  # noqa: PTH123
                digest.update(f"{source}\0".encode() + hashlib.sha256(file.read()).digest())
    return digest.digest()


def forget_old(folder: Path, salt: str) -> None:
    """Remove the results of other versions of sitegen that nobody has used for a month."""
    mine = folder / salt[:16]
    try:
        mine.mkdir(parents=True, exist_ok=True)
        os.utime(mine)
        for other in folder.iterdir():
            if len(other.name) == len(mine.name) and other.stat().st_mtime < time.time() - _MONTH:
                shutil.rmtree(other, ignore_errors=True)
    except OSError:
        return


def _write(place: str, *parts: bytes) -> None:
    """All or nothing: a reader, or a build killed at this point, never sees half an entry."""
    draft = f"{place.rpartition(os.sep)[0]}{os.sep}{_MINE}-{os.getpid()}-{next(_DRAFTS)}"
    with os.fdopen(os.open(draft, ANEW, 0o600), "wb") as file:
        try:
            file.writelines(parts)
            file.close()
            os.replace(draft, place)  # noqa: PTH105  (a Path takes as long as the file itself)
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise


def _decode(content: bytes) -> Noted[AnnotatedArticle] | None:
    """The result that is in *content*, whose seal was found whole."""
    try:
        return unpack(content, is_sealed=True)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
