"""Counts: of a register of cases, and of a briefing's ledger. Pure views; nothing finer is read."""

from build_tools.aggregate.groups import by_period, by_region, region_of_case
from build_tools.aggregate.statistics import STATISTICS, Row, Statistic, Table, statistics

__all__ = [
    "STATISTICS",
    "Row",
    "Statistic",
    "Table",
    "by_period",
    "by_region",
    "region_of_case",
    "statistics",
]
