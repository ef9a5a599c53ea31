"""Names that Windows keeps for devices: no page, slug or original bears one."""

from __future__ import annotations

import pytest

from sitegen.catalog.slugs import slug
from sitegen.devices import is_device
from sitegen.originals import _safe_step
from sitegen.publish.permalinks import entity_path

PORTS = [f"{port}{number}" for port in ("com", "lpt") for number in range(10)]


@pytest.mark.parametrize("name", ["con", "prn", "aux", "nul", *PORTS])
def test_a_device_is_known_in_every_case_and_whatever_follows_a_full_stop(name: str) -> None:
    assert all(map(is_device, (name, name.upper(), f"{name.title()}.html", f"{name}.tar.gz", f"{name} .txt", f"{name} ")))
    assert not any(map(is_device, (f"{name}x", f"x{name}", f".{name}", f"a.{name}", f" {name}", f"{name}-1")))
    assert not is_device(slug(name))
    assert not is_device(entity_path("person", name).partition("/")[2])
    assert not is_device(_safe_step(f"{name.upper()}.html"))


@pytest.mark.parametrize("name", ["COM¹", "lpt².txt", "com³.html", "CONIN$", "conout$.md"])
def test_ports_in_small_figures_and_the_ends_of_the_console_are_devices_too(name: str) -> None:
    assert _safe_step(name) == f"_{name}"


@pytest.mark.parametrize("name", ["com", "com10", "lpt", "console", "null", "con-2", "index"])
def test_names_that_only_begin_like_a_device_are_names(name: str) -> None:
    assert not is_device(name)
    assert _safe_step(name) == name
