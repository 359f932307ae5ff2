"""Cases by region and by time, for the lists of cases."""

from collections.abc import Callable

from build_tools.models import Case, Register, Vocabulary, period_start

Groups = dict[str, tuple[Case, ...]]


def by_region(register: Register, vocabulary: Vocabulary) -> Groups:
    """Group cases by the region (or coarser place) of the division in force when their period began."""
    return grouped(register, lambda case: region_of_case(case, vocabulary))


def by_period(register: Register) -> Groups:
    """Group cases by their period as stated: months, quarters, years and *not stated*."""
    return grouped(register, lambda case: case.period)


def grouped(register: Register, key: Callable[[Case], str]) -> Groups:
    """Return the cases of a register by ``key``, keys sorted, cases in the register's order."""
    groups: dict[str, list[Case]] = {}
    for case in register.cases:
        groups.setdefault(key(case), []).append(case)
    return {name: tuple(groups[name]) for name in sorted(groups)}


def region_of_case(case: Case, vocabulary: Vocabulary) -> str:
    """Return the code of the region a case belongs to; never re-assigns a region of an older division."""
    return vocabulary.region_of(case.place, period_start(case.period))
