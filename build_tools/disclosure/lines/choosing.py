"""Which steps of a field get a line, and which reports each counts.

In: the ladders and the person of each report, and a judge of lines. Out: lines, each as far down as people are enough;
where a rule refuses some, fewer, so that most reports stay at their own code. Knows no ledger.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from build_tools.ladders import Ladder
from build_tools.models import LAST_STEP, NOT_STATED

_MOST_SETS = 400
"""So many sets of lines are looked at for one field, and no more."""

_MOST_STEPS = 10
"""More than any ladder has."""


class _Answer(NamedTuple):
    """An answer of a report on its way up: its ladder, how many steps it has climbed, and the place of the report in
    the list of all."""

    ladder: Ladder
    climbed: int
    report: int

    @property
    def code(self) -> str:
        """The code of the report."""
        return NOT_STATED if self.ladder == (LAST_STEP,) else self.ladder[0]


@dataclass(frozen=True)
class FieldLines:
    """The lines of a field: by step the answers that each counts, and the person of each report."""

    answers: Mapping[str, Sequence[_Answer]]
    persons: Sequence[str]

    @cached_property
    def counts(self) -> dict[str, int]:
        """The number of reports in each line: of one that has several of its codes, one."""
        return {step: len({one.report for one in some}) for step, some in self.answers.items()}

    @cached_property
    def worth(self) -> tuple[int, ...]:
        """How many answers are counted at their own code, one step above it, and so on."""
        found = Counter(one.climbed for some in self.answers.values() for one in some)
        return tuple(found[distance] for distance in range(_MOST_STEPS))

    def people(self, step: str) -> int:
        """Return the number of people in a line."""
        return len({self.persons[one.report] for one in self.answers[step]})

    def codes_in(self, step: str) -> dict[str, int]:
        """Return the number of reports of each code that went into a line."""
        return dict(Counter(one.code for one in self.answers[step]))

    def below(self, steps: Collection[str]) -> list[str]:
        """Return the steps at or below some that have a line, but for the last."""
        wanted = {*steps}
        found = (
            (step, {on_way for one in some for on_way in one.ladder[one.climbed :]})
            for step, some in self.answers.items()
        )
        return [step for step, ways in found if ways & wanted and step != LAST_STEP]


_Given = Sequence[tuple[Collection[Ladder], str]]
"""The ladders of the codes of each report, and its person."""

_Judge = Callable[[FieldLines], Iterable[Collection[str]]]
"""Yields for each rule that lines break the steps whose lines break it."""

_Ranked = tuple[list[int], list[str], list[str], frozenset[str], FieldLines]


def best_lines(given: _Given, k: int, judge: _Judge, is_of_several: bool) -> FieldLines | None:
    """Return lines of at least ``k`` people that break no rule, or nothing where there are none. Lines that break one
    are followed by those without one at or below the steps that break it, what keeps most at its own code first; others
    by those without one that keep more. In a field of several answers the codes of a line that is refused are in no
    other, and a rest has none."""
    ahead, seen = [_ranked(_climbed(given, k, (), is_of_several), frozenset())], {frozenset[str]()}
    for _ in range(_MOST_SETS):
        if not ahead:
            return None
        one = heapq.heappop(ahead)
        *_, refused, lines = one
        ways = [lines.below(steps) for steps in judge(lines)]
        without = {refused | {step} for step in min(ways, key=len, default=lines.below([LAST_STEP]))} - seen
        others = [_ranked(_climbed(given, k, more, is_of_several), more) for more in without]
        if not ways:
            others = [other for other in others if other[0] < one[0]]
            if not others:
                return lines
            heapq.heappush(ahead, one)
        for other in others:
            seen.add(other[3])
            heapq.heappush(ahead, other)
    return None


def _ranked(lines: FieldLines, refused: frozenset[str]) -> _Ranked:
    """Return lines so that those that are worth more come first, and of equal ones always the same."""
    return [-number for number in lines.worth], sorted(lines.counts), sorted(refused), refused, lines


def _climbed(given: _Given, k: int, refused: Collection[str], is_of_several: bool) -> FieldLines:
    """Return a line at each step at which ``k`` people without a finer one are, the steps furthest down first."""
    persons, lines = [person for _, person in given], dict[str, Sequence[_Answer]]()
    waiting = defaultdict[str, list[_Answer]](list)
    for report, (ladders, _) in enumerate(given):
        for ladder in sorted(ladders):
            waiting[ladder[0]].append(_Answer(ladder, 0, report))
    for step in _upwards(ladder for ladders, _ in given for ladder in ladders):
        is_enough = len({persons[one.report] for one in waiting[step]}) >= k
        if is_enough and step not in refused:
            lines[step] = waiting[step]
        elif not (is_enough and is_of_several):
            for one in waiting[step]:
                waiting[one.ladder[one.climbed + 1]].append(one._replace(climbed=one.climbed + 1))
    if waiting[LAST_STEP] and not is_of_several:
        lines[LAST_STEP] = waiting[LAST_STEP]
    return FieldLines(lines, persons)


def _upwards(ladders: Iterable[Ladder]) -> list[str]:
    """Return the steps of ladders, each before those above it, without the last."""
    above = dict[str, int]()
    for ladder in ladders:
        for place, step in enumerate(ladder[:-1]):
            above[step] = max(above.get(step, 0), len(ladder) - place)
    return sorted(above, key=lambda step: (-above[step], step))
