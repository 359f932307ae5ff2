"""Which rules have to look at a line: most lines hold words of everyday alone, in which no rule can find anything; and
what the rows of the table of patterns find, whose head explains them.

In: a text and the hints of the rules. Out: lines with the rules that their words, numbers and signs call, each word
judged once; findings in the plain text.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from itertools import islice
from operator import or_
from typing import NamedTuple

from build_tools.personal_data.finding import Finding
from build_tools.personal_data.numbers import is_number_word
from build_tools.personal_data.reading import Reading, may_be_name
from build_tools.personal_data.sentences import Span, is_in_clause_before
from build_tools.personal_data.table import Row
from build_tools.personal_data.vocabulary import Vocabulary

_CAPITAL = "A-ZА-ЯЁӘҒҚҢӨҮҰҺІ"
_TOKEN = re.compile(
    rf"[{_CAPITAL}]\. ?(?=[{_CAPITAL}]\.)|[^\W\d_]+(?:'[^\W\d_]+)*|\d+|[^\w\s.,:;!?()'\"«»“”„*\[\]{{}}|#-]|_|"
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
        bits |= self.hints[NUMBERS] if any(map(is_number_word, word.split("'"))) else 0
        return bits | (self.hints[NAMES] if may_be_name(word, self.vocabulary) else 0)

    def lines(self, reading: Reading) -> Iterator[tuple[Rule, Span]]:
        """Yield the rules that lines of a text call, and that have as many digits there as they want; those of whole
        texts once."""
        start, whole = 0, dict[Rule, Span]()
        for text in reading.text.split("\n"):
            line = (start, start + len(text))
            bits = reduce(or_, map(self.__getitem__, _TOKEN.findall(text)), 0)
            digits = reading.digits_in(line) if bits else 0
            for rule in self._rules_of(bits):
                if rule.digits <= digits and rule.whole:
                    whole[rule] = (0, len(reading.text))
                elif rule.digits <= digits:
                    yield rule, line
            start = line[1] + 1
        yield from whole.items()

    def _rules_of(self, bits: int) -> Iterator[Rule]:
        """Yield the rules of some bits."""
        while bits:
            last = bits & -bits
            yield self.rules[last.bit_length() - 1]
            bits ^= last


def found_by_row(row: Row, reading: Reading, line: Span) -> Iterator[Finding]:
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
