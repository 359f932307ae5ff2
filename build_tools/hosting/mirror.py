"""Whether a mirror serves exactly a release: every file that the manifest names, and that manifest itself.

In: our manifest with its key, and an address or a folder. Out: a problem for each file that differs.
Builds nothing, keeps nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from build_tools.hosting.fetch import NOT_A_PAGE, NOT_SERVED, PACKED_UNASKED, REFRESHED, UNOPENED, WrongAnswer
from build_tools.hosting.mirror_host import NO_INDEX, Reference, Tick, reference_problems, sums_at_address
from build_tools.packed import is_copy, is_copy_of, original
from build_tools.problems import Fault, Problem, in_order
from build_tools.provenance.manifest import FILE_MISSING as LOST
from build_tools.provenance.manifest import MANIFEST, bytes_of, differences, files_below, sums_of
from build_tools.verify.site import problem, walk

__all__ = ["Reference", "mirror_problems"]

_NOTHING = Fault("mirror.nothing_of_the_release", "has no file of the release at this address; check its path")


def mirror_problems(release: Reference, against: str | Path, tick: Tick) -> list[Problem]:
    """Return where a mirror is not exactly the release; ``tick`` is called after each file that was fetched."""
    if isinstance(against, Path):
        where, faults = against.name, _in_folder(release, against)
    else:
        where, faults = urlsplit(against).netloc, sums_at_address(release, against, tick)
    found = _together(in_order(faults))
    absent = {problem.path for problem in found if problem.fault in _ABSENT}
    return [problem(where, _NOTHING)] if absent >= {MANIFEST, *release.manifest.sums} else found


def _together(found: Iterable[Problem]) -> list[Problem]:
    """Say once what a host does to many files, at the first of them."""
    kept: dict[Fault | int, Problem] = {}
    for one in found:
        key = one.fault if one.fault in _OF_HOST else len(kept)
        kept[key] = replace(kept[key], files=kept[key].files + 1) if key in kept else one
    return list(kept.values())


_COPY = Fault("mirror.stale_copy", "is a compressed copy of another text than the file beside it; make the copies anew")
_UNREAD = Fault("mirror.cannot_be_read", "does not exist there or cannot be read; copy it too")
NO_FILE = Fault(
    "mirror.no_file_of_its_own",
    "is a link, a pipe or a device and no file of its own; delete it, and copy the file of the release",
)
_OF_HOST = (REFRESHED, NOT_A_PAGE, PACKED_UNASKED, UNOPENED, NO_INDEX)
_ABSENT = (NOT_SERVED, LOST, _UNREAD)


def _in_folder(release: Reference, folder: Path) -> Iterator[Problem]:
    """Yield where a folder is not the release, files too many included."""
    odd = {path for path, entry in walk(folder) if entry and not entry.is_file(follow_symlinks=False)}
    yield from (problem(path, NO_FILE) for path in odd)
    for found in (
        *reference_problems(release, lambda path: _read(folder / path)),
        *differences(release.manifest, sums_of(folder)),
    ):
        if found.path not in odd:
            yield found
    yield from _false_copies(folder)


def _read(path: Path) -> bytes:
    """Return a file. Raises ``Wrong``."""
    data = bytes_of(path)
    if data is None:
        raise WrongAnswer(_UNREAD)
    return data


def _false_copies(folder: Path) -> Iterator[Problem]:
    """Yield each compressed copy in a folder that does not unpack to the file beside it; a server would send it."""
    for path in filter(is_copy, files_below(folder)):
        copy, data = bytes_of(folder / path), bytes_of(folder / original(path))
        if data is not None and not (copy is not None and is_copy_of(path, copy, data)):
            yield problem(path, _COPY)
