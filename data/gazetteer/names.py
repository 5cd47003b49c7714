"""Decides by which names a place is found, and how much each of them weighs."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from data.gazetteer.sources import Row
from lib.gazetteer import name_key

# What a candidate weighs without any context: the decimal logarithm of its population, plus this.
FEATURE_WEIGHT = {
    "country": 4.0,
    "continent": 2.0,
    "admin1": -1.2,
    "admin2": -2.3,
    "admin3": -2.6,
    "region": -2.5,
}
ALTERNATE_WEIGHT = -0.8
SHORTENED_WEIGHT = -0.8  # "Hama" for Hama Governorate
# What a name weighs that in the news usually means this place, whatever others have it.
USUAL_SENSE = {"country": 11.0, "city": 6.9, "site": 6.9, "region": 7.6}

GENERIC = (
    "oblast|region|province|governorate|county|district|state|raion|rayon|prefecture|department|municipality|"
    "parish|voivodeship|division|republic|krai|kray|okrug|autonomous republic|autonomous oblast|wilaya|"
    "autonomous okrug|avtonomnyy okrug|muhafazah|territory|canton|regency|zone|woreda|cercle|commune|"
    "governate|city|regional state|capital territory|fylke|megye|raioni|tumani|mintaqasi|federal district"
)
GENERIC_AFTER = re.compile(rf"\s+(?:{GENERIC})$")
GENERIC_BEFORE = re.compile(
    r"^(?:(?:autonomous )?(?:republic|province|governorate|state|region|department|district|county) of|"
    r"muhafazat|muhafazah|mohafazat|shabiyat|raionul|municipiul|gouvernorat d[eu]|wilaya d[eu]|"
    r"provinc[ei]a? d[eiu]l?|departamento d[ei]l?|estado(?: d[eo])?|departement d[eu]|region d[eu]s?|"
    r"ostan e|velayat e|wilayat e|respublika|kabupaten|propinsi|provinsi|khoueng|misto|gobolka|mkoa wa|"
    r"municipio de?|municipio|judetul|amphoe|changwat|tinh|nomos)\s+(?:the |la |l )?"
)
REGION_WORDS = ("governorate", "oblast", "province", "region", "state")  # reports use them one for another
ENGLISH_REGION = re.compile(
    r"^[A-Z][A-Za-z' -]+ (?:Oblast|Governorate|Province|Region|State|Department|Prefecture|Krai)$"
)


def prefer_english_name(row: Row, aliases: Iterable[str]) -> None:
    """Call a first-order region "Donetsk Oblast" where its aliases have that beside "Donetska Oblast"."""
    key = name_key(row.name)
    if row.name.isascii() and _without_generic_word(key) == key:
        return
    initial = _without_generic_word(key).removeprefix("al ")[:1]
    english = [
        name
        for name in aliases
        if ENGLISH_REGION.match(name) and name_key(name).removeprefix("al ").startswith(initial)
    ]
    if english:
        row.names.add(row.name)
        row.name = min(english, key=lambda name: (len(name), name))


def weight(row: Row) -> float:
    """How likely a bare name means this place, on a logarithmic scale of population."""
    if row.prominence is not None:
        return row.prominence
    if row.feature == "water":
        return 4.0 + math.log10(max(row.radius_km or 1.0, 1.0)) / 2
    return math.log10(row.population + 10) + FEATURE_WEIGHT.get(row.feature, 0.0)


def spellings(row: Row) -> dict[str, tuple[str, float]]:
    """The keys a place is found by, each with how it matches and what it weighs."""
    base = weight(row)
    keys: dict[str, tuple[str, float]] = {}

    def add(key: str, match: str, extra: float) -> None:
        if key and (key not in keys or keys[key][1] < base + extra):
            keys[key] = (match, base + extra)

    main = name_key(row.name)
    add(main, "name", 0.0)
    if row.feature in ("admin1", "admin2", "admin3"):
        add(_without_generic_word(main), "name", SHORTENED_WEIGHT)
    if row.feature == "admin1":
        for word in REGION_WORDS:
            add(f"{_without_generic_word(main)} {word}", "name", 0.0)
    rarer = ALTERNATE_WEIGHT - (FEATURE_WEIGHT["country"] if row.feature == "country" else 0.0)
    for name in row.names:
        if usable(name):
            key = name_key(name)
            add(key, "alternate", rarer)
            if row.feature in ("admin1", "admin2"):
                short = _without_generic_word(key)
                add(short, "alternate", rarer)
            if row.feature == "admin1" and short != key:
                for word in REGION_WORDS:
                    add(f"{short} {word}", "alternate", rarer)
    usual = USUAL_SENSE.get(row.feature, USUAL_SENSE["region"]) - base
    for name, is_usual in row.given_names.items():
        match = "abbreviation" if is_abbreviation(name) else "name" if name == row.name else "alternate"
        add(name_key(name), match, usual if is_usual else 0.0)
    return {key: keys[key] for key in sorted(keys) if key not in row.removed_keys}


def is_abbreviation(name: str) -> bool:
    """Whether a name given by hand is one to be written in capitals: "DRC", "U.S."."""
    letters = name.replace(".", "")
    return letters.isupper() and letters.isalpha() and len(letters) <= 5


def usable(name: str) -> bool:
    """Whether an alternate name can stand in English text: Latin letters, no codes, no bare letters."""
    if not name[:1].isalpha() or not name[0].isupper() or len(name) < 3:
        return False
    if name.isupper() and len(name) <= 5:  # codes of airports and railway stations
        return False
    return all(ord(c) < 0x370 or 0x1E00 <= ord(c) < 0x1F00 or 0x2010 <= ord(c) < 0x2020 for c in name)


def _without_generic_word(key: str) -> str:
    """ "donetsk oblast" -> "donetsk"; a key that is nothing but generic words stays as it is."""
    return GENERIC_BEFORE.sub("", GENERIC_AFTER.sub("", key)) or key
