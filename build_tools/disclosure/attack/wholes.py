"""Whom the ledgers count, and how they lie in each other: what an attacker takes for granted.

In: ledgers. Out: wholes, and the sets of wholes that one person can be counted in. Of what could be said in two ways
the one is taken that tells an attacker more.
"""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from build_tools.disclosure.audit import NotDecided
from build_tools.disclosure.figures import populations
from build_tools.models import Counted, Figure, Ledger, Period

Membership = frozenset[int]
"""The wholes, by their numbers, that count a person."""

Guess = tuple[str, ...]
"""Something that an attacker takes for granted as long as it can be true: its kind, and what it is about."""

_WORD = re.compile(r"\w+")

MOST = 512
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

    @property
    def days(self) -> tuple[datetime.date, datetime.date]:
        """The first day and the last that are counted: nobody counts what is still to come, and a case of the month in
        which was counted is taken to be among them."""
        last = Period(self.ledger.as_of.isoformat()[:7]).end
        if self.counts is None:
            return datetime.date.min, last
        return self.counts.since.start, min(self.counts.until.end, last)


def wholes_of(ledgers: Mapping[str, Ledger]) -> list[Whole]:
    """Return the wholes of ledgers, in the order of their files; where a ledger does not say which is the main one, it
    is the largest. One that is broken down by nothing counts only where it is that, stands in a table beside one that
    is or around one, or is broken down under this name elsewhere."""
    found = list[Whole]()
    shared = {name for ledger in ledgers.values() for name in _broken(ledger) - {_main(ledger)}}
    for path, ledger in sorted(ledgers.items()):
        main, broken = _main(ledger), _broken(ledger)
        beside = {name for _, parts in parts_of(ledger) if not broken.isdisjoint(parts) for name in parts}
        told = broken | beside | shared
        groups = _groups(ledger).items()
        found += (Whole(path, ledger, name, figures, name == main) for name, figures in groups if name in told)
    return found


def _groups(ledger: Ledger) -> dict[str, Mapping[str, Figure]]:
    """Return the figures about each whole of a ledger, by its name."""
    people = {name: {name: one} for name, one in ledger.people.items() if not one.codes}
    return {**people, **populations(ledger)}


def _main(ledger: Ledger) -> str:
    return ledger.whole or max(_groups(ledger), key=lambda name: (_size(ledger, name), name), default="")


def _broken(ledger: Ledger) -> set[str]:
    """Return the main whole, those that are broken down, and those around these."""
    groups = _groups(ledger)
    coded = {name for name, figures in groups.items() if any(one.codes for one in figures.values())}
    around = (name for one in coded if one in ledger.figures for name in ledger.plain_around(one))
    return {_main(ledger), *coded, *around} & groups.keys()


def _size(ledger: Ledger, name: str) -> int:
    return ledger.figures[name].value if name in ledger.figures else -1


def parts_of(ledger: Ledger) -> list[tuple[str, tuple[str, ...]]]:
    """Return totals and parts of tables of which nothing but the number is said: each person is in one."""
    plain = {name for name, figure in ledger.people.items() if not figure.codes}
    tables = ledger.tables.values()
    return [(table.total, table.parts) for table in tables if plain.issuperset((table.total, *table.parts))]


def name_of(some: Membership) -> str:
    """Return the name of a set of wholes as a value."""
    return " ".join(map(str, sorted(some))) or "nobody"


def memberships(wholes: Sequence[Whole], doubted: Set[Guess] = frozenset()) -> list[Membership]:
    """Return the sets of wholes that one person can be counted in: with a whole all that it lies in, of the parts of a
    table one, and no two of different times; who has been counted before and is of a part now was of it then, unless
    that is ``doubted``. Raises ``NotDecided`` where there are too many."""
    numbers = range(len(wholes))
    same = {pair for guess, pair in same_parts(wholes) if guess in doubted}
    around = {
        one: {other for other in numbers if lies_in(wholes[one], wholes[other]) and (one, other) not in same}
        for one in numbers
    }
    apart = {one: {other for other in numbers if never_both(wholes[one], wholes[other])} for one in numbers}
    found: set[Membership] = {frozenset()}
    for number in numbers:
        with_it = _with_all_around(number, around)
        found |= {some | with_it for some in found}
        found = {some for some in found if not any(apart[one] & some for one in some)}
        if len(found) > MOST:
            raise NotDecided("too many wholes overlap")
    split, lasting = list(_split(wholes)), [said for guess, said in lasting_parts(wholes) if guess not in doubted]
    complete = (some for some in found if all(total not in some or some & parts for total, parts in split))
    steady = (some for some in complete if all(part in some for part, before, now in lasting if {before, now} <= some))
    mains, there = on_a_day(wholes) if ON_A_DAY not in doubted else (frozenset[int](), {frozenset[int]()})
    return sorted((some for some in steady if some & mains in there), key=lambda some: (len(some), sorted(some)))


ON_A_DAY: Guess = ("on a day",)
"""The guess that whoever counts a day counts all of it that was known then."""


