"""Tables of figures made ready to show: names in one language, numbers written out, widths of the bars."""

from collections.abc import Iterable
from dataclasses import dataclass

from build_tools.models import LAST_STEP, Figure, Ledger, Period, figure_fields
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


_ROWS = {"place": N_("City or region"), "period": N_("Time"), "complaint": N_("Stage")}
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
        has_form = not (figure.label or ledger.is_release) and _all_have("about", figure, context)
        part = figure_name(name, ledger, context, "about" if has_form else "group")
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


def figure_name(name: str, ledger: Ledger, context: Context, form: str = "group") -> str:
    """Name a figure by its own label, or by its codes in this form; the number of all by what it counts."""
    figure, lists = ledger.figures[name], figure_fields()
    if figure.label:
        return figure.label[context.language]
    if not figure.codes:
        return unit_label(figure.unit or ledger.unit, context)
    if not ledger.is_release:
        return ", ".join(name_of(lists[field], code, context, form) for field, code in figure.codes.items())
    [(field, step)] = figure.codes.items()
    short = line_name(name, ledger, context)
    return (
        short
        if field in _NAMED_ALONE and step != LAST_STEP
        else f"{context.locale.label('fields', field)}: {small(short)}"
    )


_NAMED_ALONE = ("place", "period", "gender", "age_band", "treatment")
"""The fields whose codes are understood without the name of the field."""


def line_name(name: str, ledger: Ledger, context: Context) -> str:
    """Name a line of a table of a release: by its step, and as the rest of it where a finer line stands beside it."""
    [(field, step)] = ledger.figures[name].codes.items()
    codes, words = figure_fields()[field], context.site.vocabulary
    short = name_of(codes, step, context)
    beside = (figure.codes.get(field, "") for figure in ledger.figures.values())
    is_rest = step != _OTHER and any(step in words.steps_above(codes, other) for other in beside if other)
    return fill(context.locale.translate(N_("Other: {name}")), name=short) if is_rest else short


_OTHER = "other"
"""A code whose label says already that it is a rest."""


def _all_have(form: str, figure: Figure, context: Context) -> bool:
    """Whether the codebook holds a form of each code of a figure."""
    lists = {field: getattr(context.site.vocabulary, codes, {}) for field, codes in figure_fields().items()}
    return all(getattr(lists[field].get(code), form, None) for field, code in figure.codes.items())


def name_of(codes: str, code: str, context: Context, form: str = "group") -> str:
    """Return what several people of a code are called (*group*), or whom a report is about (*about*)."""
    if code == LAST_STEP:
        return context.locale.translate(N_("Other or not stated"))
    if codes == "periods":
        return context.locale.period(Period(code))
    texts = getattr(getattr(context.site.vocabulary, codes, {}).get(code), form, None)
    return texts[context.language] if texts else context.locale.label(codes, code)


def ledger_tables(ledger: Ledger, context: Context) -> list[ShownTable]:
    """Return the tables of a ledger, largest part first, with the figures that lie within a part below it."""
    return [ledger_table(name, ledger, context) for name in ledger.tables]


def ledger_table(name: str, ledger: Ledger, context: Context) -> ShownTable:
    """Return one table of a ledger."""
    table = ledger.tables[name]
    parts = table.parts if ledger.is_release else sorted(table.parts, key=lambda part: -ledger.figures[part].value)
    largest = max(ledger.figures[part].value for part in parts)
    lines = tuple(line for part in parts for line in _part_lines(part, ledger, largest, context))
    invented, adds_up = context.site.settings.invented, ledger.adds_up(name)
    return ShownTable(
        name=name,
        title=context.mark(invented) + table_title(name, ledger, context),
        rows=_parts_are([ledger.figures[part] for part in parts], context),
        head=unit_label(ledger.figures[table.total].unit or ledger.unit, context),
        lines=lines,
        total=context.locale.number(ledger.figures[table.total].value) if adds_up else "",
        invented=invented,
        why="" if adds_up else _why_no_sum(ledger.figures[table.total].value, context),
        legend=legend([line.mark for line in lines], context),
        total_href=entry_of(table.total, ledger),
    )


def table_title(name: str, ledger: Ledger, context: Context) -> str:
    """Return what a table is called: in a release after its field."""
    title = ledger.tables[name].title
    return title[context.language] if title else context.locale.label("fields", name)


def _why_no_sum(total: int, context: Context) -> str:
    why = N_("One report can stand in several lines, so they do not add up to the reports that are counted: {reports}.")
    return fill(context.locale.translate(why), reports=context.locale.count(total, "report"))


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
        shown = line_of(name, ledger, context) if name == part else _inner_name(name, ledger, context)
        squares = squares_of(figure, ledger) if largest <= COUNTABLE else 0
        mark, width = sign_of(context.site.corrections.mark(name, ledger)), bar_width(figure.value, largest)
        yield TableLine(shown, number, width, name != part, squares, mark, entry_of(name, ledger))


def line_of(name: str, ledger: Ledger, context: Context) -> str:
    """Name a figure as its ledger does, also a line of a release."""
    return line_name(name, ledger, context) if ledger.is_release else figure_name(name, ledger, context)


def _inner_name(name: str, ledger: Ledger, context: Context) -> str:
    """Name a figure after *of these:*, with a small first letter unless it is named by a place."""
    shown = figure_name(name, ledger, context)
    return shown if ledger.figures[name].place else small(shown)


def unit_label(unit: str, context: Context) -> str:
    """Return what the unit of a column is called."""
    return context.site.vocabulary.units[unit].label[context.language]


def bar_width(value: int, largest: int) -> int:
    """Return the length of a bar in percent of the longest, rounded, never 0 for a count above 0."""
    return max(1, round(100 * value / largest)) if value else 0
