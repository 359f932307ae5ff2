"""What one run leaves for the next, in git's own folder, for its owner alone. It may be deleted at any time; what is
damaged, or others may read, is none.

Here too: what was made of texts by this program, such as HTML and papers, to be made once as long as they stay. A
release takes nothing of it.
"""

import marshal
import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, TypeVar

from build_tools import git

_FOLDER, _MADE = "transparency", "made"
_PROGRAM = Path(__file__).parents[1]
LIBRARIES = ("babel", "jinja2", "markdown", "markupsafe", "phonenumberslite", "pydantic", "pyyaml", "typst")
"""What the program judges and makes texts with."""

MadeT = TypeVar("MadeT", str, bytes, str | bytes)

_known: dict[bytes, Any] = {}
_asked: set[bytes] = set()


def folder_for(root: Path) -> Path | None:
    """Return where something may be kept for a project; nothing for one that lies in no clone."""
    try:
        return root / git.git(root, "rev-parse", "--git-path", _FOLDER)
    except git.Unknown:
        return None


def read(folder: Path, name: str) -> bytes:
    """Return what was kept under a name; nothing of what others than its owner may read."""
    try:
        mode = (folder / name).lstat().st_mode
        return (folder / name).read_bytes() if stat.S_ISREG(mode) and not mode & 0o077 else b""
    except OSError:
        return b""


def write(folder: Path, name: str, data: bytes) -> None:
    """Keep something under a name; where that is not possible, the next run begins anew, and nothing is left."""
    with suppress(OSError):
        folder.mkdir(mode=0o700, exist_ok=True)
        # When it is closed, its first name is deleted, which lies there no longer if all went well.
        with NamedTemporaryFile(dir=folder) as file:
            file.write(data)
            file.flush()
            os.replace(file.name, folder / name)


@cache
def digest_of_program() -> str:
    """Return a digest of the program and of what it leans on: of what another one found or made nothing is known."""
    whole = sha256("\0".join((sys.version, *map(metadata.version, LIBRARIES))).encode())
    for path in sorted(path for path in _PROGRAM.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        whole.update(path.name.encode() + b"\0" + sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def made(make: Callable[[], MadeT], *of: str) -> MadeT:
    """Return what ``make`` makes of nothing but these texts, which begin with its name; once, as long as they stay."""
    key = sha256("\0".join((digest_of_program(), *of)).encode("utf-8", "surrogateescape")).digest()
    if key not in _known:
        _known[key] = make()
    _asked.add(key)
    found: MadeT = _known[key]
    return found


def take(folder: Path) -> None:
    """Know what the last build made."""
    digest, data = (whole := read(folder, _MADE))[:32], whole[32:]
    if digest == sha256(data).digest():
        with suppress(ValueError, EOFError, TypeError):
            _known.update(marshal.loads(data))  # noqa: S302  # who may write here may write hooks of git


def keep(folder: Path) -> None:
    """Leave for the next build what this one made or took, and nothing else."""
    data = marshal.dumps({key: _known[key] for key in sorted(_asked)})
    write(folder, _MADE, sha256(data).digest() + data)
