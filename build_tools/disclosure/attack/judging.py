"""What can be concluded now and could not before: of one field or two, exactly, about 1 to k - 1 people.

In: a site, records that were withdrawn, the rule. Out: revelations, each with what it follows from.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations

from build_tools.disclosure.attack.asking import (
    Question,
    ask,
    covered,
    crossed,
    everybody,
    narrowed,
    overlap,
    questions,
)
from build_tools.disclosure.attack.facts import COUNTED
from build_tools.disclosure.attack.finest import Aspect, aspects
from build_tools.disclosure.attack.guessing import Public, tenable
from build_tools.disclosure.attack.knowledge import SEEN, TOLD, AlikeClass, Knowledge, spoken_of, times_of
from build_tools.disclosure.attack.rests import rests
from build_tools.disclosure.attack.wholes import Whole, wholes_of
from build_tools.disclosure.audit.clock import Clock
from build_tools.disclosure.audit.plain import Interval
from build_tools.disclosure.figures import readings, said_of
from build_tools.disclosure.rule import Rule
from build_tools.models import Case, Ledger, Vocabulary


@dataclass(frozen=True, slots=True)
class Revelation:
    """A count that follows from what is ``known``, and what was possible ``before``."""

    question: Question
    number: int
    before: Interval
    known: Knowledge

    @property
    def near(self) -> tuple[AlikeClass, ...]:
        """The records that may be among those whom it is about, whatever they say of what no figure speaks of; where it
        follows from who is none of them, all."""
        asked = (COUNTED, SEEN, *self.known.of_figures)
        query = {name: some for name, some in self.question.query.items() if name in asked}
        return tuple(one for one in self.known.classes if overlap(one.query, query)) or self.known.classes


def attacked(
    ledgers: Mapping[str, Ledger],
    records: Iterable[Case],
    vocabulary: Vocabulary,
    rule: Rule,
    told: Set[str] = frozenset(),
) -> Iterator[Revelation]:
    """Yield what everything together tells; ``records`` are all that were ever public, ``told`` those whose words were.
    Raises ``ContradictoryFacts`` or ``NotDecided``."""
    clock, wholes, every = Clock(rule.seconds), wholes_of(ledgers), list(records)
    if not wholes or (len(wholes) == 1 and not every and wholes[0].ledger.already_public):
        return
    public = tenable(Public(wholes, every, vocabulary, told), clock)
    known = public.known()
    asked, of_all = list(questions(known)), list(everybody(known))
    found, there = (ask(known, some, clock, certain_only=True) for some in (asked, of_all))
    yield from _new(known, asked, found, rule, clock)
    yield from _left(known, [*asked, *of_all], [*found, *there], rule, clock)
    yield from _beside_told(known, [*asked, *of_all], rule, clock)
    if not known.classes:
        return
    whole = covered(known, _certain(known, of_all, there), clock)
    certain = [*whole, *covered(known, _certain(known, asked, found), clock)]
    for some in _other_aspects(wholes, every, vocabulary, rule):
        near, names = certain if len(some) == 1 else whole, [aspect.name for aspect in some]
        if near:
            more = narrowed(public.known(some), near, names)
            keys = all(aspect.field in rule.key_fields for aspect in some)
            asked = list(crossed(more, near, names, negated=keys))
            found = ask(more, [*near, *asked], clock, certain_only=True)
            yield from _new(more, asked, found[len(near) :], rule, clock)
            yield from _left(more, [*near, *asked], found, rule, clock)
            yield from _beside_told(more, [*near, *asked], rule, clock)


def _beside_told(known: Knowledge, asked: Sequence[Question], rule: Rule, clock: Clock) -> Iterator[Revelation]:
    """Yield what remains beside people of whom it may be known who they are (R6)."""
    if any(one.query[SEEN] == TOLD for one in known.classes):
        beside = [question.without_told for question in asked]
        found = ask(known, beside, clock, certain_only=True)
        yield from _new(known, beside, found, rule, clock)
        yield from _left(known, beside, found, rule, clock)


def _left(
    known: Knowledge, asked: Sequence[Question], found: Sequence[Interval], rule: Rule, clock: Clock
) -> Iterator[Revelation]:
    """Yield who is left beside all who are certain, where few are."""
    few = [one for one in rests(known, asked, found) if one[1] < rule.k]
    yield from _new(known, [question for question, _ in few], [(number, number) for _, number in few], rule, clock)


def _certain(known: Knowledge, asked: Sequence[Question], found: Sequence[Interval]) -> list[Question]:
    """Return the questions about somebody who is certain to be there: by one field, or as a figure says it, which may
    be by two."""
    stated = {
        said_of(codes) for whole in known.wholes for name in whole.figures for codes in readings(name, whole.ledger)
    }
    certain = (one for one, (low, _) in zip(asked, found, strict=True) if low)
    return [one for one in certain if len(one.fields) <= 1 or one.said in stated]


def _other_aspects(
    wholes: Sequence[Whole], records: Sequence[Case], vocabulary: Vocabulary, rule: Rule
) -> Iterator[tuple[Aspect, ...]]:
    """Yield what records say that no figure speaks of, the key fields first, then two of these together."""
    times, spoken = times_of(wholes, records), spoken_of(wholes)
    keys = dict[str, Aspect]()
    for field in (*rule.key_fields, *rule.sensitive_fields):
        if field not in spoken:
            several = any(isinstance(getattr(record, field), tuple) for record in records)
            for aspect in aspects(field, vocabulary, times, several):
                yield (aspect,)
                keys |= {aspect.name: aspect} if field in rule.key_fields else {}
    yield from combinations(keys.values(), 2)


def _new(
    known: Knowledge, asked: Sequence[Question], found: Sequence[Interval], rule: Rule, clock: Clock
) -> Iterator[Revelation]:
    """Yield what is certain now and was not before."""
    exact = [(one, low) for one, (low, high) in zip(asked, found, strict=True) if low == high and 0 < low < rule.k]
    before = ask(known.without_records(), [question for question, _ in exact], clock)
    for (question, number), interval in zip(exact, before, strict=True):
        if interval != (number, number):
            yield Revelation(question, int(number), interval, known)
