"""The same captures make the same bytes, whatever the clock says."""

from __future__ import annotations

from pathlib import Path

from tests.site.built import Site, build, sample_archive


def _different(one: Site, other: Site) -> list[str]:
    left, right = one.contents(), other.contents()
    return sorted(path for path in left.keys() | right.keys() if left.get(path) != right.get(path))


def test_a_second_build_is_byte_equal(sample_site: Site, tmp_path: Path) -> None:
    archive = sample_archive(tmp_path)
    again = build(archive / "seeds", tmp_path / "site", archive, tmp_path / "cache", {"PYTHONHASHSEED": "7", "TZ": "Pacific/Chatham"})
    assert _different(sample_site, again) == []


def test_a_build_from_the_store_is_byte_equal(sample_site: Site, tmp_path: Path) -> None:
    archive = sample_archive(tmp_path)
    again = build(archive / "seeds", tmp_path / "site", archive, sample_site.root.parent / "cache")
    assert _different(sample_site, again) == []


def test_source_date_epoch_fixes_every_byte(tmp_path: Path) -> None:
    sites = []
    for zone in ("UTC", "Asia/Tokyo"):
        archive, clock = sample_archive(tmp_path / zone), {"SOURCE_DATE_EPOCH": "1394668800", "TZ": zone}
        sites.append(build(archive / "seeds", tmp_path / zone / "site", archive, tmp_path / zone / "cache", clock))
    assert _different(*sites) == []
