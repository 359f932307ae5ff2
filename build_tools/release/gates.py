"""What stops a release, and what it may go out with only after a recorded decision.

To add a gate, write a function that takes a ``Release`` and yields problems, and add a line to ``GATES``; what somebody
may decide is in ``OPEN_POINTS``. In: a release. Out: its verdict. Prints nothing, writes nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from build_tools import git
from build_tools.load import located
from build_tools.models import OpenGate, ReleaseDecision
from build_tools.problems import Fault, Problem, sentence
from build_tools.release import checks
from build_tools.release.facts import Release
from build_tools.validate import RELEASE_RULES, statements, undecided

Judge = Callable[[Release], Iterable[Problem]]


class PointToDecide(NamedTuple):
    """What needs a decision: of which ``gate``, what a decision names, and the one that counts today, if any does."""

    gate: OpenGate
    about: str
    problem: Problem
    decision: ReleaseDecision | None


class ReleaseVerdict(NamedTuple):
    """What stops a release; what is open or decided; what waits, because the commit only withdraws; what should be
    looked at. Where the content could not be ``read`` whole, more may be found once it is mended."""

    stopping: list[Problem]
    points: list[PointToDecide]
    waiting: list[Problem]
    reminders: list[Problem]
    read: bool

    @property
    def undecided(self) -> list[PointToDecide]:
        """What needs a decision and has none that counts."""
        return [point for point in self.points if not point.decision]

    @property
    def may_go_out(self) -> bool:
        """Whether nothing stops the release."""
        return self.read and not self.stopping and not self.undecided


def refused_by_builds(release: Release) -> Iterator[Problem]:
    """Whatever a build for release refuses, but for what is an open point here."""
    for rule in RELEASE_RULES:
        if rule is not undecided.real_cases_are_decided:
            yield from rule(release.site)


UNREAD_GATES: tuple[Judge, ...] = (checks.content_problems, checks.uncommitted_files, checks.time_of_commit)
"""Those that can judge before all of the content could be read."""

GATES: tuple[Judge, ...] = (
    refused_by_builds,
    checks.published_is_kept,
    checks.security_txt_in_force,
    checks.withdrawn_cases,
)
"""Every other gate, in the order in which a release is thought of."""


def verdict_of(release: Release) -> ReleaseVerdict:
    """Return what keeps a release from going out, and what does not."""
    read = not release.site.unread
    found = found_by((*UNREAD_GATES, *GATES), release)
    points = list(_open_points(release)) if read else []
    late = [point for point in points if not point.decision and release.waits(point.problem)]
    return ReleaseVerdict(
        stopping=[problem for problem in found if not release.waits(problem)],
        points=[point for point in points if point not in late],
        waiting=[*filter(release.waits, found), *(point.problem for point in late)],
        reminders=_placed(release, statements.old_reviews(release.site)) if read else [],
        read=read,
    )


def found_by(gates: Iterable[Judge], release: Release) -> list[Problem]:
    """Return what some gates find."""
    return _placed(release, (problem for gate in gates for problem in _asked(gate, release)))


def _asked(gate: Judge, release: Release) -> Iterator[Problem]:
    """Let one gate judge, unless it needs content that could not be read; one that asks git what git cannot tell stays
    shut."""
    if release.site.unread and gate not in UNREAD_GATES:
        return
    try:
        yield from gate(release)
    except git.Unknown as unknown:
        yield from unknown.problems


def _placed(release: Release, problems: Iterable[Problem]) -> list[Problem]:
    """Return problems with their lines, each sentence once: files that only their folder names may share one."""
    return list({sentence(problem): problem for problem in located(release.root, problems)}.values())


def _open_points(release: Release) -> Iterator[PointToDecide]:
    """Yield what somebody has to decide, with the decision that counts on the day of the build."""
    for gate, rule in undecided.OPEN_POINTS.items():
        for about, problem in rule(release.site):
            decisions = release.site.decisions.decisions
            counts = next((one for one in decisions if one.covers(gate, about, release.site.day)), None)
            yield PointToDecide(gate, about, located(release.root, [problem])[0], counts)


_COUNTED = Fault(
    "release.personal_places",
    "has places with what may be personal ({number}); `transparency check` in a terminal says where",
)


def without_places(verdict: ReleaseVerdict) -> ReleaseVerdict:
    """Return the verdict for whoever may read along: of what points at something personal, how much there is."""
    return verdict._replace(stopping=_counted(verdict.stopping), waiting=_counted(verdict.waiting))


def _counted(problems: list[Problem]) -> list[Problem]:
    number = sum(problem.is_of_a_person for problem in problems)
    counted = [Problem(".", _COUNTED, values={"number": number})] if number else []
    return [*(problem for problem in problems if not problem.is_of_a_person), *counted]
