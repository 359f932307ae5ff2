"""The quiet page of places: each region of the day, who helps there, nearest first, and its towns by every name.

In: the content in one language. Out: the values that the page places. Lists nobody where they do not help.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from build_tools.localize import alphabet_key
from build_tools.models import QUIET, City, Organisation
from build_tools.render.context import Context
from build_tools.render.help import contacts, entries
from build_tools.render.help.entries import Entry
from build_tools.render.words import Link, link_to

_, _CONTACTS, *_others = QUIET
_KINDS = tuple(contacts.KINDS_IN_ORDER)


@dataclass(frozen=True, slots=True)
class ShownTown:
    """A town by all its names, the reader's own first."""

    name: str
    others: list[str]
    former: list[str]


@dataclass(frozen=True, slots=True)
class ShownRegion:
    """A region: its names, what the regions were called in which its towns lay, who helps there, its towns."""

    id: str
    name: str
    others: list[str]
    former: list[str]
    organisations: list[Entry]
    towns: list[ShownTown]


@dataclass(frozen=True, slots=True)
class HelpPlaces:
    """What the page of places shows; ``instead`` is whom to call where nobody is listed."""

    regions: list[ShownRegion]
    everywhere: list[Entry]
    instead: list[Entry]
    index: list[list[Link]]
    all_contacts: str


def by_place(context: Context) -> HelpPlaces:
    """Return what the page of places places."""
    regions = (_region_shown(code, context) for code in _regions_of_today(context))
    return HelpPlaces(
        regions=sorted(regions, key=lambda region: alphabet_key(region.name)),
        everywhere=[_organisation_shown(o, (), context) for o in contacts.tied_to_no_region(context)],
        instead=fallback(context),
        index=_towns_by_name(context),
        all_contacts=link_to(_CONTACTS, context).title,
    )


def fallback(context: Context) -> list[Entry]:
    """Return whom to call where nobody is listed: at most one, with the numbers whose check counts.

    Who helps people of all ages comes before who helps only some.
    """
    ordered = sorted(contacts.tied_to_no_region(context), key=lambda organisation: bool(organisation.ages))
    shown = (_organisation_shown(organisation, (), context) for organisation in ordered)
    counted = (replace(one, channels=tuple(phone for phone in one.phones if not phone.expired)) for one in shown)
    return [one for one in counted if one.channels][:1]


def _regions_of_today(context: Context) -> list[str]:
    """Return the codes of the regions on the day of the build."""
    regions, today = context.site.vocabulary.regions, _division_today(context)
    return [code for code, region in regions.items() if region.division == today]


def _division_today(context: Context) -> str:
    """Return the id of the division on the day of the build."""
    return context.site.vocabulary.division_on(context.site.day).id


def _region_shown(code: str, context: Context) -> ShownRegion:
    """Return a region as the page shows it."""
    name = context.site.vocabulary.regions[code].name
    own = name[context.language]
    towns = [_town_shown(town, context) for town in _towns_of(code, context)]
    return ShownRegion(
        id=code.lower(),
        name=own,
        others=[other for other in dict.fromkeys(name.values()) if other != own],
        former=[before for before in _names_before(code, context) if before != own],
        organisations=[_organisation_shown(o, places, context) for o, places in _serving(code, context)],
        towns=sorted(towns, key=lambda town: alphabet_key(town.name)),
    )


def _names_before(region: str, context: Context) -> list[str]:
    """Return what the regions of earlier divisions were called in which the towns of a region lay."""
    vocabulary, day = context.site.vocabulary, context.site.day
    earlier = [d.id for d in vocabulary.divisions if d.valid_to and d.valid_to < day]
    lain_in = (town.regions[past] for town in _towns_of(region, context) for past in earlier)
    return list(dict.fromkeys(vocabulary.regions[code].name[context.language] for code in lain_in))


def _towns_of(region: str, context: Context) -> list[City]:
    """Return the cities and towns of a region of today."""
    today, towns = _division_today(context), context.site.vocabulary.settlements.values()
    return [town for town in towns if town.regions[today] == region]


def _town_shown(town: City, context: Context) -> ShownTown:
    """Return a town as the page shows it."""
    own, *others = names = town.names(context.language)
    return ShownTown(
        name=own,
        others=[name for name in others if not any(name in _bracketed(longer) for longer in names)],
        former=[name for name in dict.fromkeys(town.former) if name not in names],
    )


def _bracketed(name: str) -> list[str]:
    """Return the two names in one such as *Oral (Uralsk)*."""
    return name.rstrip(")").split(" (") if name.endswith(")") else []


def _serving(region: str, context: Context) -> list[tuple[Organisation, list[str]]]:
    """Return who serves a region, with the places that say so: independent ones first.

    Then come those of whom a contact is confirmed, then the nearest.
    """
    here = (
        (organisation, _places_in(region, organisation, context))
        for organisation in contacts.real_organisations(context)
    )
    found = [(organisation, places) for organisation, places in here if places]

    def rank(pair: tuple[Organisation, list[str]]) -> tuple[int, bool, int]:
        organisation, (nearest, *_) = pair
        unconfirmed = not organisation.is_reached(context.site.day)
        return _KINDS.index(organisation.kind), unconfirmed, _distance(nearest, context)

    return sorted(found, key=rank)


def _places_in(region: str, organisation: Organisation, context: Context) -> list[str]:
    """Return the places of an organisation that lie in a region or cover it, the nearest first."""
    vocabulary, today = context.site.vocabulary, _division_today(context)
    places = [place for place in organisation.places if region in vocabulary.regions_around(place, today)]
    return sorted(places, key=lambda place: _distance(place, context))


def _distance(place: str, context: Context) -> int:
    """Return how far an organisation may be that serves a place: 0 in a town, 1 in its region, 2 farther."""
    vocabulary = context.site.vocabulary
    return 0 if place in vocabulary.settlements else 1 if place in vocabulary.regions else 2


def _organisation_shown(organisation: Organisation, places: Sequence[str], context: Context) -> Entry:
    """Return an organisation with its telephones, or with its other channels where it has none."""
    whole = entries.entry_of(organisation, context, places)
    return replace(whole, channels=whole.phones or whole.channels)


def _towns_by_name(context: Context) -> list[list[Link]]:
    """Return every name of every town with its region, those in the reader's alphabet apart from the others.

    Where towns of several regions share a name, each says its region.
    """
    regions = context.site.vocabulary.regions
    named: dict[str, dict[str, str]] = {}
    for name, region in _names_of_towns(context):
        named.setdefault(name, {})[region] = f"{name} ({regions[region].name[context.language]})"
    links = [
        Link(longer if len(found) > 1 else name, f"#{region.lower()}")
        for name, found in sorted(named.items(), key=lambda pair: alphabet_key(pair[0]))
        for region, longer in found.items()
    ]
    own = {_alphabet_of(region.name[context.language]) for region in regions.values()}
    groups = [[link for link in links if (_alphabet_of(link.title) in own) == is_own] for is_own in (True, False)]
    return [group for group in groups if group]


def _names_of_towns(context: Context) -> Iterator[tuple[str, str]]:
    """Yield each name that a town has or had, with the code of its region today."""
    for region in _regions_of_today(context):
        for town in _towns_of(region, context):
            for name in (*town.names(context.language), *town.former):
                yield name, region


def _alphabet_of(name: str) -> str:
    """Return the alphabet of a name by its first letter, such as CYRILLIC."""
    return unicodedata.name(name[0], "?").partition(" ")[0]
