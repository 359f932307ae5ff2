"""A mirror that lies in a folder, such as a stick.

In: a release, the folder. Out: a problem for each file that differs, lacks or is too many. Opens plain files alone.
"""

from collections.abc import Iterator
from pathlib import Path

from build_tools.packed import is_copy, is_copy_of, original
from build_tools.problems import N_, Fault, Problem
from build_tools.provenance.manifest import bytes_of, differences, files, sums_of
from build_tools.release.fetch import Wrong
from build_tools.release.mirror.reference import Reference, beside
from build_tools.verify.site import problem, walk

COPY = Fault(
    "mirror.stale_copy", N_("is a compressed copy of another text than the file beside it; make the copies anew")
)
UNREAD = Fault("mirror.cannot_be_read", N_("does not exist there or cannot be read; copy it too"))
NO_FILE = Fault(
    "mirror.no_file_of_its_own",
    N_("is a link, a pipe or a device and no file of its own; delete it, and copy the file of the release"),
)


def in_folder(release: Reference, folder: Path) -> Iterator[Problem]:
    """Yield where a folder is not the release, files too many included."""
    odd = {path for path, entry in walk(folder) if entry and not entry.is_file(follow_symlinks=False)}
    yield from (problem(path, NO_FILE) for path in odd)
    for found in (*beside(release, lambda path: read(folder / path)), *differences(release.manifest, sums_of(folder))):
        if found.path not in odd:
            yield found
    yield from false_copies(folder)


def read(path: Path) -> bytes:
    """Return a file. Raises ``Wrong``."""
    data = bytes_of(path)
    if data is None:
        raise Wrong(UNREAD)
    return data


def false_copies(folder: Path) -> Iterator[Problem]:
    """Yield each compressed copy in a folder that does not unpack to the file beside it; a server would send it."""
    for path in filter(is_copy, files(folder)):
        copy, data = bytes_of(folder / path), bytes_of(folder / original(path))
        if data is not None and not (copy is not None and is_copy_of(path, copy, data)):
            yield problem(path, COPY)
