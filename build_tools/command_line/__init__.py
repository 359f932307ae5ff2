"""What a maintainer types comes in; what the command ``transparency`` did or what stops it goes out.

The exit codes are 0 done, 1 problems, 2 wrong use. Wrong use and problems are raised where they are found, and said
here; the work is done elsewhere.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import IO, Any

import click
from click.exceptions import NoArgsIsHelpError

from build_tools.files.cleanup import clear_away_when_ended, little_garbage
from build_tools.files.paths import CONTENT, SITE_SRC
from build_tools.files.tree import has
from build_tools.load.messages import maintainers_language, problem_report
from build_tools.problems import N_, Problem, Refused, Translate, fill

_NO_PROJECT = N_("there is no folder content here; run this in the project's folder or give --root")
COMMANDS = {
    "check": "building",
    "build": "building",
    "serve": "building",
    "export": "building",
    "verify": "verifying",
    "schema": "building",
    "ready": "releasing",
    "release": "releasing",
    "withdraw": "withdrawing",
    "seal": "building",
    "register": "registering",
    "story": "story",
    "bundle": "verifying",
    "compress": "releasing",
    "headers": "releasing",
    "scan": "releasing",
    "protect": "protecting",
    "server": "serving",
}
"""Every command, in the order of its use, with the module that it lies in."""

_WITHOUT_CONTENT = ("server", "protect")
"""What a server runs where no project lies, and what judges commits that hold none."""

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


class Commands(click.Group):
    """The group of all commands, each loaded when it is asked for, so that none waits for what others need."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"{__package__}.{COMMANDS[cmd_name]}"), f"{cmd_name}_command")
        return command

    def make_context(self, info_name: str | None, *arguments: Any, **more: Any) -> click.Context:
        """Read what is typed before the command."""
        with translating_errors(click.Context(self, info_name=info_name)):
            return super().make_context(info_name, *arguments, **more)

    def invoke(self, ctx: click.Context) -> Any:
        """Find the command, read what is typed after it, and run it."""
        with translating_errors(ctx):
            return super().invoke(ctx)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--root", type=FOLDER, default=".", help="The project.")
@click.version_option(package_name="transparency")
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """Build a site of figures, briefings and anonymised cases in several languages."""
    clear_away_when_ended()
    if context.invoked_subcommand != "serve":
        context.with_resource(little_garbage())
    context.obj = root.resolve()
    if context.invoked_subcommand in _WITHOUT_CONTENT or has(context.obj, CONTENT):
        return
    raise wrong_use(PROGRAM, _NO_PROJECT)


def catalogues(root: object) -> Path:
    """Return the folder whose catalogues translate: that of a project, or that of the program where there is none."""
    own = root / SITE_SRC if isinstance(root, Path) else None
    return own if own and own.is_dir() else PROGRAM / SITE_SRC


def translation(root: object) -> Translate:
    """Return the translation of messages into the maintainer's language."""
    return maintainers_language(catalogues(root))


def say(root: Path, message: str, *, err: bool = False, **values: object) -> None:
    """Print a message in the maintainer's language; with ``err`` beside an output that a program reads."""
    click.echo(fill(translation(root)(message), **values), err=err)


def say_problems(root: object, problems: Iterable[Problem]) -> None:
    """Print problems on standard error, each on a line."""
    click.echo(problem_report(problems, catalogues(root)), err=True)


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
