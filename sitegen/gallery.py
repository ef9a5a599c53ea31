"""The pictures that articles show, as files of the site: fetched from the captures that hold them, where they are not there already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from sitegen.deposit import FetchedFile
from sitegen.errors import SitegenError
from sitegen.files import Found, load
from sitegen.model import AnnotatedArticle, Picture
from sitegen.model.value import Value


def picture_files(articles: Iterable[AnnotatedArticle], found: Mapping[str, Found]) -> Iterator[FetchedFile]:
    """Every picture that *articles* show, once, capture by capture; *found* says by accession where an article's capture lies."""
    from sitegen.publish.permalinks import picture_path

    holders: dict[str, tuple[Picture, Found]] = {}
    for annotated in articles:
        accession = annotated.article.provenance.accession
        for picture in annotated.article.pictures if accession in found else ():
            holders.setdefault(picture_path(picture), (picture, found[accession]))
    shelf = _Shelf()
    for path, (picture, holder) in sorted(holders.items(), key=lambda item: (item[1][1].source, item[0])):
        yield FetchedFile(path, picture.sha256, _Fetch(shelf, holder, picture.sha256))


class _Shelf(msgspec.Struct):
    """The files of the capture that was opened last, for the next picture is likely one of its own."""

    holder: Found | None = None
    contents: Mapping[str, bytes] = {}

    def take(self, holder: Found, sha256: str) -> bytes:
        if self.holder != holder:
            from sitegen.ingest.holdings import contents

            self.holder, self.contents = holder, contents(load(holder))
        if sha256 not in self.contents:
            raise SitegenError("a picture of this capture changed while the site was built", holder.source, hint="build again")
        return self.contents[sha256]


class _Fetch(Value):
    shelf: _Shelf
    holder: Found
    sha256: str

    def __call__(self) -> bytes:
        return self.shelf.take(self.holder, self.sha256)
