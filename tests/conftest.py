"""The sites that the tests look at, built once a session through the command line, and the browser to look with."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.shared import SHARED, miss
from tests.site.built import Site, build, sample_archive

if TYPE_CHECKING:
    from playwright.sync_api import Browser

settings.register_profile("gate", deadline=None)
settings.load_profile("gate")
"""What a property takes on a busy machine says nothing of it; where effort counts, a test of its own measures processor time."""

CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""The sandbox needs a user who is not root; the others keep the browser itself off the network."""


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The project's own sample archive."""
    folder = tmp_path_factory.mktemp("sample")
    archive = sample_archive(folder)
    return build(archive / "seeds", folder / "site", archive, folder / "cache")


@pytest.fixture(scope="session")
def seeds_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The five real captures beside the checkout, built with no settings at all."""
    if not (SHARED / "seeds").is_dir():
        pytest.skip("needs ../shared (real captures that belong to their publishers)")
    folder = tmp_path_factory.mktemp("seeds")
    return build(SHARED / "seeds", folder / "site", folder, folder / "cache")


@pytest.fixture(scope="session", params=["sample", "seeds"])
def site(request: pytest.FixtureRequest) -> Site:
    """Both archives, one after the other."""
    built: Site = request.getfixturevalue(f"{request.param}_site")
    return built


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium; the one that CHROMIUM names, or the one on the path."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")
    if program is None:
        miss("no Chromium: install it, or say where it is with CHROMIUM=/path/to/chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        miss("no playwright: pip install 'sitegen[test]'")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=list(CHROMIUM_FLAGS))
        yield launched
        launched.close()
