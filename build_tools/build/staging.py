"""Files of the site, made when they are written, so that memory does not grow with their number; and its swap: a new
one grows beside it and takes its place in one step, so that a failed build leaves the last good one whole."""

import atexit
import ctypes
import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel

from build_tools.problems import Fault, Problem, Refused

try:
    from fcntl import LOCK_EX, LOCK_NB, flock
except ImportError:  # Windows, where two builds at once disturb each other
    flock = None  # type: ignore[assignment]

_MADE = (".well-known",)
"""Hidden folders that come with the build; an old one must not outlive its setting."""
_FILE, _FOLDER = 0o644, 0o755
"""Everybody may read what is published, whatever the umask of who builds."""
_HERE, _EXCHANGE = -100, 2
"""AT_FDCWD and RENAME_EXCHANGE of Linux."""

_NOT_A_FOLDER = Fault(
    "build.site_is_no_folder",
    "is a link or a file, and the site is a folder; delete it, or move it away, and build again",
)
_NOT_WRITTEN = Fault(
    "build.cannot_be_written", "cannot be written ({error}): make room on the disk, or let this account write there"
)
_ANOTHER = Fault("build.another_is_at_work", "is being built by another program; wait until it has ended")

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS, errno.EACCES, errno.EPERM)
"""What a disk says that takes nothing; any other error is a fault of the program."""


@contextmanager
def full_disk_refused() -> Iterator[None]:
    """Raise ``Refused`` where a disk takes no more; another error of it stays what it is."""
    try:
        yield
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        raise Refused([Problem("site", _NOT_WRITTEN, values={"error": error.strerror or ""})]) from error


class MadeFile(File):
    """A file of the site without source: ``make`` returns its content at the moment it is written."""

    def __init__(self, path: str, make: Callable[[], bytes], config: MkDocsConfig):
        super().__init__(path, None, config.site_dir, False, dest_uri=path, inclusion=InclusionLevel.INCLUDED)
        self.generated_by = "transparency"
        self.make = make
        self.digest = ""
        """The SHA-256 of what was written, from then on."""

    def copy_file(self, dirty: bool = False) -> None:
        """Write the file; a made file is always written anew."""
        path, data = f"{self.dest_dir}/{self.dest_uri}", self.make()
        self.digest = sha256(data).hexdigest()
        # The steps that ``Path`` takes besides count where files are many.
        if not os.path.isdir(folder := os.path.dirname(path)):
            os.makedirs(folder)
        with open(path, "wb") as file:
            file.write(data)


class Staging:
    """``folder`` is where the new site grows, ``target`` where the site stands, ``old`` where the last one lies for a
    moment while the new one moves in, and ``lock`` what keeps other builds away from them, from ``begin`` on."""

    def __init__(self, target: Path):
        """Name the folders; they go away with the program. Raises ``Refused`` where no folder can take the place of the
        target."""
        if os.path.lexists(target) and (target.is_symlink() or not target.is_dir()):
            raise Refused([Problem(target.name, _NOT_A_FOLDER)])
        self.target = target
        self.folder, self.old = (target.with_name(f".{target.name}-{name}") for name in ("new", "old"))
        self.lock: int | None = None

    def begin(self) -> None:
        """Keep other builds away, mend what one left that was killed, and make the folder. Raises ``Refused``,
        ``OSError``."""
        self.target.parent.mkdir(parents=True, exist_ok=True)
        self.lock = _locked(self.target)
        atexit.register(self.discard)
        self._put_in_order()
        self.folder.mkdir()

    def settle(self, moment: float | None = None) -> None:
        """Give everything the rights of a public file, and the time ``moment`` (seconds since 1970), if there is one.

        So neither the rights of who builds nor the clock leave a trace where the folder is packed or copied.
        """
        for folder, _, names in os.walk(self.folder, topdown=False):
            for path, mode in [*((Path(folder, name), _FILE) for name in names), (Path(folder), _FOLDER)]:
                path.chmod(mode)
                if moment is not None:
                    os.utime(path, (moment, moment))

    def publish(self) -> None:
        """Put the new site in the place of the old one: in one step where the system can, so that there is a site at
        every moment. Raises ``OSError``, and then ``discard`` brings the old site back."""
        if not exchanged(self.folder, self.target):
            if self.target.exists():
                self.target.rename(self.old)
            self.folder.rename(self.target)

    def discard(self) -> None:
        """Put the folders in order, however the build has ended, and let others build."""
        if self.lock is None:
            return
        self._put_in_order()
        if self.lock >= 0:
            os.close(self.lock)
        self.lock = None

    def _put_in_order(self) -> None:
        """Bring back the old site where none stands, and remove what is not the site, but for what others keep in it:
        hidden entries such as ``.git``, which MkDocs keeps too."""
        if self.old.is_dir() and not os.path.lexists(self.target):
            self.old.rename(self.target)
        for left in filter(Path.is_dir, (self.old, self.folder)):
            with suppress(OSError):
                _keep_hidden(left, self.target)
                shutil.rmtree(left)


def _locked(target: Path) -> int:
    """Lock the folder around a site; return the lock, or -1 where there are no locks. Raises ``Refused`` where another
    program has it."""
    if flock is None:
        return -1
    descriptor = os.open(target.parent, os.O_RDONLY)
    try:
        flock(descriptor, LOCK_EX | LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise Refused([Problem(target.name, _ANOTHER)]) from None
    return descriptor


def exchanged(folder: Path, target: Path) -> bool:
    """Let two folders change their places in one step; tell whether the system could."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError, TypeError):
        return False
    return bool(rename(_HERE, os.fsencode(folder), _HERE, os.fsencode(target), _EXCHANGE) == 0)


def _keep_hidden(left: Path, site: Path) -> None:
    """Move hidden entries into the site, but for what a build makes itself and what is there. Raises ``OSError``."""
    for entry in os.scandir(left):
        if entry.name.startswith(".") and entry.name not in _MADE and not os.path.lexists(site / entry.name):
            os.rename(entry.path, site / entry.name)
