"""The rows of the table of patterns, each of which is a rule by itself; the head of `data/patterns.toml` explains them.

In: a text made ready. Out: findings in one of its forms.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from build_tools.personal_data.finding import Category, Finding, Severity
from build_tools.personal_data.lists import compiled, table
from build_tools.personal_data.reading import Form, Reading, is_in_clause_before

_LABEL_REACH, _MOST_AFTER_LABEL = 40, 12
_SAID_REACH, _THEN_REACH = 48, 40

Place = tuple[Form, bool]
"""A form of a text, and whether all of its lines are searched."""


class Row(NamedTuple):
    """Patterns, the kind of what they find, and what has to stand in the text and around a match."""

    name: str
    category: Category
    severity: Severity
    hints: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]
    label: re.Pattern[str] | None
    said: re.Pattern[str] | None
    then: re.Pattern[str] | None
    but: re.Pattern[str] | None

    @property
    def named(self) -> Iterator[tuple[str, re.Pattern[str]]]:
        """Each pattern, which is a rule by itself, with its name."""
        return ((f"{self.name} {number}", pattern) for number, pattern in enumerate(self.patterns, 1))


@cache
def rows() -> Mapping[Place, list[Row]]:
    """Return the rows by where they search."""
    found = defaultdict[Place, list[Row]](list)
    for entry in table()["rows"]:
        around = [compiled(entry[key]) if key in entry else None for key in ("label", "said", "then", "but")]
        severity, hints = entry.get("severity", "block"), entry.get("hints", "").replace("\n", "").split("|")
        patterns = tuple(map(compiled, entry["patterns"]))
        row = Row(entry["name"], entry["kind"], severity, tuple(hints), patterns, *around)
        for form in entry.get("forms", ["low"]):
            found[form, entry.get("lines") == "all"].append(row)
    return found


def found_by_rows(reading: Reading, without: str = "", *, in_original: bool = False) -> Iterator[Finding]:
    """Yield what the rows find in the plain text, or in the original, but for the pattern of a name."""
    for (form, in_every_line), some in rows().items():
        if (form == "original") == in_original:
            text = reading.form(form)
            stretches = [(0, len(text))] if in_every_line else reading.lines_with_digits
            for row in some if stretches else ():
                if any(map(reading.spaced.__contains__, row.hints)):
                    yield from found_by_row(row, reading, text, stretches, without)


def found_by_row(
    row: Row, reading: Reading, text: str, stretches: list[tuple[int, int]], without: str
) -> Iterator[Finding]:
    """Yield what one row finds in some stretches of a form of the text."""
    stretches = list(_after_labels(row.label, reading.low, text)) if row.label else stretches
    for pattern in (pattern for name, pattern in row.named if name != without):
        for start, end in stretches:
            for match in pattern.finditer(text, start, end):
                if _is_wanted(row, reading, match):
                    yield Finding(*match.span(match.lastgroup or 0), row.category, row.severity)
                if row.label:
                    break


def _after_labels(label: re.Pattern[str], low: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where the first match after each label has to lie: near, in the same line."""
    for found in label.finditer(low):
        line = text.find("\n", found.end(), found.end() + _LABEL_REACH)
        yield found.end(), (line if line >= 0 else found.end() + _LABEL_REACH) + _MOST_AFTER_LABEL


def _is_wanted(row: Row, reading: Reading, match: re.Match[str]) -> bool:
    """Tell whether a match has around it what its row asks for, and is not what the row leaves out."""
    start, end = match.span()
    if row.but and row.but.fullmatch(match[0]):
        return False
    if row.said and not is_in_clause_before(row.said, reading.low, start, _SAID_REACH):
        return False
    return not row.then or bool(row.then.match(reading.low, end, end + _THEN_REACH))
