"""The commands of the gate around git: protect staged, push, range, history, install, remove.

In: a repository, and what git hands to its hooks. Out: places, never values; exit code 1 where something was found.
"""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from build_tools import git, variables
from build_tools import protect as gate
from build_tools.command_line.stopping import EXIT_PROBLEMS, refuse_problems, say
from build_tools.command_line.usage import PROGRAM, Commands
from build_tools.paths import SITE_SRC
from build_tools.problems import N_, fill

CLEAN = N_("Nothing was found that may be personal.")
NOT_COMMITTED = N_("Nothing was committed. Mend it, add it with `git add`, and commit again.")
NOT_PUSHED = N_(
    "Nothing was pushed. Mend it in the commit that brings it: a later commit that takes it away leaves it in the "
    "history. Of commits that nobody else has yet, `git reset --soft {upstream}` makes one, which you mend."
)
GONE = N_(
    "The program that looks for personal data is gone, so nothing goes out. Run `make site` in the project, then "
    "`.venv/bin/transparency protect install`."
)
INSTALLED = N_("From now on every commit and every push of this clone is judged first.")
REMOVED = N_("The hooks are gone. Nothing judges commits and pushes of this clone now.")
NOTHING_TO_REMOVE = N_("No hook of ours is here.")
OFFER = N_("Commits of this clone would name a person as their author, which is public with them. Commit as “{role}”?")
AS_A_ROLE = N_("Commits of this clone name “{role}” as their author.")
STILL_A_PERSON = N_(
    "Commits of this clone would name a person as their author, and are stopped. To commit as a role: "
    "`git config user.name {name}` and `git config user.email {address}`"
)
NUMBER = N_("Places with what may be personal: {number}.")
WHERE = N_("Run `transparency protect staged` or `transparency protect range` in a terminal: it says where they are.")
MORE = N_("And more places: {number}.")
MOST = 100
"""Places that are said one by one."""

ROLE_NAME, ROLE_ADDRESS = "Coalition", "coalition@role.invalid"


PROTECT = "protect"


@click.group(PROTECT, cls=Commands)
def protect() -> None:
    """Keep personal data out of commits and pushes."""


@protect.command("staged")
@click.pass_obj
def of_staged(root: Path) -> None:
    """Judge what the next commit would hold."""
    stop_with_found(root, lambda: gate.staged(root), NOT_COMMITTED)


@protect.command("push")
@click.argument("remote", default="")
@click.pass_obj
def of_push(root: Path, remote: str) -> None:
    """Judge every commit about to be pushed to REMOTE; git hands the lines of pre-push to it."""
    lines = said_by_git()
    stop_with_found(root, lambda: gate.pushed(root, gate.updates_of(lines), gate.known_to(root, remote)), NOT_PUSHED)


@protect.command("range")
@click.argument("old")
@click.argument("new")
@click.pass_obj
def of_range(root: Path, old: str, new: str) -> None:
    """Judge every commit that leads to NEW and not to OLD."""
    stop_with_found(root, lambda: gate.ranged(root, old, new), "")


@protect.command("install")
@click.pass_obj
def install_hooks(root: Path) -> None:
    """Let git judge each commit and each push of this clone first."""
    translate = variables.maintainers_language(speaking(root) / SITE_SRC)
    refuse_problems(lambda: gate.install(root, translate(GONE)), speaking(root))
    say(speaking(root), INSTALLED)
    offer_role(root)


@protect.command("remove")
@click.pass_obj
def remove_hooks(root: Path) -> None:
    """Take the hooks away, and put back those that were there before."""
    say(speaking(root), REMOVED if refuse_problems(lambda: gate.remove(root), speaking(root)) else NOTHING_TO_REMOVE)


def offer_role(root: Path) -> None:
    """Offer to commit as a role, where commits would name a person; where nobody can answer, say how."""
    if not any(gate.is_a_person(*one) for one in git.who(root)):
        return
    translate = variables.maintainers_language(speaking(root) / SITE_SRC)
    role = f"{ROLE_NAME} <{ROLE_ADDRESS}>"
    if not sys.stdin.isatty():
        say(speaking(root), STILL_A_PERSON, name=ROLE_NAME, address=ROLE_ADDRESS)
    elif click.confirm(fill(translate(OFFER), role=role), default=True):
        refuse_problems(lambda: become(root), speaking(root))
        say(speaking(root), AS_A_ROLE, role=role)


def become(root: Path) -> None:
    """Let commits of this clone name a role. Raises ``Unknown``."""
    git.git(root, "config", "user.name", ROLE_NAME)
    git.git(root, "config", "user.email", ROLE_ADDRESS)


def speaking(root: Path) -> Path:
    """Return where the catalogues lie: in the project, or with the program where a commit holds no project."""
    return root if (root / SITE_SRC).is_dir() else PROGRAM


def said_by_git() -> str:
    """Return what stands on standard input, whatever its bytes."""
    return sys.stdin.buffer.read().decode("utf-8", "surrogateescape")


def stop_with_found(root: Path, work: Callable[[], Iterable[gate.Found]], advice: str, *, told: bool = False) -> None:
    """Say what was found and end with exit code 1; say that nothing was, where nothing is. Places are for one person:
    at a terminal, or ``told`` of a push; a host, which sets ``CI``, gets the number alone."""
    found = list(dict.fromkeys(refuse_problems(lambda: list(work()), speaking(root))))
    if not found:
        say(speaking(root), CLEAN, err=True)
        return
    hosted = gate.is_hosted()
    if not hosted and (told or sys.stderr.isatty()):
        say_places(root, found)
    elif not hosted:
        say(speaking(root), WHERE, err=True)
    say(speaking(root), NUMBER, err=True, number=len(found))
    if advice and not hosted:
        say(speaking(root), advice, err=True, upstream="@{upstream}")
    raise SystemExit(EXIT_PROBLEMS)


def say_places(root: Path, found: list[gate.Found]) -> None:
    """Say where something was found, of very much only the first."""
    lines = gate.report(root, found[:MOST], variables.maintainers_language(speaking(root) / SITE_SRC))
    click.echo("\n".join(lines), err=True)
    if len(found) > MOST:
        say(speaking(root), MORE, err=True, number=len(found) - MOST)
