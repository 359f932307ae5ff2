"""Whether a text may hold personal data: `find` says where and of what kind, never what.

Pure: no clock, no network, no file but the lists of this folder, each read once. A rule is a row of the table of
patterns, or a generator named here. Most lines hold words of everyday alone, in which no rule can find anything: each
word is judged once, and calls the rules that have to look at its line.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache, partial, reduce
from itertools import chain, islice
from operator import or_
from typing import NamedTuple, cast

from build_tools.personal_data import contacts, numbers
from build_tools.personal_data.normalise import Span, is_in_clause_before
from build_tools.personal_data.numbers import is_number_word
from build_tools.personal_data.persons import persons
from build_tools.personal_data.reading import Reading, may_be_name
from build_tools.personal_data.spelling import decoded, hidden_words, spellings
from build_tools.personal_data.table import Category, Finding, Row, Severity, hints, lines, merged, rows
from build_tools.personal_data.vocabulary import Vocabulary, is_known, shipped

__all__ = ["Category", "Finding", "Severity", "Vocabulary", "find", "is_known", "shipped"]

_CAPITAL = "A-ZА-ЯЁӘҒҚҢӨҮҰҺІ"
_TOKEN = re.compile(
    rf"[{_CAPITAL}]\. ?(?=[{_CAPITAL}]\.)|[^\W\d_]+(?:'[^\W\d_]+)*|\d+|[^\w\s.,:;!?()'\"«»“”„*\[\]{{}}|#-]|_|"
    r"-(?=\d)|\.(?=[a-zа-я]|\d{3})|[(\[{](?=\s?(?:[.@]|(?i:at|ат|dot|собака|айқұлақ|точка|нүкте)\b))"
)
"""Initials side by side, a word, a number, a sign that stands in no plain sentence: also one within a word, and before
a spelt sign of an address."""

_NEAR = 1000
"""Signs on either side of a line that calls a rule of many lines: more than any match of one has."""

_LABEL_REACH, _MOST_AFTER_LABEL = 40, 12
_SAID_REACH, _THEN_REACH = 48, 40

_DIGIT = ("0",)
_BRACKETS = {"[": "(", "{": "("}
_LONGEST_HINT = 14
NAMES, _NUMBERS = "(names)", "(numbers)"
"""Hints that stand for words which may be names, and for numbers in words."""


class Rule(NamedTuple):
    """What finds one kind of thing, and what calls for it.

    ``hints``: a beginning of words; a whole word, with a full stop after it; so many digits in a row, as 000; a sign.
    Without hints, digits call: ``digits`` have to stand in the line. A rule of the ``whole`` text
    looks over the ends of lines.
    """

    name: str
    find: Callable[[Reading, Span], Iterator[Finding]]
    hints: Sequence[str] = ()
    digits: int = 0
    whole: bool = False


class Calls(dict[str, int]):
    """By each word, number and sign of a text the rules that it calls, one bit for each."""

    def __init__(self, rules: Sequence[Rule], vocabulary: Vocabulary):
        super().__init__()
        self.rules, self.vocabulary = rules, vocabulary
        self.hints = defaultdict[str, int](int)
        for number, rule in enumerate(rules):
            for hint in rule.hints or _DIGIT:
                self.hints[hint] |= 1 << number
        self.beginnings = {hint[:2] for hint in self.hints}

    def __missing__(self, token: str) -> int:
        """Return the rules that a token calls."""
        if token.isdecimal():
            bits = self._called_by("0" * length for length in range(1, min(len(token), _LONGEST_HINT) + 1))
        elif token[0].isalpha():
            bits = self.hints[NAMES] if "." in token else self._by_word(token)
        else:
            bits = self.hints.get(_BRACKETS.get(token, token), 0)
        self[token] = bits
        return bits

    def _called_by(self, hints: Iterable[str]) -> int:
        """Return the rules that any of some hints calls."""
        return reduce(or_, (self.hints.get(hint, 0) for hint in hints), 0)

    def _by_word(self, word: str) -> int:
        low = word.lower()
        longest = min(len(low), _LONGEST_HINT) if low[:2] in self.beginnings else 0
        bits = self._called_by([f"{low}.", *(low[:length] for length in range(2, longest + 1))])
        bits |= self.hints[_NUMBERS] if any(map(is_number_word, word.split("'"))) else 0
        return bits | (self.hints[NAMES] if may_be_name(word, self.vocabulary) else 0)

    def lines(self, reading: Reading) -> Iterator[tuple[Rule, Span]]:
        """Yield the rules that lines of a text call, and that have as many digits there as they want; those of many
        lines with all that is near those that call them."""
        start, near = 0, defaultdict[Rule, list[Span]](list)
        for text in reading.text.split("\n"):
            line = (start, start + len(text))
            bits = reduce(or_, map(self.__getitem__, _TOKEN.findall(text)), 0)
            digits = reading.digits_in(line) if bits else 0
            for rule in self._rules_of(bits):
                if rule.digits <= digits and rule.whole:
                    near[rule].append((max(0, line[0] - _NEAR), line[1] + _NEAR))
                elif rule.digits <= digits:
                    yield rule, line
            start = line[1] + 1
        yield from ((rule, stretch) for rule, stretches in near.items() for stretch in _joined(stretches))

    def _rules_of(self, bits: int) -> Iterator[Rule]:
        """Yield the rules of some bits."""
        while bits:
            last = bits & -bits
            yield self.rules[last.bit_length() - 1]
            bits ^= last


def _joined(stretches: Iterable[Span]) -> list[Span]:
    """Return stretches, which come in order, of which no two overlap."""
    joined = list[Span]()
    for start, end in stretches:
        first = joined.pop()[0] if joined and start <= joined[-1][1] else start
        joined.append((first, end))
    return joined


def _found_by_row(row: Row, reading: Reading, line: Span) -> Iterator[Finding]:
    """Yield what one row finds in a line."""
    stretches = list(_after_labels(row.label, reading, line)) if row.label else [line]
    for text in map(reading.form, row.forms):
        for stretch in stretches:
            for pattern in row.patterns:
                # After a label, the first match alone counts.
                for match in islice(pattern.finditer(text, *stretch), 1 if row.label else None):
                    if _is_wanted(row, reading, match):
                        yield Finding(*match.span(match.lastgroup or 0), row.category, row.severity)


def _after_labels(label: re.Pattern[str], reading: Reading, line: Span) -> Iterator[Span]:
    """Yield where the first match after each label has to lie: near, in the same line."""
    for found in label.finditer(reading.low, *line):
        yield found.end(), min(line[1], found.end() + _LABEL_REACH) + _MOST_AFTER_LABEL


def _is_wanted(row: Row, reading: Reading, match: re.Match[str]) -> bool:
    """Tell whether a match has around it what its row asks for, and is not what the row leaves out."""
    start, end = match.span()
    if row.but and row.but.fullmatch(match[match.lastgroup or 0]):
        return False
    if row.said and not is_in_clause_before(row.said, reading.low, start, _SAID_REACH):
        return False
    return not row.then or bool(row.then.match(reading.low, end, end + _THEN_REACH))


_BRACES = re.compile(r"[{}]")


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules for plain texts."""
    of_plain_text = (row for row in rows() if "original" not in row.forms)
    return (
        Rule("names", persons, [NAMES]),
        Rule("numbers", numbers.long_numbers, digits=9),
        Rule("spelt numbers", numbers.spelt_numbers, [_NUMBERS]),
        Rule("phones", contacts.phones, digits=1, whole=True),
        Rule("joined names", contacts.joined_names, hints("joined")),
        Rule("accounts", contacts.accounts, hints("accounts")),
        Rule("numbered names", contacts.numbered_names, digits=1),
        Rule("moments", contacts.moments, digits=1),
        *(Rule(row.name, partial(_found_by_row, row), row.hints, row.digits, row.whole) for row in of_plain_text),
    )


