"""The commands of a server of one's own: judge, serve, repair, status, say. `deploy/publish` starts them.

In: the folder of the server, and what git tells its hooks. Out: sentences for whoever pushed; exit code 1 where a push
may not come in, or where what is served was altered.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from build_tools.command_line import EXIT_PROBLEMS, FOLDER, PROGRAM, say, say_problems
from build_tools.git.history import RECEIVED, Update, is_nothing, updates_of
from build_tools.problems import N_, Fault, Problem, Refused, refuse
from build_tools.publish.server import PUBLISHED, PUSH, borrowing, check_room, push_problems, serving, turn

_LOOKING = N_("Looked for personal data in commits: {done} of {number}.")
_BUILDING = N_("Checking and building. The site stays as it is until everything is well.")
_PUBLISHED = N_("Published. The site now shows your change {commit}.")
_REFUSED = N_(
    "Nothing was changed, and nothing of this push is stored here: the site and the branch are as they were. Do what "
    "the lines above say in the commit itself (`git commit --all --amend`; of several `git rebase --interactive`), and "
    "push again."
)
_KEPT = N_(
    "Your change was accepted, but the site still shows what it showed before. The server tries again within ten "
    "minutes; if it stays so, tell who looks after it."
)
_ALTERED = N_(
    "Files of the site were altered on the server by somebody else, first seen at {since} UTC, and are made right. "
    "Tell who looks after the server."
)
_NOT_WRITTEN = Fault("push.cannot_be_written", "cannot be stored on the server ({error}); tell who looks after it")
_SERVED, _NOTHING = N_("The site shows the commit {commit}."), N_("Nothing has been pushed to main yet.")
_IS_ALTERED = N_("Files of the site were altered on the server. They are made right within ten minutes.")
SCRIPT_SENTENCES = {
    "waiting": N_("Another change is being published; this one waits for it."),
    "busy": N_("Another change is still being published after 15 minutes. Nothing was changed. Push again later."),
    "silent": N_("Nothing arrived for two minutes, so the connection is closed. Nothing was changed. Push again."),
    "key": N_(
        "Your key is not on the list of this server. Whoever looks after it adds the key to the list, or copies "
        "deploy/sshd.conf again, which tells the server who asks."
    ),
    "git": N_("Only `git push`, `git fetch` and `git clone` of this one repository are open to you here."),
}
"""What is said where nothing else of a command runs, by name."""

_EVERY = 100
"""Commits after which it is said how far the looking has come."""


@click.group("server", hidden=True)
@click.argument("folder", type=FOLDER)
@click.pass_context
def server_command(context: click.Context, folder: Path) -> None:
    """Answer for the server in FOLDER."""
    context.obj = folder


@contextmanager
def _ending_with(closing: str) -> Iterator[None]:
    """Say what stops a push, then how things stand, and end with exit code 1; of words that are refused the program has
    said itself what is wrong."""
    try:
        yield
    except (Refused, OSError) as error:
        not_written = Problem(PUSH, _NOT_WRITTEN, values={"error": getattr(error, "strerror", None) or "?"})
        if problems := error.problems if isinstance(error, Refused) else [not_written]:
            say_problems(PROGRAM, problems)
        say(PROGRAM, closing, err=True)
        raise SystemExit(EXIT_PROBLEMS) from None


@server_command.command("judge")
@click.argument("arriving", default="")
@click.pass_obj
def _judge(folder: Path, arriving: str) -> None:
    """Judge a push, which git keeps ARRIVING so far, and build what it publishes; git's lines are handed over."""
    updates, known = _lines_of_git()
    with _ending_with(_REFUSED):
        check_room(folder)
        with borrowing(folder, arriving) as tree:
            _say_altered(folder)
            refuse(push_problems(folder, tree, updates, known))
            say(PROGRAM, _BUILDING, err=True)
            _judge_commits(tree, updates, known)
            for pushed in (one for one in updates if one.name == PUBLISHED):
                serving.make_release(folder, tree, pushed.new, "" if is_nothing(pushed.old) else pushed.old)


def _lines_of_git() -> tuple[list[Update], list[str]]:
    """Return the lines of ``pre-receive``, and what the repository has: a line ``known DIGEST NAME`` for each branch. A
    branch may have moved since the push began, so what it was is what it is now."""
    lines = sys.stdin.buffer.read().decode("utf-8", "surrogateescape").split("\n")
    now = {name: known for _, known, name in (line.split(" ", 2) for line in lines if line.startswith("known "))}
    updates = updates_of("\n".join(line for line in lines if not line.startswith("known ")), RECEIVED)
    return [one._replace(old=now.get(one.name, one.old)) for one in updates], [*now.values()]


def _say_altered(folder: Path) -> bool:
    """Say since when something was altered that no administrator has seen yet, and whether anything was."""
    if moments := serving.altered_at(folder):
        say(PROGRAM, _ALTERED, err=True, since=moments.split("\n")[0])
    return bool(moments)


def _judge_commits(tree: Path, updates: list[Update], known: list[str]) -> None:
    """Look through each commit of a push before git stores it or anything is made of it. Raises ``Refused``."""
    from build_tools.command_line.protecting import say_places
    from build_tools.gate import hooks  # loads the finder, which serving has no use for

    if found := hooks.pushed(tree, updates, known, progress=_say_progress):
        say_places(tree, found, to_pusher=True)
        raise Refused([])


def _say_progress(done: int, number: int) -> None:
    """Say after each hundred commits how far the looking has come."""
    if number > _EVERY and not divmod(done, _EVERY)[1]:
        say(PROGRAM, _LOOKING, err=True, done=done, number=number)


@server_command.command("serve")
@click.argument("commit")
@click.pass_obj
def _serve(folder: Path, commit: str) -> None:
    """Serve COMMIT, where the branch is now, and make right what was altered."""
    with _ending_with(_KEPT), turn(folder):
        if not is_nothing(commit) and serving.serve_commit(folder, commit):
            say(PROGRAM, _PUBLISHED, err=True, commit=commit[:10])


@server_command.command("repair")
@click.pass_obj
def _repair(folder: Path) -> None:
    """Make right what was altered while a push has its turn."""
    with _ending_with(_KEPT), turn(folder):
        serving.repair(folder)


@server_command.command("status")
@click.pass_obj
def _status(folder: Path) -> None:
    """Say what is served, and whether it is what was made."""
    commit, altered = serving.served_commit(folder), serving.is_altered(folder)
    if commit or not altered:
        say(PROGRAM, _SERVED if commit else _NOTHING, commit=commit)
    if altered:
        say(PROGRAM, _IS_ALTERED)
    if _say_altered(folder) or altered:
        raise SystemExit(EXIT_PROBLEMS)


@server_command.command("say")
@click.argument("name", type=click.Choice(list(SCRIPT_SENTENCES)))
def _say(name: str) -> None:
    """Say one of the sentences of the scripts."""
    say(PROGRAM, SCRIPT_SENTENCES[name], err=True)
