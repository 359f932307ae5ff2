"""The finished folder as it lies there, held against what was made, and how problems of many files are said as one.

In: the folder, or all problems of a run. Out: what is there, and what of it is wrong. Never drops a problem that few
files have.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import file_digest
from pathlib import Path

from build_tools import tree
from build_tools.packed import is_copy, is_copy_of, original_of
from build_tools.problems import Fault, Problem

_FEW = 5
"""So many equal problems are each said, for each may have to be mended by itself."""

MISSING_FILE = Fault("site.missing", "does not exist; the site is not complete without it")
UNASKED_FILE = Fault(
    "site.unexpected_file", "is a file that nobody asked for; remove it or give it its place in the site"
)
ALTERED_FILE = Fault(
    "site.altered",
    "is not, byte for byte, the file that was made; build the site anew, and let nothing else write there",
)
CLOSED_FILE = Fault(
    "site.cannot_be_read",
    "is a link, or nothing that can be read; put the file itself there, and give yourself the right to read it",
)
_STALE = Fault("copies.stale", "does not unpack to the file beside it; run `transparency compress` anew")

Key = tuple[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the folder must be, told by whoever made it; all paths are relative to the site and use ``/``."""

    languages: tuple[str, ...]
    """Names of the folders of the languages, in order, equal to the ``lang`` of their pages."""
    base_path: str = "/"
    """Where the site lies on its host, with a slash at both ends; only 404.html and sitemap.xml know it."""
    home: str = ""
    """The main address without a slash at its end, to which nothing may lead; empty where it is not known."""
    quiet: frozenset[str] = frozenset()
    """Pages of help, which must be light and ask for nothing else."""
    kit: frozenset[str] = frozenset()
    """Files that are kept and passed on by themselves, so that nothing in them may lead to another file."""
    addresses: frozenset[str] = frozenset()
    """Where pages may lead outside the site, and what may call or write to somebody: each address whole."""
    digests: Mapping[str, str] = field(default_factory=dict)
    """The SHA-256, in hexadecimal digits, of each file as it was made: these files and no others."""


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
    return problem.code, tuple((name, str(value).replace(own, "…")) for name, value in problem.all_values.items())


def differences(made: Mapping[str, str], found: Mapping[str, str]) -> Iterator[Problem]:
    """Yield each file that is missing, too many or another than the one that was made, by the SHA-256 of both; what
    lies in a closed folder nobody can tell."""
    closed = tuple(path and f"{path}/" for path, digest in found.items() if not digest)
    for path in sorted(made.keys() | found.keys()):
        if path not in found and not path.startswith(closed):
            yield problem(path, MISSING_FILE)
        elif path not in found:
            continue
        elif not found[path]:
            yield problem(path or ".", CLOSED_FILE)
        elif path not in made:
            yield problem(path, UNASKED_FILE)
        elif found[path] != made[path]:
            yield problem(path, ALTERED_FILE)


def stale_copies(folder: Path) -> Iterator[Problem]:
    """Yield each packed copy that is another text than the file beside it, which a server would send."""
    for path in filter(is_copy, dict(tree.files(folder, ""))):
        copy, data = bytes_of(folder / path), bytes_of(folder / original_of(path))
        if data is not None and (copy is None or not is_copy_of(path, copy, data)):
            yield problem(path, _STALE)


def files_below(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file of a site by its path; a packed copy is none of its own beside what it is a copy
    of."""
    every = digests_below(folder)
    copies = {path for path, digest in every.items() if digest and is_copy(path) and original_of(path) in every}
    return {path: digest for path, digest in every.items() if path not in copies}


def digests_below(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of everything that lies in a folder; an empty text of what is no plain file or cannot be
    read."""
    return {path: "" if fault else digest_of(folder / path) for path, fault in tree.files(folder, "")}


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, however large; where it cannot be read or might never end an empty text, which no
    file has."""
    with suppress(OSError):
        if path.is_file():
            with path.open("rb") as file:
                return file_digest(file, "sha256").hexdigest()
    return ""


def bytes_of(path: Path) -> bytes | None:
    """Return a file, or nothing where it cannot be read or is a pipe or a device, which might never end."""
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None


def problem(path: str, fault: Fault) -> Problem:
    """Place a fault; a path is printable on one line whatever somebody called the file."""
    printable = "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in path)
    return Problem(printable, fault)
