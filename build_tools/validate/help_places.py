"""Places of help: organisations name places of today.

In: a site. Out: problems.
"""

from collections.abc import Iterator

from build_tools.models import NOT_STATED, Site
from build_tools.problems import N_, Fault, Problem
from build_tools.validate.allowed import allowed
from build_tools.validate.organisations import every_organisation

PAST = Fault(
    "help.past_region", N_("is a region of an earlier division; people look for the regions of today, here: {allowed}")
)
NOWHERE = Fault(
    "help.no_place", N_("names no place; delete it: an organisation without places serves the whole country")
)


def organisations_serve_places_of_today(site: Site) -> Iterator[Problem]:
    """An organisation names no region that a reform has ended, and *not stated* is no place to serve."""
    words = site.vocabulary
    today = next((division.id for division in words.divisions_from(site.day)), None)
    for path, place, organisation in every_organisation(site):
        for position, served in enumerate(organisation.places):
            way = (*place, "places", position)
            if served == NOT_STATED:
                yield Problem(path, NOWHERE, way)
            elif today and served in words.regions and words.regions[served].division != today:
                yield Problem(path, PAST, way, {"allowed": allowed(words.regions_around(served, today))})
