"""Files of a served site, each asked for as every kind of reader asks, and in another order each time.

In: an address, what must come below it, and rules for one answer. Out: what is wrong at each path, once.
Ends in time, however slow the host; keeps nothing.
"""

import ssl
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from typing import NamedTuple

from build_tools.hosting.addresses import in_ascii
from build_tools.hosting.asking import Answer, Unreachable, ask
from build_tools.hosting.readers import in_random_order, requests
from build_tools.problems import Fault, Problem
from build_tools.verify.site import problem

_AT_ONCE = 4
"""Connections to a host: quick enough, and no burden to a small one."""

AT_LEAST, EACH = 300, 4
"""Seconds for a whole site, and how many more for each of its files: more than a slow network needs."""

AWAY = Fault("host.redirected_away", "sends readers to another host or around in circles; serve the file itself")
STATUS = Fault(
    "host.status", "answers with {status} instead of {right}; look whether the site lies whole on the server"
)
CLOSED = Fault(
    "host.packed_unasked",
    "comes packed in a way that was not asked for or cannot be opened here; let the server send gzip, or check with "
    "Python 3.14 or newer, which opens zstd",
)
FILE_DIFFERS = Fault(
    "host.file_differs",
    "does not come as it lies in the finished site: something was put in or taken out, or that site is of another "
    "release; make the release that is served, then switch that off or change the host",
)
UNEQUAL = Fault(
    "host.answers_differ",
    "is answered rightly to some readers and with something else to others, in {wrong} of {asked} requests; the host "
    "treats readers differently, so do not name it before you know why",
)
_OF_ONE_FILE = (AWAY.code, STATUS.code, FILE_DIFFERS.code, UNEQUAL.code)


class Expected(NamedTuple):
    """What must come at a path below the address: a status, and the bytes of a SHA-256."""

    path: str
    digest: str
    status: int = 200


Faults = tuple[Fault, ...]
AnswerRule = Callable[[Answer, Expected], Iterator[Fault]]
AskFile = Callable[[str, Mapping[str, str]], Answer]
"""Returns what comes at a path below the address, asked for with such headers. Raises ``Unreachable``."""


def asking_at(address: str, files: int) -> AskFile:
    """Return how so many files below an address are asked for, until the time for all is over; what fails is tried
    once more."""
    base, trusted = in_ascii(address).rstrip("/"), ssl.create_default_context()
    end = time.monotonic() + AT_LEAST + EACH * files

    def ask_twice(path: str, headers: Mapping[str, str]) -> Answer:
        try:
            return ask(f"{base}/{path}", headers, end, trusted)
        except Unreachable:
            return ask(f"{base}/{path}", headers, end, trusted)

    return ask_twice


def came(answer: Answer, expected: Expected) -> Iterator[Fault]:
    """The file itself comes, from this host, can be read, and is the one that was made."""
    if answer.moved:
        yield AWAY
    elif answer.status != expected.status:
        yield STATUS.said(status=answer.status, right=expected.status)
    elif answer.body is None:
        yield CLOSED
    elif sha256(answer.body).hexdigest() != expected.digest:
        yield FILE_DIFFERS


def problems_at(
    ask_file: AskFile, every: Sequence[Expected], rule: AnswerRule, tick: Callable[[], object] = lambda: None
) -> list[Problem]:
    """Return what a rule finds in the answers at all paths; ``tick`` is called after each answer. All files are asked
    for as all readers, mixed, so that no host can tell a check by its order. Raises ``Unreachable``."""

    def faults_in(one: tuple[Expected, Mapping[str, str]]) -> Faults:
        expected, headers = one
        answer = ask_file(expected.path, headers)
        return tuple(came(answer, expected)) or tuple(rule(answer, expected))

    asked = in_random_order([(expected, headers) for expected in every for headers in requests(expected.path)])
    found: defaultdict[str, list[Faults]] = defaultdict(list)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for (expected, _), faults in zip(asked, pool.map(faults_in, asked), strict=True):
            found[expected.path].append(faults)
            tick()
    return _together(problem(one.path or "/", fault) for one in every for fault in _of_all_readers(found[one.path]))


def _of_all_readers(answers: Sequence[Faults]) -> Iterator[Fault]:
    """Yield each fault once, and in place of a file that only some readers do not get, that readers are treated
    differently."""
    wrong = sum(any(fault.code in _OF_ONE_FILE for fault in faults) for faults in answers)
    unequal = 0 < wrong < len(answers)
    if unequal:
        yield UNEQUAL.said(wrong=wrong, asked=len(answers))
    every = dict.fromkeys(fault for faults in answers for fault in faults)
    yield from (fault for fault in every if not (unequal and fault.code in _OF_ONE_FILE))


def _together(found: Iterable[Problem]) -> list[Problem]:
    """Return problems so that what a host does to many files is said once, at the first of them."""
    kept: dict[Fault | int, Problem] = {}
    for one in found:
        key = len(kept) if one.code in _OF_ONE_FILE else one.fault
        kept[key] = replace(kept[key], files=kept[key].files + 1) if key in kept else one
    return list(kept.values())
