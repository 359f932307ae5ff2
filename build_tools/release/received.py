"""A site that comes from a program nobody here trusts: its archive becomes plain files, and those files are judged.

In: a tar archive, an empty folder, the commit that the site must be of. Out: the files, with the rights 644 and 755;
problems. Makes no link and no device, follows none, and runs nothing of what came.
"""

import os
import shutil
import tarfile
from pathlib import Path, PurePosixPath

from build_tools.problems import Fault, Problem
from build_tools.provenance import manifest
from build_tools.provenance.source import OTHER_COMMIT
from build_tools.security_txt import SECURITY_TXT
from build_tools.verify import Expectation, verify
from build_tools.verify.folder import KIT, NAME, ODD, SPELLING
from build_tools.verify.site import is_page, problem

TOP = "site"
"""The folder of the site in its archive."""

_HELP = "k"
"""The folder of a language in which its quiet pages lie."""

_MOST_FILES = 400_000
MOST_SIGNS = 200
MOST_PROBLEMS = 50

_NO_ARCHIVE = Fault(
    "archive.push_not_whole", "is not whole: the program in this push wrote over it, or was ended; push again"
)
_TWICE = Fault("archive.path_twice", "comes twice, or as a file and as a folder; give it one place")
_TOO_MANY = Fault("archive.too_many_files", "holds more than {most} files; publish fewer", {"most": _MOST_FILES})
_TOO_LONG = Fault(
    "archive.path_too_long", "has a path of more than {most} signs; give it a shorter one", {"most": MOST_SIGNS}
)


def received_problems(archive: Path, folder: Path, commit: str) -> list[Problem]:
    """Unpack the archive of a site into an empty folder and judge what lies there then; no problem means all is well.

    What is judged is the copy that will be served, so nothing can change between the two.
    """
    return unpack_archive(archive, folder) or _judge(folder, commit)


def unpack_archive(archive: Path, folder: Path, most: int = _MOST_FILES) -> list[Problem]:
    """Write each plain file of an archive; return a problem for each entry that is none, or whose name is not plain,
    and for the first of more than ``most``."""
    problems: list[Problem] = []
    try:
        with tarfile.open(archive, "r|") as entries:
            for number, entry in enumerate(entries, 1):
                fault = _TOO_MANY if number > most else _take(entries, entry, folder)
                problems += [problem(entry.name, fault)] if fault else []
                if len(problems) >= MOST_PROBLEMS or fault is _TOO_MANY:
                    break
    except (tarfile.TarError, EOFError, ValueError, OverflowError):
        problems.append(problem(TOP, _NO_ARCHIVE))
    return problems


def _take(entries: tarfile.TarFile, entry: tarfile.TarInfo, folder: Path) -> Fault | None:
    """Write one entry of an archive below ``folder``, or say why not."""
    is_file = entry.type in (tarfile.REGTYPE, tarfile.AREGTYPE) and not entry.issparse()
    if not (is_file or entry.isdir()):
        return ODD
    if len(entry.name) > MOST_SIGNS:
        return _TOO_LONG
    if not _is_plain(entry.name):
        return SPELLING
    path = folder.joinpath(*PurePosixPath(entry.name).parts[1:])
    try:
        _write(entries, entry, path) if is_file else path.mkdir(mode=0o755, parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError, IsADirectoryError):
        return _TWICE
    return None


def _is_plain(name: str) -> bool:
    """Whether a name leads to the folder of the site or below it, by simple names alone."""
    top, *parts = name.removesuffix("/").split("/")
    known = parts == SECURITY_TXT.split("/")[: len(parts)]
    return top == TOP and (known or all(NAME.fullmatch(part) for part in parts))


def _write(entries: tarfile.TarFile, entry: tarfile.TarInfo, path: Path) -> None:
    """Write a new file with the bytes and the time of an entry. Raises ``OSError``."""
    path.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o644)
    source = entries.extractfile(entry)
    with open(number, "wb") as file:
        if source is None:
            raise tarfile.ReadError
        shutil.copyfileobj(source, file)
    os.utime(path, (entry.mtime, entry.mtime))


def _judge(folder: Path, commit: str) -> list[Problem]:
    """Return what is wrong with a release that lies in ``folder``, as far as it can be told without its content."""
    found, _, problems = manifest.manifest_of(folder)
    if found is None:
        return problems
    return [
        *([] if found.facts["commit"] == commit else [Problem(manifest.MANIFEST, OTHER_COMMIT)]),
        *manifest.differences(found, manifest.sums_of(folder)),
        *verify(folder, _expected(manifest.files_below(folder))),
    ]


def _expected(paths: list[str]) -> Expectation:
    """Return what a site of these files must obey: each rule that needs nothing but the site itself."""
    parts = [path.split("/") for path in paths]
    pages = frozenset(filter(is_page, paths))
    return Expectation(
        languages=tuple(sorted(folders[0] for *folders, name in parts if len(folders) == 1 and name == "index.html")),
        pages=pages,
        files=frozenset(paths) - pages - manifest.ALLOWED,
        optional=manifest.ALLOWED,
        quiet=frozenset(page for page in pages if page.split("/")[1:2] == [_HELP]),
        kit=frozenset(path for path in paths if path.startswith(KIT)),
    )
