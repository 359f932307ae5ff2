"""Statistics: from the ledgers of briefings, and from published cases."""

from collections.abc import Iterator

from build_tools.models import Page, PublicCases
from build_tools.render import tables
from build_tools.render.context import Context
from build_tools.render.pages.base import page_of_words
from build_tools.render.pages.briefings import newest_first


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
