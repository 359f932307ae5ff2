"""Whether the file that says whom to tell of a weakness (RFC 9116) comes and still holds.

In: the answer for it, and the time. Out: reasons.
"""

import re
from collections.abc import Iterator
from datetime import datetime

from build_tools.problems import Fault
from build_tools.release.hosts.ask import Answer
from build_tools.release.hosts.reasons import EXPIRED, NO_SECURITY

PATH = ".well-known/security.txt"
EXPIRES = re.compile(r"^Expires:[ \t]*(\S+)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


def in_force(answer: Answer, now: datetime) -> Iterator[Fault]:
    """It comes, and says once until when it holds; ``now`` has a zone."""
    ends = EXPIRES.findall(answer.text)
    if answer.status != 200 or answer.away:
        yield NO_SECURITY
    elif len(ends) != 1 or not is_after(ends[0], now):
        yield EXPIRED


def is_after(text: str, now: datetime) -> bool:
    """Whether a text is a time that is still to come."""
    try:
        return datetime.fromisoformat(text) > now
    except (TypeError, ValueError):  # no time, or one without a zone
        return False
