"""The commands that make files: build, serve, export; and schema and seal, which write into the project."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from build_tools import content, protect, variables
from build_tools.command_line.output import CODE, refuse, say, wrong_use
from build_tools.ended import to_the_end
from build_tools.load import located
from build_tools.models import public
from build_tools.paths import PUBLISHED, SITE_SRC
from build_tools.problems import N_
from build_tools.release.checks import published_kept
from build_tools.release.manifest import MANIFEST, manifest_of, signing_command
from build_tools.release.source import moment_and_facts
from build_tools.validate.published import NOT_AS_PUBLISHED, published_stays, sealed

_READY = N_("The site is ready. Open {page} in a browser.")
_NO_HOOKS = N_(
    "Nothing looks for personal data before you commit and push: `.venv/bin/transparency protect install` changes that."
)
_SIGN = N_("Sign it: {command}")
_NOT_EMPTY = N_("the folder is not empty; give the name of a new or empty folder")
_WRITTEN = N_("Files written: {number}.")
_SEALED = N_("Sealed: {path}. Look at the difference (`git diff {path}`), then commit that file too.")


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
    if (folder / MANIFEST).exists():
        say(root, CODE, code=manifest_of(folder).code)
        if content.settings_of(root).signing_key:
            say(root, _SIGN, command=signing_command(folder))
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
    day = moment_and_facts(root)[0].date() if release else None
    output = pipeline.build_pages(root, root / SITE_SRC, release, day)
    say(root, _WRITTEN, number=pipeline.export_pages(output, folder))


@click.command()
@click.pass_obj
def schema_command(root: Path) -> None:
    """Renew the schemas that editors check files of data with."""
    site = content.checked(root, root / SITE_SRC)
    made = {path: text for path, text in content.schemas(site).items() if (root / path).parent.is_dir()}
    with to_the_end():
        for path, text in made.items():
            (root / path).write_text(text, "utf-8")
    say(root, _WRITTEN, number=len(made))


@click.command()
@click.pass_obj
def seal_command(root: Path) -> None:
    """Keep in content/published.yml what is published, so that nothing changes it unseen."""
    site = content.checked(root, root / SITE_SRC, waits=lambda problem: problem.fault in NOT_AS_PUBLISHED)
    published = sealed(site)
    after = replace(site, published=published)
    refuse(located(root, [*published_stays(after), *published_kept(root, after)]))
    with to_the_end():
        (root / PUBLISHED).write_text("\n".join([_HEAD, *_lines(public(published)), ""]), "utf-8", newline="")
    say(root, _SEALED, path=PUBLISHED)


def _lines(values: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    """Yield the lines of a file that hold values, one each."""
    for name, part in values.items():
        start = f"{indent}{name if name.isalpha() else json.dumps(name)}:"
        if not isinstance(part, dict):
            yield from () if part is False else (f"{start} {str(part).lower()}",)
        elif part:
            yield from (start, *_lines(part, f"{indent}  "))


_HEAD = """\
# yaml-language-server: $schema=published.schema.json
# Written by `transparency seal`: what was published. Lines join and stay; none is changed by hand."""
