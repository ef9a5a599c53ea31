"""The material beside the checkout that belongs to others: present in CI, absent on a user's machine."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"
IN_CI = os.environ.get("CI") == "true"

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared (real captures that belong to their publishers)")


def miss(reason: str) -> None:
    """Skip the test for want of a tool; in CI, where every tool is installed, fail instead."""
    if IN_CI:
        pytest.fail(reason)
    pytest.skip(reason)
