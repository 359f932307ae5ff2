"""Figures: the page of all statistics, and one page for each ledger with what each figure counts, as of when, from
where, what became of it, and how to quote it; and the pages of the files of data and of the codebook.

In: ledgers and sets of data. Out: pages, with an anchor for each figure, table, column and code that never changes.
"""

from collections.abc import Callable, Iterator
from functools import cache, partial
from urllib.parse import urlsplit

from build_tools.files.paths import BRIEFINGS
from build_tools.models import Fragment, Page, Values, coded_fields
from build_tools.problems import N_
from build_tools.render import tables
from build_tools.render.aggregate import Series
from build_tools.render.authored import Citation, citation, margin, page_of_words, remark_on, words_page
from build_tools.render.context import Context, Link, review_notes
from build_tools.render.data import of_data
from build_tools.render.data.columns import FIGURES_FILE, FROZEN_FILE, file_kinds
from build_tools.render.data.sets import CODE_LISTS, COMMA, JSON, SEMICOLON, code_entries, data_sets
from build_tools.render.drawn import card_of, map_picture
from build_tools.render.figures import LocalFigure, LocalLedger, newest_first, unit_link
from build_tools.render.pages.changes import changes_of_figure
from build_tools.render.words import headline_of, link_to

_ABOUT = N_("What each figure counts, where it comes from, what became of it, how to quote it: {ledger}.")


def _statistics(context: Context) -> Values:
    """Return the figures of all ledgers; ``added`` are the tables of all releases together, where there are several."""
    newest, *earlier = newest_first(context)
    releases = [LocalLedger(ledger, context) for ledger in context.site.ledgers.values() if ledger.is_release]
    releases.sort(key=lambda one: one.ledger.as_of, reverse=True)
    added = [
        tables.added_table(field, context) for field, lines in context.added.items() if lines and len(releases) > 1
    ]
    return {
        "series": tables.key_series(context),
        "country": tables.map_of_tiles(newest),
        "map_picture": map_picture(newest),
        "newest": newest,
        "earlier": earlier,
        "releases": releases,
        "added": added,
        "table_link": tables.table_link,
        "cite": _citation,
        "licence": context.site.settings.licence,
    }


statistics_page = words_page("statistics", "statistics.html", _statistics, parts=("figures", "names"))


TableOf = Callable[[Series], tables.FiguresTable]


def figures_pages(context: Context) -> Iterator[Page]:
    """Yield one page for each ledger; all show the same tables of series."""
    table_of = cache(partial(tables.series_table, context=context))
    for ledger in context.site.ledgers.values():
        local = LocalLedger(ledger, context)
        yield Page(
            language=context.language,
            subpath=local.href,
            title=context.mark(context.site.settings.invented) + local.title,
            description=context.say(_ABOUT, ledger=local.in_sentence),
            body=Fragment("figures.html", partial(_of_ledger, local, table_of)),
            aside=Fragment("aside.html", margin),
            section="statistics",
            card="" if ledger.is_release else card_of(local),
            kicker=local.as_of,
            notes=tuple(review_notes((), context.parts("figures", "names", "corrections"), context.locale)),
        )


def _of_ledger(local: LocalLedger, table_of: TableOf) -> Values:
    """Return what the page of the figures of a ledger places beside the ledger itself."""
    ledger, context, meanings = local.ledger, local.context, local.context.site.vocabulary.units
    figures = [local.figure(name) for name in ledger.figures]
    units, name = dict.fromkeys(figure.unit for figure in figures), f"{BRIEFINGS}{local.id}"
    first = Link(link_to("statistics", context).title, f"statistics.html#figures-{local.id}")
    if not ledger.is_release:
        first = Link(headline_of(context.words(name), context), f"{name}.html")
    return {
        "ledger": local,
        "published_in": first,
        "source": Link(urlsplit(ledger.source).hostname or "", ledger.source),
        "units": [(unit_link(unit, context), meanings[unit].definition[context.language]) for unit in units],
        "entries": [(figure, _beside(figure, table_of)) for figure in figures],
        "missing": [(local.figure(name), one.label[context.language]) for name, one in ledger.not_given.items()],
        "tables": [(table, _citation(local, table.title, table.anchor)) for table in tables.ledger_tables(local)],
        "cite": _citation(local),
        "licence": context.site.settings.licence,
    }


