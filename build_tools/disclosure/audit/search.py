"""Finds the least cost of a register that agrees with everything public, and proves it.

In: a problem and costs. Out: the exact minimum over whole numbers. Bounds that are proved come from single rows, then
from the relaxed problem; a register that attains one ends the search. If none is found, branch and bound decides: each
branch is left for a proof alone.
"""

from collections.abc import Callable

import numpy as np

from build_tools.disclosure.audit import proof
from build_tools.disclosure.audit.clock import Clock
from build_tools.disclosure.audit.errors import NO_REGISTER, NOT_CONFIRMED, ContradictoryFacts, NotDecided
from build_tools.disclosure.audit.problem import Numbers, Problem
from build_tools.disclosure.audit.proof import Floats
from build_tools.disclosure.audit.relaxed import Found, Relaxed
from build_tools.disclosure.audit.shape import shape
from build_tools.disclosure.audit.whole import Whole

ALIKE = 1e-6
MOST_KEPT = 64
WEIGHT = 2**24
"""How much more the question weighs than the shape: with fewer people than that, a bound loses nothing."""
SECONDS_EACH = 2.0
Look = Callable[[Floats, Numbers, int], None]


class Search:
    """A problem, its solvers, and the last registers that were found to be possible."""

    def __init__(self, problem: Problem, clock: Clock):
        self.problem = problem
        self._shape, self._none = shape(problem), np.zeros(problem.columns, np.int64)
        self._known = np.zeros((0, problem.columns), np.int64)
        self._keep(self._none)
        self._all, self._whole = Relaxed(problem, clock, np.arange(problem.columns)), Whole(problem, clock)
        self._relaxed = Relaxed(problem, clock, np.flatnonzero(self._possible()))

    def minimum(self, cost: Numbers) -> int:
        """Return the least cost of a possible register; raises ``ContradictoryFacts`` if there is none.

        Costs are all 0 or 1, or all 0 or -1."""
        if (nothing := self._best(cost)) == 0 and (cost >= 0).all():
            return nothing
        bound = proof.plain_bound(self.problem, cost)
        if self._best(cost) == bound:
            return bound
        values, bound = self._relax(cost)
        looks = (self._near(0), self._near(1), self._near(2), self._anywhere)
        for look in looks:
            if self._best(cost) == bound:
                return bound
            look(values, cost, bound)
        return self._branch(cost, bound)

    def may_cost_less(self, cost: Numbers, than: int) -> bool:
        """Whether a register is known that costs less."""
        best = self._best(cost)
        return best is not None and best < than

    def _possible(self) -> Floats:
        """Return a relaxed solution; raises ``ContradictoryFacts`` if there is none."""
        found = self._all.cost(self._shape)
        if found.values is None:
            self._prove_impossible(found, self._none, self.problem.most)
            raise ContradictoryFacts(NO_REGISTER)
        self._keep(found.values)
        return found.values

    def _relax(self, cost: Numbers) -> tuple[Floats, int]:
        """Return the best of the relaxed problem with the bound that it proves.

        The shape is added to the cost, for solutions in whole numbers; where that bounds less, the cost is asked alone.
        """
        values, shaped = self._solve(cost * WEIGHT + self._shape)
        bound = -(-shaped // WEIGHT)
        return (values, bound) if cost @ values < bound + ALIKE else self._solve(cost)

    def _solve(self, cost: Numbers) -> tuple[Floats, int]:
        found = self._relaxed.cost(cost)
        if found.values is None:
            raise NotDecided(NOT_CONFIRMED)
        self._keep(found.values)
        return found.values, proof.least(self.problem, cost, found.weights, self._none, self.problem.most)

    def _near(self, width: int) -> Look:
        """Return the look among the whole numbers around a solution."""

        def look(values: Floats, cost: Numbers, bound: int) -> None:
            low, high = np.floor(values + ALIKE) - width, np.ceil(values - ALIKE) + width
            high[self._relaxed.out_of_use()] = 0  # or it takes ten times as long
            inside = np.maximum(low, 0).astype(np.int64), np.minimum(high, self.problem.most).astype(np.int64)
            self._keep_whole(cost, bound, *inside)

        return look

    def _anywhere(self, _: Floats, cost: Numbers, bound: int) -> None:
        """Look among all whole numbers."""
        self._keep_whole(cost, bound, self._none, self.problem.most)

    def _keep_whole(self, cost: Numbers, bound: int, low: Numbers, high: Numbers) -> None:
        values = self._whole.best(cost, bound, low, high, SECONDS_EACH)
        if values is not None:
            self._keep(values)

    def _best(self, cost: Numbers) -> int | None:
        """Return the least cost of the registers that are known to be possible."""
        return int((self._known @ cost).min()) if len(self._known) else None

    def _keep(self, values: Floats | Numbers) -> None:
        """Keep a solution, if it is one in whole numbers."""
        counts = proof.kept(self.problem, values)
        if counts is not None:
            self._known = np.vstack([self._known[1 - MOST_KEPT :], counts])

    def _prove_impossible(self, found: Found, low: Numbers, high: Numbers) -> None:
        if not proof.impossible(self.problem, found.weights, low, high):
            raise NotDecided(NOT_CONFIRMED)

    def _branch(self, cost: Numbers, bound: int) -> int:
        """Return the least cost by branch and bound."""
        best, branches = self._best(cost), [(self._none, self.problem.most)]
        self._all.cost(cost)
        while branches and (best is None or best > bound):
            low, high = branches.pop()
            branches += self._halves(cost, best, low, high)
            best = self._better(cost, best)
        self._all.limit(self._none, self.problem.most)
        if best is None:
            raise ContradictoryFacts(NO_REGISTER)
        return best

    def _better(self, cost: Numbers, best: int | None) -> int | None:
        known = self._best(cost)
        return known if best is None or (known is not None and known < best) else best

    def _halves(self, cost: Numbers, best: int | None, low: Numbers, high: Numbers) -> list[tuple[Numbers, Numbers]]:
        """Return the halves of a branch, or nothing if it is proved that nothing better lies there."""
        found = self._all.within(low, high)
        if found.values is None:
            self._prove_impossible(found, low, high)
            return []
        self._keep(found.values)
        known = self._better(cost, best)
        here = proof.least(self.problem, cost, found.weights, low, high)
        return [] if known is not None and here >= known else _split(found.values, low, high)


def _split(values: Floats, low: Numbers, high: Numbers) -> list[tuple[Numbers, Numbers]]:
    """Return the limits below and above the column that is farthest from a whole number, the likelier half last."""
    away = np.abs(values - np.rint(values))
    column = int(np.argmax(away))
    if away[column] <= ALIKE:
        raise NotDecided(NOT_CONFIRMED)
    below, above = high.copy(), low.copy()
    below[column], above[column] = np.floor(values[column]), np.ceil(values[column])
    halves = [(low, below), (above, high)]
    return halves if values[column] % 1 > 0.5 else halves[::-1]
