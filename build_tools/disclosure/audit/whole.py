"""The problem with the demand for whole numbers: HiGHS looks for a register, and says nothing of what cannot be."""

import highspy
import numpy as np

from build_tools.disclosure.audit import model
from build_tools.disclosure.audit.clock import Clock
from build_tools.disclosure.audit.problem import Numbers, Problem
from build_tools.disclosure.audit.proof import Floats

OPTIONS = {"solver": "choose", "presolve": "on", "mip_rel_gap": 0.0, "mip_abs_gap": 0.5}


class Whole:
    """A solver for whole numbers; each search begins anew."""

    def __init__(self, problem: Problem, clock: Clock):
        self._clock = clock
        self._all = np.arange(problem.columns, dtype=np.int32)
        self._highs = model.solver(problem, **OPTIONS)
        model.add(self._highs, problem, np.arange(problem.columns))
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
