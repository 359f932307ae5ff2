"""Whether a text may hold personal data: `find` says where and of what kind, never what.

Pure: no clock, no network, no file but the lists of this folder, each read once. A rule is a row of the table of
patterns, or a generator named here. Most lines hold words of everyday alone, in which no rule can find anything: each
word is judged once, and calls the rules that have to look at its line.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache, partial
from itertools import chain, islice
from typing import NamedTuple, cast

from build_tools.personal_data import contacts, numbers
from build_tools.personal_data.normalise import Span, is_in_clause_before
from build_tools.personal_data.numbers import is_number_word
from build_tools.personal_data.persons import persons
from build_tools.personal_data.reading import Reading, may_be_name
from build_tools.personal_data.spelling import decoded, hidden_words, spellings
from build_tools.personal_data.table import Category, Finding, Row, Severity, lines, merged, rows, words
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
    hints: tuple[str, ...] = ()
    digits: int = 0
    whole: bool = False


_NO_RULE = frozenset[Rule]()


class Calls(dict[str, frozenset[Rule]]):
    """By each word, number and sign of a text the rules that it calls."""

    def __init__(self, rules: Iterable[Rule], vocabulary: Vocabulary):
        super().__init__()
        self.vocabulary, self.hinted = vocabulary, defaultdict[str, set[Rule]](set)
        for rule in rules:
            for hint in rule.hints or _DIGIT:
                self.hinted[hint].add(rule)

    def __missing__(self, token: str) -> frozenset[Rule]:
        """Return the rules that a token calls."""
        self[token] = _NO_RULE.union(*(self.hinted.get(hint, ()) for hint in self._hints_in(token)))
        return self[token]

    def _hints_in(self, token: str) -> Iterator[str]:
        """Yield what of a token may be a hint."""
        if token.isdecimal():
            yield from ("0" * length for length in range(1, min(len(token), _LONGEST_HINT) + 1))
        elif not token[0].isalpha():
            yield _BRACKETS.get(token, token)
        elif "." in token or may_be_name(token, self.vocabulary):
            yield NAMES
        if token[0].isalpha():
            low = token.lower()
            yield from (f"{low}.", *(low[:length] for length in range(2, min(len(low), _LONGEST_HINT) + 1)))
            yield from [_NUMBERS] if any(map(is_number_word, low.split("'"))) else ()

    def lines(self, reading: Reading) -> Iterator[tuple[Rule, Span]]:
        """Yield the rules that lines of a text call, and that have as many digits there as they want; those of many
        lines from near the first to near the last that calls them."""
        start, whole = 0, dict[Rule, Span]()
        for text in reading.text.split("\n"):
            line = (start, start + len(text))
            if called := _NO_RULE.union(*map(self.__getitem__, _TOKEN.findall(text))):
                digits = reading.digits_in(line)
                of_line = [rule for rule in called if rule.digits <= digits]
                whole |= {rule: (whole.get(rule, line)[0], line[1]) for rule in of_line if rule.whole}
                yield from ((rule, line) for rule in of_line if not rule.whole)
            start = line[1] + 1
        yield from ((rule, (max(0, first - _NEAR), last + _NEAR)) for rule, (first, last) in whole.items())


def _found_by_row(row: Row, reading: Reading, line: Span) -> Iterator[Finding]:
    """Yield what one row finds in a line."""
    stretches = list(_after_labels(row.label, reading, line)) if row.label else [line]
    for text in map(reading.form, row.forms):
        for stretch in stretches:
            for pattern in row.patterns:
                # After a label, the first match alone counts.
                for match in islice(pattern.finditer(text, *stretch), 1 if row.label else None):
                    if _is_wanted(row, reading, match):
                        yield Finding(*match.span(match.lastgroup or 0), row.kind, row.severity)


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
        Rule("names", persons, (NAMES,)),
        Rule("numbers", numbers.long_numbers, digits=9),
        Rule("spelt numbers", numbers.spelt_numbers, (_NUMBERS,)),
        Rule("phones", contacts.phones, digits=1, whole=True),
        Rule("joined names", contacts.joined_names, ("_",)),
        Rule("accounts", contacts.accounts, words("opens_account")),
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


def canaries() -> Iterator[tuple[Category, str, Span]]:
    """Yield the kind, the text and the place of each invented item that has to be found with whatever vocabulary is in
    use, or it silences too much."""
    for line in lines("canaries"):
        category, _, sentence = line.partition(": ")
        before, item, after = _BRACES.split(sentence)
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
