"""What git has published of records: every version of each that a commit holds, whatever became of it since.

In: a repository, and the content as it is now. Out: earlier versions, what they said that the records do not say now,
and what withdrawn records said last. Changes nothing; what cannot be found out is said, never guessed.
"""

from build_tools.versions.finer import differences
from build_tools.versions.history import Difference, all_commits, differing, finer_in_history, told_before
from build_tools.versions.kept import snapshots_kept
from build_tools.versions.published import published_kept
from build_tools.versions.reading import Version, versions
from build_tools.versions.withdrawn import NotKnown, withdrawn_records

__all__ = [
    "Difference",
    "NotKnown",
    "Version",
    "all_commits",
    "differences",
    "differing",
    "finer_in_history",
    "published_kept",
    "snapshots_kept",
    "told_before",
    "versions",
    "withdrawn_records",
]
