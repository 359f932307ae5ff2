"""A finished folder and what was made come in; every file that is missing, added or different goes out.

Problems are in order; those that many files share are said as one. Never changes the folder, never opens a connection,
and knows nothing of how it was made.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from hashlib import file_digest
from pathlib import Path

from build_tools.files import tree
from build_tools.files.compression import is_copy, is_copy_of, original_of
from build_tools.problems import Fault, Problem, in_order
from build_tools.verify.page import Expectation, PageNotes, lead_somewhere

__all__ = ["Expectation", "PageNotes", "verify"]

_UNEQUAL = Fault(
    "site.missing_in_one_language",
    "does not exist, though other languages have this page; each language has all pages ({languages})",
)
_NO_FOLDER = Fault("site.no_folder", "is not a folder; build the site first")
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


def verify(top: Path, expected: Expectation, notes: PageNotes) -> list[Problem]:
    """Judge the site in the folder ``top``, of whose pages ``notes`` were taken when they were made: all problems of
    one run, placed by paths relative to the site.

    What is wrong in the same way on many pages is one problem, in the first of them, with their number. A link may lead
    to what is there and to what should be, for a missing page is said once and not for each link.
    """
    if not top.is_dir():
        return [Problem(".", _NO_FOLDER)]
    found = files_below(top)
    every = (
        *differences(expected.digests, found),
        *stale_copies(top),
        *_equal_languages(expected.languages, expected.digests),
        *notes.problems,
        *lead_somewhere(notes, expected.digests.keys() | found.keys()),
    )
    return in_order(together(every))


def _equal_languages(languages: Collection[str], made: Collection[str]) -> Iterator[Problem]:
    """The same pages were made in every language."""
    parts = (path.partition("/") for path in made if path.endswith(".html"))
    rests = {rest for first, _, rest in parts if rest and first in languages}
    for path in {f"{language}/{rest}" for language in languages for rest in rests}.difference(made):
        yield Problem(path, _UNEQUAL.filled(languages=" ".join(languages)))


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
            yield Problem(path, MISSING_FILE)
        elif path not in found:
            continue
        elif not found[path]:
            yield Problem(path or ".", CLOSED_FILE)
        elif path not in made:
            yield Problem(path, UNASKED_FILE)
        elif found[path] != made[path]:
            yield Problem(path, ALTERED_FILE)


def stale_copies(folder: Path) -> Iterator[Problem]:
    """Yield each packed copy that is another text than the file beside it, which a server would send."""
    for path in filter(is_copy, dict(tree.files(folder, ""))):
        copy, data = bytes_of(folder / path), bytes_of(folder / original_of(path))
        if data is not None and (copy is None or not is_copy_of(path, copy, data)):
            yield Problem(path, _STALE)


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
