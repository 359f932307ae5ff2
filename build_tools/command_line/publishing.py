"""The commands for where the site is published: headers.

In: the finished site. Out: texts on standard output, for whoever keeps a server. Never writes a file or opens a port.
"""

from pathlib import Path

import click

from build_tools import pipeline
from build_tools.command_line.stopping import refuse_problems, stop_with
from build_tools.paths import SITE_SRC
from build_tools.problems import N_, Problem
from build_tools.release.hosts import WRITERS, policy_of

OTHER_HEADERS = N_(
    "does not hold the headers that this site needs; put there what `transparency headers {host}` prints, and let the "
    "server read it anew"
)
FINISHED = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.argument("host", type=click.Choice(list(WRITERS)))
@click.argument("site", type=FINISHED, required=False)
@click.option("--check", "kept", type=click.Path(path_type=Path), help="Print nothing; say whether this file is so.")
@click.pass_obj
def headers(root: Path, host: str, site: Path | None, kept: Path | None) -> None:
    """Print what a HOST must be told so that it sends the right headers with SITE (site/ of the project)."""
    settings = refuse_problems(lambda: pipeline.checked_site(root, root / SITE_SRC), root).settings
    text = WRITERS[host](policy_of(finished_site(root, site), settings))
    if kept is None:
        click.echo(text, nl=False)
    elif not (kept.is_file() and kept.read_text("utf-8", "replace") == text):
        stop_with([Problem(str(kept), OTHER_HEADERS, values={"host": host})], root)


def finished_site(root: Path, site: Path | None) -> Path:
    """Return the folder of the finished site. Ends with wrong use where there is none."""
    folder = site or root / "site"
    if not (folder / "index.html").is_file():
        raise click.UsageError("there is no finished site; run `transparency build` first, or name its folder")
    return folder
