"""Figures: the page of all statistics, and one page for each ledger with what each figure counts, as of when, from
where, what became of it, and how to quote it.

In: ledgers. Out: pages, with an anchor for each figure and table that never changes.
"""

from collections.abc import Iterator
from functools import partial
from urllib.parse import urlsplit

from build_tools.models import Fragment, Ledger, Page, Values
from build_tools.paths import BRIEFINGS
from build_tools.problems import N_
from build_tools.render import figures, tables
from build_tools.render.authored import page_of_words
from build_tools.render.citing import Citation, citation, remark_on
from build_tools.render.context import Context, Link, review_notes
from build_tools.render.drawn.pictures import card_of, map_picture
from build_tools.render.pages.briefings import ledgers_newest_first
from build_tools.render.pages.changes import changes_of_figure
from build_tools.render.tiles import map_of_tiles
from build_tools.render.words import headline_of, link_to

_ABOUT = N_("What each figure counts, where it comes from, what became of it, how to quote it: {ledger}.")


def statistics_page(context: Context) -> Iterator[Page]:
    """Yield the page of all statistics."""
    yield page_of_words("statistics", "statistics.html", context, _statistics, parts=("figures", "names"))


def _statistics(context: Context) -> Values:
    """Return the figures of all ledgers; ``added`` are the tables of all releases together, where there are several."""
    newest, *earlier = ledgers_newest_first(context)
    releases = [ledger for ledger in context.site.ledgers.values() if ledger.is_release]
    releases.sort(key=lambda ledger: ledger.as_of, reverse=True)
    return {
        "series": tables.key_series(context),
        "country": map_of_tiles(newest, context),
        "map_picture": map_picture(context),
        "newest": _about(newest, context),
        "earlier": [_about(ledger, context) for ledger in earlier],
        "releases": [_about(ledger, context) for ledger in releases],
        "added": tables.added_tables(context) if len(releases) > 1 else [],
    }


def _about(ledger: Ledger, context: Context) -> Values:
    """Return what is said of a ledger, with links to its tables, which are on the page of its figures."""
    key_figures = figures.key_figures(ledger, context)
    return {
        "id": ledger.id,
        "title": figures.ledger_title(ledger, context),
        "href": figures.ledger_address(ledger),
        "as_of": figures.ledger_day(ledger, context),
        "key_figures": key_figures,
        "legend": figures.legend([figure.mark for figure in key_figures], context),
        "covers": figures.covers(ledger, context),
        "tables": [tables.table_link(name, ledger, context) for name in ledger.tables],
        "cite": _citation(figures.ledger_title(ledger, context), "", ledger, context),
    }


def figures_pages(context: Context) -> Iterator[Page]:
    """Yield one page for each ledger."""
    for ledger in context.site.ledgers.values():
        title = context.mark(context.site.settings.invented) + figures.ledger_title(ledger, context)
        yield Page(
            language=context.language,
            subpath=figures.ledger_address(ledger),
            title=title,
            description=context.say(_ABOUT, ledger=figures.ledger_in_sentence(ledger, context)),
            body=Fragment("figures.html", partial(_values, ledger, context)),
            aside=Fragment("aside.html", partial(dict, facts=())),
            section="statistics",
            card="" if ledger.is_release else card_of(ledger, context),
            kicker=figures.ledger_day(ledger, context),
            notes=tuple(review_notes((), context.parts("figures", "names", "corrections"), context.locale)),
        )


def _values(ledger: Ledger, context: Context) -> Values:
    """Return what the page of the figures of a ledger places."""
    units = dict.fromkeys(figure.unit or ledger.unit for figure in ledger.figures.values())
    entries = [_entry(name, ledger, context) for name in ledger.figures]
    return {
        "briefing": _published_in(ledger, context),
        "source": Link(urlsplit(ledger.source).hostname or "", ledger.source),
        "counted": figures.counted_time(ledger, context),
        "units": [(figures.unit_link(unit, context), figures.unit_meaning(unit, context)) for unit in units],
        "covers": figures.covers(ledger, context),
        "cannot_answer": figures.cannot_answer(ledger, context),
        "entries": entries,
        "missing": [_missing(name, ledger, context) for name in ledger.not_given],
        "tables": [_table(table, ledger, context) for table in tables.ledger_tables(ledger, context)],
        "legend": figures.legend([entry["figure"].mark for entry in entries], context),
        "files": f"figures-{ledger.id}",
        "cite": _citation(figures.ledger_title(ledger, context), "", ledger, context),
    }


def _published_in(ledger: Ledger, context: Context) -> Link:
    """Return a link to where the figures of a ledger stand first."""
    if ledger.is_release:
        return Link(link_to("statistics", context).title, f"statistics.html#figures-{ledger.id}")
    return Link(headline_of(context.words(f"{BRIEFINGS}{ledger.id}"), context), f"{BRIEFINGS}{ledger.id}.html")


def _entry(name: str, ledger: Ledger, context: Context) -> Values:
    """Return all that is known of one figure. ``codes`` lead to its unit and to that by which it is broken down,
    ``within`` to the figure of which it is a part, ``derived`` to the table from which it was worked out, ``parts`` to
    that of its parts."""
    figure, series = ledger.figures[name], tables.series_of(name, ledger, context)
    whole = next(iter(ledger.around(name)), None)
    large = figures.key_figure(name, ledger, context)
    title = figure.label[context.language] if figure.label and not figure.codes else ""
    alone = f"{title}: {large.number}" if title else f"{large.number} {large.counts}"
    return {
        "id": name,
        "name": title or large.counts,
        "figure": large,
        "codes": list(figures.code_links(figure, ledger, context)),
        "within": Link(figures.figure_name(whole, ledger, context), f"#{whole}") if whole else None,
        "derived": _table_link(figure.counts_parts_of, ledger, context),
        "parts": _table_link(_table_of(name, ledger), ledger, context),
        "changes": changes_of_figure(ledger.id, name, context),
        "series": tables.series_values(series, context) if series and series.numbers > 1 else None,
        "cite": _citation(alone, name, ledger, context),
    }


def _table_of(total: str, ledger: Ledger) -> str | None:
    """Return the table of a briefing whose parts add up to a figure; in a release many do."""
    tables_of_it = (name for name, table in ledger.tables.items() if table.total == total)
    return None if ledger.is_release else next(tables_of_it, None)


def _table_link(name: str | None, ledger: Ledger, context: Context) -> Link | None:
    return tables.table_link(name, ledger, context) if name else None


def _missing(name: str, ledger: Ledger, context: Context) -> Values:
    """Return a number that is not given, and why."""
    [mark] = figures.legend([figures.sign_of(context.site.corrections.mark(name, ledger))], context)
    return {"id": name, "name": ledger.not_given[name].label[context.language], "mark": mark}


def _table(table: tables.FiguresTable, ledger: Ledger, context: Context) -> Values:
    """Return one table, ready to be quoted."""
    anchor = tables.table_anchor(table.name)
    return {"id": anchor, "table": table, "cite": _citation(table.title, anchor, ledger, context)}


def _citation(title: str, anchor: str, ledger: Ledger, context: Context) -> Citation:
    """Return how to quote this page or an entry of it, which is as old as the day up to which was counted."""
    path = f"{context.language}/figures/{ledger.id}.html{anchor and f'#{anchor}'}"
    date, remark = figures.ledger_day(ledger, context), remark_on(ledger.review, context)
    return citation(title, path, context, date, ledger.days["briefing"], remark)
