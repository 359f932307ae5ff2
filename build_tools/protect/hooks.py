"""The hooks of git that judge before a commit and a push: written, found again, taken away.

In: a repository. Out: what was done. A hook that was there before is kept beside ours and called too; what has our mark
is ours, and nothing else is ever changed.
"""

import os
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path

from build_tools import git
from build_tools.ended import to_the_end
from build_tools.problems import Fault, Problem, Refused

HOOKS = {"pre-commit": "staged", "pre-push": 'push "$1"'}
"""What each hook asks of the program."""

_MARK = "# Written by `transparency protect install`; `transparency protect remove` takes it away."
_KEPT = ".before-transparency"

_NOT_OURS = Fault(
    "protect.hook_in_the_way",
    "is in the way of the hook {hook}: a hook was kept under this name before, and another is there again; remove one",
)
_NOT_WRITTEN = Fault(
    "protect.hook_not_written", "cannot be written: {error}; see who owns the folder of the hooks of git"
)

# What git hands to a hook of a push comes once, so it is kept for both. A kept hook of a commit goes first, for it may
# change what is committed; one of a push goes last, for it may upload what ours would stop.
_BODY = """\
#!/bin/sh
{mark}
lines=$([ -t 0 ] || cat)
kept() {{
    [ ! -x "$0{ending}" ] || printf '%s\\n' "$lines" | "$0{ending}" "$@"
}}
{before}
python={python}
"$python" -P -c 'import build_tools' 2>/dev/null || {{
    printf '%s\\n' {gone} >&2
    exit 1
}}
project=$(git rev-parse --show-toplevel){folder}
printf '%s\\n' "$lines" | "$python" -P -m build_tools --root "$project" protect {command} || exit
{after}
"""
_KEPT_CALL = 'kept "$@" || exit'


def _folder_of(root: Path) -> Path:
    """Return the folder in which git looks for hooks, which settings may name. Raises ``Unknown``."""
    return root / git.git(root, "rev-parse", "--git-path", "hooks")


def missing(root: Path) -> bool:
    """Whether a repository lacks a hook of ours; nothing lacks where there is no repository. Never raises."""
    try:
        folder = _folder_of(root)
    except Refused:
        return False
    return not all(_is_ours(folder / hook) for hook in HOOKS)


@to_the_end()
def install(root: Path, gone: str) -> list[str]:
    """Write the hooks that are not there as they should be, and return their names. ``gone`` is what they say where
    the program is gone. Raises ``Refused``."""
    folder = _folder_of(root)
    return [hook for hook in HOOKS if _put(folder, hook, _body(root, hook, gone))]


def _body(root: Path, hook: str, gone: str) -> str:
    """Return the text of a hook. Raises ``Unknown``."""
    below = git.git(root, "rev-parse", "--show-prefix").rstrip("/")
    return _BODY.format(
        mark=_MARK,
        ending=_KEPT,
        python=shlex.quote(sys.executable),
        gone=shlex.quote(gone),
        folder=shlex.quote(f"/{below}") if below else "",
        command=HOOKS[hook],
        before="" if hook == "pre-push" else _KEPT_CALL,
        after=_KEPT_CALL if hook == "pre-push" else "",
    )


def _put(folder: Path, hook: str, text: str) -> bool:
    """Write a hook, unless it is there with the same text; one that is not ours is kept. Raises ``Refused``."""
    path, kept = folder / hook, folder / f"{hook}{_KEPT}"
    if _is_ours(path) and path.read_text("utf-8") == text:
        return False
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(path) and not _is_ours(path):
            if os.path.lexists(kept):
                raise Refused([Problem(".", _NOT_OURS, values={"hook": hook})])
            path.rename(kept)
        _write(path, text)
    except OSError as error:
        raise Refused([Problem(".", _NOT_WRITTEN, values={"error": error.strerror or "?"})]) from error
    return True


def _write(path: Path, text: str) -> None:
    """Write a program whole: git never sees half of it. Raises ``OSError``."""
    new = path.with_name(f"{path.name}.new")
    new.write_text(text, "utf-8")
    new.chmod(0o755)
    new.replace(path)


@to_the_end()
def remove(root: Path) -> list[str]:
    """Take our hooks away, put back those that were there before, and return the names. Raises ``Refused``."""
    folder = _folder_of(root)
    return list(_removed(folder))


def _removed(folder: Path) -> Iterator[str]:
    """Take our hooks out of a folder and yield their names. Raises ``Refused``."""
    for hook in HOOKS:
        path, kept = folder / hook, folder / f"{hook}{_KEPT}"
        if not _is_ours(path):
            continue
        try:
            kept.replace(path) if os.path.lexists(kept) else path.unlink()
        except OSError as error:
            raise Refused([Problem(".", _NOT_WRITTEN, values={"error": error.strerror or "?"})]) from error
        yield hook


def _is_ours(path: Path) -> bool:
    """Whether a hook is one that was written here."""
    try:
        return _MARK in path.read_text("utf-8").split("\n")[:2] and bool(path.stat().st_mode & 0o100)
    except (OSError, UnicodeDecodeError):
        return False
