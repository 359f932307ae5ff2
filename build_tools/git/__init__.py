"""Git, a program that only this room runs: it writes the files of a commit, walks history and says what changed.

In: a folder and what is asked of it. Out: plain data. Raises ``Unknown`` where git cannot tell, so that no silence can
be taken for an answer. Names no command that changes the repository; who gives one says so.
"""

from build_tools.git.history import (
    Change,
    brought,
    check_not_shallow,
    check_whole,
    commit,
    commit_named,
    commit_with,
    commits,
    committed_at,
    could_be_committed,
    ever_added,
    last_changed,
    staged_changes,
    uncommitted,
    who,
)
from build_tools.git.objects import (
    LINK,
    SUBMODULE,
    CommitEntry,
    ObjectReader,
    StoredObject,
    blob_digest,
    blob_texts,
    entries_at,
    folder_of,
    reader,
)
from build_tools.git.running import NoRepository, Unknown, git

__all__ = [
    "Change",
    "CommitEntry",
    "LINK",
    "NoRepository",
    "ObjectReader",
    "SUBMODULE",
    "StoredObject",
    "Unknown",
    "blob_texts",
    "brought",
    "check_not_shallow",
    "check_whole",
    "commit",
    "commit_named",
    "commit_with",
    "commits",
    "committed_at",
    "could_be_committed",
    "blob_digest",
    "entries_at",
    "ever_added",
    "folder_of",
    "git",
    "last_changed",
    "reader",
    "staged_changes",
    "uncommitted",
    "who",
]
