"""The lines of a text, and which of them are new.

In: texts. Out: lines, by their numbers or their places. Judges nothing.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import groupby

from build_tools.personal_data import Finding

Span = tuple[int, int]

_BREAK = re.compile("\r\n|\r|\n")


def with_plain_ends(text: str) -> str:
    """Return a text of the same lines, which end as Python writes them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


class Lines:
    """The lines of a text, whatever ends them, and which of them are new."""

    def __init__(self, text: str):
        ends = [0, *(found.end() for found in _BREAK.finditer(text))]
        self.starts, self.size = ends, len(text)
        self.lines = [line.rstrip() for line in _BREAK.split(text)]

    def at(self, place: int) -> tuple[int, int]:
        """Return the line and the column of a place, from 1."""
        number = self._number(place)
        return number + 1, place - self.starts[number] + 1

    def touched(self, one: Finding) -> list[str]:
        """Return the lines that a finding touches."""
        return self.lines[self._number(one.start) : self._number(one.end - 1) + 1]

    def around_new(self, olds: "Sequence[Lines]", reach: int) -> list[Span]:
        """Return the stretches around lines that no other text has, with so many lines before and after them."""
        known = {line for old in olds for line in old.lines}
        new = [number for number, line in enumerate(self.lines) if line not in known]
        near = sorted({beside for number in new for beside in range(number - reach, number + reach + 1)})
        inside = [number for number in near if 0 <= number < len(self.lines)]
        runs = (list(run) for _, run in groupby(enumerate(inside), lambda pair: pair[1] - pair[0]))
        starts = [*self.starts, self.size]
        return [(starts[run[0][1]], starts[run[-1][1] + 1]) for run in runs]

    def _number(self, place: int) -> int:
        return bisect_right(self.starts, place) - 1

    def hold(self, lines: list[str]) -> bool:
        """Whether these lines stand here, one after the other."""
        size = len(lines)
        return any(self.lines[number : number + size] == lines for number in self._numbers.get(lines[0], ()))

    @cached_property
    def _numbers(self) -> dict[str, list[int]]:
        numbers: dict[str, list[int]] = {}
        for number, line in enumerate(self.lines):
            numbers.setdefault(line, []).append(number)
        return numbers
