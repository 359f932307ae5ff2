"""Integer programs: the smallest and largest sum of some unknown counts that the known sums allow.

In: rows of columns with bounds. Out: ranges and examples of counts. The solver is needed here alone and loaded late.
"""

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = tuple[Mapping[int, int], int, int]
"""How often each column counts, and the least and the most that they add up to."""


class Impossible(Exception):
    """No register has these sums."""


class Undecided(Exception):
    """The solver ended without an answer, which is no answer of safety."""


@dataclass
class Program:
    """Counts from 0 to ``most``, held by rows."""

    columns: int
    rows: Sequence[Row]
    most: int

    def __post_init__(self) -> None:
        import highspy

        self.names = highspy
        self.solver = highspy.Highs()
        self.solver.setOptionValue("output_flag", False)
        self.solver.setOptionValue("threads", 1)
        self.solver.setOptionValue("mip_rel_gap", 0.0)
        self.solver.setOptionValue("mip_abs_gap", 0.5)
        self.solver.passModel(self._model())
        self.costs: dict[int, int] = {}

    def _model(self) -> Any:
        """Return the rows in the form of the solver."""
        model = self.names.HighsLp()
        model.num_col_, model.num_row_ = self.columns, len(self.rows)
        model.col_cost_, model.col_lower_ = [0.0] * self.columns, [0.0] * self.columns
        model.col_upper_ = [float(self.most)] * self.columns
        model.row_lower_, model.row_upper_ = [float(row[1]) for row in self.rows], [float(row[2]) for row in self.rows]
        model.a_matrix_.format_ = self.names.MatrixFormat.kRowwise
        starts, places, values = [0], list[int](), list[float]()
        for columns, _, _ in self.rows:
            places.extend(columns)
            values.extend(map(float, columns.values()))
            starts.append(len(places))
        model.a_matrix_.start_, model.a_matrix_.index_ = starts, places
        model.a_matrix_.value_ = values
        model.integrality_ = [self.names.HighsVarType.kInteger] * self.columns
        return model

    def least(self, costs: Mapping[int, int]) -> list[int]:
        """Return counts with the smallest sum of costs."""
        for column in self.costs.keys() | costs.keys():
            self.solver.changeColCost(column, float(costs.get(column, 0)))
        self.costs = dict(costs)
        self.solver.run()
        status = self.solver.getModelStatus()
        if status == self.names.HighsModelStatus.kInfeasible:
            raise Impossible
        if status != self.names.HighsModelStatus.kOptimal:
            raise Undecided
        return [round(value) for value in self.solver.getSolution().col_value]

    def smallest(self, columns: Collection[int]) -> int:
        """Return the smallest sum of columns."""
        found = self.least(dict.fromkeys(columns, 1))
        return sum(found[column] for column in columns)

    def largest(self, columns: Collection[int]) -> int:
        """Return the largest sum of columns."""
        found = self.least(dict.fromkeys(columns, -1))
        return sum(found[column] for column in columns)

    def examples(self, count: int) -> list[list[int]]:
        """Return counts that differ as much as chance makes them."""
        chance = random.Random(count)  # noqa: S311
        return [self.least({column: chance.randint(-9, 9) for column in range(self.columns)}) for _ in range(count)]
