"""What can be concluded now and could not before: of one field or two, exactly, about 1 to k - 1 people.

In: a site, records that were withdrawn, the rule. Out: revelations, each with what it follows from.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

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
from build_tools.disclosure.attack.finest import Aspect, aspects
from build_tools.disclosure.attack.knowledge import (
    COUNTED,
    OF_FIGURES,
    SEEN,
    TOLD,
    AlikeClass,
    Knowledge,
    knowledge,
    times_of,
)
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
        query = {name: some for name, some in self.question.query.items() if name in (COUNTED, SEEN, *OF_FIGURES)}
        return tuple(one for one in self.known.classes if overlap(one.query, query)) or self.known.classes


def attacked(
    ledgers: Mapping[str, Ledger], records: Iterable[Case], vocabulary: Vocabulary, rule: Rule
) -> Iterator[Revelation]:
    """Yield what everything together tells; ``records`` are all that were ever public. Raises ``ContradictoryFacts`` or
    ``NotDecided``."""
    clock, wholes, every = Clock(rule.seconds), wholes_of(ledgers), list(records)
    if not wholes or (len(wholes) == 1 and not every and wholes[0].ledger.already_public):
        return
    known = knowledge(wholes, every, vocabulary)
    asked = list(questions(known))
    found = ask(known, asked, clock, certain_only=True)
    yield from _new(known, asked, found, rule, clock)
    if any(one.query[SEEN] == TOLD for one in known.classes):
        beside = [question.without_told for question in asked]
        yield from _new(known, beside, ask(known, beside, clock, certain_only=True), rule, clock)
    of_all = list(everybody(known))
    known_of = [*_certain(known, of_all, ask(known, of_all, clock, certain_only=True)), *_certain(known, asked, found)]
    certain = covered(known, known_of, clock) if known.classes else []
    for aspect in _other_aspects(wholes, every, vocabulary, rule) if certain else ():
        more = narrowed(knowledge(wholes, every, vocabulary, aspect), certain, aspect.name)
        asked = list(crossed(more, certain, aspect.name))
        yield from _new(more, asked, ask(more, asked, clock, certain_only=True), rule, clock)
        if any(one.query[SEEN] == TOLD for one in known.classes):
            beside = [question.without_told for question in asked]
            yield from _new(more, beside, ask(more, beside, clock, certain_only=True), rule, clock)


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
) -> Iterator[Aspect]:
    """Yield what records say that no figure speaks of, the key fields first."""
    times = times_of(wholes, records)
    for field in (*rule.key_fields, *rule.sensitive_fields):
        if field not in OF_FIGURES:
            several = any(isinstance(getattr(record, field), tuple) for record in records)
            yield from aspects(field, vocabulary, times, several)


def _new(
    known: Knowledge, asked: Sequence[Question], found: Sequence[Interval], rule: Rule, clock: Clock
) -> Iterator[Revelation]:
    """Yield what is certain now and was not before."""
    exact = [(one, low) for one, (low, high) in zip(asked, found, strict=True) if low == high and 0 < low < rule.k]
    before = ask(known.without_records(), [question for question, _ in exact], clock)
    for (question, number), interval in zip(exact, before, strict=True):
        if interval != (number, number):
            yield Revelation(question, int(number), interval, known)
