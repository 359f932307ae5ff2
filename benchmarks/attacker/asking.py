"""Questions to the worlds of one field, or of two that something public speaks of together.

In: worlds. Out: how many questions there are, and the leaks. A question that two examples answer differently is open
and costs no further program.
"""

import itertools
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from typing import Protocol

from benchmarks.attacker.answers import Answer, Group, Leak, answers, groups
from benchmarks.attacker.ladders import SEVERAL
from benchmarks.attacker.solver import Impossible
from benchmarks.attacker.worlds import Kind, Segment, Worlds

EXAMPLES = 8


class Asked(Protocol):
    """Something that questions can be put to."""

    def leaks(self) -> tuple[int, set[Leak]]:
        """Return how many questions there are, and the leaks."""


class Questions:
    """All questions of some fields to the worlds of one meaning; there are no examples where no register agrees."""

    def __init__(self, worlds: Worlds) -> None:
        self.worlds, self.k = worlds, worlds.public.k
        self.groups = {group: tuple(filter(group.has, worlds.segments)) for group in groups(worlds.public)}
        self.answers = [answers(worlds, place) for place in range(len(worlds.fields))]
        try:
            self.examples = worlds.program.examples(EXAMPLES)
        except Impossible:
            self.examples = []

    def leaks(self) -> tuple[int, set[Leak]]:
        """Return how many questions there are, and the leaks."""
        asked = [*itertools.product(self.groups, itertools.product(*self.answers))]
        within = (
            [*itertools.product(self.groups, itertools.permutations(self.answers[0], 2))] if self.is_several else []
        )
        found = {leak for group, chosen in asked for leak in self.of(group, chosen)}
        found |= {leak for group, both in within for leak in self.of_persons(group, both, [(0, 0)])}
        return len(asked) + len(within), found

    @property
    def is_several(self) -> bool:
        """Whether this is one field in which a report may have several codes, so that one may follow from another."""
        return len(self.worlds.fields) == 1 and self.worlds.fields[0] in SEVERAL

    def of(self, group: Group, chosen: tuple[Answer, ...]) -> Iterator[Leak]:
        """Yield what follows of a group."""
        if group.story in ("", "-"):
            kinds = tuple(one.sure for one in chosen), tuple(one.perhaps for one in chosen)
            if count := self.exact(*(self.columns(group, self.cells(own)) for own in kinds)):
                yield Leak("exact", str(group), tuple(one.name for one in chosen), count)
        if len(chosen) == 1:
            yield from self.of_all(group, chosen[0])
        elif set(self.worlds.fields) != {"place", "period"}:
            yield from self.of_persons(group, chosen, [(0, 1), (1, 0)])

    def of_persons(self, group: Group, chosen: tuple[Answer, ...], ways: Sequence[tuple[int, int]]) -> Iterator[Leak]:
        """Yield that everybody with one answer has another; a way says of which fields the one and the other are."""
        for known, said in ways if group.story in ("", "-") else ():
            one, other = (chosen[0], chosen[1]) if known <= said else (chosen[1], chosen[0])
            if self.follows(group, known, said, one, other):
                yield Leak("person", str(group), (one.name, f"so {other.name}"), 1)

    def of_all(self, group: Group, answer: Answer) -> Iterator[Leak]:
        """Yield what follows of a story's person, or of nearly everybody."""
        if group.story not in ("", "-"):
            if self.follows_of_story(group, answer):
                yield Leak("story", str(group), (answer.name,), 1)
        elif answer.close and not answer.beside and self.is_of_everybody(group, answer):
            yield Leak("everybody", str(group), (answer.name,), self.k)

    @cached_property
    def possible(self) -> set[tuple[Kind, ...]]:
        """Every answer that there is."""
        return {cell for _, cell in self.worlds.columns}

    def cells(self, kinds: tuple[Collection[Kind], ...]) -> list[tuple[Kind, ...]]:
        """Return the answers of these kinds."""
        return [cell for cell in itertools.product(*kinds) if cell in self.possible]

    def columns(self, group: Group, cells: Collection[tuple[Kind, ...]]) -> list[int]:
        """Return the columns of a group with these answers."""
        places = (self.worlds.places[segment] for segment in self.groups[group])
        return [own[cell] for own in places for cell in cells if cell in own]

    def lacking(self, group: Group, place: int, answer: Answer) -> list[int]:
        """Return the columns of a group that may lack an answer."""
        cells = [cell for cell in self.possible if cell[place] not in answer.sure]
        return self.columns(group, cells)

    def exact(self, sure: list[int], perhaps: list[int]) -> int:
        """Return the count that follows, where it is below k; otherwise 0."""
        low = sum(self.examples[0][column] for column in sure)
        if not 0 < low < self.k:
            return 0
        for world in self.examples:
            if {sum(world[column] for column in own) for own in (sure, perhaps)} != {low}:
                return 0
        program = self.worlds.program
        return low if program.smallest(sure) == low == program.largest(perhaps) else 0

    def never(self, columns: list[int], most: int = 0) -> bool:
        """Whether the reports of some columns are at most so many in every world."""
        if any(sum(world[column] for column in columns) > most for world in self.examples):
            return False
        return not columns or self.worlds.program.largest(columns) <= most

    def follows_of_story(self, group: Group, answer: Answer) -> bool:
        """Whether a story's person has an answer that the story does not tell and that not everybody has."""
        rest = self.lacking(group, 0, answer)
        if not rest or not self.never(rest):
            return False
        return answer.close or not self.never(self.lacking(Group(group.ledger), 0, answer))

    def is_of_everybody(self, group: Group, answer: Answer) -> bool:
        """Whether fewer than k of a group may lack an answer."""
        whole = self.columns(group, self.possible)
        return not self.never(whole) and self.never(self.lacking(group, 0, answer), self.k - 1)

    def follows(self, group: Group, known: int, said: int, one: Answer, other: Answer) -> bool:
        """Whether everybody with one answer has the other one, by what is public and not by what the answers mean, and
        not everybody of the group has it."""
        having = [cell for cell in self.possible if cell[known] in one.perhaps]
        among = self.columns(group, [cell for cell in having if cell[said] not in other.sure])
        if not among or not self.never(among) or self.never(self.lacking(group, said, other)):
            return False
        return not self.never(self.columns(group, having))

    def counts(self, answer: frozenset[Kind]) -> list[dict[Segment, int]]:
        """Return by example how many reports of each segment have one of these answers."""
        cells = self.cells((answer,))
        return [
            {
                segment: sum(world[own[cell]] for cell in cells if cell in own)
                for segment, own in self.worlds.places.items()
            }
            for world in self.examples
        ]
