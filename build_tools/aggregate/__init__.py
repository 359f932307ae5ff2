"""Counts of a register of cases, and series of the figures of briefings.

Pure views; nothing finer is read, and nothing here may be shown as it is.
"""

from build_tools.aggregate.lists import LISTED, groups
from build_tools.aggregate.series import series
from build_tools.aggregate.statistics import STATISTICS, Statistic, statistics
from build_tools.models import Counts, Joined, Register, Vocabulary

__all__ = ["LISTED", "STATISTICS", "Statistic", "counts", "groups", "series", "statistics"]


def counts(register: Register, vocabulary: Vocabulary, joined: Joined | None = None) -> Counts:
    """Count a register by everything that is counted, with the codes in one line that are ``joined``; an empty one has
    no tables and no groups."""
    return Counts(
        tables=tuple(statistics(register, vocabulary, joined or {})),
        groups=tuple(groups(register, vocabulary, joined or {})),
    )
