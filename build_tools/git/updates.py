"""What git tells a hook of a push: which branches and tags move, from which object to which.

In: the lines that git hands over. Out: updates. Asks git nothing.
"""

import re
from typing import NamedTuple

from build_tools.problems import Fault, Problem, Refused


class Update(NamedTuple):
    """What happens to a branch or tag: its name, and the objects that it names before and after; zeros are nothing."""

    name: str
    old: str
    new: str


def is_nothing(digest: str) -> bool:
    """Whether a digest stands for nothing."""
    return not digest.strip("0")


_NO_LINES = Fault(
    "protect.no_lines",
    "was not given what git hands to its hooks: lines with names and digests; let git call it",
)
_DIGEST = re.compile("[0-9a-f]{40}|[0-9a-f]{64}")
_SENT, RECEIVED = ("new", "name", "old"), ("old", "new", "name")
"""How the lines end that git hands to the hook ``pre-push``, and to the hook ``pre-receive`` of a server. What a line
of the first begins with, people typed."""


def updates_of(lines: str, order: tuple[str, ...] = _SENT) -> list[Update]:
    """Return what git tells a hook of a push. Raises ``Refused``."""
    said = [line.rsplit(" ", 3)[-3:] for line in lines.split("\n") if line]
    if any(len(words) != len(order) for words in said):
        raise Refused([Problem("transparency protect", _NO_LINES)])
    updates = [Update(**dict(zip(order, words, strict=True))) for words in said]
    if not all(_DIGEST.fullmatch(one.old) and _DIGEST.fullmatch(one.new) for one in updates):
        raise Refused([Problem("transparency protect", _NO_LINES)])
    return updates
