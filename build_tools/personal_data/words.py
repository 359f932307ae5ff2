"""The words of a text: where each stands, how it is written, whether a sentence may begin with it, whether the
vocabulary approves it.

In: a plain text and a vocabulary. Out: its words in order.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from build_tools.personal_data.lists import words
from build_tools.personal_data.vocabulary import Vocabulary

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
BEGINS = re.compile(
    r"(?:\n[^\w\n]*(?:\d{1,3}[.)]? ?)?[^\w\n]*|[.!?][\"'»”)\]*_`]* +[«\"'“(\[*_`-]*|\| *[*_`]*|[.!?][^\S\n]*\n\W*)$"
)
LOOK_BACK = 24
LAST_WORD = re.compile(r"(?<![^\W\d_])([^\W\d_]++)\. ?[«\"'“(]?$")
DOTTED = frozenset(
    words(
        "г гор ул пр ст т им mr mrs ms dr prof no art обл пос с п пп стр см ред тов гр қ ш м мкр д кв мл стар "
        "подполк полк кап"
    )
)
"""Words after whose full stop a sentence goes on."""

ROMAN = re.compile(r"[IVXLC]+")


class Word(NamedTuple):
    """A word; ``approved`` is a term of the vocabulary, ``ordinary`` a word of everyday, asked of capitals alone."""

    text: str
    start: int
    end: int
    capital: bool
    begins: bool = False
    approved: bool = False
    ordinary: bool = False
    exact: bool = False

    @property
    def shouted(self) -> bool:
        """Whether it is written in capitals alone, as names of bodies are."""
        return len(self.text) > 1 and self.text.isupper()


def words_of(text: str, vocabulary: Vocabulary) -> tuple[Word, ...]:
    """Return the words of a text."""
    found = [(match[0], match.start(), match.end()) for match in WORD.finditer(text)]
    covered = covered_by_phrases([word for word, _, _ in found], vocabulary)
    return tuple(
        capitalised(text, word, start, end, number in covered, vocabulary)
        if word[0].isupper()
        # Most words are these, and by its fields each would take twice as long.
        else Word._make((word, start, end, False, False, number in covered, False, False))
        for number, (word, start, end) in enumerate(found)
    )


def covered_by_phrases(words: Sequence[str], vocabulary: Vocabulary) -> set[int]:
    """Return the numbers of the words that are parts of terms of several words."""
    covered: set[int] = set()
    for number, word in enumerate(words):
        if word[0].isupper() and number not in covered:
            ends = vocabulary.phrase_at(words, number)
            covered.update(range(ends[0], ends[1] + 1) if ends else ())
    return covered


def capitalised(text: str, word: str, start: int, end: int, covered: bool, vocabulary: Vocabulary) -> Word:
    """Return a word with a capital letter, and what is known of it."""
    approved = covered or vocabulary.has_term(word)
    ordinary, exact = vocabulary.is_ordinary(word), covered or vocabulary.holds(word)
    return Word(word, start, end, True, begins_sentence(text, start), approved, ordinary, exact)


def begins_sentence(text: str, place: int) -> bool:
    """Tell whether a sentence, a line or a cell of a table may begin at a place."""
    if text[place - 2 : place].rstrip(" ").isalpha():
        return False
    before = ("\n" if place <= LOOK_BACK else "") + text[max(0, place - LOOK_BACK) : place]
    if not BEGINS.search(before):
        return False
    last = LAST_WORD.search(before) if "." in before else None
    return not (last and (len(last[1]) == 1 or last[1].lower() in DOTTED))


def headings_of(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Yield the lines, by where they begin and end, that are headings with a capital at each word that counts."""
    starts = [word.start for word in words]
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        of_line = words[bisect_left(starts, start) : bisect_left(starts, end)]
        inside = [word for word in of_line if len(word.text) > MINOR]
        known = [word for word in inside if word.capital and (word.ordinary or word.approved)]
        if len(inside) >= 2 and all(word.capital for word in inside) and len(known) * 2 >= len(inside):
            yield start, end
        start = end + 1


MINOR = 3
