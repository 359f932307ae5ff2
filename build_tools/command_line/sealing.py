"""The command seal: what is published is kept, so that nothing changes them unseen."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from build_tools import content
from build_tools.command_line.output import refuse_problems, say, stop_with
from build_tools.ended import to_the_end
from build_tools.load import located
from build_tools.models import public
from build_tools.paths import PUBLISHED, SITE_SRC
from build_tools.problems import N_
from build_tools.validate import seals

_SEALED = N_("Sealed: {path}. Look at the difference (`git diff {path}`), then commit that file too.")


@click.command()
@click.pass_obj
def seal(root: Path) -> None:
    """Keep in content/published.yml what is published, so that nothing changes it unseen."""
    site = refuse_problems(lambda: content.checked(root, root / SITE_SRC, waits=seals.is_of_lines), root)
    published = seals.sealed(site)
    after = replace(site, published=published)
    stop_with(located(root, [*seals.published_numbers_stay(after), *seals.published_words_stay(after)]), root)
    with to_the_end():
        (root / PUBLISHED).write_text("\n".join([_HEAD, *_lines(public(published)), ""]), "utf-8", newline="")
    say(root, _SEALED, path=PUBLISHED)


def _lines(said: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    """Yield the lines of a file that hold what is said, one value each."""
    for name, part in said.items():
        start = f"{indent}{name if name.isalpha() else json.dumps(name)}:"
        if not isinstance(part, dict):
            yield from () if part is False else (f"{start} {str(part).lower()}",)
        elif part:
            yield from (start, *_lines(part, f"{indent}  "))


_HEAD = """\
# yaml-language-server: $schema=published.schema.json
# Written by `transparency seal`: what was published. Lines join and stay; none is changed by hand."""
