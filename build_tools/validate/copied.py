"""Nothing of one briefing is left in another that began as a copy of it: numbers of another time, and its source.

In: a site. Out: problems, each at the later of two files.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from build_tools.models import Ledger, Site, Words
from build_tools.paths import BRIEFINGS, ledger_file
from build_tools.problems import Field, Problem
from build_tools.validate.generic import REPEATED, TOO_EARLY, one_of_missing
from build_tools.validate.walk import DATE

_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_NUMBER = re.compile(r"\d|\{\{")
_LONG = 200
"""Characters of a paragraph from which on no two are the same by chance; a shorter one may be a list or a phrase."""

_SENTENCE_ENDS = re.compile(r"(?<=[.!?…;]) ")


class BriefingText(NamedTuple):
    """What a briefing says of itself, where it says it, and in which language, if it is a text of pages."""

    path: str
    place: Field
    text: str
    language: str = ""
    line: int | None = None


def nothing_is_left_of_another(site: Site) -> Iterator[Problem]:
    """A briefing has its own source, its own reports, its own words, and no numbers of another."""
    first: dict[tuple[Field, str, str], str] = {}
    for one in (*_of_ledgers(site), *_of_words(site)):
        other = first.setdefault((one.place, one.language, one.text), one.path)
        if other != one.path:
            yield Problem(one.path, REPEATED, one.place, {"other": other}, one.line)


def _of_ledgers(site: Site) -> Iterator[BriefingText]:
    """Yield where a ledger is from, what it counts, and the sentences with a number of what it cannot answer."""
    for path, ledger in sorted(site.briefings.items()):
        yield BriefingText(path, ("source",), ledger.source)
        yield from (BriefingText(path, ("covers", language), _flat(text)) for language, text in ledger.covers.items())
        for sentence in (part for text in _answers(ledger) for part in _SENTENCE_ENDS.split(text)):
            if any(map(str.isdigit, sentence)):
                yield BriefingText(path, ("cannot_answer",), sentence)


def _of_words(site: Site) -> Iterator[BriefingText]:
    """Yield titles, and long paragraphs but for one without a number that ends the words: the Coalition ends each
    briefing with the same reminder. A call writes the day of each briefing."""
    for words in _words_of_briefings(site):
        for field in ("title", "headline", "description", "menu"):
            text = getattr(words.about, field)
            if text and "{{" not in text:
                yield BriefingText(words.path, (field,), text, words.language)
        for paragraph in _PARAGRAPH.finditer(words.text):
            is_last = not words.text[paragraph.end() :].strip()
            text = _flat(paragraph[0])
            if len(text) > _LONG and (_NUMBER.search(text) or not is_last):
                line = words.first_line + words.text.count("\n", 0, paragraph.start())
                yield BriefingText(words.path, (), text, words.language, line)


def _words_of_briefings(site: Site) -> Iterator[Words]:
    for (_, name), words in sorted(site.words.items()):
        if name.startswith(BRIEFINGS) and DATE.fullmatch(name.removeprefix(BRIEFINGS)):
            yield words


def _answers(ledger: Ledger) -> list[str]:
    return [_flat(text) for answers in ledger.cannot_answer for text in answers.values()]


def _flat(text: str) -> str:
    return " ".join(text.split())


def questions_are_of_their_own_briefing(site: Site) -> Iterator[Problem]:
    """What a ledger cannot answer is not all said by another already."""
    earlier: dict[str, set[str]] = {}
    for path, ledger in sorted(site.briefings.items()):
        answers = set(_answers(ledger))
        if other := next((one for one, all_ in earlier.items() if answers <= all_), None):
            yield Problem(path, REPEATED, ("cannot_answer",), {"other": other})
        earlier[path] = answers


def sources_are_of_their_own_briefing(site: Site) -> Iterator[Problem]:
    """Ledger and words of a briefing name one source, in which it was published after its count."""
    for path, ledger in site.briefings.items():
        counted = ledger.as_of.isoformat() <= ledger.id  # otherwise the day of the count is wrong, which is said
        if ledger.already_public and counted and ledger.already_public.date < ledger.as_of:
            yield Problem(path, TOO_EARLY, ("already_public", "date"), {"other": "as_of"})
    for words in _words_of_briefings(site):
        path = ledger_file(words.name.removeprefix(BRIEFINGS))
        if words.about.sources and path in site.ledgers and site.ledgers[path].source not in words.about.sources:
            yield Problem(words.path, one_of_missing(f"source ({path})"), ("sources",))


RULES = (nothing_is_left_of_another, questions_are_of_their_own_briefing, sources_are_of_their_own_briefing)
