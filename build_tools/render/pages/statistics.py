"""The page of all statistics: series, the newest briefing and the newest release in full, others in brief."""

from collections.abc import Iterator

from build_tools.models import Ledger, Page, Values
from build_tools.render import figures, tables
from build_tools.render.authored import aside_of, page_of_words
from build_tools.render.context import Context
from build_tools.render.pages.briefings import ledgers_newest_first


def statistics_page(context: Context) -> Iterator[Page]:
    """Yield the page of all statistics."""
    newest = ledgers_newest_first(context)[0]
    date = figures.ledger_day(newest, context)
    aside = aside_of(context.words("statistics"), context, date=date, day=newest.as_of)
    parts = ("figures", "names")
    yield page_of_words("statistics", "statistics.html", context, _statistics, parts=parts, aside=aside)


def _statistics(context: Context) -> Values:
    """Return the figures of all ledgers; ``added`` are the tables of all releases together, where there are several."""
    newest, *earlier = ledgers_newest_first(context)
    releases = [ledger for ledger in context.site.ledgers.values() if ledger.is_release]
    releases.sort(key=lambda ledger: ledger.as_of, reverse=True)
    return {
        "series": tables.key_series(context),
        "newest": _in_full(newest, context),
        "earlier": [_in_brief(ledger, context) for ledger in earlier],
        "release": _in_full(releases[0], context) if releases else None,
        "releases": [_in_brief(ledger, context) for ledger in releases],
        "added": tables.added_tables(context) if len(releases) > 1 else [],
    }


def _in_brief(ledger: Ledger, context: Context) -> Values:
    """Return what is said of a ledger whose tables stand on the page of its figures."""
    key_figures = figures.key_figures(ledger, context)
    return {
        "id": ledger.id,
        "title": figures.ledger_title(ledger, context),
        "as_of": figures.ledger_day(ledger, context),
        "key_figures": key_figures,
        "legend": figures.legend([figure.mark for figure in key_figures], context),
    }


def _in_full(ledger: Ledger, context: Context) -> Values:
    """Return a ledger with its tables, what it counts, and what it cannot answer."""
    return {
        **_in_brief(ledger, context),
        "covers": figures.covers(ledger, context),
        "unit": figures.unit_meaning(ledger.unit, context),
        "cannot_answer": figures.cannot_answer(ledger, context),
        "tables": tables.ledger_tables(ledger, context),
    }
