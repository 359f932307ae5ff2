"""Files of a served site, each asked for as a phone in Kazakh and in Russian, a desktop and a program ask, in another
order each time: a host that tells one kind of reader from another by a single header is asked as both.

In: an address, what must come below it, and rules for one answer. Out: what is wrong at each path, once.
Ends in time, however slow the host; keeps nothing.
"""

import ssl
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from hashlib import sha256
from itertools import product
from random import SystemRandom
from typing import NamedTuple

from build_tools.problems import Fault, Problem
from build_tools.publish.hosting.asking import Answer, Unreachable, ask, in_ascii
from build_tools.verify import together

_ANDROID: Mapping[str, str] = {
    "User-Agent": "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/142.0.0.0 Mobile Safari/537.36",
    "Accept-Encoding": "gzip, deflate, br, zstd",
    "Sec-Ch-Ua-Mobile": "?1",
    "Sec-Ch-Ua-Platform": '"Android"',
}
_IPHONE: Mapping[str, str] = {
    "User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.6 Mobile/15E148 Safari/604.1",
    "Accept-Encoding": "gzip, deflate, br",
}
_LANGUAGES = ("kk-KZ,kk;q=0.9,ru;q=0.8,en;q=0.7", "ru-RU,ru;q=0.9,en-US;q=0.8,en;q=0.7")
"""As phones send them whose language is Kazakh or Russian."""

_OPENED = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Sec-Fetch-Mode": "navigate",
    "Sec-Fetch-Dest": "document",
    "Upgrade-Insecure-Requests": "1",
}
_LOADED = {"Accept": "text/css,*/*;q=0.1", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "style"}
"""A style as a page loads it, and not as somebody opens it."""

_DESKTOP: Mapping[str, str] = {
    "User-Agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Accept": _OPENED["Accept"],
    "Accept-Language": "en-US,en;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}
"""In English, as which Tor Browser shows itself. It asks for a copy that phones do not get: a host keeps one of a file
for each coding; so does a program."""

_PROGRAM: Mapping[str, str] = {"User-Agent": "Mozilla/5.0", "Accept": "*/*", "Accept-Encoding": "identity"}

REQUESTS = 6
"""For each file."""

_CHANCE = SystemRandom()
"""Gives orders that nobody can foresee."""

_AT_ONCE = 4
"""Connections to a host: quick enough, and no burden to a small one."""

AT_LEAST, EACH = 300, 4
"""Seconds for a whole site, and how many more for each of its files: more than a slow network needs."""

STATUS = Fault(
    "host.status",
    "answers with {status} instead of {right}; look whether the site lies whole on the server, which serves each file "
    "itself where it is asked for and leads nobody on",
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
_OF_ONE_FILE = (STATUS.code, FILE_DIFFERS.code, UNEQUAL.code)


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
        with suppress(Unreachable):
            return ask(f"{base}/{path}", headers, end, trusted)
        return ask(f"{base}/{path}", headers, end, trusted)

    return ask_twice


def came(answer: Answer, expected: Expected) -> Iterator[Fault]:
    """The file itself comes, can be read, and is the one that was made."""
    if answer.status != expected.status:
        yield STATUS.filled(status=answer.status, right=expected.status)
    elif answer.body is None:
        yield CLOSED
    elif sha256(answer.body).hexdigest() != expected.digest:
        yield FILE_DIFFERS


def problems_at(
    ask_file: AskFile, every: Sequence[Expected], rule: AnswerRule, tick: Callable[[], object] = lambda: None
) -> list[Problem]:
    """Return what a rule finds in the answers at all paths; ``tick`` is called after each answer. All files are asked
    for as all readers, mixed, so that no host can tell a check by its order. What a host does to many files is said
    once. Raises ``Unreachable``."""

    def faults_in(one: tuple[Expected, Mapping[str, str]]) -> Faults:
        expected, headers = one
        answer = ask_file(expected.path, headers)
        return tuple(came(answer, expected)) or tuple(rule(answer, expected))

    asked = [(expected, headers) for expected in every for headers in requests(expected.path)]
    _CHANCE.shuffle(asked)
    found: defaultdict[str, list[Faults]] = defaultdict(list)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for (expected, _), faults in zip(asked, pool.map(faults_in, asked), strict=True):
            found[expected.path].append(faults)
            tick()
    every_problem = [Problem(one.path or "/", fault) for one in every for fault in _of_all_readers(found[one.path])]
    of_files = [one for one in every_problem if one.code in _OF_ONE_FILE]
    return [*of_files, *together(one for one in every_problem if one.code not in _OF_ONE_FILE)]


def _of_all_readers(answers: Sequence[Faults]) -> Iterator[Fault]:
    """Yield each fault once, and in place of a file that only some readers do not get, that readers are treated
    differently."""
    wrong = sum(any(fault.code in _OF_ONE_FILE for fault in faults) for faults in answers)
    unequal = 0 < wrong < len(answers)
    if unequal:
        yield UNEQUAL.filled(wrong=wrong, asked=len(answers))
    every = dict.fromkeys(fault for faults in answers for fault in faults)
    yield from (fault for fault in every if not (unequal and fault.code in _OF_ONE_FILE))


def requests(path: str) -> list[dict[str, str]]:
    """Return the headers of each request for a file: each phone in each language, from wherever, and the others.

    Readers come from an address that is typed, two searches, and a page of the site, which sends no Referer.
    """
    arrivals: list[Mapping[str, str]] = [
        {**_OPENED, "Sec-Fetch-Site": "none", "Sec-Fetch-User": "?1"},
        {**_OPENED, "Sec-Fetch-Site": "cross-site", "Sec-Fetch-User": "?1", "Referer": "https://www.google.com/"},
        {**_OPENED, "Sec-Fetch-Site": "cross-site", "Sec-Fetch-User": "?1", "Referer": "https://yandex.kz/"},
        {**(_LOADED if path.endswith(".css") else _OPENED), "Sec-Fetch-Site": "same-origin"},
    ]
    _CHANCE.shuffle(arrivals)
    visits = [
        {**phone, "Accept-Language": language, **arrival}
        for (phone, language), arrival in zip(product((_ANDROID, _IPHONE), _LANGUAGES), arrivals, strict=True)
    ]
    every = [{**asked, "Connection": "keep-alive"} for asked in (*visits, _DESKTOP, _PROGRAM)]
    _CHANCE.shuffle(every)
    return every
