"""Series of the figures of briefings: one for each name, a step for each briefing.

In: ledgers and what was changed of them. Out: raw series; ``disclosure`` judges what their steps differ by.
"""

from collections.abc import Iterable, Iterator

from build_tools.models import Corrections, Ledger, Series, Step


def series(ledgers: Iterable[Ledger], corrections: Corrections) -> Iterator[Series]:
    """Yield the series of each name, in the order in which the ledgers have them, the oldest step first."""
    ordered = sorted(ledgers, key=lambda ledger: (ledger.as_of, ledger.id))
    for name in dict.fromkeys(name for ledger in reversed(ordered) for name in ledger.figures):
        of_people = any(name in ledger.people for ledger in ordered)
        yield Series(name, tuple(_steps(name, ordered, corrections)), of_people)


def _steps(name: str, ledgers: list[Ledger], corrections: Corrections) -> Iterator[Step]:
    before = None
    for ledger in ledgers:
        figure = ledger.figures.get(name)
        value = figure.value if figure else None
        added = (
            value - before.figures[name].value if before and value is not None and _goes_on(before, ledger) else None
        )
        yield Step(ledger.id, ledger.as_of, value, corrections.mark(name, ledger), added)
        before = ledger if figure else before


def _goes_on(before: Ledger, ledger: Ledger) -> bool:
    """Whether a ledger counts from the same day on as an earlier one, and as long or longer: what it has more is new.

    Where nobody says of what time a ledger is, or that the two share nobody, they are not compared.
    """
    if before.counts is None or ledger.counts is None:
        return False
    apart = ledger.id in before.counts.apart_from or before.id in ledger.counts.apart_from
    same = before.counts.since.start == ledger.counts.since.start
    return same and before.counts.until.end <= ledger.counts.until.end and not apart
