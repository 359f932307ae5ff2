"""Places: divisions without gap or overlap, regions and cities that belong to them, used in their time."""

import datetime
from collections.abc import Iterator
from itertools import pairwise

from build_tools.models import City, Division, Site
from build_tools.paths import VOCABULARY
from build_tools.problems import Fault, Field, Problem
from build_tools.validate.offers import allowed

REPEATED = Fault("places.division_repeated", "is the id of another division too; give each its own")
OPEN_START = Fault(
    "places.first_division_has_start",
    "must not be there: the first division holds from the beginning; delete the line",
)
OPEN_END = Fault(
    "places.last_division_has_end",
    "must not be there: the last division holds until further notice; delete the line",
)
NO_DATE = Fault(
    "places.division_date_missing", "is missing; one division ends on a day and the next begins on the day after"
)
GAP = Fault(
    "places.gap_between_divisions", "leaves days without a division; it is the day after the division before ends"
)
OVERLAP = Fault("places.divisions_overlap", "overlaps with the division before; it is the day after that one ends")
NO_DIVISION = Fault("places.unknown_division", "is not a division; use one of: {allowed}")
NO_PART = Fault("places.unknown_part", "is not a part of the country; use one of: {allowed}")
SAME_TILE = Fault(
    "places.tile_repeated",
    "is the tile of another region of this division too; give each region its own row and column",
)
NO_REGION = Fault(
    "places.region_missing", "is missing; name the region in which the town or city lies in this division"
)
UNKNOWN_REGION = Fault("places.unknown_region", "is not a region of this division; use one of: {allowed}")
TWO_MEANINGS = Fault(
    "places.code_of_two_places",
    "is the code of another place too; towns, cities, regions and parts share one list of codes",
)
OTHER_TIME = Fault(
    "places.region_of_another_time",
    "is a region that did not exist then; use a region of the division {division}, or a city",
)


def divisions_follow_each_other(site: Site) -> Iterator[Problem]:
    """Every day lies in exactly one division: the first has no start, the last no end, the others meet."""
    divisions = site.vocabulary.divisions
    if divisions[0].valid_from:
        yield Problem(VOCABULARY, OPEN_START, ("divisions", 0, "valid_from"))
    if divisions[-1].valid_to:
        yield Problem(VOCABULARY, OPEN_END, ("divisions", len(divisions) - 1, "valid_to"))
    for position, (earlier, later) in enumerate(pairwise(divisions)):
        yield from _meeting(earlier, later, position)
    ids = [division.id for division in divisions]
    for position, name in enumerate(ids):
        if name in ids[:position]:
            yield Problem(VOCABULARY, REPEATED, ("divisions", position, "id"))


def _meeting(earlier: Division, later: Division, position: int) -> Iterator[Problem]:
    end, start = earlier.valid_to, later.valid_from
    if end is None:
        yield Problem(VOCABULARY, NO_DATE, ("divisions", position, "valid_to"))
    if start is None:
        yield Problem(VOCABULARY, NO_DATE, ("divisions", position + 1, "valid_from"))
    if end and start and (start - end).days != 1:
        message = GAP if start > end else OVERLAP
        yield Problem(VOCABULARY, message, ("divisions", position + 1, "valid_from"))


def regions_are_placed(site: Site) -> Iterator[Problem]:
    """Each region names a division and a part of the country that exist."""
    divisions = [division.id for division in site.vocabulary.divisions]
    parts = site.vocabulary.parts
    for code, region in site.vocabulary.regions.items():
        if region.division not in divisions:
            values = {"allowed": allowed(divisions, region.division)}
            yield Problem(VOCABULARY, NO_DIVISION, ("regions", code, "division"), values)
        if region.part not in parts:
            values = {"allowed": allowed(parts, region.part)}
            yield Problem(VOCABULARY, NO_PART, ("regions", code, "part"), values)


def tiles_differ(site: Site) -> Iterator[Problem]:
    """No two regions of a division share a tile."""
    taken = set()
    for code, region in site.vocabulary.regions.items():
        if (region.division, region.tile) in taken:
            yield Problem(VOCABULARY, SAME_TILE, ("regions", code, "tile"))
        taken.add((region.division, region.tile))


def cities_have_a_region_in_every_division(site: Site) -> Iterator[Problem]:
    """Each city and town lies, in every division, in one of the regions of that division."""
    regions = site.vocabulary.regions
    divisions = [division.id for division in site.vocabulary.divisions]
    for way, city in settlements(site):
        place: Field = (*way, "regions")
        for division in divisions:
            own = [name for name, region in regions.items() if region.division == division]
            if division not in city.regions:
                yield Problem(VOCABULARY, NO_REGION, (*place, division))
            elif city.regions[division] not in own and _placed(site, city.regions[division]):
                values = {"allowed": allowed(own, city.regions[division])}
                yield Problem(VOCABULARY, UNKNOWN_REGION, (*place, division), values)
        for unknown in sorted(city.regions.keys() - set(divisions)):
            values = {"allowed": allowed(divisions, unknown)}
            yield Problem(VOCABULARY, NO_DIVISION, (*place, unknown), values)


def settlements(site: Site) -> Iterator[tuple[Field, City]]:
    """Yield way and record of each city and town."""
    for name, places in (("cities", site.vocabulary.cities), ("towns", site.vocabulary.towns)):
        for code, city in places.items():
            yield (name, code), city


def _placed(site: Site, region: str) -> bool:
    """Whether a region, if there is one, names a division; otherwise that alone is the problem."""
    found = site.vocabulary.regions.get(region)
    return found is None or found.division in [division.id for division in site.vocabulary.divisions]


def place_codes_differ(site: Site) -> Iterator[Problem]:
    """A code means one place only, whether town, city, region or part."""
    words = site.vocabulary
    taken: set[str] = set()
    for name in ("parts", "regions", "cities", "towns"):
        codes = getattr(words, name)
        for code in codes:
            if code in taken:
                yield Problem(VOCABULARY, TWO_MEANINGS, (name, code))
        taken |= codes.keys()


def places_fit_their_time(site: Site) -> Iterator[Problem]:
    """A region named by a case or a figure belongs to the division in force then."""
    for path, case in site.cases.items():
        if case.place in site.vocabulary.regions and case.period and case.period.is_stated:
            yield from _fits(site, case.place, case.period.start, path, ("place",))
    for path, ledger in site.briefings.items():
        for name, figure in ledger.figures.items():
            if figure.place in site.vocabulary.regions:
                yield from _fits(site, figure.place, ledger.as_of, path, ("figures", name, "place"))


def _fits(site: Site, region: str, day: datetime.date, path: str, place: Field) -> Iterator[Problem]:
    in_force = next((division.id for division in site.vocabulary.divisions_from(day)), None)
    if in_force and site.vocabulary.regions[region].division != in_force:
        yield Problem(path, OTHER_TIME, place, {"division": in_force})
