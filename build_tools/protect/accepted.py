"""Whether the record of a case is the one that the snapshot of its release lists, both as one commit has them.

In: the bytes of its file, and the other files of the commit. Out: what is wrong, or nothing. Judges no group: that was
done before there was a snapshot.
"""

from collections.abc import Callable

from build_tools.disclosure import digest_of
from build_tools.load import read_record
from build_tools.load.asked import asked_since
from build_tools.load.data import remarks_of_people
from build_tools.models import Case, ModelT, Snapshot, Vocabulary
from build_tools.paths import CASE_FILE, VOCABULARY, snapshot_file
from build_tools.problems import Fault
from build_tools.tree import Stored
from build_tools.tree.stored import Blob

NOT_ACCEPTED = Fault(
    "protect.record_not_accepted",
    "is a record that the snapshot of its release, as the same commit has it, does not list as it is; each commit is "
    "public by itself: make one commit with record and snapshot of those that nobody else has yet, by "
    "`git reset --soft @{{upstream}}`",
)
UNREADABLE = Fault(
    "protect.record_unreadable",
    "cannot be read as the record of the case that it is called by, so nobody knows what would be published; mend it "
    "in the commit that brings it",
)

Held = Callable[[str], bytes | None]


def fault_of(path: str, data: bytes, held: Held) -> Fault | None:
    """Return what is wrong with the record in the place of a case."""
    place, tree = CASE_FILE.fullmatch(path), Stored({path: Blob(data)})
    for problem in remarks_of_people(tree, path):
        return problem.fault
    since = asked_since(_record(VOCABULARY, held, Vocabulary) or Vocabulary.unread())
    record, _ = read_record(tree, path, Case, since)
    if record is None or place is None or (record.release, record.id) != place.groups():
        return UNREADABLE
    snapshot = _record(snapshot_file(record.release), held, Snapshot)
    if snapshot is None or snapshot.release != record.release:
        return NOT_ACCEPTED
    return None if snapshot.records.get(record.id) == digest_of(record) else NOT_ACCEPTED


def _record(path: str, held: Held, model: type[ModelT]) -> ModelT | None:
    data = held(path)
    return None if data is None else read_record(Stored({path: Blob(data)}), path, model)[0]
