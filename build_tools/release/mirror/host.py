"""A mirror at an address: each file is asked for in every way that browsers ask.

In: a release, the address. Out: a problem for each file that differs or lacks. Ends in time, however slow the host.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from hashlib import sha256
from urllib.parse import urlsplit
from urllib.request import OpenerDirector

from build_tools.problems import Problem
from build_tools.release.address import in_ascii
from build_tools.release.fetch import CODINGS, PAGE, WHOLE, Unreachable, Wrong, fetch, opener
from build_tools.release.manifest import DIFFERS
from build_tools.release.mirror.reference import Read, Reference, beside, is_page
from build_tools.verify.site import problem

AT_ONCE = 4
"""Connections to a mirror: quick enough, and no burden to a small host."""

AT_LEAST, EACH = 300, 2
"""Seconds for a whole mirror, and how many more for each of its files: more than a slow network needs."""

Tick = Callable[[], object]


def ways(address: str, end: float) -> list[Read]:
    """Return how a file at an address can be asked for, one way for each coding: the copy that browsers get may be
    another file than the plain answer."""
    base, open_ = in_ascii(address).rstrip("/"), opener()
    return [partial(patient, f"{base}/", open_, coding, end) for coding in CODINGS]


def patient(base: str, open_: OpenerDirector, coding: str, end: float, path: str) -> bytes:
    """Fetch a file; a connection that fails once is tried once more, if there is time. Raises ``Wrong``."""
    latest = min(time.monotonic() + WHOLE, end)
    try:
        return fetch(base + path, open_, coding, latest)
    except Unreachable:
        return fetch(base + path, open_, coding, latest)


def at_address(release: Reference, address: str, tick: Tick) -> Iterator[Problem]:
    """Yield where the answers at an address are not the release; entries too many are those of the manifest there."""
    asked = ways(address, time.monotonic() + AT_LEAST + EACH * len(release.manifest.sums))
    try:
        yield from beside(release, asked[0])
        with ThreadPoolExecutor(AT_ONCE) as pool:
            futures = [pool.submit(difference, asked, *entry) for entry in release.manifest.sums.items()]
            try:
                for future in futures:
                    yield from future.result()
                    tick()
            finally:
                pool.shutdown(cancel_futures=True)
    except Unreachable as unreachable:
        yield problem(urlsplit(address).netloc, unreachable.fault)


def difference(asked: list[Read], path: str, digest: str) -> list[Problem]:
    """Return what is wrong with one file of a mirror, whichever way it is asked for. Raises ``Unreachable``."""
    for way in asked:
        try:
            data = way(path)
        except Unreachable:
            raise
        except Wrong as wrong:
            return [problem(path, wrong.fault)]
        if sha256(data).hexdigest() != digest:
            return [problem(path, PAGE if not path.endswith(".html") and is_page(data) else DIFFERS)]
    return []
