"""The rules for plain texts: the rows of the table, the rules for names and numbers, and here those for telephone
numbers, names in networks, names with a number as people write a street, and the days and hours at which something was
done to one person. Other dates are legal.

In: a text made ready. Out: findings in the plain text.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import chain, islice
from typing import NamedTuple

from build_tools.personal_data.normalise import Span, is_in_clause_before, sentence_around
from build_tools.personal_data.numbers import long_numbers, masked, spelt_numbers
from build_tools.personal_data.persons import persons
from build_tools.personal_data.phones import number_spans
from build_tools.personal_data.reading import Reading
from build_tools.personal_data.table import Finding, Row, pattern, rows, words
from build_tools.personal_data.vocabulary import common
from build_tools.personal_data.word_forms import is_namesake, likeness

NAMES, NUMBERS = "(names)", "(numbers)"
"""Hints that stand for words which may be names, and for numbers in words."""

_LABEL_REACH, _MOST_AFTER_LABEL = 40, 12
_SAID_REACH, _THEN_REACH = 48, 40

_DENSE, _AROUND = re.compile(r"\d(?:\D{0,8}\d){6,}"), 8
"""Seven digits, which the shortest telephone number has, and so much around them, where no digit stands."""

_BEFORE_CODE = frozenset("`{($%[")
_AFTER_CODE = re.compile(r" ?[:=(]|\.[a-z]")
_JOINED_NAME = re.compile(r"(?<![\w/@.-])[A-Za-z][A-Za-z0-9]*+(?:_[A-Za-z0-9]++)+(?![\w/-])")
"""A name with low lines, as networks give them."""

_PART_OF_NAME, _SHORT_PART = re.compile(r"[^_\d]+"), 3
_ACCOUNT_REACH, _ACCOUNT_LEAST = 40, 4
_SIGN_OF_ACCOUNT = re.compile(r"[\d_.#]")
_NO_ACCOUNT = re.compile(r"[|/=$<>{}`\[\]#][^\0]{0,40}\0|\.(?:kz|com|org|net|ru|int|html?|md|yml|py)(?:#.*)?$")
"""Code between a network and a name, or what ends like a host or a file."""

_AFTER_WORD = re.compile(r"\d(?:(?<=[^\W\d_] .)|(?<=[^\W\d_], .))")


class Rule(NamedTuple):
    """What finds one kind of thing, and what calls for it.

    ``hints``: a beginning of words; so many digits in a row, as 000; a whole word, or no digits but these, with a full
    stop after it; a sign. Without hints, digits call: ``digits`` have to stand in the line. A rule of the ``whole``
    text looks over the ends of lines.
    """

    name: str
    find: Callable[[Reading, Span], Iterator[Finding]]
    hints: tuple[str, ...] = ()
    digits: int = 0
    whole: bool = False


def _found_by_row(row: Row, reading: Reading, line: Span) -> Iterator[Finding]:
    """Yield what one row finds in a line."""
    labels = (found.end() for found in row.label.finditer(reading.low, *line)) if row.label else ()
    near = [(end, min(line[1], end + _LABEL_REACH) + _MOST_AFTER_LABEL) for end in labels]
    # A text without letters that stand for digits is its own form with digits for them.
    for text in dict.fromkeys(getattr(reading, form) for form in row.forms):
        for stretch in near if row.label else [line]:
            for one in row.patterns:
                # After a label, the first match alone counts, near and in the same line.
                for match in islice(one.finditer(text, *stretch), 1 if row.label else None):
                    if _is_wanted(row, reading, match):
                        yield Finding(*match.span(match.lastgroup or 0), row.kind, row.severity)


def _is_wanted(row: Row, reading: Reading, match: re.Match[str]) -> bool:
    """Tell whether a match has around it what its row asks for, and is not what the row leaves out."""
    start, end = match.span()
    if row.but and row.but.fullmatch(match[match.lastgroup or 0]):
        return False
    if row.said and not is_in_clause_before(row.said, reading.low, start, _SAID_REACH):
        return False
    return not row.then or bool(row.then.match(reading.low, end, end + _THEN_REACH))


def _phones(reading: Reading, stretch: Span) -> Iterator[Finding]:
    """Yield telephone numbers, and what looks like one."""
    for dense in _DENSE.finditer(reading.figures, *stretch):
        start, end = max(0, dense.start() - _AROUND), dense.end() + _AROUND
        without = masked(pattern("NAMED"), reading.figures[start:end])
        spans = number_spans(without)
        yield from (Finding(start + first, start + last, "PHONE", "block") for first, last in spans)


def _joined_names(reading: Reading, line: Span) -> Iterator[Finding]:
    """Yield words set together by low lines, as networks give names, but for those that stand in code or are all of
    everyday and name nobody."""
    for joined in _JOINED_NAME.finditer(reading.text, *line):
        parts = [part for part in _PART_OF_NAME.findall(joined[0]) if len(part) >= _SHORT_PART]
        if _names_somebody(reading, parts) or not (
            _is_code(reading.text, joined) or all(_is_plain(reading, part) for part in parts)
        ):
            yield Finding(*joined.span(), "HANDLE", "block")


def _names_somebody(reading: Reading, parts: list[str]) -> bool:
    """Tell whether a part looks like a name and is no ordinary word, and no town after the first, as in the keys of
    ledgers: reports_semey."""
    towns = {part for part in parts[1:] if _is_town(reading, part)}
    named = (part for part in parts if part not in towns and likeness(part) not in ("", "word"))
    return not all(map(reading.vocabulary.is_ordinary, named))


def _is_plain(reading: Reading, part: str) -> bool:
    """Tell whether a part of a name of several is a word of everyday or of the vocabulary, or letters of a body."""
    return part.isupper() or reading.vocabulary.is_ordinary(part) or _is_town(reading, part)


def _is_town(reading: Reading, part: str) -> bool:
    """Tell whether a part is a term, or known as a town, although somebody may be called so too."""
    return reading.vocabulary.has_term(part) or is_namesake(part, alone=True)


def _is_code(text: str, joined: re.Match[str]) -> bool:
    """Tell whether a name is written as names in programs are: between their signs, or before what it is given."""
    return text[joined.start() - 1 : joined.start()] in _BEFORE_CODE or bool(_AFTER_CODE.match(text, joined.end()))


def _accounts(reading: Reading, line: Span) -> Iterator[Finding]:
    """Yield names of accounts beside the word for a network or an account: with a sign that no word has, or after what
    introduces them."""
    for network in pattern("NETWORK").finditer(reading.low, *line):
        end = min(network.end() + _ACCOUNT_REACH, line[1])
        for name in islice(pattern("ACCOUNT").finditer(reading.text, network.end(), end), 2):
            if _is_account(reading, network, reading.text[network.end() : name.start()], name[0]):
                yield Finding(*name.span(), "HANDLE", "block")


def _is_account(reading: Reading, network: re.Match[str], gap: str, name: str) -> bool:
    """Tell whether a word in Latin letters is the name of an account."""
    if _SIGN_OF_ACCOUNT.search(name):
        return not _NO_ACCOUNT.search(f"{gap}\0{name}")
    if not pattern("INTRODUCES_ACCOUNT").fullmatch(gap) or pattern("NETWORK").fullmatch(name.lower()):
        return False
    known = reading.vocabulary.is_ordinary(name) or common().is_ordinary(name) or reading.vocabulary.has_term(name)
    introduced = bool(network["network"] or gap.split())
    return len(name) >= _ACCOUNT_LEAST and introduced and (not known or ":" in gap or "=" in gap)


def _numbered_names(reading: Reading, line: Span) -> Iterator[Finding]:
    """Yield names with a number after them, as people write a street without its word: to be looked at."""
    for found in _AFTER_WORD.finditer(reading.text, *line):
        word = reading.word_before(found.start())
        if word is None or not word.capital or word.ordinary or word.shouted or len(word.text) == 1:
            continue
        is_street = not word.begins and not (word.approved and reading.vocabulary.has_term(word.text))
        number = pattern("SHORT_NUMBER").match(reading.low, word.end) if is_street else None
        number = number or pattern("WITH_A_FLAT").match(reading.low, word.end)
        if number:
            yield Finding(word.start, number.end(), "ADDRESS", "review")


def _moments(reading: Reading, line: Span) -> Iterator[Finding]:
    """Yield the days on which something was done to somebody: with the hour it stops a text, alone it is to be looked
    at. Days of laws, sittings and briefings are legal."""
    low, hours = reading.low, pattern("HOUR")
    days = (pattern(name).finditer(low, *line) for name in ("DAY_OF_A_YEAR", "ENGLISH_DAY_OF_A_YEAR"))
    for day in chain.from_iterable(days):
        start, end = sentence_around(low, *day.span())
        if pattern("DEED").search(low, start, end):
            hour = hours.search(low, start, day.start()) or hours.search(low, day.end(), end)
            yield Finding(*day.span(), "DATE", "block" if hour else "review")
            if hour:
                yield Finding(*hour.span(), "DATE", "block")


@cache
def every_rule() -> tuple[Rule, ...]:
    """Return the rules for plain texts."""
    of_plain_text = (row for row in rows() if "original" not in row.forms)
    return (
        Rule("names", persons, (NAMES,)),
        Rule("numbers", long_numbers, digits=9),
        Rule("spelt numbers", spelt_numbers, (NUMBERS,)),
        Rule("phones", _phones, digits=1, whole=True),
        Rule("joined names", _joined_names, ("_",)),
        Rule("accounts", _accounts, words("opens_account")),
        Rule("numbered names", _numbered_names, digits=1),
        Rule("moments", _moments, digits=1),
        *(Rule(row.name, partial(_found_by_row, row), row.hints, row.digits, row.whole) for row in of_plain_text),
    )
