"""The verdicts of the gates as text for people, and as JSON.

In: verdicts and the translation of messages. Out: text. Prints nothing; repeats nothing of the content but paths.
"""

import json
from collections.abc import Callable, Iterator, Sequence

from build_tools.plain_words import capital
from build_tools.problems import N_, Translate, fill, sentence
from build_tools.release.gates import GateFinding, Verdict, may_go_out

_MOST = 20
"""How many points of one list people are shown; JSON holds all."""

_READY = N_("a release may go out")
_NOT_READY = N_("no release may go out yet")
_STOPS = N_("what stops it")
_WAITS = N_("what needs a recorded decision in content/decisions.yml, or to be mended")
_TO_WRITE = N_("an entry there names: {entry}")
_REMINDS = N_("what stops no release, and should be looked at")
_DECIDED = N_("what is decided")
_WAITS_FOR_NEXT = N_("what is left open this once, for this commit only withdraws; the next one has to mend it")
_UNTIL = N_("{gate}, {about}: until {date}")
_NOT_JUDGED = N_("what can be judged only when the content is mended")
_IN_ORDER = N_("of this nothing was found")
_MORE = N_("and {number} more")

ReportSection = tuple[str, list[Verdict]]


def report_text(verdicts: Sequence[Verdict], translate: Translate) -> str:
    """Return the verdicts for people."""
    lines = [headline(_summary(verdicts), translate)]
    for title, of_section in _sections(verdicts):
        lines += ["", f"{headline(title, translate)}:"]
        for verdict in of_section:
            lines.append(f"- {headline(verdict.gate.title, translate)} [{verdict.gate.code}]")
            lines += [f"    {point}" for point in (*_points(verdict, translate), *_to_write(verdict, translate))]
    if decided := list(_decisions(verdicts, translate)):
        lines += ["", f"{headline(_DECIDED, translate)}:", *(f"- {point}" for point in decided)]
    if waiting := list(_waiting(verdicts, translate)):
        lines += ["", f"{headline(_WAITS_FOR_NEXT, translate)}:", *(f"- {point}" for point in waiting)]
    lines += [f"\n{headline(title, translate)}: {text}" for title, text in _asides(verdicts, translate)]
    return "\n".join(lines)


def _as_json(verdicts: Sequence[Verdict], translate: Translate) -> str:
    """Return the verdicts for programs: codes, and sentences in the maintainer's language."""
    gates = [
        {
            "code": verdict.gate.code,
            "title": translate(verdict.gate.title),
            "decidable": verdict.gate.decidable,
            "stops": verdict.gate.stops,
            "judged": verdict.judged,
            "findings": [_entry(finding, translate) for finding in verdict.findings],
        }
        for verdict in verdicts
    ]
    return json.dumps({"ready": may_go_out(verdicts), "gates": gates}, ensure_ascii=False, indent=1)


def _entry(finding: GateFinding, translate: Translate) -> dict[str, object]:
    """Return one open point; ``decided_until`` is there where a decision counts, and it ``waits`` where the commit only
    withdraws."""
    problem, decision = finding.problem, finding.decision
    return {
        "path": problem.path,
        "line": problem.line,
        "about": finding.about or None,
        "sentence": sentence(problem, translate),
        "decided_until": decision.until.isoformat() if decision else None,
        "waits": finding.waits and decision is None,
    }


def _summary(verdicts: Sequence[Verdict]) -> str:
    """Return the one thing to know."""
    return _READY if may_go_out(verdicts) else _NOT_READY


def _sections(verdicts: Sequence[Verdict]) -> Iterator[ReportSection]:
    """Yield what is open: what stops the release first, then what can be decided, then what stops nothing."""
    for title, stops, decidable in ((_STOPS, True, False), (_WAITS, True, True), (_REMINDS, False, False)):
        gates = ((one, one.gate) for one in verdicts if one.open)
        found = [one for one, gate in gates if (gate.stops, gate.decidable) == (stops, decidable)]
        if found:
            yield title, found


def _points(verdict: Verdict, translate: Translate) -> Iterator[str]:
    """Yield a sentence for each open point of a gate."""
    return _at_most([sentence(finding.problem, translate) for finding in verdict.open], translate)


def _decisions(verdicts: Sequence[Verdict], translate: Translate) -> Iterator[str]:
    """Yield what was decided and until when; who decided and why is in the file."""
    found = [(verdict.gate, f.about, f.decision) for verdict in verdicts for f in verdict.findings if f.decision]
    said = [
        fill(translate(_UNTIL), gate=translate(gate.title), about=about, date=decision.until.isoformat())
        for gate, about, decision in found
    ]
    return _at_most(said, translate)


def _waiting(verdicts: Sequence[Verdict], translate: Translate) -> Iterator[str]:
    """Yield a sentence for each point that does not hold up a withdrawal."""
    points = (finding.problem for verdict in verdicts for finding in verdict.waiting)
    return _at_most([sentence(problem, translate) for problem in points], translate)


def _at_most(sentences: Sequence[str], translate: Translate) -> Iterator[str]:
    """Yield as many sentences as people are shown, and the number of the others."""
    yield from sentences[:_MOST]
    if len(sentences) > _MOST:
        yield fill(translate(_MORE), number=len(sentences) - _MOST)


def _to_write(verdict: Verdict, translate: Translate) -> Iterator[str]:
    """Yield how a decision names the open points of a gate; codes are all that is in it."""
    if verdict.gate.decidable:
        about = ", ".join(finding.about for finding in verdict.open)
        yield fill(translate(_TO_WRITE), entry=f"gate: {verdict.gate.code}, about: [{about}]")


def _asides(verdicts: Sequence[Verdict], translate: Translate) -> Iterator[tuple[str, str]]:
    """Yield what needs nobody's hand now, each as one line."""
    waiting = [translate(verdict.gate.title) for verdict in verdicts if not verdict.judged]
    fine = [translate(verdict.gate.title) for verdict in verdicts if verdict.judged and not verdict.findings]
    for title, texts in ((_NOT_JUDGED, waiting), (_IN_ORDER, fine)):
        if texts:
            yield title, "; ".join(texts)


def headline(message: str, translate: Translate) -> str:
    """Translate a message and begin it with a capital; messages begin small, because most follow a place."""
    return capital(translate(message))


FORMATS: dict[str, Callable[[Sequence[Verdict], Translate], str]] = {
    "text": report_text,
    "json": _as_json,
}
