"""The gates of a release: what stops it, and what it may go out with only after a recorded decision.

To add a gate, write a function that takes a ``Release`` and yields open points, and add a line to ``GATES``.
In: a release. Out: one verdict for each gate. Prints nothing, writes nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from build_tools import git
from build_tools.load import located
from build_tools.models import ReleaseDecision, Site
from build_tools.problems import N_, Fault, Problem, sentence
from build_tools.release import checks
from build_tools.release.facts import Release
from build_tools.validate import (
    contacts,
    seals,
    settings,
    statements,
    undecided,
)
from build_tools.validate.undecided import OpenPoint

Need = Literal["nothing", "site", "faultless site"]
"""What must be there before a gate can judge: nothing, content that was read, or content without problems."""


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate. ``code`` never changes; ``title`` names what it looks for; a gate that is ``decidable``
    stops nothing once ``content/decisions.yml`` holds a decision about each of its points; one that never ``stops``
    a release only lists them."""

    code: str
    title: str
    judge: Callable[[Release], Iterable[OpenPoint]]
    needs: Need = "site"
    decidable: bool = False
    stops: bool = True


@dataclass(frozen=True, slots=True)
class GateFinding:
    """One open point, with the line it is about and the decision that counts today, if there is one; one that ``waits``
    does not hold up a withdrawal."""

    problem: Problem
    about: str
    decision: ReleaseDecision | None
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a gate found; a gate that was not ``judged`` waits for the content to be mended."""

    gate: Gate
    judged: bool
    findings: tuple[GateFinding, ...]

    @property
    def open(self) -> tuple[GateFinding, ...]:
        """What is neither decided nor waits."""
        return tuple(finding for finding in self.findings if finding.decision is None and not finding.waits)

    @property
    def stopping(self) -> tuple[GateFinding, ...]:
        """What still stops the release."""
        return self.open if self.gate.stops else ()

    @property
    def waiting(self) -> tuple[GateFinding, ...]:
        """What would stop any other release."""
        return tuple(finding for finding in self.findings if finding.decision is None and finding.waits)


_COUNTED = Fault(
    "release.personal_places",
    "has places with what may be personal ({number}); `transparency check` in a terminal says where",
)


def without_places(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Return the verdicts for whoever may read along: of what points at something personal, how much there is."""
    return [replace(verdict, findings=tuple(_counted(verdict.findings))) for verdict in verdicts]


def _counted(findings: Iterable[GateFinding]) -> Iterator[GateFinding]:
    every = list(findings)
    yield from (one for one in every if not one.problem.is_of_a_person)
    for waits in (False, True):
        if number := sum(one.problem.is_of_a_person and one.waits == waits for one in every):
            yield GateFinding(Problem(".", _COUNTED.said(number=number)), "", None, waits)


def _stop(judge: Callable[[Release], Iterable[Problem]]) -> Callable[[Release], Iterator[OpenPoint]]:
    """Make a gate of a function that yields problems about which nothing can be decided."""
    return lambda release: (("", problem) for problem in judge(release))


def _of_site(*rules: Callable[[Site], Iterable[Problem]]) -> Callable[[Release], Iterator[OpenPoint]]:
    """Make a gate of rules for the content."""
    return _stop(lambda release: (problem for rule in rules for problem in rule(release.site)))


def _points(rule: Callable[[Site], Iterable[OpenPoint]]) -> Callable[[Release], Iterable[OpenPoint]]:
    """Make a gate of a kind of open point."""
    return lambda release: rule(release.site)


GATES: tuple[Gate, ...] = (
    Gate("content", N_("mistakes in the content"), _stop(checks.content_problems), "nothing"),
    Gate("languages", N_("what one language lacks"), _stop(checks.missing_languages), "nothing"),
    Gate("contacts_expired", N_("contacts that nobody has tried for too long"), _of_site(contacts.expired)),
    Gate("address", N_("the address of the site"), _of_site(settings.address_is_real)),
    Gate("invented", N_("a site of which nothing is real"), _of_site(settings.nothing_is_invented)),
    Gate("unsealed", N_("published numbers and statements that nothing keeps"), _of_site(seals.published_is_sealed)),
    Gate("published", N_("what was published and is gone or other"), _stop(checks.published_kept)),
    Gate("security", N_("whom to tell of a weakness"), _stop(checks.security_txt)),
    Gate("examples", N_("invented examples on pages"), _stop(checks.examples), "faultless site"),
    Gate("withdrawn", N_("cases that were withdrawn"), _stop(checks.withdrawn_cases)),
    Gate("uncommitted", N_("what is not committed"), _stop(checks.uncommitted_files), "nothing"),
    Gate("time_of_commit", N_("a commit whose time cannot be right"), _stop(checks.time_of_commit), "nothing"),
    Gate("no_contact", N_("no independent organisation to turn to"), _points(undecided.no_contact), decidable=True),
    Gate("contact_missing", N_("contacts that are missing"), _points(undecided.contact_missing), decidable=True),
    Gate("awaiting_review", N_("words that await review"), _points(undecided.awaiting_review), decidable=True),
    Gate("law_unconfirmed", N_("law that no lawyer has confirmed"), _points(undecided.law_unconfirmed), decidable=True),
    Gate("licence", N_("terms on which others may use the data"), _points(undecided.licence), decidable=True),
    Gate("errors_to", N_("whom to tell of a mistake"), _points(undecided.errors_to), decidable=True),
    Gate("real_cases", N_("cases of real people"), _points(undecided.real_cases), decidable=True),
    Gate("reviews", N_("reviews of statements that are old"), _of_site(statements.ageing), stops=False),
)
"""Every gate, in the order in which a release is thought of."""


def verdicts_of(release: Release, gates: Iterable[Gate] = GATES) -> tuple[Verdict, ...]:
    """Return the verdict of each gate."""
    return tuple(_verdict(gate, release) for gate in gates)


def _verdict(gate: Gate, release: Release) -> Verdict:
    """Let one gate judge, if what it needs is there; one that asks git what git cannot tell stays shut."""
    there: dict[Need, bool] = {
        "nothing": True,
        "site": not release.site.unread,
        "faultless site": not release.site.unread and all(map(release.waits, release.problems)),
    }
    if not there[gate.needs]:
        return Verdict(gate, judged=False, findings=())
    try:
        every = [_finding(gate, release, about, problem) for about, problem in gate.judge(release)]
        # Files that are called by their folder alone may give the same sentence.
        found = list({(one.about, sentence(one.problem)): one for one in every}.values())
    except git.Unknown as unknown:
        found = [GateFinding(problem, "", None) for problem in unknown.problems]
    return Verdict(gate, judged=True, findings=tuple(found))


def _finding(gate: Gate, release: Release, about: str, problem: Problem) -> GateFinding:
    """Add to an open point its line, and the decision that counts on the day of the build."""
    decisions = release.site.decisions.decisions if gate.decidable else ()
    counts = (decision for decision in decisions if decision.covers(gate.code, about, release.site.day))
    return GateFinding(located(release.root, [problem])[0], about, next(counts, None), release.waits(problem))


def may_go_out(verdicts: Iterable[Verdict]) -> bool:
    """Tell whether nothing stops a release and everything that needs a decision has one."""
    return all(verdict.judged and not verdict.stopping for verdict in verdicts)
