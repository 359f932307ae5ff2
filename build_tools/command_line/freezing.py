"""The commands audit, freeze and seal: what all that is public tells together, and what is kept of it for good.

In: what a maintainer types. Out: sentences at a terminal; elsewhere, where they might become public, the verdict alone.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from build_tools import accepting, content, disclosure
from build_tools.command_line.output import refuse_problems, say, stop_with
from build_tools.ended import to_the_end
from build_tools.load import located
from build_tools.models import public
from build_tools.paths import PUBLISHED, SITE_SRC, case_file, snapshot_file
from build_tools.problems import N_
from build_tools.validate import seals

_NOTHING_FOLLOWS = N_(
    "Nothing follows from all that is public together that nobody said before. What somebody knows who was there, no "
    "audit can tell."
)
_FROZEN = N_("Release {release} is accepted: {path}")
_SECOND = N_("Let a second person read {folder} beside that file. Nobody can take back what is pushed.")
_SEALED = N_("Sealed: {path}. Look at the difference (`git diff {path}`), then commit that file too.")
_COMMIT = N_("Then, all of it in one commit: `{command}`")


@click.command()
@click.pass_obj
def audit(root: Path) -> None:
    """Attack everything that is public, and say what follows from all of it together."""
    site, problems = refuse_problems(lambda: content.read(root, root / SITE_SRC), root)
    refuse_problems(lambda: content.stop_at(problems, root), root)
    stop_with(located(root, refuse_problems(lambda: accepting.given_away(root, site), root)), root)
    say(root, _NOTHING_FOLLOWS)


@click.command()
@click.argument("release", metavar="NAME")
@click.pass_obj
def freeze(root: Path, release: str) -> None:
    """Close the batch of cases NAME, such as 2027-1, if nothing is wrong with it and all that is public."""
    snapshot = refuse_problems(lambda: accepting.accepted(root, root / SITE_SRC, release), root)
    path = root / snapshot_file(release)
    path.parent.mkdir(parents=True, exist_ok=True)
    with to_the_end():
        path.write_text(disclosure.written(snapshot), "utf-8", newline="")
    folder = case_file(release, "").rpartition("/")[0]
    say(root, _FROZEN, release=release, path=snapshot_file(release))
    say(root, _SECOND, folder=folder)
    say(root, _COMMIT, command=f"git add {folder} {snapshot_file(release)} content && git commit")


@click.command()
@click.pass_obj
def seal(root: Path) -> None:
    """Keep in content/published.yml what the numbers say, so that nothing changes them unseen."""
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
# Written by `transparency seal`: what was published of numbers. Lines join and stay; none is changed by hand."""
