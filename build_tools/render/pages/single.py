"""Pages that each language has once: report, statistics, and words without data."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from build_tools.models import GENERATED, KIT, Fragment, Ledger, Page
from build_tools.paths import BRIEFINGS, EXAMPLE_ORGANISATIONS
from build_tools.problems import N_, fill
from build_tools.render import ledgers, tables
from build_tools.render.added import added_tables
from build_tools.render.authored import aside_of, page_of_words
from build_tools.render.context import INVENTED, Context
from build_tools.render.help import contacts
from build_tools.render.marks import ShownMark, legend
from build_tools.render.pages.briefings import ledgers_newest_first
from build_tools.render.pages.case_lists import EXAMPLE_CONTACTS, register_page
from build_tools.render.series import ShownSeries, key_series
from build_tools.render.words import emergency_html


@dataclass(frozen=True, slots=True)
class ReportPage:
    """What the page of contacts places beside them: whom to call when life is in danger, and that nobody can help
    independently, where that is so."""

    emergency: Markup
    nobody: str


def report_page(context: Context) -> Iterator[Page]:
    """Yield the page of contacts."""
    values, parts = (contacts.all_contacts, _beside_contacts), ("organisations", "names")
    yield page_of_words("report", "report.html", context, *values, parts=parts)


def _beside_contacts(context: Context) -> ReportPage:
    return ReportPage(emergency_html(context), contacts.nobody_reached(context))


def example_contacts_page(context: Context) -> Iterator[Page]:
    """Yield the page of the invented contacts, which stand on no page that somebody in need opens."""
    if contacts.invented_organisations(context):
        body = Fragment("contacts-examples.html", lambda: (contacts.example_contacts(context),))
        title, about = context.locale.translate(N_("Invented contacts")), context.locale.translate(INVENTED)
        parts = {"organisations": [context.site.organisations[EXAMPLE_ORGANISATIONS].review[context.language]]}
        yield register_page(context.examples, context, EXAMPLE_CONTACTS, title, about, body, parts, section="report")


@dataclass(frozen=True, slots=True)
class LedgerFigures:
    """The figures of one briefing."""

    id: str
    as_of: str
    covers: str
    unit: str
    cannot_answer: list[str]
    key_figures: list[tables.KeyFigure]
    legend: tuple[ShownMark, ...]
    tables: list[tables.ShownTable]


@dataclass(frozen=True, slots=True)
class EarlierFigures:
    """What is said in brief of a briefing that another has followed, or of a release."""

    id: str
    title: str
    as_of: str
    key_figures: list[tables.KeyFigure]
    legend: tuple[ShownMark, ...]


@dataclass(frozen=True, slots=True)
class StatisticsPage:
    """What the page of all statistics places: of the newest briefing and the newest release also the tables; ``added``
    are those of all releases together, where there are several."""

    series: list[ShownSeries]
    newest: LedgerFigures
    earlier: list[EarlierFigures]
    release: LedgerFigures | None
    releases: list[EarlierFigures]
    added: list[tables.ShownTable]


def statistics_page(context: Context) -> Iterator[Page]:
    """Yield the page of all statistics."""
    newest = ledgers_newest_first(context)[0]
    day, date = newest.as_of, tables.ledger_day(newest, context)
    aside = aside_of(context.words("statistics"), context, date=date, day=day)
    parts = ("figures", "names")
    yield page_of_words("statistics", "statistics.html", context, _all_figures, parts=parts, aside=aside)


def _all_figures(context: Context) -> StatisticsPage:
    """Return what the page of all statistics places."""
    newest, *earlier = ledgers_newest_first(context)
    releases = [ledger for ledger in context.site.ledgers.values() if ledger.is_release]
    releases.sort(key=lambda ledger: ledger.as_of, reverse=True)
    return StatisticsPage(
        series=key_series(context),
        newest=_ledger_figures(newest, context),
        earlier=[_earlier_figures(ledger, context) for ledger in earlier],
        release=_ledger_figures(releases[0], context) if releases else None,
        releases=[_earlier_figures(ledger, context) for ledger in releases],
        added=added_tables(context) if len(releases) > 1 else [],
    )


def _ledger_figures(ledger: Ledger, context: Context) -> LedgerFigures:
    """Return the figures of one briefing."""
    figures = tables.key_figures(ledger, context)
    return LedgerFigures(
        id=ledger.id,
        as_of=tables.ledger_day(ledger, context),
        covers=ledgers.covers(ledger, context),
        unit=context.site.vocabulary.units[ledger.unit].definition[context.language],
        cannot_answer=ledgers.cannot_answer(ledger, context),
        key_figures=figures,
        legend=legend([figure.mark for figure in figures], context),
        tables=tables.ledger_tables(ledger, context),
    )


def _earlier_figures(ledger: Ledger, context: Context) -> EarlierFigures:
    """Return the figures of an earlier briefing, whose tables stand on the page of its figures."""
    figures = tables.key_figures(ledger, context)
    marks = legend([figure.mark for figure in figures], context)
    return EarlierFigures(
        ledger.id, ledgers.title_of(ledger, context), tables.ledger_day(ledger, context), figures, marks
    )


_PLACED = (*GENERATED, *KIT)
"""Names of the words that something else places."""


_AUTHENTICITY = "authenticity"


@dataclass(frozen=True, slots=True)
class OrdinaryPage:
    """What an ordinary page places beside its words: at which address the site is, where that is its subject."""

    address: str


def ordinary_pages(context: Context) -> Iterator[Page]:
    """Yield a page for every file of words that no other page places."""
    for language, name in context.site.words:
        if language == context.language and name not in _PLACED and not name.startswith((BRIEFINGS, "k/")):
            yield page_of_words(name, "words.html", context, partial(_ordinary, name))


def _ordinary(name: str, context: Context) -> OrdinaryPage:
    """Return what an ordinary page places: on that of authenticity, at which address the site is."""
    return OrdinaryPage(_true_address(context) if name == _AUTHENTICITY else "")


def _true_address(context: Context) -> str:
    """Say at which address the site is, or that nobody has decided it yet."""
    settings, say = context.site.settings, context.locale.translate
    if settings.address_is_placeholder:
        return say(N_("The address of this site is not decided yet. Until then no address proves that a page is real."))
    return fill(say(N_("This site is at {address} and nowhere else, but for copies.")), address=settings.address)
