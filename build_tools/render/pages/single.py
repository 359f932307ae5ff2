"""Pages that each language has once: home, report, statistics, data, and words without data."""

from collections.abc import Iterator

from build_tools.models import GENERATED, KIT, NEWEST, Page, PublicCases
from build_tools.paths import BRIEFINGS
from build_tools.problems import N_, fill
from build_tools.render import tables
from build_tools.render.context import Context
from build_tools.render.help import contacts
from build_tools.render.pages.base import page_of_words
from build_tools.render.pages.briefings import newest_first


def home(context: Context) -> Iterator[Page]:
    """Yield the home page."""
    ledger = context.ledger(NEWEST)
    values = {
        "covers": ledger.covers[context.language],
        "as_of": tables.as_of(ledger, context),
        "key_figures": tables.key_figures(ledger, context),
        "tables": tables.ledger_tables(ledger, context)[:1],
        "briefing": f"{BRIEFINGS}{ledger.id}.html",
    }
    kicker = f"{context.locale.translate(N_('Briefing'))} · {values['as_of']}"
    yield page_of_words("index", "index.html", context, values, ["figures", "names"], kicker=kicker)


def report(context: Context) -> Iterator[Page]:
    """Yield the page of contacts; invented ones stand apart and never reach a release."""
    values = contacts.all_contacts(context)
    yield page_of_words(
        "report", "report.html", context, values, ("organisations", "names"), noindex=not context.release
    )


def statistics(context: Context) -> Iterator[Page]:
    """Yield the page of all statistics; those of invented cases stand apart."""
    ledgers = [
        {
            "id": ledger.id,
            "as_of": tables.as_of(ledger, context),
            "covers": ledger.covers[context.language],
            "key_figures": tables.key_figures(ledger, context),
            "tables": tables.ledger_tables(ledger, context),
        }
        for ledger in newest_first(context)
    ]
    values = {
        "ledgers": ledgers,
        "published": case_tables(context.published, context),
        "examples": case_tables(context.examples, context),
        "mark": context.mark(context.is_invented(context.published)),
    }
    yield page_of_words(
        "statistics", "statistics.html", context, values, ["figures", "names"], noindex=not context.release
    )


def case_tables(shown: PublicCases, context: Context) -> list[tables.Shown]:
    """Return the tables of a register."""
    return [tables.case_table(table, context.is_invented(shown), context) for table in shown.tables]


CASES = N_("Published cases")
INVENTED = N_("Invented cases")
CODEBOOK = N_("Codebook")
FIGURES = N_("Figures of the briefing of {date}")


def data(context: Context) -> Iterator[Page]:
    """Yield the page that leads to every file of data."""
    yield page_of_words(
        "data", "data.html", context, {"downloads": list(downloads(context))}, noindex=not context.release
    )


def downloads(context: Context) -> Iterator[dict[str, str]]:
    """Yield each set of data: the name of its files, and what it holds."""
    say, mark = context.locale.translate, context.mark(context.is_invented(context.published))
    for ledger in newest_first(context):
        date = context.locale.date(ledger.days["briefing"])
        yield {"name": f"figures-{ledger.id}", "title": mark + fill(say(FIGURES), date=date)}
    yield {"name": "cases", "title": mark + say(CASES)}
    yield {"name": "codebook", "title": say(CODEBOOK)}
    if context.examples.cases:
        yield {"name": "example-cases", "title": context.mark(True) + say(INVENTED)}


PLACED = (*GENERATED, *KIT)
"""Names of the words that something else places."""


def ordinary(context: Context) -> Iterator[Page]:
    """Yield a page for every file of words that no other page places."""
    for language, name in context.site.words:
        if language == context.language and name not in PLACED and not name.startswith((BRIEFINGS, "k/")):
            yield page_of_words(name, "words.html", context, {})
