"""Whether a text may hold personal data: `find` says where and of what kind, never what.

Pure: no clock, no network, no file but the lists of this folder, each read once. A rule is a row of the table of
patterns, or a generator here.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache, partial
from typing import NamedTuple, cast

from build_tools.personal_data import contacts, numbers
from build_tools.personal_data.calls import NAMES, NUMBERS, Calls, Rule, found_by_row
from build_tools.personal_data.finding import HARD, Category, Finding, Severity, merged
from build_tools.personal_data.persons import persons
from build_tools.personal_data.reading import Reading
from build_tools.personal_data.spelling import decoded, spellings
from build_tools.personal_data.table import hints, lines, rows
from build_tools.personal_data.vocabulary import Vocabulary, is_known, shipped

_BRACES = re.compile(r"[{}]")


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules for plain texts."""
    of_plain_text = (row for row in rows() if "original" not in row.forms)
    return (
        Rule("names", persons, [NAMES]),
        Rule("numbers", numbers.long_numbers, digits=9),
        Rule("spelt numbers", numbers.spelt_numbers, [NUMBERS]),
        Rule("phones", contacts.phones, digits=1, whole=True),
        Rule("joined names", contacts.joined_names, hints("joined")),
        Rule("accounts", contacts.accounts, hints("accounts")),
        Rule("numbered names", contacts.numbered_names, digits=1),
        Rule("moments", contacts.moments, digits=1),
        *(Rule(row.name, partial(found_by_row, row), row.hints, row.digits, row.whole) for row in of_plain_text),
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
    for rule, line in calls_of(reading.vocabulary).lines(reading):
        yield from (one.at(*reading.plain.origin(one.start, one.end)) for one in rule.find(reading, line))


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


__all__ = ["HARD", "Category", "Finding", "Severity", "Vocabulary", "find", "is_known", "shipped"]
