"""Whether the stories that a commit brings may be published as it has them: each commit is public by itself.

In: what a commit adds or changes. Out: stories without consent to their words, that cannot be read, or that lie where
none may. What a commit takes away is never asked about.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from build_tools import git
from build_tools.paths import CASE_FILE, CASE_ID, CASES, WITHDRAWN, case_id_in
from build_tools.protect.judge import ELSEWHERE, Found
from build_tools.record_shape import holds_record
from build_tools.screening.clean import Clean

Data = Callable[[str], bytes]
"""Returns the bytes of a stored file, by its digest."""

_MAY_LIE = re.compile(rf"(?:{CASES}/examples/|{re.escape(WITHDRAWN)}){CASE_ID}\.yml")
"""Examples and tombstones, which the check reads as what they are."""

_LIKE_A_RECORD = re.compile(r"\.ya?ml", re.IGNORECASE)
_NOTED = "record in {path}"
"""What a file is noted as that was looked at for records alone."""


def of_records(changes: Iterable[git.Change], prefix: str, data: Data, clean: Clean) -> Iterator[Found]:
    """Yield each file that brings a story which nobody may publish as it is."""
    for change in changes:
        path = change.path.removeprefix(prefix)
        if change.mode == git.SUBMODULE:
            continue  # of which nothing is known here, and which is refused for that
        if change.mode != git.LINK and CASE_FILE.fullmatch(path):
            yield from of_a_case(change, path, data)
        elif _is_called_like_one(path, change.mode) or _holds_one(path, change.digest, data, clean):
            yield Found(ELSEWHERE, change.path)


def of_a_case(change: git.Change, path: str, data: Data) -> Iterator[Found]:
    """Yield the file of a story that nobody may publish as it is."""
    from build_tools.protect.stories import fault_of  # loads the models, and most commits bring no story

    if fault := fault_of(path, data(change.digest)):
        yield Found(fault, change.path)


def _holds_one(path: str, digest: str, data: Data, clean: Clean) -> bool:
    """Whether a file has the shape of a record that does not say that it is invented."""
    noted = _NOTED.format(path=path)
    if clean.has(noted, digest):
        return False
    if holds_record(data(digest)):
        return True
    clean.add(noted, digest)
    return False


def _is_called_like_one(path: str, mode: str) -> bool:
    """Whether a file lies among cases, as some system of files reads its name, and is neither a case nor what may lie
    there besides. A link there leads somebody else to a record."""
    if _as_systems_read(path.partition("/")[0]) != CASES or _MAY_LIE.fullmatch(path):
        return False
    name = _as_systems_read(path.rpartition("/")[2])
    return mode == git.LINK or case_id_in(name) is not None or _LIKE_A_RECORD.search(name) is not None


def _as_systems_read(name: str) -> str:
    """Return a name as it is where capitals, signs that nobody sees, and dots at its end make no difference."""
    seen = "".join(sign for sign in unicodedata.normalize("NFKC", name) if unicodedata.category(sign) != "Cf")
    return seen.casefold().rstrip(". ")
