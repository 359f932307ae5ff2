"""The command ``transparency``. Exit codes: 0 done, 1 problems, 2 wrong use.

In: what a maintainer types. Out: sentences and exit codes; the work is done elsewhere.
"""

import os
from pathlib import Path

import click

from build_tools.command_line import building, publishing, releasing, verifying
from build_tools.command_line.stopping import stop_with, wrong_use
from build_tools.command_line.usage import PROGRAM, Commands
from build_tools.paths import CONTENT
from build_tools.problems import N_, Problem
from build_tools.tree import tree_of

NO_PROJECT = N_("there is no folder content here; run this in the project's folder or give --root")
COMMANDS = (
    building.check,
    building.build,
    building.serve,
    building.export,
    verifying.verify,
    building.schema,
    releasing.ready,
    releasing.release,
    releasing.rollback,
    releasing.bundle,
    releasing.sbom,
    publishing.compress,
    publishing.headers,
    publishing.hosts,
    publishing.scan,
    publishing.receive,
)
"""Every command, in the order of its use."""

WITHOUT_CONTENT = (publishing.receive.name,)
"""What a server runs where no project lies."""


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]}, commands=COMMANDS)
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".", help="The project.")
@click.version_option(package_name="transparency")
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """Build a site of figures, briefings and anonymised cases in several languages."""
    context.obj = root.resolve()
    if context.invoked_subcommand in WITHOUT_CONTENT or (context.obj / CONTENT).is_dir():
        return
    if os.path.lexists(context.obj / CONTENT) and (fault := tree_of(context.obj).folder_fault(CONTENT)):
        stop_with([Problem(CONTENT, fault)], PROGRAM)
    raise wrong_use(PROGRAM, NO_PROJECT)
