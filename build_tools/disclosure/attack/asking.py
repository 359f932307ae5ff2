"""What an attacker asks for: how many people of a whole have a description by one field or two.

In: what is known. Out: questions, and for each the smallest and the largest count that is possible.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from build_tools.disclosure.attack.knowledge import (
    CODED,
    COUNTED,
    OF_FIGURES,
    SEEN,
    UNSEEN,
    AlikeClass,
    Knowledge,
    name_of,
)
from build_tools.disclosure.attack.wholes import Step, steps
from build_tools.disclosure.audit import Query, bounds
from build_tools.disclosure.audit.clock import Clock
from build_tools.disclosure.audit.plain import Interval
from build_tools.models import NOT_STATED


@dataclass(frozen=True, slots=True)
class Question:
    """How many of those whom a ledger counts are so; ``fields`` are those that are asked about. ``beside`` says that
    people are left out of whom it is known who they are."""

    about: Step
    said: str
    query: Query
    fields: tuple[str, ...]
    beside: bool = False

    @property
    def without_told(self) -> "Question":
        """The same of those of whom nobody knows who they are."""
        return replace(self, query={**self.query, SEEN: (CODED, UNSEEN)}, beside=True)

    @property
    def of_unseen(self) -> "Question":
        """The same of those of whom no record is public."""
        return replace(self, query={**self.query, SEEN: UNSEEN})


def ask(known: Knowledge, questions: Sequence[Question], clock: Clock, *, certain_only: bool = False) -> list[Interval]:
    """Return the interval of each question, or what is certain of it. Raises what ``bounds`` raises."""
    if not questions:
        return []
    dims, facts, classes = known.plain()
    queries = [question.query for question in questions]
    return bounds(dims, facts, classes, queries, limit=clock.left(), certain_only=certain_only)


def questions(known: Knowledge) -> Iterator[Question]:
    """Yield everything by one field or two of those by which figures are broken down, also who is not of a code or of
    none that is stated; and of a difference also how many it is."""
    for step in steps(known.wholes, known.possible):
        everybody = _everybody(step)
        for said, query in (*_descriptions(known), *_rests(known)):
            yield Question(step, said, {**everybody.query, **query}, tuple(query))
        if step.without:
            yield everybody


def everybody(known: Knowledge) -> Iterator[Question]:
    """Yield all whom somebody counts, which no field tells apart."""
    return map(_everybody, steps(known.wholes, known.possible))


def _everybody(step: Step) -> Question:
    return Question(step, "", {COUNTED: [name_of(some) for some in step.counted]}, ())


def _descriptions(known: Knowledge) -> Iterator[tuple[str, Query]]:
    """Yield codes of one field or two, and those of two of which one is negated."""
    single = [
        (field, f"{field} = {code}", values)
        for field in OF_FIGURES
        for code, values in known.fields[field].of.items()
        if values
    ]
    negated = [(field, said, values) for field in OF_FIGURES for said, values in _not_of(known, field)]
    pairs = (*combinations(single, 2), *product(single, negated))
    for some in (*((one,) for one in single), *pairs):
        if len({field for field, _, _ in some}) == len(some):
            yield ", ".join(said for _, said, _ in some), {field: values for field, _, values in some}


def _rests(known: Knowledge) -> Iterator[tuple[str, Query]]:
    """Yield who is not of a code, and who is of none that a figure states."""
    for field in OF_FIGURES:
        yield from ((said, {field: values}) for said, values in _not_of(known, field))
        stated = {value for fact in known.facts if field in fact.query for value in fact.query[field]}
        if rest := tuple(value for value in known.fields[field].values if value not in stated):
            yield f"{field} ≠ {', '.join(sorted(stated))}", {field: rest}


def _not_of(known: Knowledge, field: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for code, own in known.fields[field].of.items():
        if rest := tuple(value for value in known.fields[field].values if value not in own):
            yield f"{field} ≠ {code}", rest


def crossed(known: Knowledge, certain: Iterable[Question], field: str) -> Iterator[Question]:
    """Yield questions with a code of one more field."""
    for question in certain:
        for code, values in known.fields[field].of.items():
            if code != NOT_STATED and values:
                query = {**question.query, field: values}
                said = f"{question.said}, {field} = {code}" if question.fields else f"{field} = {code}"
                yield Question(question.about, said, query, (*question.fields, field))


def covered(known: Knowledge, certain: Sequence[Question], clock: Clock) -> list[Question]:
    """Return those questions of which it is certain that each person has a record. Of the others no further field can
    follow: who has no record may say anything in it."""
    found = ask(known, [question.of_unseen for question in certain], clock)
    return [question for question, (_, most) in zip(certain, found, strict=True) if most == 0]


def narrowed(known: Knowledge, asked: Iterable[Question], field: str) -> Knowledge:
    """Return the same, where records say nothing in a field who can be none of those who are asked about: it does not
    matter, and many of them become alike. Nothing is any value: a single one may be impossible, as a time is of which
    no briefing counts anybody."""
    places = list(asked)
    nothing = known.fields[field].values
    found = dict[tuple[object, ...], AlikeClass]()
    for one in known.classes:
        near = any(overlap(one.query, question.query) for question in places)
        query = one.query if near else {**one.query, field: nothing}
        key = tuple(query.values())
        found[key] = AlikeClass(query, (*(found[key].ids if key in found else ()), *one.ids))
    return replace(known, classes=tuple(found.values()))


def overlap(one: Query, other: Query) -> bool:
    """Whether somebody may be described by both."""
    return all(not set(one[name]).isdisjoint(other[name]) for name in one.keys() & other.keys())
