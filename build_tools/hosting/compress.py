"""Compressed copies beside the texts of a finished site, so that a small server need not compress for each reader.

In: the folder. Out: how many files have copies. Changes no file but the copies.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from build_tools.hosting.policy import LEAST, NO_TEXT, TYPES
from build_tools.packed import PACKERS, is_copy


def write_copies(site: Path) -> int:
    """Renew the copies in a finished site; return how many files have them. Raises ``OSError``.

    Old copies go first and each new one appears whole, so one that does not fit its file is never seen, whenever this
    is ended; what lacks then is sent uncompressed.
    """
    for path in _files_of(site):
        if is_copy(path.name):
            path.unlink()
    texts = [path for path in _files_of(site) if _is_text(path) and path.stat().st_size >= LEAST]
    with TemporaryDirectory(prefix=".copies-", dir=site.resolve().parent) as folder:
        for path in texts:
            _pack(path, Path(folder) / "copy")
    return len(texts)


def _pack(path: Path, unfinished: Path) -> None:
    """Write the copies of one file, each first under another name. A server may read them too."""
    data, rights = path.read_bytes(), path.stat().st_mode & 0o777
    for ending, packer in PACKERS.items():
        unfinished.write_bytes(packer(data))
        unfinished.chmod(rights)
        os.replace(unfinished, f"{path}{ending}")


def _files_of(site: Path) -> Iterator[Path]:
    """Yield the files that readers can get: plain ones, in folders that are not hidden."""
    for folder, names, files in os.walk(site):
        names[:] = sorted(name for name in names if not name.startswith("."))
        paths = (Path(folder, name) for name in sorted(files))
        yield from (path for path in paths if path.is_file() and not path.is_symlink())


def _is_text(path: Path) -> bool:
    """Whether a file gets smaller."""
    ending = path.suffix.removeprefix(".")
    return ending in TYPES and ending not in NO_TEXT
