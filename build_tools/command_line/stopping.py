"""How a command speaks: what it did on standard output; every problem on standard error, then an exit code.

In: the work of a command, or its problems. Out: what the work returns. Does no work of its own.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import click

from build_tools import variables
from build_tools.command_line.usage import WrongUse
from build_tools.paths import SITE_SRC
from build_tools.problems import N_, Problem, Refused, fill

EXIT_PROBLEMS, EXIT_ENDED = 1, 130
ENDED = N_("Ended. The site is whole: it is the last one, or the new one.")
UNFINISHED = N_("there is no finished site; run `transparency build` first, or name its folder")
CODE = N_("Release code: {code}")
T = TypeVar("T")


def stop_when_failed(work: Callable[[], T], root: Path) -> T:
    """Do the work, or say that it failed and end with exit code 1; MkDocs has said why. Who ends it reads that nothing
    was replaced."""
    from build_tools.plugin import BuildFailed  # loads MkDocs, which most commands have no use for

    try:
        return work()
    except KeyboardInterrupt:
        click.echo(variables.maintainers_language(root / SITE_SRC)(ENDED), err=True)
        raise SystemExit(EXIT_ENDED) from None
    except BuildFailed as failed:
        if str(failed):
            click.echo(failed, err=True)
        raise SystemExit(EXIT_PROBLEMS) from None


def refuse_problems(work: Callable[[], T], root: Path) -> T:
    """Do the work, or print every problem and end with exit code 1."""
    try:
        return work()
    except Refused as refused:
        stop_with(refused.problems, root)
        raise


def say(root: Path, message: str, *, err: bool = False, **values: object) -> None:
    """Print a message in the maintainer's language; with ``err`` beside an output that a program reads."""
    click.echo(fill(variables.maintainers_language(root / SITE_SRC)(message), **values), err=err)


def wrong_use(root: Path, message: str, **values: object) -> WrongUse:
    """Return the error of wrong use that says a message in the maintainer's language, and how the command is used."""
    return WrongUse(fill(variables.maintainers_language(root / SITE_SRC)(message), **values))


def stop_with(problems: Iterable[Problem], root: Path) -> None:
    """Print problems and end with exit code 1, if there are any."""
    if found := list(problems):
        click.echo(variables.report(found, root / SITE_SRC), err=True)
        raise SystemExit(EXIT_PROBLEMS)


def finished_site(root: Path, site: Path | None) -> Path:
    """Return the folder of the finished site. Ends with wrong use where there is none."""
    folder = site or root / "site"
    if not (folder / "index.html").is_file():
        raise wrong_use(root, UNFINISHED)
    return folder
