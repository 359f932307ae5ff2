"""Briefings: dated snapshots with their figures; what changed since stands beside them, never in them."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from build_tools.models import Ledger, Page
from build_tools.paths import BRIEFINGS
from build_tools.problems import N_
from build_tools.render import tables, words
from build_tools.render.context import COALITION, Context
from build_tools.render.pages.base import basis, page_of_words

SECTION = f"{BRIEFINGS}index"
GAP = re.compile(r"\[[^\[\]\n]+\](?![(\[:])")
"""Words in square brackets that are no link: what a briefing left to be filled in."""


def newest_first(context: Context) -> list[Ledger]:
    """Return the ledgers of all briefings, newest first."""
    return sorted(context.site.ledgers.values(), key=lambda ledger: ledger.id, reverse=True)


def briefing_list(context: Context) -> Iterator[Page]:
    """Yield the list of briefings."""
    listed = [entry(ledger, context) for ledger in newest_first(context)]
    yield page_of_words(SECTION, "briefings.html", context, {"briefings": listed})


def entry(ledger: Ledger, context: Context) -> dict[str, str]:
    """Return one line of the list."""
    name = f"{BRIEFINGS}{ledger.id}"
    title = words.title_of(context.words(name), context)
    return {"href": f"{ledger.id}.html", "title": title, "date": day(ledger, context)}


def briefings(context: Context) -> Iterator[Page]:
    """Yield one page for each briefing."""
    for ledger in context.site.ledgers.values():
        name = f"{BRIEFINGS}{ledger.id}"
        kicker = f"{context.locale.translate(N_('Briefing'))} · {tables.as_of(ledger, context)}"
        values = briefing_values(name, ledger, context)
        yield page_of_words(
            name, "briefing.html", context, values, ["figures", "names"], kicker=kicker, section=SECTION
        )


def briefing_values(name: str, ledger: Ledger, context: Context) -> dict[str, Any]:
    """Return what the page of a briefing shows around its words."""
    since = context.site.words.get((context.language, f"{name}.since"))
    return {
        "ledger": ledger,
        "gap": GAP.search(context.words(name).text) is not None,
        "source_site": urlsplit(ledger.source).hostname,
        "published": f"{publisher(context)}, {day(ledger, context)}",
        "as_of": tables.as_of(ledger, context),
        "key_figures": tables.key_figures(ledger, context),
        "tables": tables.ledger_tables(ledger, context),
        "unit": context.site.vocabulary.units[ledger.unit].definition[context.language],
        "cannot_answer": [text[context.language] for text in ledger.cannot_answer],
        "cite": cite(name, ledger, context),
        "since": since
        and {
            "title": words.title_of(since, context),
            "html": words.halves(since, context)[0],
            "notes": context.notes_on(since.about),
            "basis": basis(since.about, context),
        },
    }


def cite(name: str, ledger: Ledger, context: Context) -> str:
    """Return the line to quote a briefing by; without the address while that is a placeholder."""
    settings = context.site.settings
    title = words.title_of(context.words(name), context)
    address = "" if settings.address_is_placeholder else f" {settings.url(f'{context.language}/{name}.html')}"
    # A Russian date ends with a full stop of its own.
    return f"{publisher(context)}. {title}. {day(ledger, context).rstrip('.')}.{address}"


def publisher(context: Context) -> str:
    """Return the name of who speaks."""
    return context.locale.translate(COALITION)


def day(ledger: Ledger, context: Context) -> str:
    """Write the day of a briefing."""
    return context.locale.date(ledger.days["briefing"])
