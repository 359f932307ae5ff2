"""Whether a mirror serves exactly a release: every file that the manifest names, and that manifest itself.

In: our manifest with its key, and an address or a folder. Out: a problem for each file that differs.
Builds nothing, keeps nothing.
"""

import re
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from build_tools.hosting.asking import Answer, Unreachable
from build_tools.hosting.readers import requests
from build_tools.hosting.served import LEADS, TYPE, AskFile, Expected, asking_at, problems_at
from build_tools.packed import is_copy, is_copy_of, original
from build_tools.problems import Fault, Problem, in_order
from build_tools.provenance.manifest import (
    MANIFEST,
    Manifest,
    bytes_of,
    differences,
    files_below,
    read_manifest,
    sums_of,
)
from build_tools.provenance.signature import UNSIGNED_THERE, signature_problems, signature_source
from build_tools.verify.site import problem, walk

_INDEX = "index.html"
_PAGE = re.compile(r'text/html(?:\s*;\s*charset="?utf-?8"?)?', re.IGNORECASE)
_NO_MANIFEST = Fault(
    "mirror.no_manifest",
    "is no manifest of a release there; check the address or the folder, and lay the whole release there, its "
    "manifest too",
)
_OTHER_RELEASE = Fault(
    "mirror.other_release",
    "is that of another release, of {day}; the mirror is older or newer, or somebody changed it",
)
_STALE_COPY = Fault(
    "mirror.stale_copy", "is a compressed copy of another text than the file beside it; make the copies anew"
)
NO_FILE = Fault(
    "mirror.no_file_of_its_own",
    "is a link, a pipe or a device and no file of its own; delete it, and copy the file of the release",
)

ReadFile = Callable[[str], bytes | None]
"""Returns a file of a mirror by its path, or nothing where it has none."""


class Reference(NamedTuple):
    """Our manifest, its bytes, and the public key that signs it, if there is one.

    ``signature`` is one that was handed over by another way, so that the mirror need not have it.
    """

    manifest: Manifest
    data: bytes
    key: str | None
    signature: bytes | None = None


def mirror_problems(release: Reference, against: str | Path, tick: Callable[[], object]) -> list[Problem]:
    """Return where a mirror is not exactly the release; ``tick`` is called after each file that was fetched."""
    if isinstance(against, Path):
        return in_order(_in_folder(release, against))
    try:
        return in_order(_at_address(release, asking_at(against, len(release.manifest.sums)), tick))
    except Unreachable as unreachable:
        return [problem(urlsplit(against).netloc, unreachable.fault)]


def _at_address(release: Reference, ask_file: AskFile, tick: Callable[[], object]) -> Iterator[Problem]:
    """Yield where the answers at an address are not the release. Raises ``Unreachable``."""

    def read(path: str) -> bytes | None:
        answer = ask_file(path, requests(path)[0])
        return answer.body if answer.status == 200 else None

    manifest, signature = list(_of_manifest(release, read)), list(_of_signature(release, read))
    yield from (*manifest, *signature)
    if not manifest:
        yield from problems_at(ask_file, list(_expected(release)), _shown_as_it_is, tick)


def _expected(release: Reference) -> Iterator[Expected]:
    """Yield what must come at each address: the files, the manifest, and the folders that have a first page."""
    for path, digest in {**release.manifest.sums, MANIFEST: sha256(release.data).hexdigest()}.items():
        yield Expected(path, digest)
        if path == _INDEX or path.endswith(f"/{_INDEX}"):
            yield Expected(path.removesuffix(_INDEX), digest)


def _shown_as_it_is(answer: Answer, expected: Expected) -> Iterator[Fault]:
    """A browser makes of the right bytes what they are, and stays there."""
    if "refresh" in answer.headers:
        yield LEADS.said(header="Refresh")
    is_page = expected.path.endswith((".html", "/")) or not expected.path
    if is_page and not _PAGE.fullmatch(answer.headers.get("content-type", "")):
        yield TYPE.said(right="text/html")


def _of_manifest(release: Reference, read: ReadFile) -> Iterator[Problem]:
    """Yield how the manifest of a mirror differs. Raises ``Unreachable``."""
    data = read(MANIFEST)
    theirs = read_manifest((data or b"").decode("utf-8", "replace"))[0]
    if theirs is None:
        yield problem(MANIFEST, _NO_MANIFEST)
    elif data != release.data:
        yield problem(MANIFEST, _OTHER_RELEASE.said(day=theirs.day.isoformat()))


def _of_signature(release: Reference, read: ReadFile) -> Iterator[Problem]:
    """Yield what is wrong with the signature that a mirror has of our manifest. Raises ``Unreachable``."""
    signature = signature_source(release.signature, read)
    return signature_problems(release.key, release.data, signature, UNSIGNED_THERE)


def _in_folder(release: Reference, folder: Path) -> Iterator[Problem]:
    """Yield where a folder is not the release, files too many included."""
    odd = {path for path, entry in walk(folder) if entry is None or not entry.is_file(follow_symlinks=False)}
    yield from (problem(path, NO_FILE) for path in odd)

    def read(path: str) -> bytes | None:
        return bytes_of(folder / path)

    found = (*_of_manifest(release, read), *_of_signature(release, read))
    found += tuple(differences(release.manifest, sums_of(folder)))
    yield from (one for one in found if one.path not in odd)
    yield from _stale_copies(folder)


def _stale_copies(folder: Path) -> Iterator[Problem]:
    """Yield each compressed copy in a folder that does not unpack to the file beside it; a server would send it."""
    for path in filter(is_copy, files_below(folder)):
        copy, data = bytes_of(folder / path), bytes_of(folder / original(path))
        if data is not None and not (copy is not None and is_copy_of(path, copy, data)):
            yield problem(path, _STALE_COPY)
