"""The commands of the gate around git: protect staged, message, push, range, history, install, remove.

In: a repository, and what git hands to its hooks. Out: places, never values; exit code 1 where something was found.
"""

import sys
from pathlib import Path

import click

from build_tools.command_line import EXIT_PROBLEMS, say, translation
from build_tools.files.paths import CASES, FIGURES
from build_tools.gate import hooks
from build_tools.git import history
from build_tools.git.history import updates_of
from build_tools.load import environment
from build_tools.load.messages import NUMBER_PERSONAL, WHERE_PERSONAL
from build_tools.problems import N_, refuse

_CLEAN = N_("Nothing was found that may be personal.")
_NOT_COMMITTED = N_("Nothing was committed. Mend it, add it with `git add`, and commit again.")
_NOT_WRITTEN = N_("Nothing was committed. Write the message anew without it: it is public with the commit.")
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
_STILL_A_PERSON = N_(
    "Commits of this clone would name a person as their author, and are stopped. To commit as a role: "
    "`git config user.name {name}` and `git config user.email {address}`"
)
_MOST = 100
"""Places that are said one by one."""

_ROLE_NAME, _ROLE_ADDRESS = "Coalition", "coalition@role.invalid"


@click.group()
def protect_command() -> None:
    """Keep personal data out of commits and pushes."""


@protect_command.command("staged")
@click.pass_obj
def _staged(root: Path) -> None:
    """Judge what the next commit would hold."""
    _stop_at(root, hooks.staged(root, hooks.protected(root)), _NOT_COMMITTED)


@protect_command.command("message")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def _message(root: Path, file: Path) -> None:
    """Judge the message of the next commit, which git has put into FILE."""
    text = file.read_text("utf-8", "surrogateescape")
    _stop_at(root, hooks.in_message(root, text, hooks.protected(root)), _NOT_WRITTEN, f"message {file}")


@protect_command.command("push")
@click.argument("remote", default="")
@click.option("--all", "whole", is_flag=True, help="Judge all branches and tags, whatever is pushed of them.")
@click.pass_obj
def _push(root: Path, remote: str, whole: bool) -> None:
    """Judge every commit about to be pushed to REMOTE; git hands the lines of pre-push to it."""
    lines = "" if whole else sys.stdin.buffer.read().decode("utf-8", "surrogateescape")
    updates = hooks.everything(root, "refs/heads", "refs/tags") if whole else updates_of(lines)
    known = hooks.known_to(root, remote)
    _stop_at(root, hooks.pushed(root, updates, known, hooks.protected(root)), _NOT_PUSHED, "push --all")
    if tips := hooks.tips_that_bring(root, updates, known, (CASES, FIGURES)):
        from build_tools.build import content  # loads the models, and most pushes bring neither stories nor figures

        if problems := [problem for tip in tips for problem in content.problems_at(root, tip)]:
            say(root, _NOT_PUSHED, err=True, upstream="@{upstream}")
            refuse(problems)


@protect_command.command("range")
@click.argument("old")
@click.argument("new")
@click.pass_obj
def _range(root: Path, old: str, new: str) -> None:
    """Judge every commit that leads to NEW and not to OLD."""
    _stop_at(root, hooks.ranged(root, old, new), again="history")


@protect_command.command("history")
@click.pass_obj
def _history(root: Path) -> None:
    """Look through everything that came to the repository since the gate."""
    _stop_at(root, hooks.pushed(root, hooks.everything(root)), again="history")


@protect_command.command("install")
@click.pass_obj
def _install(root: Path) -> None:
    """Let git judge each commit and each push of this clone first."""
    hooks.install_hooks(root, translation(root)(_GONE))
    say(root, _INSTALLED)
    if any(hooks.is_a_person(*one) for one in history.who(root)):
        say(root, _STILL_A_PERSON, name=_ROLE_NAME, address=_ROLE_ADDRESS)


@protect_command.command("remove")
@click.pass_obj
def _remove(root: Path) -> None:
    """Take the hooks away."""
    say(root, _REMOVED if hooks.remove_hooks(root) else _NOTHING_TO_REMOVE)


def _stop_at(root: Path, found: list[hooks.GateFinding], advice: str = "", again: str = "staged") -> None:
    """Say what was found, what to do but to no host, and which command says it ``again``, and end with exit code 1; say
    that nothing was, where nothing is."""
    if not found:
        say(root, _CLEAN, err=True)
        return
    say_places(root, found, again=again)
    if advice and not environment.is_hosted():
        say(root, advice, err=True, upstream="@{upstream}")
    raise SystemExit(EXIT_PROBLEMS)


def say_places(root: Path, found: list[hooks.GateFinding], *, to_pusher: bool = False, again: str = "staged") -> None:
    """Say where something was found, and how often. Places are for one person: at a terminal, or who pushes to a
    server; a host, which sets ``CI``, gets the number alone."""
    if environment.reads_places() or (to_pusher and not environment.is_hosted()):
        click.echo("\n".join(hooks.gate_report(found[:_MOST], translation(root))), err=True)
    elif not environment.is_hosted():
        say(root, WHERE_PERSONAL, err=True, command=f"protect {again}")
    say(root, NUMBER_PERSONAL, err=True, number=len(set(found)))
