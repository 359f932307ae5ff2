"""Hill-climbing: a register is changed answer by answer towards a leak.

In: a register. Out: each register that came as near as the one before, or nearer. Nearness is what the attacker still
lacks: how far the count of a question can still vary, where it is small.
"""

import itertools
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from benchmarks.attacker.asking import Questions
from benchmarks.attacker.ladders import Ladders
from benchmarks.attacker.loose import Loose
from benchmarks.attacker.public import Public
from benchmarks.attacker.questions import is_told, possible
from benchmarks.attacker.registers import Days, Row, changed
from benchmarks.attacker.stand_in import ledger, stories

PAIRS = 6
"""So many pairs of fields are looked at in a climb."""

FAR = 1000
STORIES = 6

Publish = Callable[[Sequence[Row]], Public | None]
"""What is public of a register, or nothing where it was refused."""


@dataclass(frozen=True)
class Step:
    """A register on the way, and how near it is to a leak."""

    rows: Sequence[Row]
    closeness: int
    public: Public


def climb(
    rows: Sequence[Row],
    days: Sequence[Days],
    ladders: Ladders,
    sensitive: frozenset[str],
    mutations: int,
    chance: random.Random,
    publish: Publish | None = None,
) -> Iterator[Step]:
    """Yield each register that is kept."""
    make = publish or partial(stand_in_public, days=days, ladders=ladders, sensitive=sensitive)
    fields, best = chance.sample([*itertools.combinations(ladders, 2)], PAIRS), None
    for _ in range(mutations):
        new = changed(best.rows if best else rows, ladders, days, chance)
        public = make(new)
        step = public and Step(new, closeness(public, fields), public)
        if step and (best is None or step.closeness >= best.closeness):
            best = step
            yield step


def stand_in_public(
    rows: Sequence[Row], days: Sequence[Days], ladders: Ladders, sensitive: frozenset[str], k: int = 5
) -> Public:
    """Return what is public of a register by the shortest reading of the rules."""
    ledgers = tuple(own for own in (ledger(rows, one, ladders, sensitive, k) for one in days) if own.tables)
    chance = random.Random(len(rows))  # noqa: S311
    told = tuple(story for own in ledgers for story in stories(rows, own, ladders, sensitive, k, chance)[:STORIES])
    return Public(ledgers, told, ladders, sensitive, k)


def closeness(public: Public, fields: Sequence[tuple[str, str]]) -> int:
    """Return 0 less the smallest room that is left to a small count, in these fields."""
    asked = (
        Loose(one, other)
        for pair in fields
        for one, other in itertools.product(*(single(public, field) for field in pair))
    )
    rooms = (loose.room(*question) for loose in asked for question in loose.asked())
    return -min((room for room in rooms if room is not None), default=FAR)


def single(public: Public, field: str) -> list[Questions]:
    """Return the questions of one field."""
    return possible(public, (field,)) if is_told(public, field) else []
