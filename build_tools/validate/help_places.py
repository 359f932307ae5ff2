"""Places of help: names that a search finds, and organisations that name places of today.

In: a site. Out: problems.
"""

import re
import unicodedata
from collections.abc import Iterator

from build_tools.models import NOT_STATED, City, Site
from build_tools.paths import VOCABULARY
from build_tools.problems import N_, Field, Problem
from build_tools.validate.allowed import allowed
from build_tools.validate.organisations import every_organisation
from build_tools.validate.places import settlements

WORD = re.compile(r"[^\W\d_]+")

TWO_ALPHABETS = N_(
    "mixes letters of two alphabets that look alike; write each word in one alphabet, or no search finds it"
)
PAST = N_("is a region of an earlier division; people look for the regions of today, here: {allowed}")
NOWHERE = N_("names no place; delete it: an organisation without places serves the whole country")


def names_keep_to_one_alphabet(site: Site) -> Iterator[Problem]:
    """A Latin letter in a Cyrillic name looks right, and yet nobody who types the name finds it."""
    for way, city in settlements(site):
        for place, name in _names(city):
            if any(len(alphabets(word)) > 1 for word in WORD.findall(name)):
                yield Problem(VOCABULARY, TWO_ALPHABETS, (*way, *place))


def _names(city: City) -> Iterator[tuple[Field, str]]:
    for language, name in city.name.items():
        yield ("name", language), name
    for field in ("former", "aliases"):
        for position, name in enumerate(getattr(city, field)):
            yield (field, position), name


def alphabets(word: str) -> set[str]:
    """Return which alphabets the letters of a word are of, such as LATIN and CYRILLIC."""
    return {unicodedata.name(letter, "?").partition(" ")[0] for letter in word}


def organisations_serve_places_of_today(site: Site) -> Iterator[Problem]:
    """An organisation names no region that a reform has ended, and *not stated* is no place to serve."""
    words = site.vocabulary
    today = next((d.id for d in words.divisions if d.valid_to is None or site.day <= d.valid_to), None)
    for path, place, organisation in every_organisation(site):
        for position, served in enumerate(organisation.places):
            way = (*place, "places", position)
            if served == NOT_STATED:
                yield Problem(path, NOWHERE, way)
            elif today and served in words.regions and words.regions[served].division != today:
                yield Problem(path, PAST, way, {"allowed": allowed(words.regions_around(served, today))})
