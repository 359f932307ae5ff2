"""Rows of the tables of patterns: each is a rule by itself, which is left out or tried alone by its name.

In: a text made ready. Out: findings in the plain text.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from build_tools.personal_data.finding import Category, Finding, Severity
from build_tools.personal_data.lists import words
from build_tools.personal_data.reading import Reading


class Row(NamedTuple):
    """A pattern, and what it finds: its named group, or all of it. One of the ``hints``, which stand in small letters,
    has to be in the text first, or ``beside`` a digit; ``on`` says which form of the text is searched."""

    name: str
    category: Category
    severity: Severity
    hints: tuple[str, ...]
    pattern: re.Pattern[str]
    on: Literal["low", "text", "figures"] = "low"
    digits: bool = True
    """Whether the pattern wants a digit, and stays within a line."""

    beside: bool = False


def found_by(groups: Iterable[tuple[Row, ...]], reading: Reading, without: str = "") -> Iterator[Finding]:
    """Yield what the rows of some groups find, each of which is ``rows`` of the same hints, but for one row."""
    for group in groups:
        first = group[0]
        if (first.digits and not reading.digits) or not reading.mentions(first.hints, beside=first.beside):
            continue
        text = getattr(reading, first.on)
        for row in group:
            if row.name != without:
                found = reading.in_numbered(row.pattern, text) if row.digits else row.pattern.finditer(text)
                yield from (Finding(*one.span(one.lastgroup or 0), row.category, row.severity) for one in found)


def rows(
    name: str,
    hints: str,
    *patterns: str,
    category: Category,
    severity: Severity = "block",
    on: Literal["low", "text", "figures"] = "low",
    digits: bool = True,
    beside: bool = False,
) -> tuple[Row, ...]:
    """Return the rows of patterns that have their hints, parted by ``|``, in common; each has the name with its
    number."""
    named = ((f"{name} {number}", re.compile(one)) for number, one in enumerate(patterns, 1))
    found = words(hints, "|")
    return tuple(Row(one, category, severity, found, pattern, on, digits, beside) for one, pattern in named)
