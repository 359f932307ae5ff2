"""The files below a folder, each looked at before it is opened, for opening a pipe would wait for ever; files that lie
outside of every repository, for their owner alone; and what no text of people exceeds, asked before any pattern reads.

In: a folder and relative paths with ``/``, of which ``""`` is the folder itself; a text. Out: names, bytes, what is
wrong with how a file lies there; what is too much, on which line. Changes nothing, follows no link, opens no device.
"""

import os
import re
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache, partial
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from build_tools.problems import N_, Fault

_SIZE, _PAGE = 524_288, 65_536
"""Bytes of a file that people write, and of a page, which takes Markdown ten times as long. The law has 256 KB now."""

WORD, LINE = 500, 5_000
"""Characters of a word and of a line: more than anybody writes, and so little that no rule takes long over it."""

LINES, _MOST_OPEN = 200, 20
"""Lines of a paragraph, each of which Markdown may take for a heading and read all the others again; and signs that
stand open at once, for each of which it reads all that follows."""

PAGE_LINES = 5_000
"""Lines of a page: what Markdown does with each paragraph takes longer than what it does with its words."""

_DEEP = re.compile(r"^(?: {4}|\t| {0,3}(?:>|(?:[-*+]|\d{1,9}\.) )){13}", re.MULTILINE)
"""A line within thirteen quotations and lists."""

_PAIRS = (("[", "]"), ("(", ")"), ("<", ">"))
TOO_LARGE = Fault("files.too_large", "is larger than {limit} KB; shorten it or divide it")
_TOO_LONG = Fault("files.too_long", "is longer than anybody reads; {form}")
LONG_WORD = _TOO_LONG.filled(form=N_("divide a word or an address of more than 500 characters"))
_LONG_LINE = _TOO_LONG.filled(form=N_("divide a line of more than 5,000 characters"))
_LONG_PARAGRAPH = _TOO_LONG.filled(form=N_("divide a paragraph of more than 5,000 characters or 200 lines"))
_MANY_LINES = _TOO_LONG.filled(form=N_("divide a page of more than 5,000 lines"))
_OPEN_SIGNS = Fault(
    "files.open_brackets",
    "has more than 20 signs {sign} that nothing closes; write what closes each of them, or delete them",
)

NESTED = Fault("files.nested", "is nested too deeply; use at most 12 levels")


def most_of(path: str) -> int:
    """Return how many bytes a file of people may have."""
    return _PAGE if path.endswith(".md") else _SIZE


def excesses(path: str, text: str) -> Iterator[tuple[Fault, int]]:
    """Yield what is too much in a text, with its line: each line that is too long or holds a word that is, and of
    Markdown each such paragraph, each kind of bracket of which too many stand open, the first line that lies too
    deep, and the first line too many."""
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LINE:
            yield _LONG_LINE, number
        elif has_long_word(line):
            yield LONG_WORD, number
    if path.endswith(".md"):
        yield from _long_paragraphs(text)
        yield from _open_signs(text)
        if found := _DEEP.search(text):
            yield NESTED, text.count("\n", 0, found.start()) + 1
        if text.count("\n") > PAGE_LINES:
            yield _MANY_LINES, PAGE_LINES + 1


def has_long_word(text: str) -> bool:
    """Tell whether a word of the text is longer than anybody writes."""
    return len(text) > WORD and max(map(len, text.split()), default=0) > WORD


def _long_paragraphs(text: str) -> Iterator[tuple[Fault, int]]:
    paragraphs = text.split("\n\n")
    firsts = accumulate((part.count("\n") + 2 for part in paragraphs), initial=1)
    for first, paragraph in zip(firsts, paragraphs, strict=False):
        is_long = len(paragraph) > LINE >= max(map(len, paragraph.split("\n")))
        if is_long or paragraph.rstrip("\n").count("\n") >= LINES:
            yield _LONG_PARAGRAPH, first


def _open_signs(text: str) -> Iterator[tuple[Fault, int]]:
    """Yield each kind of bracket of which too many stand open, at the line of the first one too many."""
    for opening, closing in _PAIRS:
        depth = 0
        for found in re.finditer(f"[{re.escape(opening + closing)}]", text):
            depth = depth + 1 if found[0] == opening else max(depth - 1, 0)
            if depth > _MOST_OPEN:
                yield _OPEN_SIGNS.filled(sign=opening), text.count("\n", 0, found.start()) + 1
                break


DEEPEST, LARGEST = 12, 4_194_304
"""Folders in each other, and bytes of a file that are looked at."""

LINK = Fault(
    "files.link",
    "is a link or lies behind one, and others may not have what it leads to; put the file or folder itself here",
)
NOT_A_FILE = Fault("files.not_a_file", "is not an ordinary file; put a text file here")
UNREADABLE = Fault("files.cannot_be_opened", "cannot be opened; check that it exists and that you may read it")

