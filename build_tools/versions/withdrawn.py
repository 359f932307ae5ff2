"""What withdrawn records said last: nobody can take back what was published, so the audit counts them.

In: a repository, its tombstones, and a private file for what its history no longer holds. Out: one record for each
tombstone, or ``NotKnown``, for what is not known could be anything. Nothing of the private file is ever said.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from build_tools import git
from build_tools.load import read_record, read_several
from build_tools.load.asked import AskedSince, asked_since
from build_tools.models import Case, Site
from build_tools.paths import WITHDRAWN, case_file
from build_tools.problems import Fault, Problem, Refused
from build_tools.tree import LARGEST, Stored
from build_tools.tree.stored import Blob
from build_tools.variables import WITHDRAWN_RECORDS
from build_tools.versions.history import all_commits

MISSING = Fault(
    "withdrawn.record_not_known",
    "is a tombstone, and nobody knows what its record said, so the audit cannot count it; name a file outside of the "
    "repository that holds it in the variable {variable}",
)
UNREAD = Fault("withdrawn.tombstones_unread", "holds tombstones that cannot be read; mend what the check says of them")
TWICE = Fault("withdrawn.given_twice", "holds two records of one withdrawn case; keep what was published last")


class NotKnown(Refused):
    """What withdrawn records said cannot be told; the problems say of which, and why."""


Key = tuple[str, str]
"""The release and the id of a case."""


def withdrawn_records(root: Path, site: Site, private: Path | None) -> list[Case]:
    """Return each withdrawn record as it was committed last in its place; where no commit holds it, as the ``private``
    file has it. Raises ``NotKnown``, also where the history is cut short."""
    if site.hides_in(WITHDRAWN.rstrip("/")):
        raise NotKnown([Problem(WITHDRAWN, UNREAD)])
    stones = {(stone.release, stone.id): path for path, stone in site.withdrawn.items()}
    if not stones:
        return []
    since = asked_since(site.vocabulary)
    known = {**_kept(private, since), **_committed(root, stones.keys(), since)}
    if missing := sorted(stones.keys() - known.keys()):
        where = {"variable": WITHDRAWN_RECORDS}
        raise NotKnown([Problem(stones[key], MISSING, values=where) for key in missing])
    return [known[key] for key in sorted(stones)]


def _kept(private: Path | None, since: AskedSince) -> Mapping[Key, Case]:
    """Return the records of the private file. Raises ``NotKnown``."""
    records, problems = read_several(private, WITHDRAWN_RECORDS, Case, since) if private else ([], [])
    found = {(record.release, record.id): record for record in records}
    if not problems and len(found) < len(records):
        problems = [Problem(WITHDRAWN_RECORDS, TWICE)]
    if problems:
        raise NotKnown(problems)
    return found


def _committed(root: Path, keys: Iterable[Key], since: AskedSince) -> dict[Key, Case]:
    """Return the records that the history holds in their places, each as it was last. Raises ``NotKnown``."""
    try:
        texts = dict(_last(root, {case_file(*key): key for key in keys}))
    except git.NoRepository:
        return {}
    except git.Unknown as error:
        raise NotKnown(error.problems) from error
    made = {key: _record(case_file(*key), data, since) for key, data in texts.items()}
    return {key: case for key, case in made.items() if case is not None}


def _last(root: Path, wanted: Mapping[str, Key]) -> Iterator[tuple[Key, bytes]]:
    """Yield what the last commit says that brings each file: of those of the branch, or else of all. Raises
    ``git.Unknown``."""
    prefix = git.git(root, "rev-parse", "--show-prefix")
    branch = dict.fromkeys(git.commits(root, ["HEAD"], ()))
    others = [commit for commit in all_commits(root) if commit not in branch]
    last = dict[Key, str]()
    for _, changes in git.brought(root, [*others, *branch], [f"{prefix}{path}" for path in wanted]):
        last |= {wanted[change.path.removeprefix(prefix)]: change.digest for change in changes}
    data = git.blobs(root, {*last.values()}, LARGEST + 1)
    yield from ((key, data[digest]) for key, digest in last.items())


def _record(path: str, data: bytes, since: AskedSince) -> Case | None:
    """Return the record that a file holds, if it can be read as one."""
    return read_record(Stored({path: Blob(data)}), path, Case, since)[0]
