"""What a ledger says by one field, and which numbers follow where it counts the reports of others too.

In: ledgers. Out: exact numbers by step, and the sets of answers in which ledgers differ by a few reports. Sets are bits
of the ladders of a field. Nothing is asked of the register.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from build_tools.ladders import PLACE, Ladder, covering, every_ladder, later_regions
from build_tools.models import LAST_STEP, Figure, Ledger, ReleaseLedger, Vocabulary, coded_fields

AnyLedger = Ledger | ReleaseLedger
"""The ledger of a briefing or of a release."""

TOTAL = "total"
"""Stands for the field of the number of all reports."""

Ladders = Mapping[str, Sequence[Ladder]]
"""By field."""


@dataclass(frozen=True, slots=True)
class KnownLines:
    """The number of reports at each step that has a line, without those of another line; the last step holds the rest
    of all. ``sets`` are the answers that each counts."""

    lines: Mapping[str, int]
    sets: Mapping[str, int]

    def inside(self, answers: int) -> int:
        """Return the number of the lines that lie within a set of answers: at least so many reports are of it."""
        return sum(self.lines[step] for step, own in self.sets.items() if own & ~answers == 0)

    def around(self, answers: int) -> int:
        """Return the number of the lines that count some of these answers: at most so many reports are of it."""
        return sum(self.lines[step] for step in self.touching(answers))

    def says(self, answers: int) -> bool:
        """Whether the number of this set is known: of some lines and of nobody else."""
        return all(own & answers in (0, own) or not self.lines[step] for step, own in self.sets.items())

    @property
    def counting(self) -> list[int]:
        """The answers of the lines that count somebody."""
        return [own for step, own in self.sets.items() if self.lines[step]]

    def touching(self, answers: int) -> frozenset[str]:
        """Return the steps whose lines count some of these answers."""
        return frozenset(step for step, own in self.sets.items() if own & answers)

    def deciding(self, answers: int) -> frozenset[str]:
        """Return the steps whose lines decide what is known of a set of answers. What is left beside a set is known
        where the set is, for all are counted."""
        if self.says(answers) and LAST_STEP in self.touching(answers):
            answers = reduce(or_, self.sets.values()) & ~answers
        return self.touching(answers)


def known(lines: Mapping[str, int], total: int, ladders: Sequence[Ladder], never: Collection[str] = ()) -> KnownLines:
    """Return what the lines of a table say. No report climbs to a step of ``never``."""
    complete = {**lines, LAST_STEP: total - sum(number for step, number in lines.items() if step != LAST_STEP)}
    sets = dict[str, int]()
    for place, ladder in enumerate(ladders):
        if frozenset(ladder).isdisjoint(never):
            step = covering(ladder, complete)
            sets[step] = sets.get(step, 0) | 1 << place
    return KnownLines(complete, sets)


def compared_ladders(vocabulary: Vocabulary) -> Ladders:
    """Return the fields of which two ledgers can say something of the same reports, with their ladders, the number of
    all first: releases have no report in common, and briefings have no other fields."""
    return {TOTAL: [(LAST_STEP,)], **{field: every_ladder(field, vocabulary) for field in coded_fields(Figure)}}


def by_field(ledger: AnyLedger, field: str, ladders: Sequence[Ladder], vocabulary: Vocabulary) -> KnownLines:
    """Return what a ledger says by a field; the one that says nothing by it says how many reports there are."""
    never = later_regions(ledger.counts.until, vocabulary) if field == PLACE else ()
    return known(_lines_of(ledger, field, ladders), total_of(ledger) or 0, ladders, never)


def _lines_of(ledger: AnyLedger, field: str, ladders: Sequence[Ladder]) -> dict[str, int]:
    """Return the lines of a ledger by a field: of a briefing each figure without those that lie within it, as all do
    that are finer and no other part of its table."""
    if isinstance(ledger, ReleaseLedger):
        return dict(ledger.tables.get(field, {}))
    names = figures_by(ledger, field)
    found = {code: ledger.figures[name].value for code, name in names.items()}
    for code, name in names.items():
        around = {step for step, whole in names.items() if not are_parts(ledger, name, whole)}
        for step in {covering(ladder[1:], around) for ladder in ladders if ladder[0] == code} - {LAST_STEP}:
            found[step] -= ledger.figures[name].value
    return found


def are_parts(ledger: Ledger, *names: str) -> bool:
    """Whether some figures are parts of one table, in which nobody is counted twice: so "other" is other than them."""
    return any({*table.parts}.issuperset(names) for table in ledger.tables.values())


def figures_by(ledger: Ledger, field: str) -> dict[str, str]:
    """Return the figures of all reports of a briefing that have a code of this field alone, by the code; of several the
    largest."""
    found = dict[str, str]()
    for name, figure in sorted(ledger.people.items(), key=lambda item: (item[1].value, item[0])):
        around = ledger.around(name)
        if [*figure.codes] == [field] and (not around or ledger.whole in around):
            found[figure.codes[field]] = name
    return found


def total_of(ledger: AnyLedger) -> int | None:
    """Return the number of all reports of a ledger, where it says which figure that is."""
    if isinstance(ledger, ReleaseLedger):
        return ledger.total
    return ledger.figures[ledger.whole].value if ledger.whole else None


@dataclass(frozen=True, slots=True)
class Overlap:
    """A ledger, and others that have no report in common and all lie within it; or the one that counts the same."""

    outer: str
    inner: tuple[str, ...]
    same: bool = False


def small_differences(
    overlap: Overlap, found: Mapping[str, KnownLines], ladders: Sequence[Ladder], k: int
) -> Iterator[tuple[int, bool]]:
    """Yield the sets of answers of which a ledger counts at most 1 to k - 1 reports more than others that lie within
    it; and those of which it counts fewer (true). Where no report is left, their numbers are of the same reports."""
    outer, inner = found[overlap.outer], [found[path] for path in overlap.inner]
    whole = (1 << len(ladders)) - 1
    spare = outer.inside(whole) - sum(one.inside(whole) for one in inner)
    for answers in _sets(outer, inner, ladders):
        if overlap.same or not spare:
            few = [*_beside([outer], inner, answers), *_beside(inner, [outer], answers)]
        elif outer.says(answers) or all(one.says(answers) for one in inner):
            few = [min(spare, outer.around(answers) - sum(one.inside(answers) for one in inner))]
        else:
            few = []
        yield from ((answers, left < 0) for left in few if left and left < k)


def _beside(ours: Sequence[KnownLines], theirs: Sequence[KnownLines], answers: int) -> Iterator[int]:
    """Yield how many of the reports that we count in a set of answers are in none of their lines within it, unless we
    said that ourselves."""
    if not all(one.says(answers) for one in ours):
        return
    within = reduce(or_, (own for one in theirs for own in one.sets.values() if own & ~answers == 0), 0)
    rest = answers & ~within
    if len(theirs) > 1 or not rest or not all(one.says(rest) for one in ours):
        yield sum(one.inside(answers) for one in ours) - sum(one.inside(answers) for one in theirs)


def _sets(outer: KnownLines, inner: Sequence[KnownLines], ladders: Sequence[Ladder]) -> list[int]:
    """Return the sets of answers that are judged: each line and step, what only several lines have together, all, and
    what each of them leaves beside it."""
    theirs = [own for one in inner for own in one.counting]
    lines = [*outer.counting, *theirs]
    steps = dict[str, int]()
    for place, ladder in enumerate(ladders):
        for step in ladder:
            steps[step] = steps.get(step, 0) | 1 << place
    found = {*lines, *steps.values(), *_connected(lines), *_connected(theirs)}
    whole = steps[LAST_STEP]
    return sorted({*found, *(whole & ~answers for answers in found)} - {0})


def _connected(sets: Iterable[int]) -> list[int]:
    """Return sets joined with those that they overlap."""
    found = list[int]()
    for own in sets:
        touched = [other for other in found if other & own]
        found = [*(other for other in found if not other & own), reduce(or_, touched, own)]
    return found