def on_a_day(wholes: Sequence[Whole]) -> tuple[Membership, set[Membership]]:
    """Return main wholes that count a time, and the sets in which what happened on one day and was known on another is
    counted: two that overlap may cover a third."""
    every = {number: one for number, one in enumerate(wholes) if one.main and one.counts and not one.counts.apart_from}
    named = {ledger for one in wholes if one.counts for ledger in one.counts.apart_from}
    mains = {number: one for number, one in every.items() if one.ledger.id not in named}
    days = {day for one in mains.values() for day in (one.days[0], one.days[1] + datetime.timedelta(days=1))}
    there: set[Membership] = {frozenset()}
    for day in days:
        counted = [number for number, one in mains.items() if one.days[0] <= day <= one.days[1]]
        for number in counted:
            known = mains[number].ledger.as_of
            there.add(frozenset(other for other in counted if mains[other].ledger.as_of >= known))
    return frozenset(mains), there


def _split(wholes: Sequence[Whole]) -> Iterator[tuple[int, Membership]]:
    """Yield wholes and the parts into which a table divides them."""
    numbers = {(one.path, one.name): number for number, one in enumerate(wholes)}
    for path, ledger in {one.path: one.ledger for one in wholes}.items():
        for total, parts in parts_of(ledger):
            if {(path, name) for name in (total, *parts)} <= numbers.keys():
                yield numbers[path, total], frozenset(numbers[path, name] for name in parts)


def same_parts(wholes: Sequence[Whole]) -> Iterator[tuple[Guess, tuple[int, int]]]:
    """Yield the guesses that a part of the same name or label is the same in two ledgers, each with their numbers."""
    for number, one in enumerate(wholes):
        for other, later in enumerate(wholes):
            if not one.main and one.path != later.path and lies_in(one, later):
                yield ("same", one.path, one.name, later.path, later.name), (number, other)


def lasting_parts(wholes: Sequence[Whole]) -> Iterator[tuple[Guess, tuple[int, int, int]]]:
    """Yield the guesses that who has been counted was of a part already if of the same part of a later ledger; each
    with the numbers of the part, of the main whole beside it, and of the later part."""
    mains = {one.path: number for number, one in enumerate(wholes) if one.main}
    for number, one in enumerate(wholes):
        for other, later in enumerate(wholes):
            if not one.main and one.path != later.path and one.path in mains and lies_in(one, later):
                guess = ("lasting", one.path, one.name, later.path, later.name)
                yield guess, (number, mains[one.path], other)


def _with_all_around(number: int, around: Mapping[int, set[int]]) -> Membership:
    """Return a whole with all that it lies in, and what these lie in."""
    found, ahead = {number}, [number]
    while ahead:
        more = around[ahead.pop()] - found
        found |= more
        ahead += more
    return frozenset(found)


def lies_in(one: Whole, other: Whole) -> bool:
    """Whether everybody whom the one counts is counted in the other too; of parts, those of the same name."""
    if one.path == other.path:
        return bool(one.name) and other.name in one.ledger.plain_around(one.name)
    if not ((one.main and other.main) or (same_name(one, other) and not (one.main or other.main))):
        return False
    if not (one.counts and other.counts) or _apart(one, other.ledger.id) or _apart(other, one.ledger.id):
        return False
    (since, until), (first, last) = one.days, other.days
    return first <= since and until <= last and one.ledger.as_of <= other.ledger.as_of


def same_name(one: Whole, other: Whole) -> bool:
    """Whether two parts bear the same name or, in some language, the same label, and are beside the same codes in a
    table, if they are whoever has none of some: *elsewhere* means others where other cities are named."""
    if besides(one.ledger, one.name) != besides(other.ledger, other.name):
        return False
    return bool(one.name) and (one.name == other.name or not _labels(one).isdisjoint(_labels(other)))


def _labels(one: Whole) -> set[tuple[str, str]]:
    """Return what a part is called, in whatever letters and whatever stands between the words."""
    label = one.ledger.figures[one.name].label if one.name in one.ledger.figures else None
    return {(language, " ".join(_WORD.findall(text.casefold()))) for language, text in (label or {}).items()}


def besides(ledger: Ledger, name: str) -> frozenset[str]:
    """Return the codes that stand in tables beside a part, where it is the only one that a label describes."""
    tables = (
        [ledger.figures[part].fields for part in one.parts] for one in ledger.tables.values() if name in one.parts
    )
    return frozenset(code for parts in tables if parts.count(()) == 1 for codes in parts for code in codes)


def _apart(one: Whole, ledger: str) -> bool:
    return one.counts is not None and ledger in one.counts.apart_from


def never_both(one: Whole, other: Whole) -> bool:
    """Whether nobody is counted in both: of two parts of a table, or of two times."""
    if one.path == other.path:
        return one is not other and any({one.name, other.name} <= {*parts} for _, parts in parts_of(one.ledger))
    (since, until), (first, last) = one.days, other.days
    return until < first or last < since
