"""The problem as HiGHS takes it: one thread, one seed, the same way each time."""

from typing import Any

import highspy
import numpy as np

from build_tools.disclosure.audit.problem import Numbers, Problem

OPTIONS: dict[str, Any] = {
    "output_flag": False,
    "threads": 1,
    "random_seed": 0,
    "solver": "simplex",
    "presolve": "off",
}


def solver(problem: Problem, **options: Any) -> Any:
    """Return a solver that has the rows of a problem, and no columns yet."""
    highs = highspy.Highs()
    for option, value in {**OPTIONS, **options}.items():
        highs.setOptionValue(option, value)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = 0, len(problem.low)
    model.row_lower_, model.row_upper_ = problem.low.astype(np.float64), problem.high.astype(np.float64)
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = np.zeros(1, np.int32)
    highs.passModel(model)
    return highs


def add(highs: Any, problem: Problem, columns: Numbers) -> None:
    """Add columns in the order in which they are named, without costs."""
    starts = np.searchsorted(problem.entry_column, columns)
    counts = np.searchsorted(problem.entry_column, columns, side="right") - starts
    begin = np.cumsum(counts) - counts
    entries = np.repeat(starts - begin, counts) + np.arange(counts.sum())
    rows = problem.entry_row[entries].astype(np.int32)
    nothing, most = np.zeros(len(columns)), problem.most[columns].astype(np.float64)
    highs.addCols(len(columns), nothing, nothing, most, len(rows), begin.astype(np.int32), rows, np.ones(len(rows)))
