"""What can be concluded now and could not before: of one field or two, exactly, about 1 to k - 1 people.

In: a site, records that were withdrawn, the rule. Out: revelations, each with what it follows from.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass
from itertools import combinations, product

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
from build_tools.disclosure.attack.labels import labelled
from build_tools.disclosure.attack.sums import Sum, hides_somebody, sums
from build_tools.disclosure.attack.wholes import Whole, wholes_of
from build_tools.disclosure.audit import ContradictoryFacts, NotDecided
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
    def fields(self) -> tuple[str, ...]:
        """The fields that it is about."""
        return self.question.fields

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
) -> Iterator[Revelation | Sum]:
    """Yield what everything together tells; ``records`` are all that were ever public, ``told`` those whose words were.
    Raises ``ContradictoryFacts`` or ``NotDecided``."""
    clock, wholes, every = Clock(rule.seconds), wholes_of(ledgers), list(records)
    if not wholes or (len(wholes) == 1 and not every and wholes[0].ledger.already_public):
        return
    for public in tenable(Public(wholes, every, vocabulary, told), clock):
        known = public.known()
        found: list[Revelation | Sum] = list(_of_figures(known, rule, clock))
        if known.classes and not hides_somebody(known, clock):
            found += _of_records(public, known, rule, clock)
            found = found or [*_of_keys(public, rule, clock), *_of_pairs(public, rule, clock)]
        yield from found
    yield from _of_labels(ledgers, vocabulary, rule, clock)


def _of_labels(ledgers: Mapping[str, Ledger], vocabulary: Vocabulary, rule: Rule, clock: Clock) -> Iterator[Sum]:
    """Yield what parts tell that a label alone describes; a label that does not mean the same in two briefings tells
    nothing."""

    def told(wholes: Sequence[Whole]) -> list[Sum]:
        every = (public.known() for public in tenable(Public(wholes, (), vocabulary), clock))
        return [one for known in every for one in sums(known, _before(known), rule.k, clock)]

    for together, each in labelled(ledgers):
        try:
            yield from told(together)
        except ContradictoryFacts:
            for wholes in each:
                with suppress(ContradictoryFacts):
                    yield from told(wholes)


def _of_figures(known: Knowledge, rule: Rule, clock: Clock) -> Iterator[Revelation | Sum]:
    """Yield what the fields of figures tell: whether anything does is found out by adding and subtracting; whom it is
    about is asked then, and where no question is, or time is short, the sums are told."""
    if found := list(sums(known, _before(known), rule.k, clock)):
        yield from _worded(known, rule, Clock(clock.left() / 2)) or found


def _before(known: Knowledge) -> Knowledge | None:
    return known.without_records() if any(whole.ledger.already_public for whole in known.wholes) else None


def _worded(known: Knowledge, rule: Rule, clock: Clock) -> list[Revelation]:
    """Return what is told as answers to questions, as far as there is time."""
    asked, answers = [*questions(known), *everybody(known)], list[Revelation]()
    try:
        answers += _new(known, asked, ask(known, asked, clock, certain_only=True), rule, clock)
        answers += _beside_told(known, asked, rule, clock)
    except NotDecided:
        pass
    return answers


def _of_records(public: Public, known: Knowledge, rule: Rule, clock: Clock) -> Iterator[Revelation]:
    """Yield what records tell in fields of which no figure speaks, where all of some people have one."""
    asked, of_all = list(questions(known)), list(everybody(known))
    found, there = (ask(known, some, clock, certain_only=True) for some in (asked, of_all))
    whole = covered(known, _certain(known, of_all, there), clock)
    certain = [*whole, *covered(known, _certain(known, asked, found), clock)]
    for some in _other_aspects(public, rule):
        near, names = certain if len(some) == 1 else whole, [aspect.name for aspect in some]
        if near:
            more = narrowed(public.known(some), near, names)
            keys = all(aspect.field in rule.key_fields for aspect in some)
            asked = list(crossed(more, near, names, negated=keys))
            found = ask(more, [*near, *asked], clock, certain_only=True)
            yield from _new(more, asked, found[len(near) :], rule, clock)
            yield from _beside_told(more, [*near, *asked], rule, clock)


def _of_keys(public: Public, rule: Rule, clock: Clock) -> Iterator[Sum]:
    """Yield what key fields of which no figure speaks tell by adding and subtracting."""
    for some in _other_aspects(public, rule):
        if all(aspect.field in rule.key_fields for aspect in some):
            known = public.known(some)
            yield from sums(known, _before(known), rule.k, clock)


def _of_pairs(public: Public, rule: Rule, clock: Clock) -> Iterator[Sum]:
    """Yield what a key field and one that is no key tell of all whom somebody counts."""
    times = times_of(public.wholes, public.records)

    def of(fields: Iterable[str]) -> list[Aspect]:
        several = {name for name in fields for record in public.records if isinstance(getattr(record, name), tuple)}
        every = (one for name in fields for one in aspects(name, public.vocabulary, times, name in several))
        return [one for one in every if len({one.of(record) for record in public.records}) > 1]

    keys, others = of(rule.key_fields), of(rule.sensitive_fields)
    for key, other in product(keys, others):
        known = public.known([key, other]).by([key.name, other.name])
        yield from sums(known, _before(known), rule.k, clock)


def _beside_told(known: Knowledge, asked: Sequence[Question], rule: Rule, clock: Clock) -> Iterator[Revelation]:
    """Yield what remains beside people of whom it may be known who they are (R6)."""
    if any(one.query[SEEN] == TOLD for one in known.classes):
        beside = [question.without_told for question in asked]
        found = ask(known, beside, clock, certain_only=True)
        yield from _new(known, beside, found, rule, clock)


def _certain(known: Knowledge, asked: Sequence[Question], found: Sequence[Interval]) -> list[Question]:
    """Return the questions about somebody who is certain to be there: by one field, or as a figure says it, which may
    be by two."""
    stated = {
        said_of(codes) for whole in known.wholes for name in whole.figures for codes in readings(name, whole.ledger)
    }
    certain = (one for one, (low, _) in zip(asked, found, strict=True) if low)
    return [one for one in certain if len(one.fields) <= 1 or one.said in stated]


def _other_aspects(public: Public, rule: Rule) -> Iterator[tuple[Aspect, ...]]:
    """Yield what records say that no figure speaks of, the key fields first, then two of these together."""
    records, vocabulary = public.records, public.vocabulary
    times, spoken = times_of(public.wholes, records), spoken_of(public.wholes)
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
    before = ask(known.without_records(), [question.of_all for question, _ in exact], clock)
    for (question, number), interval in zip(exact, before, strict=True):
        if interval != (number, number):
            yield Revelation(question, int(number), interval, known)
