"""The attacker's problem: what everything public together says of each count, as a function on plain data.

In: dimensions, facts, published records, questions. Out: for each question the smallest and the largest count that is
still possible, its feasibility interval; each bound is exact and proved, or there is none.

The names of the field: who knows a table with gaps solves linear constraints for what the gaps can hold (attacker's
problem, audit), and learns an interval. A cell that follows from its sums needs complementary disclosure control; one
that follows from two releases falls to differencing. Fischetti & Salazar, Models and algorithms for optimizing cell
suppression in tabular data with linear constraints (2000); Willenborg & de Waal, Elements of statistical disclosure
control (2001); the manuals of tau-ARGUS (audit) and sdcTable (attack).
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from build_tools.disclosure.audit.cells import reduced
from build_tools.disclosure.audit.clock import Clock
from build_tools.disclosure.audit.errors import NO_SOLVER, ContradictoryFacts, NotDecided
from build_tools.disclosure.audit.plain import Box, Dims, Given, Interval, Query, read
from build_tools.disclosure.audit.simple import can_be_true

if TYPE_CHECKING:
    from build_tools.disclosure.audit.reckoning import Reckoning
    from build_tools.disclosure.audit.table import Table

__all__ = ["LIMIT", "ContradictoryFacts", "NotDecided", "Query", "bounds", "is_open", "reckoned"]

LIMIT = 30.0
"""CPU seconds for all targets together."""


def bounds(
    dims: Dims,
    facts: Sequence[tuple[Query, int, int]],
    classes: Sequence[tuple[Query, int]],
    targets: Sequence[Query],
    *,
    limit: float = LIMIT,
    certain_only: bool = False,
) -> list[Interval]:
    """Return the feasibility interval of each target: ``math.inf`` where nothing bounds it.

    ``dims`` has the finest values of each dimension. A fact is a query with its smallest and largest count: a list is a
    union, a dimension that is not named is summed over, ``{}`` is the total. A class is what published records of one
    coarse description may be, and how many they are; facts count them together with any number of records that nobody
    published. ``certain_only`` asks less: of what is not certain to be one number above 0 only the smallest count is
    right, and ``math.inf`` stands for the largest. Raises ``ContradictoryFacts`` if no register agrees with all,
    ``NotDecided`` if that or a bound could not be proved within ``limit`` CPU seconds, ``ValueError`` for what is no
    such data.
    """
    clock = Clock(limit)
    given = reduced(read(dims, facts, classes, targets))
    if not targets and not classes and can_be_true(given):
        return []
    intervals = _intervals(given, clock, certain_only)
    return [intervals[target] for target in given.targets]


Exact = Sequence[tuple[Query, int]]
"""Queries, each with the number of those whom it describes."""


def reckoned(
    dims: Dims,
    facts: Exact,
    classes: Exact,
    *,
    most: int,
    before: Exact = (),
    along: str | None = None,
    about: Query | None = None,
    no_news: Sequence[Query] = (),
    limit: float = LIMIT,
) -> "Reckoning | None":
    """Return some people of whom it follows, by adding and subtracting what is public, that they are 1 to ``most``;
    nothing where there are none, however they are described.

    Dimensions, facts and classes are those of ``bounds``, with exact numbers, and not contradictory. What is known to
    be so from ``before`` alone is nothing new, nor that none of them is left whom ``no_news`` describes. Nobody is told
    apart by the dimension ``along``, and nobody is asked about whom ``about`` does not describe. Raises ``NotDecided``.
    """
    clock = Clock(limit)
    table = _table(dims, facts, classes, before, along, about or {}, no_news, clock)
    from build_tools.disclosure.audit.reckoning import reckoned

    return reckoned(table, most, clock)


def is_open(dims: Dims, facts: Exact, classes: Exact, *, along: str | None = None, limit: float = LIMIT) -> bool:
    """Whether, wherever somebody can be, people can be whom nobody published; with the same arguments. Raises
    ``NotDecided``."""
    return _table(dims, facts, classes, (), along, {}, (), Clock(limit)).is_open


def _table(
    dims: Dims,
    facts: Exact,
    classes: Exact,
    before: Exact,
    along: str | None,
    about: Query,
    no_news: Sequence[Query],
    clock: Clock,
) -> "Table":
    try:
        from build_tools.disclosure.audit.table import table
    except ImportError:
        raise NotDecided(NO_SOLVER) from None
    return table(dims, facts, classes, before, along, about, no_news, clock)


def _intervals(given: Given, clock: Clock, certain_only: bool) -> dict[Box, Interval]:
    """Solve. What that needs is imported here: it takes long to load, and an audit without it is not decided."""
    try:
        from build_tools.disclosure.audit.attack import intervals
    except ImportError:
        raise NotDecided(NO_SOLVER) from None
    return intervals(given, clock, certain_only)
