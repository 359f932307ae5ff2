"""A folder beside the site in which the new site is made, so that a failed build leaves the last good one whole."""

import atexit
import os
import shutil
import uuid
from dataclasses import dataclass
from pathlib import Path

MADE = (".well-known",)
"""Hidden folders that come with the build; an old one must not outlive its setting."""
FILE, FOLDER = 0o644, 0o755
"""Everybody may read what is published, whatever the umask of who builds."""


@dataclass(frozen=True, slots=True)
class Staging:
    """``folder`` is where the new site grows, ``target`` where the site stands."""

    folder: Path
    target: Path

    @classmethod
    def beside(cls, target: Path) -> "Staging":
        """Name a folder that is used by no other build; it goes away with the program whatever happens."""
        staging = cls(target.parent / f".{target.name}-{uuid.uuid4().hex}", target)
        atexit.register(staging.discard)
        return staging

    def places(self, root: Path) -> tuple[str, ...]:
        """Return where the new and the old site lie below ``root``, so far as they do."""
        both = (self.folder, self.target)
        return tuple(path.relative_to(root).as_posix() for path in both if path.is_relative_to(root))

    def settle(self, moment: float | None = None) -> None:
        """Give everything the rights of a public file, and the time ``moment`` (seconds since 1970) where it is told.

        So neither the rights of who builds nor the clock leave a trace where the folder is packed or copied.
        """
        for folder, _, names in os.walk(self.folder, topdown=False):
            for path, mode in [*((Path(folder, name), FILE) for name in names), (Path(folder), FOLDER)]:
                path.chmod(mode)
                if moment is not None:
                    os.utime(path, (moment, moment))

    def publish(self) -> Path:
        """Put the new site in the place of the old one and return where it stands.

        Hidden entries of the old folder (such as ``.git``) move along, as MkDocs keeps them too.
        """
        old = self.folder.with_name(f"{self.folder.name}-old")
        if self.target.exists():
            self.target.rename(old)
        try:
            self.folder.rename(self.target)
        except OSError:
            if old.exists():
                old.rename(self.target)
            raise
        self.keep_hidden(old)
        shutil.rmtree(old, ignore_errors=True)
        return self.target

    def keep_hidden(self, old: Path) -> None:
        """Move hidden entries of the old site into the new one, but for what a build makes itself."""
        for entry in os.scandir(old) if old.is_dir() else ():
            if entry.name.startswith(".") and entry.name not in MADE:
                os.rename(entry.path, self.target / entry.name)

    def discard(self) -> None:
        """Remove the unfinished site."""
        shutil.rmtree(self.folder, ignore_errors=True)
