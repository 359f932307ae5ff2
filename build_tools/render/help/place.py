"""The quiet page of one place that the figures name: who helps there, where to report, what was counted.

In: the content in one language. Out: values that the page places. Numbers stand as their ledgers have them, and none is
added up, for a city may stand for the region that it lay in then.
"""

from collections.abc import Iterator

from build_tools.models import Values
from build_tools.render import figures
from build_tools.render.context import Context, Link
from build_tools.render.help import contacts
from build_tools.render.help.places import division_today, place_link, region_values, serving, town_values, with_phones
from build_tools.render.statements import all_statements, record_address
from build_tools.render.words import link_to


def of_place(code: str, context: Context) -> Values:
    """Return what the page of a place places: its names, who can be reached there, what each ledger counted there, and
    links to the region around it and to the cities in it."""
    vocabulary, shown = context.site.vocabulary, context.site.counted_places
    today = division_today(context)
    [region] = vocabulary.regions_around(code, today)
    town = vocabulary.cities.get(code)
    listed = [with_phones(one, places, context) for one, places in serving(region, context)]
    free = [with_phones(one, (), context) for one in contacts.tied_to_no_region(context)]
    near = [place for place in shown if place != code and region in vocabulary.regions_around(place, today)]
    return {
        "title": context.locale.label("places", code),
        "place": town_values(town, context) if town else region_values(region, context),
        "organisations": [one for one in (*listed, *free) if one.channels],
        "counted": list(_counted(shown[code], context)),
        "later": list(_later(code, context)),
        "near": [place_link(place, context) for place in near],
        "region": region.lower(),
        "all_places": link_to(contacts.PLACES, context).title,
    }


def _counted(places: list[str], context: Context) -> Iterator[Values]:
    """Yield what each ledger counted in these places, the newest first."""
    for ledger in sorted(context.site.ledgers.values(), key=lambda one: one.as_of, reverse=True):
        named = [name for name, one in ledger.figures.items() if [*one.codes] == ["place"] and one.place in places]
        shown = [figures.key_figure(name, ledger, context) for name in named]
        if shown:
            yield {
                "title": figures.ledger_title(ledger, context),
                "as_of": figures.ledger_day(ledger, context),
                "figures": shown,
                "covers": figures.covers(ledger, context),
                "unit": figures.unit_meaning(ledger.unit, context),
                "legend": figures.legend([one.mark for one in shown], context),
            }


def _later(code: str, context: Context) -> Iterator[Link]:
    """Yield a link to what was learnt later of a place, named by its topic."""
    for file, statement, one in all_statements(context).values():
        if code in one.places and one.topic:
            yield Link(file.topics[one.topic][context.language], record_address(file.id, statement))
