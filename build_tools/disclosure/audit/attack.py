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


def intervals(given: Given, clock: Clock) -> dict[Box, Interval]:
    """Return the interval of each target; raises ``ContradictoryFacts`` even where nothing is asked."""
    asked = problem(given)
    search = Search(asked, clock)
    search.minimum(np.zeros(asked.columns, np.int64))
    return {target: _interval(search, target) for target in in_order(set(given.targets))}


def _interval(search: Search, target: Box) -> Interval:
    """Return both ends: the largest is the least of what lacks."""
    whole, part = search.problem.costs(target)
    unbounded = search.problem.unbounded(target)
    return search.minimum(whole), math.inf if unbounded else -search.minimum(-part)
