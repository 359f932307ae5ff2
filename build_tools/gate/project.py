"""All that a project publishes, looked through: data, words, catalogues, and the names of their files; and the note of
files in which nothing was found, so that nobody waits for them twice.

In: the files of a project. Out: problems, by file and line. The note (``kept.py``) holds no text and no finding, only
digests of what was clean.
"""

import datetime
from collections.abc import Callable, Collection, Iterator
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools.files import paths, tree
from build_tools.gate import place_of
from build_tools.gate.approval import Approval, unneeded
from build_tools.gate.data import FOR_MAINTAINERS, SCHEMA
from build_tools.gate.files import NAMED, NOT_TEXT, Verdict, is_sure, named_in, screen, text_of
from build_tools.git import objects, result_cache
from build_tools.personal_data.table import FAULTS
from build_tools.problems import Fault, Problem

if TYPE_CHECKING:  # the gate around git loads models for stories and tables alone
    from build_tools.models import Approvals

_NOTE = "clean"
_SIZE = 32
_MOST = 200_000
"""Files that are noted, about 6 MB; beyond that the note begins anew."""


class Clean:
    """Which files were found clean by this program. ``folder`` is None where nothing is kept."""

    def __init__(self, folder: Path | None):
        self.folder = folder
        self.marks = _marks_in(result_cache.read(folder, _NOTE)) if folder else set[bytes]()
        self.kept = len(self.marks)

    def keep(self) -> None:
        """Write what is new."""
        if self.folder and len(self.marks) > self.kept:
            result_cache.write(self.folder, _NOTE, b"".join(sorted(self.marks)))


def mark_of(path: str, digest: str, approved: str = "") -> bytes:
    """Return the mark of a file with these bytes in this place, or without bytes of its name, with the approvals that
    have this mark."""
    text = f"{result_cache.digest_of_program()}\0{approved}\0{path}\0{digest}"
    return sha256(text.encode("utf-8", "surrogateescape")).digest()


_UNKEPT = Clean(None)


def note_of(root: Path) -> Clean:
    """Return the note of a project; of one that lies in no clone, one that ends with the program."""
    return Clean(folder) if (folder := result_cache.folder_for(root)) else _UNKEPT


def _marks_in(data: bytes) -> set[bytes]:
    """Return the marks of a note; none of one that is full or not whole."""
    marks = {data[start : start + _SIZE] for start in range(0, len(data), _SIZE)}
    return marks if len(marks) < _MOST and all(len(mark) == _SIZE for mark in marks) else set()


def screened(path: str, digest: str, read: Callable[[], bytes], approval: Approval, note: Clean) -> Verdict:
    """Return the verdict on a file, by what git calls its bytes, which are read where the note does not know them."""
    mark = mark_of(path, digest, approval.mark)
    verdict = [] if mark in note.marks else screen(path, read(), approval)
    if verdict == []:
        note.marks.add(mark)
    return verdict


_LIKE_SHA1 = "0" * 40
"""The form in which git calls files, so that what is clean here is clean for a commit."""


def personal_problems(
    root: Path, site_src: Path, approval: Approval, others: Collection[Problem] = (), note: Clean | None = None
) -> Iterator[Problem]:
    """Yield what may be personal in a project. Of a file that ``others`` refuse for its name or place nothing more is
    said; of one for its bytes, signs or length, not these; where its data cannot be read on, only what is sure."""
    from build_tools.load.strict_yaml import BROKEN

    refused, broken = ({one.path for one in others if every or one.fault == BROKEN} for every in (True, False))
    misplaced = {problem.path for problem in others if problem.line is None and not problem.field}
    note, finder = note or note_of(root), approval.finder()
    for path, data in _published(root, site_src):
        name = mark_of(path, "", approval.mark)
        if path not in misplaced and name not in note.marks and (folder := named_in(path, finder)) is not None:
            yield Problem(folder, NAMED)
        elif path not in misplaced:
            note.marks.add(name)
        for problem in _of_file(path, data, approval, note, path in broken) if path not in misplaced else ():
            if path not in refused or not _is_of_form(problem.fault):
                yield problem
    note.keep()


def unneeded_entries(root: Path, site_src: Path, entries: "Approvals", day: datetime.date) -> Iterator[Problem]:
    """Yield a problem for each approved entry that no text of the project needs; guides may need a word too."""
    guides = ((path, tree.read(root, path)) for path in (*(path for path, _ in tree.files(root, "docs")), "README.md"))
    every = {path: data for path, data in (*_published(root, site_src), *guides) if isinstance(data, bytes)}
    texts = {path: text for path, data in every.items() if (text := text_of(data))}
    return unneeded(entries, texts, day)


def _published(root: Path, site_src: Path) -> Iterator[tuple[str, bytes | Fault]]:
    """Yield each file of people that readers see something of, by its path in a project. Templates and sentences for
    maintainers are of the program, which the gate reads; schemas are compared with the program."""
    for path, _ in (*tree.files(root, paths.CONTENT), *tree.files(root, paths.CASES)):
        if not path.endswith(SCHEMA):
            yield path, tree.read(root, path)
    for path, _ in tree.files(site_src, "locales"):
        if not (own := f"{paths.SITE_SRC}/{path}").startswith(FOR_MAINTAINERS):
            yield own, tree.read(site_src, path)


def _of_file(path: str, data: bytes | Fault, approval: Approval, note: Clean, broken: bool) -> tuple[Problem, ...]:
    """Return what is wrong in a file; one that cannot be read is for others to say."""
    if isinstance(data, Fault):
        return ()
    found = screened(path, objects.blob_digest(data, _LIKE_SHA1), lambda: data, approval, note)
    if isinstance(found, Problem):
        return (found,)
    text = data.decode("utf-8") if found else ""
    said = (one for one in found if is_sure(one) or not broken)
    places = dict.fromkeys((FAULTS[one.category], place_of(text, one.start)[0]) for one in said)
    return tuple(Problem(path, fault, line=line) for fault, line in places)


def _is_of_form(fault: Fault) -> bool:
    """Whether a fault is of bytes, signs or length, which who reads the file says too."""
    return fault in (NOT_TEXT, FAULTS["HYGIENE"]) or fault.code.startswith("files.")
