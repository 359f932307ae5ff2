"""What a mirror is held against, and whether what lies beside its files fits: its manifest and the signature.

In: our manifest, and a way to read a file of the mirror. Out: problems. Repeats nothing of a mirror but a date.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from build_tools.hosting.fetch import PAGE_FOR_FILE, WrongAnswer
from build_tools.problems import Fault, Problem
from build_tools.provenance.manifest import DIFFERS, MANIFEST, UNLISTED, Manifest, read_manifest
from build_tools.provenance.signature import UNSIGNED_THERE, signature_problems, signature_source
from build_tools.verify.site import problem

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
