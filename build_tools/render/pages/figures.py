"""All figures of one briefing: what each counts, as of when, from where, what became of it, and how to quote it.

In: a ledger. Out: one page for each briefing, with an anchor for each figure and table that never changes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from build_tools.models import Fragment, Ledger, Page
from build_tools.paths import BRIEFINGS
from build_tools.problems import N_, fill
from build_tools.render import ledgers, tables
from build_tools.render.authored import Aside, to_quote
from build_tools.render.changes import ShownChange, changes_of
from build_tools.render.citing import Citation, citation, remark_on
from build_tools.render.context import Context, review_notes
from build_tools.render.marks import ShownMark, legend, sign_of
from build_tools.render.series import ShownSeries, series_of, shown_series
from build_tools.render.units import Unit, codes_of, units_of
from build_tools.render.words import Link, headline_of, link_to

_ABOUT = N_("What each figure counts, where it comes from, what became of it, how to quote it: {ledger}.")


@dataclass(frozen=True, slots=True)
class FigureEntry:
    """One figure. ``codes`` lead to its unit and to that by which it is broken down, ``within`` to the figure of which
    it is a part, ``derived`` to the table from which it was worked out, ``parts`` to that of its parts."""

    id: str
    name: str
    shown: tables.KeyFigure
    codes: list[Link]
    within: Link | None
    derived: Link | None
    parts: Link | None
    changes: list[ShownChange]
    series: ShownSeries | None
    cite: Citation


@dataclass(frozen=True, slots=True)
class MissingEntry:
    """A number that is not given, and why."""

    id: str
    name: str
    mark: ShownMark


@dataclass(frozen=True, slots=True)
class TableEntry:
    """One table, ready to be quoted."""

    id: str
    table: tables.ShownTable
    cite: Citation


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """What the page of the figures of a briefing places."""

    briefing: Link
    source: Link
    as_of: str
    counted: str
    units: list[Unit]
    covers: str
    cannot_answer: list[str]
    entries: list[FigureEntry]
    missing: list[MissingEntry]
    tables: list[TableEntry]
    legend: tuple[ShownMark, ...]
    files: str


def figures_pages(context: Context) -> Iterator[Page]:
    """Yield one page for each briefing."""
    for ledger in context.site.ledgers.values():
        title = context.mark(context.site.settings.invented) + ledgers.title_of(ledger, context)
        yield Page(
            language=context.language,
            subpath=f"figures/{ledger.id}.html",
            title=title,
            description=fill(context.locale.translate(_ABOUT), ledger=ledgers.called(ledger, context)),
            body=Fragment("figures.html", partial(_values, ledger, context)),
            aside=Fragment("aside.html", partial(_aside, ledger, title, context)),
            section="statistics",
            kicker=tables.ledger_day(ledger, context),
            notes=tuple(review_notes((), context.parts("figures", "names", "corrections"), context.locale)),
        )


def _values(ledger: Ledger, context: Context) -> tuple[FiguresPage]:
    """Return what the page of the figures of a briefing places."""
    entries = [_entry(name, ledger, context) for name in ledger.figures]
    missing = [_missing(name, ledger, context) for name in ledger.not_given]
    signs = [entry.shown.mark for entry in entries]
    page = FiguresPage(
        briefing=_published_in(ledger, context),
        source=Link(urlsplit(ledger.source).hostname or "", ledger.source),
        as_of=tables.ledger_day(ledger, context),
        counted=ledgers.counted_time(ledger, context),
        units=units_of(ledger, context),
        covers=ledgers.covers(ledger, context),
        cannot_answer=ledgers.cannot_answer(ledger, context),
        entries=entries,
        missing=missing,
        tables=[_table(table, ledger, context) for table in tables.ledger_tables(ledger, context)],
        legend=legend(signs, context),
        files=f"figures-{ledger.id}",
    )
    return (page,)


def _published_in(ledger: Ledger, context: Context) -> Link:
    """Return a link to where the figures of a ledger stand first."""
    if ledger.is_release:
        return Link(link_to("statistics", context).title, f"statistics.html#figures-{ledger.id}")
    return Link(headline_of(context.words(f"{BRIEFINGS}{ledger.id}"), context), f"{BRIEFINGS}{ledger.id}.html")


def _aside(ledger: Ledger, title: str, context: Context) -> tuple[Aside]:
    """Return what the margin of the page says of it."""
    return (Aside((to_quote(_cite(title, "", ledger, context), context),)),)


def _entry(name: str, ledger: Ledger, context: Context) -> FigureEntry:
    """Return all that is known of one figure."""
    figure, series = ledger.figures[name], series_of(name, ledger, context)
    whole = next(iter(ledger.around(name)), None)
    shown = tables.key_figure(name, ledger, context)
    title = figure.label[context.language] if figure.label and not figure.fields else ""
    alone = f"{title}: {shown.number}" if title else f"{shown.number} {shown.counts}"
    return FigureEntry(
        id=name,
        name=title or shown.counts,
        shown=shown,
        codes=codes_of(figure, ledger, context),
        within=_link(whole, ledger, context) if whole else None,
        derived=_table_link(figure.counts_parts_of, ledger, context),
        parts=_table_link(_table_of(name, ledger), ledger, context),
        changes=changes_of(ledger.id, name, context),
        series=shown_series(series, context) if series and series.numbers > 1 else None,
        cite=_cite(alone, name, ledger, context),
    )


def _link(name: str, ledger: Ledger, context: Context) -> Link:
    return Link(tables.figure_name(name, ledger, context), f"#{name}")


def _table_of(total: str, ledger: Ledger) -> str | None:
    """Return the table of a briefing whose parts add up to a figure; in a release many do."""
    tables_of_it = (name for name, table in ledger.tables.items() if table.total == total)
    return None if ledger.is_release else next(tables_of_it, None)


def _table_link(name: str | None, ledger: Ledger, context: Context) -> Link | None:
    return Link(tables.table_title(name, ledger, context), f"#{table_anchor(name)}") if name else None


def table_anchor(name: str) -> str:
    """Return the anchor of a table, which differs from that of any figure."""
    return f"table-{name.replace('_', '-')}"


def _missing(name: str, ledger: Ledger, context: Context) -> MissingEntry:
    """Return a number that is not given."""
    [mark] = legend([sign_of(context.site.corrections.mark(name, ledger))], context)
    return MissingEntry(name, ledger.not_given[name].label[context.language], mark)


def _table(table: tables.ShownTable, ledger: Ledger, context: Context) -> TableEntry:
    """Return one table with its citation."""
    anchor = table_anchor(table.name)
    return TableEntry(anchor, table, _cite(table.title, anchor, ledger, context))


def _cite(title: str, anchor: str, ledger: Ledger, context: Context) -> Citation:
    """Return how to quote this page or an entry of it, which is as old as the day up to which was counted."""
    path = f"{context.language}/figures/{ledger.id}.html{anchor and f'#{anchor}'}"
    date, remark = tables.ledger_day(ledger, context), remark_on(ledger.review, context)
    return citation(title, path, context, date, ledger.days["briefing"], remark)
