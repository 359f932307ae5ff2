"""Worlds: all registers that agree with what is public, seen in one field or two.

In: a ``Public`` and fields. Out: columns (who is counted where, with which answers) and the rows that hold them.
"""

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from benchmarks.attacker.ladders import Atom, lines_of, steps_of
from benchmarks.attacker.overlaps import patterns_of
from benchmarks.attacker.public import Codes, Ledger, Public, Story
from benchmarks.attacker.solver import Program, Row

Segment = tuple[frozenset[str], str]
"""Reports that the same ledgers count, and the story that one of them tells."""

OTHER = "other"


@dataclass(frozen=True, eq=False)
class Kind:
    """Answers that nothing public tells apart; each is made once, and equals itself alone."""

    atoms: tuple[Atom, ...]

    @cached_property
    def always(self) -> frozenset[str]:
        """Steps at or below which each of them lies."""
        return frozenset.intersection(*map(steps_of, self.atoms))

    @cached_property
    def ever(self) -> frozenset[str]:
        """Steps at or below which one of them lies."""
        return frozenset.union(*map(steps_of, self.atoms))


@dataclass(frozen=True)
class Worlds:
    """The registers that agree with what is public. ``unsaid`` are the ledgers whose line of other kinds does not count
    the sensitive ones, which were refused for being of nearly everybody."""

    public: Public
    fields: tuple[str, ...]
    unsaid: frozenset[str] = frozenset()

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """Every way to be counted, and one report for each story."""
        patterns = tuple(patterns_of(self.public.ledgers))
        told = ((pattern, one.id) for one in self.public.stories for pattern in patterns if one.release in pattern)
        return (*((pattern, "") for pattern in patterns), *told)

    @cached_property
    def kinds(self) -> tuple[tuple[Kind, ...], ...]:
        """By field the kinds of answers."""
        return tuple(self._kinds(field) for field in self.fields)

    def _kinds(self, field: str) -> tuple[Kind, ...]:
        """Return the kinds of answers of a field."""
        alike: dict[object, list[Atom]] = defaultdict(list)
        dated = is_dated(self.public) and field in ("place", "period")
        figures = {step for own in self.public.ledgers for codes, _ in own.figures for step in codes.get(field, ())}
        told = {step for story in self.public.stories for step in story.codes.get(field, ())}
        for atom in self.public.ladders[field]:
            lines = tuple(self.lines(own, field, atom) for own in self.public.ledgers)
            alike[lines, steps_of(atom) & (figures | told), dated and era(atom)].append(atom)
        return tuple(Kind(tuple(atoms)) for atoms in alike.values())

    def lines(self, own: Ledger, field: str, atom: Atom) -> frozenset[str]:
        """Return the lines of a ledger that count an answer."""
        lines = own.tables.get(field, {})
        hidden = self.public.sensitive - lines.keys() if own.id in self.unsaid else frozenset[str]()
        return lines_of(atom, lines, hidden)

    @cached_property
    def columns(self) -> tuple[tuple[Segment, tuple[Kind, ...]], ...]:
        """Each segment with each answer that its story allows."""
        stories = {one.id: one for one in self.public.stories}
        possible = [cell for cell in itertools.product(*self.kinds) if fit_together(self.fields, cell)]
        return tuple(
            (segment, cell)
            for segment in self.segments
            for cell in possible
            if not segment[1] or self.fits(cell, stories[segment[1]].codes)
        )

    def fits(self, cell: tuple[Kind, ...], codes: Codes) -> bool:
        """Whether an answer may be one that these codes describe, as far as the fields go."""
        pairs = zip(self.fields, cell, strict=True)
        return all(set(codes.get(field, ())) <= kind.always for field, kind in pairs)

    def where(self, wanted: Callable[[Segment, tuple[Kind, ...]], bool]) -> dict[int, int]:
        """Return the columns that a condition holds for, each once."""
        return {number: 1 for number, column in enumerate(self.columns) if wanted(*column)}

    @cached_property
    def places(self) -> dict[Segment, dict[tuple[Kind, ...], int]]:
        """The number of each column, by segment and answer."""
        found: dict[Segment, dict[tuple[Kind, ...], int]] = {segment: {} for segment in self.segments}
        for number, (segment, cell) in enumerate(self.columns):
            found[segment][cell] = number
        return found

    @cached_property
    def program(self) -> Program:
        """The integer program."""
        return Program(len(self.columns), [*self.rows()], self.most)

    @property
    def most(self) -> int:
        """More reports than there are in any segment."""
        return sum(own.total for own in self.public.ledgers)

    def rows(self) -> Iterator[Row]:
        """Yield what holds the columns."""
        for own in self.public.ledgers:
            yield self._counted(own, lambda cell: True), own.total, own.total
            yield from self._table_rows(own)
            yield from self._figure_rows(own)
        for story in self.public.stories:
            yield self.where(lambda segment, cell, told=story.id: segment[1] == told), 1, 1  # type: ignore[misc]
            yield self._alike(story), self.public.k, self.most

    def _counted(self, own: Ledger, wanted: Callable[[tuple[Kind, ...]], bool]) -> dict[int, int]:
        """Return the columns of a ledger with these answers."""
        return self.where(lambda segment, cell: own.id in segment[0] and wanted(cell))

    def _table_rows(self, own: Ledger) -> Iterator[Row]:
        """Yield the lines of the tables."""
        for place, field in enumerate(self.fields):
            for step, count in own.tables.get(field, {}).items():
                counted = {kind for kind in self.kinds[place] if step in self.lines(own, field, kind.atoms[0])}
                yield self._counted(own, lambda cell, p=place, c=counted: cell[p] in c), count, count  # type: ignore[misc]

    def _figure_rows(self, own: Ledger) -> Iterator[Row]:
        """Yield the figures of a briefing; one that another field narrows is the least of what these fields count."""
        for codes, count in own.figures:
            if codes.keys() & set(self.fields):
                upper = count if codes.keys() <= set(self.fields) else own.total
                yield self._counted(own, lambda cell, codes=codes: self.fits(cell, codes)), count, upper  # type: ignore[misc]

    def _alike(self, story: Story) -> dict[int, int]:
        """Return the columns of those who are like a story and told none when it was made."""
        told = story.after | {story.id}
        return self.where(
            lambda segment, cell: (
                story.release in segment[0] and segment[1] not in told and self.fits(cell, story.codes)
            )
        )


