"""The same captures make the same bytes, whatever the clock says."""

from __future__ import annotations

from pathlib import Path

from tests.site.built import ROOT, Site, build


def _different(one: Site, other: Site) -> list[str]:
    left, right = one.contents(), other.contents()
    return sorted(path for path in left.keys() | right.keys() if left.get(path) != right.get(path))


def test_a_second_build_is_byte_equal(sample_site: Site, tmp_path: Path) -> None:
    again = build(ROOT / "seeds", tmp_path / "site", ROOT, tmp_path / "cache", {"PYTHONHASHSEED": "7", "TZ": "Pacific/Chatham"})
    assert _different(sample_site, again) == []


def test_a_build_from_the_store_is_byte_equal(sample_site: Site, tmp_path: Path) -> None:
    again = build(ROOT / "seeds", tmp_path / "site", ROOT, sample_site.root.parent / "cache")
    assert _different(sample_site, again) == []


def test_source_date_epoch_fixes_every_byte(tmp_path: Path) -> None:
    first, second = (
        build(ROOT / "seeds", tmp_path / zone / "site", ROOT, tmp_path / zone / "cache", {"SOURCE_DATE_EPOCH": "1394668800", "TZ": zone})
        for zone in ("UTC", "Asia/Tokyo")
    )
    assert _different(first, second) == []
