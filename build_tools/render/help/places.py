"""The quiet page of places: each region of the day, who helps there, nearest first, and its towns by every name.

In: the content in one language. Out: the values that the page places. Lists nobody where they do not help.
"""

from collections.abc import Sequence
from dataclasses import replace

from build_tools.localize import alphabet_key
from build_tools.models import City, Organisation, Values, place_page
from build_tools.render.context import Context, Link
from build_tools.render.help import contacts, entries
from build_tools.render.help.entries import OrganisationEntry
from build_tools.render.words import link_to

_KINDS = tuple(contacts.KINDS_IN_ORDER)


def by_place(context: Context) -> Values:
    """Return what the page of places places; ``instead`` is whom to call where nobody is listed."""
    regions = [region_values(code, context) for code in _regions_of_today(context)]
    return {
        "regions": sorted(regions, key=lambda region: alphabet_key(region["name"])),
        "everywhere": [with_phones(one, (), context) for one in contacts.tied_to_no_region(context)],
        "instead": _fallback(context),
        "all_contacts": link_to(contacts.CONTACTS, context).title,
    }


def place_link(code: str, context: Context) -> Link:
    """Return a link to the page of a place."""
    return Link(context.locale.label("places", code), f"{place_page(code)}.html")


def _fallback(context: Context) -> list[OrganisationEntry]:
    """Return whom to call where nobody is listed: at most one, with the numbers whose check counts.

    Who helps people of all ages comes before who helps only some.
    """
    ordered = sorted(contacts.tied_to_no_region(context), key=lambda organisation: bool(organisation.ages))
    found = (with_phones(organisation, (), context) for organisation in ordered)
    counted = (replace(one, channels=tuple(phone for phone in one.phones if not phone.expired)) for one in found)
    return [one for one in counted if one.channels][:1]


def with_phones(organisation: Organisation, places: Sequence[str], context: Context) -> OrganisationEntry:
    """Return an organisation with its telephones, or with its other channels where it has none."""
    whole = entries.entry_of(organisation, context, places)
    return replace(whole, channels=whole.phones or whole.channels)


def _regions_of_today(context: Context) -> list[str]:
    """Return the codes of the regions on the day of the build."""
    today = division_today(context)
    return [code for code, region in context.site.vocabulary.regions.items() if region.division == today]


def division_today(context: Context) -> str:
    """Return the division of the day of the build."""
    return context.site.vocabulary.division_on(context.site.day).id


def region_values(code: str, context: Context) -> Values:
    """Return a region: its names, what the regions were called in which its towns lay, who helps there, its towns."""
    vocabulary, today = context.site.vocabulary, division_today(context)
    names = vocabulary.regions[code].name
    pages = [place for place in context.site.counted_places if code in vocabulary.regions_around(place, today)]
    own = names[context.language]
    towns = [town_values(town, context) for town in _towns_of(code, context)]
    return {
        "id": code.lower(),
        "name": own,
        "others": [other for other in dict.fromkeys(names.values()) if other != own],
        "former": [before for before in _names_before(code, context) if before != own],
        "organisations": [with_phones(one, places, context) for one, places in serving(code, context)],
        "counted": [place_link(place, context) for place in pages],
        "towns": sorted(towns, key=lambda town: alphabet_key(town["name"])),
    }


def _names_before(region: str, context: Context) -> list[str]:
    """Return what the regions of earlier divisions were called in which the towns of a region lay."""
    vocabulary, day = context.site.vocabulary, context.site.day
    earlier = [one.id for one in vocabulary.divisions if one.valid_to and one.valid_to < day]
    lain_in = (town.regions[past] for town in _towns_of(region, context) for past in earlier)
    return list(dict.fromkeys(vocabulary.regions[code].name[context.language] for code in lain_in))


def _towns_of(region: str, context: Context) -> list[City]:
    """Return the cities and towns of a region of today."""
    today = division_today(context)
    return [town for town in context.site.vocabulary.settlements.values() if town.regions[today] == region]


def town_values(town: City, context: Context) -> Values:
    """Return a town by all its names, the reader's own first; of two names in one, such as *Oral (Uralsk)*, neither
    stands alone as well."""
    own, *others = names = town.names(context.language)
    in_longer = {part for name in names if name.endswith(")") for part in name.rstrip(")").split(" (")}
    former = [name for name in dict.fromkeys(town.former) if name not in names]
    return {"name": own, "others": [name for name in others if name not in in_longer], "former": former}


def serving(region: str, context: Context) -> list[tuple[Organisation, list[str]]]:
    """Return who serves a region, with the places that say so, the nearest first: independent ones before others.

    Then come those of whom a contact is confirmed, then the nearest.
    """
    vocabulary, today = context.site.vocabulary, division_today(context)

    def distance(place: str) -> int:
        return 0 if place in vocabulary.settlements else 1 if place in vocabulary.regions else 2

    def rank(pair: tuple[Organisation, list[str]]) -> tuple[int, bool, int]:
        organisation, (nearest, *_) = pair
        return _KINDS.index(organisation.kind), not contacts.is_reached(organisation, context), distance(nearest)

    found = []
    for organisation in contacts.real_organisations(context):
        here = [place for place in organisation.places if region in vocabulary.regions_around(place, today)]
        found += [(organisation, sorted(here, key=distance))] if here else []
    return sorted(found, key=rank)
