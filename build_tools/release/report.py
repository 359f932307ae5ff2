"""The verdict about a release as text for people.

In: a verdict and the translation of messages. Out: text. Prints nothing; repeats nothing of the content but paths.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from build_tools.models import OpenGate
from build_tools.plain_words import capital
from build_tools.problems import N_, Problem, Translate, fill, sentence
from build_tools.release.gates import PointToDecide, ReleaseVerdict

_MOST = 20
"""How many points of one list are shown."""

_READY = N_("a release may go out")
_NOT_READY = N_("no release may go out yet")
_STOPS = N_("what stops it")
_WAITS = N_("what needs a recorded decision in content/decisions.yml, or to be mended")
_TO_WRITE = N_("an entry there names: {entry}")
_REMINDS = N_("what stops no release, and should be looked at")
_DECIDED = N_("what is decided")
_WAITS_FOR_NEXT = N_("what is left open this once, for this commit only withdraws; the next one has to mend it")
_UNTIL = N_("{gate}, {about}: until {date}")
_NOT_JUDGED = N_("more is judged once the content can be read")
_MORE = N_("and {number} more")

GATE_TITLES: Mapping[OpenGate, str] = {
    "no_contact": N_("no independent organisation to turn to"),
    "contact_missing": N_("contacts that are missing"),
    "awaiting_review": N_("words that await review"),
    "law_unconfirmed": N_("law that no lawyer has confirmed"),
    "licence": N_("terms on which others may use the data"),
    "errors_to": N_("whom to tell of a mistake"),
    "real_cases": N_("cases of real people"),
}


def report_text(verdict: ReleaseVerdict, translate: Translate) -> str:
    """Return a verdict for people: what stops, what is open by gate, then what reminds, was decided or waits."""
    lists = {
        _STOPS: [f"- {one}" for one in _sentences(verdict.stopping, translate)],
        _WAITS: list(_open_lines(verdict.undecided, translate)),
        _REMINDS: [f"- {one}" for one in _sentences(verdict.reminders, translate)],
        _DECIDED: [f"- {one}" for one in _decisions(verdict.points, translate)],
        _WAITS_FOR_NEXT: [f"- {one}" for one in _sentences(verdict.waiting, translate)],
    }
    lines = [capital(translate(_READY if verdict.may_go_out else _NOT_READY))]
    for title, points in lists.items():
        lines += ["", f"{capital(translate(title))}:", *points] if points else []
    return "\n".join(lines if verdict.read else [*lines, "", capital(translate(_NOT_JUDGED))])


def _sentences(problems: Iterable[Problem], translate: Translate) -> Iterator[str]:
    return _at_most([sentence(problem, translate) for problem in problems], translate)


def _open_lines(points: Iterable[PointToDecide], translate: Translate) -> Iterator[str]:
    """Yield the lines of each gate: its title, each open point, and how a decision names them."""
    by_gate: defaultdict[OpenGate, list[PointToDecide]] = defaultdict(list)
    for point in points:
        by_gate[point.gate].append(point)
    for gate, found in by_gate.items():
        yield f"- {capital(translate(GATE_TITLES[gate]))} [{gate}]"
        yield from (f"    {one}" for one in _sentences((point.problem for point in found), translate))
        entry = f"gate: {gate}, about: [{', '.join(point.about for point in found)}]"
        yield f"    {fill(translate(_TO_WRITE), entry=entry)}"


def _decisions(points: Iterable[PointToDecide], translate: Translate) -> Iterator[str]:
    """Yield what was decided and until when; who decided and why is in the file."""
    decided = [
        fill(translate(_UNTIL), gate=translate(GATE_TITLES[gate]), about=about, date=decision.until.isoformat())
        for gate, about, _, decision in points
        if decision
    ]
    return _at_most(decided, translate)


def _at_most(sentences: Sequence[str], translate: Translate) -> Iterator[str]:
    """Yield as many sentences as people are shown, and the number of the others."""
    yield from sentences[:_MOST]
    if len(sentences) > _MOST:
        yield fill(translate(_MORE), number=len(sentences) - _MOST)
