"""HiGHS, the only door to it: one thread, one seed, the same way each time. Says what it found, in floating point.

In: a problem, then costs and limits of columns. Out: a solution with the weights of the rows, or a ray that speaks
against there being one. Nothing here is proved; ``proof`` does that.
"""

from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from build_tools.disclosure.audit.clock import Clock
from build_tools.disclosure.audit.errors import NOT_CONFIRMED, NotDecided
from build_tools.disclosure.audit.problem import Numbers, Problem
from build_tools.disclosure.audit.proof import Floats

OPTIONS: dict[str, Any] = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "solver": "simplex",
    "presolve": "off",
}
OF_WHOLE = {"solver": "choose", "presolve": "on", "mip_rel_gap": 0.0, "mip_abs_gap": 0.5}
DUAL, PRIMAL = 1, 4
"""Ways of the simplex method: PRIMAL goes on well after a change of costs, DUAL after one of limits."""


@dataclass(frozen=True)
class Found:
    """The best solution of the relaxed problem with the weights of its rows, or no solution and a ray."""

    values: Floats | None
    weights: Floats


class Relaxed:
    """The problem without the demand for whole numbers. Each answer begins where the last one ended."""

    def __init__(self, problem: Problem, clock: Clock):
        self._clock = clock
        self._all = np.arange(problem.columns, dtype=np.int32)
        self._highs = highspy.Highs()
        for option, value in OPTIONS.items():
            self._highs.setOptionValue(option, value)
        self._highs.passModel(_model(problem))

    def cost(self, cost: Numbers) -> Found:
        """Return the best solution at these costs."""
        self._highs.changeColsCost(len(cost), self._all, cost.astype(np.float64))
        return self._run(PRIMAL)

    def within(self, low: Numbers, high: Numbers) -> Found:
        """Return the best solution with columns between these limits."""
        self.limit(low, high)
        return self._run(DUAL)

    def limit(self, low: Numbers, high: Numbers) -> None:
        """Keep the columns between these limits from now on."""
        self._highs.changeColsBounds(len(low), self._all, low.astype(np.float64), high.astype(np.float64))

    def place(self) -> Any:
        """Return where the solver stands, to go back there."""
        return self._highs.getBasis()

    def go_back(self, place: Any) -> None:
        """Go on from an earlier place."""
        self._highs.setBasis(place)

    def _run(self, way: int) -> Found:
        status = self._status(way)
        if status not in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kInfeasible):
            self._highs.clearSolver()
            status = self._status(DUAL)
        if status == highspy.HighsModelStatus.kOptimal:
            solution = self._highs.getSolution()
            return Found(np.array(solution.col_value), np.array(solution.row_dual))
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


class Whole:
    """The problem with the demand for whole numbers; it says nothing of what cannot be."""

    def __init__(self, problem: Problem, clock: Clock):
        self._clock = clock
        self._all = np.arange(problem.columns, dtype=np.int32)
        self._highs = highspy.Highs()
        for option, value in {**OPTIONS, **OF_WHOLE}.items():
            self._highs.setOptionValue(option, value)
        self._highs.passModel(_model(problem))
        self._highs.changeColsIntegrality(len(self._all), self._all, np.ones(len(self._all), np.uint8))

    def best(self, cost: Numbers, bound: int, low: Numbers, high: Numbers, seconds: float) -> Floats | None:
        """Return the best that is found in that time with columns between the limits; at the bound it ends at once."""
        self._highs.clearSolver()
        self._highs.changeColsCost(len(cost), self._all, cost.astype(np.float64))
        self._highs.changeColsBounds(len(low), self._all, low.astype(np.float64), high.astype(np.float64))
        self._highs.setOptionValue("objective_target", bound + 0.5)
        self._highs.setOptionValue("time_limit", self._highs.getRunTime() + min(seconds, self._clock.left()))
        self._highs.run()
        self._clock.left()
        there = self._highs.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        return np.array(self._highs.getSolution().col_value) if there else None


def _model(problem: Problem) -> highspy.HighsLp:
    """Hand the problem over, column by column."""
    order = np.argsort(problem.entry_column, kind="stable")
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = problem.columns, len(problem.low)
    model.col_cost_ = np.zeros(problem.columns)
    model.col_lower_ = np.zeros(problem.columns)
    model.col_upper_ = problem.most.astype(np.float64)
    model.row_lower_, model.row_upper_ = problem.low.astype(np.float64), problem.high.astype(np.float64)
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    counts = np.bincount(problem.entry_column, minlength=problem.columns)
    model.a_matrix_.start_ = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    model.a_matrix_.index_ = problem.entry_row[order].astype(np.int32)
    model.a_matrix_.value_ = np.ones(len(order))
    return model
