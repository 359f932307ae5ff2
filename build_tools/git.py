"""What git knows of the project; the only place that runs it.

In: a folder and the words of a git command. Out: what git prints, or None where the folder is not one of git.
Names no command that changes the repository; who gives one says so.
"""

import subprocess
from pathlib import Path


def git(root: Path, *words: str) -> str | None:
    """Return what git prints, without the last line break, or ``None`` where it fails or is not installed.

    Output is read as UTF-8; a file name that is not is kept with its bytes escaped.
    """
    try:
        done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.decode("utf-8", "surrogateescape").removesuffix("\n")


def commit(root: Path) -> str | None:
    """Return the commit that is checked out, 40 hexadecimal digits (64 in a SHA-256 repository)."""
    return git(root, "rev-parse", "--verify", "HEAD^{commit}")


def uncommitted(root: Path) -> tuple[str, ...] | None:
    """Return the files that differ from the commit or are new to it, or ``None`` where git cannot tell."""
    said = git(root, "status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all")
    return None if said is None else tuple(sorted(entry[3:] for entry in said.split("\0") if entry))
