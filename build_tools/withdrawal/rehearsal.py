"""A withdrawal tried in a copy: committed there, so that all can be asked of it what will be asked of the real commit.

In: a repository and a plan. Out: the folder of the copy while it is needed; what the withdrawal itself breaks; what
tells of the case. Changes nothing in the project: the copy borrows its objects and is gone in the end.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from build_tools import content, git, tree
from build_tools.paths import CASES, CONTENT, REVIEWED, SITE_SRC
from build_tools.problems import Fault, Problem, Refused
from build_tools.tree import LARGEST
from build_tools.withdrawal.doing import carry_out
from build_tools.withdrawal.planning import Plan
from build_tools.withdrawal.traces import Traces, traces_of
from build_tools.withdrawal.waiting import waits

MESSAGE = "withdraw a case"
"""Public as well, so it says no more."""

_NOBODY = (
    "user.name=Nobody",
    "user.email=nobody@example.invalid",
    "commit.gpgsign=false",
    f"core.hooksPath={os.devnull}",
)
_REPEATED = Fault(
    "withdraw.words_are_alike",
    "has words that stand in the case too, one after the other; read them: if they tell of the case, take them out and "
    "commit that first; if they do not, or if there is no time, withdraw with --words-stay",
)


@contextmanager
def copy_of(root: Path) -> Iterator[Path]:
    """Give a copy of the project as it is committed, in a repository of its own."""
    prefix = git.git(root, "rev-parse", "--show-prefix")
    top = git.git(root, "rev-parse", "--show-toplevel")
    with TemporaryDirectory(prefix="withdrawal-") as folder:
        place = Path(folder).resolve() / "copy"
        git.git(root, "clone", "--quiet", "--shared", "--no-checkout", "--template=", "--", top, str(place))
        git.git(place, "remote", "remove", "origin")
        git.git(place, "checkout", "--quiet", "--force", "-B", "copy", git.commit(root))
        yield place / prefix


def commit_staged(copy: Path, message: str) -> None:
    """Commit what is staged in a copy, as nobody."""
    settings = [word for setting in _NOBODY for word in ("-c", setting)]
    git.git(copy, *settings, "commit", "--quiet", "--allow-empty", "--message", message)


@contextmanager
def rehearsed(root: Path, plan: Plan) -> Iterator[Path]:
    """Give a copy in which the case is withdrawn and the commit made."""
    with copy_of(root) as copy:
        carry_out(copy, plan)
        commit_staged(copy, MESSAGE)
        yield copy


def broken_by(root: Path, copy: Path) -> list[Problem]:
    """Return what is wrong with the content of a copy, is not so in the project, and does not wait."""
    with git.folder_of(root, git.commit(root), LARGEST) as kept:
        before = {(problem.path, problem.code) for problem in _wrong(kept)}
    found = (problem for problem in _wrong(copy) if not waits(problem))
    return [problem for problem in found if (problem.path, problem.code) not in before]


def _wrong(folder: Path) -> list[Problem]:
    try:
        content.checked(folder, folder / SITE_SRC)
    except Refused as refused:
        return refused.problems
    return []


_SAYS_WORDS = re.compile(rf"{CONTENT}/.+\.(md|yml)")
_OF_OTHERS = re.compile(rf"{CASES}/.+\.yml|{SITE_SRC}/.+\.(po|html|typ)")


def traces_in_words(copy: Path, plan: Plan, words_stay: bool) -> tuple[Traces, list[Problem]]:
    """Return what tells of the case, and where it does in words that people wrote; with ``words_stay`` nothing that
    stands there counts."""
    others, words = texts_of_others(copy), words_of(copy)
    traces = traces_of(plan.case, plan.text, [*others, *(words.values() if words_stay else ())])
    found = [path for path, text in words.items() if traces.repeated_in(text)]
    return traces, [Problem(path, _REPEATED) for path in found]


def texts_of_others(root: Path) -> list[str]:
    """Return the texts of a project in which words of a case may stand by right: of other cases, of the interface."""
    return [text for path, text in _texts(root, CASES, SITE_SRC) if _OF_OTHERS.fullmatch(path)]


def words_of(root: Path) -> dict[str, str]:
    """Return the texts of a project that people wrote, by path."""
    return {path: text for path, text in _texts(root, CONTENT) if _SAYS_WORDS.fullmatch(path) and path != REVIEWED}


def _texts(root: Path, *folders: str) -> Iterator[tuple[str, str]]:
    for path in (path for folder in folders for path in tree.files(root, folder)):
        if isinstance(data := tree.read(root, path), bytes):
            yield path, data.decode("utf-8", "replace")
