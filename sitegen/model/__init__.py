"""What travels between the stages: one frozen type a stage, holding plain values only.

Every type holds nothing but ``str int float bool date tuple`` and each other, so that values can be compared,
pickled, stored and shipped. Relations are ids, never references. Offsets are code points.
"""

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
from sitegen.model.archive import (
    Appearance,
    Archive,
    Echo,
    Entity,
    Moved,
    Report,
    Role,
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
from sitegen.model.correction import Correction
from sitegen.model.edition import Edition, Ingredients, Sheaf
from sitegen.model.notes import Note, Noted, Severity
from sitegen.model.site import OutputFile, Standing
from sitegen.model.story import Descent, Extent, Kinship, Story

__all__ = [
    "ENTITY_TYPES",
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
    "Descent",
    "Echo",
    "Edition",
    "Entity",
    "EntityType",
    "Envelope",
    "Extent",
    "Format",
    "Ingredients",
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
    "Standing",
    "Statement",
    "Story",
    "Vote",
]
