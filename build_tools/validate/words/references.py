"""Calls of figures: the page names its ledger, the ledger has the figure, and nothing else is called."""

import re
from collections.abc import Iterator

from build_tools.models import DATES, FIGURE, NEWEST, PERIOD, RISK, Ledger, Site, Words
from build_tools.paths import BRIEFINGS, FIGURES
from build_tools.problems import Fault, Problem
from build_tools.validate.offers import allowed
from build_tools.validate.published import DATE, ledgers_by_id, lost_ledgers
from build_tools.validate.words.reading import ATTRIBUTES, body, hidden, pieces, starts

HOME = "index"
BRACE = re.compile(r"\{|\}\}")

UNKNOWN_LEDGER = Fault("references.unknown_ledger", "is not a ledger in content/figures; use one of: {allowed}")
NO_LEDGER = Fault(
    "references.ledger_unnamed",
    "calls a figure, but the page names no ledger; add ledger: newest, or ledger: with the date of one briefing",
)
NOT_NEWEST = Fault("references.not_newest", "is one briefing, yet this page shows the newest; write ledger: newest")
NOT_ITS_OWN = Fault(
    "references.ledger_not_its_own",
    "is not the ledger of this briefing; write {date}, the name of this file, in quotes",
)
NO_DAY = Fault("references.unknown_day", "calls a day that no ledger has; use one of: {allowed}")
DAY_OF_BRIEFING = Fault(
    "references.day_of_briefing_written",
    "holds the day of a briefing, yet this page shows the newest; so that the next briefing changes it, write "
    "{{{{ date(as_of) }}}} or {{{{ date(briefing) }}}} in the words, and delete this line",
)
NO_FIGURE = Fault("references.unknown_figure", "calls a figure that the ledger does not have; use one of: {allowed}")
BRACES = Fault(
    "references.unknown_braces",
    "has braces that call nothing; write {{{{ figure(name) }}}} or {{{{ count(name) }}}} for a figure, "
    "{{#id}} at the end of a heading",
)


def ledgers_exist(site: Site) -> Iterator[Problem]:
    """The ledger that a page names is there."""
    ids = sorted(filter(DATE.fullmatch, {*ledgers_by_id(site), *lost_ledgers(site)}), reverse=True)
    for words in site.words.values():
        if words.about.ledger and words.about.ledger not in (*ids, NEWEST) and not site.hides_in(FIGURES):
            values = {"allowed": allowed(ids, words.about.ledger)}
            yield Problem(words.path, UNKNOWN_LEDGER, ("ledger",), values)


def figures_exist(site: Site) -> Iterator[Problem]:
    """Each call names a figure or a day of the page's ledger."""
    for words in site.words.values():
        ledger = ledger_of(words, site)
        for piece in pieces(words):
            for call in FIGURE.finditer(piece.text):
                if not words.about.ledger:
                    yield piece.problem(call.start(), NO_LEDGER)
                elif call[1] == "date" and call[2] not in DATES:
                    yield piece.problem(call.start(), NO_DAY, {"allowed": allowed(DATES, call[2])})
                elif call[1] != "date" and ledger and call[2] not in ledger.figures:
                    values = {"allowed": allowed(ledger.figures, call[2])}
                    yield piece.problem(call.start(), NO_FIGURE, values)


def ledger_of(words: Words, site: Site) -> Ledger | None:
    """Return the ledger that a page calls figures of, if there is one."""
    name = words.about.ledger
    if name == NEWEST:
        name = site.newest_briefing if site.briefings and not site.hides_in(FIGURES) else None
    return ledgers_by_id(site).get(name or "")


def ledgers_are_their_own(site: Site) -> Iterator[Problem]:
    """The first page shows the newest briefing, and a briefing itself, not the one it was copied from."""
    for words in site.words.values():
        ledger, date = words.about.ledger, words.name.removeprefix(BRIEFINGS)
        if words.name == HOME and ledger and ledger != NEWEST:
            yield Problem(words.path, NOT_NEWEST, ("ledger",))
        if words.name.startswith(BRIEFINGS) and DATE.fullmatch(date) and ledger and ledger != date:
            yield Problem(words.path, NOT_ITS_OWN, ("ledger",), {"date": date})


def days_of_briefings_are_called(site: Site) -> Iterator[Problem]:
    """What shows the newest briefing names no day of one by hand, for the next briefing would not change it."""
    days = [day for ledger in site.ledgers.values() for day in (ledger.as_of.isoformat(), ledger.id)]
    marks = [{int(day[:4]), int(day[8:])} for day in days if DATE.fullmatch(day)]
    of_newest = [words for words in site.words.values() if words.about.ledger == NEWEST]
    for words in (words for words in of_newest if not words.name.startswith(BRIEFINGS)):
        for position, phrase in enumerate(words.about.plain_numbers):
            numbers = {int(number) for number in re.findall("[0-9]{1,4}", phrase)}
            if any(numbers.issuperset(mark) for mark in marks):
                yield Problem(words.path, DAY_OF_BRIEFING, ("plain_numbers", position))


def braces_are_known(site: Site) -> Iterator[Problem]:
    """Braces call a figure or a period of law; in the body they may also name an anchor or a class."""
    for words in site.words.values():
        for piece in pieces(words):
            text = hidden(hidden(piece.text, FIGURE), PERIOD)
            text = hidden(hidden(text, ATTRIBUTES), RISK) if piece == body(words) else text
            yield from piece.once_a_line(starts(BRACE, text), BRACES)
