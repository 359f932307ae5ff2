"""What words call by ``{{ … }}`` and name in their first lines: ledgers, figures, days, periods, who learns of a step.

In: a site. Out: problems. Of periods of law ``periods`` says more; other braces are judged in ``signs``.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from build_tools.models import DATES, FIGURE, NEWEST, NOBODY, PERIOD, RISK, TELLS_STEPS, Ledger, Site, Unread, Words
from build_tools.paths import BRIEFINGS, FIGURES, LAW, ORGANISATIONS
from build_tools.problems import Fault, Problem, allowed
from build_tools.validate.generic import unknown
from build_tools.validate.published import DATE, ledgers_by_id, lost_ledgers
from build_tools.validate.words.reading import Passage, body, paragraphs, passages_of_data, passages_of_words
from build_tools.validate.words.signs import UNKNOWN_BRACES

_HOME = "index"
_STEP = re.compile(r"[ ]*\d{1,3}[.)] ")
"""How a step begins."""

_BRACES = re.compile(r"\{\{|\}\}")
_NO_LEDGER = Fault(
    "calls.ledger_unnamed",
    "calls a figure, but the page names no ledger; add ledger: newest, or ledger: with the date of one briefing",
)
_OTHER_LEDGER = Fault("calls.other_ledger", "is another briefing than this page shows; write {right}, in quotes")
_DAY_OF_BRIEFING = Fault(
    "calls.day_of_briefing_written",
    "holds the day of a briefing, yet this page shows the newest; so that the next briefing changes it, write "
    "{{{{ date(as_of) }}}} or {{{{ date(briefing) }}}} in the words, and delete this line",
)
_NOT_IN_A_FINDING = Fault(
    "calls.not_in_a_finding",
    "does not stand word for word in one finding of this briefing; copy a sentence from a finding that has an anchor, "
    "such as {{: #finding-1 }}",
)
_NO_RISK = Fault(
    "calls.risk_unsaid",
    "is a step that does not say who learns of it; end it with {{{{ risk(…) }}}} and one of: {allowed}",
)


def ledgers_are_their_own(site: Site) -> Iterator[Problem]:
    """The ledger that a page names is there; the first page shows the newest briefing, and a briefing itself, not the
    one it was copied from."""
    ids = sorted(filter(DATE.fullmatch, {*ledgers_by_id(site), *lost_ledgers(site)}), reverse=True)
    for words in site.words.values():
        ledger, date = words.about.ledger, words.name.removeprefix(BRIEFINGS)
        is_briefing = words.name.startswith(BRIEFINGS) and DATE.fullmatch(date)
        right = NEWEST if words.name == _HOME else date if is_briefing else ledger
        if ledger and ledger not in (*ids, NEWEST) and not site.hides_in(FIGURES):
            yield Problem(words.path, unknown(f"ledgers ({FIGURES})", ids, ledger), ("ledger",))
        elif ledger and ledger != right:
            yield Problem(words.path, _OTHER_LEDGER, ("ledger",), {"right": right})


def figures_exist(site: Site) -> Iterator[Problem]:
    """Each call names a figure or a day of the page's ledger."""
    for passage in (one for one in passages_of_words(site) if "{" in one.text):
        ledger = ledger_of(passage.words, site) if passage.words else None
        for call in FIGURE.finditer(passage.text):
            title, names = ("days", DATES) if call[1] == "date" else ("figures", ledger.figures if ledger else ())
            if passage.words and not passage.words.about.ledger:
                yield passage.problem(_NO_LEDGER, call.start())
            elif names and call[2] not in names:
                yield passage.problem(unknown(title, names, call[2]), call.start())


def ledger_of(words: Words, site: Site) -> Ledger | None:
    """Return the ledger that a page calls figures of, if there is one."""
    name = words.about.ledger
    if name == NEWEST:
        name = site.newest_briefing if site.briefings and not site.hides_in(FIGURES) else None
    return ledgers_by_id(site).get(name or "")


