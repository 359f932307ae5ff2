"""The hooks of git that judge before a commit and a push: written, found again, taken away.

In: a repository. Out: what was done. What has our mark is ours; a hook of somebody else is never changed.
"""

import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from build_tools import git
from build_tools.ended import to_the_end
from build_tools.problems import Fault, Problem, Refused

HOOKS = {"pre-commit": "staged", "pre-push": 'push "$1"'}
"""What each hook asks of the program."""

_MARK = "# Written by `transparency protect install`; `transparency protect remove` takes it away."

_NOT_OURS = Fault(
    "protect.hook_in_the_way",
    "has a hook {hook} of somebody else, which stays as it is; let it run `{command}`, or take it away and run this "
    "again",
)
_NOT_WRITTEN = Fault(
    "protect.hook_not_written", "cannot be written: {error}; see who owns the folder of the hooks of git"
)

_BODY = """\
#!/bin/sh
{mark}
python={python}
"$python" -P -c 'import build_tools' 2>/dev/null || {{
    printf '%s\\n' {gone} >&2
    exit 1
}}
project=$(git rev-parse --show-toplevel){folder}
exec "$python" -P -m build_tools --root "$project" protect {command}
"""


def _folder_of(root: Path) -> Path:
    """Return the folder in which git looks for hooks, which settings may name. Raises ``Unknown``."""
    return root / git.git(root, "rev-parse", "--git-path", "hooks")


def hooks_missing(root: Path) -> bool:
    """Whether a repository lacks a hook of ours; nothing lacks where there is no repository. Never raises."""
    try:
        folder = _folder_of(root)
    except Refused:
        return False
    return not all(_is_ours(folder / hook) for hook in HOOKS)


@to_the_end()
def install_hooks(root: Path, gone: str) -> None:
    """Write the hooks, anew where they are. ``gone`` is what they say where the program is gone. Raises ``Refused``,
    and then writes nothing."""
    folder, below = _folder_of(root), git.git(root, "rev-parse", "--show-prefix").rstrip("/")
    others = [hook for hook in HOOKS if os.path.lexists(folder / hook) and not _is_ours(folder / hook)]
    python = shlex.quote(sys.executable)
    if others:
        command = f"{python} -P -m build_tools protect"
        values = ({"hook": hook, "command": f"{command} {HOOKS[hook]}"} for hook in others)
        raise Refused([Problem(".", _NOT_OURS, values=one) for one in values])
    with _refusing():
        folder.mkdir(parents=True, exist_ok=True)
        for hook, command in HOOKS.items():
            where = shlex.quote(f"/{below}") if below else ""
            said = {"mark": _MARK, "python": python, "gone": shlex.quote(gone), "folder": where, "command": command}
            _write(folder / hook, _BODY.format(**said))


def _write(path: Path, text: str) -> None:
    """Write a program whole: git never sees half of it. Raises ``OSError``."""
    new = path.with_name(f"{path.name}.new")
    new.write_text(text, "utf-8")
    new.chmod(0o755)
    new.replace(path)


@to_the_end()
def remove_hooks(root: Path) -> bool:
    """Take our hooks away; tell whether there were any. Raises ``Refused``."""
    folder = _folder_of(root)
    ours = [folder / hook for hook in HOOKS if _is_ours(folder / hook)]
    with _refusing():
        for path in ours:
            path.unlink()
    return bool(ours)


@contextmanager
def _refusing() -> Iterator[None]:
    """Raise ``Refused`` where a disk takes nothing."""
    try:
        yield
    except OSError as error:
        raise Refused([Problem(".", _NOT_WRITTEN, values={"error": error.strerror or "?"})]) from error


def _is_ours(path: Path) -> bool:
    """Whether a hook is one that was written here."""
    try:
        return _MARK in path.read_text("utf-8").split("\n")[:2] and bool(path.stat().st_mode & 0o100)
    except (OSError, UnicodeDecodeError):
        return False
