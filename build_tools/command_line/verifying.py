"""The command that looks at a finished site: verify.

In: a folder. Out: one sentence for each thing that is wrong, or that it is right. Changes nothing.
"""

from dataclasses import replace
from pathlib import Path

import click

from build_tools import pipeline, plugin
from build_tools.command_line.stopping import refuse_problems, stop_with
from build_tools.paths import SITE_SRC
from build_tools.problems import in_order
from build_tools.release import OWN, code_in, day_of, manifest_problems
from build_tools.verify import verify as verify_folder


@click.command()
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--release", is_flag=True, help="The site is a release: without examples, with a manifest.")
@click.pass_obj
def verify(root: Path, site: Path, release: bool) -> None:
    """Check a finished SITE: its pages, links, policy, and that nothing else is in it."""
    day = day_of(root, release)
    output = refuse_problems(lambda: pipeline.build_pages(root, root / SITE_SRC, release, day), root)
    expected = pipeline.expectation(output, plugin.stylesheet_paths(site))
    problems = verify_folder(site, replace(expected, optional=OWN if release else frozenset()))
    stop_with(in_order([*problems, *(manifest_problems(site) if release else ())]), root)
    click.echo("The site is whole.")
    if code := code_in(site):
        click.echo(f"Release code: {code}")
