"""One archive of a release, to carry by hand: the files of its manifest in one folder, and the manifest with them.

In: a finished site, and the name of the archive. Out: that archive, whole or not at all.
Never packs a preview, a file that the manifest does not know, or a fact of the machine; never overwrites a file.
"""

import datetime
import filecmp
import os
import stat
import tarfile
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from build_tools.problems import Fault, Problem, Refused
from build_tools.provenance.manifest import (
    DIFFERS,
    MANIFEST,
    SIGNATURES,
    Manifest,
    differences,
    manifest_of,
    release_code,
    sums_of,
)
from build_tools.provenance.signature import missing_signature, signature_file, signature_problems
from build_tools.verify.site import bytes_of

_EXISTS = Fault(
    "archive.exists_already",
    "exists already and holds something else; nothing is overwritten, so give another name",
)
_INSIDE = Fault("archive.inside_the_site", "lies in the folder of the site; write the archive to another folder")
_CANNOT_BE_PACKED = Fault(
    "archive.cannot_be_packed", "cannot be packed: {reason}; make room, or choose a folder in which you may write"
)
_MODE, _UNIX, _SMALLEST = 0o644, 3, 9
_FIRST_DAY = datetime.date(1980, 1, 1)
"""A ZIP file knows no earlier time."""


class Member(NamedTuple):
    """A file of the archive: where it lies in it, and its bytes."""

    name: str
    data: bytes


class Bundled(NamedTuple):
    """What was packed: the release code, the number of files, the size of the archive in bytes."""

    code: str
    files: int
    size: int


def write_archive(site: Path, archive: Path, key: str | None = None, unsigned: bool = False) -> Bundled:
    """Pack the release in ``site``; ``archive`` ends with a key of ``ARCHIVE_WRITERS``. Raises ``Refused``.

    Where a ``key`` signs releases, the signature must be there and true; ``unsigned`` lets it lack.
    """
    if archive.resolve().is_relative_to(site.resolve()):
        raise Refused([Problem(archive.name, _INSIDE)])
    try:
        manifest, text, problems = manifest_of(site)
        if manifest is None or (problems := list(differences(manifest, sums_of(site)))):
            raise Refused(problems)
        kept = {MANIFEST: text, **_signatures(site, text, key, unsigned)}
        folder = f"site-{manifest.day}-{release_code(text)[:4]}"
        with _written(archive) as file:
            write = ARCHIVE_WRITERS[archive.suffix.lower()]
            write(file, _members(site, manifest, kept, folder), max(manifest.day, _FIRST_DAY))
            return Bundled(release_code(text), len(manifest.sums) + len(kept), file.tell())
    except OSError as error:
        raise Refused([Problem(archive.name, _CANNOT_BE_PACKED, values={"reason": error.strerror})]) from error


def _signatures(site: Path, text: bytes, key: str | None, unsigned: bool) -> dict[str, bytes]:
    """Return what lies beside the manifest as its signature, by its name. Raises ``Refused``."""
    names = [signature_file(key)] if key else SIGNATURES
    found = {name: data for name in names if (data := bytes_of(site / name)) is not None}
    if key and (found or not unsigned):
        signature = found.get(signature_file(key))
        if problems := list(signature_problems(key, text, signature, missing_signature(key, site))):
            raise Refused(problems)
    return found


def _members(site: Path, manifest: Manifest, kept: Mapping[str, bytes], folder: str) -> Iterator[Member]:
    """Yield the files in order, one in memory at a time. Raises ``Refused`` where one changes meanwhile."""
    for path in sorted({*manifest.sums, *kept}):
        data = kept[path] if path in kept else (site / path).read_bytes()
        if path not in kept and sha256(data).hexdigest() != manifest.sums[path]:
            raise Refused([Problem(path, DIFFERS)])
        yield Member(f"{folder}/{path}", data)


@contextmanager
def _written(target: Path) -> Iterator[BinaryIO]:
    """Give a file to write, which becomes ``target`` at the end; a file of that name may stand if it is the same."""
    growing = target.with_name(f".{uuid.uuid4().hex}")
    try:
        with growing.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if not os.path.lexists(target):
            growing.replace(target)
        elif not (target.is_file() and filecmp.cmp(growing, target, shallow=False)):
            raise Refused([Problem(target.name, _EXISTS)])
    finally:
        growing.unlink(missing_ok=True)


def _write_zip(file: BinaryIO, files: Iterator[Member], day: datetime.date) -> None:
    """Write a ZIP archive, which every system opens; its bytes depend on the version of zlib, its files do not."""
    with ZipFile(file, "w") as archive:
        for name, data in files:
            about = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            about.create_system = _UNIX
            about.external_attr = (stat.S_IFREG | _MODE) << 16
            archive.writestr(about, data, ZIP_DEFLATED, _SMALLEST)


def _write_tar(file: BinaryIO, files: Iterator[Member], day: datetime.date) -> None:
    """Write a TAR archive, not compressed, so that its bytes are the same on every machine."""
    moment = datetime.datetime.combine(day, datetime.time(), datetime.UTC)
    with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, data in files:
            about = tarfile.TarInfo(name)
            about.size, about.mode, about.mtime = len(data), _MODE, int(moment.timestamp())
            archive.addfile(about, BytesIO(data))


ARCHIVE_WRITERS: Mapping[str, Callable[[BinaryIO, Iterator[Member], datetime.date], None]] = {
    ".zip": _write_zip,
    ".tar": _write_tar,
}
"""How an archive is written, by its ending."""
