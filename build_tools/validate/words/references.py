"""Calls of figures: the page names its ledger, the ledger has the figure, and nothing else is called."""

import re
from collections.abc import Iterator

from build_tools.models import FIGURE, PERIOD, Site
from build_tools.problems import N_, Problem
from build_tools.validate.allowed import allowed
from build_tools.validate.ledgers import ledgers_by_id, lost_ledgers
from build_tools.validate.words.reading import ATTRIBUTES, body, hidden, pieces, starts

BRACE = re.compile(r"\{|\}\}")

UNKNOWN_LEDGER = N_("is not a ledger in content/figures; use one of: {allowed}")
NO_LEDGER = N_("calls a figure, but the page names no ledger; add ledger: with the date of the briefing")
NO_FIGURE = N_("calls a figure that the ledger does not have; use one of: {allowed}")
BRACES = N_(
    "has braces that call nothing; write {{{{ figure(name) }}}} or {{{{ count(name) }}}} for a figure, "
    "{{#id}} at the end of a heading"
)


def ledgers_exist(site: Site) -> Iterator[Problem]:
    """The ledger that a page names is there."""
    ids = sorted({*ledgers_by_id(site), *lost_ledgers(site)}, reverse=True)
    for words in site.words.values():
        if words.about.ledger and words.about.ledger not in ids:
            values = {"allowed": allowed(ids, words.about.ledger)}
            yield Problem(words.path, UNKNOWN_LEDGER, ("ledger",), values)


def figures_exist(site: Site) -> Iterator[Problem]:
    """Each call names a figure of the page's ledger."""
    ledgers = ledgers_by_id(site)
    for words in site.words.values():
        ledger = ledgers.get(words.about.ledger or "")
        for piece in pieces(words):
            for call in FIGURE.finditer(piece.text):
                if not words.about.ledger:
                    yield piece.problem(call.start(), NO_LEDGER)
                elif ledger and call[2] not in ledger.figures:
                    values = {"allowed": allowed(ledger.figures, call[2])}
                    yield piece.problem(call.start(), NO_FIGURE, values)


def braces_are_known(site: Site) -> Iterator[Problem]:
    """Braces call a figure or a period of law; in the body they may also name an anchor or a class."""
    for words in site.words.values():
        for piece in pieces(words):
            text = hidden(hidden(piece.text, FIGURE), PERIOD)
            text = hidden(text, ATTRIBUTES) if piece == body(words) else text
            yield from piece.once_a_line(starts(BRACE, text), BRACES)
