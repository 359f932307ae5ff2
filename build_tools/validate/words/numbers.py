"""Numbers in words: each is called from the ledger or recorded as a plain number, in each language by itself.

Numbers in addresses, anchors and list markers say nothing to readers and are left out.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from build_tools.models import FIGURE, PERIOD, RISK, Site
from build_tools.problems import Fault, Problem
from build_tools.validate.words.legal_texts import hours
from build_tools.validate.words.reading import ATTRIBUTES, AUTOLINK, TARGET, Piece, blanked, hidden, pieces, starts

_NUMBER = re.compile("[\\d²³¹¼-¾⁰-⁹₀-₉⅐-↉①-⒛]+")
_LIST_MARKER = re.compile(r"^([ ]*)(\d+)[.)][ ]", re.MULTILINE)
"""With a bracket it is no list in Markdown, which the rule for lists says."""

UNBOUND = Fault(
    "numbers.number_unbound",
    "has a number that is not bound; take it from the ledger with {{{{ figure(name) }}}} or {{{{ count(name) }}}}, "
    "or write the words around it, as they stand here, in the first lines under plain_numbers:",
)
_GONE = Fault(
    "numbers.plain_number_gone",
    "is not in the words any more, or has no number; delete it, or write the phrase exactly as it stands there",
)

Span = tuple[int, int]


def numbers_are_bound(site: Site) -> Iterator[Problem]:
    """No number stands in the words but figures and recorded phrases; one problem for each line.

    Of numbers of hours, ``periods`` says what is wrong.
    """
    for words in site.words.values():
        phrases = [phrase_pattern(phrase) for phrase in words.about.plain_numbers]
        for piece in pieces(words):
            yield from _unbound(piece, phrases)


def _unbound(piece: Piece, phrases: list[re.Pattern[str]]) -> Iterator[Problem]:
    text = readable(piece.text)
    spans = [match.span() for phrase in phrases for match in phrase.finditer(text)]
    left = blanked(text, [*spans, *_list_markers(text), *hours(text)])
    return piece.once_a_line(starts(_NUMBER, left), UNBOUND)


def plain_numbers_occur(site: Site) -> Iterator[Problem]:
    """Each recorded phrase has a number and still stands in the words."""
    for words in site.words.values():
        texts = [readable(piece.text) for piece in pieces(words)]
        for position, phrase in enumerate(words.about.plain_numbers):
            place = ("plain_numbers", position)
            if not _NUMBER.search(phrase) or not any(phrase_pattern(phrase).search(text) for text in texts):
                yield Problem(words.path, _GONE, place)


@lru_cache(maxsize=4096)
def readable(text: str) -> str:
    """Blank what readers do not read as text: calls of figures and periods, addresses, anchors."""
    for pattern, group in ((FIGURE, 0), (PERIOD, 0), (RISK, 0), (TARGET, 1), (AUTOLINK, 0), (ATTRIBUTES, 0)):
        text = hidden(text, pattern, group)
    return text


@lru_cache(maxsize=1024)
def phrase_pattern(phrase: str) -> re.Pattern[str]:
    """Match a phrase, across line ends too, but never as a part of a longer number."""
    first, *others = map(re.escape, phrase.split() or [""])
    # What may not stand before the phrase is asked after its first word: a pattern that begins with letters is fast.
    alone = rf"{first}(?<!\d{first})(?<!\d[.,]{first})"
    return re.compile(r"\s+".join([alone, *others]) + r"(?![.,]?\d)")


def _list_markers(text: str) -> Iterator[Span]:
    """Yield the markers of numbered lists; they count from 1, so no number hides at the start of a line."""
    last: dict[str, int] = {}
    for match in _LIST_MARKER.finditer(text):
        indent, number = match[1], int(match[2])
        if number == 1 or number == last.get(indent, 0) + 1:
            last[indent] = number
            yield match.span(2)