@lru_cache(maxsize=32)
def calls_of(vocabulary: Vocabulary) -> Calls:
    """Return what calls the rules with a vocabulary."""
    return Calls(rules(), vocabulary)


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
    found = chain(hidden_words(reading.text), *(rule.find(reading, line) for rule, line in called))
    yield from (one.at(*reading.plain.origin(one.start, one.end)) for one in found)


def _is_in_words(text: str, one: Finding) -> bool:
    """Tell whether a finding in a text that was written in codes is one of words: programs list signs in codes too."""
    letters = sum(map(str.isalnum, text[one.start : one.end]))
    return one.category != "HYGIENE" and letters * 2 > one.end - one.start


class Canary(NamedTuple):
    """An invented item that has to be found with whatever vocabulary is in use, or it silences too much: its kind, the
    text that it stands in, and where."""

    category: Category
    text: str
    span: tuple[int, int]


def canaries() -> Iterator[Canary]:
    """Yield each canary."""
    for line in lines("canaries"):
        category, _, sentence = line.partition(": ")
        before, item, after = _BRACES.split(sentence)
        yield Canary(cast(Category, category), before + item + after, (len(before), len(before + item)))


def missed(vocabulary: Vocabulary) -> list[Category]:
    """Return the kinds of the canaries that are not found, one for each."""
    return [canary.category for canary in canaries() if not _is_found(canary, vocabulary)]


def _is_found(canary: Canary, vocabulary: Vocabulary) -> bool:
    """Tell whether a canary is found with its kind."""
    (start, end), found = canary.span, find(canary.text, vocabulary)
    return any(one.category == canary.category and one.start < end and start < one.end for one in found)
