"""The commands for where the site is published: headers.

In: the finished site. Out: texts on standard output, for whoever keeps a server. Never writes a file or opens a port.
"""

from pathlib import Path

import click

from build_tools import pipeline
from build_tools.command_line.stopping import refuse_problems
from build_tools.paths import SITE_SRC
from build_tools.release.hosts import WRITERS, policy_of

FINISHED = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.argument("host", type=click.Choice(list(WRITERS)))
@click.argument("site", type=FINISHED, required=False)
@click.pass_obj
def headers(root: Path, host: str, site: Path | None) -> None:
    """Print what a HOST must be told so that it sends the right headers with SITE (site/ of the project)."""
    settings = refuse_problems(lambda: pipeline.checked_site(root, root / SITE_SRC), root).settings
    click.echo(WRITERS[host](policy_of(finished_site(root, site), settings)), nl=False)


def finished_site(root: Path, site: Path | None) -> Path:
    """Return the folder of the finished site. Ends with wrong use where there is none."""
    folder = site or root / "site"
    if not (folder / "index.html").is_file():
        raise click.UsageError("there is no finished site; run `transparency build` first, or name its folder")
    return folder
