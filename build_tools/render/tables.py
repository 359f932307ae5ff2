"""Tables of figures made ready to show: names in one language, numbers written out, widths of the bars."""

from collections.abc import Iterable
from dataclasses import dataclass

from build_tools.models import Figure, FigureTable, Ledger, coded_fields
from build_tools.plain_words import small
from build_tools.problems import N_, fill
from build_tools.render.context import Context
from build_tools.render.marks import ShownMark, legend, sign_of


@dataclass(frozen=True, slots=True)
class TableLine:
    """One line: ``width`` is the length of the bar in percent of the longest; ``squares`` are drawn instead of it,
    one for each of so few. ``mark`` stands behind the number, ``href`` leads to what is known of it, from the folder of
    the language."""

    name: str
    number: str
    width: int
    within: bool = False
    squares: int = 0
    mark: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table as its template needs it; ``rows`` says what its lines are, ``head`` what is counted. ``total`` is empty
    where the lines do not add up to one, and ``why`` says so. The title of an ``invented`` table says so, and so does
    each line; ``note`` says of how many cases it tells nothing, ``legend`` what its marks mean,
    ``total_href`` leads to what is known of the total."""

    name: str
    title: str
    rows: str
    head: str
    lines: tuple[TableLine, ...]
    total: str
    invented: bool
    why: str = ""
    note: str = ""
    legend: tuple[ShownMark, ...] = ()
    total_href: str = ""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A large number and what it counts; ``squares`` are drawn below, one for each, where they are few. ``mark`` stands
    behind the number, ``href`` leads to what is known of it, from the folder of the language."""

    number: str
    counts: str
    squares: int = 0
    mark: str = ""
    href: str = ""


_ROWS = {"place": N_("City or region"), "period": N_("Year"), "complaint": N_("Stage")}
"""What the lines of a table are, where the name of the field says something else."""

COUNTABLE = 24
"""So many squares can be counted by eye, in fives; more of them are a bar."""


def key_figures(ledger: Ledger, context: Context) -> list[KeyFigure]:
    """Return the figures that stand first on home and briefing."""
    return [key_figure(name, ledger, context) for name in ledger.key_figures]


def key_figure(name: str, ledger: Ledger, context: Context) -> KeyFigure:
    """Return one large number."""
    figure, locale = ledger.figures[name], context.locale
    counts = locale.counted(figure.value, figure.unit or ledger.unit)
    if figure.fields:
        has_form = not figure.label and _all_have("about", figure, context)
        part = figure_name(figure, context, "about" if has_form else "group")
        together = N_("{counts} {part}") if has_form else N_("{counts}: {part}")
        counts = fill(locale.translate(together), counts=counts, part=part)
    number, mark = locale.number(figure.value), sign_of(context.site.corrections.mark(name, ledger))
    return KeyFigure(number, counts, squares_of(figure, ledger), mark, entry_of(name, ledger))


def entry_of(name: str, ledger: Ledger) -> str:
    """Return where all stands that is known of a figure, from the folder of the language."""
    return f"figures/{ledger.id}.html#{name}"


def squares_of(figure: Figure, ledger: Ledger) -> int:
    """Return how many squares are drawn for a figure: one for each report, none where they are many or of another
    unit."""
    return figure.value if figure.unit in (None, ledger.unit) and figure.value <= COUNTABLE else 0


def ledger_day(ledger: Ledger, context: Context) -> str:
    """Write the day a ledger describes."""
    return context.locale.as_of(ledger.as_of)


def counted_time(ledger: Ledger, context: Context) -> str:
    """Write of what time the reports of a ledger are; nothing where it does not say."""
    if ledger.counts is None:
        return ""
    return " – ".join(map(context.locale.period, dict.fromkeys((ledger.counts.since, ledger.counts.until))))


def figure_name(figure: Figure, context: Context, form: str = "group") -> str:
    """Name a figure by its own label, or by its codes in this form."""
    if figure.label:
        return figure.label[context.language]
    lists = coded_fields(Figure)
    return ", ".join(name_of(lists[field], code, context, form) for field, code in figure.codes.items())


def _all_have(form: str, figure: Figure, context: Context) -> bool:
    """Whether the codebook holds a form of each code of a figure."""
    lists = {field: getattr(context.site.vocabulary, codes, {}) for field, codes in coded_fields(Figure).items()}
    return all(getattr(lists[field].get(code), form, None) for field, code in figure.codes.items())


def name_of(codes: str, code: str, context: Context, form: str = "group") -> str:
    """Return what several people of a code are called (*group*), or whom a report is about (*about*)."""
    texts = getattr(getattr(context.site.vocabulary, codes, {}).get(code), form, None)
    return texts[context.language] if texts else context.locale.label(codes, code)


def ledger_tables(ledger: Ledger, context: Context) -> list[ShownTable]:
    """Return the tables of a ledger, largest part first, with the figures that lie within a part below it."""
    return [_ledger_table(name, table, ledger, context) for name, table in ledger.tables.items()]


def _ledger_table(name: str, table: FigureTable, ledger: Ledger, context: Context) -> ShownTable:
    """Return one table of a ledger."""
    parts = sorted(table.parts, key=lambda part: -ledger.figures[part].value)
    largest = ledger.figures[parts[0]].value
    lines = [line for part in parts for line in _part_lines(part, ledger, largest, context)]
    unit = ledger.figures[table.total].unit or ledger.unit
    total = context.locale.number(ledger.figures[table.total].value)
    invented = context.site.settings.invented
    title = context.mark(invented) + table.title[context.language]
    rows = _parts_are([ledger.figures[part] for part in parts], context)
    marks = legend([line.mark for line in lines], context)
    head, href = unit_label(unit, context), entry_of(table.total, ledger)
    return ShownTable(name, title, rows, head, tuple(lines), total, invented, legend=marks, total_href=href)


def _parts_are(figures: list[Figure], context: Context) -> str:
    """Return what the parts of a table are, by the field in which they differ; groups where labels alone say it."""
    if all(figure.place in context.site.vocabulary.cities for figure in figures):
        return context.locale.translate(N_("City"))
    return rows_are(next((field for figure in figures for field in figure.codes), ""), context)


def rows_are(field: str, context: Context) -> str:
    """Return what the lines of a table are that counts by a field of a case."""
    own = _ROWS.get(field) if field else N_("Group")
    return context.locale.translate(own) if own else context.locale.label("fields", field)


def _part_lines(part: str, ledger: Ledger, largest: int, context: Context) -> Iterable[TableLine]:
    """Yield the line of a part, then those of the figures within it."""
    inner = [name for name, figure in ledger.figures.items() if figure.within == part]
    for name in (part, *inner):
        figure = ledger.figures[name]
        number = context.locale.number(figure.value)
        shown = figure_name(figure, context) if name == part else _inner_name(figure, context)
        squares = squares_of(figure, ledger) if largest <= COUNTABLE else 0
        mark, width = sign_of(context.site.corrections.mark(name, ledger)), bar_width(figure.value, largest)
        yield TableLine(shown, number, width, name != part, squares, mark, entry_of(name, ledger))


def _inner_name(figure: Figure, context: Context) -> str:
    """Name a figure after *of these:*, with a small first letter unless it is named by a place."""
    name = figure_name(figure, context)
    return name if figure.place else small(name)


def unit_label(unit: str, context: Context) -> str:
    """Return what the unit of a column is called."""
    return context.site.vocabulary.units[unit].label[context.language]


def bar_width(value: int, largest: int) -> int:
    """Return the length of a bar in percent of the longest, rounded, never 0 for a count above 0."""
    return max(1, round(100 * value / largest)) if value else 0
