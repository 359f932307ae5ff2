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
from build_tools.hosting.scan import HARMFUL, LACKS
from build_tools.hosting.served import AskFile, Expected, asking_at, problems_at, requests
from build_tools.problems import Fault, Problem, in_order
from build_tools.release.manifest import (
    MANIFEST,
    SIGNATURE,
    Manifest,
    folder_problems,
    read_manifest,
    signature_problems,
)
from build_tools.verify.site import bytes_of, problem

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
    """Return where a mirror is not exactly the release, in a folder also what is too many; ``tick`` is called after
    each answer."""
    if isinstance(against, Path):
        of_manifest = _of_manifest(release, lambda path: bytes_of(against / path))
        return in_order((*of_manifest, *folder_problems(release.manifest, against)))
    try:
        return in_order(_at_address(release, asking_at(against, len(release.manifest.sums)), tick))
    except Unreachable as unreachable:
        return [problem(urlsplit(against).netloc, unreachable.fault)]


def _at_address(release: Reference, ask_file: AskFile, tick: Callable[[], object]) -> Iterator[Problem]:
    """Yield where the answers at an address are not the release. Raises ``Unreachable``."""

    def read(path: str) -> bytes | None:
        answer = ask_file(path, requests(path)[0])
        return answer.body if answer.status == 200 else None

    found = list(_of_manifest(release, read))
    yield from found
    if not any(one.path == MANIFEST for one in found):
        yield from problems_at(ask_file, list(_expected(release)), _shown_as_it_is, tick)


def _of_manifest(release: Reference, read: ReadFile) -> Iterator[Problem]:
    """Yield how the manifest of a mirror differs, and what is wrong with its signature of ours. Raises
    ``Unreachable``."""
    data = read(MANIFEST)
    theirs = read_manifest((data or b"").decode("utf-8", "replace"))[0]
    if theirs is None:
        yield problem(MANIFEST, _NO_MANIFEST)
    elif data != release.data:
        yield problem(MANIFEST, _OTHER_RELEASE.filled(day=theirs.day.isoformat()))
    if release.key:
        signature = read(SIGNATURE) if release.signature is None else release.signature
        yield from signature_problems(release.key, release.data, signature)


def _expected(release: Reference) -> Iterator[Expected]:
    """Yield what must come at each address: the files, the manifest, and the folders that have a first page."""
    for path, digest in {**release.manifest.sums, MANIFEST: sha256(release.data).hexdigest()}.items():
        yield Expected(path, digest)
        if path == _INDEX or path.endswith(f"/{_INDEX}"):
            yield Expected(path.removesuffix(_INDEX), digest)


def _shown_as_it_is(answer: Answer, expected: Expected) -> Iterator[Fault]:
    """A browser makes of the right bytes what they are, and stays there."""
    if "refresh" in answer.headers:
        yield HARMFUL.filled(header="Refresh")
    is_page = expected.path.endswith((".html", "/")) or not expected.path
    if is_page and not _PAGE.fullmatch(answer.headers.get("content-type", "")):
        yield LACKS.filled(header="Content-Type", right="text/html")
