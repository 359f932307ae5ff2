"""Nothing of one briefing is left in another that began as a copy of it: numbers of another time, and its source.

In: a site. Out: problems, each at the later of two files. That each ledger has a source and reports of its own, its
model says.
"""

import re
from collections.abc import Iterator

from build_tools.models import Ledger, Site, Words
from build_tools.paths import BRIEFINGS, ledger_file
from build_tools.problems import Problem
from build_tools.validate.generic import REPEATED, TOO_EARLY, one_of_missing
from build_tools.validate.walk import DATE
from build_tools.validate.words.reading import Passage, body, passages_of

_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_NUMBER = re.compile(r"\d|\{\{")
_LONG = 200
"""Characters of a paragraph from which on no two are the same by chance; a shorter one may be a list or a phrase."""

_SENTENCE_ENDS = re.compile(r"(?<=[.!?…;]) ")


def nothing_is_left_of_another(site: Site) -> Iterator[Problem]:
    """A briefing has its own words, and no numbers of another."""
    first: dict[object, str] = {}
    for passage, offset, text in (*_of_ledgers(site), *_of_words(site)):
        other = first.setdefault((passage.field, passage.language, text), passage.path)
        if other != passage.path:
            yield passage.problem(REPEATED, offset, {"other": other})


def _of_ledgers(site: Site) -> Iterator[tuple[Passage, int, str]]:
    """Yield the sentences with a number of what a ledger cannot answer."""
    for path, ledger in sorted(site.briefings.items()):
        for sentence in (part for text in _answers(ledger) for part in _SENTENCE_ENDS.split(text)):
            if any(map(str.isdigit, sentence)):
                yield Passage(path, ("cannot_answer",), "", sentence), 0, sentence


def _of_words(site: Site) -> Iterator[tuple[Passage, int, str]]:
    """Yield titles, and long paragraphs but for one without a number that ends the words: the Coalition ends each
    briefing with the same reminder. A call writes the day of each briefing."""
    for words in _words_of_briefings(site):
        fields = (one for one in passages_of(words) if one.field not in ((), ("highlight",)))
        yield from ((one, 0, one.text) for one in fields if "{{" not in one.text)
        for paragraph in _PARAGRAPH.finditer(words.text):
            is_last = not words.text[paragraph.end() :].strip()
            text = _flat(paragraph[0])
            if len(text) > _LONG and (_NUMBER.search(text) or not is_last):
                yield body(words), paragraph.start(), text


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
