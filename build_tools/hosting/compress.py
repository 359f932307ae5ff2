"""Compressed copies beside the texts of a finished site, so that a small server need not compress for each reader.

In: the folder. Out: how many files have copies. Changes no file but the copies.
"""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from build_tools import tree
from build_tools.hosting.policy import LEAST, TEXTS
from build_tools.packed import PACKERS, is_copy


def write_copies(site: Path) -> int:
    """Renew the copies in a finished site; return how many files have them. Raises ``OSError``.

    Old copies go first and each new one appears whole, so one that does not fit its file is never seen, whenever this
    is ended; what lacks then is sent uncompressed.
    """
    shown = [site / path for path, fault in tree.files(site, "") if not fault and "/." not in f"/{path}"]
    for path in shown:
        if is_copy(path.name):
            path.unlink()
    texts = [path for path in shown if path.suffix[1:] in TEXTS and path.stat().st_size >= LEAST]
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
