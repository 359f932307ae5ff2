"""The look from outside: every file of a finished site, read as whoever gets it reads it.

In: the finished folder, and a judge that has seen nothing of it. Out: problems. Trusts nothing that was judged before.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from build_tools.packed import is_copy
from build_tools.plain_words import lines_of
from build_tools.problems import Problem, in_order
from build_tools.screening.output_judge import OutputJudge
from build_tools.verify.site import entries_below, problem, together

_BREAKS_OF_NAMES = re.compile(r"[-_.]+")
_SUMS = re.compile(r"^(?:[0-9a-f]{64}(?=  \S+$)|# (?:commit|lock): (?:[0-9a-f]{40}|[0-9a-f]{64})$)", re.MULTILINE)
"""The sums of a manifest, which may begin as the number of a document does; ``verify`` works each out anew."""


def outside_problems(folder: Path, judge: OutputJudge, drawn: Mapping[str, str]) -> list[Problem]:
    """Return what may be personal in a site; ``drawn`` are the words of papers, by their paths.

    Compressed copies unpack to the files beside them, as ``verify`` makes sure.
    """
    return in_order(together(_problems(folder, judge, drawn)))


def _problems(folder: Path, judge: OutputJudge, drawn: Mapping[str, str]) -> Iterator[Problem]:
    for path in sorted(path for path, entry in entries_below(folder) if entry and entry.is_file(follow_symlinks=False)):
        if is_copy(path):
            continue
        text = drawn.get(path) or lines_of(path, (folder / path).read_text("utf-8", "replace"))
        said = (_words_of(path), _SUMS.sub("", text))
        for fault in judge.personal_faults("\n".join(said)):
            yield problem(path, fault)


def _words_of(path: str) -> str:
    """Return the names of a file and its folders in words, each on a line."""
    return "\n".join(_BREAKS_OF_NAMES.sub(" ", name) for name in path.split("/"))
