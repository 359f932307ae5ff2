"""Figures: the page of all statistics, and one page for each ledger with what each figure counts, as of when, from
where, what became of it, and how to quote it.

In: ledgers. Out: pages, with an anchor for each figure and table that never changes.
"""

from collections.abc import Iterator
from functools import partial
from urllib.parse import urlsplit

from build_tools.models import Fragment, Page, Values
from build_tools.paths import BRIEFINGS
from build_tools.problems import N_
from build_tools.render import tables
from build_tools.render.authored import page_of_words
from build_tools.render.citing import Citation, citation, remark_on
from build_tools.render.context import Context, Link, review_notes
from build_tools.render.drawn import card_of, map_picture
from build_tools.render.figures import ShownFigure, ShownLedger, unit_link, unit_meaning
from build_tools.render.pages.briefings import newest_first
from build_tools.render.pages.changes import changes_of_figure
from build_tools.render.words import headline_of, link_to

_ABOUT = N_("What each figure counts, where it comes from, what became of it, how to quote it: {ledger}.")


def statistics_page(context: Context) -> Iterator[Page]:
    """Yield the page of all statistics."""
    yield page_of_words("statistics", "statistics.html", context, _statistics, parts=("figures", "names"))


def _statistics(context: Context) -> Values:
    """Return the figures of all ledgers; ``added`` are the tables of all releases together, where there are several."""
    newest, *earlier = newest_first(context.site.briefings, context)
    releases = [ledger for ledger in context.site.ledgers.values() if ledger.is_release]
    releases.sort(key=lambda ledger: ledger.as_of, reverse=True)
    return {
        "series": tables.key_series(context),
        "country": tables.map_of_tiles(newest),
        "map_picture": map_picture(context),
        "newest": newest,
        "earlier": earlier,
        "releases": [ShownLedger(ledger, context) for ledger in releases],
        "added": tables.added_tables(context) if len(releases) > 1 else [],
        "table_link": tables.table_link,
        "cite": _citation,
        "has_terms": context.site.settings.licence is not None,
    }


def figures_pages(context: Context) -> Iterator[Page]:
    """Yield one page for each ledger."""
    for ledger in context.site.ledgers.values():
        shown = ShownLedger(ledger, context)
        yield Page(
            language=context.language,
            subpath=shown.href,
            title=context.mark(context.site.settings.invented) + shown.title,
            description=context.say(_ABOUT, ledger=shown.in_sentence),
            body=Fragment("figures.html", partial(_values, shown)),
            aside=Fragment("aside.html", partial(dict, facts=())),
            section="statistics",
            card="" if ledger.is_release else card_of(shown),
            kicker=shown.as_of,
            notes=tuple(review_notes((), context.parts("figures", "names", "corrections"), context.locale)),
        )


def _values(shown: ShownLedger) -> Values:
    """Return what the page of the figures of a ledger places beside the ledger itself."""
    ledger, context = shown.ledger, shown.context
    figures = [shown.figure(name) for name in ledger.figures]
    units = dict.fromkeys(figure.unit for figure in figures)
    return {
        "ledger": shown,
        "briefing": _published_in(shown),
        "source": Link(urlsplit(ledger.source).hostname or "", ledger.source),
        "units": [(unit_link(unit, context), unit_meaning(unit, context)) for unit in units],
        "entries": [(figure, _beside(figure)) for figure in figures],
        "legend": shown.legend(figures),
        "missing": [_missing(name, shown) for name in ledger.not_given],
        "tables": [(table, _citation(shown, table.title, table.anchor)) for table in tables.ledger_tables(shown)],
        "cite": _citation(shown),
        "has_terms": context.site.settings.licence is not None,
    }


def _published_in(shown: ShownLedger) -> Link:
    """Return a link to where the figures of a ledger stand first."""
    if shown.ledger.is_release:
        return Link(link_to("statistics", shown.context).title, f"statistics.html#figures-{shown.id}")
    name = f"{BRIEFINGS}{shown.id}"
    return Link(headline_of(shown.context.words(name), shown.context), f"{name}.html")


def _beside(one: ShownFigure) -> Values:
    """Return what is known of a figure beside its number: the figure of which it is a part, in ``derived`` the table
    from which it was worked out, in ``parts`` that of its parts."""
    context, ledger, figure, series = one.of.context, one.of.ledger, one.figure, tables.series_of(one)
    whole = next(iter(ledger.around(one.id)), None)
    title = figure.label[context.language] if figure.label and not figure.codes else ""
    return {
        "name": title or one.counts,
        "within": one.of.figure(whole) if whole else None,
        "derived": _table_link(figure.counts_parts_of, one.of),
        "parts": _table_link(_table_of(one), one.of),
        "changes": changes_of_figure(one),
        "series": tables.series_values(series, context) if series and series.numbers > 1 else None,
        "cite": _citation(one.of, f"{title}: {one.number}" if title else f"{one.number} {one.counts}", one.id),
    }


def _table_of(total: ShownFigure) -> str | None:
    """Return the table of a briefing whose parts add up to a figure; in a release many do."""
    ledger = total.of.ledger
    tables_of_it = (name for name, table in ledger.tables.items() if table.total == total.id)
    return None if ledger.is_release else next(tables_of_it, None)


def _table_link(name: str | None, shown: ShownLedger) -> Link | None:
    return tables.table_link(name, shown) if name else None


def _missing(name: str, shown: ShownLedger) -> Values:
    """Return a number that is not given, and why."""
    [mark] = shown.legend([shown.figure(name)])
    return {"id": name, "name": shown.ledger.not_given[name].label[shown.context.language], "mark": mark}


def _citation(shown: ShownLedger, title: str = "", anchor: str = "") -> Citation:
    """Return how to quote the page of a ledger or an entry of it, which is as old as the day up to which was
    counted."""
    context, day = shown.context, shown.ledger.days["briefing"]
    path = f"{context.language}/{shown.href}{anchor and f'#{anchor}'}"
    remark, source = remark_on(shown.ledger.review, context), shown.ledger.source or ""
    return citation(title or shown.title, path, context, shown.as_of, day, remark, source=source)
