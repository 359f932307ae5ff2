"""Dates of birth, and the days and hours at which something was done to one person. Other dates are legal.

In: a text made ready. Out: findings in the plain text.
"""

import re
from collections.abc import Iterator
from itertools import chain

from build_tools.personal_data.finding import Finding
from build_tools.personal_data.reading import Reading, Span
from build_tools.personal_data.table import pattern

_VERBS = frozenset(("may", "march"))
"""What in small letters is no month."""

_WORDS = re.compile(r"\S+")
_NEAR, _NEAR_IN_WORDS, _NEAR_WITH_A_COLON = 4, 6, 8
_BIRTH_REACH = 70
_SHORT_WORD_OF_BIRTH = re.compile(r"(?<![\w.])[bр]\.:? ?$", re.IGNORECASE)
"""What may stand for a word of birth right before a date alone."""

_SENTENCE_REACH = 90
_SENTENCE_ENDS = re.compile(r"[!?\n]|(?<=\w{4})[.;](?= )")


def births(reading: Reading, line: Span) -> Iterator[Finding]:
    """Yield dates of birth; a month in words alone is to be looked at."""
    for date in pattern("DATE").finditer(reading.figures, *line):
        if date[0] not in _VERBS and _is_of_birth(reading.figures, date):
            exact = any(map(str.isdigit, date[0]))
            yield Finding(*date.span(), "DOB", "block" if exact else "review")


def _is_of_birth(text: str, date: re.Match[str]) -> bool:
    """Tell whether a word of birth stands within a few words of a date, in the same line."""
    before = text[max(0, date.start() - _BIRTH_REACH) : date.start()].rpartition("\n")[2]
    after = text[date.end() : date.end() + _BIRTH_REACH].partition("\n")[0]
    near_before = _NEAR if any(map(str.isdigit, date[0])) else _NEAR_IN_WORDS
    near_before = _NEAR_WITH_A_COLON if before.rstrip().endswith(":") else near_before
    words_before, words_after = list(_WORDS.finditer(before))[-near_before:], list(_WORDS.finditer(after))[:_NEAR]
    near = [before[words_before[0].start() :]] if words_before else []
    near += [after[: words_after[-1].end()]] if words_after else []
    return bool(_SHORT_WORD_OF_BIRTH.search(before)) or any(map(pattern("BIRTH").search, near))


def moments(reading: Reading, line: Span) -> Iterator[Finding]:
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


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence around a stretch lies, as far as it is near."""
    before = [found.end() for found in _SENTENCE_ENDS.finditer(text, max(0, start - _SENTENCE_REACH), start)]
    after = _SENTENCE_ENDS.search(text, end, end + _SENTENCE_REACH)
    return before[-1] if before else max(0, start - _SENTENCE_REACH), after.start() if after else end + _SENTENCE_REACH
