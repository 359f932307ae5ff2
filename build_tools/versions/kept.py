"""Whether what was accepted stayed as it was: snapshots only lose what was withdrawn, and gain nothing.

In: a repository, and the content as it is now. Out: problems. What is committed of a release is public, so a record
that joins it later, or a digest that changes, would come without anybody having judged what it tells.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from build_tools import git
from build_tools.load import read_record
from build_tools.models import Site, Snapshot
from build_tools.paths import SNAPSHOTS
from build_tools.problems import Fault, Problem
from build_tools.tree import LARGEST, Stored
from build_tools.tree.stored import Blob
from build_tools.versions.history import all_commits

GONE = Fault(
    "snapshots.gone",
    "is the snapshot of a release that was published, and gone; bring it back: `git log -- {path}` says from which "
    "commit",
)
LOST = Fault(
    "snapshots.lost_a_record",
    "no longer names {case}, which was accepted with it and has no tombstone; put the snapshot back as it was, or "
    "withdraw the case: `transparency withdraw {case}`",
)
GREW = Fault(
    "snapshots.grew",
    "names {case}, which was not accepted with it; put the snapshot back as it was, and let the case come with a later "
    "release",
)
OTHER = Fault(
    "snapshots.other_digest",
    "says of {case} something else than when it was accepted; put the snapshot back as it was",
)


def snapshots_kept(root: Path, site: Site) -> Iterator[Problem]:
    """Yield what became of snapshots since they were committed. Raises ``git.Unknown``."""
    gone = {stone.id for stone in site.withdrawn.values()}
    for path, (first, ever) in sorted(_committed(root).items()):
        if path not in site.snapshots:
            yield Problem(path, GONE, values={"path": path})
            continue
        now = site.snapshots[path].records
        yield from (Problem(path, LOST, ("records",), {"case": case}) for case in sorted(ever - now.keys() - gone))
        yield from (
            Problem(path, GREW, ("records", case), {"case": case}) for case in sorted(now.keys() - first.keys())
        )
        other = sorted(case for case in now.keys() & first.keys() if now[case] != first[case])
        yield from (Problem(path, OTHER, ("records", case), {"case": case}) for case in other)


def _committed(root: Path) -> Mapping[str, tuple[Mapping[str, str], set[str]]]:
    """Return of each snapshot that a commit ever held the records of its first version, and the ids of all. Raises
    ``git.Unknown``."""
    prefix = git.git(root, "rev-parse", "--show-prefix")
    digests = defaultdict[str, list[str]](list)
    for _, changes in git.brought(root, all_commits(root), [f"{prefix}{SNAPSHOTS}"]):
        for change in changes:
            digests[change.path.removeprefix(prefix)].append(change.digest)
    data = git.blobs(root, {digest for some in digests.values() for digest in some}, LARGEST + 1)
    read = {path: [_records(path, data[digest]) for digest in some] for path, some in digests.items()}
    known = {path: [one for one in some if one is not None] for path, some in read.items()}
    return {path: (some[0], set().union(*some)) for path, some in known.items() if some}


def _records(path: str, data: bytes) -> Mapping[str, str] | None:
    """Return the records of a version of a snapshot, or nothing where it cannot be read, which no check let through."""
    made, _ = read_record(Stored({path: Blob(data)}), path, Snapshot)
    return made.records if made else None
