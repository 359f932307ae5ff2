"""Series of the figures of briefings: one for each name, a step for each briefing.

In: ledgers and what was changed of them. Out: series.
"""

from collections.abc import Iterable, Iterator, Sequence

from build_tools.models import (
    REGISTERED,
    AddedTable,
    Corrections,
    Ledger,
    ReleaseLedger,
    Series,
    Step,
    figure_of,
)


def series(ledgers: Iterable[Ledger], corrections: Corrections) -> Iterator[Series]:
    """Yield the series of each name, in the order in which the ledgers have them, the oldest step first."""
    ordered = sorted(ledgers, key=lambda ledger: (ledger.as_of, ledger.id))
    for name in dict.fromkeys(name for ledger in reversed(ordered) for name in ledger.figures):
        yield Series(name, tuple(_steps(name, ordered, corrections)))


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
    """Whether a ledger counts all that an earlier one counts: what it has more is new."""
    return before.id in (*ledger.counts.includes, *ledger.counts.same)


def of_releases(releases: Sequence[ReleaseLedger], added: Iterable[AddedTable]) -> Iterator[Series]:
    """Yield the series of each line that several releases have, and that of all reports."""
    every = [(REGISTERED, tuple(release.total for release in releases))]
    every += [(figure_of(table.field, step), counts) for table in added for step, counts in table.lines.items()]
    for name, counts in every if len(releases) > 1 else ():
        steps = (Step(one.id, one.counts.until, value, "", None) for one, value in zip(releases, counts, strict=True))
        yield Series(name, tuple(steps))
