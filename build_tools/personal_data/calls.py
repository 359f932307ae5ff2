"""Which rules have to look at a line: most lines hold words of everyday alone, in which no rule can find anything; and
what the rows of the table of patterns find, whose head explains them.

In: a text and the hints of the rules. Out: lines with the rules that their words, numbers and signs call, each word
judged once; findings in the plain text.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

from build_tools.personal_data.finding import Finding
from build_tools.personal_data.number_words import is_number_word
from build_tools.personal_data.reading import Reading, Span, is_in_clause_before
from build_tools.personal_data.table import Row
from build_tools.personal_data.vocabulary import Vocabulary
from build_tools.personal_data.words import may_be_name

_CAPITAL = "A-ZА-ЯЁӘҒҚҢӨҮҰҺІ"
_TOKEN = re.compile(
    rf"[{_CAPITAL}]\. ?(?=[{_CAPITAL}]\.)|[^\W\d_]+(?:'[^\W\d_]+)*|\d+|[^\w\s.,;:!?()'\"«»“”„*\[\]{{}}|#-]|_|"
    r"-(?=\d)|\.(?=[a-zа-я]|\d{3})|[(\[{](?=\s?(?:[.@]|(?i:at|ат|dot|собака|айқұлақ|точка|нүкте)\b))"
)
"""Initials side by side, a word, a number, a sign that stands in no plain sentence: also one within a word, and before
a spelt sign of an address."""

_LABEL_REACH, _MOST_AFTER_LABEL = 40, 12
_SAID_REACH, _THEN_REACH = 48, 40

_DIGIT = ("0",)
_BRACKETS = {"[": "(", "{": "("}
_LONGEST_HINT = 14
NAMES, NUMBERS = "(names)", "(numbers)"
"""Hints that stand for words which may be names, and for numbers in words."""


class Rule(NamedTuple):
    """What finds one kind of thing, and what calls for it.

    ``hints``: a beginning of words; a whole word, with a full stop after it; so many digits in a row, as 000; a sign.
    Without hints, digits call: ``digits`` have to stand in the line. A rule of the ``whole`` text is asked once.
    """

    name: str
    find: Callable[[Reading, Span], Iterator[Finding]]
    hints: Sequence[str] = ()
    digits: int = 0
    whole: bool = False


class Calls(dict[str, int]):
    """By each word, number and sign of a text the rules that it calls, one bit for each; and the lines of a text."""

    def __init__(self, rules: Sequence[Rule], vocabulary: Vocabulary):
        super().__init__()
        self.rules, self.vocabulary = rules, vocabulary
        self.called = dict[int, tuple[Rule, ...]]()
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
        bits |= self.hints[NUMBERS] if any(map(is_number_word, word.split("'"))) else 0
        return bits | (self.hints[NAMES] if may_be_name(word, self.vocabulary) else 0)

    def lines(self, text: str) -> Iterator[tuple[Span, tuple[Rule, ...]]]:
        """Yield the lines of a text that call any rule, with the rules."""
        start = 0
        for line in text.split("\n"):
            bits = 0
            for token in _TOKEN.findall(line):
                bits |= self[token]
            if bits:
                yield (start, start + len(line)), self._rules_of(bits)
            start += len(line) + 1

    def _rules_of(self, bits: int) -> tuple[Rule, ...]:
        """Return the rules of some bits."""
        if bits not in self.called:
            self.called[bits] = tuple(rule for number, rule in enumerate(self.rules) if bits >> number & 1)
        return self.called[bits]


def found_by_row(row: Row, reading: Reading, line: Span) -> Iterator[Finding]:
    """Yield what one row finds in a line."""
    stretches = list(_after_labels(row.label, reading, line)) if row.label else [line]
    patterns = [pattern for name, pattern in row.named if name != reading.without]
    for text in map(reading.form, row.forms):
        for start, end in stretches:
            for pattern in patterns:
                yield from _found_by(pattern, row, reading, (text, start, end))


def _found_by(pattern: re.Pattern[str], row: Row, reading: Reading, where: tuple[str, int, int]) -> Iterator[Finding]:
    """Yield what a pattern of a row finds in a stretch of a form of the text; after a label, the first match alone."""
    for match in pattern.finditer(*where):
        if _is_wanted(row, reading, match):
            yield Finding(*match.span(match.lastgroup or 0), row.category, row.severity)
        if row.label:
            break


def _after_labels(label: re.Pattern[str], reading: Reading, line: Span) -> Iterator[Span]:
    """Yield where the first match after each label has to lie: near, in the same line."""
    for found in label.finditer(reading.low, *line):
        yield found.end(), min(line[1], found.end() + _LABEL_REACH) + _MOST_AFTER_LABEL


def _is_wanted(row: Row, reading: Reading, match: re.Match[str]) -> bool:
    """Tell whether a match has around it what its row asks for, and is not what the row leaves out."""
    start, end = match.span()
    if row.but and row.but.fullmatch(match[0]):
        return False
    if row.said and not is_in_clause_before(row.said, reading.low, start, _SAID_REACH):
        return False
    return not row.then or bool(row.then.match(reading.low, end, end + _THEN_REACH))
