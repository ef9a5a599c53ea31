"""What travels between the stages: one frozen type a stage, holding plain values only.

Every type holds nothing but ``str int float bool date tuple`` and each other, so that values can be compared,
pickled, stored and shipped. Relations are ids, never references. Offsets are code points.
"""

import importlib
from typing import TYPE_CHECKING

from sitegen.model.annotation import (
    ENTITY_TYPES,
    AnnotatedArticle,
    DatePrecision,
    EntityType,
    Mention,
    Quote,
    QuoteKind,
    Statement,
    Vote,
)
from sitegen.model.article import (
    Article,
    Block,
    BlockKind,
    Link,
    Origin,
    Removed,
    RemovedKind,
    Span,
)
from sitegen.model.capture import Capture, Container, Envelope, Format, Picture, Provenance, RasterType, Resource
from sitegen.model.notes import Note, Noted, Severity

if TYPE_CHECKING:
    from sitegen.model.archive import Appearance, Archive, Echo, Entity, Moved, Report, Role
    from sitegen.model.correction import Correction
    from sitegen.model.edition import Edition, FilesAbout, Sheaf
    from sitegen.model.site import NOTHING_STANDS, Deposited, DrawnFile, OutputFile, Stamp, Standing
    from sitegen.model.story import Descent, Extent, Kinship, Story

_LATER = {
    **dict.fromkeys(("Appearance", "Archive", "Echo", "Entity", "Moved", "Report", "Role"), "sitegen.model.archive"),
    **dict.fromkeys(("Correction",), "sitegen.model.correction"),
    **dict.fromkeys(("Edition", "FilesAbout", "Sheaf"), "sitegen.model.edition"),
    **dict.fromkeys(("NOTHING_STANDS", "Deposited", "DrawnFile", "OutputFile", "Stamp", "Standing"), "sitegen.model.site"),
    **dict.fromkeys(("Descent", "Extent", "Kinship", "Story"), "sitegen.model.story"),
}
"""What no single capture needs, by the module that has it."""

__all__ = [
    "ENTITY_TYPES",
    "NOTHING_STANDS",
    "AnnotatedArticle",
    "Appearance",
    "Archive",
    "Article",
    "Block",
    "BlockKind",
    "Capture",
    "Container",
    "Correction",
    "DatePrecision",
    "Deposited",
    "Descent",
    "DrawnFile",
    "Echo",
    "Edition",
    "Entity",
    "EntityType",
    "Envelope",
    "Extent",
    "FilesAbout",
    "Format",
    "Kinship",
    "Link",
    "Mention",
    "Moved",
    "Note",
    "Noted",
    "Origin",
    "OutputFile",
    "Picture",
    "Provenance",
    "Quote",
    "QuoteKind",
    "RasterType",
    "Removed",
    "RemovedKind",
    "Report",
    "Resource",
    "Role",
    "Severity",
    "Sheaf",
    "Span",
    "Stamp",
    "Standing",
    "Statement",
    "Story",
    "Vote",
]


def __getattr__(name: str) -> object:
    """A type of the archive, loaded when it is first asked for: reading one capture never waits for it."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_LATER[name]), name)
