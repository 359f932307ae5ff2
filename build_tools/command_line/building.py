"""The commands that look at the content and make the site of it: check, build, serve, export, schema."""

from pathlib import Path

import click

from build_tools import content, load, variables
from build_tools.command_line.formats import ERROR, FORMS, WARNING, beside_a_change
from build_tools.command_line.stopping import (
    CODE,
    EXIT_PROBLEMS,
    refuse_problems,
    say,
    stop_when_failed,
    stop_with,
    wrong_use,
)
from build_tools.paths import SITE_SRC
from build_tools.problems import N_, Problem, Refused
from build_tools.provenance import clock
from build_tools.provenance.manifest import code_in
from build_tools.provenance.signature import command_of
from build_tools.provenance.source import day_of
from build_tools.release import facts
from build_tools.schema import schemas, stale

FINE = N_("No problems found.")
SOON = N_("Nothing stops a build. What stands above is to be done soon, or before a release.")
READY = N_("The site is ready. Open {page} in a browser.")
SIGN = N_("Sign it: {command}")
NOT_EMPTY = N_("the folder is not empty; give the name of a new or empty folder")
WRITTEN = N_("Files written: {number}.")


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
    wrong, soon = problems_of(root)
    if form != "text":
        put_in_place(root, form, wrong, soon)
    elif soon:
        click.echo(variables.report(soon, root / SITE_SRC))
    stop_with([] if form == "github" else wrong, root)
    if wrong:
        raise SystemExit(EXIT_PROBLEMS)
    say(root, SOON if soon else FINE, err=form != "text")


def problems_of(root: Path) -> tuple[list[Problem], list[Problem]]:
    """Return what is wrong with the content; only where nothing is, what is to be done soon."""
    try:
        site = content.checked(root, root / SITE_SRC)
    except Refused as refused:
        return refused.problems, []
    wrong = list(stale(root, site))
    return wrong, [] if wrong else [
        *content.upcoming(site, root),
        *load.located(root, facts.due(site, root)),
    ]


def put_in_place(root: Path, form: str, wrong: list[Problem], soon: list[Problem]) -> None:
    """Say problems to a host; what may not stand beside a change is said in the log alone."""
    every = [*((ERROR, problem) for problem in wrong), *((WARNING, problem) for problem in soon)]
    shown = [(kind, problem) for kind, problem in every if beside_a_change(problem)]
    if said := FORMS[form](shown, variables.maintainers_language(root / SITE_SRC)):
        click.echo(said)
    if kept := [problem for _, problem in every if not beside_a_change(problem)]:
        click.echo(variables.report(kept, root / SITE_SRC), err=True)


@click.command()
@click.option("--release", is_flag=True, help="Leave out every invented example.")
@click.pass_obj
def build(root: Path, release: bool) -> None:
    """Build the site into the folder site/."""
    from build_tools import plugin  # loads MkDocs, which no other command here has a use for

    folder = stop_when_failed(lambda: plugin.build(root, release), root)
    say(root, READY, page=folder / "index.html")
    for early in clock.early(root, refuse_problems(lambda: day_of(root, release), root)):
        click.echo(variables.report([early], root / SITE_SRC), err=True)
    if code := code_in(folder):
        say(root, CODE, code=code)
        if key := content.settings_of(root).signing_key:
            say(root, SIGN, command=command_of(key, folder))


@click.command()
@click.option("--address", help="Where to listen, such as 127.0.0.1:8000.")
@click.pass_obj
def serve(root: Path, address: str | None) -> None:
    """Show a preview that follows every change."""
    from build_tools import plugin  # as above

    stop_when_failed(lambda: plugin.serve(root, address), root)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--release", is_flag=True, help="Leave out every invented example.")
@click.pass_obj
def export(root: Path, folder: Path, release: bool) -> None:
    """Write the same pages as text files into an empty FOLDER."""
    from build_tools import pipeline  # makes pages, which a check does not
    from build_tools.export import export_pages

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise wrong_use(root, NOT_EMPTY)
    output = refuse_problems(lambda: pipeline.build_pages(root, root / SITE_SRC, release, day_of(root, release)), root)
    number = refuse_problems(lambda: export_pages(output, folder), root)
    say(root, WRITTEN, number=number)


@click.command()
@click.pass_obj
def schema(root: Path) -> None:
    """Renew the schemas that editors check files of data with."""
    site = refuse_problems(lambda: content.checked(root, root / SITE_SRC), root)
    made = {path: text for path, text in schemas(site).items() if (root / path).parent.is_dir()}
    for path, text in made.items():
        (root / path).write_text(text, "utf-8")
    say(root, WRITTEN, number=len(made))
