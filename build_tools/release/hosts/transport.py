"""Whether readers come over TLS alone: what the server says of it, and what it answers without.

In: an answer, or the address without encryption. Out: reasons.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from build_tools.problems import Fault
from build_tools.release.fetch import Unreachable
from build_tools.release.hosts.ask import Answer, ask, joined
from build_tools.release.hosts.reasons import AWAY, NO_TRANSPORT, NOT_LED, SHORT_TRANSPORT, Sample

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
