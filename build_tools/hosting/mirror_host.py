"""A mirror at an address: each file is asked for in every way that browsers ask, and in another order each time.

In: a release, the address. Out: a problem for each file that differs or lacks. Ends in time, however slow the host.
"""

import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from functools import partial
from hashlib import sha256
from urllib.parse import urlsplit

from build_tools.hosting.browsers import requests, shuffled
from build_tools.hosting.connections import in_ascii
from build_tools.hosting.fetch import MISSING, PAGE, WHOLE, Unreachable, Wrong, fetch, opener
from build_tools.hosting.reference import Reference, beside, is_page
from build_tools.problems import Fault, Problem
from build_tools.provenance.manifest import DIFFERS, NAME
from build_tools.verify.site import problem

AT_ONCE = 4
"""Connections to a mirror: quick enough, and no burden to a small host."""

AT_LEAST, EACH = 300, 4
"""Seconds for a whole mirror, and how many more for each of its files: more than a slow network needs."""

INDEX = "index.html"
NO_INDEX = Fault(
    "mirror.no_index",
    "is not answered with the file `index.html` of that folder, which readers expect there; ask who runs the mirror",
)
UNEQUAL = Fault(
    "mirror.answers_differ",
    "is answered with the file of the release to some readers and with something else to others, in {wrong} of "
    "{asked} requests; the host treats readers differently, so do not name this mirror before you know why",
)

Tick = Callable[[], object]
Ask = Callable[[str, Mapping[str, str]], bytes]
"""Returns the file at a path below the address, asked for with such headers. Raises ``Wrong``."""


def asking(address: str, end: float) -> Ask:
    """Return how files at an address are asked for until ``end``, as ``time.monotonic`` counts."""
    base, open_ = in_ascii(address).rstrip("/"), opener()

    def ask(path: str, headers: Mapping[str, str]) -> bytes:
        """Fetch a file; a connection that fails once is tried once more, if there is time."""
        once = partial(fetch, f"{base}/{path}", open_, headers, min(time.monotonic() + WHOLE, end))
        try:
            return once()
        except Unreachable:
            return once()

    return ask


def at_address(release: Reference, address: str, tick: Tick) -> Iterator[Problem]:
    """Yield where the answers at an address are not the release; entries too many are those of the manifest there."""
    ask = asking(address, time.monotonic() + AT_LEAST + EACH * len(release.manifest.sums))
    try:
        around = list(beside(release, lambda path: ask(path, requests(path)[0])))
        yield from around
        expected = answers(release.manifest.sums)
        if all(one.path != NAME for one in around):
            expected[NAME] = sha256(release.data).hexdigest()
        found: dict[str, Fault | None] = {}
        for path, faults in asked_for(ask, expected):
            found[path] = verdict(faults)
            if path in release.manifest.sums:
                tick()
        yield from (problem(path or "/", fault) for path, fault in found.items() if fault and not said(path, found))
    except Unreachable as unreachable:
        yield problem(urlsplit(address).netloc, unreachable.fault)


def answers(sums: Mapping[str, str]) -> dict[str, str]:
    """Return the SHA-256 of what must come at each address: at the files, and at the folders that have a first page."""
    doors = {path.removesuffix(INDEX): digest for path, digest in sums.items() if is_index(path)}
    return {**sums, **doors}


def said(path: str, found: Mapping[str, Fault | None]) -> bool:
    """Whether what is wrong at a folder is said of its first page already."""
    return is_door(path) and found[path + INDEX] is not None


def is_door(path: str) -> bool:
    """Whether a path is that of a folder."""
    return path == "" or path.endswith("/")


def is_index(path: str) -> bool:
    """Whether a file is the first page of a folder."""
    return path.rpartition("/")[2] == INDEX


def asked_for(ask: Ask, expected: Mapping[str, str]) -> Iterator[tuple[str, list[Fault | None]]]:
    """Ask for all files in every way, mixed, so that no host can tell a check by its order; yield each path, once it
    is done, with what is wrong with each answer. Raises ``Unreachable``."""
    every = shuffled([(path, headers) for path in expected for headers in requests(path)])
    left: defaultdict[str, int] = defaultdict(int)
    for path, _ in every:
        left[path] += 1
    faults: defaultdict[str, list[Fault | None]] = defaultdict(list)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        futures = {pool.submit(fault_in, ask, path, headers, expected[path]): path for path, headers in every}
        try:
            for path, fault in finished(futures):
                faults[path].append(fault)
                if len(faults[path]) == left[path]:
                    yield path, faults.pop(path)
        finally:
            pool.shutdown(cancel_futures=True)


def finished(futures: Mapping[Future[Fault | None], str]) -> Iterator[tuple[str, Fault | None]]:
    """Yield the path and the result of each request as they come. Raises ``Unreachable``."""
    for future in as_completed(futures):
        yield futures[future], future.result()


def fault_in(ask: Ask, path: str, headers: Mapping[str, str], digest: str) -> Fault | None:
    """Return what is wrong with one answer. Raises ``Unreachable``."""
    try:
        data = ask(path, headers)
    except Unreachable:
        raise
    except Wrong as wrong:
        return NO_INDEX if is_door(path) and wrong.fault == MISSING else wrong.fault
    if sha256(data).hexdigest() == digest:
        return None
    if is_door(path):
        return NO_INDEX
    return PAGE if not path.endswith(".html") and is_page(data) else DIFFERS


def verdict(faults: list[Fault | None]) -> Fault | None:
    """Return the one thing to say of all answers at a path: of several, what most of them have."""
    wrong = sorted((fault for fault in faults if fault), key=lambda fault: fault.message)
    if not wrong:
        return None
    most = max(wrong, key=wrong.count)
    if len(wrong) < len(faults) and most in (DIFFERS, PAGE, MISSING, NO_INDEX):
        return UNEQUAL.said(wrong=len(wrong), asked=len(faults))
    return most
