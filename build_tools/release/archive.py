"""One archive of a release, to carry by hand: a ZIP, which every system opens, with all files in one folder.

In: the folder of a release that was judged, and what its manifest says. Out: the archive, whole or not at all, and
always as of the day of the release and nobody's. Never overwrites a file.
"""

import datetime
import stat
from collections.abc import Iterable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from build_tools.problems import Fault, Problem, Refused
from build_tools.release.manifest import OWN, Manifest
from build_tools.verify.site import bytes_of

ARCHIVE_ENDING = ".zip"
_CANNOT_BE_PACKED = Fault(
    "archive.cannot_be_packed",
    "cannot be written: {reason}; nothing is overwritten: give a name that is not there yet, where you may write",
)
_MODE = 0o644
_FIRST_DAY = datetime.date(1980, 1, 1)
"""A ZIP file knows no earlier time."""


def write_archive(site: Path, release: Manifest, code: str, archive: Path) -> int:
    """Pack the files of a release, manifest and signature among them; return their number. Raises ``Refused``."""
    members = {path: data for path in sorted({*release.sums, *OWN}) if (data := bytes_of(site / path)) is not None}
    try:
        with archive.open("xb") as file:
            try:
                with ZipFile(file, "w") as packed:
                    _write_members(packed, members.items(), f"site-{release.day}-{code[:4]}", release.day)
            except BaseException:
                archive.unlink()
                raise
    except OSError as error:
        raise Refused([Problem(archive.name, _CANNOT_BE_PACKED, values={"reason": error.strerror or "?"})]) from error
    return len(members)


def _write_members(packed: ZipFile, members: Iterable[tuple[str, bytes]], folder: str, day: datetime.date) -> None:
    """Write files into a folder of an archive; how they are packed depends on zlib."""
    written = max(day, _FIRST_DAY)
    for path, data in members:
        about = ZipInfo(f"{folder}/{path}", (written.year, written.month, written.day, 0, 0, 0))
        about.external_attr = (stat.S_IFREG | _MODE) << 16
        about.create_system = 3  # Unix, which knows rights
        packed.writestr(about, data, ZIP_DEFLATED, 9)
