"""From what a count follows, or why nothing can be true: facts and records of which none can be left out.

In: what is known, a question and its answer. Out: facts and classes. By deletion: in halves first, then one by one.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from build_tools.disclosure.attack.asking import Question, ask
from build_tools.disclosure.attack.facts import Fact
from build_tools.disclosure.attack.guessing import can_be_true
from build_tools.disclosure.attack.knowledge import AlikeClass, Knowledge
from build_tools.disclosure.audit.clock import Clock

Item = Fact | AlikeClass


Reasons = tuple[tuple[Fact, ...], tuple[AlikeClass, ...]]
"""Figures, and records."""


def needed(known: Knowledge, question: Question, number: int, clock: Clock) -> Reasons:
    """Return facts that are said and classes from which a count follows, none of which can be left out."""

    def follows(less: Knowledge) -> bool:
        return ask(less, [question], clock, certain_only=True) == [(number, number)]

    return _irreducible(known, lambda fact: _nearness(fact, question), follows)


def at_odds(known: Knowledge, clock: Clock) -> Reasons:
    """Return facts and classes that cannot be true together, none of which can be left out. Raises ``NotDecided``."""
    return _irreducible(known, lambda fact: -len(fact.query), lambda less: not can_be_true(less, clock))


def _irreducible(known: Knowledge, order: Callable[[Fact], Any], holds: Callable[[Knowledge], bool]) -> Reasons:
    """Return facts that are said, and classes, of which none can be left out; those of the first order go first."""
    silent = [fact for fact in known.facts if fact.source is None]
    items: list[Item] = [*known.classes, *sorted((fact for fact in known.facts if fact.source), key=order)]
    size = len(items) // 2
    while size:
        start = 0
        while start < len(items):
            rest = items[:start] + items[start + size :]
            facts, classes = _apart(rest)
            if holds(replace(known, facts=(*silent, *facts), classes=classes)):
                items = rest
            else:
                start += size
        size //= 2
    return _apart(items)


def _apart(items: Sequence[Item]) -> Reasons:
    facts = tuple(one for one in items if isinstance(one, Fact))
    return facts, tuple(one for one in items if isinstance(one, AlikeClass))


def _nearness(fact: Fact, question: Question) -> tuple[bool, int]:
    """Return how near a number is to what is asked, the farthest first, so that the nearest are the last to be left
    out: numbers of other people, then those of many, then those of the people who are asked about."""
    shared = all(set(fact.query[name]) & set(question.query[name]) for name in fact.query if name in question.query)
    return shared and len(fact.query) > 1, len(fact.query)
