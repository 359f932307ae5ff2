"""The command ``transparency``. Exit codes: 0 done, 1 problems, 2 wrong use.

In: what a maintainer types. Out: sentences and exit codes; the work is done elsewhere.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from build_tools import pipeline, plugin
from build_tools.export import export_pages
from build_tools.paths import CASE_SCHEMA
from build_tools.problems import Problem
from build_tools.schema import case_schema
from build_tools.verify import verify as verify_folder

SITE_SRC = "site_src"
EXIT_PROBLEMS = 1
T = TypeVar("T")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".", help="The project.")
@click.version_option(package_name="transparency")
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """Build a site of figures, briefings and anonymised cases in several languages."""
    context.obj = root.resolve()
    if not (context.obj / "content").is_dir():
        raise click.UsageError("there is no folder content here; run this in the project's folder or give --root")


@main.command()
@click.pass_obj
def check(root: Path) -> None:
    """Say every problem of the content."""
    site = refuse_problems(lambda: pipeline.checked_site(root, root / SITE_SRC), root)
    if soon := pipeline.upcoming(site, root):
        click.echo(pipeline.report(soon, root / SITE_SRC))
    click.echo("No problems found.")


@main.command()
@click.option("--release", is_flag=True, help="Leave out every invented example.")
@click.pass_obj
def build(root: Path, release: bool) -> None:
    """Build the site into the folder site/."""
    folder = stop_when_failed(lambda: plugin.build(root, release))
    click.echo(f"The site is ready. Open {folder / 'index.html'} in a browser.")


@main.command()
@click.option("--address", help="Where to listen, such as 127.0.0.1:8000.")
@click.pass_obj
def serve(root: Path, address: str | None) -> None:
    """Show a preview that follows every change."""
    stop_when_failed(lambda: plugin.serve(root, address))


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--release", is_flag=True, help="Leave out every invented example.")
@click.pass_obj
def export(root: Path, folder: Path, release: bool) -> None:
    """Write the same pages as text files into an empty FOLDER."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.UsageError("the folder is not empty; give the name of a new or empty folder")
    made = refuse_problems(
        lambda: export_pages(pipeline.build_pages(root, root / SITE_SRC, release), folder),
        root,
    )
    click.echo(f"{made} files written.")


@main.command()
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--release", is_flag=True, help="The site was built without examples.")
@click.pass_obj
def verify(root: Path, site: Path, release: bool) -> None:
    """Check a finished SITE: its pages, links, policy, and that nothing else is in it."""
    output = refuse_problems(lambda: pipeline.build_pages(root, root / SITE_SRC, release), root)
    problems = verify_folder(site, pipeline.expectation(output, plugin.stylesheet_paths(site)))
    stop_with(problems, root)
    click.echo("The site is whole.")


@main.command()
@click.pass_obj
def schema(root: Path) -> None:
    """Renew the schema that editors check case files with."""
    site = refuse_problems(lambda: pipeline.checked_site(root, root / SITE_SRC), root)
    (root / CASE_SCHEMA).write_text(case_schema(site.vocabulary), "utf-8")
    click.echo(f"{CASE_SCHEMA} written.")


def stop_when_failed(work: Callable[[], T]) -> T:
    """Do the work, or say that it failed and end with exit code 1; MkDocs has said why."""
    try:
        return work()
    except plugin.BuildFailed as failed:
        if str(failed):
            click.echo(failed, err=True)
        raise SystemExit(EXIT_PROBLEMS) from None


def refuse_problems(work: Callable[[], T], root: Path) -> T:
    """Do the work, or print every problem and end with exit code 1."""
    try:
        return work()
    except pipeline.Refused as refused:
        stop_with(refused.problems, root)
        raise


def stop_with(problems: list[Problem], root: Path) -> None:
    """Print problems and end with exit code 1, if there are any."""
    if problems:
        click.echo(pipeline.report(problems, root / SITE_SRC), err=True)
        raise SystemExit(EXIT_PROBLEMS)
