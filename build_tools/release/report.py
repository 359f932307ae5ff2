"""The verdicts of the gates as text for a terminal, as Markdown for a pull request, and as JSON.

In: verdicts and the translation of messages. Out: text. Prints nothing; repeats nothing of the content but paths.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence

from build_tools.plain_words import capital
from build_tools.problems import N_, Translate, fill, sentence
from build_tools.release.gates import Finding, Verdict, may_go_out

MOST = 20
"""How many points of one list people are shown; JSON holds all."""

READY = N_("a release may go out")
NOT_READY = N_("no release may go out yet")
STOPS = N_("what stops it")
WAITS = N_("what needs a recorded decision in content/decisions.yml, or to be mended")
TO_WRITE = N_("an entry there names: {entry}")
DECIDED = N_("what is decided")
UNTIL = N_("{gate}, {about}: until {date}")
NOT_JUDGED = N_("what can be judged only when the content is mended")
IN_ORDER = N_("of this nothing was found")
MORE = N_("and {number} more")

Section = tuple[str, list[Verdict]]
MARKS = re.compile(r"([\\`*_\[\]#|~])")
REPLACED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;"}
"""A name of a file may be anything; on the page of a pull request it calls nobody and makes no link."""


def as_text(verdicts: Sequence[Verdict], translate: Translate) -> str:
    """Return the verdicts for a terminal."""
    lines = [headline(summary(verdicts), translate)]
    for title, of_section in sections(verdicts):
        lines += ["", f"{headline(title, translate)}:"]
        for verdict in of_section:
            lines.append(f"- {headline(verdict.gate.title, translate)} [{verdict.gate.code}]")
            lines += [f"    {point}" for point in (*points(verdict, translate), *to_write(verdict, translate))]
    if decided := list(decisions(verdicts, translate)):
        lines += ["", f"{headline(DECIDED, translate)}:", *(f"- {point}" for point in decided)]
    lines += [f"\n{headline(title, translate)}: {text}" for title, text in asides(verdicts, translate)]
    return "\n".join(lines)


def as_markdown(verdicts: Sequence[Verdict], translate: Translate) -> str:
    """Return the verdicts as a page for a pull request."""
    lines = [f"# {headline(summary(verdicts), translate)}"]
    for title, of_section in sections(verdicts):
        lines.append(f"## {escaped(headline(title, translate))}")
        for verdict in of_section:
            lines.append(f"### {escaped(headline(verdict.gate.title, translate))}")
            listed = [*map(escaped, points(verdict, translate)), *to_write(verdict, translate, "`")]
            lines.append("\n".join(f"- {point}" for point in listed))
    if decided := list(decisions(verdicts, translate)):
        lines.append(f"## {escaped(headline(DECIDED, translate))}")
        lines.append("\n".join(f"- {escaped(point)}" for point in decided))
    for title, text in asides(verdicts, translate):
        lines.append(f"**{escaped(headline(title, translate))}:** {escaped(text)}")
    return "\n\n".join(lines)


def as_json(verdicts: Sequence[Verdict], translate: Translate) -> str:
    """Return the verdicts for programs: codes, and sentences in the maintainer's language."""
    gates = [
        {
            "code": verdict.gate.code,
            "title": translate(verdict.gate.title),
            "decidable": verdict.gate.decidable,
            "judged": verdict.judged,
            "findings": [entry(finding, translate) for finding in verdict.findings],
        }
        for verdict in verdicts
    ]
    return json.dumps({"ready": may_go_out(verdicts), "gates": gates}, ensure_ascii=False, indent=1)


def entry(finding: Finding, translate: Translate) -> dict[str, object]:
    """Return one open point; ``decided_until`` is there where a decision counts."""
    problem, decision = finding.problem, finding.decision
    return {
        "path": problem.path,
        "line": problem.line,
        "about": finding.about or None,
        "sentence": sentence(problem, translate),
        "decided_until": decision.until.isoformat() if decision else None,
    }


def summary(verdicts: Sequence[Verdict]) -> str:
    """Return the one thing to know."""
    return READY if may_go_out(verdicts) else NOT_READY


def sections(verdicts: Sequence[Verdict]) -> Iterator[Section]:
    """Yield what is open: what stops the release first, then what can be decided."""
    for title, decidable in ((STOPS, False), (WAITS, True)):
        found = [verdict for verdict in verdicts if verdict.open and verdict.gate.decidable == decidable]
        if found:
            yield title, found


def points(verdict: Verdict, translate: Translate) -> Iterator[str]:
    """Yield a sentence for each open point of a gate."""
    return at_most([sentence(finding.problem, translate) for finding in verdict.open], translate)


def decisions(verdicts: Sequence[Verdict], translate: Translate) -> Iterator[str]:
    """Yield what was decided and until when; who decided and why is in the file."""
    found = [(verdict.gate, f.about, f.decision) for verdict in verdicts for f in verdict.findings if f.decision]
    said = [
        fill(translate(UNTIL), gate=translate(gate.title), about=about, date=decision.until.isoformat())
        for gate, about, decision in found
    ]
    return at_most(said, translate)


def at_most(sentences: Sequence[str], translate: Translate) -> Iterator[str]:
    """Yield as many sentences as people are shown, and the number of the others."""
    yield from sentences[:MOST]
    if len(sentences) > MOST:
        yield fill(translate(MORE), number=len(sentences) - MOST)


def to_write(verdict: Verdict, translate: Translate, mark: str = "") -> Iterator[str]:
    """Yield how a decision names the open points of a gate; codes are all that is in it."""
    if verdict.gate.decidable:
        about = ", ".join(finding.about for finding in verdict.open)
        yield fill(translate(TO_WRITE), entry=f"{mark}gate: {verdict.gate.code}, about: [{about}]{mark}")


def asides(verdicts: Sequence[Verdict], translate: Translate) -> Iterator[tuple[str, str]]:
    """Yield what needs nobody's hand now, each as one line."""
    waiting = [translate(verdict.gate.title) for verdict in verdicts if not verdict.judged]
    fine = [translate(verdict.gate.title) for verdict in verdicts if verdict.judged and not verdict.findings]
    for title, texts in ((NOT_JUDGED, waiting), (IN_ORDER, fine)):
        if texts:
            yield title, "; ".join(texts)


def headline(message: str, translate: Translate) -> str:
    """Translate a message and begin it with a capital; messages begin small, because most follow a place."""
    return capital(translate(message))


def escaped(text: str) -> str:
    """Return a text that Markdown shows as it is."""
    return re.sub("[&<>@]", lambda mark: REPLACED[mark[0]], MARKS.sub(r"\\\1", text))


FORMATS: dict[str, Callable[[Sequence[Verdict], Translate], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
}
