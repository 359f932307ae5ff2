"""The exact check of what the solver says in floating point: whole numbers and fractions alone, no tolerance.

In: a problem and what the solver found. Out: a register that keeps every constraint, or a bound that none can pass.
A bound is proved by weak duality: for any weights of the rows, however they were found, no solution can cost less than
what rows and columns give at their limits (Neumaier & Shcherbina, Safe bounds in linear and mixed-integer linear
programming, 2004). Weights are rounded to fractions first.
"""

import numpy as np
from numpy.typing import NDArray

from build_tools.disclosure.audit.problem import LARGEST, Numbers, Problem

Floats = NDArray[np.float64]
DENOMINATORS = (720_720, 2**26)
"""Weights of such tables are mostly fractions with small denominators: the first makes them exact, up to 16."""
HEAVIEST = 2**26
SAFE = 2.0**62
"""Sums of that size, reckoned roughly, hold in 64 bits."""


def kept(problem: Problem, values: Floats | Numbers) -> Numbers | None:
    """Return the values as whole numbers, if they keep every constraint exactly."""
    counts = np.rint(values).astype(np.int64)
    rows = np.zeros(len(problem.low), np.int64)
    np.add.at(rows, problem.entry_row, counts[problem.entry_column])
    in_rows = (rows >= problem.low).all() and (rows <= problem.high).all()
    return counts if in_rows and (counts >= 0).all() and (counts <= problem.most).all() else None


def least(problem: Problem, cost: Numbers, weights: Floats, low: Numbers, high: Numbers) -> int:
    """Return a number that no whole solution with columns between ``low`` and ``high`` costs less than."""
    return max(_least(problem, cost, weights, low, high, denominator) for denominator in DENOMINATORS)


def _least(problem: Problem, cost: Numbers, weights: Floats, low: Numbers, high: Numbers, denominator: int) -> int:
    """Reckon the bound with weights that are multiples of one fraction."""
    sane = np.clip(np.nan_to_num(weights), -HEAVIEST, HEAVIEST)
    rows = np.rint(sane * denominator).astype(np.int64)
    rest = cost * denominator
    np.subtract.at(rest, problem.entry_column, rows[problem.entry_row])
    total = _at_limits(rows, problem.low, problem.high) + _at_limits(rest, low, high)
    return -(-total // denominator)


def _at_limits(weights: Numbers, low: Numbers, high: Numbers) -> int:
    """Return the least that weighted numbers within limits can give, reckoned without an end to digits."""
    limits = np.where(weights > 0, low, high)
    used = np.flatnonzero(weights)
    if np.abs(weights[used]).astype(float) @ np.abs(limits[used]).astype(float) < SAFE:
        return int(weights[used] @ limits[used])
    return sum(weight * limit for weight, limit in zip(weights[used].tolist(), limits[used].tolist(), strict=True))


def plain_bound(problem: Problem, cost: Numbers) -> int:
    """Return a bound that single rows give: what they hold lies inside of what costs 1, or all that gains 1 in them."""
    held = np.bincount(problem.entry_row, weights=np.abs(cost)[problem.entry_column], minlength=len(problem.low))
    if (cost < 0).any():
        around = held == -cost.sum()
        return -int(problem.high[around].min(initial=LARGEST * 2))
    inside = held == np.bincount(problem.entry_row, minlength=len(problem.low))
    return int(problem.low[inside].max(initial=0))


def impossible(problem: Problem, ray: Floats, low: Numbers, high: Numbers) -> bool:
    """Say whether a ray of weights proves that no solution lies between the limits (Farkas' lemma)."""
    size = np.abs(ray).max(initial=0.0)
    nothing = np.zeros(problem.columns, np.int64)
    return bool(size > 0) and any(least(problem, nothing, way * ray / size, low, high) > 0 for way in (1, -1))
