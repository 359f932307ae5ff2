"""Pictures to take away: each table of a briefing. Tables of releases have none, for their lines are many.

In: ledgers of one language. Out: what is drawn.
"""

from collections.abc import Iterator
from dataclasses import asdict

from build_tools.models import Ledger, Values
from build_tools.problems import N_
from build_tools.render import figures, tables
from build_tools.render.citing import remark_on, sentences
from build_tools.render.context import COALITION, INVENTED, Context


def charts(context: Context) -> Iterator[tuple[str, str, Values]]:
    """Yield each table of each briefing."""
    for ledger in context.site.briefings.values():
        for table in tables.ledger_tables(ledger, context):
            yield table.picture, "chart.typ", {**chart(table, ledger, context), **about_drawing(context)}


def about_drawing(context: Context) -> Values:
    """Return what each template must know: the language, and what is said of what is invented."""
    invented = context.say(INVENTED) if context.site.settings.invented else ""
    return {"language": context.language, "invented": invented}


def chart(table: tables.FiguresTable, ledger: Ledger, context: Context) -> Values:
    """Return what a drawn table says: what its page shows, and where it is from, for it is read alone."""
    part = context.say(N_("of these"))
    lines = [{**asdict(line), "name": f"{part}: {line.name}" if line.within else line.name} for line in table.lines]
    legend = [f"{sign} {meaning}" for sign, meaning in table.legend]
    reported = context.say(N_("What was reported is not all that happened."))
    return {
        "title": table.title,
        "head": f"{table.as_of} · {table.head}",
        "lines": lines,
        "total": table.total,
        "total_name": context.say(N_("Total")),
        "notes": [*filter(None, [table.why]), *legend],
        "covers": [figures.covers(ledger, context), reported],
        "source": _source(ledger, context),
    }


def _source(ledger: Ledger, context: Context) -> list[str]:
    """Return who says it and when, whether it is a translation, and the address of the page, once it is decided."""
    said = context.say(N_("Briefing of {date}"), date=figures.briefing_date(ledger, context))
    line = sentences((context.say(COALITION), said, remark_on(ledger.review, context)))
    return [line, *address_of(f"figures/{ledger.id}.html", context)]


def address_of(subpath: str, context: Context) -> list[str]:
    """Return the public address of a page of the language, once it is decided."""
    settings = context.site.settings
    return [] if settings.address_is_placeholder else [settings.url(f"{context.language}/{subpath}")]
