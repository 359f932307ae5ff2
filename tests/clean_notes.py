"""What is clean in the example and in the real content: found once a run, and noted where tests work on copies of them.

A file that a test changes or moves has another mark, which is in no note, so that it is looked at each time.
"""

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

from build_tools.build import content
from build_tools.gate.project import Clean, note_of

ROOT = Path(__file__).parents[1]
SITES = {"real": ROOT, "example": ROOT / "tests" / "example"}
VOCABULARY = "content/vocabulary.yml"
"""By which a copy is known."""

once: list[Callable[[str, Callable[[Path], set[bytes]]], set[bytes]]] = []
"""The way to make something once a run, put here when a run begins; it stays empty where no run is going on."""


def note_clean(folder: Path) -> None:
    """Note what is clean of the site that a folder is a copy of: in its new repository of git, or in this process."""
    sites = [name for name, site in SITES.items() if once and _vocabulary(site) == _vocabulary(folder)]
    for name in sites:
        note = Clean(folder / ".git/transparency") if (folder / ".git").is_dir() else note_of(Path("/"))
        note.marks |= _marks(name)
        note.keep()


def _vocabulary(site: Path) -> bytes | None:
    path = site / VOCABULARY
    return path.read_bytes() if path.is_file() else None


@cache
def _marks(name: str) -> set[bytes]:
    return once[0](f"clean_{name}", lambda folder: _found(SITES[name], folder))


def _found(site: Path, folder: Path) -> set[bytes]:
    """Return the marks of all that is clean in a site, as it lies in no repository."""
    for part in ("content", "cases_public"):
        shutil.copytree(site / part, folder / part)
    content.read(folder, ROOT / "site_src")
    return set(note_of(folder).marks)
