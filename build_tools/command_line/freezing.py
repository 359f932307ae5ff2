"""The commands audit and freeze: what everything public tells together, and whether a batch of cases is accepted.

In: what a maintainer types. Out: sentences at a terminal; elsewhere, where they might become public, the verdict alone.
"""

from pathlib import Path

import click

from build_tools import accepting, content, disclosure
from build_tools.command_line.output import refuse_problems, say, stop_with
from build_tools.load import located
from build_tools.paths import SITE_SRC, case_file, snapshot_file
from build_tools.problems import N_

_NOTHING_FOLLOWS = N_(
    "Nothing follows from all that is public together that nobody said before. What somebody knows who was there, no "
    "audit can tell."
)
_FROZEN = N_("Release {release} is accepted: {path}")
_SECOND = N_("Let a second person read {folder} beside that file. Nobody can take back what is pushed.")
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
    path.write_text(disclosure.written(snapshot), "utf-8", newline="")
    folder = case_file(release, "").rpartition("/")[0]
    say(root, _FROZEN, release=release, path=snapshot_file(release))
    say(root, _SECOND, folder=folder)
    say(root, _COMMIT, command=f"git add {folder} {snapshot_file(release)} content && git commit")
