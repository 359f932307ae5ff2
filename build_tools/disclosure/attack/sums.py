"""Whom numbers that are public count together, by adding and subtracting, however they would be described.

In: what is known. Out: a sum of figures and cases that is a number of 1 to k - 1 people, or the certainty that there is
none. That nothing follows is proved here; who it is about is asked in ``asking``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from build_tools.disclosure.attack.knowledge import CODED, SEEN, TOLD, UNSEEN, AlikeClass, Knowledge
from build_tools.disclosure.audit import Query, is_open, reckoned
from build_tools.disclosure.audit.clock import Clock
from build_tools.models import NOT_STATED
from build_tools.problems import Fault

if TYPE_CHECKING:
    from build_tools.disclosure.audit.reckoning import Reckoning

RECKONED = Fault(
    "disclosure.reckoned",
    "adding and subtracting what is public tells of exactly {number} people: {sum}; leave out one of these figures, "
    "join small figures to one, or make these cases less exact",
)


@dataclass(frozen=True, slots=True)
class Part:
    """A number of a sum: a figure by its file and name, or cases by their ids; how many times it is added."""

    times: float
    number: int
    source: tuple[str, str] | None
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sum:
    """A number of people, what it is the sum of, and the records that some of them may be."""

    number: int
    parts: tuple[Part, ...]
    near: tuple[AlikeClass, ...]
    fields: tuple[str, ...]


def sums(known: Knowledge, before: Knowledge | None, k: int, clock: Clock) -> Iterator[Sum]:
    """Yield a sum that was not known ``before``, of all people, and one beside those of whom it may be known who they
    are, where there are such sums. Raises ``NotDecided``."""
    told = any(one.query[SEEN] == TOLD for one in known.classes)
    for about in ({}, {SEEN: [CODED, UNSEEN]}) if told else ({},):
        yield from _sum(known, before, k, about, clock)


def hides_somebody(known: Knowledge, clock: Clock) -> bool:
    """Whether everywhere there may be people whom nobody published, so that of nobody more follows than figures say."""
    dims, facts, classes = known.plain()
    exact = [(query, number) for query, number, _ in facts]
    return is_open(dims, exact, classes, along=SEEN, limit=clock.left())


def _sum(known: Knowledge, before: Knowledge | None, k: int, about: Query, clock: Clock) -> Iterator[Sum]:
    dims, facts, classes = known.plain()
    exact = [(query, number) for query, number, _ in facts]
    then = [(fact.query, fact.number) for fact in before.facts] if before else []
    found = reckoned(
        *(dims, exact, classes),
        most=k - 1,
        before=then,
        along=SEEN,
        about=about,
        no_news=list(_no_news(known)) if before else (),
        limit=clock.left(),
    )
    if found:
        near = tuple(known.classes[number] for number in found.near)
        yield Sum(found.number, tuple(_parts(known, found)), near, known.of_figures)


def _no_news(known: Knowledge) -> Iterator[Query]:
    """Yield whom nobody misses: people of whom a field is not stated; and, where several codes of it are told apart,
    those of all codes of which nobody speaks."""
    for field, finest in known.fields.items():
        every = set(finest.values)
        queries = [*(fact.query for fact in known.facts), *(one.query for one in known.classes)]
        told = [set(query[field]) for query in queries if field in query]
        spoken = {frozenset(some) for some in told if some < every}
        silent = every.difference(*spoken) if len(spoken) > 1 else {NOT_STATED} & every
        if silent and silent < every:
            yield {field: sorted(silent)}


def _parts(known: Knowledge, found: "Reckoning") -> Iterator[Part]:
    for number, times in found.facts.items():
        if number < len(known.facts):
            fact = known.facts[number]
            yield Part(times, fact.number, fact.source)
        else:
            seen = (TOLD, CODED)[number - len(known.facts)]
            ids = tuple(own for one in known.classes if one.query[SEEN] == seen for own in one.ids)
            yield Part(times, len(ids), None, ids)
    for number, times in found.classes.items():
        yield Part(times, len(known.classes[number].ids), None, known.classes[number].ids)


def said(one: Sum) -> str:
    """Write a sum, what is added first; figures with their files where these are several."""
    several = len({part.source[0] for part in one.parts if part.source}) > 1
    ordered = sorted(one.parts, key=lambda part: part.times < 0)
    text = " ".join(
        f"{'−' if part.times < 0 else '+'} {_times(part)}{part.number} ({_name(part, several)})" for part in ordered
    )
    return text.removeprefix("+ ")


def _times(part: Part) -> str:
    return "" if abs(part.times) == 1 else f"{abs(part.times):g} × "


def _name(part: Part, several: bool) -> str:
    if part.source is None:
        return ", ".join(part.ids)
    path, name = part.source
    return f"{name}, {path}" if several else name
