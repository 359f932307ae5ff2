"""The commands of a server of one's own: judge, serve, status, seen, say. `deploy/publish` starts them.

In: the folder of the server, and what git tells its hooks. Out: sentences for whoever pushed; exit code 1 where a push
may not come in, or where what is served was altered.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from build_tools.command_line.output import EXIT_PROBLEMS, PROGRAM, say, say_problems
from build_tools.git.history import RECEIVED, Update, is_nothing, updates_of
from build_tools.problems import N_, Fault, Problem, Refused
from build_tools.server import PUBLISHED, PUSH, REFUSED, Place, borrowing, push_problems, serving, turn

_BUILDING = N_("Checking and building. The site stays as it is until everything is well.")
_LOOKING = N_("Looked for personal data in commits: {done} of {number}.")
_PUBLISHED = N_("Published. The site now shows your change {commit}.")
_AS_IT_WAS = N_("Nothing was changed: the site and the branch are as they were.")
_REFUSED = N_(
    "Nothing was changed: the site and the branch are as they were. Do what the lines above say, put it into the same "
    "commit (`git commit --all --amend`), and push again."
)
_PERSONAL = N_(
    "Nothing was changed and nothing of this push is stored here. Do what the lines above say in the commit that they "
    "name (`git rebase --interactive`), and push again."
)
_KEPT = N_(
    "Your change was accepted, but the site still shows what it showed before. The server tries again within ten "
    "minutes; if it stays so, tell who looks after it."
)
_CHANGED = N_(
    "Files that the site serves were altered by somebody else: {files}, first seen at {since} UTC. They were put "
    "right. Tell who looks after the server."
)
_NOT_WRITTEN = Fault("push.cannot_be_written", "cannot be stored on the server ({error}); tell who looks after it")
_SERVED, _NOTHING = N_("The site shows the commit {commit}."), N_("Nothing has been pushed to main yet.")
_ALTERED = N_("Files that are served and were not made so: {files}. They are put right within ten minutes.")
SCRIPT_SENTENCES = {
    "waiting": N_("Another change is being published; this one waits for it."),
    "busy": N_("Another change is still being published after 15 minutes. Nothing was changed. Push again later."),
    "git": N_("Only `git push`, `git fetch` and `git clone` of this one repository are open to you here."),
}
"""What is said where nothing else of a command runs, by name."""

_EVERY = 100
"""Commits after which it is said how far the looking has come."""


@click.group("server", hidden=True)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.pass_context
def server_command(context: click.Context, folder: Path) -> None:
    """Answer for the server in FOLDER."""
    context.obj = Place(folder)


@contextmanager
def _ending_with(closing: str) -> Iterator[None]:
    """Say what stops a push, then how things stand, and end with exit code 1."""
    try:
        yield
    except (Refused, OSError) as error:
        _say_stopped(error)
        say(PROGRAM, closing, err=True)
        raise SystemExit(EXIT_PROBLEMS) from None


def _say_stopped(error: Refused | OSError) -> None:
    """Say the problems of an error; of words that are refused the program has said them itself."""
    if isinstance(error, OSError):
        say_problems(PROGRAM, [Problem(PUSH, _NOT_WRITTEN, values={"error": error.strerror or "?"})])
    elif error.problems:
        say_problems(PROGRAM, error.problems)


@server_command.command("judge")
@click.argument("arriving", default="")
@click.pass_obj
def _judge(place: Place, arriving: str) -> None:
    """Judge a push, which git keeps ARRIVING so far, and build what it publishes; git's lines are handed over."""
    updates, known = _lines_of_git()
    pushed = next((one for one in updates if one.name == PUBLISHED), None)
    with _ending_with(_AS_IT_WAS):
        place.check_room()
        with turn(place), borrowing(place, arriving) as tree:
            serving.put_right(place)
            _say_changed(place)
            if problems := list(push_problems(place, tree, updates, known)):
                raise Refused(problems)
            _judge_commits(tree, updates, known)
            if pushed:
                _build(place, tree, pushed)


def _lines_of_git() -> tuple[list[Update], list[str]]:
    """Return the lines of ``pre-receive``, and what the repository has: a line ``known DIGEST`` for each branch."""
    lines = sys.stdin.buffer.read().decode("utf-8", "surrogateescape").split("\n")
    known = [line.removeprefix("known ") for line in lines if line.startswith("known ")]
    return updates_of("\n".join(line for line in lines if not line.startswith("known ")), RECEIVED), known


def _say_changed(place: Place) -> None:
    """Say what was altered since an administrator last looked."""
    if what := serving.changed(place):
        say(PROGRAM, _CHANGED, err=True, **what)


def _judge_commits(tree: Path, updates: list[Update], known: list[str]) -> None:
    """Look through each commit of a push before git stores it or anything is made of it."""
    from build_tools import protect  # loads the finder, which serving has no use for
    from build_tools.command_line.protecting import say_places

    if found := protect.pushed(tree, updates, known, progress=_say_progress):
        say_places(tree, found, to_pusher=True)
        say(PROGRAM, _PERSONAL, err=True)
        raise SystemExit(EXIT_PROBLEMS)


def _say_progress(done: int, number: int) -> None:
    if number > _EVERY and not divmod(done, _EVERY)[1]:
        say(PROGRAM, _LOOKING, err=True, done=done, number=number)


def _build(place: Place, tree: Path, pushed: Update) -> None:
    """Make the release of a commit, and remember the commit where its words are refused."""
    say(PROGRAM, _BUILDING, err=True)
    try:
        serving.built_release(place, tree, pushed.new, "" if is_nothing(pushed.old) else pushed.old)
    except serving.NotBuilt:
        place.remember(REFUSED, pushed.new)
        say(PROGRAM, _REFUSED, err=True)
        raise SystemExit(EXIT_PROBLEMS) from None


@server_command.command("serve")
@click.argument("commit")
@click.pass_obj
def _serve(place: Place, commit: str) -> None:
    """Serve COMMIT, where the branch is now, and put right what was altered."""
    with _ending_with(_KEPT), turn(place):
        if not is_nothing(commit) and serving.serve_commit(place, commit):
            say(PROGRAM, _PUBLISHED, err=True, commit=commit[:10])


@server_command.command("status")
@click.pass_obj
def _status(place: Place) -> None:
    """Say what is served, and whether it is what was made."""
    found, altered, before = serving.served(place), serving.altered(place), serving.changed(place)
    say(PROGRAM, _SERVED if found else _NOTHING, commit=found[0] if found else "")
    if altered:
        say(PROGRAM, _ALTERED, files=len(altered))
    if before:
        say(PROGRAM, _CHANGED, **before)
    if altered or before:
        raise SystemExit(EXIT_PROBLEMS)


@server_command.command("seen")
@click.pass_obj
def _seen(place: Place) -> None:
    """Forget what was altered and put right before."""
    serving.forget_changes(place)


@server_command.command("say")
@click.argument("name", type=click.Choice(list(SCRIPT_SENTENCES)))
def _say(name: str) -> None:
    """Say one of the sentences of the scripts."""
    say(PROGRAM, SCRIPT_SENTENCES[name], err=True)
