"""A folder beside the site in which the new site is made, so that a failed build leaves the last good one whole."""

import atexit
import os
import shutil
import uuid
from dataclasses import dataclass
from pathlib import Path

MADE = (".well-known",)
"""Hidden folders that come with the build; an old one must not outlive its setting."""


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
