"""The gate around git: what is about to be committed or pushed is judged before it leaves this machine.

In: a repository. Out: what was found, by place and kind and never by its value. Commits nothing, changes no file of the
project; of git's own it writes hooks that were asked for, and a note of what was found clean.
"""

from build_tools.protect.commits import everything, known_to, pushed, ranged, staged, tips_that_bring
from build_tools.protect.hooks import hooks_missing, install_hooks, remove_hooks
from build_tools.protect.protected import protected
from build_tools.protect.words import GateFinding, gate_report, is_a_person

__all__ = [
    "GateFinding",
    "everything",
    "install_hooks",
    "is_a_person",
    "known_to",
    "hooks_missing",
    "protected",
    "pushed",
    "ranged",
    "remove_hooks",
    "gate_report",
    "staged",
    "tips_that_bring",
]
