"""A mirror at an address: each file is asked for in every way that browsers ask, and in another order each time.

In: a release, the address. Out: a problem for each file that differs or lacks. Ends in time, however slow the host.
"""

import ssl
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import partial
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import urlsplit

from build_tools.hosting.browsers import in_random_order, requests
from build_tools.hosting.connections import in_ascii
from build_tools.hosting.fetch import NOT_SERVED, PAGE_FOR_FILE, WHOLE, Unreachable, WrongAnswer, fetch
from build_tools.problems import Fault, Problem
from build_tools.provenance.manifest import DIFFERS, MANIFEST, UNLISTED, Manifest, read_manifest
from build_tools.provenance.signature import UNSIGNED_THERE, signature_problems, signature_source
from build_tools.verify.site import problem

_AT_ONCE = 4
"""Connections to a mirror: quick enough, and no burden to a small host."""

AT_LEAST, EACH = 300, 4
"""Seconds for a whole mirror, and how many more for each of its files: more than a slow network needs."""

_INDEX = "index.html"
NO_INDEX = Fault(
    "mirror.no_index",
    "is not answered with the file `index.html` of that folder, which readers expect there; ask who runs the mirror",
)
_UNEQUAL = Fault(
    "mirror.answers_differ",
    "is answered with the file of the release to some readers and with something else to others, in {wrong} of "
    "{asked} requests; the host treats readers differently, so do not name this mirror before you know why",
)

_OTHER_RELEASE = Fault(
    "mirror.other_release",
    "is that of another release, of {day}; the mirror is older or newer, or somebody changed it",
)
_HTML = (b"<!doctype html", b"<html")

ReadServed = Callable[[str], bytes]
"""Returns a file of a mirror by its path. Raises ``Wrong``."""


class Reference(NamedTuple):
    """Our manifest, its bytes, and the public key that signs it, if there is one.

    ``signature`` is one that was handed over by another way, so that the mirror need not have it.
    """

    manifest: Manifest
    data: bytes
    key: str | None
    signature: bytes | None = None


Tick = Callable[[], object]
AskFile = Callable[[str, Mapping[str, str]], bytes]
"""Returns the file at a path below the address, asked for with such headers. Raises ``Wrong``."""


def _asking(address: str, end: float) -> AskFile:
    """Return how files at an address are asked for until ``end``, as ``time.monotonic`` counts."""
    base, trusted = in_ascii(address).rstrip("/"), ssl.create_default_context()

    def ask(path: str, headers: Mapping[str, str]) -> bytes:
        """Fetch a file; a connection that fails once is tried once more, if there is time."""
        once = partial(fetch, f"{base}/{path}", headers, min(time.monotonic() + WHOLE, end), trusted)
        try:
            return once()
        except Unreachable:
            return once()

    return ask


def sums_at_address(release: Reference, address: str, tick: Tick) -> Iterator[Problem]:
    """Yield where the answers at an address are not the release; entries too many are those of the manifest there."""
    ask = _asking(address, time.monotonic() + AT_LEAST + EACH * len(release.manifest.sums))
    try:
        around = list(reference_problems(release, lambda path: ask(path, requests(path)[0])))
        yield from around
        expected = _answers(release.manifest.sums)
        if all(one.path != MANIFEST for one in around):
            expected[MANIFEST] = sha256(release.data).hexdigest()
        found: dict[str, Fault | None] = {}
        for path, faults in _asked_for(ask, expected):
            found[path] = _verdict(faults)
            if path in release.manifest.sums:
                tick()
        yield from (problem(path or "/", fault) for path, fault in found.items() if fault and not _said(path, found))
    except Unreachable as unreachable:
        yield problem(urlsplit(address).netloc, unreachable.fault)


def _answers(sums: Mapping[str, str]) -> dict[str, str]:
    """Return the SHA-256 of what must come at each address: at the files, and at the folders that have a first page."""
    doors = {path.removesuffix(_INDEX): digest for path, digest in sums.items() if _is_door(path.removesuffix(_INDEX))}
    return {**sums, **doors}


