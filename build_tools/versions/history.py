"""What git holds of records that is finer than what they say now, or other: all of it is published.

In: a repository and what its records say now. Out: differences, and problems for whoever freezes a release. Whether a
difference is old or new, and who may read of it, others decide.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from build_tools import git
from build_tools.load import read_record
from build_tools.models import Case, Site, Vocabulary, fact_fields
from build_tools.paths import CASE_FILE, CASES, VOCABULARY, WITHDRAWN, case_file, case_id_in
from build_tools.problems import Fault, Problem
from build_tools.tree import Folder
from build_tools.versions.finer import differences
from build_tools.versions.reading import Said, Version, facts_of, plain_of, versions

FINER = Fault(
    "disclosure.finer_in_history",
    "of case {case}, {field} was finer in commit {commit} than it is now, and what was committed is public; withdraw "
    "the case and enter it again under a new id in a later batch, or take that commit out of the history: "
    "docs/publishing/own-server.md#removing-something-from-the-history",
)
OTHER = Fault(
    "disclosure.other_in_history",
    "of case {case}, {field} was another in commit {commit} than it is now, and both are public; withdraw the case and "
    "enter it again under a new id in a later batch, or take that commit out of the history: "
    "docs/publishing/own-server.md#removing-something-from-the-history",
)
UNREADABLE = Fault(
    "disclosure.unreadable_in_history",
    "in commit {commit} a file with case {case} cannot be read as its record, and counts as finer than what is there "
    "now; withdraw the case and enter it again under a new id in a later batch, or take that commit out of the "
    "history: docs/publishing/own-server.md#removing-something-from-the-history",
)
COPY = Fault(
    "disclosure.copy_in_history",
    "commit {commit} holds a record in a place where none may lie, and nobody can tell of which case; take that commit "
    "out of the history: docs/publishing/own-server.md#removing-something-from-the-history",
)
_SHORT = 10


@dataclass(frozen=True, slots=True)
class Difference:
    """What a version says that the record does not say now: of one field, or of all of it."""

    version: Version
    fault: Fault


def all_commits(root: Path) -> list[str]:
    """Return every commit that anything in a repository leads to, oldest first; in a history that is cut short nobody
    knows them. Raises ``git.Unknown``."""
    git.check_not_shallow(root)
    refs = git.git(root, "for-each-ref", "--format=%(objectname)").split()
    head = git.commit_named(root, "HEAD")
    return git.commits(root, [*refs, *([head] if head else [])], ())


def differing(root: Path) -> list[Difference]:
    """Return how all versions differ from the records of the folder, or, of a withdrawn case, from what it said last.
    Raises ``git.Unknown``."""
    tree = Folder(root)
    files = {found["id"]: path for path in tree.files(CASES) if (found := CASE_FILE.fullmatch(path))}
    stones = {case for path in tree.files(WITHDRAWN.rstrip("/")) if (case := case_id_in(path))}
    read = {case: _facts_in(tree.read(path)) for case, path in files.items()}
    now = {case: facts for case, facts in read.items() if facts is not None}
    vocabulary = read_record(tree, VOCABULARY, Vocabulary)[0]
    return list(_differing(root, now, stones | files.keys(), vocabulary))


def _facts_in(data: bytes | Fault) -> Mapping[str, Said] | None:
    plain = None if isinstance(data, Fault) else plain_of(data)
    return None if plain is None else facts_of(plain)


def finer_in_history(root: Path, site: Site, releases: Collection[str], closed: Collection[str] = ()) -> list[Problem]:
    """Return what the history holds of the records of some releases beside what they say now; of releases without
    records nothing. Where nobody can tell whose record a copy is, it may be one of these, unless its commit is
    ``closed``. Raises ``git.Unknown``."""
    records = {case.id: case for case in site.cases.values() if not case.example}
    now = {case: facts_said(record) for case, record in records.items()}
    withdrawn = {stone.id for stone in site.withdrawn.values()}
    paths = {case: case_file(one.release, case) for case, one in records.items() if one.release in releases}
    known = withdrawn | now.keys()

    def counts(version: Version) -> bool:
        return version.case in paths or (version.case not in known and version.commit not in closed)

    found = (one for one in _differing(root, now, known, site.vocabulary) if counts(one.version)) if paths else ()
    return [Problem(paths.get(one.version.case, CASES), one.fault) for one in found]


def told_before(root: Path, site: Site) -> frozenset[str]:
    """Return the cases of which any commit holds words: who read them knows the person still. Raises ``git.Unknown``;
    without a repository nothing was committed."""
    cases = {case.id for case in site.cases.values() if not case.example}
    cases |= {stone.id for stone in site.withdrawn.values()}
    try:
        commits = all_commits(root) if cases else []
    except git.NoRepository:
        return frozenset()
    return frozenset(one.case for one in versions(root, commits, cases) if one.told and one.case in cases)


def facts_said(case: Case) -> Mapping[str, Said]:
    """Return the codes that a record gives, by field."""
    values = {name: getattr(case, name) for name in fact_fields()}
    return {name: frozenset(value if isinstance(value, tuple) else (str(value),)) for name, value in values.items()}


def _differing(
    root: Path, now: Mapping[str, Mapping[str, Said]], cases: Collection[str], vocabulary: Vocabulary | None
) -> Iterator[Difference]:
    """Yield each difference; what a record says that is not here now is what it said last. A record in the place of a
    case that was never withdrawn and is not here is none of these: a gate of its own finds it."""
    found = [one for one in versions(root, all_commits(root), cases) if one.case in cases or not one.in_place]
    last = {one.case: one.facts for one in found if one.in_place and one.facts is not None}
    said = {**last, **now}
    for one in found:
        faults = (
            _faults(one, said.get(one.case), vocabulary)
            if one.case in cases
            else [COPY.said(commit=one.commit[:_SHORT])]
        )
        yield from (Difference(one, fault) for fault in faults)


def _faults(version: Version, now: Mapping[str, Said] | None, vocabulary: Vocabulary | None) -> Iterator[Fault]:
    """Yield what is to be said of a version; where nobody knows what the record says now, it may say anything else."""
    said = {"case": version.case, "commit": version.commit[:_SHORT]}
    if version.facts is None or now is None:
        yield UNREADABLE.said(**said)
    else:
        for field, is_finer in differences(version.facts, now, vocabulary):
            yield (FINER if is_finer else OTHER).said(**said, field=field)
