"""The command ``transparency``. Exit codes: 0 done, 1 problems, 2 wrong use.

In: what a maintainer types. Out: sentences and exit codes; the work is done elsewhere.
"""

from pathlib import Path

import click

from build_tools.command_line import building, carrying, publishing, releasing, verifying
from build_tools.command_line.stopping import wrong_use
from build_tools.problems import N_

NO_PROJECT = N_("there is no folder content here; run this in the project's folder or give --root")
PROGRAM = Path(__file__).parents[2]
"""Where the program lies, with catalogues for what is said outside of a project."""

COMMANDS = (
    building.check,
    building.build,
    building.serve,
    building.export,
    verifying.verify,
    building.schema,
    releasing.ready,
    releasing.rollback,
    carrying.bundle,
    carrying.sbom,
    publishing.compress,
    publishing.headers,
    publishing.hosts,
    publishing.scan,
    publishing.receive,
)
"""Every command, in the order of its use."""

WITHOUT_CONTENT = (publishing.receive.name,)
"""What a server runs where no project lies."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, commands=COMMANDS)
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".", help="The project.")
@click.version_option(package_name="transparency")
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """Build a site of figures, briefings and anonymised cases in several languages."""
    context.obj = root.resolve()
    if context.invoked_subcommand not in WITHOUT_CONTENT and not (context.obj / "content").is_dir():
        raise wrong_use(PROGRAM, NO_PROJECT)
