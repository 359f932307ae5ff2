"""Series made ready to show: one line for each briefing, with what it has more than the one before.

In: series. Out: values for templates. A number that is not given is a mark.
"""

from dataclasses import dataclass

from build_tools.models import Ledger, Series, Step
from build_tools.render import ledgers, tables
from build_tools.render.context import Context
from build_tools.render.marks import ShownMark, legend, sign_of


@dataclass(frozen=True, slots=True)
class StepLine:
    """One briefing in a series: ``href`` leads to its entry for this figure, from the folder of the language;
    ``label`` is how it calls the figure itself, where not as the newest; ``counted`` says of what time its reports are,
    ``added`` by how many it has more, where that is known."""

    as_of: str
    counted: str
    label: str
    number: str
    mark: str
    added: str
    href: str
    width: int


@dataclass(frozen=True, slots=True)
class ShownSeries:
    """A series as its template needs it; ``apart`` says whether some differences are not given."""

    name: str
    title: str
    head: str
    lines: tuple[StepLine, ...]
    legend: tuple[ShownMark, ...]
    apart: bool
    invented: bool


def key_series(context: Context) -> list[ShownSeries]:
    """Return the series of the key figures of the newest briefing, of those that several briefings have."""
    newest = context.ledger("newest")
    found = {series.name: series for series in context.series if series.numbers > 1}
    return [shown_series(found[name], context) for name in newest.key_figures if name in found]


def series_of(name: str, ledger: Ledger, context: Context) -> Series | None:
    """Return the series that a figure is a step of; a line of a release may count others in it than its series."""
    figure = ledger.figures[name]
    steps = (series for series in context.series if series.name == name)
    return next((one for one in steps if (ledger.id, figure.value) in [(s.briefing, s.value) for s in one.steps]), None)


def shown_series(series: Series, context: Context) -> ShownSeries:
    """Return one series ready to show."""
    last = next(one for step in reversed(series.steps) if series.name in (one := context.ledger(step.briefing)).figures)
    figure = last.figures[series.name]
    largest = max(step.value or 0 for step in series.steps)
    title = tables.figure_name(series.name, last, context)
    lines = tuple(_line(step, series.name, title, largest, context) for step in series.steps)
    later = [step for step in series.steps if step.value is not None][1:]
    return ShownSeries(
        name=series.name,
        title=context.mark(context.site.settings.invented) + title,
        head=tables.unit_label(figure.unit or last.unit, context),
        lines=lines,
        legend=legend([line.mark for line in lines], context),
        apart=any(step.added is None for step in later),
        invented=context.site.settings.invented,
    )


def _line(step: Step, name: str, title: str, largest: int, context: Context) -> StepLine:
    """Return the line of one briefing."""
    ledger = context.ledger(step.briefing)
    label = tables.figure_name(name, ledger, context) if name in ledger.figures else title
    return StepLine(
        as_of=tables.ledger_day(ledger, context),
        counted=ledgers.counted_time(ledger, context),
        label=label if label != title else "",
        number="" if step.value is None else context.locale.number(step.value),
        mark=sign_of(step.mark),
        added=added(step, context),
        href=tables.entry_of(name, ledger) if name in ledger.figures else f"figures/{ledger.id}.html",
        width=tables.bar_width(step.value or 0, largest) if largest else 0,
    )


def written(step: Step, context: Context) -> str:
    """Write the number of a step with its mark."""
    number = "" if step.value is None else context.locale.number(step.value)
    return " ".join(filter(None, (number, sign_of(step.mark))))


def added(step: Step, context: Context) -> str:
    """Write what a step has more than the one before, with its sign; nothing where that is not known."""
    if step.added is None:
        return ""
    sign = "+" if step.added > 0 else "−" if step.added < 0 else "±"
    return sign + context.locale.number(abs(step.added))
