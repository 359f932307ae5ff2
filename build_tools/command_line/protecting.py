"""The commands of the gate around git: protect staged, push, range, history, install, remove.

In: a repository, and what git hands to its hooks. Out: places, never values; exit code 1 where something was found.
"""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from build_tools import git, variables
from build_tools import protect as gate
from build_tools.command_line.output import EXIT_PROBLEMS, refuse_problems, say, stop_with
from build_tools.command_line.usage import PROGRAM, Commands
from build_tools.paths import CASES, FIGURES, REVIEWED, SITE_SRC
from build_tools.problems import N_, fill

_CLEAN = N_("Nothing was found that may be personal.")
_NOT_COMMITTED = N_("Nothing was committed. Mend it, add it with `git add`, and commit again.")
_NOT_PUSHED = N_(
    "Nothing was pushed. Mend it in the commit that brings it: a later commit that takes it away leaves it in the "
    "history. Of commits that nobody else has yet, `git reset --soft {upstream}` makes one, which you mend."
)
_GONE = N_(
    "The program that looks for personal data is gone, so nothing goes out. Run `make site` in the project, then "
    "`.venv/bin/transparency protect install`."
)
_INSTALLED = N_("From now on every commit and every push of this clone is judged first.")
_REMOVED = N_("The hooks are gone. Nothing judges commits and pushes of this clone now.")
_NOTHING_TO_REMOVE = N_("No hook of ours is here.")
_OFFER = N_("Commits of this clone would name a person as their author, which is public with them. Commit as “{role}”?")
_AS_A_ROLE = N_("Commits of this clone name “{role}” as their author.")
_STILL_A_PERSON = N_(
    "Commits of this clone would name a person as their author, and are stopped. To commit as a role: "
    "`git config user.name {name}` and `git config user.email {address}`"
)
_BEFORE = N_("In what was there before the gate, and is public already: {number}.")
_NOTHING_CLOSED = N_(
    "The commit that closes what was there before the gate is not in this repository, so nothing in it is closed: name "
    "your own first commit in build_tools/protect/baseline.py, and commit that."
)
_ENTRIES = N_("Entries of {file} that this commit adds: {added}. Takes away: {removed}.")
_WHERE = N_("Run the same in a terminal, or `transparency protect staged`: there it is said where.")
_MORE = N_("And more places: {number}.")
_MOST = 100
"""Places that are said one by one."""

_ROLE_NAME, _ROLE_ADDRESS = "Coalition", "coalition@role.invalid"


_PROTECT = "protect"


@click.group(_PROTECT, cls=Commands)
def protect() -> None:
    """Keep personal data out of commits and pushes."""


@protect.command("staged")
@click.pass_obj
def of_staged(root: Path) -> None:
    """Judge what the next commit would hold."""
    _say_entries(root)
    _stop_with_found(root, lambda: gate.staged(root, gate.protected(root)), _NOT_COMMITTED, of_commits=False)


@protect.command("push")
@click.argument("remote", default="")
@click.option("--all", "whole", is_flag=True, help="Judge all branches and tags, whatever is pushed of them.")
@click.pass_obj
def of_push(root: Path, remote: str, whole: bool) -> None:
    """Judge every commit about to be pushed to REMOTE; git hands the lines of pre-push to it."""
    lines = "" if whole else _said_by_git()

    def work() -> list[gate.Found]:
        updates = gate.everything(root, "refs/heads", "refs/tags") if whole else gate.updates_of(lines)
        known = gate.known_to(root, remote)
        found = gate.pushed(root, updates, known, gate.protected(root))
        tips.extend(() if found else gate.tips_that_bring(root, updates, known, (CASES, FIGURES)))
        return found

    tips = list[str]()
    _stop_with_found(root, work, _NOT_PUSHED)
    if tips:
        _stop_with_told(root, tips)


def _stop_with_told(root: Path, tips: Iterable[str]) -> None:
    """End with exit code 1 where commits that bring stories or figures tell what nobody may say."""
    from build_tools import content  # loads the models, and most pushes bring neither

    problems = refuse_problems(lambda: [one for tip in tips for one in content.told_by(root, tip)], _speaking(root))
    if problems:
        say(_speaking(root), _NOT_PUSHED, err=True, upstream="@{upstream}")
        stop_with(problems, _speaking(root))


@protect.command("range")
@click.argument("old")
@click.argument("new")
@click.pass_obj
def of_range(root: Path, old: str, new: str) -> None:
    """Judge every commit that leads to NEW and not to OLD."""
    _stop_with_found(root, lambda: gate.ranged(root, old, new), "")


