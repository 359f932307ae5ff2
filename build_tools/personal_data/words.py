"""The words of a text: where each stands, how it is written, whether a sentence may begin with it, whether the
vocabulary approves it.

In: a plain text and a vocabulary. Out: its words in order.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from build_tools.personal_data import name_forms
from build_tools.personal_data.vocabulary import Vocabulary, common

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_BEGINS = re.compile(
    r"(?:\n[^\w\n]*(?:\d{1,3}[.)]? ?)?[^\w\n]*|[.!?][\"'»”)\]*_`]* +[«\"'“(\[*_`-]*|\| *[*_`]*|[.!?][^\S\n]*\n\W*)$"
)
_LOOK_BACK = 24
_LAST_WORD = re.compile(r"(?<![^\W\d_])([^\W\d_]++)\. ?[«\"'“(]?$")
ABBREVIATIONS = (
    *("г", "гор", "ул", "пр", "ст", "т", "им", "обл", "пос", "с", "п", "пп", "стр", "см", "ред", "тов", "гр", "қ", "ш"),
    *("м", "мкр", "д", "кв", "мл", "стар", "подполк", "полк", "кап", "mr", "mrs", "ms", "dr", "prof", "no", "art"),
)
"""Words after whose full stop a sentence goes on."""

_MINOR_WORD = 3


class Word(NamedTuple):
    """A word; ``covered`` as a part of an approved term of several words."""

    text: str
    start: int
    end: int
    capital: bool
    begins: bool
    covered: bool
    vocabulary: Vocabulary

    @property
    def shouted(self) -> bool:
        """Whether it is written in capitals alone, as names of bodies are."""
        return len(self.text) > 1 and self.text.isupper()

    @property
    def approved(self) -> bool:
        """Whether it is a proper noun of the vocabulary, which has a capital letter."""
        return self.covered or (self.capital and self.vocabulary.has_term(self.text))

    @property
    def ordinary(self) -> bool:
        """Whether a word with a capital letter is a word of everyday."""
        return self.capital and self.vocabulary.is_ordinary(self.text)

    @property
    def exact(self) -> bool:
        """Whether a word with a capital letter stands in the vocabulary as it is written."""
        return self.covered or (self.capital and self.vocabulary.holds(self.text))

    @property
    def known(self) -> bool:
        """Whether it is a word of the vocabulary, whatever its first letter."""
        return self.vocabulary.is_ordinary(self.text) or self.vocabulary.has_term(self.text)

    @property
    def common(self) -> bool:
        """Whether it is one of the words of everyday with which a sentence may begin."""
        return common().is_ordinary(self.text)

    @property
    def likeness(self) -> name_forms.Likeness:
        """What it looks like by itself."""
        return name_forms.likeness(self.text)

    @property
    def nominative(self) -> bool:
        """Whether it is a name of the list as it stands there."""
        return name_forms.is_nominative(self.text)


def words_of(text: str, vocabulary: Vocabulary) -> tuple[Word, ...]:
    """Return the words of a text."""
    found = list(_WORD.finditer(text))
    covered = _covered_by_phrases([match[0] for match in found], vocabulary)
    return tuple(
        Word(word[0], word.start(), word.end(), capital, begins, number in covered, vocabulary)
        for number, word in enumerate(found)
        for capital in (word[0][0].isupper(),)
        for begins in (capital and begins_sentence(text, word.start()),)
    )


def _covered_by_phrases(words: Sequence[str], vocabulary: Vocabulary) -> set[int]:
    """Return the numbers of the words that are parts of terms of several words."""
    covered: set[int] = set()
    for number, word in enumerate(words):
        if word[0].isupper() and number not in covered:
            covered.update(vocabulary.phrase_at(words, number))
    return covered


def begins_sentence(text: str, place: int) -> bool:
    """Tell whether a sentence, a line or a cell of a table may begin at a place."""
    if text[place - 2 : place].rstrip(" ").isalpha():
        return False
    before = ("\n" if place <= _LOOK_BACK else "") + text[max(0, place - _LOOK_BACK) : place]
    if not _BEGINS.search(before):
        return False
    last = _LAST_WORD.search(before) if "." in before else None
    return not (last and (len(last[1]) == 1 or last[1].lower() in ABBREVIATIONS))


def headings_of(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Yield the lines, by where they begin and end, that are headings with a capital at each word that counts."""
    starts = [word.start for word in words]
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        of_line = words[bisect_left(starts, start) : bisect_left(starts, end)]
        inside = [word for word in of_line if len(word.text) > _MINOR_WORD]
        known = [word for word in inside if word.capital and (word.ordinary or word.approved)]
        if len(inside) >= 2 and all(word.capital for word in inside) and len(known) * 2 >= len(inside):
            yield start, end
        start = end + 1
