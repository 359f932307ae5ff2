"""Tables of figures made ready to show, of one ledger or of several, and the country as a map of tiles: names in one
language, numbers written out, widths of the bars.

In: ledgers, series, the positions of regions. Out: values for templates. A number that is not given is a mark, an empty
tile is no zero.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from build_tools.localize import alphabet_key
from build_tools.models import NEWEST, Figure, Values, ledger_of, place_page
from build_tools.problems import N_
from build_tools.render.aggregate import Series, Step
from build_tools.render.context import Context, Link
from build_tools.render.figures import COUNTABLE, LocalFigure, LocalLedger, legend, sign_of, unit_link
from build_tools.text.markdown import small


@dataclass(frozen=True, slots=True)
class TableLine:
    """One line: ``width`` is the length of the bar in percent of the longest; ``squares`` are drawn instead of it,
    one for each of so few. ``mark`` stands behind the number, ``href`` leads to what is known of it, from the folder of
    the language; ``within`` says that it is a part of the line above, ``notes`` stand small behind the name, ``added``
    is what it has more than the line before."""

    name: str
    number: str
    width: int = 0
    within: bool = False
    squares: int = 0
    mark: str = ""
    href: str = ""
    notes: tuple[str, ...] = ()
    added: str = ""


@dataclass(frozen=True, slots=True)
class FiguresTable:
    """A table as its template needs it; ``rows`` says what its lines are, ``head`` what is counted. ``total`` is empty
    where the lines do not add up to one, and ``why`` says so; ``note`` stands below it, ``legend`` says what its marks
    mean, ``total_href`` leads to what is known of the total. ``picture`` is the file of the same as a picture, from the
    top of the site, of the day ``as_of``."""

    name: str
    title: str
    rows: str
    head: str
    lines: tuple[TableLine, ...]
    total: str = ""
    why: str = ""
    note: str = ""
    legend: Sequence[tuple[str, str]] = ()
    total_href: str = ""
    picture: str = ""
    as_of: str = ""

    @property
    def anchor(self) -> str:
        """Its anchor on the page of its ledger, which differs from that of any figure."""
        return _table_anchor(self.name)


def _table_anchor(name: str) -> str:
    return f"table-{name.replace('_', '-')}"


_ROWS = {"place": N_("City or region"), "period": N_("Time"), "complaint": N_("Stage"), "": N_("Group")}
"""What the lines of a table are, where the name of the field says something else, or no field says it."""

_NO_SUM = N_(
    "One report can be counted in several lines, so they do not add up to the reports that are counted: {reports}."
)
_APART = N_(
    "Where nothing is said to be added, the briefings count reports of different times, or the difference is not spelt "
    "out: compare them with care."
)


def ledger_tables(local: LocalLedger) -> list[FiguresTable]:
    """Return the tables of a ledger, largest part first, with the figures that lie within a part below it."""
    return [_ledger_table(name, local) for name in local.ledger.tables]


def _ledger_table(name: str, local: LocalLedger) -> FiguresTable:
    ledger, context = local.ledger, local.context
    table, total = ledger.tables[name], local.figure(ledger.tables[name].total)
    parts = table.parts if ledger.is_release else sorted(table.parts, key=lambda part: -ledger.figures[part].value)
    largest = max(ledger.figures[part].value for part in parts)
    lines = tuple(line for part in parts for line in _lines_of_part(part, local, largest))
    adds_up, reports = ledger.adds_up(name), context.locale.count(total.figure.value, "report")
    return FiguresTable(
        name=name,
        title=context.mark(context.site.settings.invented) + table_link(name, local).title,
        rows=_parts_are([ledger.figures[part] for part in parts], context),
        head=unit_link(total.unit, context).title,
        lines=lines,
        total=total.number if adds_up else "",
        why="" if adds_up else context.say(_NO_SUM, reports=reports),
        legend=legend([line.mark for line in lines], context),
        total_href=total.href,
        picture="" if ledger.is_release else local.picture(name),
        as_of=local.as_of,
    )


def table_link(name: str, local: LocalLedger) -> Link:
    """Return what a table is called, in a release after its field; it leads to the table."""
    title, label = local.ledger.tables[name].title, local.context.locale.label
    own = title[local.context.language] if title else label("fields", name)
    return Link(own, f"{local.href}#{_table_anchor(name)}")


def _parts_are(parts: Sequence[Figure], context: Context) -> str:
    """Return what the parts of a table are, by the field in which they differ; groups where labels alone say it."""
    if all(figure.place in context.site.vocabulary.cities for figure in parts):
        return context.say(N_("City"))
    field = next((field for figure in parts for field in figure.codes), "")
    return context.say(_ROWS[field]) if field in _ROWS else context.locale.label("fields", field)


def _lines_of_part(part: str, local: LocalLedger, largest: int) -> Iterator[TableLine]:
    """Yield the line of a part, then those of the figures within it, with a small first letter after *of these:*
    unless a place names them."""
    whole = local.figure(part)
    yield _table_line(whole, whole.line_name, largest)
    for name, figure in local.ledger.figures.items():
        if figure.within == part:
            inner = local.figure(name)
            title = inner.name() if figure.place else small(inner.name())
            yield replace(_table_line(inner, title, largest), within=True)


def _table_line(one: LocalFigure, name: str, largest: int) -> TableLine:
    width, squares = bar_width(one.figure.value, largest), one.squares if largest <= COUNTABLE else 0
    return TableLine(name, one.number, width, squares=squares, mark=one.mark, href=one.href)


def bar_width(value: int, largest: int) -> int:
    """Return the length of a bar in percent of the longest, rounded, never 0 for a count above 0."""
    return max(1, round(100 * value / largest)) if value else 0


def added_table(field: str, context: Context) -> FiguresTable:
    """Return the sums of a table, named as if they were of one release. No line leads to an entry: each release has
    one of its own."""
    releases = list(context.site.releases.values())
    sums = {step: sum(counts) for step, counts in context.added[field].items()}
    total = sum(release.total for release in releases)
    together = releases[0].model_copy(update={"total": total, "tables": {field: sums}})
    found = _ledger_table(field, LocalLedger(ledger_of(together), context))
    lines = tuple(TableLine(line.name, line.number, line.width) for line in found.lines)
    return replace(found, lines=lines, legend=(), total_href="")


def key_series(context: Context) -> list[FiguresTable]:
    """Return the series of the key figures of the newest briefing, of those that several briefings have."""
    newest = LocalLedger(context.ledger(NEWEST), context)
    found = {series.name: series for series in context.series if series.numbers > 1}
    names = [name for name in newest.ledger.key_figures if name in found]
    return [
        replace(series_table(found[name], context), picture=newest.picture(f"{name}-by-briefing")) for name in names
    ]


def series_of(one: LocalFigure) -> Series | None:
    """Return the series that a figure is a step of; a line of a release may count others in it than its series."""
    own = (one.of.id, one.figure.value)
    steps = (series for series in one.of.context.series if series.name == one.id)
    return next((found for found in steps if own in [(step.briefing, step.value) for step in found.steps]), None)


def series_table(series: Series, context: Context) -> FiguresTable:
    """Return one series: a line for each ledger; ``note`` says that some differences are not given."""
    figures = [LocalLedger(context.ledger(step.briefing), context).figure(series.name) for step in series.steps]
    last = next(one for one in reversed(figures) if one.id in one.of.ledger.figures)
    title, largest = last.name(), max(step.value or 0 for step in series.steps)
    lines = tuple(_series_line(*pair, title, largest) for pair in zip(series.steps, figures, strict=True))
    later = [step for step in series.steps if step.value is not None][1:]
    return FiguresTable(
        name=series.name,
        title=context.mark(context.site.settings.invented) + title,
        rows=context.say(N_("Briefing")),
        head=unit_link(last.unit, context).title,
        lines=lines,
        note=context.say(_APART) if any(step.added is None for step in later) else "",
        legend=legend([line.mark for line in lines], context),
    )


def _series_line(step: Step, one: LocalFigure, title: str, largest: int) -> TableLine:
    """Return the line of one ledger: how it calls the figure itself, where not as the newest, of what time its reports
    are, and by how many it has more, where that is known."""
    is_there, context = one.id in one.of.ledger.figures, one.of.context
    label = one.name() if is_there else title
    counted = context.say(N_("counted: {time}"), time=one.of.counted)
    return TableLine(
        name=one.of.as_of,
        number="" if step.value is None else context.locale.number(step.value),
        width=bar_width(step.value or 0, largest) if largest else 0,
        mark=sign_of(step.mark),
        href=one.href if is_there else one.of.href,
        notes=(label, counted) if label != title else (counted,),
        added=added_number(step, context),
    )


def added_number(step: Step, context: Context) -> str:
    """Return what a step has more than the one before, with its sign; nothing where that is not known."""
    if step.added is None:
        return ""
    sign = "+" if step.added > 0 else "−" if step.added < 0 else "±"
    return sign + context.locale.number(abs(step.added))


def map_of_tiles(local: LocalLedger) -> list[Values]:
    """Return each region of the day with its row from the north and its column from the west, in the order of names,
    and a line for each place there of which a ledger counts the reports, which leads to the page of the place; nothing
    where it counts no place, or regions have no positions."""
    words, today = local.context.site.vocabulary, local.context.division
    found: dict[str, list[TableLine]] = {}
    for place, line in _lines_of_places(local):
        [*around] = words.regions_around(place, today)
        found.setdefault(around[0] if len(around) == 1 else "", []).append(line)
    regions = {code: one.tile for code, one in words.regions.items() if one.division == today and one.tile}
    tiles: list[Values] = [
        {"row": row, "column": column, "lines": tuple(found.get(code, ()))} for code, (row, column) in regions.items()
    ]
    tiles.sort(key=lambda tile: [alphabet_key(line.name) for line in tile["lines"]])
    return tiles if any(tile["lines"] for tile in tiles) else []


def _lines_of_places(local: LocalLedger) -> Iterator[tuple[str, TableLine]]:
    """Yield each place that has a page and of which a ledger counts the reports, with its line."""
    counted, label = local.context.site.counted_places, local.context.locale.label
    pages = {place: page for page, places in reversed(counted.items()) for place in places}
    for name, figure in local.ledger.figures.items():
        if len(figure.codes) == 1 and figure.place in pages:
            one, href = local.figure(name), f"{place_page(pages[figure.place])}.html"
            yield figure.place, TableLine(label("places", figure.place), one.number, mark=one.mark, href=href)
