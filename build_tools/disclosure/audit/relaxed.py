"""The problem without the demand for whole numbers, solved by HiGHS in floating point. Nothing here is proved.

In: a problem, then costs and limits of columns. Out: a solution with the weights of the rows, or a ray that speaks
against there being one. Few columns are in use at a time: one joins when the weights say that it would cost less than
nothing (column generation).
"""

from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from build_tools.disclosure.audit import model
from build_tools.disclosure.audit.clock import Clock
from build_tools.disclosure.audit.errors import NOT_CONFIRMED, NotDecided
from build_tools.disclosure.audit.problem import Numbers, Problem
from build_tools.disclosure.audit.proof import Floats

DUAL, PRIMAL = 1, 4
"""Ways of the simplex method: PRIMAL goes on well after a change of costs, DUAL after one of limits."""
SOLVED = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty)
WORTH = 1e-6
JOIN = 200
MOST_JOINED = 1000
"""With more columns than that each step takes longer than to begin anew."""


@dataclass(frozen=True)
class Found:
    """The best solution of the relaxed problem with the weights of its rows, or no solution and a ray."""

    values: Floats | None
    weights: Floats


class Relaxed:
    """The columns in use and where the solver stands: each answer begins where the last one ended."""

    def __init__(self, problem: Problem, clock: Clock, columns: Numbers):
        self._problem, self._clock, self._first = problem, clock, columns
        self._begin()

    def _begin(self) -> None:
        self._columns = np.zeros(0, np.int64)
        self._highs = model.solver(self._problem)
        self._join(self._first)

    def cost(self, cost: Numbers) -> Found:
        """Return the best solution at these costs, of all columns."""
        if len(self._columns) > len(self._first) + MOST_JOINED:
            self._begin()
        while True:
            self._highs.changeColsCost(*self._of(cost))
            found = self._run(PRIMAL)
            missing = self._missing(cost, found)
            if not len(missing):
                return found
            self._join(missing)

    def within(self, low: Numbers, high: Numbers) -> Found:
        """Return the best solution with columns between these limits, of those in use."""
        self.limit(low, high)
        return self._run(DUAL)

    def limit(self, low: Numbers, high: Numbers) -> None:
        """Keep the columns between these limits from now on."""
        self._highs.changeColsBounds(*self._of(low), self._of(high)[-1])

    def out_of_use(self) -> Numbers:
        """Return the columns that are not in use, which are 0."""
        return np.setdiff1d(np.arange(self._problem.columns), self._columns)

    def _of(self, numbers: Numbers) -> tuple[int, Any, Floats]:
        count = len(self._columns)
        return count, np.arange(count, dtype=np.int32), numbers[self._columns].astype(np.float64)

    def _join(self, columns: Numbers) -> None:
        model.add(self._highs, self._problem, columns)
        self._columns = np.concatenate([self._columns, columns])

    def _missing(self, cost: Numbers, found: Found) -> Numbers:
        """Return columns out of use that would make a solution cost less, those that do most."""
        if len(self._columns) == self._problem.columns or found.values is None:
            return np.zeros(0, np.int64)
        rows = np.bincount(
            self._problem.entry_column, found.weights[self._problem.entry_row], minlength=self._problem.columns
        )
        rest = cost - rows
        rest[self._columns] = 0
        worth = np.flatnonzero(rest < -WORTH)
        return worth[np.argsort(rest[worth], kind="stable")[:JOIN]]

    def _run(self, way: int) -> Found:
        status = self._status(way)
        if status not in SOLVED and status != highspy.HighsModelStatus.kInfeasible:
            self._highs.clearSolver()
            status = self._status(DUAL)
        if status in SOLVED:
            solution = self._highs.getSolution()
            values = np.zeros(self._problem.columns)
            values[self._columns] = solution.col_value
            return Found(values, np.array(solution.row_dual))
        if status == highspy.HighsModelStatus.kInfeasible:
            return Found(None, self._ray())
        raise NotDecided(NOT_CONFIRMED)

    def _status(self, way: int) -> object:
        self._highs.setOptionValue("simplex_strategy", way)
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + self._clock.left())
        self._highs.run()
        self._clock.left()
        return self._highs.getModelStatus()

    def _ray(self) -> Floats:
        """Return the weights that speak against every solution; only the dual way, from the start, always has them."""
        _, there, ray = self._highs.getDualRay()
        if not there:
            self._highs.clearSolver()
            self._status(DUAL)
            _, there, ray = self._highs.getDualRay()
        return np.array(ray) if there else np.zeros(self._highs.getNumRow())
