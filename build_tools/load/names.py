"""Names of files: whether that of a page can be its address, and what lies in the content that would not be read.

In: the files of the words of one language; the root of the project. Out: problems. Opens no file.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from build_tools import paths, tree
from build_tools.closed_tree import place_fault
from build_tools.load.files import passed_over
from build_tools.load.signs import showable
from build_tools.models import RecordKind
from build_tools.paths import BRIEFINGS, SINCE
from build_tools.problems import Fault, Problem
from build_tools.tree import LINK, UNREADABLE

_PART = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NOTES = re.compile(rf"{BRIEFINGS}[^./]+{re.escape(SINCE)}")
_KEPT = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]|404")
"""Names of devices on Windows, and the page that hosts show for an address that leads nowhere."""

OWN = "cases/"

_TAKEN = Fault(
    "names.folder_of_cases",
    "lies in the folder of the pages that the program makes of cases; move it to another folder",
)
_RESERVED = Fault(
    "names.reserved", "has a name that Windows or the host of the site keeps for itself; give it another name"
)
_TWO_WAYS = Fault("names.same_address", "has nearly the same address as {other}; rename one of the two")


def name_problems(files: Iterable[str], folder: str) -> Iterator[Problem]:
    """Yield at most one problem for each file; capitals are refused, so no two names differ by them alone."""
    names = {path.removeprefix(f"{folder}/").removesuffix(".md"): path for path in files}
    for name, path in names.items():
        if fault := _fault(name):
            yield Problem(path, fault)
        elif other := names.get(f"{name}/index"):
            yield Problem(path, _TWO_WAYS, values={"other": other})


def is_name(name: str) -> bool:
    """Tell whether a page could have this name."""
    parts = (name.removesuffix(SINCE) if _NOTES.fullmatch(name) else name).split("/")
    return all(_PART.fullmatch(part) for part in parts) and _fault(name) is None


def _fault(name: str) -> Fault | None:
    if name.startswith(OWN) and name != f"{OWN}index":
        return _TAKEN
    return _RESERVED if any(_KEPT.fullmatch(part) for part in name.removesuffix(SINCE).split("/")) else None


LANGUAGE_FOLDER = Fault(
    "content.unknown_folder",
    "is a folder that is not read; add the language to content/site.yml, or move the folder away",
)


def strangers(root: Path, languages: tuple[str, ...] | None, kinds: Sequence[RecordKind]) -> Iterator[Problem]:
    """Yield a problem for each file and folder that nothing is made of; without languages folders are not judged."""
    entries = tree.entries(root, paths.CONTENT)
    if entries is None:
        yield Problem(paths.CONTENT, UNREADABLE)
        return
    of_records = (Path(kind.place) for kind in kinds if kind.in_folder)
    folders = (*(languages or ()), *(folder.name for folder in of_records if folder.parent == Path(paths.CONTENT)))
    for name, is_folder, fault in (entry for entry in entries if not passed_over(entry.name)):
        path = f"{paths.CONTENT}/{name}" if showable(name) else paths.CONTENT
        if is_folder and name not in folders and languages is not None:
            yield Problem(path, LANGUAGE_FOLDER)
        elif not is_folder and name not in folders and (wrong := place_fault(path)):
            yield Problem(path, LINK if fault == LINK else wrong)
