"""The words of a text: where each stands, how it is written, whether a sentence may begin with it, whether the
vocabulary approves it.

In: a plain text, its words and a vocabulary. Out: what is asked of a word, found out when it is asked.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from build_tools.personal_data import name_forms
from build_tools.personal_data.vocabulary import Vocabulary, common

WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_BEGINS = re.compile(
    r"(?:\n[^\w\n]*(?:\d{1,3}[.)]? ?)?[^\w\n]*|[.!?][\"'»”)\]*_`]* +[«\"'“(\[*_`-]*|\| *[*_`]*|[.!?][^\S\n]*\n\W*)$"
)
_LOOK_BACK, _SMALL_NAME = 24, 4
_LAST_WORD = re.compile(r"(?<![^\W\d_])([^\W\d_]++)\. ?[«\"'“(]?$")
ABBREVIATIONS = (
    *("г", "гор", "ул", "пр", "ст", "т", "им", "обл", "пос", "с", "п", "пп", "стр", "см", "ред", "тов", "гр", "қ", "ш"),
    *("м", "мкр", "д", "кв", "мл", "стар", "подполк", "полк", "кап", "mr", "mrs", "ms", "dr", "prof", "no", "art"),
)
"""Words after whose full stop a sentence goes on."""


@dataclass(frozen=True)
class Word:
    """A word: how it is written and whether with a capital letter, its number among the words of its text, and where
    it begins."""

    text: str
    capital: bool
    number: int
    start: int
    whole_text: str
    words: Sequence[str]
    vocabulary: Vocabulary

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)

    @cached_property
    def begins(self) -> bool:
        """Whether it has a capital letter that a sentence, a line or a cell may begin with."""
        return self.capital and begins_sentence(self.whole_text, self.start)

    @cached_property
    def covered(self) -> bool:
        """Whether it is part of an approved term of several words, which has a capital letter."""
        term = self.vocabulary.phrase_at(self.words, self.number)
        return any(self.words[number][0].isupper() for number in term)

    @property
    def shouted(self) -> bool:
        """Whether it is written in capitals alone, as names of bodies are."""
        return len(self.text) > 1 and self.text.isupper()

    @cached_property
    def approved(self) -> bool:
        """Whether it is a proper noun of the vocabulary, which has a capital letter."""
        return (self.capital and self.vocabulary.has_term(self.text)) or self.covered

    @property
    def ordinary(self) -> bool:
        """Whether a word with a capital letter is a word of everyday."""
        return self.capital and self.vocabulary.is_ordinary(self.text)

    @property
    def exact(self) -> bool:
        """Whether a word with a capital letter stands in the vocabulary as it is written."""
        return (self.capital and self.vocabulary.holds(self.text)) or self.covered

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


def begins_sentence(text: str, place: int) -> bool:
    """Tell whether a sentence, a line or a cell of a table may begin at a place."""
    if text[place - 2 : place].rstrip(" ").isalpha():
        return False
    before = ("\n" if place <= _LOOK_BACK else "") + text[max(0, place - _LOOK_BACK) : place]
    if not _BEGINS.search(before):
        return False
    last = _LAST_WORD.search(before) if "." in before else None
    return not (last and (len(last[1]) == 1 or last[1].lower() in ABBREVIATIONS))


@lru_cache(maxsize=65536)
def may_be_name(word: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a rule may take a word for a name, whatever stands around it."""
    if not word[0].isupper():
        return len(word) >= _SMALL_NAME and bool(name_forms.likeness(word)) and not _is_known(word, vocabulary)
    if len(word) == 1:
        return False
    if not (word[1:].islower() or word.isupper()) or not _is_known(word, vocabulary):
        return True
    return bool(name_forms.likeness(word)) or name_forms.is_nominative(word) or name_forms.is_surname_too(word)


def _is_known(word: str, vocabulary: Vocabulary) -> bool:
    return vocabulary.is_ordinary(word) or vocabulary.has_term(word)
