"""The command withdraw: consent is taken back."""

from collections.abc import Iterator
from pathlib import Path

import click

from build_tools import git
from build_tools.build import content
from build_tools.command_line import say
from build_tools.git import history
from build_tools.problems import N_, Refused, refuse
from build_tools.publish.traces import words_alike
from build_tools.publish.withdrawal import Plan, carry_out, plan_of

_NEVER_PUBLIC = N_(
    "The case was never in git, so nobody has it from here: its file is deleted, and that is all. It needs no "
    "tombstone, which would be the first thing that tells of it. Copies that you made elsewhere are yours to delete."
)
_DELETED = N_("{path}: deleted")
_TOMBSTONE = N_("{path}: the tombstone, with the id and the release and nothing else")
_SHORTER = N_("{path}: what names the case is taken out")
_NOW = N_("Now, the same day: `{commit}`, then `git push`")
_WRONG_CASE = N_("Was it the wrong one? Before you commit: `git restore --source=HEAD --staged --worktree {paths}`")
_CANNOT = N_("What no commit takes back; say it to the person:")
_HISTORY = N_(
    "The history of the repository holds the record: here, where it was pushed to, and with everybody who copied it. "
    "To take it out of there too: docs/publishing/own-server.md#removing-something-from-the-history"
)
_MIRRORS = N_("Mirrors show the case until they are renewed; write to those who run them: {names}")
_ANYBODY = N_(
    "Search engines, archives and everybody who saved or printed a page. Ask search engines and archives of the web to "
    "forget cases/{case}.html in each language; the others nobody can ask."
)
_COMPARING = N_("Whoever compares two releases sees which case is missing.")
_THIS_COMPUTER = N_(
    "On this computer the folder site and packed releases hold the case: `make site`, and delete the others."
)
_ALONE = N_(
    "Commits of this clone that nobody else has yet would go out with it, {number} of them, and may hold it up. To let "
    "it go alone: `git restore --source=HEAD --staged --worktree {paths}`, `git switch --create withdrawal "
    "{upstream}`, withdraw and commit there, and push that to where you push."
)
_COMMIT = 'git commit -m "withdraw a case"'
"""The message is public as well, so it says no more."""


@click.command()
@click.argument("case", metavar="ID")
@click.option("--words-stay", is_flag=True, help="Although words that people wrote are like those of the case.")
@click.pass_obj
def withdraw_command(root: Path, case: str, words_stay: bool) -> None:
    """Take the case ID out, because the person takes consent back, and look whether anything still tells of it."""
    plan = plan_of(root, case)
    if plan.stone and not words_stay:
        refuse(words_alike(root, plan.case))
    carry_out(root, plan)
    if not plan.stone:
        say(root, _NEVER_PUBLIC)
        return
    for path in plan.paths:
        say(root, _DELETED if path in plan.gone else _SHORTER if path in plan.shorter else _TOMBSTONE, path=path)
    _say_what_is_next(root, plan)
    _say_what_remains(root, plan)


def _say_what_is_next(root: Path, plan: Plan) -> None:
    paths = " ".join(plan.paths)  # names without a space and a quote
    click.echo()
    say(root, _NOW, commit=_COMMIT)
    say(root, _WRONG_CASE, paths=paths)
    upstream, number = _unpushed(root)
    if number:
        say(root, _ALONE, number=number, upstream=upstream, paths=paths)


def _unpushed(root: Path) -> tuple[str, int]:
    """Return the branch of a remote that commits go to, and how many here it does not have yet."""
    try:
        upstream = git.git(root, "rev-parse", "--abbrev-ref", "--symbolic-full-name", "@{upstream}")
        return upstream, len(history.commits(root, ["HEAD"], [upstream]))
    except git.Unknown:
        return "", 0  # no branch of a remote, so nothing goes out with it


def _say_what_remains(root: Path, plan: Plan) -> None:
    """Say what others still hold, and what can be done about it."""
    click.echo()
    say(root, _CANNOT)
    say(root, _HISTORY)
    if mirrors := list(_mirrors(root)):
        say(root, _MIRRORS, names=", ".join(mirrors))
    say(root, _ANYBODY, case=plan.case)
    say(root, _COMPARING)
    say(root, _THIS_COMPUTER)


def _mirrors(root: Path) -> Iterator[str]:
    """Yield where else the site is, if the settings can be read."""
    try:
        settings = content.settings_of(root)
    except Refused:
        return
    yield from settings.mirrors
    if settings.onion_address:
        yield settings.onion_address
