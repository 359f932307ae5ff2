"""The answers of a release to one field, and what a set of lines makes of them.

In: the ladder and the person of each report. Out: numbers of reports and people by ladder, step and line.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from build_tools.ladders import Ladder, covering
from build_tools.models import LAST_STEP, NOT_STATED


@dataclass(frozen=True)
class Answers:
    """The ladder and the person of each report, how many people a line needs, and the order of the vocabulary."""

    given: Sequence[tuple[Ladder, str]]
    k: int
    order: Mapping[str, int]

    @cached_property
    def counts(self) -> Mapping[Ladder, int]:
        """The number of reports on each ladder."""
        return Counter(ladder for ladder, _ in self.given)

    @cached_property
    def persons(self) -> Mapping[Ladder, frozenset[str]]:
        """The people on each ladder."""
        found = defaultdict[Ladder, set[str]](set)
        for ladder, person in self.given:
            found[ladder].add(person)
        return {ladder: frozenset(people) for ladder, people in found.items()}

    @cached_property
    def on_several(self) -> frozenset[str]:
        """The people with reports on more than one ladder."""
        ladders = Counter(person for people in self.persons.values() for person in people)
        return frozenset(person for person, number in ladders.items() if number > 1)

    @cached_property
    def below(self) -> Mapping[str, set[str]]:
        """The people at or below each step."""
        found = defaultdict[str, set[str]](set)
        for ladder, people in self.persons.items():
            for step in ladder:
                found[step] |= people
        return found

    @cached_property
    def children(self) -> Mapping[Ladder, list[Ladder]]:
        """The ladders that are one step longer, by ladder, in the order of the vocabulary."""
        nodes = {ladder[start:] for ladder in self.counts for start in range(len(ladder))} - {(LAST_STEP,)}
        found = defaultdict[Ladder, list[Ladder]](list)
        for node in sorted(nodes, key=lambda node: [self.place(step) for step in reversed(node)]):
            found[node[1:]].append(node)
        return found

    @cached_property
    def climbing_apart(self) -> Mapping[str, int]:
        """The steps that climb to several others, such as a city of two divisions, and to how many."""
        nodes = Counter(node[0] for some in self.children.values() for node in some)
        return {step: number for step, number in nodes.items() if number > 1}

    @cached_property
    def worth(self) -> list[int]:
        """What a report is worth that is counted so many steps above its code: more than all of one step more."""
        longest = max(map(len, self.counts), default=1)
        return [(len(self.given) + 1) ** (longest - distance) for distance in range(longest)]

    def place(self, step: str) -> tuple[int, str]:
        """Return the place of a step in the order of the vocabulary."""
        return self.order.get(step, 0), step

    def lines_below(self, steps: Collection[str]) -> list[str]:
        """Return the steps at or below some that could have a line, in order."""
        below = {step for ladder in self.counts for place, step in enumerate(ladder) if {*ladder[place:]} & {*steps}}
        able = (step for step in below if len(self.below[step]) >= self.k and step != LAST_STEP)
        return sorted(able, key=self.place)

    def with_lines(self, lines: Collection[str]) -> "Choice":
        """Return what a set of lines makes of the answers; the last step counts the rest."""
        found = {step: list[Ladder]() for step in (*sorted(set(lines), key=self.place), LAST_STEP)}
        for ladder in sorted(self.counts):
            found[covering(ladder, lines)].append(ladder)
        return Choice({step: ladders for step, ladders in found.items() if ladders}, self)


@dataclass(frozen=True, slots=True)
class Choice:
    """A set of lines: which ladders each counts."""

    lines: Mapping[str, Sequence[Ladder]]
    answers: Answers

    @property
    def counts(self) -> dict[str, int]:
        """The number of reports in each line."""
        return {step: sum(self.answers.counts[one] for one in ladders) for step, ladders in self.lines.items()}

    def people(self, step: str) -> int:
        """Return the number of people in a line."""
        return len(frozenset[str]().union(*(self.answers.persons[ladder] for ladder in self.lines[step])))

    def codes_in(self, step: str) -> dict[str, int]:
        """Return the number of reports of each code that went into a line."""
        found = Counter[str]()
        for ladder in self.lines[step]:
            found[NOT_STATED if ladder == (LAST_STEP,) else ladder[0]] += self.answers.counts[ladder]
        return dict(found)
