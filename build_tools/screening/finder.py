"""What looks through a text: the rules of `personal_data`, with the vocabulary that is approved."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate

from build_tools.personal_data import Finding

Finder = Callable[[str], list[Finding]]


def said_once(found: list[Finding]) -> Iterator[Finding]:
    """Yield the findings without those long numbers that are found as something more exact as well."""
    exact = [one for one in found if one.category != "NUMBER"]
    for one in found:
        if one.category != "NUMBER" or not any(one.start < other.end and other.start < one.end for other in exact):
            yield one


BETWEEN_LINES = "\n|\n"
"""What keeps two lines from being read as one."""


def lines_with_findings(lines: Iterable[str], look: Finder) -> set[str]:
    """Return the lines, each read by itself, in which something is found."""
    lines = [*lines]
    starts = list(accumulate((len(line) + len(BETWEEN_LINES) for line in lines), initial=0))
    places = (place for one in look(BETWEEN_LINES.join(lines)) for place in (one.start, one.end - 1))
    return {lines[bisect_right(starts, place) - 1] for place in places}
