"""Questions to two fields that nothing public speaks of together: within a segment any two answers may meet.

In: the questions of each field. Out: leaks. So many reports of a segment with n have both answers: at least a + b − n,
at most the smaller; a program adds that up only where no two examples answer differently.
"""

import itertools
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from benchmarks.attacker.answers import Answer, Group, Leak
from benchmarks.attacker.asking import Questions
from benchmarks.attacker.solver import Program, Row
from benchmarks.attacker.worlds import Kind, Segment

Counts = Sequence[dict[Segment, int]]
Kinds = frozenset[Kind]


class Loose:
    """All questions of two fields."""

    def __init__(self, one: Questions, other: Questions) -> None:
        self.both, self.k, self.groups = (one, other), one.k, one.groups
        self.whole = one.counts(frozenset(one.worlds.kinds[0]))
        self.known: dict[tuple[int, Kinds], Counts] = {}

    def leaks(self) -> tuple[int, set[Leak]]:
        """Return how many questions there are, and the leaks."""
        asked = self.asked()
        return len(asked), {leak for group, chosen in asked for leak in self.of(group, chosen)}

    def asked(self) -> list[tuple[Group, tuple[Answer, Answer]]]:
        """Return each group with each two answers."""
        one, other = (own.answers[0] for own in self.both)
        return [*itertools.product(self.groups, itertools.product(one, other))]

    def room(self, group: Group, chosen: tuple[Answer, Answer]) -> int | None:
        """Return how much a small count can still vary in examples, more where it is never small; nothing for 0."""
        high = max(self.seen(group, (chosen[0].perhaps, chosen[1].perhaps), at_most))
        low = max(1, min(self.seen(group, (chosen[0].sure, chosen[1].sure), at_least)))
        return high - low + max(0, low - self.k + 1) if high else None

    def of(self, group: Group, chosen: tuple[Answer, Answer]) -> Iterator[Leak]:
        """Yield what follows from one question."""
        if group.story not in ("", "-"):
            return
        if count := self.exact(group, chosen):
            yield Leak("exact", str(group), tuple(one.name for one in chosen), count)
        for known, said in ((0, 1), (1, 0)):
            if self.follows(group, chosen, known, said):
                yield Leak("person", str(group), (chosen[known].name, f"so {chosen[said].name}"), 1)

    def counts(self, place: int, kinds: Kinds) -> Counts:
        """Return by example how many reports of each segment have one of these answers to a field."""
        if (place, kinds) not in self.known:
            self.known[place, kinds] = self.both[place].counts(kinds)
        return self.known[place, kinds]

    def seen(self, group: Group, kinds: tuple[Kinds, Kinds], joined: Callable[[int, int, int], int]) -> Iterator[int]:
        """Yield how many reports of a group have both answers in some worlds; the cells of a segment meet at an end."""
        ways = itertools.product(zip(self.counts(0, kinds[0]), self.whole, strict=True), self.counts(1, kinds[1]))
        for (one, whole), other in ways:
            yield sum(joined(one[own], other[own], whole[own]) for own in self.groups[group])

    def exact(self, group: Group, chosen: tuple[Answer, Answer]) -> int:
        """Return the count that follows, where it is below k; otherwise 0."""
        sure, perhaps = (chosen[0].sure, chosen[1].sure), (chosen[0].perhaps, chosen[1].perhaps)
        high = 0
        for count in self.seen(group, perhaps, at_most):
            high = max(high, count)
            if high >= self.k:
                return 0
        low = min(self.seen(group, sure, at_least))
        if low != high or not low or self.bound(group, sure, 1) != low:
            return 0
        return low if self.bound(group, perhaps, -1) == low else 0

    def follows(self, group: Group, chosen: tuple[Answer, Answer], known: int, said: int) -> bool:
        """Whether everybody with one answer has the other one, which not everybody of the group has."""
        lacking = frozenset(self.both[said].worlds.kinds[0]) - chosen[said].sure
        kinds = (chosen[known].perhaps, lacking) if known == 0 else (lacking, chosen[known].perhaps)
        if any(self.seen(group, kinds, at_most)) or not lacking:
            return False
        rest, having = (
            self.both[place].columns(group, self.both[place].cells((own,)))
            for place, own in ((said, lacking), (known, kinds[known]))
        )
        if self.both[said].never(rest) or self.both[known].never(having):
            return False
        return self.bound(group, kinds, -1) == 0

    def bound(self, group: Group, kinds: tuple[Kinds, Kinds], sign: int) -> int:
        """Return the smallest (1) or largest (−1) number of reports with both answers."""
        first, second = (one.worlds for one in self.both)
        shift, start = len(first.columns), len(first.columns) + len(second.columns)
        own, rows = self.groups[group], [*self.rows]
        for place, segment in enumerate(own):
            rows += self.meeting(segment, kinds, start + place, shift, sign)
        program = Program(start + len(own), rows, first.most)
        met = range(start, start + len(own))
        return program.smallest(met) if sign == 1 else program.largest(met)

    @cached_property
    def rows(self) -> Sequence[Row]:
        """What holds the columns of each field, and that both count the same reports."""
        first, second = (one.worlds for one in self.both)
        shift = len(first.columns)
        rows = [*first.rows(), *(moved(row, shift) for row in second.rows())]
        for segment in first.segments:
            one, other = first.places[segment].values(), (shift + column for column in second.places[segment].values())
            rows.append(({**dict.fromkeys(one, 1), **dict.fromkeys(other, -1)}, 0, 0))
        return rows

    def meeting(
        self, segment: Segment, kinds: tuple[Kinds, Kinds], column: int, shift: int, sign: int
    ) -> Iterator[Row]:
        """Yield what holds the column of those of a segment who have both answers."""
        first, second = (one.worlds for one in self.both)
        one = {number: 1 for cell, number in first.places[segment].items() if cell[0] in kinds[0]}
        other = {shift + number: 1 for cell, number in second.places[segment].items() if cell[0] in kinds[1]}
        if sign == -1:
            yield from (({column: -1, **some}, 0, first.most) for some in (one, other))
            return
        lacking = {number: 1 for cell, number in first.places[segment].items() if cell[0] not in kinds[0]}
        yield {column: 1, **lacking, **dict.fromkeys(other, -1)}, 0, 2 * first.most


def moved(row: Row, shift: int) -> Row:
    """Return a row whose columns stand after others."""
    return {column + shift: times for column, times in row[0].items()}, row[1], row[2]


def at_least(one: int, other: int, whole: int) -> int:
    """Return how many of a whole have both answers, at least."""
    return max(0, one + other - whole)


def at_most(one: int, other: int, whole: int) -> int:
    """Return how many of a whole have both answers, at most."""
    return min(one, other, whole)
