"""Which stretches of a text the rules have to see: most sentences hold words of everyday alone, in which no rule can
find anything.

In: a text and a vocabulary. Out: stretches, each with what around it a rule may ask for. What is in doubt is shown.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from build_tools.personal_data.lists import pattern
from build_tools.personal_data.name_forms import is_nominative, is_title, is_word_by_shape, likeness
from build_tools.personal_data.normalise import MIXED
from build_tools.personal_data.number_words import is_number_word
from build_tools.personal_data.vocabulary import Vocabulary, common
from build_tools.personal_data.words import ABBREVIATIONS

Span = tuple[int, int]

_LETTERS = "A-Za-zА-Яа-яЁёӘәҒғҚқҢңӨөҮүҰұҺһІі"
_WORD = re.compile(rf"[{_LETTERS}]+(?:['’][{_LETTERS}]+)*")
_ODD = re.compile(
    rf"[^{_LETTERS} \u00a0\n.,;:!?…«»\"“”„'’()\-–—*]|[.:](?![ \u00a0\n.»\"”)*]|\Z)|(?<![{_LETTERS}])[{_LETTERS}]\.|"
    rf"(?<![{_LETTERS}])[{_LETTERS}][ \u00a0*-]{{1,3}}[{_LETTERS}][ \u00a0*-]{{1,3}}[{_LETTERS}](?![{_LETTERS}])|"
    rf"\([ \u00a0]?(?i:at|ат|dot|\.)|['’](?![{_LETTERS}])|--|"
    rf"\*(?:(?<=[{_LETTERS}]\*)\*{{0,2}}(?=[{_LETTERS}])|[^{_LETTERS} *])"
)
"""A digit, a sign of addresses, of code or of another script, a full stop, a colon or an emphasis within a word,
letters apart."""

_SENTENCE_ENDS = re.compile(r"\n|(?:(?<=[^\W\d_]{2})[!?][»”\")]?|(?<=[^\W\d_]{4})\.) (?=[«“\"(]?[A-ZА-ЯЁӘҒҚҢӨҮҰҺІ])")
"""As the rules see it that look at the sentence around a name or a day."""

_LETTERS_BEFORE = re.compile(r"[^\W\d_]{0,8}$")
_LONG_WORD, _REACH_OF_WORD = 5, 10
_CONTEXT = 80
"""So far around an odd sign, a word of birth and numbers in words a rule looks at most."""

_PLAIN, _TITLE, _CAPITAL, _CAPITAL_TITLE, _NUMBER, _HOUSE, _CALLS, _DOUBT = "ptcbnhxd"
_NUMBERS = re.compile("n.?n|hn")
_DOUBTS = re.compile("d|[tb][cb]")
_SHORT_SENTENCE = 3
_MINOR_WORD = 3
_MONTHS = frozenset(("May", "March", "MAY", "MARCH"))
"""Verbs in small letters."""


class Sentence(NamedTuple):
    """A sentence, or a line: one sign for each of its words, and whether it has an odd sign."""

    start: int
    end: int
    words: str
    odd: bool

    @property
    def needs_context(self) -> bool:
        """Whether rules may ask for what stands around it: an odd sign, a word that calls for them, or numbers in words
        that stand in a row or alone."""
        alone = _NUMBER in self.words and len(self.words) <= _SHORT_SENTENCE
        return self.odd or alone or _CALLS in self.words or bool(_NUMBERS.search(self.words))


class Memory(dict[str, str]):
    """What words are within a sentence, or where it begins, each judged once."""

    def __init__(self, vocabulary: Vocabulary, *, first: bool):
        super().__init__()
        self.vocabulary, self.first = vocabulary, first

    def __missing__(self, word: str) -> str:
        self[word] = _sign_of(self.vocabulary, word.replace("’", "'"), first=self.first)
        return self[word]


def _sign_of(vocabulary: Vocabulary, word: str, *, first: bool) -> str:
    """Return what a word is for the rules, by one sign."""
    if pattern("CALLS_FOR_RULES").search(word.lower()) or word in _MONTHS:
        return _CALLS
    is_plain = _is_plain_capital if word[0].isupper() else _is_plain_small
    if MIXED.search(word) or not is_plain(vocabulary, word, first=first):
        return _DOUBT
    if is_number_word(word):
        return _NUMBER
    if word.lower() in ("house", "number", "no", "дом", "дома", "дому", "доме", "домом"):
        return _HOUSE
    if word[0].isupper() and not first and len(word) > 1 and not vocabulary.has_term(word):
        return _CAPITAL_TITLE if is_title(word) else _CAPITAL
    return _TITLE if is_title(word) else _PLAIN


def _is_plain_small(vocabulary: Vocabulary, word: str, *, first: bool) -> bool:
    """Tell whether no rule takes a word in small letters for a name."""
    if len(word) <= _MINOR_WORD or vocabulary.holds(word):
        return True
    return not likeness(word) or vocabulary.is_ordinary(word) or vocabulary.has_term(word)


def _is_plain_capital(vocabulary: Vocabulary, word: str, *, first: bool) -> bool:
    """Tell whether no rule takes a word with a capital letter for a name, but for one after a title."""
    if len(word) == 1:
        return True
    if likeness(word) or (is_nominative(word) and not first) or not (word[1:].islower() or word.isupper()):
        return False
    if vocabulary.has_term(word) or vocabulary.is_ordinary(word) or (word.isupper() and len(word) <= _LONG_WORD):
        return True
    return first and (len(word) <= _MINOR_WORD or common().is_ordinary(word) or is_word_by_shape(word))


@lru_cache(maxsize=32)
def _memories(vocabulary: Vocabulary) -> tuple[Memory, Memory]:
    """Return what is known of words with which sentences begin, and of others."""
    return Memory(vocabulary, first=True), Memory(vocabulary, first=False)


def doubtful(text: str, vocabulary: Vocabulary) -> list[Span]:
    """Return the stretches of a text that rules have to see, in order; they do not overlap."""
    found = list[Span]()
    for start, end in _around_doubts(text, list(_sentences(text, vocabulary))):
        if found and start - found[-1][1] < _CONTEXT:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


def _sentences(text: str, vocabulary: Vocabulary) -> Iterator[Sentence]:
    """Yield the sentences and lines of a text with what their words are."""
    first, others = _memories(vocabulary)
    start = 0
    for end in _ends_of_sentences(text):
        words = _WORD.findall(text, start, end)
        signs = "".join(map(others.__getitem__, words[1:]))
        yield Sentence(start, end, (first[words[0]] if words else "") + signs, bool(_ODD.search(text, start, end)))
        start = end


def _ends_of_sentences(text: str) -> Iterator[int]:
    """Yield where lines and sentences end for certain: after no abbreviation, and no title, which a name may follow."""
    for found in _SENTENCE_ENDS.finditer(text):
        before = text[max(0, found.start() - _REACH_OF_WORD) : found.start()]
        if found[0] == "\n":
            before = before.removesuffix(" ").removesuffix(".") if before.rstrip(" ").endswith(".") else ""
        if _ends_sentence(before):
            yield found.end()
    yield len(text)


@lru_cache(maxsize=16384)
def _ends_sentence(before: str) -> bool:
    """Tell whether a sentence ends at a full stop after these letters, or after none."""
    last = _LETTERS_BEFORE.findall(before)[0]
    is_word = len(last) > 1 and last.lower() not in ABBREVIATIONS
    return not last or (is_word and (len(last) >= _LONG_WORD or not is_title(last)))


def _around_doubts(text: str, every: list[Sentence]) -> Iterator[Span]:
    """Yield the sentences in doubt: with what stands around them where a rule may ask for it or a line may break them,
    and as a whole line where that may be a heading."""
    goes_on = [bool(_NUMBERS.search(one.words[-2:] + other.words[:2])) for one, other in pairwise(every)]
    for one, before, after in zip(every, [False, *goes_on], [*goes_on, False], strict=True):
        in_context = one.needs_context or before or after
        if not in_context and not _DOUBTS.search(one.words):
            continue
        start, end = _around(text, one) if in_context or _breaks_line(text, one) else (one.start, one.end)
        yield (start, end) if _has_small_word(text[one.start : one.end]) else _lines_around(text, start, end)


def _breaks_line(text: str, one: Sentence) -> bool:
    """Tell whether a line begins or ends at a sentence, which may be the middle of one."""
    return text[one.start - 1 : one.start] == "\n" or text[one.end - 1 : one.end] == "\n"


def _around(text: str, one: Sentence) -> Span:
    """Return a sentence with what rules may look at around it, as whole words."""
    before, after = max(0, one.start - _CONTEXT), min(len(text), one.end + _CONTEXT)
    start, end = text.rfind(" ", 0, before) + 1, text.find(" ", after)
    return start, end if end >= 0 else len(text)


def _has_small_word(text: str) -> bool:
    """Tell whether a word of some length begins with a small letter, so that the line is no heading."""
    return any(word[0].islower() and len(word) > _MINOR_WORD for word in _WORD.findall(text))


def _lines_around(text: str, start: int, end: int) -> Span:
    """Return the lines that a stretch lies in."""
    after = text.find("\n", max(start, end - 1))
    return text.rfind("\n", 0, start) + 1, after if after >= 0 else len(text)
