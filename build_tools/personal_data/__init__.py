"""A text comes in; the places where it may hold personal data go out, with their kind and never with what is there.

Pure: no clock, no network, no file but the lists of this folder, each read once. `rules.py` has the rules.
Most lines hold words of everyday alone, in which no rule can find anything: each word is judged once, and calls
the rules that have to look at its line.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import cast
from unicodedata import combining, normalize

from build_tools.personal_data.normalise import CYRILLIC, STRANGE_SIGN, Span, decoded, line_around
from build_tools.personal_data.numbers import is_number_word
from build_tools.personal_data.reading import Reading, may_be_name
from build_tools.personal_data.rules import NAMES, NUMBERS, Rule, every_rule
from build_tools.personal_data.table import Category, Finding, Severity, lines, merged, rows
from build_tools.personal_data.vocabulary import Vocabulary, is_known, shipped

__all__ = ["Category", "Finding", "Severity", "Vocabulary", "find", "is_known", "shipped"]

_CAPITAL = "A-ZА-ЯЁӘҒҚҢӨҮҰҺІ"
_TOKEN = re.compile(
    rf"(?<![^\W\d_])[{_CAPITAL}][^\W\d_]{{0,3}}(?:-|\.{{2,3}})(?=[^\W\d_])|(?<![^\W\d_])[{_CAPITAL}][^\W\d_]?\.|"
    rf"[^\W\d_]+(?:'[^\W\d_]+)*|\d+|[^\w\s.,:;!?()'\"«»“”„*\[\]{{}}|#-]|_|"
    r"-(?=\d)|\.(?=[a-zа-я]|\d{3})|[(\[{](?=\s?(?:[.@]|(?i:at|ат|dot|собака|айқұлақ|точка|нүкте)\b))"
)
"""The beginning of a shortened surname, an initial, a word, a number, a sign that stands in no plain sentence: also one
within a word, and before a spelt sign of an address."""

_NEAR = 1000
"""Signs on either side of a line that calls a rule of many lines: more than any match of one has."""

_DIGIT = ("0",)
_BRACKETS = {"[": "(", "{": "("}
_BEGINNING, _MOST_DIGITS = 2, 14
"""Letters of the shortest hint that is the beginning of a word, and digits of the longest in a row."""

_NO_RULE = frozenset[Rule]()


class Calls(dict[str, frozenset[Rule]]):
    """By each word, number and sign of a text the rules that it calls."""

    def __init__(self, rules: Iterable[Rule], vocabulary: Vocabulary):
        super().__init__()
        self.vocabulary, self.hinted = vocabulary, defaultdict[str, set[Rule]](set)
        self.by_beginning = defaultdict[str, set[str]](set)
        for rule in rules:
            for hint in rule.hints or _DIGIT:
                self.hinted[hint].add(rule)
                self.by_beginning[hint[:_BEGINNING]].add(hint)

    def __missing__(self, token: str) -> frozenset[Rule]:
        """Return the rules that a token calls."""
        self[token] = _NO_RULE.union(*(self.hinted.get(hint, ()) for hint in self._hints_in(token)))
        return self[token]

    def _hints_in(self, token: str) -> list[str]:
        """Return what of a token may be a hint."""
        if token.isdecimal():
            digits = "0" * min(len(token), _MOST_DIGITS)
            return [f"{digits}.", *(digits[:length] for length in range(1, len(digits) + 1))]
        if not token[0].isalpha():
            return [_BRACKETS.get(token, token)]
        low, is_short = token.lower().rstrip("-."), not token[-1].isalpha()
        names = [NAMES] if is_short or may_be_name(token, self.vocabulary) else []
        numbers = [NUMBERS] if any(map(is_number_word, low.split("'"))) else []
        beginnings = filter(low.startswith, self.by_beginning.get(low[:_BEGINNING], ()))
        return [f"{low}.", *names, *numbers, *beginnings]

    def lines(self, reading: Reading) -> Iterator[tuple[Rule, Span]]:
        """Yield the rules that lines of a text call, and that have as many digits there as they want; those of many
        lines from near the first to near the last that calls them."""
        start, whole, texts = 0, dict[Rule, Span](), reading.text.split("\n")
        # Of data many lines are empty or alike.
        calling = {text: _NO_RULE.union(*map(self.__getitem__, _TOKEN.findall(text))) for text in dict.fromkeys(texts)}
        for text in texts:
            line = (start, start + len(text))
            if called := calling[text]:
                digits = reading.digits_in(line)
                for rule in (rule for rule in called if rule.digits <= digits):
                    if rule.whole:
                        whole[rule] = (whole.get(rule, line)[0], line[1])
                    else:
                        yield rule, line
            start = line[1] + 1
        yield from ((rule, (max(0, first - _NEAR), last + _NEAR)) for rule, (first, last) in whole.items())


@lru_cache(maxsize=32)
def calls_of(vocabulary: Vocabulary) -> Calls:
    """Return what calls the rules with a vocabulary."""
    return Calls(every_rule(), vocabulary)


_LETTER = r"[^\W\d_]"
_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_OTHER = f"{CYRILLIC}\u0370-\u03ff"
_LETTERS = re.compile(rf"{_LETTER}+")
_MIXED = re.compile(f"[{_LATIN}](?:(?=[{_OTHER}])|(?<=[{_OTHER}].))")
_NOT_LATIN = re.compile(f"[{_OTHER}]")
_APART = re.compile(
    rf"(?<!{_LETTER})[{_LATIN}](?:[ \u00a0]{{1,3}}[{_LATIN}]){{3,}}(?!{_LETTER})|"
    rf"(?<!{_LETTER})[{_OTHER}](?:[ \u00a0]{{1,3}}[{_OTHER}]){{3,}}(?!{_LETTER})|"
    rf"(?<!{_LETTER}){_LETTER}([-._*~|/]){_LETTER}(?:\1{_LETTER}){{3,}}(?!{_LETTER})|"
    rf"(?<!{_LETTER}){_LETTER}(?:[ \u00a0]{{2,3}}{_LETTER}){{3,}}(?!{_LETTER})"
)
"""A word whose letters stand apart."""

_PARTS = r"[-._*~|/ \u00a0]{1,3}"
_MAYBE_APART = re.compile(rf"[-._*~|/ \u00a0](?={_LETTER}{_PARTS}{_LETTER}{_PARTS}{_LETTER}(?!{_LETTER}))")
_ABOVE = re.compile("[\u0300-\u036f]")
_ACCENT = re.compile(f"{_LETTER}{_ABOVE.pattern}{{1,8}}")
_ROMAN = re.compile("[IVXLCІХС]+")
"""Roman figures, which laws often write with letters of both."""


def spellings(text: str) -> Iterator[Finding]:
    """Yield what hides something in a text: words of two alphabets, letters apart, accents that make no letter of their
    own, and what the rows of the table find."""
    yield from (Finding(*span, "HYGIENE", "block") for spans in HIDDEN_SPELLINGS for span in spans(text))
    is_strange = bool(STRANGE_SIGN.search(text))
    for row in (row for row in rows() if "original" in row.forms):
        if any(sign in text for sign in row.signs) if row.signs else is_strange:
            for pattern in row.patterns:
                yield from (Finding(*one.span(), row.kind, row.severity) for one in pattern.finditer(text))


def hidden_words(text: str) -> Iterator[Finding]:
    """Yield the words of two alphabets and those whose letters stand apart, as a reader takes a text."""
    yield from (Finding(*span, "HYGIENE", "block") for spans in HIDDEN_SPELLINGS[:2] for span in spans(text))


def _mixed_words(text: str) -> Iterator[Span]:
    """Yield the words of two alphabets that are no Roman figures."""
    if _NOT_LATIN.search(text) and _MIXED.search(text):
        words = (one for one in _LETTERS.finditer(text) if _MIXED.search(one[0]) and not _ROMAN.fullmatch(one[0]))
        yield from (word.span() for word in words)


def _letters_apart(text: str) -> Iterator[Span]:
    """Yield the words whose letters stand apart, which most lines are quickly known not to have."""
    end = 0
    while maybe := _MAYBE_APART.search(text, end):
        start, end = line_around(text, maybe.start())
        yield from (found.span() for found in _APART.finditer(text, start, end))


def _accents(text: str) -> Iterator[Span]:
    """Yield the letters with an accent that makes no letter of its own of them."""
    if _ABOVE.search(text):
        accents = (one for one in _ACCENT.finditer(text) if any(map(combining, normalize("NFC", one[0]))))
        yield from (found.span() for found in accents)


HIDDEN_SPELLINGS: list[Callable[[str], Iterator[Span]]] = [_mixed_words, _letters_apart, _accents]


def find(text: str, vocabulary: Vocabulary | None = None) -> list[Finding]:
    """Return what of a text may be personal, in order: as it is written, and with letters for the codes of programs.

    Without a vocabulary, that which the program ships with approves words.
    """
    approved = vocabulary or shipped()
    found, letters = list(_found_in(Reading(text, approved))), decoded(text)
    if letters.text != text:
        again = (one for one in _found_in(Reading(letters.text, approved)) if _is_in_words(letters.text, one))
        found += [one.at(*letters.origin(one.start, one.end)) for one in again]
    return merged(found) if found else found


def _found_in(reading: Reading) -> Iterator[Finding]:
    """Yield what all rules find in a text as it is written."""
    yield from spellings(reading.original)
    called = calls_of(reading.vocabulary).lines(reading)
    hidden = hidden_words(reading.text) if reading.text is not reading.original else ()
    found = chain(hidden, *(rule.find(reading, line) for rule, line in called))
    yield from (one.at(*reading.plain.origin(one.start, one.end)) for one in found)


def _is_in_words(text: str, one: Finding) -> bool:
    """Tell whether a finding in a text that was written in codes is one of words: programs list signs in codes too."""
    letters = sum(map(str.isalnum, text[one.start : one.end]))
    return one.category != "HYGIENE" and letters * 2 > one.end - one.start


_PARTS_OF_ITEM = re.compile(":(?! )")
"""What parts an item in the list of canaries, which is scanned as any other file."""


def canaries() -> Iterator[tuple[Category, str, Span]]:
    """Yield the kind, the text and the place of each invented item that has to be found with whatever vocabulary is in
    use, or it silences too much."""
    for line in lines("canaries"):
        category, _, sentence = _PARTS_OF_ITEM.sub("", line).partition(": ")
        before, item, after = re.split("[{}]", sentence)
        yield cast(Category, category), before + item + after, (len(before), len(before + item))


@lru_cache(maxsize=16)
def missed(vocabulary: Vocabulary) -> tuple[Category, ...]:
    """Return the kinds of the canaries that are not found."""
    kinds = dict[Category, None]()
    for category, text, (start, end) in canaries():
        same = (one for one in find(text, vocabulary) if one.category == category)
        if not any(one.start < end and start < one.end for one in same):
            kinds[category] = None
    return tuple(kinds)
