"""Git, a program that only this room runs: it writes the files of a commit, walks history and says what changed.

In: a folder and what is asked of it. Out: plain data. Raises ``Unknown`` where git cannot tell, so that no silence can
be taken for an answer. Names no command that changes the repository; who gives one says so.
"""

from build_tools.git.history import Change, brought, check_not_shallow, commits, ever_added, staged_changes, who
from build_tools.git.objects import (
    LINK,
    SUBMODULE,
    Entry,
    Reader,
    StoredObject,
    blobs,
    digest_of,
    entries_at,
    folder_of,
    reader,
)
from build_tools.git.running import NoRepository, Unknown, git
from build_tools.git.state import (
    check_whole,
    commit,
    commit_named,
    commit_with,
    committed_at,
    could_be_committed,
    files_at,
    uncommitted,
)

__all__ = [
    "Change",
    "Entry",
    "LINK",
    "NoRepository",
    "Reader",
    "SUBMODULE",
    "StoredObject",
    "Unknown",
    "blobs",
    "brought",
    "check_not_shallow",
    "check_whole",
    "commit",
    "commit_named",
    "commit_with",
    "commits",
    "committed_at",
    "could_be_committed",
    "digest_of",
    "entries_at",
    "ever_added",
    "files_at",
    "folder_of",
    "git",
    "reader",
    "staged_changes",
    "uncommitted",
    "who",
]
