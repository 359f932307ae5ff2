"""What is judged once for a whole site: that readers come over TLS alone, and that security.txt (RFC 9116) holds.

In: an answer, or the address without encryption. Out: reasons.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit

from build_tools.hosting.ask import Answer, ask, joined
from build_tools.hosting.fetch import Unreachable
from build_tools.hosting.reasons import AWAY, EXPIRED, NO_SECURITY, NO_TRANSPORT, NOT_LED, SHORT_TRANSPORT, Sample
from build_tools.problems import Fault

YEAR = 31536000
AGE = re.compile(r"(?<![\w-])max-age\s*=\s*\"?(\d+)", re.IGNORECASE)


def encrypted(answer: Answer, sample: Sample) -> Iterator[Fault]:
    """Browsers come over TLS only, for a year; of several rules the shortest counts, and none second ends the first."""
    ages = [int(age) for age in AGE.findall(answer.headers.get("strict-transport-security", ""))]
    shortest = min(ages, default=0)
    if not shortest:
        yield NO_TRANSPORT
    elif shortest < YEAR:
        yield SHORT_TRANSPORT


def led(address: str) -> Iterator[Fault]:
    """Whoever asks at ``http://…`` is led to the same host over TLS; that nobody answers there is as good."""
    try:
        answer = ask(address, "")
    except Unreachable:
        return
    there = urlsplit(joined(address, answer.headers.get("location", "")))
    if not answer.away:
        yield NOT_LED
    elif (there.scheme, there.hostname) != ("https", urlsplit(address).hostname):
        yield AWAY


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
