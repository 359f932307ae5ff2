"""Pictures to take away: each table of a briefing, each key figure over several, the map of the newest, and the card
that messengers show beside a link. Tables of releases have none, for their lines are many.

In: ledgers of one language. Out: what is drawn.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict

from build_tools.models import NEWEST, Ledger, Values
from build_tools.problems import N_
from build_tools.render import figures, tables
from build_tools.render.citing import remark_on, sentences
from build_tools.render.context import COALITION, INVENTED, Context
from build_tools.render.tiles import map_of_tiles

_REPORTED = N_("What was reported is not all that happened.")

_TILES = N_("Each tile is a region of today, in its place. In an empty one no city was named; that is not a zero.")
_APART = N_(
    "Where nothing is said to be added, the briefings count reports of different times, or the difference is not spelt "
    "out: compare them with care."
)


def charts(context: Context) -> Iterator[tuple[str, str, Values]]:
    """Yield each table of each briefing."""
    for ledger in context.site.briefings.values():
        for table in tables.ledger_tables(ledger, context):
            yield table.picture, "chart.typ", {**chart(table, ledger, context), **about_drawing(context)}


def series_charts(context: Context) -> Iterator[tuple[str, str, Values]]:
    """Yield each key figure over several briefings."""
    for one in tables.key_series(context):
        yield one["picture"], "chart.typ", {**_series_chart(one, context), **about_drawing(context)}


def _series_chart(one: Values, context: Context) -> Values:
    """Return what a drawn series says; no line is drawn between its steps, for nobody counted in between."""
    newest, counted = context.ledger(NEWEST), N_("counted: {time}")
    steps = [
        (line, filter(None, (line["as_of"], line["label"], context.say(counted, time=line["counted"]))))
        for line in one["lines"]
    ]
    return {
        "title": one["title"],
        "head": f"{figures.ledger_day(newest, context)} · {one['head']}",
        "lines": [{**line, "name": " · ".join(names), "squares": 0, "within": False} for line, names in steps],
        "total": "",
        "notes": [*_legend(one["legend"]), *([context.say(_APART)] * one["apart"])],
        "covers": [context.say(_REPORTED)],
        "source": _source(newest, "statistics.html", context),
    }


def maps(context: Context) -> Iterator[tuple[str, str, Values]]:
    """Yield the map of the newest briefing, if it has one."""
    newest = context.ledger(NEWEST)
    if tiles := map_of_tiles(newest, context):
        about = map_picture(newest, context)
        marks = figures.legend([line.mark for tile in tiles for line in tile.lines], context)
        values = {
            "title": about["title"],
            "head": about["as_of"],
            "tiles": [asdict(tile) for tile in tiles],
            "notes": [context.say(_TILES), *_legend(marks)],
            "covers": [figures.covers(newest, context), context.say(_REPORTED)],
            "source": _source(newest, "statistics.html", context),
        }
        yield about["picture"], "map.typ", {**values, **about_drawing(context)}


def map_picture(ledger: Ledger, context: Context) -> Values:
    """Return where the picture of the map of a ledger lies, and what it is of."""
    name = ledger.key_figures[0]
    title = f"{figures.figure_name(name, ledger, context)}: {figures.key_figure(name, ledger, context).number}"
    return {
        "picture": tables.picture_path(ledger, "map", context),
        "title": context.mark(context.site.settings.invented) + title,
        "as_of": figures.ledger_day(ledger, context),
    }


def _legend(marks: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{sign} {meaning}" for sign, meaning in marks]


def cards(context: Context) -> Iterator[tuple[str, str, Values]]:
    """Yield the card of each briefing, where pages name it."""
    for ledger in context.site.briefings.values():
        if card_of(ledger, context):
            yield _card_path(ledger, context), "card.typ", {**_card(ledger, context), **about_drawing(context)}


def card_of(ledger: Ledger, context: Context) -> str:
    """Return the public address of the card of a briefing, once the site has one. A copy elsewhere would lead whoever
    shares it back here, so a site with copies has no cards."""
    settings = context.site.settings
    is_alone = not (settings.address_is_placeholder or settings.mirrors or settings.onion_address)
    return settings.url(_card_path(ledger, context)) if is_alone else ""


def _card_path(ledger: Ledger, context: Context) -> str:
    return tables.picture_path(ledger, ledger.key_figures[0], context)


def _card(ledger: Ledger, context: Context) -> Values:
    """Return what a card says: the first number of a briefing."""
    name = ledger.key_figures[0]
    large = figures.key_figure(name, ledger, context)
    return {
        "coalition": context.say(COALITION),
        "number": " ".join(filter(None, (large.number, large.mark))),
        "title": figures.figure_name(name, ledger, context),
        "as_of": figures.ledger_day(ledger, context),
        "reported": context.say(_REPORTED),
    }


def about_drawing(context: Context) -> Values:
    """Return what each template must know: the language, and what is said of what is invented."""
    invented = context.say(INVENTED) if context.site.settings.invented else ""
    return {"language": context.language, "invented": invented}


def chart(table: tables.FiguresTable, ledger: Ledger, context: Context) -> Values:
    """Return what a drawn table says: what its page shows, and where it is from, for it is read alone."""
    part = context.say(N_("of these"))
    lines = [{**asdict(line), "name": f"{part}: {line.name}" if line.within else line.name} for line in table.lines]
    return {
        "title": table.title,
        "head": f"{table.as_of} · {table.head}",
        "lines": lines,
        "total": table.total,
        "total_name": context.say(N_("Total")),
        "notes": [*filter(None, [table.why]), *_legend(table.legend)],
        "covers": [figures.covers(ledger, context), context.say(_REPORTED)],
        "source": _source(ledger, figures.ledger_address(ledger), context),
    }


def _source(ledger: Ledger, page: str, context: Context) -> list[str]:
    """Return who says it and when, whether it is a translation, and the address of the page, once it is decided."""
    said = context.say(N_("Briefing of {date}"), date=figures.briefing_date(ledger, context))
    line = sentences((context.say(COALITION), said, remark_on(ledger.review, context)))
    return [line, *address_of(page, context)]


def address_of(subpath: str, context: Context) -> list[str]:
    """Return the public address of a page of the language, once it is decided."""
    settings = context.site.settings
    return [] if settings.address_is_placeholder else [settings.url(f"{context.language}/{subpath}")]
