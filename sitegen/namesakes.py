"""Files of the site that have one name, on any disk: they are refused."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from sitegen.account import Account
from sitegen.bag import MANIFEST, OWN, TAG_LIST
from sitegen.errors import SitegenError
from sitegen.tally import name_everywhere, renamed


def tell_apart(account: Account, ours: Account, fresh: Iterable[str]) -> None:
    """Refuse a path that is another's on a disk that takes A and a for one; those that are *ours* were told apart when they came.

    So those among *fresh* that are not are held against the others, of which nearly all are named so everywhere: there may be 100,000.
    """
    names = {MANIFEST, TAG_LIST, *OWN}
    if (taken := next((name for name in sorted(names) if _is_there(account, name)), None)) is not None:
        raise one_name(taken)
    new = {path: name_everywhere(path) for path in fresh if path not in ours}
    others = renamed(account.paths) if new and account.tally.renamed else ()
    names.update(name_everywhere(path) for path in others if path not in new)
    for path, name in new.items():
        if name in names or (name != path and _is_there(account, name)):
            raise one_name(path)
        names.add(name)


def _is_there(account: Account, path: str) -> bool:
    """Whether *account* has this *path*; of a few, for which no dictionary of all need be made."""
    row = bisect_left(account.paths, path)
    return row < len(account) and account.paths[row] == path


def one_name(path: str) -> SitegenError:
    """What is said of a file at a *path* that is another's."""
    return SitegenError(f"two files of the site have one name: {path}", hint="run sitegen check to see them")
