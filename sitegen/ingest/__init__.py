"""Capture -> Article."""

from sitegen.ingest.intake import ingest

__all__ = ["ingest"]
