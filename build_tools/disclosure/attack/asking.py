"""What an attacker asks for: how many people of a whole have a description by one field or two.

In: what is known. Out: questions, and for each the smallest and the largest count that is possible.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from build_tools.disclosure.attack.described import descriptions, of_records
from build_tools.disclosure.attack.facts import COUNTED
from build_tools.disclosure.attack.knowledge import (
    CODED,
    SEEN,
    UNSEEN,
    AlikeClass,
    Knowledge,
)
from build_tools.disclosure.attack.steps import Step, steps
from build_tools.disclosure.attack.wholes import name_of
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
    def of_all(self) -> "Question":
        """The same of all of them, whether or not it is known who they are."""
        return replace(self, query={name: some for name, some in self.query.items() if name != SEEN})

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
    described = list(descriptions(known))
    for step in steps(known):
        everybody = _everybody(step)
        for said, query in described:
            yield Question(step, said, {**everybody.query, **query}, tuple(query))
        if not step.is_of_one:
            yield everybody


def everybody(known: Knowledge) -> Iterator[Question]:
    """Yield all whom somebody counts, which no field tells apart."""
    return map(_everybody, steps(known))


def _everybody(step: Step) -> Question:
    return Question(step, "", {COUNTED: [name_of(some) for some in step.counted]}, ())


def crossed(
    known: Knowledge, certain: Iterable[Question], fields: Sequence[str], *, negated: bool
) -> Iterator[Question]:
    """Yield questions with a code of each of some more fields, and, if asked, without it."""
    ways = [list(_codes_of(known, field, negated=negated)) for field in fields]
    for question in certain:
        for some in product(*ways):
            query = {**question.query, **{field: values for field, (_, values) in zip(fields, some, strict=True)}}
            said = ", ".join([*([question.said] if question.said else []), *(said for said, _ in some)])
            yield Question(question.about, said, query, (*question.fields, *fields))


def _codes_of(known: Knowledge, field: str, *, negated: bool) -> Iterator[tuple[str, tuple[str, ...]]]:
    finest = known.fields[field]
    codes = {code: values for code, values in finest.of.items() if code != NOT_STATED and values}
    yield from ((f"{field} = {code}", values) for code, values in codes.items())
    lists = [[code] for code in codes] + [[code for code in some if code in codes] for some in of_records(known, field)]
    for some in lists if negated else ():
        left_out = {value for code in some for value in codes[code]}
        if rest := tuple(value for value in finest.values if value not in left_out):
            yield f"{field} ≠ {', '.join(some)}", rest


def covered(known: Knowledge, certain: Sequence[Question], clock: Clock) -> list[Question]:
    """Return those questions of which it is certain that each person has a record. Of the others no further field can
    follow: who has no record may say anything in it."""
    found = ask(known, [question.of_unseen for question in certain], clock)
    return [question for question, (_, most) in zip(certain, found, strict=True) if most == 0]


def narrowed(known: Knowledge, asked: Iterable[Question], fields: Sequence[str]) -> Knowledge:
    """Return the same, where records say nothing in some fields who can be none of those who are asked about: it does
    not matter, and many of them become alike. Nothing is any value: a single one may be impossible, as a time is of
    which no briefing counts anybody."""
    places = list(asked)
    nothing = {field: known.fields[field].values for field in fields}
    found = dict[tuple[object, ...], AlikeClass]()
    for one in known.classes:
        near = any(overlap(one.query, question.query) for question in places)
        query = one.query if near else {**one.query, **nothing}
        key = tuple(query.values())
        found[key] = AlikeClass(query, (*(found[key].ids if key in found else ()), *one.ids))
    return replace(known, classes=tuple(found.values()))


def overlap(one: Query, other: Query) -> bool:
    """Whether somebody may be described by both."""
    return all(not set(one[name]).isdisjoint(other[name]) for name in one.keys() & other.keys())
