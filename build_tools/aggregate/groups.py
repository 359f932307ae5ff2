"""Cases by region and by time, for the lists of cases."""

from collections.abc import Callable
from typing import TypeVar

from build_tools.models import ByPeriod, ByRegion, Case, Register, Vocabulary

Key = TypeVar("Key", bound=str)


def by_region(register: Register, vocabulary: Vocabulary) -> ByRegion:
    """Group cases by the region (or coarser place) of the division in force when their period began."""
    return grouped(register, vocabulary.region_of_case)


def by_period(register: Register) -> ByPeriod:
    """Group cases by their period as stated: months, quarters, years and *not stated*."""
    return grouped(register, lambda case: case.period)


def grouped(register: Register, key: Callable[[Case], Key]) -> dict[Key, tuple[Case, ...]]:
    """Return the cases of a register by ``key``, keys sorted, cases in the register's order."""
    groups: dict[Key, list[Case]] = {}
    for case in register.cases:
        groups.setdefault(key(case), []).append(case)
    return {name: tuple(groups[name]) for name in sorted(groups)}
