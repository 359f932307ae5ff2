"""The command check: every problem of the content, for people, or as a host shows problems at their file and line.

What is about a person is said where one person reads it alone, and never in the form of a host.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import click

from build_tools import content, variables
from build_tools.command_line.output import catalogues, say, translation
from build_tools.paths import SITE_SRC
from build_tools.problems import N_, Problem, Refused, Translate, sentence
from build_tools.screening.approval import approval_of
from build_tools.withdrawal import waits, withdrawn_by_head

_FINE = N_("No problems found.")
_SOON = N_("Nothing stops a build. What stands above is to be done soon, or before a release.")
_APPROVED = N_("In force in content/reviewed.yml: words: {words}, exceptions: {exceptions}.")

ERROR, WARNING = "error", "warning"
_SEVERITIES = {ERROR: "major", WARNING: "info"}
"""What GitLab calls them."""


def _words(problem: Problem, translate: Translate) -> str:
    """Return what is wrong without its place."""
    return sentence(replace(problem, path="", line=None), translate)


_OF_A_COMMAND = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_OF_A_PROPERTY = {**_OF_A_COMMAND, **str.maketrans({":": "%3A", ",": "%2C"})}
"""The signs that would end a workflow command, or a property of one, as GitHub reads them back."""


def _as_github(kind: str, problems: Iterable[Problem], translate: Translate) -> str:
    """Return a workflow command for each problem, which GitHub shows at the file and line, whatever a path holds."""
    lines = []
    for one in problems:
        places = {"file": one.path, "line": one.line, "title": one.code}
        said = {name: str(value).translate(_OF_A_PROPERTY) for name, value in places.items() if value is not None}
        given = ",".join(f"{name}={value}" for name, value in said.items())
        lines.append(f"::{kind} {given}::{_words(one, translate).translate(_OF_A_COMMAND)}")
    return "\n".join(lines)


def _as_gitlab(kind: str, problems: Iterable[Problem], translate: Translate) -> str:
    """Return a report of code quality, which GitLab shows in the merge request."""
    return json.dumps([_entry(kind, problem, translate) for problem in problems], ensure_ascii=False, indent=1)


def _entry(kind: str, problem: Problem, translate: Translate) -> dict[str, object]:
    """Return one entry; its fingerprint is the same in each language, and while the line moves."""
    values = (f"{name}={value}" for name, value in sorted(problem.all_values.items()))
    same = "\0".join((problem.path, problem.code, *map(str, problem.field), *values))
    return {
        "description": _words(problem, translate),
        "check_name": problem.code,
        "fingerprint": hashlib.sha256(same.encode()).hexdigest(),
        "severity": _SEVERITIES[kind],
        "location": {"path": problem.path, "lines": {"begin": problem.line or 1}},
    }


HostForm = Callable[[str, Iterable[Problem], Translate], str]
HOST_FORMS: Mapping[str, HostForm] = {"github": _as_github, "gitlab": _as_gitlab}


@click.command()
@click.option("--format", "form", type=click.Choice(list(HOST_FORMS)), help="For a host that shows problems in place.")
@click.pass_obj
def check_command(root: Path, form: str | None) -> None:
    """Say every problem of the content."""
    say_checked(root, content.read(root, root / SITE_SRC), form)


def say_checked(root: Path, found: content.Found, form: str | None = None) -> None:
    """Say every problem of content that was read, and how much of what would stop a text counts as approved, where
    anything does: nobody adds to it unseen. A host shows to everybody what it is told. Raises ``Refused``."""
    kind, problems = _problems_of(root, found)
    words, exceptions = approval_of(root, variables.build_day()).counts
    public = [problem for problem in problems if not problem.is_of_a_person]
    if form and (text := HOST_FORMS[form](kind, public, translation(root))):
        click.echo(text)
    elif not form and (words or exceptions):
        say(root, _APPROVED, words=words, exceptions=exceptions)
    if kind == ERROR:
        raise Refused(problems)
    if problems and not form:
        click.echo(variables.report(problems, catalogues(root)))
    say(root, _SOON if problems else _FINE, err=bool(form))


def _problems_of(root: Path, found: content.Found) -> tuple[str, list[Problem]]:
    """Return what is wrong with the content, and how grave that is; only where nothing is, what is to be done soon.

    Where the commit only withdraws, what may wait for the next is to be done soon.
    """
    try:
        site = content.faultless(found, root)
    except Refused as refused:
        may_wait = all(map(waits, refused.problems)) and withdrawn_by_head(root, day=variables.build_day())
        return WARNING if may_wait else ERROR, refused.problems
    if wrong := list(content.stale_schemas(root, site)):
        return ERROR, wrong
    return WARNING, content.upcoming(site, root)
