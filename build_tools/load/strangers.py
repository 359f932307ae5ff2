"""What lies in the folder of the content and would not be read, most often because its name is nearly right.

In: the root of the project and the languages of the site. Out: problems.
Never opens a file.
"""

import os
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from build_tools import paths
from build_tools.load.files import UNREADABLE, passed_over
from build_tools.load.signs import showable
from build_tools.models import RecordKind, data_files, schema_files
from build_tools.problems import Fault, Problem

LANGUAGE_FOLDER = Fault(
    "content.unknown_folder",
    "is a folder that is not read; add the language to content/site.yml, or move the folder away",
)
NEARLY_FOLDER = Fault("content.misnamed_folder", "is a folder that is not read; rename it to {name}")
NOT_READ = Fault(
    "content.unknown_file",
    "is a file that is not read here; move words into the folder of their language, anything else away",
)
NEARLY = Fault("content.misnamed_file", "is a file that is not read here; rename it to {name}")


def strangers(root: Path, languages: tuple[str, ...] | None, kinds: Sequence[RecordKind]) -> Iterator[Problem]:
    """Yield a problem for each file and folder that nothing is made of; without languages folders are not judged."""
    try:
        with os.scandir(root / paths.CONTENT) as listing:
            entries = sorted((entry.name, entry.is_dir()) for entry in listing if not passed_over(entry.name))
    except OSError:
        yield Problem(paths.CONTENT, UNREADABLE)
        return
    of_records = (Path(kind.place) for kind in kinds if kind.in_folder)
    folders = (*(languages or ()), *(folder.name for folder in of_records if folder.parent == Path(paths.CONTENT)))
    files = data_files(kinds)
    for name, is_folder in entries:
        path = f"{paths.CONTENT}/{name}" if showable(name) else paths.CONTENT
        if is_folder and name not in folders and languages is not None:
            right = name.lower() if name.lower() in folders else None
            yield Problem(path, NEARLY_FOLDER, values={"name": right}) if right else Problem(path, LANGUAGE_FOLDER)
        elif not is_folder and path not in (*files, *schema_files(kinds)) and name not in folders:
            yield _stranger(root, path, files)


def missed(problems: list[Problem]) -> list[Problem]:
    """Return the problems without those of files that are only there under another name, which is said already."""
    named = {f"{paths.CONTENT}/{problem.values['name']}" for problem in problems if problem.fault == NEARLY}
    return [problem for problem in problems if problem.path not in named]


def _stranger(root: Path, path: str, files: Sequence[str]) -> Problem:
    """The problem of one file; the name that it seems to be meant by is that of a file that is not there."""
    missing = [Path(file).name for file in files if not os.path.lexists(root / file)]
    close = get_close_matches(Path(path).name.lower(), missing, n=1, cutoff=0.8)
    return Problem(path, NEARLY, values={"name": close[0]}) if close else Problem(path, NOT_READ)
