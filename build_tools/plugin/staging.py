"""A folder beside the site in which the new site is made, so that a failed build leaves the last good one whole."""

import atexit
import ctypes
import errno
import os
import re
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from mkdocs.exceptions import PluginError

from build_tools import variables
from build_tools.problems import Fault, Problem, Refused

try:
    from fcntl import LOCK_EX, LOCK_NB, flock
except ImportError:  # Windows: nothing tells there whether another build is at work, so nothing of it is touched
    flock = None  # type: ignore[assignment]

_MADE = (".well-known",)
"""Hidden folders that come with the build; an old one must not outlive its setting."""
_FILE, _FOLDER = 0o644, 0o755
"""Everybody may read what is published, whatever the umask of who builds."""
_OLD = "-old"
_HERE, _EXCHANGE = -100, 2
"""AT_FDCWD and RENAME_EXCHANGE of Linux."""

_NOT_A_FOLDER = Fault(
    "build.site_is_no_folder",
    "is a link or a file, and the site is a folder; delete it, or move it away, and build again",
)
_NOT_WRITTEN = Fault(
    "build.cannot_be_written", "cannot be written ({error}): make room on the disk, or let this account write there"
)

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS, errno.EACCES, errno.EPERM)
"""What a disk says that takes nothing; any other error is a fault of the program."""


def not_written(error: OSError) -> Refused:
    """Return the refusal that says that a disk takes no more; another error is raised again."""
    if error.errno not in _NO_ROOM:
        raise error
    return Refused([Problem("site", _NOT_WRITTEN, values={"error": error.strerror or ""})])


@contextmanager
def refusals_said(site_src: Path) -> Iterator[None]:
    """Say problems in the way of MkDocs, a disk that takes nothing among them. Raises ``PluginError``."""
    try:
        try:
            yield
        except OSError as error:
            raise not_written(error) from error
    except Refused as refused:
        raise PluginError(variables.report(refused.problems, site_src)) from refused


@dataclass(frozen=True, slots=True)
class Staging:
    """``folder`` is where the new site grows, ``target`` where the site stands."""

    folder: Path
    target: Path

    @classmethod
    def beside(cls, target: Path) -> "Staging":
        """Name a folder that is used by no other build; it goes away with the program. Raises ``Refused`` where no
        folder can take the place of the target."""
        if os.path.lexists(target) and (target.is_symlink() or not target.is_dir()):
            raise Refused([Problem(target.name, _NOT_A_FOLDER)])
        staging = cls(target.parent / f".{target.name}-{uuid.uuid4().hex}", target)
        atexit.register(staging.discard)
        return staging

    def begin(self) -> int | None:
        """Mend what a build left that was killed, and make the folder; return the lock that says that it is in use,
        where there are locks. Raises ``OSError``."""
        for left, lock in _abandoned(self.target):
            _mend(left, self.target)
            os.close(lock)
        self.folder.mkdir(parents=True)
        return _locked(self.folder)

    def settle(self, moment: float | None = None) -> None:
        """Give everything the rights of a public file, and the time ``moment`` (seconds since 1970) where it is told.

        So neither the rights of who builds nor the clock leave a trace where the folder is packed or copied.
        """
        for folder, _, names in os.walk(self.folder, topdown=False):
            for path, mode in [*((Path(folder, name), _FILE) for name in names), (Path(folder), _FOLDER)]:
                path.chmod(mode)
                if moment is not None:
                    os.utime(path, (moment, moment))

    def publish(self) -> Path:
        """Put the new site in the place of the old one and return where it stands: in one step where the system can,
        so that there is a site at every moment. Raises ``OSError``, and then ``discard`` brings the old site back.

        Hidden entries of the old folder (such as ``.git``) move along, as MkDocs keeps them too.
        """
        if not exchanged(self.folder, self.target):
            if self.target.exists():
                self.target.rename(self.old)
            self.folder.rename(self.target)
        self.discard()
        return self.target

    @property
    def old(self) -> Path:
        """Where the old site lies while the new one moves in."""
        return self.folder.with_name(f"{self.folder.name}{_OLD}")

    def discard(self) -> None:
        """Put the sites in order, whenever the build has ended: the old one comes back where none stands, and what is
        not the site goes, but for what others keep in it."""
        for left in (self.old, self.folder):
            if left.is_dir():
                _mend(left, self.target)


def exchanged(folder: Path, target: Path) -> bool:
    """Let two folders change their places in one step; tell whether the system could."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError, TypeError):
        return False
    return bool(rename(_HERE, os.fsencode(folder), _HERE, os.fsencode(target), _EXCHANGE) == 0)


def _keep_hidden(old: Path, new: Path) -> None:
    """Move hidden entries of the old site into the new one, but for what a build makes itself and what is there."""
    for entry in os.scandir(old) if old.is_dir() else ():
        if entry.name.startswith(".") and entry.name not in _MADE and not os.path.lexists(new / entry.name):
            os.rename(entry.path, new / entry.name)


def _abandoned(target: Path) -> Iterator[tuple[Path, int]]:
    """Yield the folders beside a site that a build left which does not run any more, each with its lock; first those
    that were a site."""
    form = re.compile(rf"\.{re.escape(target.name)}-[0-9a-f]{{32}}({_OLD})?")
    found = [path for path in target.parent.glob(f".{target.name}-*") if form.fullmatch(path.name)]
    for path in sorted(found, key=lambda path: (not path.name.endswith(_OLD), path.name)):
        if not path.is_symlink() and path.is_dir() and (lock := _locked(path)) is not None:
            yield path, lock


def _locked(folder: Path) -> int | None:
    """Lock a folder for this program; return the lock, or nothing where another has it or there are no locks."""
    if flock is None:
        return None
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        flock(descriptor, LOCK_EX | LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


def _mend(left: Path, target: Path) -> None:
    """Bring back the site that was moved away and not replaced; of any other remainder keep what is hidden and no
    build makes, such as ``.git``, and remove it."""
    if left.name.endswith(_OLD) and not os.path.lexists(target):
        left.rename(target)
        return
    if target.is_dir():
        with suppress(OSError):
            _keep_hidden(left, target)
    if target.is_dir() or not _hidden_in(left):
        shutil.rmtree(left, ignore_errors=True)


def _hidden_in(folder: Path) -> list[str]:
    """Return what is hidden in a folder and was not made by a build."""
    return [name for name in os.listdir(folder) if name.startswith(".") and name not in _MADE]
