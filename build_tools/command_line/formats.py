"""Problems for other programs, and for hosts that put each sentence at its file and line in a proposed change.

In: problems, a translation. Out: text for standard output. Who hands problems over asks ``beside_a_change`` first:
whoever may look at a change reads what stands there.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from urllib.parse import quote

from build_tools.problems import Problem, Translate, sentence, way

ERROR, WARNING = "error", "warning"
SEVERITIES = {ERROR: "major", WARNING: "info"}
"""What GitLab calls them."""

Told = Iterable[tuple[str, Problem]]
"""Problems with how grave each is."""

SARIF = "https://json.schemastore.org/sarif-2.1.0.json"

NEVER_BESIDE: frozenset[str] = frozenset()
"""The codes of what never stands beside a change, because it is about a person; rules that find it add theirs."""


def beside_a_change(problem: Problem, never: Collection[str] = NEVER_BESIDE) -> bool:
    """Whether a problem may stand beside a proposed change; else only the log says it."""
    return problem.code not in never


def words(problem: Problem, translate: Translate) -> str:
    """Say a problem without its place."""
    return sentence(replace(problem, path="", line=None), translate)


def as_github(problems: Told, translate: Translate) -> str:
    """Return a workflow command for each problem, which GitHub shows at the file and line."""
    return "\n".join(command(kind, problem, translate) for kind, problem in problems)


def command(kind: str, problem: Problem, translate: Translate) -> str:
    """Return one workflow command; only the escapes that GitHub reads back keep it one, whatever a path holds."""
    places = {"file": problem.path, "line": problem.line, "title": problem.code}
    given = ",".join(f"{name}={escaped(str(value), also=True)}" for name, value in places.items() if value is not None)
    return f"::{kind} {given}::{escaped(words(problem, translate))}"


def escaped(text: str, also: bool = False) -> str:
    """Escape what would end a workflow command, ``also`` what would end a property of it."""
    for sign in "%\r\n" + (":," if also else ""):
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def as_gitlab(problems: Told, translate: Translate) -> str:
    """Return a report of code quality, which GitLab shows in the merge request."""
    return json.dumps([entry(kind, problem, translate) for kind, problem in problems], ensure_ascii=False, indent=1)


def entry(kind: str, problem: Problem, translate: Translate) -> dict[str, object]:
    """Return one entry; its fingerprint is the same in each language, and while the line moves."""
    said = (f"{name}={value}" for name, value in sorted(problem.said.items()))
    same = "\0".join((problem.path, problem.code, *map(str, problem.field), *said))
    return {
        "description": words(problem, translate),
        "check_name": problem.code,
        "fingerprint": hashlib.sha256(same.encode()).hexdigest(),
        "severity": SEVERITIES[kind],
        "location": {"path": problem.path, "lines": {"begin": problem.line or 1}},
    }


def as_json(problems: Told, translate: Translate) -> str:
    """Return a list with what is known of each problem; ``way`` is how a maintainer is told the field."""
    return json.dumps([fact(kind, problem, translate) for kind, problem in problems], ensure_ascii=False, indent=1)


def fact(kind: str, problem: Problem, translate: Translate) -> dict[str, object]:
    """Return one problem as plain values; a line that is not known is left out."""
    line = {"line": problem.line} if problem.line is not None else {}
    return {
        "code": problem.code,
        "severity": kind,
        "path": problem.path,
        **line,
        "field": way(problem.field, translate),
        "message": words(problem, translate),
    }


def as_sarif(problems: Told, translate: Translate) -> str:
    """Return a log in SARIF 2.1.0 (OASIS), which editors and hosts of code read."""
    results = [result(kind, problem, translate) for kind, problem in problems]
    rules = [{"id": code} for code in dict.fromkeys(one["ruleId"] for one in results)]
    driver = {"name": "transparency", "rules": rules}
    return json.dumps(
        {"$schema": SARIF, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]},
        ensure_ascii=False,
        indent=1,
    )


def result(kind: str, problem: Problem, translate: Translate) -> dict[str, object]:
    """Return one result; what is about no file has no place."""
    region = {"region": {"startLine": problem.line}} if problem.line is not None else {}
    place = {"physicalLocation": {"artifactLocation": {"uri": quote(problem.path)}, **region}}
    return {
        "ruleId": problem.code,
        "level": kind,
        "message": {"text": words(problem, translate)},
        "locations": [place] if problem.path else [],
    }


Form = Callable[[Told, Translate], str]
FORMS: Mapping[str, Form] = {"json": as_json, "github": as_github, "sarif": as_sarif, "gitlab": as_gitlab}
