"""Problems for a host that puts each sentence at its file and line in a proposed change.

In: problems, a translation. Out: text for standard output. Who hands problems over asks ``beside_a_change`` first:
whoever may look at a change reads what stands there.
"""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace

from build_tools.problems import Problem, Translate, sentence

ERROR, WARNING = "error", "warning"
SEVERITIES = {ERROR: "major", WARNING: "info"}
"""What GitLab calls them."""


NEVER_BESIDE: frozenset[str] = frozenset()
"""The codes of what never stands beside a change, because it is about a person; rules that find it add theirs."""


def beside_a_change(problem: Problem, never: Collection[str] = NEVER_BESIDE) -> bool:
    """Whether a problem may stand beside a proposed change; else only the log says it."""
    return problem.code not in never


def words(problem: Problem, translate: Translate) -> str:
    """Say a problem without its place."""
    return sentence(replace(problem, path="", line=None), translate)


def as_github(problems: Iterable[tuple[str, Problem]], translate: Translate) -> str:
    """Return a workflow command for each problem, which GitHub shows at the file and line."""
    return "\n".join(command(kind, problem, translate) for kind, problem in problems)


def command(kind: str, problem: Problem, translate: Translate) -> str:
    """Return one workflow command; only the escapes that GitHub reads back keep it one, whatever a path holds."""
    places = {"file": problem.path, "line": problem.line}
    given = ",".join(f"{name}={escaped(str(value), also=True)}" for name, value in places.items() if value is not None)
    return f"::{kind} {given}::{escaped(words(problem, translate))}"


def escaped(text: str, also: bool = False) -> str:
    """Escape what would end a workflow command, ``also`` what would end a property of it."""
    for sign in "%\r\n" + (":," if also else ""):
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def as_gitlab(problems: Iterable[tuple[str, Problem]], translate: Translate) -> str:
    """Return a report of code quality, which GitLab shows in the merge request."""
    return json.dumps([entry(kind, problem, translate) for kind, problem in problems], ensure_ascii=False, indent=1)


def entry(kind: str, problem: Problem, translate: Translate) -> dict[str, object]:
    """Return one entry; its fingerprint is the same in each language, and while the line moves."""
    same = "\0".join((problem.path, *map(str, problem.field), words(problem, lambda message: message)))
    return {
        "description": words(problem, translate),
        "check_name": "transparency check",
        "fingerprint": hashlib.sha256(same.encode()).hexdigest(),
        "severity": SEVERITIES[kind],
        "location": {"path": problem.path, "lines": {"begin": problem.line or 1}},
    }


Form = Callable[[Iterable[tuple[str, Problem]], Translate], str]
FORMS: Mapping[str, Form] = {"github": as_github, "gitlab": as_gitlab}
