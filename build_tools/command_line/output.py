"""What a command says in the maintainer's language, and how it ends.

In: messages and problems. Out: what a command did on standard output, what stops it on standard error, and exit codes.
Wrong use and problems are raised where they are found, and said in one place.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click
from click.exceptions import NoArgsIsHelpError

from build_tools import variables
from build_tools.paths import SITE_SRC
from build_tools.problems import N_, Problem, Refused, Translate, fill

PROGRAM = Path(__file__).parents[2]
"""Where the program lies, with catalogues for what is said outside of a project."""

EXIT_PROBLEMS, _EXIT_ENDED = 1, 130
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
CODE = N_("Release code: {code}")
_ENDED = N_("Ended. Nothing is left half done.")
_UNFINISHED = N_("there is no finished site; run `transparency build` first, or name its folder")
_HOW = N_("How it is used: {usage}; more: {command} --help")
_NOT_SO = N_(
    "this is not how it is used: something is missing, is not known here or cannot be used as it stands; the help says "
    "what can, and a name with spaces stands in quotes"
)


def catalogues(root: object) -> Path:
    """Return the folder whose catalogues translate: that of a project, or that of the program where there is none."""
    own = root / SITE_SRC if isinstance(root, Path) else None
    return own if own and own.is_dir() else PROGRAM / SITE_SRC


def translation(root: object) -> Translate:
    """Return the translation of messages into the maintainer's language."""
    return variables.maintainers_language(catalogues(root))


def say(root: Path, message: str, *, err: bool = False, **values: object) -> None:
    """Print a message in the maintainer's language; with ``err`` beside an output that a program reads."""
    click.echo(fill(translation(root)(message), **values), err=err)


def say_problems(root: object, problems: Iterable[Problem]) -> None:
    """Print problems on standard error, each on a line."""
    click.echo(variables.report(problems, catalogues(root)), err=True)


def refuse(problems: Iterable[Problem]) -> None:
    """Raise ``Refused``, which ends a command with exit code 1, where there are problems."""
    if found := list(problems):
        raise Refused(found)


def finished_site(root: Path, site: Path | None) -> Path:
    """Return the folder of the finished site. Raises ``WrongUse`` where there is none."""
    folder = site or root / "site"
    if not (folder / "index.html").is_file():
        raise wrong_use(root, _UNFINISHED)
    return folder


class WrongUse(click.UsageError):
    """Wrong use of a command, with a sentence that is translated already."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Say how the command is used, then what is wrong."""
        if self.ctx is not None:
            usage = " ".join((self.ctx.command_path, *self.ctx.command.collect_usage_pieces(self.ctx)))
            how = translation(self.ctx.obj)(_HOW)
            click.echo(fill(how, usage=usage, command=self.ctx.command_path), file=file, err=True)
        click.echo(self.message, file=file, err=True)


def wrong_use(root: Path, message: str, **values: object) -> WrongUse:
    """Return the error of wrong use that says a message in the maintainer's language, and how the command is used."""
    return WrongUse(fill(translation(root)(message), **values))


@contextmanager
def translating_errors(context: click.Context) -> Iterator[None]:
    """Say what stops a command: wrong use without what was typed, problems each on a line, what MkDocs has not said."""
    try:
        yield
    except (WrongUse, NoArgsIsHelpError):
        raise
    except click.UsageError as error:
        place = error.ctx or context
        raise WrongUse(translation(place.obj)(_NOT_SO), place) from None
    except Refused as refused:
        say_problems(context.obj, refused.problems)
        raise SystemExit(EXIT_PROBLEMS) from None
    except click.ClickException as failed:
        if not isinstance(failed, SystemExit):  # after which MkDocs has nothing more to say
            click.echo(failed.message, err=True)
        raise SystemExit(EXIT_PROBLEMS) from None
    except KeyboardInterrupt:
        click.echo(translation(context.obj)(_ENDED), err=True)
        raise SystemExit(_EXIT_ENDED) from None
