"""Codes that a problem offers: what is allowed, and which places are perhaps meant."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher, get_close_matches
from typing import NamedTuple

from build_tools.models import NOT_STATED, Site, Vocabulary
from build_tools.problems import NONE

OFFERED = 12


def allowed(values: Iterable[str], instead_of: str = "") -> str:
    """List at most 12 of the allowed values, the closest to ``instead_of`` first, then in their order."""
    values = list(values)
    close = get_close_matches(instead_of, values, n=1)
    listed = [*close, *(value for value in values if value not in close)]
    return ", ".join([*listed[:OFFERED], *(["…"] if len(listed) > OFFERED else [])]) or NONE


MOST_PLACES = 5
ALIKE, ALIKE_REGIONS = 0.75, 0.65
"""Share of letters in common from which a name counts as like another, and the short code of a region: one sign."""

ENOUGH = 4
"""Letters from which the beginning of a name stands for the name."""

LOOK_ALIKE = str.maketrans("АВЕЁЗКМНОРСТУХ", "ABEEZKMHOPCTYX")
HELP = "places_of_help"


class Meant(NamedTuple):
    """Codes that may have been meant, and the groups of the codebook in which all codes of the kind stand."""

    codes: list[str]
    groups: list[str]


def perhaps_meant(written: str, name: str, site: Site) -> Meant:
    """Return what is like a code or a name; what begins like the code of a region is sought among regions first."""
    words, key = site.vocabulary, squeezed(written)
    codes = [code for code in words.labels(name) if name != HELP or code != NOT_STATED]
    regions = [code for code in codes if code in words.regions]
    groups = [group for group in ("cities", "towns", "regions", "parts") if group != "towns" or name == HELP]
    is_region = any(key.startswith(squeezed(code.partition("-")[0])) for code in regions if key and "-" in code)
    found = nearest(key, ((squeezed(code), code) for code in regions), ALIKE_REGIONS) if is_region else []
    others = found or nearest(key, named(codes, words))
    only_regions = is_region and (found or not others)
    return Meant(
        list(dict.fromkeys(standing(others, name, site)))[:MOST_PLACES], ["regions"] if only_regions else groups
    )


def squeezed(text: str) -> str:
    """Return a code or a name by its letters and digits alone, Cyrillic letters as the Latin ones they look like."""
    return re.sub(r"[\W_]", "", text).upper().translate(LOOK_ALIKE)


def named(codes: Iterable[str], words: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield each code and each name of its place, old ones and other spellings too, with the code."""
    labels = words.labels(HELP)
    for code in codes:
        town = words.settlements.get(code)
        for name in (code, *labels[code].values(), *((*town.former, *town.aliases) if town else ())):
            yield squeezed(name), code


def nearest(key: str, keys: Iterable[tuple[str, str]], share: float = ALIKE) -> list[str]:
    """Return the codes of keys that are equal, or else those most like it, and after them of keys that begin so."""
    keys = list(keys)
    whole = [code for own, code in keys if own == key]
    begun = [code for own, code in keys if len(key) >= ENOUGH and own.startswith(key)]
    return [*(whole or alike(key, keys, share)), *begun]


def alike(key: str, keys: Iterable[tuple[str, str]], share: float) -> list[str]:
    """Return the codes of the keys that have such a share of letters in common with a key, the most like it first."""
    matcher, found = SequenceMatcher(b=key), []
    for own, code in keys:
        matcher.set_seq1(own)
        if matcher.real_quick_ratio() >= share and matcher.quick_ratio() >= share and matcher.ratio() >= share:
            found.append((matcher.ratio(), code))
    return [code for _, code in sorted(found, key=lambda pair: -pair[0])]


def standing(codes: Iterable[str], name: str, site: Site) -> Iterator[str]:
    """Yield codes; for help, a region of an earlier division gives way to those of today that lie there."""
    words = site.vocabulary
    today = next((division.id for division in words.divisions_from(site.day)), None)
    for code in codes:
        past = name == HELP and today and code in words.regions and words.regions[code].division != today
        yield from words.regions_around(code, str(today)) if past else (code,)
