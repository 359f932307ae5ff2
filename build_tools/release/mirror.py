"""Whether a mirror serves exactly a release: every file that the manifest names, and that manifest itself.

In: our manifest with its key, and an address or a folder. Out: a problem for each file that differs.
Builds nothing, keeps nothing.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, urlsplit
from urllib.request import OpenerDirector

from build_tools.packed import is_copy, is_copy_of, original
from build_tools.problems import N_, Problem, in_order
from build_tools.release.fetch import CODINGS, MISSING, PAGE, Unreachable, Wrong, fetch, opener
from build_tools.release.manifest import (
    DIFFERS,
    NAME,
    UNLISTED,
    Manifest,
    bytes_of,
    differences,
    files,
    read_manifest,
    sums_of,
)
from build_tools.release.manifest import MISSING as LOST
from build_tools.release.signature import signature_problems
from build_tools.verify.site import Fault, problem, walk

AT_ONCE = 4
"""Connections to a mirror: quick enough, and no burden to a small host."""

OTHER_RELEASE = N_("is that of another release, of {day}; the mirror is older or newer, or somebody changed it")
NOTHING = Fault(N_("has no file of the release at this address; check its path"))
COPY = Fault(N_("is a compressed copy of another text than the file beside it; make the copies anew"))
UNREAD = Fault(N_("does not exist there or cannot be read; copy it too"))
HTML = (b"<!doctype html", b"<html")

ABSENT = (MISSING.message, LOST.message, UNREAD.message)

Tick = Callable[[], object]


class Mirror(NamedTuple):
    """How a mirror is asked: ``ways`` return a file of it or raise ``Wrong``; ``where`` names it in problems.

    A host has one way for each coding, because the copy that browsers get may be another file than the plain answer.
    """

    ways: tuple[Callable[[str], bytes], ...]
    where: str

    def read(self, path: str) -> bytes:
        """Return a file as it is. Raises ``Wrong``."""
        return self.ways[0](path)


class Reference(NamedTuple):
    """What a mirror is held against: our manifest, its bytes, and the public key that signs it, if there is one."""

    manifest: Manifest
    data: bytes
    key: str | None


def is_address(text: str) -> bool:
    """Whether a text is the address of a folder on the web, with nothing after its path and no password in it."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    web = parts.scheme in ("http", "https") and parts.hostname
    return bool(web) and not (parts.query or parts.fragment or parts.username)


def of_folder(folder: Path) -> Mirror:
    """Return a mirror that lies in a folder, such as a stick."""

    def read(path: str) -> bytes:
        try:
            return (folder / path).read_bytes()
        except OSError:
            raise Wrong(UNREAD) from None

    return Mirror((read,), folder.name)


def of_address(address: str) -> Mirror:
    """Return a mirror at an address, which may have a path."""
    open_, parts = opener(), urlsplit(address)
    base = parts._replace(path=quote(parts.path.rstrip("/"), safe="/%")).geturl()
    ways = (partial(patient, f"{base}/", open_, coding) for coding in CODINGS)
    return Mirror(tuple(ways), parts.netloc)


def patient(base: str, open_: OpenerDirector, coding: str, path: str) -> bytes:
    """Fetch a file; a connection that fails once is tried once more. Raises ``Wrong``."""
    try:
        return fetch(base + path, open_, coding)
    except Unreachable:
        return fetch(base + path, open_, coding)


def problems(release: Reference, against: str | Path, tick: Tick) -> list[Problem]:
    """Return where a mirror is not exactly the release; ``tick`` is called after each file that was fetched."""
    folder = isinstance(against, Path)
    found = in_order(in_folder(release, against) if folder else at_address(release, against, tick))
    absent = {problem.path for problem in found if problem.message in ABSENT}
    where = against.name if folder else urlsplit(against).netloc
    return [problem(where, NOTHING)] if absent >= {NAME, *release.manifest.sums} else found


def in_folder(release: Reference, folder: Path) -> Iterator[Problem]:
    """Yield where a folder is not the release, files too many included."""
    yield from beside(release, of_folder(folder))
    odd = {path: "" for path, entry in walk(folder) if entry and not entry.is_file(follow_symlinks=False)}
    yield from differences(release.manifest, {**odd, **sums_of(folder)})
    yield from false_copies(folder)


def false_copies(folder: Path) -> Iterator[Problem]:
    """Yield each compressed copy in a folder that does not unpack to the file beside it; a server would send it."""
    for path in filter(is_copy, files(folder)):
        copy, data = bytes_of(folder / path), bytes_of(folder / original(path))
        if data is not None and not (copy is not None and is_copy_of(path, copy, data)):
            yield problem(path, COPY)


def at_address(release: Reference, address: str, tick: Tick) -> Iterator[Problem]:
    """Yield where the answers at an address are not the release; entries too many are those of the manifest there."""
    mirror = of_address(address)
    try:
        yield from beside(release, mirror)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            futures = [pool.submit(difference, mirror, *entry) for entry in release.manifest.sums.items()]
            try:
                for future in futures:
                    yield from future.result()
                    tick()
            finally:
                pool.shutdown(cancel_futures=True)
    except Unreachable as unreachable:
        yield problem(mirror.where, unreachable.fault)


def beside(release: Reference, mirror: Mirror) -> Iterator[Problem]:
    """Yield what is wrong with the manifest of a mirror and its signature. Raises ``Unreachable``."""
    yield from other_manifest(release, mirror)
    yield from signature_problems(release.key, release.data, lambda path: there_is(mirror, path))


def there_is(mirror: Mirror, path: str) -> bytes | None:
    """Return a file of a mirror if there is one. Raises ``Unreachable``."""
    try:
        return mirror.read(path)
    except Unreachable:
        raise
    except Wrong:
        return None


def difference(mirror: Mirror, path: str, digest: str) -> list[Problem]:
    """Return what is wrong with one file of a mirror, whichever way it is asked for. Raises ``Unreachable``."""
    for way in mirror.ways:
        try:
            data = way(path)
        except Unreachable:
            raise
        except Wrong as wrong:
            return [problem(path, wrong.fault)]
        if sha256(data).hexdigest() != digest:
            return [problem(path, PAGE if not path.endswith(".html") and is_page(data) else DIFFERS)]
    return []


def is_page(data: bytes) -> bool:
    """Whether an answer is an HTML page, whatever it was asked for."""
    return data[:200].lstrip().lower().startswith(HTML)


def other_manifest(release: Reference, mirror: Mirror) -> Iterator[Problem]:
    """Yield how the manifest of a mirror differs, and each file that only it names. Raises ``Unreachable``."""
    try:
        data = mirror.read(NAME)
    except Unreachable:
        raise
    except Wrong as wrong:
        yield problem(NAME, wrong.fault)
        return
    if data == release.data:
        return
    theirs, _ = read_manifest(data.decode("utf-8", "replace"))
    if theirs is None:
        yield problem(NAME, PAGE if is_page(data) else DIFFERS)
        return
    yield problem(NAME, Fault(OTHER_RELEASE, {"day": theirs.facts.get("day", "?")}))
    yield from (problem(path, UNLISTED) for path in sorted(theirs.sums.keys() - release.manifest.sums.keys()))
