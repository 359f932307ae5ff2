"""The gates of a release: what stops it, and what it may go out with only after a recorded decision.

To add a gate, write a function that takes a ``Release`` and yields open points, and add a line to ``GATES``.
In: a release. Out: one verdict for each gate. Prints nothing, writes nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from build_tools import git
from build_tools.load import located
from build_tools.models import ReleaseDecision, Site
from build_tools.problems import N_, Fault, Problem, sentence
from build_tools.release import checks
from build_tools.release.facts import Release
from build_tools.validate import contacts, seals, settings, statements, undecided
from build_tools.validate.undecided import OpenPoint

Judge = Callable[[Release], Iterable[OpenPoint]]


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate. ``code`` never changes; ``title`` names what it looks for; one that is ``decidable`` stops nothing once
    ``content/decisions.yml`` holds a decision about each of its points; one that never ``stops`` a release only lists
    them; one that ``needs_content`` cannot judge before all of it could be read."""

    code: str
    title: str
    judge: Judge
    needs_content: bool = True
    decidable: bool = False
    stops: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """One point, with what a decision names and the decision that counts today, if there is one; one that ``waits``
    does not hold up a withdrawal."""

    problem: Problem
    about: str = ""
    decision: ReleaseDecision | None = None
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a gate found; a gate that was not ``judged`` waits for the content to be mended."""

    gate: Gate
    judged: bool
    findings: tuple[Finding, ...]

    @property
    def open(self) -> tuple[Finding, ...]:
        """What is neither decided nor waits."""
        return tuple(finding for finding in self.findings if not (finding.decision or finding.waits))

    @property
    def stopping(self) -> tuple[Finding, ...]:
        """What still stops the release."""
        return self.open if self.gate.stops else ()


def _by(*rules: Callable[[Release], Iterable[Problem]]) -> Judge:
    """Make a gate of functions that yield problems about which nothing can be decided."""
    return lambda release: (("", problem) for rule in rules for problem in rule(release))


def _by_site(*rules: Callable[[Site], Iterable[Problem]]) -> Judge:
    """Make a gate of rules for the content."""
    return lambda release: (("", problem) for rule in rules for problem in rule(release.site))


def _points(rule: Callable[[Site], Iterable[OpenPoint]]) -> Judge:
    """Make a gate of a kind of open point."""
    return lambda release: rule(release.site)


GATES: tuple[Gate, ...] = (
    Gate("content", N_("mistakes in the content"), _by(checks.content_problems), needs_content=False),
    Gate("languages", N_("what one language lacks"), _by(checks.missing_languages), needs_content=False),
    Gate("contacts_expired", N_("contacts that nobody has tried for too long"), _by_site(contacts.expired)),
    Gate("address", N_("the address of the site"), _by_site(settings.address_is_real)),
    Gate("invented", N_("a site of which nothing is real"), _by_site(settings.nothing_is_invented)),
    Gate("unsealed", N_("published numbers and statements that nothing keeps"), _by_site(seals.published_is_sealed)),
    Gate("published", N_("what was published and is gone or other"), _by(checks.published_kept)),
    Gate("security", N_("whom to tell of a weakness"), _by(checks.security_txt_problems)),
    Gate("withdrawn", N_("cases that were withdrawn"), _by(checks.withdrawn_cases)),
    Gate("uncommitted", N_("what is not committed"), _by(checks.uncommitted_files), needs_content=False),
    Gate("time_of_commit", N_("a commit whose time cannot be right"), _by(checks.time_of_commit), needs_content=False),
    Gate("no_contact", N_("no independent organisation to turn to"), _points(undecided.no_contact), decidable=True),
    Gate("contact_missing", N_("contacts that are missing"), _points(undecided.contact_missing), decidable=True),
    Gate("awaiting_review", N_("words that await review"), _points(undecided.awaiting_review), decidable=True),
    Gate("law_unconfirmed", N_("law that no lawyer has confirmed"), _points(undecided.law_unconfirmed), decidable=True),
    Gate("licence", N_("terms on which others may use the data"), _points(undecided.licence), decidable=True),
    Gate("errors_to", N_("whom to tell of a mistake"), _points(undecided.errors_to), decidable=True),
    Gate("real_cases", N_("cases of real people"), _points(undecided.real_cases), decidable=True),
    Gate("reviews", N_("reviews of statements that are old"), _by_site(statements.ageing), stops=False),
)
"""Every gate, in the order in which a release is thought of."""


def verdicts_of(release: Release, gates: Iterable[Gate] = GATES) -> list[Verdict]:
    """Return the verdict of each gate."""
    return [_verdict(gate, release) for gate in gates]


def _verdict(gate: Gate, release: Release) -> Verdict:
    """Let one gate judge, if what it needs is there; one that asks git what git cannot tell stays shut."""
    if gate.needs_content and release.site.unread:
        return Verdict(gate, judged=False, findings=())
    try:
        found = [_finding(gate, release, about, problem) for about, problem in gate.judge(release)]
    except git.Unknown as unknown:
        found = [Finding(problem) for problem in unknown.problems]
    # Files that are called by their folder alone may give the same sentence.
    return Verdict(gate, True, tuple({(one.about, sentence(one.problem)): one for one in found}.values()))


def _finding(gate: Gate, release: Release, about: str, problem: Problem) -> Finding:
    """Add to an open point its line, and the decision that counts on the day of the build."""
    decisions = release.site.decisions.decisions if gate.decidable else ()
    counts = next((one for one in decisions if one.covers(gate.code, about, release.site.day)), None)
    [placed] = located(release.root, [problem])
    return Finding(placed, about, counts, counts is None and release.waits(problem))


def may_go_out(verdicts: Iterable[Verdict]) -> bool:
    """Tell whether nothing stops a release and everything that needs a decision has one."""
    return all(verdict.judged and not verdict.stopping for verdict in verdicts)


_COUNTED = Fault(
    "release.personal_places",
    "has places with what may be personal ({number}); `transparency check` in a terminal says where",
)


def without_places(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """Return the verdicts for whoever may read along: of what points at something personal, how much there is."""
    return [replace(verdict, findings=tuple(_counted(verdict.findings))) for verdict in verdicts]


def _counted(findings: tuple[Finding, ...]) -> Iterator[Finding]:
    yield from (one for one in findings if not one.problem.is_of_a_person)
    for waits in (False, True):
        if number := sum(one.problem.is_of_a_person and one.waits == waits for one in findings):
            yield Finding(Problem(".", _COUNTED.said(number=number)), waits=waits)
