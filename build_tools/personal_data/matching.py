"""What the rows of the table of patterns find; the head of `data/patterns.toml` explains them.

In: a row, a text made ready and a stretch of it. Out: findings in the plain text.
"""

import re
from collections.abc import Iterator

from build_tools.personal_data.finding import Finding
from build_tools.personal_data.reading import Reading, Span, is_in_clause_before
from build_tools.personal_data.table import Row

_LABEL_REACH, _MOST_AFTER_LABEL = 40, 12
_SAID_REACH, _THEN_REACH = 48, 40


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
