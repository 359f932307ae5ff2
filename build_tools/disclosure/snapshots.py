"""As what a batch of cases was accepted, and whether it still is that.

In: records, the rule, snapshots. Out: a snapshot and its text; problems. Judges no group: that is done before there is
one.
"""

import datetime
import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from build_tools.disclosure.rule import RULES, Rule
from build_tools.models import UNASKED, AlikeRecords, Case, Site, Snapshot, fact_fields
from build_tools.models.base import in_letters
from build_tools.paths import CASES, case_file, snapshot_file
from build_tools.problems import Fault, Problem

NOT_FROZEN = Fault(
    "cases.not_frozen",
    "holds cases that were not accepted as they are here, and what is committed is published; take them out of the "
    "folder of the project, or accept them: `transparency freeze {release}`",
)
NOT_IN_SNAPSHOT = Fault(
    "cases.not_in_snapshot",
    "is not in the snapshot of its release, which is closed; let it come with a later release",
)
CHANGED = Fault(
    "cases.changed_since_accepted",
    "states something else than when its release was accepted; put it back, for what was committed is public; a wrong "
    "code is mended by withdrawing the case and entering it under a new id in a later release",
)
NAME = Fault("snapshots.not_its_name", "is not the name of this file; a snapshot is cases_public/releases/RELEASE.yml")
GONE = Fault(
    "snapshots.record_gone",
    "names a case that is not here and has no tombstone; bring its file back, or withdraw it: "
    "`transparency withdraw {case}`",
)
WITHDRAWN = Fault(
    "snapshots.names_withdrawn",
    "names a case that was withdrawn; delete this line, and count one less in the classes: `transparency withdraw` "
    "does both",
)
OTHER_COUNTS = Fault(
    "snapshots.other_counts",
    "does not fit the records that it names; put the snapshot back as it was committed",
)


def digest_of(case: Case) -> str:
    """Return a digest (24 letters) of what a record states: its id, its release and all fields of facts, but those that
    it was not asked for: a field that comes later changes no record that was accepted before."""
    values = {name: getattr(case, name) for name in ("id", "release", *fact_fields())}
    stated = {name: value for name, value in values.items() if value not in UNASKED}
    return in_letters(json.dumps(stated, ensure_ascii=False, sort_keys=True))


def snapshot_of(release: str, cases: Iterable[Case], rule: Rule, day: datetime.date) -> Snapshot:
    """Return the snapshot of the cases of a release, in an order that says nothing of when they came."""
    records = sorted(cases, key=lambda case: case.id)
    return Snapshot(
        release=release,
        day=day,
        rules=RULES,
        k=rule.k,
        l=rule.l,
        key_fields=rule.key_fields,
        records={case.id: digest_of(case) for case in records},
        classes=tuple(_classes(records, rule.key_fields)),
    )


def _classes(records: Iterable[Case], key_fields: Iterable[str]) -> Iterator[AlikeRecords]:
    fields = tuple(key_fields)
    counted = Counter(tuple(str(getattr(record, field)) for field in fields) for record in records)
    for values, number in sorted(counted.items()):
        yield AlikeRecords(codes=values, number=number)


def written(snapshot: Snapshot) -> str:
    """Return the text of the file of a snapshot."""
    head = ("release", "day", "rules", "k", "l", "key_fields")
    data = snapshot.model_dump(mode="json")
    lines = [_HEAD, *(f"{name}: {json.dumps(data[name])}" for name in head), _entries("records", snapshot.records)]
    lines += (f"  {case}: {digest}" for case, digest in snapshot.records.items())
    lines.append(_entries("classes", snapshot.classes))
    lines += (f"  - {{codes: {json.dumps(one.codes)}, number: {one.number}}}" for one in snapshot.classes)
    return "\n".join(lines) + "\n"


_HEAD = "# Written by `transparency freeze`: as what these cases were accepted. Nothing here is changed by hand."


def _entries(name: str, entries: Collection[object]) -> str:
    """Return the line before entries, which says where there are none."""
    return f"{name}:" if entries else f"{name}: {'{}' if name == 'records' else '[]'}"


def without(snapshot: Snapshot, case: Case) -> Snapshot:
    """Return a snapshot without a record, its digest and its share in the counts."""
    records = {own: digest for own, digest in snapshot.records.items() if own != case.id}
    codes = tuple(str(getattr(case, field)) for field in snapshot.key_fields)
    lessened = (one.model_copy(update={"number": one.number - (one.codes == codes)}) for one in snapshot.classes)
    return snapshot.model_copy(update={"records": records, "classes": tuple(one for one in lessened if one.number)})


def not_as_accepted(site: Site, frozen_now: Collection[str] = ()) -> Iterator[Problem]:
    """Every record that counts was accepted as it is; of a release that is being frozen nothing is asked."""
    snapshots = {snapshot.release: snapshot for snapshot in site.snapshots.values()}
    records = {path: case for path, case in site.cases.items() if not case.example and case.release not in frozen_now}
    for release in sorted({case.release for case in records.values()} - snapshots.keys()):
        if not site.hides(snapshot_file(release)):  # of one that cannot be read its own problems are said
            yield Problem(f"{CASES}/{release}", NOT_FROZEN, values={"release": release})
    for path, case in records.items():
        known = snapshots.get(case.release)
        if known is not None and case.id not in known.records:
            yield Problem(path, NOT_IN_SNAPSHOT, ("id",))
        elif known is not None and known.records[case.id] != digest_of(case):
            yield Problem(path, CHANGED)


def snapshots_hold(site: Site) -> Iterator[Problem]:
    """A snapshot lies in its place, names what is here, and counts what it names."""
    withdrawn = {tombstone.id for tombstone in site.withdrawn.values()}
    cases = {case.id: case for case in site.cases.values()}
    for path, snapshot in site.snapshots.items():
        if path != snapshot_file(snapshot.release):
            yield Problem(path, NAME, ("release",))
        for case in snapshot.records:
            if case in withdrawn:
                yield Problem(path, WITHDRAWN, ("records", case))
            elif case not in cases and not site.hides(case_file(snapshot.release, case)):
                yield Problem(path, GONE, ("records", case), {"case": case})
        yield from _counts(path, snapshot, cases)


def _counts(path: str, snapshot: Snapshot, cases: Mapping[str, Case]) -> Iterator[Problem]:
    """Yield a problem where all records are here as they were and the classes are not those that they share."""
    there = [cases[own] for own in snapshot.records if own in cases]
    known = fact_fields().keys()
    if len(there) < len(snapshot.records) or any(digest_of(case) != snapshot.records[case.id] for case in there):
        return
    if not set(snapshot.key_fields) <= known or tuple(_classes(there, snapshot.key_fields)) != snapshot.classes:
        yield Problem(path, OTHER_COUNTS, ("classes",))