def fit_together(fields: tuple[str, ...], cell: tuple[Kind, ...]) -> bool:
    """Whether one report may have these answers: the regions of before June 2022 hold no later event."""
    return set(fields) != {"place", "period"} or {era(kind.atoms[0]) for kind in cell} != {"old", "new"}


def is_dated(public: Public) -> bool:
    """Whether a line names a region of the division before June 2022, which tells something of the time."""
    return any(
        step[:3] == "KZ-" and step[3:].isalpha() for own in public.ledgers for step in own.tables.get("place", ())
    )


def era(atom: Atom) -> str:
    """Return the division of the country that a place or a period is of, if it is of one."""
    steps = [chain[0] for chain in atom if chain[0][:4].isdigit()]
    if steps:
        return "old" if steps[0].replace("-Q1", "-01").replace("-Q2", "-04") <= "2022-06" else "new"
    regions = [step[3:] for step in steps_of(atom) if step.startswith("KZ-")]
    return ("new" if regions[0].isdigit() else "old") if regions else ""


def worlds_of(public: Public, fields: tuple[str, ...]) -> list[Worlds]:
    """Return the worlds, once for each meaning that the lines of other kinds may have."""
    doubtful = [own.id for own in public.ledgers if "treatment" in fields and is_doubtful(public, own)]
    chosen = itertools.chain.from_iterable(itertools.combinations(doubtful, n) for n in range(len(doubtful) + 1))
    return [Worlds(public, fields, frozenset(some)) for some in chosen]


def is_doubtful(public: Public, own: Ledger) -> bool:
    """Whether the line of other kinds of a ledger may count the sensitive ones or not."""
    lines = own.tables.get("treatment", {})
    return OTHER in lines and not public.sensitive <= lines.keys()
