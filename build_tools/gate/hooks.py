"""The gate around git: every commit that is about to go somewhere, and the next one, is judged before it leaves.

In: a repository, and what git says of a commit or a push. Out: what was found, by place and kind and never by its
value. Commits nothing, changes no file of the project; of git's own it writes hooks that were asked for, and a note of
what was found clean.
"""

import os
import re
import shlex
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from build_tools import git
from build_tools.files.cleanup import to_the_end
from build_tools.gate import Finder
from build_tools.gate.commit_messages import (
    OF_A_MESSAGE,
    OF_AN_AUTHOR,
    WHO,
    GateFinding,
    gate_report,
    is_a_person,
    of_words,
    protected,
)
from build_tools.gate.commits import Gate, Progress
from build_tools.gate.project import note_of
from build_tools.git import history, objects
from build_tools.git.history import Update, is_nothing
from build_tools.load.environment import build_day
from build_tools.problems import Fault, Problem, Refused

__all__ = ["GateFinding", "gate_report", "is_a_person", "protected"]


HOOKS = {"pre-commit": "staged", "commit-msg": 'message "$1"', "pre-push": 'push "$1"'}
"""What each hook asks of the program."""

_CUT = re.compile(r"^. -{24} >8 -{24}$", re.MULTILINE)
"""Below this line `git commit --verbose` shows what changed, which is no part of the message."""

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
    python, where = shlex.quote(sys.executable), shlex.quote(f"/{below}") if below else ""
    others = [hook for hook in HOOKS if os.path.lexists(folder / hook) and not _is_ours(folder / hook)]
    if others:
        commands = {hook: f"{python} -P -m build_tools protect {HOOKS[hook]}" for hook in others}
        raise Refused([Problem(".", _NOT_OURS, values={"hook": hook, "command": commands[hook]}) for hook in others])
    with _refusing():
        folder.mkdir(parents=True, exist_ok=True)
        for hook, command in HOOKS.items():
            text = _BODY.format(mark=_MARK, python=python, gone=shlex.quote(gone), folder=where, command=command)
            (folder / hook).write_text(text, "utf-8")
            (folder / hook).chmod(0o755)


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


BASELINE = "619a4eee06b44b4da55504640e318dfcb5ff3313"
"""What is public already, and was judged by the gate of its time or by none: one commit and all that led to it, the
last before the gate found what it finds now. Whoever publishes from another history names its last commit here, before
the gate is installed; a commit that is not in the repository closes nothing."""

_NO_COMMIT = Fault("protect.no_such_commit", "names no commit of this repository; `git log` lists them")
_OTHER_ORDER = Fault("protect.other_order", "are in the wrong order: the older commit comes first, then the newer one")
_NOTHING = "0" * 40


@contextmanager
def _opened(root: Path, also: Finder | None = None) -> Iterator[Gate]:
    """Give what judges a repository, and keep the note of what it finds clean. Raises ``Unknown``."""
    history.check_not_shallow(root)
    note = note_of(root)
    with objects.reader(root) as read:
        yield Gate(root, read, git.git(root, "rev-parse", "--show-prefix"), note, build_day(), also)
    note.keep()


def staged(root: Path, also: Finder | None = None) -> list[GateFinding]:
    """Return what the next commit would bring, and whether who makes it looks like a person."""
    index = os.environ.get("GIT_INDEX_FILE")
    changes = history.staged_changes(root, os.path.abspath(index) if index else None)
    with _opened(root, also) as gate:
        approval = gate.approved_at("HEAD")
        is_person = any(is_a_person(*one, gate.finder(approval)) for one in history.who(root))
        who = [GateFinding(WHO, part=OF_AN_AUTHOR)] if is_person else []
        return [*who, *gate.of_changes(changes, approval)]


def in_message(root: Path, text: str, also: Finder | None = None) -> list[GateFinding]:
    """Return what may be personal in the message of the next commit, of which git leaves out the remarks."""
    written = git.git(root, "stripspace", "--strip-comments", lines=[_CUT.split(text)[0]])
    with _opened(root, also) as gate:
        return list(
            of_words(written.encode("utf-8", "surrogateescape"), OF_A_MESSAGE, gate.finder(gate.approved_at("HEAD")))
        )


def pushed(
    root: Path,
    updates: Iterable[Update],
    known: Iterable[str] = (),
    also: Finder | None = None,
    progress: Progress = lambda done, number: None,
) -> list[GateFinding]:
    """Return what a push brings: names, tags, and every commit that is not known."""
    with _opened(root, also) as gate:
        return list(gate.of_updates(updates, [*known, BASELINE], progress))


def tips_that_bring(root: Path, updates: Iterable[Update], known: Iterable[str], folders: Iterable[str]) -> list[str]:
    """Return the newest commits of a push, if any of those that are not known changes something in some folders. Raises
    ``Unknown``."""
    tips = [tip for one in updates if not is_nothing(one.new) and (tip := history.commit_named(root, one.new))]
    prefix = git.git(root, "rev-parse", "--show-prefix")
    commits = history.commits(root, tips, known) if tips else []
    changes = history.brought(root, commits, [f"{prefix}{folder}" for folder in folders], any_parent=True)
    return list(dict.fromkeys(tips)) if changes else []


def everything(root: Path, *of: str) -> list[Update]:
    """Return all that a clone could push: where its branches and tags are, or those ``of`` some folders of git's, and
    where it works."""
    updates = [Update(name, _NOTHING, digest) for name, digest in _refs(root, *of)]
    return updates + [Update("", _NOTHING, head) for head in [history.commit_named(root, "HEAD")] if head]


def _refs(root: Path, *of: str) -> list[tuple[str, str]]:
    """Return names and objects of all refs, or of those in some folders of git's."""
    lines = git.git(root, "for-each-ref", "--format=%(objectname) %(refname)", *of).split("\n")
    return [(line.partition(" ")[2], line.partition(" ")[0]) for line in lines if line]


def ranged(root: Path, old: str, new: str) -> list[GateFinding]:
    """Return what the commits bring that lead to one and not to another; what is called so by no commit here closes
    nothing. Raises ``Refused``."""
    known, tip = history.commit_named(root, old), history.commit_named(root, new)
    if tip is None:
        raise Refused([Problem("", _NO_COMMIT)])
    if known and known != tip and not history.commits(root, [tip], [known]):
        raise Refused([Problem("", _OTHER_ORDER)])
    return pushed(root, [Update("", _NOTHING, tip)], [known] if known else [])


def known_to(root: Path, remote: str) -> list[str]:
    """Return the commits that branches of a remote were at when this clone last heard of it."""
    return [digest for name, digest in _refs(root, "refs/remotes") if name.startswith(f"refs/remotes/{remote}/")]
