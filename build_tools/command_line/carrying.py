"""The commands for what goes beside a release: bundle, sbom.

In: a finished release or the lock of the libraries. Out: an archive to carry by hand, a list of components.
"""

from pathlib import Path

import click

from build_tools import content
from build_tools.command_line.stopping import CODE, finished_site, refuse_problems, say, stop_with, wrong_use
from build_tools.problems import N_
from build_tools.provenance.manifest import manifest_of
from build_tools.provenance.source import outdated
from build_tools.release.bundle import WRITERS
from build_tools.release.bundle import bundle as pack
from build_tools.release.sbom import sbom as listed

OTHER_ENDING = N_("the name of the file ends with one of: {endings}")
NO_FOLDER = N_("the folder of the file does not exist; make it, or give another")
PACKED = N_("Packed into {file}: {number} files, {size} KB.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--site", type=click.Path(exists=True, file_okay=False, path_type=Path), help="The release; site/.")
@click.option("--unsigned", is_flag=True, help="Pack a release that nobody has signed yet, though it has to be signed.")
@click.pass_obj
def bundle(root: Path, file: Path, site: Path | None, unsigned: bool) -> None:
    """Pack a release into FILE (.zip or .tar), to carry it by hand."""
    if file.suffix.lower() not in WRITERS:
        raise wrong_use(root, OTHER_ENDING, endings=" ".join(WRITERS))
    folder = finished_site(root, site)
    if not file.absolute().parent.is_dir():
        raise wrong_use(root, NO_FOLDER)
    key = refuse_problems(lambda: content.settings_of(root), root).signing_key
    if release := manifest_of(folder)[0]:
        stop_with(refuse_problems(lambda: list(outdated(root, release)), root), root)
    packed = refuse_problems(lambda: pack(folder, file, key, unsigned), root)
    size = -(-packed.size // 1024)
    say(root, PACKED, number=packed.files, file=file, size=size)
    say(root, CODE, code=packed.code)


@click.command()
@click.pass_obj
def sbom(root: Path) -> None:
    """Print the libraries a release is built with, as CycloneDX 1.6 (JSON)."""
    click.echo(refuse_problems(lambda: listed(root), root), nl=False)
