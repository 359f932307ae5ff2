"""What a command says: what it did on standard output; problems on standard error, or in the form that a program reads.

Problems end a command with an exit code. What is about a person stands in a form that a program reads only where one
person reads it.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import click

from build_tools import variables
from build_tools.command_line.usage import WrongUse
from build_tools.paths import SITE_SRC
from build_tools.problems import N_, Problem, Refused, Translate, fill, sentence, way

EXIT_PROBLEMS, _EXIT_ENDED = 1, 130
_ENDED = N_("Ended. The site is whole: it is the last one, or the new one.")
_UNFINISHED = N_("there is no finished site; run `transparency build` first, or name its folder")
CODE = N_("Release code: {code}")
T = TypeVar("T")


def stop_when_failed(work: Callable[[], T], root: Path) -> T:
    """Do the work, or say that it failed and end with exit code 1; MkDocs has said why. Who ends it reads that nothing
    was replaced."""
    from build_tools.plugin import BuildFailed  # loads MkDocs, which most commands have no use for

    try:
        return work()
    except KeyboardInterrupt:
        click.echo(variables.maintainers_language(root / SITE_SRC)(_ENDED), err=True)
        raise SystemExit(_EXIT_ENDED) from None
    except BuildFailed as failed:
        if str(failed):
            click.echo(failed, err=True)
        raise SystemExit(EXIT_PROBLEMS) from None


def refuse_problems(work: Callable[[], T], root: Path) -> T:
    """Do the work, or print every problem and end with exit code 1."""
    try:
        return work()
    except Refused as refused:
        stop_with(refused.problems, root)
        raise


def say(root: Path, message: str, *, err: bool = False, **values: object) -> None:
    """Print a message in the maintainer's language; with ``err`` beside an output that a program reads."""
    click.echo(fill(variables.maintainers_language(root / SITE_SRC)(message), **values), err=err)


def wrong_use(root: Path, message: str, **values: object) -> WrongUse:
    """Return the error of wrong use that says a message in the maintainer's language, and how the command is used."""
    return WrongUse(fill(variables.maintainers_language(root / SITE_SRC)(message), **values))


def stop_with(problems: Iterable[Problem], root: Path) -> None:
    """Print problems and end with exit code 1, if there are any."""
    if found := list(problems):
        click.echo(variables.report(found, root / SITE_SRC), err=True)
        raise SystemExit(EXIT_PROBLEMS)


def finished_site(root: Path, site: Path | None) -> Path:
    """Return the folder of the finished site. Ends with wrong use where there is none."""
    folder = site or root / "site"
    if not (folder / "index.html").is_file():
        raise wrong_use(root, _UNFINISHED)
    return folder


ERROR, WARNING = "error", "warning"
_SEVERITIES = {ERROR: "major", WARNING: "info"}
"""What GitLab calls them."""

GradedProblems = Iterable[tuple[str, Problem]]
"""Problems with how grave each is."""


def _words(problem: Problem, translate: Translate) -> str:
    """Say a problem without its place."""
    return sentence(replace(problem, path="", line=None), translate)


def _as_github(problems: GradedProblems, translate: Translate) -> str:
    """Return a workflow command for each problem, which GitHub shows at the file and line."""
    return "\n".join(_command(kind, problem, translate) for kind, problem in problems)


def _command(kind: str, problem: Problem, translate: Translate) -> str:
    """Return one workflow command; only the escapes that GitHub reads back keep it one, whatever a path holds."""
    places = {"file": problem.path, "line": problem.line, "title": problem.code}
    given = ",".join(f"{name}={_escaped(str(value), also=True)}" for name, value in places.items() if value is not None)
    return f"::{kind} {given}::{_escaped(_words(problem, translate))}"


def _escaped(text: str, also: bool = False) -> str:
    """Escape what would end a workflow command, ``also`` what would end a property of it."""
    for sign in "%\r\n" + (":," if also else ""):
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def _as_gitlab(problems: GradedProblems, translate: Translate) -> str:
    """Return a report of code quality, which GitLab shows in the merge request."""
    return json.dumps([_entry(kind, problem, translate) for kind, problem in problems], ensure_ascii=False, indent=1)


def _entry(kind: str, problem: Problem, translate: Translate) -> dict[str, object]:
    """Return one entry; its fingerprint is the same in each language, and while the line moves."""
    said = (f"{name}={value}" for name, value in sorted(problem.said.items()))
    same = "\0".join((problem.path, problem.code, *map(str, problem.field), *said))
    return {
        "description": _words(problem, translate),
        "check_name": problem.code,
        "fingerprint": hashlib.sha256(same.encode()).hexdigest(),
        "severity": _SEVERITIES[kind],
        "location": {"path": problem.path, "lines": {"begin": problem.line or 1}},
    }


def _as_json(problems: GradedProblems, translate: Translate) -> str:
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
        "message": _words(problem, translate),
    }


WriteProblems = Callable[[GradedProblems, Translate], str]
FORMS: Mapping[str, WriteProblems] = {"json": _as_json, "github": _as_github, "gitlab": _as_gitlab}