def _said(path: str, found: Mapping[str, Fault | None]) -> bool:
    """Whether what is wrong at a folder is said of its first page already."""
    return _is_door(path) and found[path + _INDEX] is not None


def _is_door(path: str) -> bool:
    """Whether a path is that of a folder."""
    return path == "" or path.endswith("/")


def _asked_for(ask: AskFile, expected: Mapping[str, str]) -> Iterator[tuple[str, list[Fault | None]]]:
    """Ask for all files in every way, mixed, so that no host can tell a check by its order; yield each path, once it
    is done, with what is wrong with each answer. Raises ``Unreachable``."""
    every = in_random_order([(path, headers) for path in expected for headers in requests(path)])
    left = Counter(path for path, _ in every)
    faults: defaultdict[str, list[Fault | None]] = defaultdict(list)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        futures = {pool.submit(_fault_in, ask, path, headers, expected[path]): path for path, headers in every}
        try:
            for future in as_completed(futures):
                path = futures[future]
                faults[path].append(future.result())
                if len(faults[path]) == left[path]:
                    yield path, faults.pop(path)
        finally:
            pool.shutdown(cancel_futures=True)


def _fault_in(ask: AskFile, path: str, headers: Mapping[str, str], digest: str) -> Fault | None:
    """Return what is wrong with one answer. Raises ``Unreachable``."""
    try:
        data = ask(path, headers)
    except WrongAnswer as wrong:
        return NO_INDEX if _is_door(path) and wrong.fault == NOT_SERVED else wrong.fault
    if sha256(data).hexdigest() == digest:
        return None
    if _is_door(path):
        return NO_INDEX
    return PAGE_FOR_FILE if not path.endswith(".html") and is_html(data) else DIFFERS


def _verdict(faults: list[Fault | None]) -> Fault | None:
    """Return the one thing to say of all answers at a path: of several, what most of them have."""
    wrong = sorted((fault for fault in faults if fault), key=lambda fault: fault.message)
    if not wrong:
        return None
    most = max(wrong, key=wrong.count)
    if len(wrong) < len(faults) and most in (DIFFERS, PAGE_FOR_FILE, NOT_SERVED, NO_INDEX):
        return _UNEQUAL.said(wrong=len(wrong), asked=len(faults))
    return most


def reference_problems(release: Reference, read: ReadServed) -> Iterator[Problem]:
    """Yield what is wrong with the manifest of a mirror and its signature. Raises ``Unreachable``."""
    yield from _other_manifest(release, read)
    signature = signature_source(release.signature, lambda path: _there_is(read, path))
    yield from signature_problems(release.key, release.data, signature, UNSIGNED_THERE)


def _there_is(read: ReadServed, path: str) -> bytes | None:
    """Return a file of a mirror if there is one. Raises ``Unreachable``."""
    try:
        return read(path)
    except WrongAnswer:
        return None


def _other_manifest(release: Reference, read: ReadServed) -> Iterator[Problem]:
    """Yield how the manifest of a mirror differs, and each file that only it names. Raises ``Unreachable``."""
    try:
        data = read(MANIFEST)
    except WrongAnswer as wrong:
        yield problem(MANIFEST, wrong.fault)
        return
    if data == release.data:
        return
    theirs, _ = read_manifest(data.decode("utf-8", "replace"))
    if theirs is None:
        yield problem(MANIFEST, PAGE_FOR_FILE if is_html(data) else DIFFERS)
        return
    yield problem(MANIFEST, _OTHER_RELEASE.said(day=theirs.day.isoformat()))
    yield from (problem(path, UNLISTED) for path in sorted(theirs.sums.keys() - release.manifest.sums.keys()))


def is_html(data: bytes) -> bool:
    """Whether an answer is an HTML page, whatever it was asked for."""
    return data[:200].lstrip().lower().startswith(_HTML)
