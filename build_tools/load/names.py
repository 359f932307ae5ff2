"""Whether the name of a page can be its address: on every system, beside the pages that the program makes.

In: the files of the words of one language. Out: problems.
Never asks the disk.
"""

import re
from collections.abc import Iterable, Iterator

from build_tools.paths import BRIEFINGS, SINCE
from build_tools.problems import Fault, Problem

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
