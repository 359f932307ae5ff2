"""What is wrong with coded records: in come cases by their files, out come problems that say what to do.

Each problem is of a group of records and stands in the first of their files; it tells who could be singled out, so that
only a person at a terminal reads it.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from build_tools.disclosure.alike import Group, Rare, groups, isolating, leaves_few, shared
from build_tools.disclosure.rule import Rule, rule_of
from build_tools.models import Case, Site
from build_tools.paths import CASES, SETTINGS
from build_tools.problems import Fault, Problem, in_order

UNMARKED = Fault(
    "cases.not_said_to_be_invented",
    "does not say that it is invented, as the settings say of this site; if it is, write invented: true; if it is "
    "a real case, take it out: what is committed is published",
)
NO_EXAMPLE = Fault(
    "cases.invented_outside_examples",
    "says that it is invented; move it to cases_public/examples/ and write release: examples",
)
TOO_FEW = Fault(
    "disclosure.too_few_alike",
    "{shared} stands in {number} of the records of release {release}, and {k} are needed: {ids}; make a field less "
    "exact in all of them, together with others that become alike, or hold them back",
)
RELEASE_TOO_SMALL = Fault(
    "disclosure.release_too_small",
    "has {number} of the {k} records that are needed in a release: {ids}; hold them back until there are more",
)
ONE_ANSWER = Fault(
    "disclosure.one_answer",
    "says the same in all {number} records that are alike: {ids}; who knows that a person is one of them would know "
    "this too; write not_stated in all of them, or make the group larger",
)
LEFT_ALONE = Fault(
    "disclosure.left_alone",
    "of {number} records that are alike, {pages} have a page with words, and {rest} remain, which must be none or at "
    "least {k}: {ids}; publish no words of them, or make the group larger",
)


def refused(site: Site) -> list[Problem]:
    """Return the cases that may not be here; examples may. Where the whole site is invented, each case says so itself,
    so that one word of the settings lets no real case through."""
    invented = site.settings.invented
    return [problem for path, case in _told(site.cases).items() for problem in _not_invented(path, case, invented)]


def not_alike(site: Site, faulty: Collection[str] = ()) -> list[Problem]:
    """Return what is wrong with the groups of records, each thing once. A release in which a file is ``faulty`` waits
    until that is mended: most likely it is the reason; faulty settings give no rule to judge by."""
    if SETTINGS in faulty:
        return []
    withdrawn = Counter(tombstone.release for tombstone in site.withdrawn.values())
    cases = _told(site.cases)
    waiting = waiting_releases(site, faulty)
    judged = {path: case for path, case in cases.items() if case.release not in waiting}
    return problems_of(judged, rule_of(site.settings), withdrawn)


def waiting_releases(site: Site, faulty: Collection[str]) -> set[str]:
    """Return the releases in which a file is ``faulty``."""
    waiting = {case.release for path, case in _told(site.cases).items() if path in faulty}
    waiting |= {path.split("/")[1] for path in faulty if path.startswith(f"{CASES}/")}
    return waiting | {snapshot.release for path, snapshot in site.snapshots.items() if path in faulty}


def problems_of(cases: Mapping[str, Case], rule: Rule, withdrawn: Mapping[str, int]) -> list[Problem]:
    """Return the same by a rule and by how many cases of each release were ``withdrawn``."""
    found = list[Problem]()
    for release in {case.release for case in cases.values()}:
        of_release = {path: case for path, case in cases.items() if case.release == release}
        wrong = list(_of_groups(of_release, rule))
        if sum(lacking for lacking, _ in wrong) > withdrawn.get(release, 0):
            found += (problem for _, problems in wrong for problem in problems)
    return in_order(found)


def _told(cases: Mapping[str, Case]) -> Mapping[str, Case]:
    return {path: case for path, case in cases.items() if not case.example}


def _not_invented(path: str, case: Case, invented: bool) -> Iterator[Problem]:
    if invented != case.invented:
        yield Problem(path, UNMARKED if invented else NO_EXAMPLE)


Wrong = tuple[int, list[Problem]]
"""What is wrong with a group, and how few records more could have kept it from that: a release from which as many were
withdrawn may have been right when it came, and nobody is kept from withdrawing."""


def _of_groups(cases: Mapping[str, Case], rule: Rule) -> Iterator[Wrong]:
    paths = {case.id: path for path, case in cases.items()}
    rare = isolating(cases.values(), rule)
    for group in groups(cases.values(), rule):
        if len(group.records) < rule.k:
            yield rule.k - len(group.records), [_too_few(paths, group.release, rare(group), rule)]
        elif problems := list(_of_many(paths, group, rule)):
            yield 1, problems


def _too_few(paths: Mapping[str, str], release: str, rare: Rare, rule: Rule) -> Problem:
    shared_by, records = rare
    said = {**_said(records), "k": rule.k}
    if not shared_by:
        return Problem(_first(paths, records), RELEASE_TOO_SMALL, ("release",), said)
    description = ", ".join(f"{field} = {value}" for field, value in shared_by.items())
    place = (next(iter(shared_by)),)
    return Problem(_first(paths, records), TOO_FEW, place, {**said, "release": release, "shared": description})


def _of_many(paths: Mapping[str, str], group: Group, rule: Rule) -> Iterator[Problem]:
    path, said = _first(paths, group.records), _said(group.records)
    for field in shared(group, rule):
        yield Problem(path, ONE_ANSWER, (field,), said)
    if leaves_few(group.remaining, rule):
        pages = len(group.records) - group.remaining
        yield Problem(path, LEFT_ALONE, ("consent",), {**said, "pages": pages, "rest": group.remaining, "k": rule.k})


def _first(paths: Mapping[str, str], records: Sequence[Case]) -> str:
    return min(paths[record.id] for record in records)


def _said(records: Sequence[Case]) -> Mapping[str, object]:
    return {"number": len(records), "ids": ", ".join(record.id for record in records)}
