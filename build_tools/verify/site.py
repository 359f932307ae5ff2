"""The finished folder as it lies there, what it must be, and how problems of many pages are said as one.

In: the folder, or all problems of a run. Out: what is there, before anything is read. Never drops a problem that few
pages have.
"""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from os import DirEntry, scandir
from pathlib import Path

from build_tools.problems import Fault, Problem

_FEW = 5
"""So many equal problems are each said, for each may have to be mended by itself."""

Key = tuple[str, tuple[tuple[str, str], ...]]


def together(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield equal problems of more than ``_FEW`` files as one, placed in the first of them."""
    groups: defaultdict[Key, list[Problem]] = defaultdict(list)
    for problem in problems:
        groups[_key_of(problem)].append(problem)
    for group in groups.values():
        files = len({problem.path for problem in group})
        if files > _FEW:
            yield replace(min(group, key=lambda problem: (problem.path, problem.line or 0)), files=files)
        else:
            yield from group


def _key_of(problem: Problem) -> Key:
    """What makes problems equal: the code and the values, in which the page's own address counts as the same."""
    own = problem.path.partition("/")[2] or problem.path
    return problem.code, tuple((name, str(value).replace(own, "…")) for name, value in problem.said.items())


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the folder must be, told by whoever made it; all paths are relative to the site and use ``/``."""

    languages: tuple[str, ...]
    """Names of the folders of the languages, in order, equal to the ``lang`` of their pages."""
    pages: frozenset[str]
    """The HTML pages: these and no others."""
    files: frozenset[str]
    """Other files that must exist."""
    optional: frozenset[str] = frozenset()
    """Files that may lie there besides, of whatever kind."""
    base_path: str = "/"
    """Where the site lies on its host, with a slash at both ends; only 404.html and sitemap.xml know it."""
    home: str = ""
    """The main address without a slash at its end, to which nothing may lead; empty where it is not known."""
    quiet: frozenset[str] = frozenset()
    """Pages of help, which must be light and ask for nothing else."""
    kit: frozenset[str] = frozenset()
    """Files that are kept and passed on by themselves, so that nothing in them may lead to another file."""
    digests: Mapping[str, str] = field(default_factory=dict)
    """The SHA-256, in hexadecimal digits, of files as they were made; empty where nobody told."""
    addresses: frozenset[str] = frozenset()
    """Where pages may lead outside the site, and what may call or write to somebody: each address whole."""


@dataclass(frozen=True, slots=True)
class FinishedSite:
    """The folder before anything is read: sizes of its files in bytes, what is neither file nor folder, and the files
    and folders that may not be read."""

    expectation: Expectation
    folder: str
    sizes: Mapping[str, int]
    odd: tuple[str, ...]
    closed: tuple[str, ...]
    targets: frozenset[str]
    """Where a link may lead: what is there, and what should be, for a missing page is said once and not per link."""
    folded: frozenset[str]
    """The same in lower case."""


def look(folder: Path, expectation: Expectation) -> FinishedSite:
    """List ``folder``; one that does not exist is an empty one."""
    found = dict(entries_below(folder)) if folder.is_dir() else {}
    entries = {path: entry for path, entry in found.items() if entry is not None}
    plain = {path: entry for path, entry in entries.items() if entry.is_file(follow_symlinks=False)}
    closed = {path for path, entry in plain.items() if not _is_open(entry.path, os.R_OK)}
    targets = expectation.pages | expectation.files | plain.keys()
    return FinishedSite(
        expectation=expectation,
        folder=str(folder),
        sizes={p: entry.stat(follow_symlinks=False).st_size for p, entry in plain.items() if p not in closed},
        odd=tuple(path for path in entries if path not in plain),
        closed=(*closed, *(path for path, entry in found.items() if entry is None)),
        targets=targets,
        folded=frozenset(map(str.lower, targets)),
    )


def entries_below(top: Path) -> Iterator[tuple[str, DirEntry[str] | None]]:
    """Yield everything below ``folder`` that is not a folder, with its path relative to the site.

    A folder that may not be read is yielded itself, without an entry.
    """
    waiting = [(top, "")]
    while waiting:
        folder, prefix = waiting.pop()
        if not _is_open(folder, os.R_OK | os.X_OK):
            yield prefix.rstrip("/") or ".", None
            continue
        with scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((Path(entry.path), f"{prefix}{entry.name}/"))
                else:
                    yield prefix + entry.name, entry


def _is_open(path: str | Path, rights: int) -> bool:
    """Whether the program has these rights, whoever started it."""
    return os.access(path, rights, effective_ids=os.access in os.supports_effective_ids)


def bytes_of(path: Path) -> bytes | None:
    """Return a file, or nothing where it cannot be read or is a pipe or a device, which might never end."""
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None


def problem(path: str, fault: Fault, line: int | None = None) -> Problem:
    """Place a fault; a path is printable on one line whatever somebody called the file."""
    printable = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in path)
    return Problem(printable, fault, line=line)
