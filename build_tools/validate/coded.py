"""Coded fields of cases and figures: codes that exist, are said once and do not contradict.

In: a site. Out: problems. Which fields are coded only the models say.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from build_tools.models import NOT_STATED, Model, Site, Texts, coded_fields, models_below
from build_tools.problems import Fault, Field, Problem
from build_tools.validate.offers import allowed
from build_tools.validate.vocabulary import NONE, used_lists
from build_tools.validate.walk import walk
from build_tools.validate.words.language import CYRILLIC

UNKNOWN = Fault("coded.unknown_code", "is not a code of {list}; use one of: {allowed}")
IN_CYRILLIC = Fault(
    "coded.code_in_cyrillic",
    "has Cyrillic letters, and some look like Latin ones; type the code in Latin letters; use one of: {allowed}",
)
TOGETHER = Fault(
    "coded.several_codes_in_one", "is several codes in one; put a comma between entries; use one of: {allowed}"
)
UNKNOWN_PLACE = Fault(
    "coded.unknown_place",
    "is not the code of a place; use one of: {allowed}; all codes stand in content/vocabulary.yml, under cities, "
    "towns, regions and parts",
)
TOO_SMALL = Fault(
    "coded.place_too_small",
    "is a place that only pages of help may name, because here it could point at a person; write {region}, the "
    "region in which it lay then, or a part of the country",
)
TO_COUNT = Fault(
    "coded.town_of_a_figure",
    "is a town that only pages of help name so far; to count its reports, move its lines in content/vocabulary.yml "
    "from towns to cities, then run `transparency schema`; or write {region}, the region in which it lay then",
)
TWICE = Fault("coded.code_twice", "is there already; name each code once")
CONTRADICTED = Fault("coded.stands_alone", "does not stand with other codes; drop it, or drop the others")

PARTED = re.compile(r"\S[\s;,]+\S")
PLACES = ("places", "places_of_help")

CodedValue = tuple[str, Field, str, tuple[str, ...], bool]
"""Path, way to the field, list of the vocabulary, codes, and whether the field holds several."""


def codes_exist(site: Site) -> Iterator[Problem]:
    """Each code is one of its list; ``places`` joins cities, regions and parts, never towns that only help names."""
    known = {name: frozenset(site.vocabulary.labels(name)) for name in used_lists(site)}
    for path, place, name, codes, several in _coded(site):
        if known[name].issuperset(codes):
            continue
        for position, code in enumerate(codes):
            if code not in known[name]:
                way = (*place, position) if several else place
                if code in site.vocabulary.towns:
                    wrong = TO_COUNT if path in site.ledgers else TOO_SMALL
                    yield Problem(path, wrong, way, {"region": region_then(code, path, site)})
                    continue
                wrong, values = unknown(code, name, several, site)
                yield Problem(path, wrong, way, values)


def region_then(town: str, path: str, site: Site) -> str:
    """Return the region in which a town lay at the time that a record tells of."""
    case, ledger = site.cases.get(path), site.ledgers.get(path)
    period = case.period if case else None
    day = period.start if period else ledger.as_of if ledger else site.day
    regions = site.vocabulary.settlements[town].regions
    return regions.get(next((division.id for division in site.vocabulary.divisions_from(day)), "")) or allowed(
        dict.fromkeys(regions.values())
    )


def unknown(code: str, name: str, several: bool, site: Site) -> tuple[Fault, Mapping[str, object]]:
    """Return what is wrong with a code that its list does not have, with the values of the sentence."""
    labels = site.vocabulary.labels(name)
    return fault(code, name, several), {"list": name, "allowed": allowed(labels, meant(code, labels))}


def fault(code: str, name: str, several: bool) -> Fault:
    """Return what is wrong with a code that its list does not have; it is looked at, never repeated."""
    if CYRILLIC.search(code):
        return IN_CYRILLIC
    if several and PARTED.search(code):
        return TOGETHER
    return UNKNOWN_PLACE if name in PLACES else UNKNOWN


def meant(code: str, labels: Mapping[str, Texts]) -> str:
    """Return the code of which somebody has written the name, in whichever language; otherwise what was written."""
    written = code.casefold()
    return next((key for key, names in labels.items() if written in map(str.casefold, names.values())), code)


def codes_are_said_once(site: Site) -> Iterator[Problem]:
    """No field names a code twice."""
    for path, place, _, codes, _ in _coded(site):
        if len(set(codes)) < len(codes):
            for position, code in enumerate(codes):
                if code in codes[:position]:
                    yield Problem(path, TWICE, (*place, position))


def nothing_stands_alone(site: Site) -> Iterator[Problem]:
    """``not_stated`` and ``none`` are the only code of their field."""
    for path, place, _, codes, _ in _coded(site):
        if len(codes) > 1 and (NOT_STATED in codes or NONE in codes):
            position = next(n for n, code in enumerate(codes) if code in (NOT_STATED, NONE))
            yield Problem(path, CONTRADICTED, (*place, position))


def _coded(site: Site) -> Iterator[CodedValue]:
    """Every coded field that holds something."""
    for kind in site.kinds:
        for path, record in site.records(kind).items():
            yield from _in_record(path, record)
    for words in site.words.values():
        yield from _in_record(words.path, words.about)


@cache
def _has_codes_inside(model: type[Model]) -> bool:
    return any(map(coded_fields, models_below(model)[1:]))


def _in_record(path: str, record: Model) -> Iterator[CodedValue]:
    """Every coded field of a record and of those in it, which are looked for only where there can be some."""
    yield from _fields(path, (), record, coded_fields(type(record)))
    if _has_codes_inside(type(record)):
        for place, _, inner in walk(record):
            if place and isinstance(inner, Model):
                yield from _fields(path, place, inner, coded_fields(type(inner)))


def _fields(path: str, place: Field, record: Model, lists: Mapping[str, str]) -> Iterator[CodedValue]:
    for field, name in lists.items():
        value = getattr(record, field)
        if isinstance(value, tuple):
            yield path, (*place, field), name, value, True
        elif value is not None:
            yield path, (*place, field), name, (value,), False
