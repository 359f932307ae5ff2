"""The commands that renew files which the program writes into the project: schema, seal."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from build_tools import content
from build_tools.command_line.building import WRITTEN
from build_tools.command_line.output import refuse, say
from build_tools.ended import to_the_end
from build_tools.load import located
from build_tools.models import public
from build_tools.paths import PUBLISHED, SITE_SRC
from build_tools.problems import N_
from build_tools.schema import schemas
from build_tools.validate import seals

_SEALED = N_("Sealed: {path}. Look at the difference (`git diff {path}`), then commit that file too.")


@click.command()
@click.pass_obj
def schema_command(root: Path) -> None:
    """Renew the schemas that editors check files of data with."""
    site = content.checked(root, root / SITE_SRC)
    made = {path: text for path, text in schemas(site).items() if (root / path).parent.is_dir()}
    with to_the_end():
        for path, text in made.items():
            (root / path).write_text(text, "utf-8")
    say(root, WRITTEN, number=len(made))


@click.command()
@click.pass_obj
def seal_command(root: Path) -> None:
    """Keep in content/published.yml what is published, so that nothing changes it unseen."""
    site = content.checked(root, root / SITE_SRC, waits=seals.is_of_lines)
    published = seals.sealed(site)
    after = replace(site, published=published)
    refuse(located(root, seals.published_stays(after)))
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
