"""The first page of a language: the newest briefing's figures, and the right itself."""

from collections.abc import Iterator

from build_tools.models import NEWEST, Page
from build_tools.paths import BRIEFINGS
from build_tools.problems import N_
from build_tools.render import tables
from build_tools.render.context import Context
from build_tools.render.pages.base import page_of_words


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
