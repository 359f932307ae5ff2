"""One archive of a release, to carry by hand: the files of its manifest in one folder, and the manifest with them.

In: a finished site, and the name of the archive. Out: that archive, a ZIP, which every system opens; whole or not at
all. Never packs a preview, a file that the manifest does not know, or a fact of the machine; never overwrites a file.
"""

import datetime
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from build_tools.problems import Fault, Problem, Refused
from build_tools.release import manifest
from build_tools.release.manifest import MANIFEST, SIGNATURES, Manifest, signature_file
from build_tools.verify.site import ALTERED_FILE, bytes_of, differences

_EXISTS = Fault("archive.exists_already", "exists already; nothing is overwritten, so give another name")
_INSIDE = Fault("archive.inside_the_site", "lies in the folder of the site; write the archive to another folder")
_CANNOT_BE_PACKED = Fault(
    "archive.cannot_be_packed", "cannot be packed: {reason}; make room, or choose a folder in which you may write"
)
ARCHIVE_ENDING = ".zip"
_MODE, _UNIX, _SMALLEST = 0o644, 3, 9
_FIRST_DAY = datetime.date(1980, 1, 1)
"""A ZIP file knows no earlier time."""


class Bundled(NamedTuple):
    """What was packed: the release code, the number of files, the size of the archive in bytes."""

    code: str
    files: int
    size: int


def write_archive(site: Path, archive: Path, key: str | None = None, unsigned: bool = False) -> Bundled:
    """Pack the release in ``site``. Raises ``Refused``.

    Where a ``key`` signs releases, the signature must be there and true; ``unsigned`` lets it lack.
    """
    if archive.resolve().is_relative_to(site.resolve()):
        raise Refused([Problem(archive.name, _INSIDE)])
    found, text, problems = manifest.manifest_of(site)
    if found is None or (problems := list(differences(found.sums, manifest.sums_of(site)))):
        raise Refused(problems)
    kept = {MANIFEST: text, **_signatures(site, text, key, unsigned)}
    code = manifest.release_code(text)
    try:
        with _new_file(archive) as file:
            _write_zip(file, _members(site, found, kept), f"site-{found.day}-{code[:4]}", max(found.day, _FIRST_DAY))
            return Bundled(code, len(found.sums) + len(kept), file.tell())
    except OSError as error:
        raise Refused([Problem(archive.name, _CANNOT_BE_PACKED, values={"reason": error.strerror})]) from error


def _signatures(site: Path, text: bytes, key: str | None, unsigned: bool) -> dict[str, bytes]:
    """Return what lies beside the manifest as its signature, by its name. Raises ``Refused``."""
    names = [signature_file(key)] if key else SIGNATURES
    found = {name: data for name in names if (data := bytes_of(site / name)) is not None}
    if key and (found or not unsigned):
        lacks, signature = manifest.missing_signature(key, site), found.get(signature_file(key))
        if problems := list(manifest.signature_problems(key, text, signature, lacks)):
            raise Refused(problems)
    return found


def _members(site: Path, release: Manifest, kept: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of the files in order, one in memory at a time. Raises ``Refused`` where one changes
    meanwhile."""
    for path in sorted({*release.sums, *kept}):
        data = kept[path] if path in kept else (site / path).read_bytes()
        if path not in kept and sha256(data).hexdigest() != release.sums[path]:
            raise Refused([Problem(path, ALTERED_FILE)])
        yield path, data


@contextmanager
def _new_file(target: Path) -> Iterator[BinaryIO]:
    """Give a new file to write, which is there whole at the end or not at all. Raises ``Refused``, ``OSError``."""
    try:
        file = target.open("xb")
    except FileExistsError:
        raise Refused([Problem(target.name, _EXISTS)]) from None
    with file:
        try:
            yield file
        except BaseException:
            target.unlink()
            raise


def _write_zip(file: BinaryIO, members: Iterator[tuple[str, bytes]], folder: str, day: datetime.date) -> None:
    """Write the files into a folder of an archive, as of a day and nobody's; how they are packed depends on zlib."""
    with ZipFile(file, "w") as archive:
        for path, data in members:
            about = ZipInfo(f"{folder}/{path}", (day.year, day.month, day.day, 0, 0, 0))
            about.create_system = _UNIX
            about.external_attr = (stat.S_IFREG | _MODE) << 16
            archive.writestr(about, data, ZIP_DEFLATED, _SMALLEST)
