"""Places: divisions without gap or overlap, regions and cities that belong to them, used in their time."""

import datetime
from collections.abc import Iterator
from itertools import pairwise

from build_tools.models import City, Site
from build_tools.paths import VOCABULARY
from build_tools.problems import Fault, Field, Problem, allowed

_APART = Fault(
    "places.divisions_do_not_meet",
    "leaves days without a division, or with two: the first division has no valid_from, the last no valid_to, and each "
    "other begins on the day after the one before it ends",
)
_NO_REGION = Fault(
    "places.no_region_of_the_division",
    "names no region of this division; name the one in which the town or city lies in it: {allowed}",
)
_OTHER_TIME = Fault(
    "places.region_of_another_time",
    "is a region that did not exist then; use a region of the division {division}, or a city",
)


def divisions_follow_each_other(site: Site) -> Iterator[Problem]:
    """Every day lies in exactly one division: the first has no start, the last no end, the others meet."""
    divisions = site.vocabulary.divisions
    if divisions[0].valid_from:
        yield Problem(VOCABULARY, _APART, ("divisions", 0, "valid_from"))
    if divisions[-1].valid_to:
        yield Problem(VOCABULARY, _APART, ("divisions", len(divisions) - 1, "valid_to"))
    for position, (earlier, later) in enumerate(pairwise(divisions)):
        end, start = earlier.valid_to, later.valid_from
        if end is None:
            yield Problem(VOCABULARY, _APART, ("divisions", position, "valid_to"))
        if start is None or (end and (start - end).days != 1):
            yield Problem(VOCABULARY, _APART, ("divisions", position + 1, "valid_from"))


def cities_have_a_region_in_every_division(site: Site) -> Iterator[Problem]:
    """Each city and town lies, in every division, in one of the regions of that division."""
    regions = site.vocabulary.regions
    divisions = [division.id for division in site.vocabulary.divisions]
    misplaced = {code for code, region in regions.items() if region.division not in divisions}  # which is refused
    for way, city in _settlements(site):
        for division in divisions:
            own = [code for code, region in regions.items() if region.division == division]
            named = city.regions.get(division, "")
            if named not in own and named not in misplaced:
                yield Problem(VOCABULARY, _NO_REGION, (*way, "regions", division), {"allowed": allowed(own, named)})


def _settlements(site: Site) -> Iterator[tuple[Field, City]]:
    """Yield way and record of each city and town."""
    for name, places in (("cities", site.vocabulary.cities), ("towns", site.vocabulary.towns)):
        for code, city in places.items():
            yield (name, code), city


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
        yield Problem(path, _OTHER_TIME, place, {"division": in_force})