def periods_exist(site: Site) -> Iterator[Problem]:
    """Each call names a period of the law; the braces of data call nothing else, and those of sources nothing."""
    known = list(site.law.periods)
    for passage in (*passages_of_words(site), *passages_of_data(site)):
        yield from _unknown_calls(passage, PERIOD, f"periods ({LAW})", known)
        if not passage.words and _BRACES.search(PERIOD.sub("", passage.text)):
            yield passage.problem(UNKNOWN_BRACES)
    for words in site.words.values():
        for number, source in enumerate(words.about.sources):
            if _BRACES.search(source):
                yield Problem(words.path, UNKNOWN_BRACES, ("sources", number))


def risks_exist(site: Site) -> Iterator[Problem]:
    """Each call names an organisation or a recipient of the content."""
    if site.hides(ORGANISATIONS):
        raise Unread(ORGANISATIONS)
    known = _risks(site)
    for passage in passages_of_words(site):
        yield from _unknown_calls(passage, RISK, f"organisations, recipients ({ORGANISATIONS})", known)


def _unknown_calls(passage: Passage, pattern: re.Pattern[str], title: str, known: list[str]) -> Iterator[Problem]:
    for call in pattern.finditer(passage.text) if "{" in passage.text else ():
        if call[1] not in known:
            yield passage.problem(unknown(title, known, call[1]), call.start())


def _risks(site: Site) -> list[str]:
    """Return what a step can call."""
    file = site.organisations.get(ORGANISATIONS)
    return [NOBODY, *(file.to_whom if file else ())]


def steps_say_who_learns(site: Site) -> Iterator[Problem]:
    """Nobody is sent anywhere without being told who learns of it; a step of which nobody learns says so."""
    values = {"allowed": allowed(_risks(site))}
    for words in site.words.values():
        for start, text in paragraphs(words.text) if TELLS_STEPS.fullmatch(words.name) else ():
            if _STEP.match(text) and not RISK.search(text):
                yield body(words).problem(_NO_RISK, start, values)


def days_of_briefings_are_called(site: Site) -> Iterator[Problem]:
    """What shows the newest briefing names no day of one by hand, for the next briefing would not change it."""
    days = [day for ledger in site.ledgers.values() for day in (ledger.as_of.isoformat(), ledger.id)]
    marks = [{int(day[:4]), int(day[8:])} for day in days if DATE.fullmatch(day)]
    of_newest = [words for words in site.words.values() if words.about.ledger == NEWEST]
    for words in (words for words in of_newest if not words.name.startswith(BRIEFINGS)):
        for position, phrase in enumerate(words.about.plain_numbers):
            numbers = {int(number) for number in re.findall("[0-9]{1,4}", phrase)}
            if any(numbers.issuperset(mark) for mark in marks):
                yield Problem(words.path, _DAY_OF_BRIEFING, ("plain_numbers", position))


def highlights_are_quoted(site: Site) -> Iterator[Problem]:
    """What the home page quotes of a briefing stands in one of its findings, as it is."""
    for words in site.words.values():
        quoted = " ".join((words.about.highlight or "").split())
        if quoted and not any(quoted in finding for finding in items(words.text).values()):
            yield Problem(words.path, _NOT_IN_A_FINDING, ("highlight",))


_ITEM = re.compile(r" {0,3}\d{1,3}[.)] {1,3}(.*)\n {1,8}\{: {0,3}#([a-z0-9-]{1,80}) {0,3}\} {0,3}", re.DOTALL)
"""An item of a numbered list that has an anchor of its own, which its last line gives to it."""


@lru_cache(maxsize=512)
def items(text: str) -> Mapping[str, str]:
    """Return the words of the numbered items of Markdown that have an anchor, by that, with one space between words."""
    matches = [_ITEM.fullmatch(block.strip("\n")) for _, block in paragraphs(text)]
    return {match[2]: " ".join(match[1].split()) for match in matches if match}
