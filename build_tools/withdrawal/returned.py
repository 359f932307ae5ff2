"""Words of a withdrawn case that come back after they had been taken out, as by going back to an earlier commit.

In: a repository and the ids of withdrawn cases. Out: problems that name the files. Words that stood there when the case
was withdrawn and ever since are left alone: somebody decided that. Changes nothing.
"""

from collections.abc import Collection, Iterator
from pathlib import Path

from build_tools import git
from build_tools.paths import CASES, WITHDRAWN, case_id_in
from build_tools.problems import Fault, Problem
from build_tools.tree import LARGEST
from build_tools.withdrawal.rehearsal import texts_of_others, words_of
from build_tools.withdrawal.traces import Traces, traces_of

_RETURNED = Fault(
    "release.withdrawn_words_return",
    "has words of a withdrawn case, one after the other, that were not there all the time since; take them out again, "
    "or say it in other words if they tell of something else",
)


def words_returned(root: Path, cases: Collection[str]) -> Iterator[Problem]:
    """Yield where words of these cases are back. Raises ``git.Unknown``."""
    if not cases:
        return
    others, words, added = texts_of_others(root), words_of(root), git.ever_added(root, CASES)
    for case in sorted(cases):
        traces = _traces(root, [path for path in added if case_id_in(path) == case], case, others)
        found = [path for path, text in words.items() if traces.repeated_in(text)]
        yield from (Problem(path, _RETURNED) for path in found if not _stayed(root, path, traces))


def _traces(root: Path, paths: Collection[str], case: str, others: Collection[str]) -> Traces:
    """Return what tells of a case, by all that its files ever held."""
    prefix = git.git(root, "rev-parse", "--show-prefix")
    commits = git.commits(root, ["HEAD"], ())
    brought = git.brought(root, commits, [f"{prefix}{path}" for path in paths]) if paths else ()
    data = git.blobs(root, {change.digest for _, changes in brought for change in changes}, LARGEST)
    records = (text.decode("utf-8", "replace") for text in data.values())
    return Traces(case, frozenset[tuple[str, ...]]().union(*(traces_of(case, text, others).runs for text in records)))


def _stayed(root: Path, path: str, traces: Traces) -> bool:
    """Whether the words stood in a file in each commit since the tombstone came; with none committed, they wait."""
    walk = ("log", "--full-history", "-m", "--no-show-signature", "--no-color", "--format=%H")
    came = git.git(root, *walk, "--diff-filter=A", "--", f"{WITHDRAWN}{traces.case}.yml").split()
    later = git.git(root, *walk, f"{came[-1]}..HEAD", "--", f":(literal){path}").split() if came else []
    with git.reader(root, LARGEST) as read:
        held = [read(f"{commit}:./{path}") for commit in (*came[-1:], *later)]
    return all(one is not None and traces.repeated_in(one.data.decode("utf-8", "replace")) for one in held)
