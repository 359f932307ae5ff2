"""Whom the ledgers count, and how they lie in each other: what an attacker takes for granted.

In: ledgers. Out: wholes, and the sets of wholes that one person can be counted in. Of what could be said in two ways
the one is taken that tells an attacker more.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_tools.disclosure.audit import NotDecided
from build_tools.disclosure.figures import codes_of, populations, wholes_around
from build_tools.models import Case, Counted, Figure, Ledger

Membership = frozenset[int]
"""The wholes, by their numbers, that count a person."""

MOST = 64
"""So many sets of wholes can be asked about together."""


@dataclass(frozen=True, slots=True)
class Whole:
    """People whom a ledger counts: all of them, where it is the ``main`` one, or a part of which only the number is
    said. ``figures`` are those about them, by name, with the number of all first where it is said."""

    path: str
    ledger: Ledger
    name: str
    figures: Mapping[str, Figure]
    main: bool

    @property
    def counts(self) -> Counted | None:
        """Of what time they are, where that is said."""
        return self.ledger.counts


def wholes_of(ledgers: Mapping[str, Ledger]) -> list[Whole]:
    """Return the wholes of ledgers, in the order of their files; where a ledger does not say which is the main one, it
    is the largest. One that is broken down by nothing counts only where it is that, or stands in a table beside one
    that is."""
    found = list[Whole]()
    for path, ledger in sorted(ledgers.items()):
        people = {name: {name: one} for name, one in ledger.people.items() if not codes_of(one)}
        groups = {**people, **populations(ledger)}
        main = ledger.whole or max(groups, key=lambda name: (_size(ledger, name), name), default="")
        broken = {name for name, figures in groups.items() if name == main or any(map(codes_of, figures.values()))}
        beside = {name for _, parts in _parts(ledger) if not broken.isdisjoint(parts) for name in parts}
        told = {name: figures for name, figures in groups.items() if name in broken | beside}
        found += (Whole(path, ledger, name, figures, name == main) for name, figures in told.items())
    return found


def _parts(ledger: Ledger) -> list[tuple[str, tuple[str, ...]]]:
    """Return totals and parts of tables of which nothing but the number is said: each person is in one."""
    plain = {name for name, figure in ledger.people.items() if not codes_of(figure)}
    tables = ledger.tables.values()
    return [(table.total, table.parts) for table in tables if plain.issuperset((table.total, *table.parts))]


def _size(ledger: Ledger, name: str) -> int:
    return ledger.figures[name].value if name in ledger.figures else -1


def memberships(wholes: Sequence[Whole]) -> list[Membership]:
    """Return the sets of wholes that one person can be counted in: with a whole all that it lies in, of the parts of a
    table one, and no two of different times. Raises ``NotDecided`` where there are too many."""
    numbers = range(len(wholes))
    around = {one: {other for other in numbers if lies_in(wholes[one], wholes[other])} for one in numbers}
    apart = {one: {other for other in numbers if _never_both(wholes[one], wholes[other])} for one in numbers}
    found: set[Membership] = {frozenset()}
    for number in numbers:
        with_it = _with_all_around(number, around)
        found |= {some | with_it for some in found}
        found = {some for some in found if not any(apart[one] & some for one in some)}
        if len(found) > MOST:
            raise NotDecided("too many wholes overlap")
    split = list(_split(wholes))
    complete = (some for some in found if all(total not in some or some & parts for total, parts in split))
    return sorted(complete, key=lambda some: (len(some), sorted(some)))


def _split(wholes: Sequence[Whole]) -> Iterator[tuple[int, Membership]]:
    """Yield wholes and the parts into which a table divides them."""
    numbers = {(one.path, one.name): number for number, one in enumerate(wholes)}
    for path, ledger in {one.path: one.ledger for one in wholes}.items():
        for total, parts in _parts(ledger):
            if {(path, name) for name in (total, *parts)} <= numbers.keys():
                yield numbers[path, total], frozenset(numbers[path, name] for name in parts)


def _with_all_around(number: int, around: Mapping[int, set[int]]) -> Membership:
    """Return a whole with all that it lies in, and what these lie in."""
    found, ahead = {number}, [number]
    while ahead:
        more = around[ahead.pop()] - found
        found |= more
        ahead += more
    return frozenset(found)


def lies_in(one: Whole, other: Whole) -> bool:
    """Whether everybody whom the one counts is counted in the other too."""
    if one.path == other.path:
        return bool(one.name) and other.name in wholes_around(one.name, one.ledger)
    if not (one.main and other.main and one.counts and other.counts):
        return False
    if other.ledger.id in one.counts.apart_from or one.ledger.id in other.counts.apart_from:
        return False
    inside = other.counts.since.start <= one.counts.since.start and one.counts.until.end <= other.counts.until.end
    return inside and one.ledger.as_of <= other.ledger.as_of


def _never_both(one: Whole, other: Whole) -> bool:
    if one.path == other.path:
        return one is not other and any({one.name, other.name} <= {*parts} for _, parts in _parts(one.ledger))
    ours, theirs = one.counts, other.counts
    return bool(ours and theirs and (ours.until.end < theirs.since.start or theirs.until.end < ours.since.start))


def counted_in(case: Case, wholes: Sequence[Whole], possible: Iterable[Membership]) -> list[Membership]:
    """Return the sets in which a record may be counted."""
    said = {number: _is_counted(case, whole) for number, whole in enumerate(wholes)}
    return [some for some in possible if all(said[number] in (None, number in some) for number in said)]


def _is_counted(case: Case, whole: Whole) -> bool | None:
    """Whether a record is counted in a whole; nothing where that cannot be told."""
    counts = whole.counts
    if counts is None:
        return None
    if case.release in counts.none_of:
        return False
    if case.period.is_stated and (case.period.end < counts.since.start or counts.until.end < case.period.start):
        return False
    inside = case.period.is_stated and counts.since.start <= case.period.start and case.period.end <= counts.until.end
    return True if inside and whole.main and case.release not in counts.unsure_of else None


@dataclass(frozen=True, slots=True)
class Step:
    """Whom one can ask about: those whom a whole counts, and none of the wholes ``without``."""

    whole: Whole
    without: tuple[Whole, ...]
    counted: tuple[Membership, ...]


def steps(wholes: Sequence[Whole], possible: Sequence[Membership]) -> Iterator[Step]:
    """Yield whom one can ask about: those of each whole, and, as differences, those who are in none of some that lie in
    it. The same people are asked about once."""
    for number, whole in enumerate(wholes):
        inner = [other for other, one in enumerate(wholes) if other != number and lies_in(one, whole)]
        found: dict[tuple[Membership, ...], tuple[int, ...]] = {tuple(some for some in possible if number in some): ()}
        for other in inner:
            for counted, without in list(found.items()):
                found.setdefault(tuple(some for some in counted if other not in some), (*without, other))
        for counted, without in found.items():
            if counted:
                yield Step(whole, tuple(wholes[other] for other in without), counted)
