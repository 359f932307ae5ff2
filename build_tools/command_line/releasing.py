"""The commands around a release: ready, release, bundle."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from build_tools import content, variables
from build_tools.command_line import building, checking, publishing
from build_tools.command_line.output import CODE, EXIT_PROBLEMS, finished_site, refuse, say, translation, wrong_use
from build_tools.paths import SITE_SRC
from build_tools.problems import N_
from build_tools.release.archive import ARCHIVE_ENDING, write_archive
from build_tools.release.checks import Release, release_of
from build_tools.release.gates import report_text, verdict_of, without_places
from build_tools.release.manifest import manifest_of
from build_tools.release.source import source_problems

_OTHER_ENDING = N_("the name of the file ends with one of: {endings}")
_NO_FOLDER = N_("the folder of the file does not exist; make it, or give another")
_PACKED = N_("Packed into {file}: {number} files, {size} KB.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--site", type=click.Path(exists=True, file_okay=False, path_type=Path), help="The release; site/.")
@click.option("--unsigned", is_flag=True, help="Pack a release that nobody has signed yet, though it has to be signed.")
@click.pass_obj
def bundle_command(root: Path, file: Path, site: Path | None, unsigned: bool) -> None:
    """Pack a release into FILE (.zip), to carry it by hand."""
    if file.suffix.lower() != ARCHIVE_ENDING:
        raise wrong_use(root, _OTHER_ENDING, endings=ARCHIVE_ENDING)
    folder = finished_site(root, site)
    if not file.absolute().parent.is_dir():
        raise wrong_use(root, _NO_FOLDER)
    key = content.settings_of(root).signing_key
    if release := manifest_of(folder)[0]:
        refuse(source_problems(root, release))
    packed = write_archive(folder, file, key, unsigned)
    size = -(-packed.size // 1024)
    say(root, _PACKED, number=packed.files, file=file, size=size)
    say(root, CODE, code=packed.code)


_WHAT_READERS_SEE = "The commit that readers see now; what only withdraws a case since is not held up."


@click.command()
@click.option("--published", default="", help=_WHAT_READERS_SEE)
@click.pass_obj
def ready_command(root: Path, published: str) -> None:
    """Tell whether a release may go out, what stops it, and what needs a recorded decision."""
    _say_ready(root, release_of(root, published))


def _say_ready(root: Path, release: Release) -> None:
    """Say what the gates found; with anything that stops the release, end with 1."""
    verdict = verdict_of(release)
    if not (variables.reads_places() and sys.stdout.isatty()):
        verdict = without_places(verdict)
    click.echo(report_text(verdict, translation(root)))
    if not verdict.may_go_out:
        raise SystemExit(EXIT_PROBLEMS)


@click.command()
@click.option("--published", default="", help=_WHAT_READERS_SEE)
@click.pass_context
def release_command(context: click.Context, published: str) -> None:
    """Do what every way of publishing does with a commit: check, ready, build without examples, compress."""
    root = context.obj
    with as_of_today():
        found = content.read(root, root / SITE_SRC)
        checking.say_checked(root, found)
        _say_ready(root, release_of(root, published, found))
    site = building.built(root, release=True)
    context.invoke(publishing.compress_command, site=site)


@contextmanager
def as_of_today() -> Iterator[None]:
    """Ask what holds today: the day of the commit, which may have waited or be wrong, is for what is built of it."""
    epoch = os.environ.pop(variables.EPOCH, None)
    try:
        yield
    finally:
        if epoch is not None:
            os.environ[variables.EPOCH] = epoch
