"""Names of files: whether that of a page can be its address, and what lies in the content that would not be read.

In: the files of the words of one language; the root of the project. Out: problems. Opens no file.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from build_tools import paths, tree
from build_tools.load.files import passed_over
from build_tools.load.signs import showable
from build_tools.models import RecordKind, data_files, schema_files
from build_tools.paths import BRIEFINGS, SINCE
from build_tools.problems import Fault, Problem
from build_tools.tree import LINK, UNREADABLE

PART = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NOTES = re.compile(rf"{BRIEFINGS}[^./]+{re.escape(SINCE)}")
KEPT = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]|404")
"""Names of devices on Windows, and the page that hosts show for an address that leads nowhere."""

OWN = "cases/"

TAKEN = Fault(
    "names.folder_of_cases",
    "lies in the folder of the pages that the program makes of cases; move it to another folder",
)
SPELLING = Fault(
    "names.no_address",
    "has a name that cannot be an address; rename it with small Latin letters, digits and single hyphens, "
    "such as about-us.md",
)
RESERVED = Fault(
    "names.reserved", "has a name that Windows or the host of the site keeps for itself; give it another name"
)
TWO_WAYS = Fault("names.same_address", "has nearly the same address as {other}; rename one of the two")


def name_problems(files: Iterable[str], folder: str) -> Iterator[Problem]:
    """Yield at most one problem for each file; capitals are refused, so no two names differ by them alone."""
    names = {path.removeprefix(f"{folder}/").removesuffix(".md"): path for path in files}
    for name, path in names.items():
        if fault := _fault(name):
            yield Problem(path, fault)
        elif other := names.get(f"{name}/index"):
            yield Problem(path, TWO_WAYS, values={"other": other})


def is_name(name: str) -> bool:
    """Tell whether a page could have this name."""
    return _fault(name) is None


def _fault(name: str) -> Fault | None:
    if name.startswith(OWN) and name != f"{OWN}index":
        return TAKEN
    parts = (name.removesuffix(SINCE) if NOTES.fullmatch(name) else name).split("/")
    if not all(PART.fullmatch(part) for part in parts):
        return SPELLING
    return RESERVED if any(KEPT.fullmatch(part) for part in parts) else None


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
    entries = tree.entries(root, paths.CONTENT)
    if entries is None:
        yield Problem(paths.CONTENT, UNREADABLE)
        return
    of_records = (Path(kind.place) for kind in kinds if kind.in_folder)
    folders = (*(languages or ()), *(folder.name for folder in of_records if folder.parent == Path(paths.CONTENT)))
    files = data_files(kinds)
    for name, is_folder, fault in (entry for entry in entries if not passed_over(entry.name)):
        path = f"{paths.CONTENT}/{name}" if showable(name) else paths.CONTENT
        if is_folder and name not in folders and languages is not None:
            right = name.lower() if name.lower() in folders else None
            yield Problem(path, NEARLY_FOLDER, values={"name": right}) if right else Problem(path, LANGUAGE_FOLDER)
        elif not is_folder and path not in (*files, *schema_files(kinds)) and name not in folders:
            yield Problem(path, LINK) if fault == LINK else _stranger(root, path, files)


def missed(problems: list[Problem]) -> list[Problem]:
    """Return the problems without those of files that are only there under another name, which is said already."""
    named = {f"{paths.CONTENT}/{problem.values['name']}" for problem in problems if problem.fault == NEARLY}
    return [problem for problem in problems if problem.path not in named]


def _stranger(root: Path, path: str, files: Sequence[str]) -> Problem:
    """The problem of one file; the name that it seems to be meant by is that of a file that is not there."""
    missing = [Path(file).name for file in files if not tree.has(root, file)]
    close = get_close_matches(Path(path).name.lower(), missing, n=1, cutoff=0.8)
    return Problem(path, NEARLY, values={"name": close[0]}) if close else Problem(path, NOT_READ)