def _beside(one: LocalFigure, table_of: TableOf) -> Values:
    """Return what is known of a figure beside its number: the figure of which it is a part, in ``derived`` the table
    from which it was worked out, in ``parts`` that whose parts add up to it; in a release many do."""
    context, ledger, figure, series = one.of.context, one.of.ledger, one.figure, tables.series_of(one)
    title = figure.label[context.language] if figure.label and not figure.codes else ""
    sums = [name for name, table in ledger.tables.items() if table.total == one.id and not ledger.is_release]
    return {
        "name": title or one.counts,
        "within": next(map(one.of.figure, ledger.around(one.id)), None),
        "derived": tables.table_link(figure.counts_parts_of, one.of) if figure.counts_parts_of else None,
        "parts": tables.table_link(sums[0], one.of) if sums else None,
        "changes": changes_of_figure(one),
        "series": table_of(series) if series and series.numbers > 1 else None,
        "cite": _citation(one.of, f"{title}: {one.number}" if title else f"{one.number} {one.counts}", one.id),
    }


def _citation(local: LocalLedger, title: str = "", anchor: str = "") -> Citation:
    """Return how to quote the page of a ledger or an entry of it, which is as old as the day up to which was
    counted."""
    context, day = local.context, local.ledger.days["briefing"]
    path = f"{context.language}/{local.href}{anchor and f'#{anchor}'}"
    remark, source = remark_on(local.ledger.review, context), local.ledger.source or ""
    return citation(title or local.title, path, context, local.as_of, day, remark, source=source)


_FORMS = {
    COMMA: ("CSV", N_("{name}: CSV")),
    SEMICOLON: ("CSV (;)", N_("{name}: CSV with semicolons, for Excel in Kazakh or Russian")),
    JSON: ("JSON", N_("{name}: JSON")),
}
"""What the link to a form of a set says, beside the name of the set and read alone."""


def _data(context: Context) -> Values:
    """Return the sets of data, the newest briefing first, each with its copy for good, and the licence if it is
    decided."""
    sets = [one for one in data_sets([context], context) if one.kind.name != FROZEN_FILE.name]
    sets.sort(key=lambda one: one.name if one.kind.name == FIGURES_FILE.name else "", reverse=True)
    return {"sets": sets, "forms": _FORMS, "licence": context.site.settings.licence}


def data_page(context: Context) -> Iterator[Page]:
    """Yield the page that leads to every file of data."""
    yield page_of_words("data", "data.html", context, _data, of_data, noindex=not context.release)


_TYPES = {
    "string": N_("text"),
    "integer": N_("whole number"),
    "date": N_("date"),
    "boolean": N_("yes or no"),
    "array": N_("list"),
    "object": N_("group of values"),
}
_OF_NO_FIELD = {
    "units": N_("Units"),
    "fields": N_("Fields of a case"),
    "source_kinds": N_("Kind of source"),
    "evidence": N_("How it is known"),
    "outcomes": N_("What became of it"),
}
"""What lists are called whose codes no field of a case takes."""


def _codebook(context: Context) -> Values:
    """Return the kinds of files with their columns, and the lists with what their codes mean and lie in."""
    return {
        "files": file_kinds(context).values(),
        "types": _TYPES,
        "titles": {codes: _list_title(codes, context) for codes in CODE_LISTS},
        "lists": {codes: list(_codes_of(codes, context)) for codes in CODE_LISTS},
    }


def _list_title(codes: str, context: Context) -> str:
    """Return what a list is called: after the fields that take its codes."""
    if codes in _OF_NO_FIELD:
        return context.say(_OF_NO_FIELD[codes])
    return ", ".join(context.locale.label("fields", field) for field, name in coded_fields().items() if name == codes)


def _codes_of(codes: str, context: Context) -> Iterator[Values]:
    """Yield what each code of a list is called and means, and links to the broader ones."""
    vocabulary, language = context.site.vocabulary, context.language
    labels = {code: texts[language] for code, texts in vocabulary.labels(codes).items()}
    names = context.locale.names.get(codes, labels)
    for code, _, definition, broader in code_entries(codes, vocabulary):
        links = [Link(names[one], f"#{codes}-{one}") for one in broader]
        yield {"code": code, "name": names[code], "about": definition.get(language, ""), "broader": links}


codebook_page = words_page("codebook", "codebook.html", _codebook, parts=("names",))
