"""The commands that make the site or show it: build, serve, export."""

from pathlib import Path

import click

from build_tools import content, protect, variables
from build_tools.command_line.output import CODE, say, wrong_use
from build_tools.paths import SITE_SRC
from build_tools.problems import N_
from build_tools.release.manifest import code_of_folder, signing_command
from build_tools.release.source import day_of

_READY = N_("The site is ready. Open {page} in a browser.")
_NO_HOOKS = N_(
    "Nothing looks for personal data before you commit and push: `.venv/bin/transparency protect install` changes that."
)
_SIGN = N_("Sign it: {command}")
_NOT_EMPTY = N_("the folder is not empty; give the name of a new or empty folder")
WRITTEN = N_("Files written: {number}.")


@click.command()
@click.option("--release", is_flag=True, help="Leave out every invented example.")
@click.pass_obj
def build_command(root: Path, release: bool) -> None:
    """Build the site into the folder site/."""
    folder = built(root, release)
    say(root, _READY, page=folder / "index.html")
    if not release and not variables.is_hosted() and protect.hooks_missing(root):
        say(root, _NO_HOOKS, err=True)


def built(root: Path, release: bool) -> Path:
    """Build the site and return its folder; say the code of a release. Raises ``Refused``."""
    from build_tools import plugin  # loads MkDocs, which no other command here has a use for

    folder = plugin.build_site(root, release)
    if code := code_of_folder(folder):
        say(root, CODE, code=code)
        if key := content.settings_of(root).signing_key:
            say(root, _SIGN, command=signing_command(key, folder))
    return folder


@click.command()
@click.option("--address", help="Where to listen, such as 127.0.0.1:8000.")
@click.pass_obj
def serve_command(root: Path, address: str | None) -> None:
    """Show a preview that follows every change."""
    from build_tools import plugin  # as above

    plugin.serve_preview(root, address)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--release", is_flag=True, help="Leave out every invented example.")
@click.pass_obj
def export_command(root: Path, folder: Path, release: bool) -> None:
    """Write the same pages as text files into an empty FOLDER."""
    from build_tools import pipeline  # makes pages, which a check does not

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise wrong_use(root, _NOT_EMPTY)
    output = pipeline.build_pages(root, root / SITE_SRC, release, day_of(root, release))
    say(root, WRITTEN, number=pipeline.export_pages(output, folder))
