"""The look from outside: every file of a finished site, read as whoever gets it reads it.

In: the finished folder, and a judge that has seen nothing of it. Out: problems. Trusts nothing that was judged before.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from build_tools.packed import is_copy
from build_tools.pdf import opened
from build_tools.plain_words import lines_of
from build_tools.problems import Problem, in_order
from build_tools.screening.output_judge import OutputJudge
from build_tools.verify.site import entries_below, problem, together

_TITLE = re.compile(rb"<FEFF((?:[0-9A-F]{4})*)>", re.IGNORECASE)
_BREAKS_OF_NAMES = re.compile(r"[-_.]+")


def outside_problems(folder: Path, judge: OutputJudge, drawn: Mapping[str, str]) -> list[Problem]:
    """Return what may be personal in a site; ``drawn`` are the words of papers, by their paths.

    Compressed copies unpack to the files beside them, as ``verify`` makes sure.
    """
    return in_order(together(_problems(folder, judge, drawn)))


def _problems(folder: Path, judge: OutputJudge, drawn: Mapping[str, str]) -> Iterator[Problem]:
    for path in sorted(path for path, entry in entries_below(folder) if entry and entry.is_file(follow_symlinks=False)):
        if is_copy(path):
            continue
        written = _written(path, (folder / path).read_bytes())
        of_paper = drawn.get(path, "")
        said = (_words_of(path), of_paper, lines_of(path, written))
        for fault in judge.personal_faults("\n".join(said)):
            yield problem(path, fault)


def _written(path: str, data: bytes) -> str:
    """Return a file as text; with a paper what can be read in its parts, and its titles, which are UTF-16; of a picture
    what stands beside its dots."""
    if path.endswith(".png"):
        return "\n".join(part.decode("utf-8", "replace") for part in _beside_dots(data))
    text = data.decode("utf-8", "replace")
    if not path.endswith(".pdf"):
        return text
    whole = opened(data)
    titles = [bytes.fromhex(found[1].decode()).decode("utf-16-be", "replace") for found in _TITLE.finditer(whole)]
    return "\n".join([text, whole.decode("utf-8", "replace"), *titles])


def _beside_dots(picture: bytes) -> Iterator[bytes]:
    """Yield each part of a PNG but its dots, in which by chance any number can occur."""
    at = 8
    while at < len(picture):
        end = at + 12 + int.from_bytes(picture[at : at + 4])
        if picture[at + 4 : at + 8] != b"IDAT":
            yield picture[at + 4 : end]
        at = end


def _words_of(path: str) -> str:
    """Return the names of a file and its folders in words, each on a line."""
    return "\n".join(_BREAKS_OF_NAMES.sub(" ", name) for name in path.split("/"))
