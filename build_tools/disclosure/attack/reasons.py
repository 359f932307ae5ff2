"""From what a count follows: a set of facts and records of which none can be left out.

In: what is known, a question and its answer. Out: facts and classes. By deletion: in halves first, then one by one.
"""

from collections.abc import Sequence
from dataclasses import replace

from build_tools.disclosure.attack.asking import Question, ask
from build_tools.disclosure.attack.knowledge import AlikeClass, Fact, Knowledge
from build_tools.disclosure.audit.clock import Clock

Item = Fact | AlikeClass


Reasons = tuple[tuple[Fact, ...], tuple[AlikeClass, ...]]
"""Figures, and records."""


def needed(known: Knowledge, question: Question, number: int, clock: Clock) -> Reasons:
    """Return facts that are said and classes from which a count follows, none of which can be left out."""
    silent = [fact for fact in known.facts if fact.source is None]
    said = sorted((fact for fact in known.facts if fact.source), key=lambda fact: _nearness(fact, question))
    items: list[Item] = [*known.classes, *said]

    def follows(some: Sequence[Item]) -> bool:
        facts = (*silent, *(one for one in some if isinstance(one, Fact)))
        classes = (one for one in some if isinstance(one, AlikeClass))
        less = replace(known, facts=facts, classes=tuple(classes))
        return ask(less, [question], clock, certain_only=True) == [(number, number)]

    size = len(items) // 2
    while size:
        start = 0
        while start < len(items):
            rest = items[:start] + items[start + size :]
            if follows(rest):
                items = rest
            else:
                start += size
        size //= 2
    return (
        tuple(one for one in items if isinstance(one, Fact)),
        tuple(one for one in items if isinstance(one, AlikeClass)),
    )


def _nearness(fact: Fact, question: Question) -> tuple[bool, int]:
    """Return how near a number is to what is asked, the farthest first, so that the nearest are the last to be left
    out: numbers of other people, then those of many, then those of the people who are asked about."""
    shared = all(set(fact.query[name]) & set(question.query[name]) for name in fact.query if name in question.query)
    return shared and len(fact.query) > 1, len(fact.query)
