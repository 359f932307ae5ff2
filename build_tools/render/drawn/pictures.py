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
_CLAIMED = N_("A report is an allegation, not a court finding.")
_TILES = N_("Each tile is a region of today, in its place. In an empty one no city was named; that is not a zero.")
_APART = N_(
    "Where nothing is said to be added, the briefings count reports of different times, or the difference is not spelt "
    "out: compare them with care."
)


def charts(context: Context) -> Iterator[tuple[str, str, Values]]:
    """Yield each table of each briefing."""
    for ledger in context.site.briefings.values():
        for table in tables.ledger_tables(ledger, context):
            notes = [*notes_on(table), figures.covers(ledger, context)]
            about = _alone(table.title, notes, ledger, figures.ledger_address(ledger), context)
            yield table.picture, "chart.typ", {**about, **bars(table, context)}


def series_charts(context: Context) -> Iterator[tuple[str, str, Values]]:
    """Yield each key figure over several briefings; no line joins its steps, for nobody counted in between."""
    for one in tables.key_series(context):
        notes = [*_legend(one["legend"]), *([context.say(_APART)] * one["apart"])]
        about = _alone(one["title"], notes, context.ledger(NEWEST), "statistics.html", context)
        yield one["picture"], "chart.typ", {**about, **bars(_table_of_series(one, context), context)}


def _table_of_series(one: Values, context: Context) -> tables.FiguresTable:
    """Return a series as a table, whose lines say of which time each briefing counted."""
    counted, lines = N_("counted: {time}"), []
    for line in one["lines"]:
        names = (line["as_of"], line["label"], context.say(counted, time=line["counted"]))
        lines.append(
            tables.TableLine(" · ".join(filter(None, names)), line["number"], line["width"], mark=line["mark"])
        )
    return tables.FiguresTable(one["name"], one["title"], "", one["head"], tuple(lines), total="")


def maps(context: Context) -> Iterator[tuple[str, str, Values]]:
    """Yield the map of the newest briefing, if it has one."""
    newest = context.ledger(NEWEST)
    if tiles := map_of_tiles(newest, context):
        marks = figures.legend([line.mark for tile in tiles for line in tile.lines], context)
        notes, found = [context.say(_TILES), *_legend(marks), figures.covers(newest, context)], map_picture(context)
        about = _alone(found["title"], notes, newest, "statistics.html", context)
        yield found["picture"], "map.typ", {**about, "tiles": [asdict(tile) for tile in tiles]}


def map_picture(context: Context) -> Values:
    """Return where the picture of the map lies, what it is called, with the number of all, and its day."""
    newest = context.ledger(NEWEST)
    name = newest.key_figures[0]
    total = f"{figures.figure_name(name, newest, context)}: {figures.key_figure(name, newest, context).number}"
    title = context.mark(context.site.settings.invented) + total
    path, as_of = tables.picture_path(newest, "map", context), figures.ledger_day(newest, context)
    return {"picture": path, "title": title, "as_of": as_of}


def cards(context: Context) -> Iterator[tuple[str, str, Values]]:
    """Yield the first number of each briefing as a card, where pages name it."""
    for ledger in context.site.briefings.values():
        if card_of(ledger, context):
            large = figures.key_figure(ledger.key_figures[0], ledger, context)
            about = _alone(figures.figure_name(ledger.key_figures[0], ledger, context), [], ledger, "", context)
            yield _card_path(ledger, context), "card.typ", {**about, "number": f"{large.number} {large.mark}".strip()}


def card_of(ledger: Ledger, context: Context) -> str:
    """Return the public address of the card of a briefing, once the site has one. A copy elsewhere would lead whoever
    shares it back here, so a site with copies has no cards."""
    settings = context.site.settings
    is_alone = not (settings.address_is_placeholder or settings.mirrors or settings.onion_address)
    return settings.url(_card_path(ledger, context)) if is_alone else ""


def _card_path(ledger: Ledger, context: Context) -> str:
    return tables.picture_path(ledger, ledger.key_figures[0], context)


def about_drawing(context: Context) -> Values:
    """Return what each template must know: the language, who speaks, and what is said of what is invented."""
    invented = context.say(INVENTED) if context.site.settings.invented else ""
    return {"language": context.language, "coalition": context.say(COALITION), "invented": invented}


def _alone(title: str, notes: Iterable[str], ledger: Ledger, page: str, context: Context) -> Values:
    """Return what a picture says around its numbers, for it is seen alone: its day, who says it, whether it is a
    translation, and the address of its page, once that is decided."""
    said = context.say(N_("Briefing of {date}"), date=figures.briefing_date(ledger, context))
    source = sentences((context.say(COALITION), said, remark_on(ledger.review, context)))
    return {
        **about_drawing(context),
        "title": title,
        "as_of": figures.ledger_day(ledger, context),
        "notes": [*notes, context.say(_CLAIMED), context.say(_REPORTED)],
        "source": [source, *address_of(page, context)],
    }


def bars(table: tables.FiguresTable, context: Context) -> Values:
    """Return the lines of a table as they are drawn."""
    part = context.say(N_("of these"))
    lines = [{**asdict(line), "name": f"{part}: {line.name}" if line.within else line.name} for line in table.lines]
    return {"unit": table.head, "lines": lines, "total": table.total, "total_name": context.say(N_("Total"))}


def notes_on(table: tables.FiguresTable) -> list[str]:
    """Return what stands below a table."""
    return [*filter(None, [table.why]), *_legend(table.legend)]


def _legend(marks: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{sign} {meaning}" for sign, meaning in marks]


def address_of(subpath: str, context: Context) -> list[str]:
    """Return the public address of a page of the language, once it is decided."""
    settings = context.site.settings
    return [] if settings.address_is_placeholder else [settings.url(f"{context.language}/{subpath}")]