@protect.command("history")
@click.pass_obj
def of_history(root: Path) -> None:
    """Look through everything that the repository holds already."""
    since, before = refuse_problems(lambda: gate.history(root), _speaking(root))
    if before:
        say_places(root, before, _BEFORE)
    _stop_with_found(root, lambda: since, "")


@protect.command("install")
@click.pass_obj
def install_hooks(root: Path) -> None:
    """Let git judge each commit and each push of this clone first."""
    translate = variables.maintainers_language(_speaking(root) / SITE_SRC)
    refuse_problems(lambda: gate.install(root, translate(_GONE)), _speaking(root))
    say(_speaking(root), _INSTALLED)
    _offer_role(root)


@protect.command("remove")
@click.pass_obj
def remove_hooks(root: Path) -> None:
    """Take the hooks away, and put back those that were there before."""
    say(
        _speaking(root), _REMOVED if refuse_problems(lambda: gate.remove(root), _speaking(root)) else _NOTHING_TO_REMOVE
    )


def _say_entries(root: Path) -> None:
    """Say on a terminal how many entries of the file of approvals the next commit brings and takes away."""
    if variables.is_hosted() or not sys.stderr.isatty():
        return
    added, removed = refuse_problems(lambda: gate.entries_changed(root), _speaking(root))
    if added or removed:
        say(_speaking(root), _ENTRIES, err=True, file=REVIEWED, added=added, removed=removed)


def _offer_role(root: Path) -> None:
    """Offer to commit as a role, where commits would name a person; where nobody can answer, say how."""
    if not any(gate.is_a_person(*one) for one in git.who(root)):
        return
    translate = variables.maintainers_language(_speaking(root) / SITE_SRC)
    role = f"{_ROLE_NAME} <{_ROLE_ADDRESS}>"
    if not sys.stdin.isatty():
        say(_speaking(root), _STILL_A_PERSON, name=_ROLE_NAME, address=_ROLE_ADDRESS)
    elif click.confirm(fill(translate(_OFFER), role=role), default=True):
        refuse_problems(lambda: _become(root), _speaking(root))
        say(_speaking(root), _AS_A_ROLE, role=role)


def _become(root: Path) -> None:
    """Let commits of this clone name a role. Raises ``Unknown``."""
    git.git(root, "config", "user.name", _ROLE_NAME)
    git.git(root, "config", "user.email", _ROLE_ADDRESS)


def _speaking(root: Path) -> Path:
    """Return where the catalogues lie: in the project, or with the program where a commit holds no project."""
    return root if (root / SITE_SRC).is_dir() else PROGRAM


def _said_by_git() -> str:
    """Return what stands on standard input, whatever its bytes."""
    return sys.stdin.buffer.read().decode("utf-8", "surrogateescape")


def _stop_with_found(
    root: Path,
    work: Callable[[], Iterable[gate.Found]],
    advice: str,
    *,
    of_commits: bool = True,
) -> None:
    """Say what was found and end with exit code 1; say that nothing was, where nothing is. Of commits it is said too
    where none of them is closed: whoever copied the project without its history would look for hundreds of places."""
    found = list(dict.fromkeys(refuse_problems(lambda: list(work()), _speaking(root))))
    if found:
        say_places(root, found)
        if advice and not variables.is_hosted():
            say(_speaking(root), advice, err=True, upstream="@{upstream}")
        if of_commits and not variables.is_hosted() and not gate.closes_anything(root):
            say(_speaking(root), _NOTHING_CLOSED, err=True)
        raise SystemExit(EXIT_PROBLEMS)
    say(_speaking(root), _CLEAN, err=True)


def say_places(
    root: Path, found: list[gate.Found], number: str = variables.NUMBER_PERSONAL, *, told: bool = False
) -> None:
    """Say where something was found, and how often. Places are for one person: at a terminal, or who is ``told`` of a
    push; a host, which sets ``CI``, gets the number alone."""
    if variables.reads_places() or (told and not variables.is_hosted()):
        lines = gate.report(found[:_MOST], variables.maintainers_language(_speaking(root) / SITE_SRC))
        click.echo("\n".join(lines), err=True)
        if len(found) > _MOST:
            say(_speaking(root), _MORE, err=True, number=len(found) - _MOST)
    elif not variables.is_hosted():
        say(_speaking(root), _WHERE, err=True)
    say(_speaking(root), number, err=True, number=len(found))
