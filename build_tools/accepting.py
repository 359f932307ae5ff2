"""Whether a batch of cases can be accepted, and everything public with it: what freezes a release, and what asks again.

In: a project in a repository, and the name of a release. Out: a snapshot, or ``Refused`` with all that is wrong. Writes
nothing.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from build_tools import content, disclosure, git, protect, variables, versions
from build_tools.disclosure import Proposal
from build_tools.disclosure.audit import ContradictoryFacts, NotDecided
from build_tools.load import located
from build_tools.models import Joined, Site, Snapshot
from build_tools.paths import CASES, FIGURES, SITE_SRC, SNAPSHOTS, snapshot_file
from build_tools.problems import Fault, Problem, Refused
from build_tools.tree.stored import committed
from build_tools.validate import undecided

NO_RECORDS = Fault(
    "freeze.no_cases",
    "holds no cases of that release; its name is that of their folder, a year and a number, such as 2027-1",
)
CLOSED = Fault(
    "freeze.closed",
    "is committed already, and a release that was accepted stays as it is; let further cases come with a later release",
)
UNANSWERABLE = Fault(
    "disclosure.unanswerable",
    "holds figures from which, with cases that were accepted, something follows that no change of the others hides; "
    "`transparency audit` says what",
)


def accepted(root: Path, site_src: Path, release: str) -> Snapshot:
    """Return the snapshot of a release of which nothing is wrong. Raises ``Refused``, also where git cannot tell what
    it holds."""
    site, problems = content.read(root, site_src)
    problems += content.unprotected(site, problems, frozen_now=(release,))
    content.stop_at([*problems, *_not_its_time(root, site, release)], root)
    content.stop_at([*published_finer(root, site, [release]), *given_away(root, site)], root)
    cases = (case for case in site.cases.values() if case.release == release)
    return disclosure.snapshot_of(release, cases, disclosure.rule_of(site.settings), site.day)


def _not_its_time(root: Path, site: Site, release: str) -> Iterator[Problem]:
    """Yield why a release cannot be frozen, whatever its cases say: it has none, is closed, or nobody decided it."""
    if not any(case.release == release for case in site.cases.values() if not case.example):
        yield Problem(CASES, NO_RECORDS)
    if snapshot_file(release) in committed_snapshots(root):
        yield Problem(snapshot_file(release), CLOSED)
    yield from undecided.real_cases_are_decided(site)


def committed_snapshots(root: Path) -> set[str]:
    """Return the files of snapshots that the last commit holds. Raises ``Unknown``."""
    git.git(root, "rev-parse", "--show-prefix")  # without a repository nobody can tell
    head = git.commit_named(root, "HEAD")
    entries = git.entries_at(root, head) if head else ()
    return {entry.path for entry in entries if entry.path.startswith(SNAPSHOTS)}


def given_away(root: Path, site: Site) -> list[Problem]:
    """Return what everything public tells together, withdrawn records too: nobody can take back what they told."""
    try:
        withdrawn = versions.withdrawn_records(root, site, variables.withdrawn_file(root))
    except versions.NotKnown as unknown:
        return unknown.problems
    return disclosure.attack_problems(site, withdrawn, versions.told_before(root, site))


def published_finer(root: Path, site: Site, releases: Iterable[str]) -> list[Problem]:
    """Return what the history tells of the records of some releases beside what they say now. Raises ``Unknown``."""
    return versions.finer_in_history(root, site, {*releases}, protect.closed_commits(root))


def told_by(root: Path, commit: str) -> list[Problem]:
    """Return what a commit tells; what cannot be read in it tells nobody what it tells."""
    tree = committed(root, commit)
    site, problems = content.read(tree, tree.below(SITE_SRC))
    if site.unread:
        return located(tree, problems)
    return located(tree, [*content.unprotected(site, problems), *given_away(root, site)])


@dataclass(frozen=True, slots=True)
class Draft:
    """What is proposed: of the cases, and which codes tables are to count in one line, where that is more than now."""

    proposal: Proposal
    joined: Joined | None


def proposed(root: Path, site: Site) -> Draft:
    """Return by which changes the cases that are not accepted yet can be. Raises ``Refused`` where nobody can tell."""
    withdrawn, closed = (
        versions.withdrawn_records(root, site, variables.withdrawn_file(root)),
        closed_releases(root, site),
    )
    try:
        proposal = disclosure.proposal_for(site, withdrawn, closed)
    except (ContradictoryFacts, NotDecided) as error:
        raise Refused([disclosure.unanswered(error, site, withdrawn)]) from None
    except disclosure.Unanswerable:
        raise Refused([Problem(FIGURES, UNANSWERABLE)]) from None
    return _with_tables(site, proposal, closed)


def closed_releases(root: Path, site: Site) -> set[str]:
    """Return the releases whose snapshot is committed, so that nothing of them changes any more; without a repository
    each that has one. Raises ``Unknown``."""
    try:
        known = committed_snapshots(root)
    except git.NoRepository:
        known = {*site.snapshots}
    return {snapshot.release for path, snapshot in site.snapshots.items() if path in known}


def _with_tables(site: Site, proposal: Proposal, closed: Collection[str]) -> Draft:
    """Add what tables need: codes in one line, and where even that is not enough, cases without the answer."""
    rule, own = disclosure.rule_of(site.settings), site.settings.joined
    later = {path: case for path, case in site.cases.items() if case.id not in proposal.held_back}
    cases = {path: case.model_copy(update=dict(proposal.changes.get(case.id, {}))) for path, case in later.items()}
    changed = replace(site, cases=cases)
    joined = disclosure.joined_more(lambda lines: content.counts_of(changed, lines), own, rule)
    opened = [case for case in cases.values() if case.release not in closed and not case.example]
    silent = disclosure.without_few(content.counts_of(changed, joined), opened, rule)
    every = {case.id: case for case in site.cases.values()}
    after = {case.id: silent.get(case.id, case) for case in cases.values() if not case.example}
    changes = dict(disclosure.differences({one: every[one] for one in after}, after))
    return Draft(replace(proposal, changes=changes), joined if joined != own else None)
