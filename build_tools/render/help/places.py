"""The quiet page of places: each region of the day, who helps there, nearest first, and its towns by every name.

In: the content in one language. Out: the values that the page places. Lists nobody where they do not help.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from build_tools.localize import alphabet_key
from build_tools.models import City, Organisation
from build_tools.render.context import Context
from build_tools.render.help import contacts, entries

Entry = dict[str, Any]
KINDS = tuple(contacts.KINDS)


def by_place(context: Context) -> Entry:
    """Return the regions in alphabetical order, the organisations for the whole country, and an index of towns."""
    regions = [region_shown(code, context) for code in regions_of_today(context)]
    everywhere = [organisation_shown(o, (), context) for o in tied_to_no_region(context)]
    return {
        "regions": sorted(regions, key=lambda region: alphabet_key(region["name"])),
        "everywhere": everywhere,
        "instead": instead(context),
        "index": index(context),
    }


def tied_to_no_region(context: Context) -> list[Organisation]:
    """Return the independent organisations that are not tied to a region, those with a confirmed contact first."""
    free = [o for o in contacts.real(context) if not o.places and o.kind == KINDS[0]]
    return entries.confirmed_first(free, lambda organisation: organisation.is_reached(context.site.day))


def instead(context: Context) -> list[Entry]:
    """Return whom to call where nobody is listed: at most one, with the numbers whose check counts.

    Who helps people of all ages comes before who helps only some.
    """
    ordered = sorted(tied_to_no_region(context), key=lambda organisation: bool(organisation.ages))
    shown = (organisation_shown(organisation, (), context) for organisation in ordered)
    counted = ({**one, "phones": [phone for phone in one["phones"] if not phone["expired"]]} for one in shown)
    return [one for one in counted if one["phones"]][:1]


def regions_of_today(context: Context) -> list[str]:
    """Return the codes of the regions on the day of the build."""
    regions, today = context.site.vocabulary.regions, division(context)
    return [code for code, region in regions.items() if region.division == today]


def division(context: Context) -> str:
    """Return the id of the division on the day of the build."""
    return context.site.vocabulary.division_on(context.site.day).id


def region_shown(code: str, context: Context) -> Entry:
    """Return a region as the page shows it: its names, who helps there, its towns."""
    name = context.site.vocabulary.regions[code].name
    own = name[context.language]
    towns = [town_shown(town, context) for town in towns_of(code, context)]
    return {
        "id": code.lower(),
        "name": own,
        "others": [other for other in dict.fromkeys(name.values()) if other != own],
        "former": [before for before in names_before(code, context) if before != own],
        "organisations": [organisation_shown(o, places, context) for o, places in serving(code, context)],
        "towns": sorted(towns, key=lambda town: alphabet_key(town["name"])),
    }


def names_before(region: str, context: Context) -> list[str]:
    """Return what the regions of earlier divisions were called in which the towns of a region lay."""
    words, day = context.site.vocabulary, context.site.day
    earlier = [d.id for d in words.divisions if d.valid_to and d.valid_to < day]
    lain_in = (town.regions[past] for town in towns_of(region, context) for past in earlier)
    return list(dict.fromkeys(words.regions[code].name[context.language] for code in lain_in))


def towns_of(region: str, context: Context) -> list[City]:
    """Return the cities and towns of a region of today."""
    today = division(context)
    return [town for town in context.site.vocabulary.settlements.values() if town.regions[today] == region]


def town_shown(town: City, context: Context) -> Entry:
    """Return a town by all its names, the reader's own first."""
    own, *others = names = town.names(context.language)
    return {
        "name": own,
        "others": [name for name in others if not any(name in bracketed(longer) for longer in names)],
        "former": [name for name in dict.fromkeys(town.former) if name not in names],
    }


def bracketed(name: str) -> list[str]:
    """Return the two names in one such as *Oral (Uralsk)*."""
    return name.rstrip(")").split(" (") if name.endswith(")") else []


def serving(region: str, context: Context) -> list[tuple[Organisation, list[str]]]:
    """Return who serves a region, with the places that say so: independent ones first.

    Then come those of whom a contact is confirmed, then the nearest.
    """
    here = ((organisation, places_in(region, organisation, context)) for organisation in contacts.real(context))
    found = [(organisation, places) for organisation, places in here if places]

    def rank(pair: tuple[Organisation, list[str]]) -> tuple[int, bool, int]:
        organisation, (nearest, *_) = pair
        unconfirmed = not organisation.is_reached(context.site.day)
        return KINDS.index(organisation.kind), unconfirmed, distance(nearest, context)

    return sorted(found, key=rank)


def places_in(region: str, organisation: Organisation, context: Context) -> list[str]:
    """Return the places of an organisation that lie in a region or cover it, the nearest first."""
    words, today = context.site.vocabulary, division(context)
    places = [place for place in organisation.places if region in words.regions_around(place, today)]
    return sorted(places, key=lambda place: distance(place, context))


def distance(place: str, context: Context) -> int:
    """Return how far an organisation may be that serves a place: 0 in a town, 1 in its region, 2 farther."""
    words = context.site.vocabulary
    return 0 if place in words.settlements else 1 if place in words.regions else 2


def organisation_shown(organisation: Organisation, places: Sequence[str], context: Context) -> Entry:
    """Return an organisation with what a caller must know before, and its telephones; the rest is on ``contacts``.

    One that has no telephone has its other channels here, in ``others``.
    """
    whole, names = entries.shown(organisation, context), context.site.vocabulary.labels("places_of_help")
    phones = [channel for channel in whole["channels"] if channel["href"].startswith(("tel:", "sms:"))]
    return {
        "id": whole["id"],
        "name": whole["name"],
        "places": [names[place][context.language] for place in places],
        "ages": whole["ages"],
        "risk": whole["risk"],
        "named": whole["named"],
        "phones": phones,
        "others": [] if phones else whole["channels"],
        "gap": whole["gap"],
    }


def index(context: Context) -> list[list[Entry]]:
    """Return every name of every town with its region, those in the reader's alphabet apart from the others.

    Where towns of several regions share a name, each says its region.
    """
    regions = context.site.vocabulary.regions
    named: dict[str, dict[str, str]] = {}
    for name, region in names_of_towns(context):
        named.setdefault(name, {})[region] = f"{name} ({regions[region].name[context.language]})"
    entries = [
        {"name": longer if len(found) > 1 else name, "id": region.lower()}
        for name, found in sorted(named.items(), key=lambda pair: alphabet_key(pair[0]))
        for region, longer in found.items()
    ]
    own = {alphabet(region.name[context.language]) for region in regions.values()}
    groups = [[entry for entry in entries if (alphabet(entry["name"]) in own) == is_own] for is_own in (True, False)]
    return [group for group in groups if group]


def names_of_towns(context: Context) -> Iterator[tuple[str, str]]:
    """Yield each name that a town has or had, with the code of its region today."""
    for region in regions_of_today(context):
        for town in towns_of(region, context):
            for name in (*town.names(context.language), *town.former):
                yield name, region


def alphabet(name: str) -> str:
    """Return the alphabet of a name by its first letter, such as CYRILLIC."""
    return unicodedata.name(name[0], "?").partition(" ")[0]
