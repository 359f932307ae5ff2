"""Figures in the words of one language: what each is called and counts, its number with its mark, and what pages say of
a ledger as a whole, be it of a briefing or of a release.

In: ledgers. Out: words, links from the folder of the language, and large numbers. Of a release the words are those of
the interface, for nobody wrote any. A page that shows a mark says what it means.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from build_tools.models import LAST_STEP, Figure, Ledger, Mark, Term, figure_fields
from build_tools.plain_words import small
from build_tools.problems import N_
from build_tools.render.context import Context, Link
from build_tools.render.data.kinds import code_address

_MARKS: dict[Mark, str] = {
    "p": N_("provisional: it will be revised, as announced"),
    "r": N_("revised, as announced"),
    "c": N_("confidential: not given, so that nobody can be recognised; it may also be zero"),
    "x": N_("not available: this briefing does not give it"),
    "z": N_("not applicable: there can be no such number"),
}
"""The marks of numbers, in the shorthand of official statistics, and what each of them means."""

COUNTABLE = 24
"""So many squares can be counted by eye, in fives; more of them are a bar."""

_NAMED_ALONE = ("place", "period", "gender", "age_band", "treatment")
"""The fields whose codes are understood without the name of the field."""

_OTHER = "other"
"""A code whose label says already that it is a rest."""

_RELEASE_CANNOT_ANSWER = (
    N_("How many people suffered: only reports that the Coalition registered are counted, and many report nothing."),
    N_("What has been established: a report is an allegation, not a court finding."),
    N_("What fewer than {k} people reported: their lines are joined with others, or left out, to protect them."),
)


def ledger_title(ledger: Ledger, context: Context) -> str:
    """Return what the figures of a ledger are called."""
    if ledger.is_release:
        return context.say(N_("Tables of release {release}"), release=ledger.id)
    return context.say(N_("Figures of the briefing of {date}"), date=briefing_date(ledger, context))


def ledger_in_sentence(ledger: Ledger, context: Context) -> str:
    """Return what a ledger is called within a sentence."""
    if ledger.is_release:
        return context.say(N_("release {release}"), release=ledger.id)
    return context.say(N_("briefing of {date}"), date=briefing_date(ledger, context))


def briefing_date(ledger: Ledger, context: Context) -> str:
    """Return the day of a briefing as it is written."""
    return context.locale.date(ledger.days["briefing"])


def ledger_day(ledger: Ledger, context: Context) -> str:
    """Return the day that a ledger describes, as it is written."""
    return context.locale.as_of(ledger.as_of)


def counted_time(ledger: Ledger, context: Context) -> str:
    """Return from when to when the reports of a ledger were registered."""
    first, last = ledger.counts.since, context.locale.date(ledger.counts.until)
    return (
        context.say(N_("until {date}"), date=last)
        if isinstance(first, str)
        else f"{context.locale.date(first)} – {last}"
    )


def covers(ledger: Ledger, context: Context) -> str:
    """Return a sentence on which reports a ledger counts."""
    if not ledger.is_release:
        return ledger.covers[context.language]
    message = N_("Counted here are the reports that the Coalition registered: {time}.")
    return context.say(message, time=counted_time(ledger, context))


def cannot_answer(ledger: Ledger, context: Context) -> list[str]:
    """Return which questions the figures of a ledger cannot answer."""
    if not ledger.is_release:
        return [text[context.language] for text in ledger.cannot_answer]
    k = context.locale.number(context.site.settings.k)
    return [context.say(message, k=k) for message in _RELEASE_CANNOT_ANSWER]


def sign_of(mark: Mark) -> str:
    """Return a mark as it stands behind a number, or nothing where there is none."""
    return f"[{mark}]" if mark else ""


def legend(signs: Iterable[str], context: Context) -> list[tuple[str, str]]:
    """Return the marks that a page shows with what they mean, each once, in their usual order."""
    found = set(signs)
    return [(sign_of(mark), context.say(meaning)) for mark, meaning in _MARKS.items() if sign_of(mark) in found]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A large number and what it counts; ``squares`` are drawn below, one for each, where they are few. ``mark`` stands
    behind the number, ``href`` leads to what is known of it, from the folder of the language."""

    number: str
    counts: str
    squares: int
    mark: str
    href: str


def key_figures(ledger: Ledger, context: Context) -> list[KeyFigure]:
    """Return the figures that stand first on home and briefing."""
    return [key_figure(name, ledger, context) for name in ledger.key_figures]


