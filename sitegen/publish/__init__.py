"""Archive -> Pages -> OutputFiles."""

from sitegen.publish.site import publish

__all__ = ["publish"]
