"""The snapshot of a release, from which a withdrawn case goes with its digest and its share in the counts.

In: the texts of a snapshot and of records. Out: a shorter text; whether nothing else was done to it; how many records
say the same. Reads no file.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from build_tools.disclosure import digest_of, snapshot_of, without, written
from build_tools.disclosure.rule import Rule
from build_tools.load.data import record_of
from build_tools.models import Case, ModelT, Snapshot, fact_fields


@dataclass(frozen=True, slots=True)
class Alike:
    """What whoever compares is told: so many records said the same, the withdrawn one among them. ``description`` has
    their codes by field."""

    number: int
    description: Mapping[str, str]


def accepting(text: str, day: datetime.date) -> str:
    """Return the text of a snapshot of one record alone, to practise with; nothing where it cannot be read."""
    case = _read(text, Case)
    return written(snapshot_of(case.release, [case], Rule(3), day)) if case else ""


def without_case(text: str, case: str, records: Iterable[str]) -> str | None:
    """Return the text of a snapshot without a case, or nothing where it does not name it or cannot be read. ``records``
    are the states of the case: the one that was accepted says where one less is counted, if it is among them."""
    snapshot = _snapshot(text)
    if snapshot is None or case not in snapshot.records:
        return None
    known = _accepted(snapshot, case, records)
    return written(_without_line(snapshot, case) if known is None else without(snapshot, known))


def alike(text: str, case: str, records: Iterable[str]) -> Alike | None:
    """Return how many records of a snapshot say the same as a case, or nothing where that cannot be found out."""
    snapshot = _snapshot(text)
    known = _accepted(snapshot, case, records) if snapshot else None
    if snapshot is None or known is None:
        return None
    codes = _codes(snapshot, known)
    number = sum(one.number for one in snapshot.classes if one.codes == codes)
    return Alike(number, dict(zip(snapshot.key_fields, codes, strict=True)))


def only_without(old: str, new: str, records: Mapping[str, str]) -> bool:
    """Tell whether a snapshot is another one without some cases, and nothing else. ``records`` has the record of each
    case that may be gone; of one whose record is not known, some class counts at most one less."""
    before, after = _snapshot(old), _snapshot(new)
    if before is None or after is None:
        return False
    gone = before.records.keys() - after.records.keys()
    unknown = 0
    for case in gone:
        known = _accepted(before, case, [records.get(case, "")])
        unknown += known is None
        before = _without_line(before, case) if known is None else without(before, known)
    lessened = before.model_copy(update={"classes": after.classes})
    same = new.splitlines() == written(lessened).splitlines()
    return same and gone <= records.keys() and 0 <= _fewer(before, after) <= unknown


def _fewer(before: Snapshot, after: Snapshot) -> int:
    """Return how many records less the classes count; below zero where one counts more, is new or in another place."""
    counted = {one.codes: one.number for one in before.classes}
    left = {one.codes: one.number for one in after.classes}
    in_order = [one.codes for one in after.classes] == [codes for codes in counted if codes in left]
    grown = any(number > counted.get(codes, 0) for codes, number in left.items())
    return sum(counted.values()) - sum(left.values()) if in_order and not grown else -1


def _accepted(snapshot: Snapshot, case: str, records: Iterable[str]) -> Case | None:
    """Return the state of a case that was accepted, as far as it is among some."""
    read = (_read(text, Case) for text in records)
    return next((one for one in read if one and one.id == case and digest_of(one) == snapshot.records.get(case)), None)


def _codes(snapshot: Snapshot, case: Case) -> tuple[str, ...]:
    return tuple(str(getattr(case, field)) for field in snapshot.key_fields)


def _without_line(snapshot: Snapshot, case: str) -> Snapshot:
    """Return a snapshot that names a case no more, and counts it still."""
    records = {own: digest for own, digest in snapshot.records.items() if own != case}
    return snapshot.model_copy(update={"records": records})


def _snapshot(text: str) -> Snapshot | None:
    """Return a snapshot, if it can be read and what it counts by is known."""
    made = _read(text, Snapshot)
    return made if made and set(made.key_fields) <= fact_fields().keys() else None


def _read(text: str, model: type[ModelT]) -> ModelT | None:
    """Return the record of a text, if it can be read without a fault; what it lacks it was not asked."""
    made, _ = record_of(text, "", model, None)
    return made if isinstance(made, model) else None
