"""The commands that look at the content and make the site of it: check, build, serve, export, schema."""

import sys
from pathlib import Path

import click

from build_tools import content, load, protect, variables, withdrawal
from build_tools.command_line.output import (
    CODE,
    ERROR,
    EXIT_PROBLEMS,
    FORMS,
    WARNING,
    refuse_problems,
    say,
    stop_when_failed,
    stop_with,
    wrong_use,
)
from build_tools.ended import to_the_end
from build_tools.paths import SITE_SRC
from build_tools.problems import N_, Problem, Refused
from build_tools.provenance.manifest import code_of_folder
from build_tools.provenance.signature import signing_command
from build_tools.provenance.source import day_of
from build_tools.release import checks
from build_tools.schema import schemas, stale
from build_tools.screening.approval import approval_of

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


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", *FORMS]),
    default="text",
    help="For people, for programs, or for a host that shows it in place.",
)
@click.pass_obj
def check(root: Path, form: str) -> None:
    """Say every problem of the content."""
    say_checked(root, form)


def say_checked(root: Path, form: str = "text", found: content.Found | None = None) -> None:
    """Say every problem of the content, which was ``found`` if it was read already; with any, end with 1."""
    wrong, soon = _problems_of(root, found)
    if form == "text":
        _say_approved(root)
    if form != "text":
        _put_in_place(root, form, wrong, soon)
    elif soon:
        click.echo(variables.report(soon, root / SITE_SRC))
    stop_with([one for one in wrong if form != "github" or one.is_of_a_person], root)
    if wrong:
        raise SystemExit(EXIT_PROBLEMS)
    say(root, _SOON if soon else _FINE, err=form != "text")


def _say_approved(root: Path) -> None:
    """Say how much of what would stop a text counts as approved, where anything does: nobody adds to it unseen."""
    day = refuse_problems(variables.build_day, root)
    words, exceptions = approval_of(root, day).counts
    if words or exceptions:
        say(root, _APPROVED, words=words, exceptions=exceptions)


def _problems_of(root: Path, found: content.Found | None) -> tuple[list[Problem], list[Problem]]:
    """Return what is wrong with the content; only where nothing is, what is to be done soon."""
    try:
        site = content.faultless(found or content.read(root, root / SITE_SRC), root)
    except Refused as refused:
        return _of_withdrawal(root, refused.problems)
    if wrong := list(stale(root, site)):
        return wrong, []
    return [], [*content.upcoming(site, root), *load.located(root, checks.end_reminders(site, root))]


def _of_withdrawal(root: Path, problems: list[Problem]) -> tuple[list[Problem], list[Problem]]:
    """Return what is wrong and, only where nothing is, what waits because the commit only withdraws."""
    wrong = [problem for problem in problems if not withdrawal.waits(problem)]
    if not wrong and withdrawal.withdrawn_lately(root, variables.build_day()):
        return [], problems
    return problems, []


def _put_in_place(root: Path, form: str, wrong: list[Problem], soon: list[Problem]) -> None:
    """Say problems to a program; what is about a person only where one person reads it, for a host would show its place
    to everybody."""
    every = [*((ERROR, problem) for problem in wrong), *((WARNING, problem) for problem in soon)]
    told = variables.is_private(sys.stdout)
    shown = [(kind, problem) for kind, problem in every if told or not problem.is_of_a_person]
    if said := FORMS[form](shown, variables.maintainers_language(root / SITE_SRC)):
        click.echo(said)


@click.command()
@click.option("--release", is_flag=True, help="Leave out every invented example.")
@click.pass_obj
def build(root: Path, release: bool) -> None:
    """Build the site into the folder site/."""
    folder = built(root, release)
    say(root, _READY, page=folder / "index.html")
    say_built(root, folder, release)


def built(root: Path, release: bool) -> Path:
    """Build the site and return its folder. Ends with exit code 1 where it cannot be built."""
    from build_tools import plugin  # loads MkDocs, which no other command here has a use for

    return stop_when_failed(lambda: plugin.build_site(root, release), root)


def say_built(root: Path, folder: Path, release: bool) -> None:
    """Say what is to be known of a site that was built."""
    if not release and not variables.is_hosted() and protect.missing(root):
        say(root, _NO_HOOKS, err=True)
    if code := code_of_folder(folder):
        say(root, CODE, code=code)
        if key := content.settings_of(root).signing_key:
            say(root, _SIGN, command=signing_command(key, folder))


@click.command()
@click.option("--address", help="Where to listen, such as 127.0.0.1:8000.")
@click.pass_obj
def serve(root: Path, address: str | None) -> None:
    """Show a preview that follows every change."""
    from build_tools import plugin  # as above

    stop_when_failed(lambda: plugin.serve_preview(root, address), root)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--release", is_flag=True, help="Leave out every invented example.")
@click.pass_obj
def export(root: Path, folder: Path, release: bool) -> None:
    """Write the same pages as text files into an empty FOLDER."""
    from build_tools import pipeline  # makes pages, which a check does not
    from build_tools.export import export_pages

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise wrong_use(root, _NOT_EMPTY)
    output = refuse_problems(lambda: pipeline.build_pages(root, root / SITE_SRC, release, day_of(root, release)), root)
    number = refuse_problems(lambda: export_pages(output, folder), root)
    say(root, _WRITTEN, number=number)


@click.command()
@click.pass_obj
def schema(root: Path) -> None:
    """Renew the schemas that editors check files of data with."""
    site = refuse_problems(lambda: content.checked(root, root / SITE_SRC), root)
    made = {path: text for path, text in schemas(site).items() if (root / path).parent.is_dir()}
    with to_the_end():
        for path, text in made.items():
            (root / path).write_text(text, "utf-8")
    say(root, _WRITTEN, number=len(made))
