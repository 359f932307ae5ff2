"""What stops a release, what it may go out with only after a recorded decision, and the same as text for people.

To add a gate, write a function that takes a ``Release`` and yields problems, and add a line to ``GATES``; what somebody
may decide is in ``OPEN_POINTS``. In: a release. Out: its verdict, which repeats nothing of the content but paths.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from build_tools import git
from build_tools.load.locate import located
from build_tools.load.messages import problem_lines, sentence
from build_tools.models import OpenGate, ReleaseDecision
from build_tools.problems import N_, Problem, Translate, fill
from build_tools.publish import checks
from build_tools.publish.checks import Release
from build_tools.text.markdown import capital
from build_tools.validate import RELEASE_RULES, undecided

Judge = Callable[[Release], Iterable[Problem]]


class PointToDecide(NamedTuple):
    """What needs a decision: of which ``gate``, what a decision names, and the one that counts today, if any does."""

    gate: OpenGate
    about: str
    problem: Problem
    decision: ReleaseDecision | None


class ReleaseVerdict(NamedTuple):
    """What stops a release; what is open or decided; what waits, because the commit only withdraws. Where the content
    could not be ``read`` whole, more may be found once it is mended."""

    stopping: list[Problem]
    points: list[PointToDecide]
    waiting: list[Problem]
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


UNREAD_GATES: tuple[Judge, ...] = (checks.content_problems, checks.folder_is_its_commit)
"""Those that can judge before all of the content could be read."""

GATES: tuple[Judge, ...] = (
    refused_by_builds,
    checks.published_is_kept,
    checks.withdrawn_cases,
)
"""Every other gate, in the order in which a release is thought of."""


def verdict_of(release: Release) -> ReleaseVerdict:
    """Return what keeps a release from going out, and what does not."""
    read = release.content is not None
    found = found_by((*UNREAD_GATES, *GATES), release)
    points = list(_open_points(release)) if read else []
    late = [point for point in points if not point.decision and release.waits(point.problem)]
    return ReleaseVerdict(
        stopping=[problem for problem in found if not release.waits(problem)],
        points=[point for point in points if point not in late],
        waiting=[*filter(release.waits, found), *(point.problem for point in late)],
        read=read,
    )


def found_by(gates: Iterable[Judge], release: Release) -> list[Problem]:
    """Return what some gates find, with its lines, each sentence once: files that only their folder names may share
    one."""
    found = located(release.root, (problem for gate in gates for problem in _asked(gate, release)))
    return list({sentence(problem): problem for problem in found}.values())


def _asked(gate: Judge, release: Release) -> Iterator[Problem]:
    """Let one gate judge, unless it needs content that could not be read; one that asks git what git cannot tell stays
    shut."""
    if release.content is None and gate not in UNREAD_GATES:
        return
    try:
        yield from gate(release)
    except git.Unknown as unknown:
        yield from unknown.problems


def _open_points(release: Release) -> Iterator[PointToDecide]:
    """Yield what somebody has to decide, with the decision that counts on the day of the build."""
    for gate, rule in undecided.OPEN_POINTS.items():
        for about, problem in rule(release.site):
            decisions = release.site.decisions.decisions
            counts = next((one for one in decisions if one.covers(gate, about, release.site.day)), None)
            yield PointToDecide(gate, about, located(release.root, [problem])[0], counts)


_READY = N_("a release may go out")
_NOT_READY = N_("no release may go out yet")
_WAITS = N_("what needs a recorded decision in content/decisions.yml, or to be mended")
_WAITS_FOR_NEXT = N_("what is left open this once, for this commit only withdraws; the next one has to mend it")
_UNTIL = N_("{gate}, {about}: until {date}")
_NOT_JUDGED = N_("more is judged once the content can be read")


def report_text(verdict: ReleaseVerdict, translate: Translate) -> str:
    """Return a verdict for people: what stops, what is open, then what was decided or waits."""
    lists = {
        N_("what stops it"): [f"- {one}" for one in problem_lines(verdict.stopping, translate)],
        _WAITS: [f"- {one}" for one in problem_lines((point.problem for point in verdict.undecided), translate)],
        N_("what is decided"): [f"- {one}" for one in _decisions(verdict.points, translate)],
        _WAITS_FOR_NEXT: [f"- {one}" for one in problem_lines(verdict.waiting, translate)],
    }
    lines = [capital(translate(_READY if verdict.may_go_out else _NOT_READY))]
    for title, points in lists.items():
        lines += ["", f"{capital(translate(title))}:", *points] if points else []
    return "\n".join(lines if verdict.read else [*lines, "", capital(translate(_NOT_JUDGED))])


def _decisions(points: Iterable[PointToDecide], translate: Translate) -> Iterator[str]:
    """Yield what was decided and until when; who decided and why is in the file."""
    for gate, about, _, decision in points:
        if decision:
            yield fill(translate(_UNTIL), gate=gate, about=about, date=decision.until.isoformat())
