"""Installed programs, side by side, each in a folder that is called by the digest of what it holds.

In: a folder with a program. Out: its digest, and where a program of the same bytes is installed. Needs no package, for
`deploy/install.sh` runs it before there is any.
"""

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

PROGRAM_PARTS = ("build_tools", "mkdocs.yml", "pyproject.toml", "requirements", "site_src")
"""What runs when a site is built: code, templates, settings, packages."""

_WORDS = "site_src/locales/interface.*.po"
"""What is beside the program and no part of it: words for readers, which are judged like content."""


def digest_of(folder: Path) -> str:
    """Return the SHA-256 of a program: of the path, length and bytes of each of its files, in order. Raises ``OSError``
    where a part is missing or is neither a file nor a folder."""
    whole = hashlib.sha256()
    for path in sorted(file for part in PROGRAM_PARTS for file in _files(folder / part)):
        name = path.relative_to(folder)
        if not name.match(_WORDS):
            data = path.read_bytes()
            whole.update(b"%s\0%d\0%s" % (bytes(name), len(data), data))
    return whole.hexdigest()


def _files(path: Path) -> Iterator[Path]:
    """Yield the files at a path and below it. Raises ``OSError`` for what is a link or a device."""
    if path.is_symlink() or not (path.is_file() or path.is_dir()):
        raise OSError(f"neither a file nor a folder: {path.name}")
    if path.is_file():
        yield path
    else:
        for one in path.iterdir():
            yield from _files(one)


def installed(programs: Path, folder: Path) -> Path | None:
    """Return the installed program that equals the one in a folder to the byte, or nothing."""
    try:
        found = programs / digest_of(folder)
    except OSError:
        return None
    return found if (found / "environment/bin/python").exists() else None


if __name__ == "__main__":
    sys.stdout.write(digest_of(Path(sys.argv[1])) + "\n")
