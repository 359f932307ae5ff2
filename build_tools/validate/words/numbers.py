"""Numbers in words: each is called from the ledger or recorded as a plain number, in each language by itself; and
percentages, of which none stands beside figures, for a small number could be worked out from it.

In: a site. Out: problems. Numbers in addresses, anchors and list markers say nothing to readers and are left out.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from build_tools.models import Ledger, Site, Words
from build_tools.paths import BRIEFINGS
from build_tools.personal_data.normalise import plain
from build_tools.problems import Fault, Problem
from build_tools.validate.published import ledgers_by_id
from build_tools.validate.walk import data_files, walk
from build_tools.validate.words.calls import ledger_of
from build_tools.validate.words.periods import hours
from build_tools.validate.words.reading import blanked, passages_of, readable, starts

_NUMBER = re.compile("[\\d²³¹¼-¾⁰-⁹₀-₉⅐-↉①-⒛]+")
_LIST_MARKER = re.compile(r"^([ ]*)(\d+)[.)][ ]", re.MULTILINE)
"""With a bracket it is no list in Markdown, which the rule for signs says."""

_PERCENTAGE_SIGN = r"%(?![0-9A-Fa-f]{2})|‰|per\s?cent(?!age)|процент(?!н)|проц\.|пайыз(?!дық)"
_PERCENTAGE = re.compile(rf"\d\s{{0,2}}-?\s{{0,2}}(?:{_PERCENTAGE_SIGN})", re.IGNORECASE)
_MAY_BE_PERCENTAGE = re.compile("[%‰٪％﹪&]|percent|проц(?!есс|едур)|пайыз", re.IGNORECASE)
"""What a text has in which a percentage may stand, whatever marks stand between its letters; processes and procedures,
of which law is full, are none."""

_MARKS = re.compile(r"[^\w%‰٪％﹪&]+|_+")

UNBOUND = Fault(
    "numbers.number_unbound",
    "has a number that is not bound; take it from the ledger with {{{{ figure(name) }}}} or {{{{ count(name) }}}}, "
    "or write the words around it, as they stand here, in the first lines under plain_numbers:",
)
_GONE = Fault(
    "numbers.plain_number_gone",
    "is not in the words any more, or has no number; delete it, or write the phrase exactly as it stands there",
)
_BESIDE_FIGURES = Fault(
    "disclosure.percentage",
    "has a percentage beside figures, from which a small number could be worked out; write the numbers of the ledger",
)


def numbers_are_bound(site: Site) -> Iterator[Problem]:
    """No number stands in the words but figures and recorded phrases; one problem for each line.

    Of numbers of hours, ``periods`` says what is wrong.
    """
    for words in site.words.values():
        phrases = [phrase_pattern(phrase) for phrase in words.about.plain_numbers]
        for passage in passages_of(words):
            text = readable(passage.text)
            spans = [match.span() for phrase in phrases for match in phrase.finditer(text)]
            left = blanked(text, [*spans, *_list_markers(text), *hours(text)])
            yield from passage.once_a_line(starts(_NUMBER, left), UNBOUND)


def plain_numbers_occur(site: Site) -> Iterator[Problem]:
    """Each recorded phrase has a number and still stands in the words."""
    for words in site.words.values():
        texts = [readable(passage.text) for passage in passages_of(words)]
        for position, phrase in enumerate(words.about.plain_numbers):
            if not _NUMBER.search(phrase) or not any(phrase_pattern(phrase).search(text) for text in texts):
                yield Problem(words.path, _GONE, ("plain_numbers", position))


@lru_cache(maxsize=1024)
def phrase_pattern(phrase: str) -> re.Pattern[str]:
    """Return what finds a phrase, across line ends too, but never as a part of a longer number."""
    first, *others = map(re.escape, phrase.split() or [""])
    # What may not stand before the phrase is asked after its first word: a pattern that begins with letters is fast.
    alone = rf"{first}(?<!\d{first})(?<!\d[.,]{first})"
    return re.compile(r"\s+".join([alone, *others]) + r"(?![.,]?\d)")


def _list_markers(text: str) -> Iterator[tuple[int, int]]:
    """Yield the markers of numbered lists; they count from 1, so no number hides at the start of a line."""
    last: dict[str, int] = {}
    for match in _LIST_MARKER.finditer(text):
        indent, number = match[1], int(match[2])
        if number == 1 or number == last.get(indent, 0) + 1:
            last[indent] = number
            yield match.span(2)


def no_percentage_stands_beside_figures(site: Site) -> Iterator[Problem]:
    """No percentage stands in data, nor on a page that shows a ledger, recorded or not. On other pages each number is
    recorded, and is one of a law or of others."""
    for words in site.words.values():
        for passage in passages_of(words) if _shown_ledger(words, site) else ():
            yield from passage.once_a_line(percentages(readable(passage.text)), _BESIDE_FIGURES)
    for path, record in data_files(site).items():
        texts = ((place, value) for place, _, value in walk(record) if isinstance(value, str))
        places = (place for place, text in texts if any(True for _ in percentages(text)))
        yield from (Problem(path, _BESIDE_FIGURES, place) for place in places)


def _shown_ledger(words: Words, site: Site) -> Ledger | None:
    """Return the ledger whose numbers readers of a page have beside a percentage."""
    day = words.name.removeprefix(BRIEFINGS).partition(".")[0] if words.name.startswith(BRIEFINGS) else ""
    return ledger_of(words, site) or ledgers_by_id(site).get(day)


def percentages(text: str) -> Iterator[int]:
    """Yield where percentages stand in a text, with their Markdown or without."""
    if _NUMBER.search(text) and _MAY_BE_PERCENTAGE.search(_MARKS.sub("", text)):
        read = plain(text)
        yield from (read.origin(*found.span())[0] for found in _PERCENTAGE.finditer(read.text))
