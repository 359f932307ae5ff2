"""Whether ledgers may be published as they are written: lines of many, stated overlaps, no small number.

In: ledgers, the vocabulary and the settings. Out: problems. The register is not asked: a server has none, and what
makes the tables of a release asks the same judges.
"""

from collections.abc import Iterator

from build_tools.disclosure.lines.briefings import few_by_name, figure_problems, holds_few
from build_tools.disclosure.lines.known import (
    TOTAL,
    Ladders,
    Overlap,
    by_field,
    compared_ladders,
    small_differences,
    total_of,
)
from build_tools.disclosure.lines.overlaps import Ledgers, overlaps, statement_problems
from build_tools.disclosure.lines.tables import NO_STEP, TableRule, table_breaches
from build_tools.ladders import PLACE, later_regions
from build_tools.models import Ledger, ReleaseLedger, Settings, Vocabulary, fact_fields
from build_tools.problems import MISSING_VALUE, Fault, Problem
from build_tools.problems import NONE as NOTHING

TOO_SMALL = Fault(
    "figures.release_too_small", "is below {least}; wait until so many reports are registered, and count them together"
)
DIFFERENCE = Fault(
    "disclosure.difference_below_k",
    "differs from {others} by fewer than {k} reports ({field}); leave out what differs so, or change the days",
)
FEWER = Fault(
    "figures.fewer_than_within",
    "counts fewer reports than {others}, which should lie within it ({field}); correct one of them",
)


def ledger_problems(ledgers: Ledgers, vocabulary: Vocabulary, settings: Settings) -> Iterator[Problem]:
    """Yield what forbids to publish these ledgers together."""
    yield from statement_problems(ledgers)
    few, ladders = beside_few(ledgers, settings.k), compared_ladders(vocabulary)
    for path, ledger in sorted(ledgers.items()):
        if isinstance(ledger, ReleaseLedger):
            yield from _release(path, ledger, TableRule(settings.k, path in few, vocabulary), settings)
        else:
            yield from figure_problems(path, ledger, path in few, ladders, vocabulary, settings)
    for overlap in overlaps(ledgers):
        yield from _difference(overlap, ledgers, ladders, vocabulary, settings.k)


def beside_few(ledgers: Ledgers, k: int) -> set[str]:
    """Return the ledgers that hold a number of 1 to k - 1, count the same as one that does, or include one."""
    few = {ledger.id for ledger in ledgers.values() if isinstance(ledger, Ledger) and holds_few(ledger, k)}
    found = set[str]()
    for path, ledger in ledgers.items():
        others = {*ledger.counts.includes, *ledger.counts.same}
        said = {one.id for one in ledgers.values() if ledger.id in one.counts.same}
        if few & {ledger.id, *others, *said}:
            found.add(path)
    return found


def _release(path: str, ledger: ReleaseLedger, rule: TableRule, settings: Settings) -> Iterator[Problem]:
    if ledger.total < settings.release_min:
        yield Problem(path, TOO_SMALL, ("total",), {"least": settings.release_min})
    for field, lines in ledger.tables.items():
        if field not in settings.tables or field not in fact_fields():
            yield Problem(path, NO_STEP, ("tables", field))
            continue
        for step in later_regions(ledger.counts.until, rule.vocabulary).intersection(lines) if field == PLACE else ():
            yield Problem(path, NO_STEP, ("tables", field, step))
        for breach in table_breaches(field, lines, ledger.total, rule):
            yield Problem(path, breach.fault, ("tables", field, *breach.where), breach.values)


def is_public(overlap: Overlap, ledgers: Ledgers) -> bool:
    """Whether all ledgers of an overlap were public before, and with them what they differ by."""
    every = [ledgers[path] for path in (overlap.outer, *overlap.inner)]
    return all(isinstance(ledger, Ledger) and ledger.already_public for ledger in every)


def _difference(
    overlap: Overlap, ledgers: Ledgers, ladders: Ladders, vocabulary: Vocabulary, k: int
) -> Iterator[Problem]:
    """Yield in which numbers a ledger differs from what lies within it by too few."""
    paths = (overlap.outer, *overlap.inner)
    unsaid = [path for path in paths if total_of(ledgers[path]) is None]
    for path in unsaid:
        wholes = getattr(ledgers[path], "wholes", ())
        yield Problem(path, MISSING_VALUE, ("counts", "whole"), {"allowed": ", ".join(wholes) or NOTHING})
    values = {"k": k, "others": ", ".join(ledgers[path].id for path in overlap.inner)}
    if unsaid or is_public(overlap, ledgers):
        return
    for field in ladders:
        found = {path: by_field(ledgers[path], field, ladders[field], vocabulary) for path in paths}
        broken = next(small_differences(overlap, found, ladders[field], k), None)
        if broken:
            yield Problem(overlap.outer, FEWER if broken[1] else DIFFERENCE, ("counts",), {**values, "field": field})
        if broken and field == TOTAL:
            return
    for name in few_by_name([ledgers[path] for path in paths], ladders, k):
        yield Problem(overlap.outer, DIFFERENCE, ("figures", name, "value"), {**values, "field": name})
