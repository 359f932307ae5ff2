"""Tables of figures made ready to show, of one ledger or of several: names in one language, numbers written out, widths
of the bars.

In: ledgers and series. Out: values for templates. A number that is not given is a mark.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from build_tools.aggregate import AddedTable, Series, Step
from build_tools.models import Figure, Ledger, Values, ledger_of
from build_tools.plain_words import small
from build_tools.problems import N_
from build_tools.render import figures
from build_tools.render.context import Context, Link


@dataclass(frozen=True, slots=True)
class TableLine:
    """One line: ``width`` is the length of the bar in percent of the longest; ``squares`` are drawn instead of it,
    one for each of so few. ``mark`` stands behind the number, ``href`` leads to what is known of it, from the folder of
    the language; ``within`` says that it is a part of the line above."""

    name: str
    number: str
    width: int
    within: bool = False
    squares: int = 0
    mark: str = ""
    href: str = ""


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
    total: str
    why: str = ""
    note: str = ""
    legend: Sequence[tuple[str, str]] = ()
    total_href: str = ""
    picture: str = ""
    as_of: str = ""


_ROWS = {"place": N_("City or region"), "period": N_("Time"), "complaint": N_("Stage"), "": N_("Group")}
"""What the lines of a table are, where the name of the field says something else, or no field says it."""


def ledger_tables(ledger: Ledger, context: Context) -> list[FiguresTable]:
    """Return the tables of a ledger, largest part first, with the figures that lie within a part below it."""
    return [ledger_table(name, ledger, context) for name in ledger.tables]


def ledger_table(name: str, ledger: Ledger, context: Context) -> FiguresTable:
    """Return one table of a ledger."""
    table, total = ledger.tables[name], ledger.figures[ledger.tables[name].total]
    parts = table.parts if ledger.is_release else sorted(table.parts, key=lambda part: -ledger.figures[part].value)
    largest = max(ledger.figures[part].value for part in parts)
    lines = tuple(line for part in parts for line in _lines_of_part(part, ledger, largest, context))
    adds_up = ledger.adds_up(name)
    return FiguresTable(
        name=name,
        title=context.mark(context.site.settings.invented) + table_title(name, ledger, context),
        rows=_parts_are([ledger.figures[part] for part in parts], context),
        head=figures.unit_label(total.unit or ledger.unit, context),
        lines=lines,
        total=context.locale.number(total.value) if adds_up else "",
        why="" if adds_up else _why_no_sum(total.value, context),
        legend=figures.legend([line.mark for line in lines], context),
        total_href=figures.figure_address(table.total, ledger),
        picture="" if ledger.is_release else picture_path(ledger, name, context),
        as_of=figures.ledger_day(ledger, context),
    )


def picture_path(ledger: Ledger, name: str, context: Context) -> str:
    """Return where a picture lies, by a name that says what it shows when it was saved."""
    return f"figures/{ledger.id}-{name.replace('_', '-')}-{context.language}.png"


def table_title(name: str, ledger: Ledger, context: Context) -> str:
    """Return what a table is called: in a release after its field."""
    title = ledger.tables[name].title
    return title[context.language] if title else context.locale.label("fields", name)


def table_anchor(name: str) -> str:
    """Return the anchor of a table, which differs from that of any figure."""
    return f"table-{name.replace('_', '-')}"


def table_link(name: str, ledger: Ledger, context: Context) -> Link:
    """Return the title of a table, which leads to it."""
    return Link(table_title(name, ledger, context), f"{figures.ledger_address(ledger)}#{table_anchor(name)}")


def _why_no_sum(total: int, context: Context) -> str:
    why = N_(
        "One report can be counted in several lines, so they do not add up to the reports that are counted: {reports}."
    )
    return context.say(why, reports=context.locale.count(total, "report"))


def _parts_are(parts: Sequence[Figure], context: Context) -> str:
    """Return what the parts of a table are, by the field in which they differ; groups where labels alone say it."""
    if all(figure.place in context.site.vocabulary.cities for figure in parts):
        return context.say(N_("City"))
    field = next((field for figure in parts for field in figure.codes), "")
    return context.say(_ROWS[field]) if field in _ROWS else context.locale.label("fields", field)


def _lines_of_part(part: str, ledger: Ledger, largest: int, context: Context) -> Iterator[TableLine]:
    """Yield the line of a part, then those of the figures within it, with a small first letter after *of these:*
    unless a place names them."""
    inner = [name for name, figure in ledger.figures.items() if figure.within == part]
    for name in (part, *inner):
        figure, title = ledger.figures[name], figures.line_name(part, ledger, context)
        if name != part:
            title = figures.figure_name(name, ledger, context)
            title = title if figure.place else small(title)
        yield TableLine(
            title,
            context.locale.number(figure.value),
            bar_width(figure.value, largest),
            within=name != part,
            squares=figures.squares_of(figure, ledger) if largest <= figures.COUNTABLE else 0,
            mark=figures.sign_of(context.site.corrections.mark(name, ledger)),
            href=figures.figure_address(name, ledger),
        )


def bar_width(value: int, largest: int) -> int:
    """Return the length of a bar in percent of the longest, rounded, never 0 for a count above 0."""
    return max(1, round(100 * value / largest)) if value else 0


def added_tables(context: Context) -> list[FiguresTable]:
    """Return one table for each field that all releases have a table of, with the sums of all releases."""
    return [_added_table(table, context) for table in context.added if table.lines]


def _added_table(table: AddedTable, context: Context) -> FiguresTable:
    """Return the sums of a table, named as if they were of one release. No line leads to an entry: each release has
    one of its own."""
    releases = list(context.site.releases.values())
    sums = {step: sum(counts) for step, counts in table.lines.items()}
    total = sum(release.total for release in releases)
    together = releases[0].model_copy(update={"total": total, "tables": {table.field: sums}})
    found = ledger_table(table.field, ledger_of(together), context)
    lines = tuple(TableLine(line.name, line.number, line.width) for line in found.lines)
    return replace(found, lines=lines, legend=(), total_href="")


def key_series(context: Context) -> list[Values]:
    """Return the series of the key figures of the newest briefing, of those that several briefings have."""
    newest = context.ledger("newest")
    found = {series.name: series for series in context.series if series.numbers > 1}
    shown = {name: series_values(found[name], context) for name in newest.key_figures if name in found}
    return [{**one, "picture": picture_path(newest, f"{name}-by-briefing", context)} for name, one in shown.items()]


def series_of(name: str, ledger: Ledger, context: Context) -> Series | None:
    """Return the series that a figure is a step of; a line of a release may count others in it than its series."""
    own = (ledger.id, ledger.figures[name].value)
    steps = (series for series in context.series if series.name == name)
    return next((one for one in steps if own in [(step.briefing, step.value) for step in one.steps]), None)


def series_values(series: Series, context: Context) -> Values:
    """Return one series: a line for each ledger, and whether some differences are not given."""
    last = next(one for step in reversed(series.steps) if series.name in (one := context.ledger(step.briefing)).figures)
    title = figures.figure_name(series.name, last, context)
    largest = max(step.value or 0 for step in series.steps)
    lines = [_series_line(step, series.name, title, largest, context) for step in series.steps]
    later = [step for step in series.steps if step.value is not None][1:]
    return {
        "name": series.name,
        "title": context.mark(context.site.settings.invented) + title,
        "head": figures.unit_label(last.figures[series.name].unit or last.unit, context),
        "lines": lines,
        "legend": figures.legend([str(line["mark"]) for line in lines], context),
        "apart": any(step.added is None for step in later),
        "picture": "",
    }


def _series_line(step: Step, name: str, title: str, largest: int, context: Context) -> Values:
    """Return the line of one ledger: how it calls the figure itself, where not as the newest, of what time its reports
    are, and by how many it has more, where that is known."""
    ledger = context.ledger(step.briefing)
    is_there = name in ledger.figures
    label = figures.figure_name(name, ledger, context) if is_there else title
    return {
        "as_of": figures.ledger_day(ledger, context),
        "counted": figures.counted_time(ledger, context),
        "label": label if label != title else "",
        "number": "" if step.value is None else context.locale.number(step.value),
        "mark": figures.sign_of(step.mark),
        "added": added_number(step, context),
        "href": figures.figure_address(name, ledger) if is_there else figures.ledger_address(ledger),
        "width": bar_width(step.value or 0, largest) if largest else 0,
    }


def step_number(step: Step, context: Context) -> str:
    """Return the number of a step with its mark."""
    number = "" if step.value is None else context.locale.number(step.value)
    return " ".join(filter(None, (number, figures.sign_of(step.mark))))


def added_number(step: Step, context: Context) -> str:
    """Return what a step has more than the one before, with its sign; nothing where that is not known."""
    if step.added is None:
        return ""
    sign = "+" if step.added > 0 else "−" if step.added < 0 else "±"
    return sign + context.locale.number(abs(step.added))
