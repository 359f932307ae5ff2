"""Overlaps: which ledgers may count one report.

In: ledgers, what they say of each other, and their days. Out: sets of ledgers. Never a number.
"""

import itertools
from collections.abc import Iterator
from dataclasses import replace

from benchmarks.attacker.public import Ledger, Public


def patterns_of(ledgers: tuple[Ledger, ...]) -> Iterator[frozenset[str]]:
    """Yield every set of ledgers that may count one report."""
    pairs = [(one, other, relation(one, other)) for one, other in itertools.permutations(ledgers, 2)]
    for size in range(1, len(ledgers) + 1):
        for some in itertools.combinations([own.id for own in ledgers], size):
            if all(allowed(word, one.id in some, other.id in some) for one, other, word in pairs):
                yield frozenset(some)


def allowed(word: str, one: bool, other: bool) -> bool:
    """Whether the first and the second of two ledgers may count or not count a report."""
    refused = {"includes": other and not one, "apart": one and other, "same": one != other}
    return not refused.get(word, False)


def relation(one: Ledger, other: Ledger) -> str:
    """Return what a ledger is to another: what it says, else what their days say, else nothing."""
    for word in ("includes", "apart", "same"):
        if other.id in getattr(one, word) or (word != "includes" and one.id in getattr(other, word)):
            return word
    if one.until < other.first or other.until < one.first:
        return "apart"
    inside = one.first <= other.first and other.until <= one.until
    return "includes" if inside else ""


def components(public: Public) -> list[Public]:
    """Return what is public, one for each set of ledgers that overlap: the others have no report in common with it."""
    parts: list[set[str]] = []
    for own in public.ledgers:
        near = {own.id, *(one.id for one in public.ledgers if one != own and relation(own, one) != "apart")}
        joined = [part for part in parts if part & near]
        parts = [part for part in parts if not part & near] + [near.union(*joined)]
    return [
        replace(
            public,
            ledgers=tuple(own for own in public.ledgers if own.id in part),
            stories=tuple(story for story in public.stories if story.release in part),
        )
        for part in parts
    ]