IN_A_REPOSITORY = Fault(
    "private.in_a_repository", "leads into a work tree of git, where files can be committed; keep the file elsewhere"
)
_OPEN = Fault("private.open", "leads to a file that others may read; give it to yourself alone: `chmod 600`")
NO_FILE = Fault(
    "private.no_file",
    "leads to no ordinary file that can be read, or to a link; write the whole path of the file itself, from / on",
)


class Entry(NamedTuple):
    """A file below a folder, or a folder that cannot be listed, and what is wrong with its kind."""

    path: str
    fault: Fault | None = None


def joined(folder: str, name: str) -> str:
    """Return the path of what lies in a folder."""
    return f"{folder}/{name}" if folder else name


def has(root: Path, path: str) -> bool:
    """Tell whether anything lies at a path, also a link to nothing."""
    return os.path.lexists(root / path)


def names(root: Path, folder: str) -> list[str]:
    """Return the names in a folder, in order; none of one that cannot be listed."""
    try:
        return sorted(os.listdir(root / folder))
    except OSError:
        return []


def files(root: Path, folder: str) -> Iterator[Entry]:
    """Yield each file below a folder, in the order of names; none where there is no such folder."""
    if not has(root, folder):
        return
    if _is_linked(root, folder) or folder.count("/") >= DEEPEST:
        yield Entry(folder, LINK if _is_linked(root, folder) else NESTED)
        return
    try:
        with os.scandir(root / folder) as listing:
            found = sorted(listing, key=lambda entry: entry.name)
        # A folder may be listed without the right to open anything in it.
        for entry in found[:1]:
            os.lstat(entry.path)
    except OSError:
        yield Entry(folder, UNREADABLE)
        return
    for entry in found:
        path = joined(folder, entry.name)
        yield from files(root, path) if entry.is_dir(follow_symlinks=False) else (Entry(path, _kind(entry)),)


def _kind(entry: os.DirEntry[str]) -> Fault | None:
    if entry.is_symlink():
        return LINK
    return None if entry.is_file() else NOT_A_FILE


def file_fault(root: Path, path: str) -> Fault | None:
    """Return what is wrong with the kind or size of what lies in the place of a file; opens nothing."""
    try:
        if _is_linked(root, path):
            return LINK
        return _fault_of((root / path).stat())
    except (OSError, ValueError):
        return UNREADABLE


def faults(root: Path, paths: Iterable[str]) -> dict[str, Fault | None]:
    """Return the same of each file that lies in its place, for many: of a folder the way to it is looked at once."""
    found, is_linked = dict[str, Fault | None](), cache(partial(_is_linked, root))
    for path in paths:
        with suppress(OSError, ValueError):
            kind = os.lstat(f"{root}/{path}")
            linked = stat.S_ISLNK(kind.st_mode) or is_linked(path.rpartition("/")[0])
            found[path] = LINK if linked else _fault_of(kind)
    return found


def _fault_of(found: os.stat_result) -> Fault | None:
    if not stat.S_ISREG(found.st_mode):
        return NOT_A_FILE
    return TOO_LARGE.filled(limit=LARGEST // 1024) if found.st_size > LARGEST else None


def read(root: Path, path: str, most: int = LARGEST) -> bytes | Fault:
    """Return the first ``most`` bytes of a file, one more of a larger one, or why it is not read."""
    if fault := file_fault(root, path):
        return fault
    try:
        with (root / path).open("rb") as file:
            return file.read(most + 1)
    except OSError:
        return UNREADABLE


def _is_linked(root: Path, path: str) -> bool:
    """Tell whether a link is on the way from a folder to what lies below it, or the way leads up."""
    steps = path.split("/")
    ways = list(accumulate(steps, joined, initial=str(root)))
    return ".." in steps or os.path.isabs(path) or any(map(os.path.islink, ways[1:]))


def private_fault(path: Path, root: Path) -> Fault | None:
    """Return what keeps a private file from being read: it lies in a repository, others may read it, it is none."""
    try:
        place = path.resolve(strict=True)
        mode = place.stat().st_mode
    except (OSError, RuntimeError, ValueError):
        return NO_FILE
    if not stat.S_ISREG(mode):
        return NO_FILE
    if is_inside(place, root):
        return IN_A_REPOSITORY
    if path.is_symlink():
        return NO_FILE
    return _OPEN if mode & 0o077 else None


def is_inside(place: Path, root: Path) -> bool:
    """Tell whether a resolved path lies in the project or in any work tree of git."""
    return place.is_relative_to(root.resolve()) or any(os.path.lexists(one / ".git") for one in place.parents)
