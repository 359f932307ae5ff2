"""The commands that look at the content and make the site of it: check, build, serve, export, schema."""

from pathlib import Path

import click

from build_tools import load, pipeline, plugin
from build_tools.command_line.stopping import CODE, refuse_problems, say, stop_when_failed, stop_with, wrong_use
from build_tools.export import export_pages
from build_tools.paths import CASE_SCHEMA, SITE_SRC
from build_tools.problems import N_
from build_tools.release import clock, expiry
from build_tools.release.manifest import code_in
from build_tools.release.signature import command_of
from build_tools.release.source import day_of
from build_tools.schema import case_schema, stale

FINE = N_("No problems found.")
SOON = N_("Nothing stops a build. What stands above is to be done soon, or before a release.")
READY = N_("The site is ready. Open {page} in a browser.")
SIGN = N_("Sign it: {command}")
NOT_EMPTY = N_("the folder is not empty; give the name of a new or empty folder")
WRITTEN = N_("Files written: {number}.")


@click.command()
@click.pass_obj
def check(root: Path) -> None:
    """Say every problem of the content."""
    site = refuse_problems(lambda: pipeline.checked_site(root, root / SITE_SRC), root)
    stop_with(stale(root, site.vocabulary), root)
    if soon := [*pipeline.upcoming(site, root), *load.located(root, expiry.due(site, root))]:
        click.echo(pipeline.report(soon, root / SITE_SRC))
    say(root, SOON if soon else FINE)


@click.command()
@click.option("--release", is_flag=True, help="Leave out every invented example.")
@click.pass_obj
def build(root: Path, release: bool) -> None:
    """Build the site into the folder site/."""
    folder = stop_when_failed(lambda: plugin.build(root, release), root)
    say(root, READY, page=folder / "index.html")
    for early in clock.early(root, refuse_problems(lambda: day_of(root, release), root)):
        click.echo(pipeline.report([early], root / SITE_SRC), err=True)
    if code := code_in(folder):
        say(root, CODE, code=code)
        if key := pipeline.settings_of(root).signing_key:
            say(root, SIGN, command=command_of(key, folder))


@click.command()
@click.option("--address", help="Where to listen, such as 127.0.0.1:8000.")
@click.pass_obj
def serve(root: Path, address: str | None) -> None:
    """Show a preview that follows every change."""
    stop_when_failed(lambda: plugin.serve(root, address), root)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--release", is_flag=True, help="Leave out every invented example.")
@click.pass_obj
def export(root: Path, folder: Path, release: bool) -> None:
    """Write the same pages as text files into an empty FOLDER."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise wrong_use(root, NOT_EMPTY)
    output = refuse_problems(lambda: clock.build_pages(root, root / SITE_SRC, release, day_of(root, release)), root)
    number = refuse_problems(lambda: export_pages(output, folder), root)
    say(root, WRITTEN, number=number)


@click.command()
@click.pass_obj
def schema(root: Path) -> None:
    """Renew the schema that editors check case files with."""
    site = refuse_problems(lambda: pipeline.checked_site(root, root / SITE_SRC), root)
    (root / CASE_SCHEMA).write_text(case_schema(site.vocabulary), "utf-8")
    say(root, WRITTEN, number=1)
