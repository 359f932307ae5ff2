"""The gate around git: what is about to be committed or pushed is judged before it leaves this machine.

In: a repository. Out: what was found, said by place and kind and never by its value. Commits nothing, changes no file
of the project; of git's own it writes hooks that were asked for, and a note of what was found clean.
"""

from build_tools.git.updates import RECEIVED, updates_of
from build_tools.protect.commits import (
    closed_commits,
    closes_anything,
    everything,
    history,
    known_to,
    pushed,
    ranged,
    staged,
    tips_that_bring,
)
from build_tools.protect.entries import entries_changed
from build_tools.protect.hooks import install, missing, remove
from build_tools.protect.judge import Found, is_a_person
from build_tools.protect.protected import protected
from build_tools.protect.report import report

__all__ = [
    "RECEIVED",
    "Found",
    "closed_commits",
    "closes_anything",
    "entries_changed",
    "everything",
    "history",
    "install",
    "is_a_person",
    "known_to",
    "missing",
    "protected",
    "pushed",
    "ranged",
    "remove",
    "report",
    "staged",
    "tips_that_bring",
    "updates_of",
]