def key_figure(name: str, ledger: Ledger, context: Context) -> KeyFigure:
    """Return one large number."""
    figure = ledger.figures[name]
    counts = context.locale.counted(figure.value, figure.unit or ledger.unit)
    if figure.codes:
        terms = [_term(field, code, context) for field, code in figure.codes.items()]
        is_about = not (figure.label or ledger.is_release) and all(term and term.about for term in terms)
        together = N_("{counts} {part}") if is_about else N_("{counts}: {part}")
        part = figure_name(name, ledger, context, "about" if is_about else "group")
        counts = context.say(together, counts=counts, part=part)
    number, mark = context.locale.number(figure.value), sign_of(context.site.corrections.mark(name, ledger))
    return KeyFigure(number, counts, squares_of(figure, ledger), mark, figure_address(name, ledger))


def ledger_address(ledger: Ledger) -> str:
    """Return the page of the figures of a ledger, the only one with its tables, from the folder of the language."""
    return f"figures/{ledger.id}.html"


def figure_address(name: str, ledger: Ledger) -> str:
    """Return where all stands that is known of a figure."""
    return f"{ledger_address(ledger)}#{name}"


def squares_of(figure: Figure, ledger: Ledger) -> int:
    """Return how many squares are drawn for a figure: one for each report, none where they are many or of another
    unit."""
    return figure.value if figure.unit in (None, ledger.unit) and figure.value <= COUNTABLE else 0


def figure_name(name: str, ledger: Ledger, context: Context, form: str = "group") -> str:
    """Return what a figure is called: by its own label, or by its codes in this form; the number of all by what it
    counts."""
    figure = ledger.figures[name]
    if figure.label:
        return figure.label[context.language]
    if not figure.codes:
        return unit_label(figure.unit or ledger.unit, context)
    if not ledger.is_release:
        return ", ".join(_code_name(field, code, context, form) for field, code in figure.codes.items())
    [(field, step)] = figure.codes.items()
    line = line_name(name, ledger, context)
    is_clear = field in _NAMED_ALONE and step != LAST_STEP
    return line if is_clear else f"{context.locale.label('fields', field)}: {small(line)}"


def line_name(name: str, ledger: Ledger, context: Context) -> str:
    """Return what a line of a table is called; in a release by its step, and as the rest of it where a finer line
    stands beside it."""
    if not ledger.is_release or not ledger.figures[name].codes:
        return figure_name(name, ledger, context)
    [(field, step)] = ledger.figures[name].codes.items()
    words, codes = context.site.vocabulary, figure_fields()[field]
    beside = filter(None, (figure.codes.get(field) for figure in ledger.figures.values()))
    is_rest = step != _OTHER and any(step in words.steps_above(codes, other) for other in beside)
    own = _code_name(field, step, context)
    return context.say(N_("Other: {name}"), name=own) if is_rest else own


def _code_name(field: str, code: str, context: Context, form: str = "group") -> str:
    """Return what several people of a code are called (*group*), or whom a report is about (*about*)."""
    if code == LAST_STEP:
        return context.say(N_("Other or not stated"))
    texts = getattr(_term(field, code, context), form, None)
    return texts[context.language] if texts else context.locale.label(figure_fields()[field], code)


def _term(field: str, code: str, context: Context) -> Term | None:
    """Return the entry of a code in the codebook; places and periods have none."""
    found: Term | None = getattr(context.site.vocabulary, figure_fields()[field], {}).get(code)
    return found


def unit_label(unit: str, context: Context) -> str:
    """Return what the unit of a column is called."""
    return context.site.vocabulary.units[unit].label[context.language]


def unit_meaning(unit: str, context: Context) -> str:
    """Return what a unit counts, in a sentence."""
    return context.site.vocabulary.units[unit].definition[context.language]


def unit_link(unit: str, context: Context) -> Link:
    """Return the name of a unit, which leads to the codebook."""
    return Link(unit_label(unit, context), code_address("units", unit))


def code_links(figure: Figure, ledger: Ledger, context: Context) -> Iterator[Link]:
    """Yield links to what the codebook says of the unit and the codes of a figure."""
    yield unit_link(figure.unit or ledger.unit, context)
    for field, code in figure.codes.items():
        codes = figure_fields()[field]
        if code != LAST_STEP and codes != "periods":
            yield Link(context.locale.label(codes, code), code_address(codes, code))
