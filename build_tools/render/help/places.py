"""Places: the quiet page of all regions of the day, with who helps there, nearest first, and its towns by every name;
and the page of each place that figures name, with who can be reached there and what was counted.

In: the content in one language. Out: the values that the pages place. Lists nobody where they do not help. Numbers
stand as their ledgers have them, and none is added up, for a city may stand for the region that it lay in then.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from build_tools.localize import alphabet_key
from build_tools.models import City, Organisation, Values, place_page
from build_tools.render.context import Context, Link
from build_tools.render.figures import LocalFigure, LocalLedger
from build_tools.render.help import contacts
from build_tools.render.help.contacts import OrganisationEntry
from build_tools.render.statements import all_statements, record_address
from build_tools.render.words import link_to


def by_place(context: Context) -> Values:
    """Return what the page of places places; ``instead`` is whom to call where nobody is listed."""
    regions = context.site.vocabulary.regions.items()
    today = [_region_values(code, context) for code, region in regions if region.division == context.division]
    return {
        "regions": sorted(today, key=lambda region: alphabet_key(region["name"])),
        "everywhere": [_with_phones(one, (), context) for one in _tied_to_no_region(context)],
        "instead": _fallback(context),
        "all_contacts": link_to(contacts.CONTACTS, context).title,
    }


def _tied_to_no_region(context: Context) -> list[Organisation]:
    """Return the independent organisations that are not tied to a region, those with a confirmed contact first."""
    free = [one for one in contacts.real_organisations(context) if not one.places and one.kind == "independent"]
    return contacts.most_useful_first(free, context)


def _fallback(context: Context) -> list[OrganisationEntry]:
    """Return whom to call where nobody is listed: at most one, with the numbers whose check counts.

    Who helps people of all ages comes before who helps only some.
    """
    for organisation in sorted(_tied_to_no_region(context), key=lambda one: bool(one.ages)):
        entry = _with_phones(organisation, (), context)
        if counted := tuple(phone for phone in entry.phones if not phone.expired):
            return [replace(entry, channels=counted)]
    return []


def _with_phones(organisation: Organisation, places: Sequence[str], context: Context) -> OrganisationEntry:
    """Return an organisation with its telephones, or with its other channels where it has none."""
    whole = contacts.entry_of(organisation, context, places)
    return replace(whole, channels=whole.phones or whole.channels)


def _region_values(code: str, context: Context) -> Values:
    """Return a region: its names, what the regions were called in which its towns lay, who helps there, its towns."""
    vocabulary, language, day = context.site.vocabulary, context.language, context.site.day
    names = vocabulary.regions[code].name
    cities = [one for one in vocabulary.settlements.values() if one.regions[context.division] == code]
    ended = [one.id for one in vocabulary.divisions if one.valid_to and one.valid_to < day]
    lain_in = dict.fromkeys(town.regions[past] for town in cities for past in ended)
    before = dict.fromkeys(vocabulary.regions[region].name[language] for region in lain_in)
    towns = [_town_values(town, context) for town in cities]
    return {
        "id": code.lower(),
        "name": names[language],
        "others": [other for other in dict.fromkeys(names.values()) if other != names[language]],
        "former": [name for name in before if name != names[language]],
        "organisations": [_with_phones(one, places, context) for one, places in _serving(code, context)],
        "counted": [_place_link(place, context) for place in _counted_places(code, context)],
        "towns": sorted(towns, key=lambda town: alphabet_key(town["name"])),
    }


def _town_values(town: City, context: Context) -> Values:
    """Return a town by all its names, the reader's own first; of two names in one, such as *Oral (Uralsk)*, neither
    stands alone as well."""
    own, *others = names = town.names(context.language)
    in_longer = {part for name in names if name.endswith(")") for part in name.rstrip(")").split(" (")}
    former = [name for name in dict.fromkeys(town.former) if name not in names]
    return {"name": own, "others": [name for name in others if name not in in_longer], "former": former}


def _counted_places(region: str, context: Context) -> list[str]:
    """Return the places in a region of today that have a page."""
    around = context.site.vocabulary.regions_around
    return [place for place in context.site.counted_places if region in around(place, context.division)]


def _place_link(code: str, context: Context) -> Link:
    """Return a link to the page of a place."""
    return Link(context.locale.label("places", code), f"{place_page(code)}.html")


def _serving(region: str, context: Context) -> list[tuple[Organisation, list[str]]]:
    """Return who serves a region, with the places that say so, the nearest first: independent ones before others.

    Then come those of whom a contact is confirmed, then the nearest.
    """
    vocabulary, day, kinds = context.site.vocabulary, context.site.day, list(contacts.KINDS_IN_ORDER)

    def distance(place: str) -> int:
        return 0 if place in vocabulary.settlements else 1 if place in vocabulary.regions else 2

    found = []
    for one in contacts.real_organisations(context):
        here = [place for place in one.places if region in vocabulary.regions_around(place, context.division)]
        found += [(one, sorted(here, key=distance))] if here else []
    return sorted(
        found, key=lambda pair: (kinds.index(pair[0].kind), not pair[0].is_reached(day), distance(pair[1][0]))
    )


def of_place(code: str, context: Context) -> Values:
    """Return what the page of a place places: its names, who can be reached there, what each ledger counted there, and
    links to the region around it and to the cities in it."""
    vocabulary, counted = context.site.vocabulary, context.site.counted_places[code]
    [region] = vocabulary.regions_around(code, context.division)
    town = vocabulary.cities.get(code)
    listed = [_with_phones(one, places, context) for one, places in _serving(region, context)]
    free = [_with_phones(one, (), context) for one in _tied_to_no_region(context)]
    return {
        "title": context.locale.label("places", code),
        "place": _town_values(town, context) if town else _region_values(region, context),
        "organisations": [one for one in (*listed, *free) if one.channels],
        "counted": [(ledger, found) for ledger, found in _figures_of(counted, context) if found],
        "later": list(_later(code, context)),
        "near": [_place_link(place, context) for place in _counted_places(region, context) if place != code],
        "region": region.lower(),
        "all_places": link_to(contacts.PLACES, context).title,
    }


def _figures_of(places: list[str], context: Context) -> Iterator[tuple[LocalLedger, list[LocalFigure]]]:
    """Yield each ledger with what it counted in these places alone, the newest first."""
    for ledger in sorted(context.site.ledgers.values(), key=lambda one: one.as_of, reverse=True):
        local, figures = LocalLedger(ledger, context), ledger.figures.items()
        yield local, [local.figure(name) for name, one in figures if [*one.codes] == ["place"] and one.place in places]


def _later(code: str, context: Context) -> Iterator[Link]:
    """Yield a link to what was learnt later of a place, named by its topic."""
    for file, statement, one in all_statements(context).values():
        if code in one.places and one.topic:
            yield Link(file.topics[one.topic][context.language], record_address(file.id, statement))
