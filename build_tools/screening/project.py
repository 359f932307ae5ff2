"""All that a project publishes, looked through: data, words, catalogues, and the names of their files.

In: the files of a project. Out: problems, by file and line. Of a folder that git keeps, a note spares what was clean.
"""

import datetime
from collections.abc import Collection, Iterator
from hashlib import sha1
from pathlib import Path

from build_tools import paths, tree
from build_tools.models import schema_files
from build_tools.personal_data.finding import FAULTS
from build_tools.problems import Fault, Field, Problem
from build_tools.screening.approval import NOTHING, Approval
from build_tools.screening.clean import Clean, note_of
from build_tools.screening.files import NOT_TEXT, screened, text_of
from build_tools.screening.lines import Lines
from build_tools.screening.names import NAMED, named_in
from build_tools.screening.unused import stale, used_in

_FOR_MAINTAINERS = "locales/problems."

Place = tuple[Fault, int | None]
"""What is wrong, and on which line."""


def personal_problems(
    root: Path, site_src: Path, approval: Approval, day: datetime.date, others: Collection[Problem] = ()
) -> Iterator[Problem]:
    """Yield what may be personal in a project, and what it has approved and needs no more. Of a file that ``others``
    refuse as a whole, nothing more is said until it has its right name and place; of one that they refuse because of
    its bytes, signs or length, these are not said again."""
    refused = {problem.path for problem in others}
    misplaced = {problem.path for problem in others if problem.line is None and not problem.field}
    note = note_of(root)
    for path, data in _published(root, site_src):
        yield from _of_name(path, approval, note)
        for fault, line in _of_file(path, data, approval, note) if path not in misplaced else ():
            if path not in refused or not (fault in (NOT_TEXT, FAULTS["HYGIENE"]) or fault.code.startswith("files.")):
                yield Problem(path, fault, line=line)
    note.keep()
    if approval != NOTHING:
        yield from stale(approval, _used(root, site_src, approval), day)


def _used(root: Path, site_src: Path, approval: Approval) -> frozenset[Field]:
    """Return the entries that a text of the project needs; guides may need a word too."""
    guides = ((path, tree.read(root, path)) for path in (*tree.files(root, "docs"), "README.md"))
    every = ((path, data) for path, data in (*_published(root, site_src), *guides) if isinstance(data, bytes))
    texts = ((path, text_of(data)) for path, data in every)
    return frozenset[Field]().union(*(used_in(approval, path, text) for path, text in texts if text))


def _published(root: Path, site_src: Path) -> Iterator[tuple[str, bytes | Fault]]:
    """Yield each file of people that readers see something of, by its path in a project. Templates and sentences for
    maintainers are of the program, which the gate reads; schemas are compared with the program."""
    for path in (*tree.files(root, paths.CONTENT), *tree.files(root, paths.CASES)):
        if path not in schema_files():
            yield path, tree.read(root, path)
    for path in tree.files(site_src, "locales"):
        if not path.startswith(_FOR_MAINTAINERS):
            yield f"{paths.SITE_SRC}/{path}", tree.read(site_src, path)


def _of_name(path: str, approval: Approval, note: Clean) -> Iterator[Problem]:
    if note.has(path, _NAME, approval.mark):
        return
    folder = named_in(path, approval.finder())
    if folder is not None:
        yield Problem(folder, NAMED)
    else:
        note.add(path, _NAME, approval.mark)


_NAME = "its name"
"""What is noted of a path in place of a digest."""


def _of_file(path: str, data: bytes | Fault, approval: Approval, note: Clean) -> tuple[Place, ...]:
    """Return what is wrong in a file; one that cannot be read is for others to say."""
    if isinstance(data, Fault):
        return ()
    found = screened(path, _digest(data), lambda: data, approval, note)
    if isinstance(found, Problem):
        return ((found.fault, found.line),)
    lines = Lines(data.decode("utf-8")) if found else Lines("")
    return tuple(dict.fromkeys((FAULTS[one.category], lines.at(one.start)[0]) for one in found))


def _digest(data: bytes) -> str:
    """Return what git calls a file with these bytes, so that what is clean here is clean for a commit."""
    return sha1(b"blob %d\0%b" % (len(data), data)).hexdigest()  # noqa: S324 (a name, which guards nothing)
