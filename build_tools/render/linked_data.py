"""What a page tells search engines of its figures, in the words of schema.org: who says them, of when, in which files.

In: content of one language. Out: a block of JSON-LD, its addresses relative to the page; nothing of what is invented.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from markupsafe import Markup

from build_tools.models import UNKNOWN, Ledger, Values, Words
from build_tools.render import figures
from build_tools.render.citing import sentences
from build_tools.render.context import COALITION, Context
from build_tools.render.words import description_of, title_of

_Facts = dict[str, Any]

_MEDIA = {"csv": "text/csv", "json": "application/json"}
_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}
"""No sign of a text ends the block, or begins markup in it."""


def of_briefing(words: Words, ledger: Ledger, context: Context) -> Values:
    """Return the block of the page of a briefing: a report of one day, its source, its figures."""
    return _block(
        {
            "@type": "Report",
            **_about_words(words, context),
            "datePublished": ledger.days["briefing"].isoformat(),
            "isBasedOn": ledger.source,
            **_original(words, "../../"),
            "hasPart": {
                "@type": "Dataset",
                "name": figures.ledger_title(ledger, context),
                "description": figures.covers(ledger, context),
                **_about_ledgers([ledger], context),
                "distribution": list(_files(ledger, "../../data/", context)),
            },
        },
        context,
    )


def of_data(words: Words, ledgers: Iterable[Ledger], context: Context) -> Values:
    """Return the block of the page of data: one set of data, with each file of figures of ``ledgers``."""
    every = list(ledgers)
    files = [file for ledger in every for file in _files(ledger, "../data/", context)]
    facts = {**_about_words(words, context), **_about_ledgers(every, context), "distribution": files}
    return _block({"@type": "Dataset", **facts}, context)


def _block(facts: _Facts, context: Context) -> Values:
    """Return facts as a block, empty where nothing is real."""
    whole = json.dumps({"@context": "https://schema.org", **facts}, ensure_ascii=False, indent=0)
    return {"linked": Markup("" if context.site.settings.invented else whole.translate(_ESCAPED))}


def _about_words(words: Words, context: Context) -> _Facts:
    """Return what is told of words: their title, what they are, in which state, and who says them."""
    return {
        "name": title_of(words, context),
        "description": sentences((description_of(words, context), *context.notes_on(words.about))),
        "inLanguage": context.language,
        "author": {"@type": "Organization", "name": context.say(COALITION)},
        "isAccessibleForFree": True,
    }


def _original(words: Words, root: str) -> _Facts:
    """Return of a translation what it translates."""
    source = words.about.translates
    if source is None:
        return {}
    url = f"{root}{source.language}/{words.name}.html"
    return {"translationOfWork": {"@type": "Report", "inLanguage": source.language, "url": url}}


def _about_ledgers(ledgers: list[Ledger], context: Context) -> _Facts:
    """Return what the figures of ledgers count, of which time (which ends with the day of the count), who counted, and
    the licence once it is decided."""
    licence = context.site.settings.licence
    known = all(ledger.counts.since != UNKNOWN for ledger in ledgers)
    first = min(ledger.counts.first for ledger in ledgers).isoformat() if known else ".."
    last = max(ledger.counts.until for ledger in ledgers)
    return {
        "creator": {"@type": "Organization", "name": context.say(COALITION)},
        "variableMeasured": list(dict.fromkeys(figures.unit_label(ledger.unit, context) for ledger in ledgers)),
        "temporalCoverage": f"{first}/{last}",
        **({"license": licence.address} if licence else {}),
    }


def _files(ledger: Ledger, folder: str, context: Context) -> Iterator[_Facts]:
    """Yield the files of the figures of a ledger."""
    for ending, media in _MEDIA.items():
        yield {
            "@type": "DataDownload",
            "name": figures.ledger_title(ledger, context),
            "encodingFormat": media,
            "contentUrl": f"{folder}figures-{ledger.id}.{ending}",
        }
