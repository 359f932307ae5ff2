"""Asks for the smallest and the largest count of each target.

In: the reduced question. Out: an interval for each target. Never less than all of them.
"""

import math

import numpy as np

from build_tools.disclosure.audit.cells import in_order
from build_tools.disclosure.audit.clock import Clock
from build_tools.disclosure.audit.plain import Box, Given, Interval
from build_tools.disclosure.audit.problem import problem
from build_tools.disclosure.audit.search import Search


def intervals(given: Given, clock: Clock, certain_only: bool) -> dict[Box, Interval]:
    """Return the interval of each target; raises ``ContradictoryFacts`` even where nothing is asked."""
    asked = problem(given)
    search = Search(asked, clock)
    search.minimum(np.zeros(asked.columns, np.int64))
    interval = _certain if certain_only else _interval
    return {target: interval(search, target) for target in in_order(set(given.targets))}


def _interval(search: Search, target: Box) -> Interval:
    """Return both ends: the largest is the least of what lacks."""
    whole, part, unbounded = search.problem.costs(target)
    return search.minimum(whole), math.inf if unbounded else -search.minimum(-part)


def _certain(search: Search, target: Box) -> Interval:
    """Return the smallest count, and the largest where it is the same and not 0. It is not looked for where a register
    is known to be possible that has more."""
    whole, part, unbounded = search.problem.costs(target)
    low = search.minimum(whole)
    more = low == 0 or unbounded or search.may_cost_less(-part, -low)
    return low, math.inf if more or -search.minimum(-part) > low else low
