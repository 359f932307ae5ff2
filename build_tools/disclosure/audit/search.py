"""Finds the least cost of a register that agrees with everything public, and proves it.

In: a problem and costs. Out: the exact minimum over whole numbers. First the relaxed problem gives a bound that is
proved; then a register that attains it ends the search. If none is found at once, branch and bound decides: each branch
is left for a proof alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from build_tools.disclosure.audit import proof
from build_tools.disclosure.audit.errors import NO_REGISTER, NOT_CONFIRMED, ContradictoryFacts, NotDecided
from build_tools.disclosure.audit.problem import Numbers, Problem
from build_tools.disclosure.audit.proof import Floats
from build_tools.disclosure.audit.solver import Found, Relaxed

ALIKE = 1e-6
MOST_KEPT = 64
DIVES = 200


@dataclass
class Search:
    """A problem, its solver, and the last registers that were found to be possible."""

    problem: Problem
    solver: Relaxed
    known: list[Numbers] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._keep(np.zeros(self.problem.columns))

    def minimum(self, cost: Numbers) -> int:
        """Return the least cost of a possible register; raises ``ContradictoryFacts`` if there is none."""
        best = self._best_known(cost)
        if best is not None and best == self._obvious(cost):
            return best
        found = self.solver.cost(cost)
        low, high = self._limits()
        if found.values is None:
            self._prove_impossible(found, low, high)
            raise ContradictoryFacts(NO_REGISTER)
        bound = proof.least(self.problem, cost, found.weights, low, high)
        self._keep(found.values)
        place = self.solver.place()
        if self._attained(cost, bound):
            return bound
        self._dive(found, cost)
        best = bound if self._attained(cost, bound) else self._branch(cost, bound)
        self.solver.limit(low, high)
        self.solver.go_back(place)
        return best

    def _limits(self) -> tuple[Numbers, Numbers]:
        return np.zeros(self.problem.columns, np.int64), self.problem.most

    def _obvious(self, cost: Numbers) -> int:
        """Return a bound that needs no solver: what columns give at their limits."""
        return int(np.minimum(cost, 0) @ self.problem.most) if (cost < 0).any() else 0

    def _best_known(self, cost: Numbers) -> int | None:
        return min((int(cost @ counts) for counts in self.known), default=None)

    def _attained(self, cost: Numbers, bound: int) -> bool:
        return self._best_known(cost) == bound

    def _keep(self, values: Floats) -> Numbers | None:
        """Keep a solution if it is one in whole numbers."""
        counts = proof.kept(self.problem, values)
        if counts is not None:
            self.known = [*self.known[1 - MOST_KEPT :], counts]
        return counts

    def _prove_impossible(self, found: Found, low: Numbers, high: Numbers) -> None:
        if not proof.impossible(self.problem, found.weights, low, high):
            raise NotDecided(NOT_CONFIRMED)

    def _dive(self, found: Found, cost: Numbers) -> None:
        """Look for a register among the best solutions: fix the column nearest to a whole number, and again."""
        low, high = self._limits()
        high = np.where(found.reduced > ALIKE, low, high)
        low = np.where(found.reduced < -ALIKE, self.problem.most, low)
        values: Floats | None = found.values
        for _ in range(DIVES):
            if values is None or self._keep(values) is not None:
                return
            column = _nearest(values)
            if column is None:
                return
            values = self._fixed(column, values[column], low, high)

    def _fixed(self, column: int, value: float, low: Numbers, high: Numbers) -> Floats | None:
        """Fix a column at a whole number beside its value, and return what is best then."""
        for whole in sorted((int(np.floor(value)), int(np.ceil(value))), key=lambda number: abs(number - value)):
            low[column] = high[column] = whole
            found = self.solver.within(low, high)
            if found.values is not None:
                return found.values
        return None

    def _branch(self, cost: Numbers, bound: int) -> int:
        """Return the least cost by branch and bound."""
        open_branches = [self._limits()]
        best = self._best_known(cost)
        while open_branches:
            low, high = open_branches.pop()
            found = self.solver.within(low, high)
            if found.values is None:
                self._prove_impossible(found, low, high)
                continue
            here = proof.least(self.problem, cost, found.weights, low, high)
            if best is not None and here >= best:
                continue
            counts = self._keep(found.values)
            if counts is not None:
                value = int(cost @ counts)
                best = value if best is None else min(best, value)
                if best == bound:
                    return best
                if here >= best:
                    continue
            open_branches += _halves(found.values, low, high)
        if best is None:
            raise ContradictoryFacts(NO_REGISTER)
        return best


def _nearest(values: Floats) -> int | None:
    """Return the column that is nearest to a whole number without being one."""
    away = np.abs(values - np.rint(values))
    broken = np.flatnonzero(away > ALIKE)
    return int(broken[np.argmin(away[broken])]) if len(broken) else None


def _halves(values: Floats, low: Numbers, high: Numbers) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield the limits below and above a column that is farthest from a whole number, the likelier half last."""
    away = np.abs(values - np.rint(values))
    column = int(np.argmax(away))
    if away[column] <= ALIKE:
        raise NotDecided(NOT_CONFIRMED)
    below, above = high.copy(), low.copy()
    below[column], above[column] = np.floor(values[column]), np.ceil(values[column])
    halves = [(low, below), (above, high)]
    yield from halves if values[column] % 1 > 0.5 else reversed(halves)
