"""What can be concluded now and could not before, as answers to questions.

In: what is known, questions and what is certain of them. Out: revelations, each with what was possible before.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from build_tools.disclosure.attack.asking import Question, ask, overlap
from build_tools.disclosure.attack.facts import COUNTED
from build_tools.disclosure.attack.knowledge import SEEN, TOLD, AlikeClass, Knowledge
from build_tools.disclosure.audit.clock import Clock
from build_tools.disclosure.audit.plain import Interval
from build_tools.disclosure.rule import Rule


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


def new(
    known: Knowledge, asked: Sequence[Question], found: Sequence[Interval], rule: Rule, clock: Clock
) -> Iterator[Revelation]:
    """Yield what is certain now and was not before."""
    exact = [(one, low) for one, (low, high) in zip(asked, found, strict=True) if low == high and 0 < low < rule.k]
    before = ask(known.without_records(), [question.of_all for question, _ in exact], clock)
    for (question, number), interval in zip(exact, before, strict=True):
        if interval != (number, number):
            yield Revelation(question, int(number), interval, known)


def beside_told(known: Knowledge, asked: Sequence[Question], rule: Rule, clock: Clock) -> Iterator[Revelation]:
    """Yield what remains beside people of whom it may be known who they are (R6)."""
    if any(one.query[SEEN] == TOLD for one in known.classes):
        beside = [question.without_told for question in asked]
        found = ask(known, beside, clock, certain_only=True)
        yield from new(known, beside, found, rule, clock)
