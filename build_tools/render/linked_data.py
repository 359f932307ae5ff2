"""What a page tells search engines of its figures, in the words of schema.org: who says them, of when, in which files.

In: content of one language. Out: a block of JSON-LD, its addresses relative to the page; nothing of what is invented.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from build_tools.models import UNKNOWN, Ledger, Words
from build_tools.render import ledgers as said
from build_tools.render.citing import sentences
from build_tools.render.context import COALITION, Context
from build_tools.render.tables import unit_label
from build_tools.render.words import description_of, title_of

Facts = dict[str, Any]

_MEDIA = {"csv": "text/csv", "json": "application/json"}
_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}
"""No sign of a text ends the block, or begins markup in it."""


@dataclass(frozen=True, slots=True)
class LinkedData:
    """A block of JSON-LD, empty where a page has none."""

    linked: Markup


def of_briefing(words: Words, ledger: Ledger, context: Context) -> LinkedData:
    """Return what the page of a briefing tells: a report of one day, its source, its figures."""
    figures = {
        "@type": "Dataset",
        "name": said.title_of(ledger, context),
        "description": said.covers(ledger, context),
        **_about_ledgers([ledger], context),
        "distribution": list(_figures(ledger, "../../data/", context)),
    }
    return _block(
        {
            "@type": "Report",
            **_words(words, context),
            "datePublished": ledger.days["briefing"].isoformat(),
            "isBasedOn": ledger.source,
            **_original(words, "../../"),
            "hasPart": figures,
        },
        context,
    )


def of_data(words: Words, ledgers: Iterable[Ledger], context: Context) -> LinkedData:
    """Return what the page of data tells: one set of data, with each file of figures of ``ledgers``."""
    every = list(ledgers)
    files = [file for ledger in every for file in _figures(ledger, "../data/", context)]
    return _block(
        {"@type": "Dataset", **_words(words, context), **_about_ledgers(every, context), "distribution": files}, context
    )


def _block(facts: Facts, context: Context) -> LinkedData:
    """Write facts as a block, unless nothing is real."""
    if context.site.settings.invented:
        return LinkedData(Markup(""))
    whole = {"@context": "https://schema.org", **facts}
    return LinkedData(Markup(json.dumps(whole, ensure_ascii=False, indent=0).translate(_ESCAPED)))


def _words(words: Words, context: Context) -> Facts:
    """Return what is told of words: their title, what they are, in which state, and who says them."""
    return {
        "name": title_of(words, context),
        "description": sentences((description_of(words, context), *context.notes_on(words.about))),
        "inLanguage": context.language,
        "author": {"@type": "Organization", "name": context.locale.translate(COALITION)},
        "isAccessibleForFree": True,
    }


def _original(words: Words, root: str) -> Facts:
    """Return of a translation what it translates."""
    source = words.about.translates
    if source is None:
        return {}
    url = f"{root}{source.language}/{words.name}.html"
    return {"translationOfWork": {"@type": "Report", "inLanguage": source.language, "url": url}}


def _about_ledgers(ledgers: list[Ledger], context: Context) -> Facts:
    """Return what the figures of ledgers count, of which time (which ends with the day of the count), who counted, and
    the licence once it is decided."""
    licence = context.site.settings.licence
    units = dict.fromkeys(unit_label(ledger.unit, context) for ledger in ledgers)
    known = all(ledger.counts.since != UNKNOWN for ledger in ledgers)
    first = min(ledger.counts.first for ledger in ledgers).isoformat() if known else ".."
    last = max(ledger.counts.until for ledger in ledgers)
    return {
        "creator": {"@type": "Organization", "name": context.locale.translate(COALITION)},
        "variableMeasured": list(units),
        "temporalCoverage": f"{first}/{last}",
        **({"license": licence.address} if licence else {}),
    }


def _figures(ledger: Ledger, folder: str, context: Context) -> Iterator[Facts]:
    """Yield the files of the figures of a briefing."""
    for ending, media in _MEDIA.items():
        yield {
            "@type": "DataDownload",
            "name": said.title_of(ledger, context),
            "encodingFormat": media,
            "contentUrl": f"{folder}figures-{ledger.id}.{ending}",
        }
