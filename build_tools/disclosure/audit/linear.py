"""Linear algebra of an audit: rows of a table reduced to independent ones, and problems handed to HiGHS.

In: matrices. Out: what is solved, in floating point. One thread, one seed, the same way each time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np

from build_tools.disclosure.audit.clock import Clock
from build_tools.disclosure.audit.errors import NOT_CONFIRMED, NotDecided
from build_tools.disclosure.audit.proof import Floats

OPTIONS: dict[str, Any] = {"output_flag": False, "threads": 1, "random_seed": 0}
NOTHING = 1e-9
STATUS = highspy.HighsModelStatus


@dataclass(frozen=True, slots=True)
class Rows:
    """Sums of columns, and between what they lie."""

    matrix: Floats
    low: Floats
    high: Floats


def rows_of(matrix: Floats, low: float, high: float) -> Rows:
    """Return rows that all have the same limits."""
    return Rows(matrix, np.full(len(matrix), low), np.full(len(matrix), high))


def all_of(parts: Sequence[Rows]) -> Rows:
    """Return all rows of some parts; those that are shorter have nothing in the further columns."""
    width = max(one.matrix.shape[1] for one in parts)
    matrices = [np.pad(one.matrix, ((0, 0), (0, width - one.matrix.shape[1]))) for one in parts]
    return Rows(
        np.concatenate(matrices),
        np.concatenate([one.low for one in parts]),
        np.concatenate([one.high for one in parts]),
    )


def least(cost: Floats, rows: Rows, high: Floats, clock: Clock, whole: int = 0) -> Floats | None:
    """Return columns of the least cost from 0 to ``high``, the first ``whole`` of them in whole numbers; nothing where
    there are none. Raises ``NotDecided`` where that is not found out in time."""
    highs = highspy.Highs()
    for option, value in {**OPTIONS, "time_limit": clock.left()}.items():
        highs.setOptionValue(option, value)
    highs.passModel(_model(cost, rows, high, whole))
    highs.run()
    clock.left()
    status = highs.getModelStatus()
    if status not in (STATUS.kOptimal, STATUS.kInfeasible, STATUS.kModelEmpty):
        raise NotDecided(NOT_CONFIRMED)
    return None if status == STATUS.kInfeasible else np.array(highs.getSolution().col_value)


def _model(cost: Floats, rows: Rows, high: Floats, whole: int) -> Any:
    model, row, entries = highspy.HighsLp(), *_entries(rows.matrix)
    model.num_row_, model.num_col_ = rows.matrix.shape
    model.col_cost_, model.col_lower_, model.col_upper_ = cost, np.zeros(len(cost)), high
    model.row_lower_, model.row_upper_ = rows.low, rows.high
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = row, *entries
    kinds = highspy.HighsVarType
    model.integrality_ = (
        [kinds.kInteger if one < whole else kinds.kContinuous for one in range(len(cost))] if whole else []
    )
    return model


def _entries(matrix: Floats) -> tuple[Any, tuple[Any, Floats]]:
    """Return where each row begins, and the columns and values of all entries."""
    row, column = np.nonzero(matrix)
    starts = np.searchsorted(row, np.arange(len(matrix) + 1))
    return starts.astype(np.int32), (column.astype(np.int32), matrix[row, column])


def independent(matrix: Floats, numbers: Floats) -> tuple[Floats, Floats]:
    """Return the rows that are independent, each with a column of its own, and their numbers (Gauss and Jordan)."""
    left = np.column_stack([matrix, numbers]).astype(np.float64)
    done = 0
    for column in range(matrix.shape[1]):
        if done == len(left):
            break
        largest = done + int(np.argmax(np.abs(left[done:, column])))
        if abs(left[largest, column]) > NOTHING:
            left[[done, largest]] = left[[largest, done]]
            left[done] /= left[done, column]
            others = np.flatnonzero(np.abs(left[:, column]) > NOTHING)
            others = others[others != done]
            left[others] -= np.outer(left[others, column], left[done])
            done += 1
    left[np.abs(left) < NOTHING] = 0
    return left[:done, :-1], left[:done, -1]


def may_hold(matrix: Floats, numbers: Floats, clock: Clock) -> Any:
    """Say of each column whether it is above 0 in some solution of ``matrix @ columns == numbers``.

    One problem tells it of all: of a solution and its multiples as much as 1 is counted of each column. Freund, Roundy
    & Todd, Identifying the set of always-active constraints in a system of linear inequalities by a single linear
    program (1985)."""
    columns = matrix.shape[1]
    rows = rows_of(np.hstack([matrix, matrix, -numbers[:, None]]), 0, 0)
    multiple = Rows(np.eye(1, 2 * columns + 1, 2 * columns), np.ones(1), np.full(1, np.inf))
    high = np.concatenate([np.ones(columns), np.full(columns + 1, np.inf)])
    cost = np.concatenate([-np.ones(columns), np.zeros(columns + 1)])
    found = least(cost, all_of([rows, multiple]), high, clock)
    return found[:columns] > 1 / 2 if found is not None else np.zeros(columns, bool)
