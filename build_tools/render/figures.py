"""Ledgers and figures in the words of one language: what each is called and counts, its number with its mark.

In: ledgers. Out: what pages, pictures and files of data say of them, with links from the folder of the language. Of a
release the words are those of the interface, for nobody wrote any. A page that shows a mark says what it means.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from build_tools.models import LAST_STEP, Figure, Ledger, Mark, Site, Term, figure_fields
from build_tools.problems import N_
from build_tools.render.context import Context, Link, code_address
from build_tools.text.markdown import small

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


def sign_of(mark: Mark) -> str:
    """Return a mark as it stands behind a number, or nothing where there is none."""
    return f"[{mark}]" if mark else ""


def legend(signs: Iterable[str], context: Context) -> list[tuple[str, str]]:
    """Return the marks that a page shows with what they mean, each once, in their usual order."""
    found = set(signs)
    return [(sign_of(mark), context.say(meaning)) for mark, meaning in _MARKS.items() if sign_of(mark) in found]


def unit_link(unit: str, context: Context) -> Link:
    """Return the name of a unit, which leads to the codebook."""
    return Link(context.site.vocabulary.units[unit].label[context.language], code_address("units", unit))


@dataclass(frozen=True, slots=True)
class LocalLedger:
    """A ledger as one language says it: its names alone and ``in_sentence``, the day of the briefing (``date``) and the
    one that it describes (``as_of``), in sentences which reports it ``covers``, what its ``unit`` counts and what its
    figures ``cannot_answer``. ``href`` is the page of its figures, the only one with its tables."""

    ledger: Ledger
    context: Context

    @property
    def id(self) -> str:
        """The day of a briefing, or the code of a release."""
        return self.ledger.id

    @property
    def href(self) -> str:
        return f"figures/{self.id}.html"

    @property
    def title(self) -> str:
        message = (
            N_("Tables of release {release}") if self.ledger.is_release else N_("Figures of the briefing of {date}")
        )
        return self.context.say(message, release=self.id, date=self.date)

    @property
    def in_sentence(self) -> str:
        message = N_("release {release}") if self.ledger.is_release else N_("briefing of {date}")
        return self.context.say(message, release=self.id, date=self.date)

    @property
    def date(self) -> str:
        return self.context.locale.date(self.ledger.days["briefing"])

    @property
    def as_of(self) -> str:
        return self.context.locale.as_of(self.ledger.as_of)

    @property
    def counted(self) -> str:
        """From when to when its reports were registered."""
        date, first = self.context.locale.date, self.ledger.counts.since
        last = date(self.ledger.counts.until)
        return self.context.say(N_("until {date}"), date=last) if isinstance(first, str) else f"{date(first)} – {last}"

    @property
    def covers(self) -> str:
        if not self.ledger.is_release:
            return self.ledger.covers[self.context.language]
        message = N_("Counted here are the reports that the Coalition registered: {time}.")
        return self.context.say(message, time=self.counted)

    @property
    def cannot_answer(self) -> list[str]:
        if not self.ledger.is_release:
            return [text[self.context.language] for text in self.ledger.cannot_answer]
        k = self.context.locale.number(self.context.site.settings.k)
        return [self.context.say(message, k=k) for message in _RELEASE_CANNOT_ANSWER]

    @property
    def unit(self) -> str:
        return self.context.site.vocabulary.units[self.ledger.unit].definition[self.context.language]

    @property
    def key_figures(self) -> list["LocalFigure"]:
        """The figures that stand first on home and briefing."""
        return [self.figure(name) for name in self.ledger.key_figures]

    def figure(self, name: str) -> "LocalFigure":
        """Return one of its figures, or what it says of one that it does not give."""
        return LocalFigure(name, self)

    def legend(self, local: Iterable["LocalFigure"]) -> list[tuple[str, str]]:
        """Return what the marks of some figures mean."""
        return legend([one.mark for one in local], self.context)

    def picture(self, name: str) -> str:
        """Return where a picture lies, by a name that says what it shows when it was saved."""
        return f"figures/{self.id}-{name.replace('_', '-')}-{self.context.language}.png"


def newest_first(context: Context) -> list[LocalLedger]:
    """Return the ledgers of briefings, newest first."""
    ordered = sorted(context.site.briefings.values(), key=lambda ledger: ledger.id, reverse=True)
    return [LocalLedger(ledger, context) for ledger in ordered]


@dataclass(frozen=True, slots=True)
class LocalFigure:
    """A figure as one language says it: a number, what it counts (its ``unit`` by code), and a mark behind it, which
    says what became of its number, or why there is none; ``href`` leads to all that is known of it."""

    id: str
    of: LocalLedger

    @property
    def figure(self) -> Figure:
        return self.of.ledger.figures[self.id]

    @property
    def unit(self) -> str:
        return self.figure.unit or self.of.ledger.unit

    @property
    def number(self) -> str:
        return self.of.context.locale.number(self.figure.value)

    @property
    def mark(self) -> str:
        return sign_of(self.of.context.site.corrections.mark(self.id, self.of.ledger))

    @property
    def href(self) -> str:
        return f"{self.of.href}#{self.id}"

    @property
    def squares(self) -> int:
        """One for each report, drawn below the number; none where they are many or of another unit."""
        figure = self.figure
        return figure.value if self.unit == self.of.ledger.unit and figure.value <= COUNTABLE else 0

    @property
    def counts(self) -> str:
        """The noun of its unit, and whom or what it counts."""
        figure, context = self.figure, self.of.context
        counts = context.locale.counted(figure.value, self.unit)
        if not figure.codes:
            return counts
        terms = [_term(field, code, context) for field, code in figure.codes.items()]
        is_about = not (figure.label or self.of.ledger.is_release) and all(term and term.about for term in terms)
        together = N_("{counts} {part}") if is_about else N_("{counts}: {part}")
        return context.say(together, counts=counts, part=self.name("about" if is_about else "group"))

    def name(self, form: str = "group") -> str:
        """Return what it is called: by its own label, or by its codes in this form; the number of all by what it
        counts."""
        figure, context = self.figure, self.of.context
        if figure.label:
            return figure.label[context.language]
        if not figure.codes:
            return unit_link(self.unit, context).title
        if not self.of.ledger.is_release:
            return ", ".join(_code_name(field, code, context, form) for field, code in figure.codes.items())
        [(field, step)] = figure.codes.items()
        line = self.line_name
        is_clear = field in _NAMED_ALONE and step != LAST_STEP
        return line if is_clear else f"{context.locale.label('fields', field)}: {small(line)}"

    @property
    def line_name(self) -> str:
        """What its line in a table is called; in a release by its step, and as the rest of it where a finer line stands
        beside it."""
        ledger, context = self.of.ledger, self.of.context
        if not ledger.is_release or not self.figure.codes:
            return self.name()
        [(field, step)] = self.figure.codes.items()
        beside = frozenset(figure.codes[field] for figure in ledger.figures.values() if field in figure.codes)
        is_rest = step != _OTHER and step in _steps_above(figure_fields()[field], beside, context.site)
        own = _code_name(field, step, context)
        return context.say(N_("Other: {name}"), name=own) if is_rest else own

    @property
    def codes(self) -> Iterator[Link]:
        """Links to what the codebook says of its unit and its codes."""
        context = self.of.context
        yield unit_link(self.unit, context)
        for field, code in self.figure.codes.items():
            codes = figure_fields()[field]
            if code != LAST_STEP and codes != "periods":
                yield Link(context.locale.label(codes, code), code_address(codes, code))


@lru_cache(maxsize=128)
def _steps_above(codes: str, beside: frozenset[str], site: Site) -> frozenset[str]:
    return frozenset(step for code in beside for step in site.vocabulary.steps_above(codes, code))


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
