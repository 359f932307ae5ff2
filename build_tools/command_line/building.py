"""The commands on the content and the site that is made of it: check, for people or as a host shows problems at their
file and line; build, serve, export; and schema and seal, which write into the project.

What is about a person is said where one person reads it alone, and never in the form of a host.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from build_tools.build import content
from build_tools.build.manifest import MANIFEST, manifest_of, signing_command
from build_tools.build.source import moment_and_facts
from build_tools.build.withdrawn import waits, withdrawn_by_head
from build_tools.command_line import CODE, catalogues, say, translation, wrong_use
from build_tools.files.cleanup import to_the_end
from build_tools.files.paths import PUBLISHED, SITE_SRC
from build_tools.gate import hooks
from build_tools.gate.approval import approval_of
from build_tools.load import environment
from build_tools.load.locate import located
from build_tools.load.messages import problem_report, sentence
from build_tools.models import public
from build_tools.problems import N_, Problem, Refused, Translate, refuse
from build_tools.publish.checks import sealed_kept
from build_tools.validate.published import NOT_AS_PUBLISHED, published_stays, sealed

_FINE = N_("No problems found.")
_SOON = N_("Nothing stops a build. What stands above is to be done soon, or before a release.")
_APPROVED = N_("In force in content/reviewed.yml: words: {words}, exceptions: {exceptions}.")
_READY = N_("The site is ready. Open {page} in a browser.")
_NO_HOOKS = N_(
    "Nothing looks for personal data before you commit and push: `.venv/bin/transparency protect install` changes that."
)
_SIGN = N_("Sign it: {command}")
_NOT_EMPTY = N_("the folder is not empty; give the name of a new or empty folder")
_WRITTEN = N_("Files written: {number}.")
_SEALED = N_("Sealed: {path}. Look at the difference (`git diff {path}`), then commit that file too.")

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
    words, exceptions = approval_of(root, environment.build_day()).counts
    public = [problem for problem in problems if not problem.is_of_a_person]
    if form and (text := HOST_FORMS[form](kind, public, translation(root))):
        click.echo(text)
    elif not form and (words or exceptions):
        say(root, _APPROVED, words=words, exceptions=exceptions)
    if kind == ERROR:
        raise Refused(problems)
    if problems and not form:
        click.echo(problem_report(problems, catalogues(root)))
    say(root, _SOON if problems else _FINE, err=bool(form))


def _problems_of(root: Path, found: content.Found) -> tuple[str, list[Problem]]:
    """Return what is wrong with the content, and how grave that is; only where nothing is, what is to be done soon.

    Where the commit only withdraws, what may wait for the next is to be done soon.
    """
    try:
        site = content.faultless(found, root)
    except Refused as refused:
        may_wait = all(map(waits, refused.problems)) and withdrawn_by_head(root, day=environment.build_day())
        return WARNING if may_wait else ERROR, refused.problems
    if wrong := list(content.stale_schemas(root, site)):
        return ERROR, wrong
    return WARNING, content.upcoming(site, root)


@click.command()
@click.option("--release", is_flag=True, help="Leave out every invented example.")
@click.pass_obj
def build_command(root: Path, release: bool) -> None:
    """Build the site into the folder site/."""
    folder = built(root, release)
    say(root, _READY, page=folder / "index.html")
    if not release and not environment.is_hosted() and hooks.hooks_missing(root):
        say(root, _NO_HOOKS, err=True)


def built(root: Path, release: bool) -> Path:
    """Build the site and return its folder; say the code of a release. Raises ``Refused``."""
    from build_tools.build import mkdocs_site  # loads MkDocs, which no other command here has a use for

    folder = mkdocs_site.build_site(root, release)
    if (folder / MANIFEST).exists():
        say(root, CODE, code=manifest_of(folder).code)
        if content.settings_of(root).signing_key:
            say(root, _SIGN, command=signing_command(folder))
    return folder


@click.command()
@click.option("--address", help="Where to listen, such as 127.0.0.1:8000.")
@click.pass_obj
def serve_command(root: Path, address: str | None) -> None:
    """Show a preview that follows every change."""
    from build_tools.build import mkdocs_site  # as above

    mkdocs_site.serve_preview(root, address)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--release", is_flag=True, help="Leave out every invented example.")
@click.pass_obj
def export_command(root: Path, folder: Path, release: bool) -> None:
    """Write the same pages as text files into an empty FOLDER."""
    from build_tools.build import pipeline  # makes pages, which a check does not

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise wrong_use(root, _NOT_EMPTY)
    day = moment_and_facts(root)[0].date() if release else None
    output = pipeline.build_pages(root, root / SITE_SRC, release, day)
    say(root, _WRITTEN, number=pipeline.export_pages(output, folder))


@click.command()
@click.pass_obj
def schema_command(root: Path) -> None:
    """Renew the schemas that editors check files of data with."""
    site = content.checked(root, root / SITE_SRC)
    made = {path: text for path, text in content.schemas(site).items() if (root / path).parent.is_dir()}
    with to_the_end():
        for path, text in made.items():
            (root / path).write_text(text, "utf-8")
    say(root, _WRITTEN, number=len(made))


@click.command()
@click.pass_obj
def seal_command(root: Path) -> None:
    """Keep in content/published.yml what is published, so that nothing changes it unseen."""
    site = content.checked(root, root / SITE_SRC, waits=lambda problem: problem.fault in NOT_AS_PUBLISHED)
    published = sealed(site)
    after = replace(site, published=published)
    refuse(located(root, [*published_stays(after), *sealed_kept(root, after, site.published)]))
    with to_the_end():
        (root / PUBLISHED).write_text("\n".join([_HEAD, *_lines(public(published)), ""]), "utf-8", newline="")
    say(root, _SEALED, path=PUBLISHED)


def _lines(values: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    """Yield the lines of a file that hold values, one each."""
    for name, part in values.items():
        start = f"{indent}{name if name.isalpha() else json.dumps(name)}:"
        if not isinstance(part, dict):
            yield from () if part is False else (f"{start} {str(part).lower()}",)
        elif part:
            yield from (start, *_lines(part, f"{indent}  "))


_HEAD = """\
# yaml-language-server: $schema=published.schema.json
# Written by `transparency seal`: what was published. Lines join and stay; none is changed by hand."""
