"""The verdicts of the gates as text for people, and as JSON.

In: verdicts and the translation of messages. Out: text. Prints nothing; repeats nothing of the content but paths.
"""

import json
from collections.abc import Callable, Iterator, Sequence

from build_tools.plain_words import capital
from build_tools.problems import N_, Translate, fill, sentence
from build_tools.release.gates import Finding, Verdict, may_go_out

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


def report_text(verdicts: Sequence[Verdict], translate: Translate) -> str:
    """Return the verdicts for people: what is open by gate, then what was decided or waits, then what is in order."""
    lines = [_headline(_READY if may_go_out(verdicts) else _NOT_READY, translate)]
    for title, stops, decidable in ((_STOPS, True, False), (_WAITS, True, True), (_REMINDS, False, False)):
        gates = [one for one in verdicts if one.open and (one.gate.stops, one.gate.decidable) == (stops, decidable)]
        points = [line for verdict in gates for line in _open_lines(verdict, translate)]
        lines += ["", f"{_headline(title, translate)}:", *points] if gates else []
    waiting = [sentence(one.problem, translate) for verdict in verdicts for one in verdict.findings if one.waits]
    for title, said in ((_DECIDED, list(_decisions(verdicts, translate))), (_WAITS_FOR_NEXT, waiting)):
        points = [f"- {point}" for point in _at_most(said, translate)]
        lines += ["", f"{_headline(title, translate)}:", *points] if said else []
    unjudged = [translate(verdict.gate.title) for verdict in verdicts if not verdict.judged]
    fine = [translate(verdict.gate.title) for verdict in verdicts if verdict.judged and not verdict.findings]
    for title, titles in ((_NOT_JUDGED, unjudged), (_IN_ORDER, fine)):
        lines += ["", f"{_headline(title, translate)}: {'; '.join(titles)}"] if titles else []
    return "\n".join(lines)


def _open_lines(verdict: Verdict, translate: Translate) -> Iterator[str]:
    """Yield the lines of a gate: its title, each open point, and how a decision names them; codes are all in that."""
    yield f"- {_headline(verdict.gate.title, translate)} [{verdict.gate.code}]"
    points = [sentence(finding.problem, translate) for finding in verdict.open]
    yield from (f"    {point}" for point in _at_most(points, translate))
    if verdict.gate.decidable:
        about = ", ".join(finding.about for finding in verdict.open)
        yield f"    {fill(translate(_TO_WRITE), entry=f'gate: {verdict.gate.code}, about: [{about}]')}"


def _decisions(verdicts: Sequence[Verdict], translate: Translate) -> Iterator[str]:
    """Yield what was decided and until when; who decided and why is in the file."""
    for verdict in verdicts:
        for about, decision in ((one.about, one.decision) for one in verdict.findings if one.decision):
            gate = translate(verdict.gate.title)
            yield fill(translate(_UNTIL), gate=gate, about=about, date=decision.until.isoformat())


def _at_most(sentences: Sequence[str], translate: Translate) -> Iterator[str]:
    """Yield as many sentences as people are shown, and the number of the others."""
    yield from sentences[:_MOST]
    if len(sentences) > _MOST:
        yield fill(translate(_MORE), number=len(sentences) - _MOST)


def _headline(message: str, translate: Translate) -> str:
    """Translate a message and begin it with a capital; messages begin small, because most follow a place."""
    return capital(translate(message))


def _report_json(verdicts: Sequence[Verdict], translate: Translate) -> str:
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


def _entry(finding: Finding, translate: Translate) -> dict[str, object]:
    """Return one point; ``decided_until`` is there where a decision counts, and it ``waits`` where the commit only
    withdraws."""
    return {
        "path": finding.problem.path,
        "line": finding.problem.line,
        "about": finding.about or None,
        "sentence": sentence(finding.problem, translate),
        "decided_until": finding.decision.until.isoformat() if finding.decision else None,
        "waits": finding.waits,
    }


FORMATS: dict[str, Callable[[Sequence[Verdict], Translate], str]] = {"text": report_text, "json": _report_json}
