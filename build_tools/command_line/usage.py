"""Wrong use of the command, said in the maintainer's language in place of click's English; exit code 2.

In: an error of click. Out: the same error with a sentence of ours, which never repeats what was typed.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import IO, Any, TypeVar

import click
from click.exceptions import NoArgsIsHelpError

from build_tools import variables
from build_tools.paths import SITE_SRC
from build_tools.problems import N_, fill

PROGRAM = Path(__file__).parents[2]
"""Where the program lies, with catalogues for what is said outside of a project."""

_HOW = N_("How it is used: {usage}; more: {command} --help")
_NOT_KNOWN = N_(
    "there is no such command or option here, or there are more words than it takes; put a name with spaces in quotes"
)
_NOT_SO = N_("{name} is missing, or what stands there cannot be used: the help says what can")

C = TypeVar("C", bound=click.Command | None)


class WrongUse(click.UsageError):
    """Wrong use of a command, with a sentence that is translated already."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Say how the command is used, then what is wrong."""
        if self.ctx is not None:
            translate = variables.maintainers_language(_root_of(self.ctx) / SITE_SRC)
            usage = " ".join((self.ctx.command_path, *self.ctx.command.collect_usage_pieces(self.ctx)))
            click.echo(fill(translate(_HOW), usage=usage, command=self.ctx.command_path), file=file, err=True)
        click.echo(self.message, file=file, err=True)


class Named(click.Command):
    """A command of which the name and the sentence of its help are known; the rest is loaded when it is asked for, so
    that no command waits for what others need."""

    def __init__(self, name: str, module: str, said: str, *, hidden: bool = False):
        super().__init__(name, help=said, hidden=hidden)
        self.module = module

    def loaded(self) -> click.Command:
        """Return the command itself."""
        command: click.Command = getattr(import_module(f"{__package__}.{self.module}"), str(self.name))
        return command


class Commands(click.Group):
    """The group of all commands, whose wrong use is said in our own words."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is asked for, as a whole."""
        name, command, rest = super().resolve_command(ctx, args)
        return name, _whole(command), rest

    def make_context(self, info_name: str | None, *arguments: Any, **more: Any) -> click.Context:
        """Read what is typed before the command."""
        with own_words(lambda: click.Context(self, info_name=info_name)):
            return super().make_context(info_name, *arguments, **more)

    def invoke(self, ctx: click.Context) -> Any:
        """Find the command, read what is typed after it, and run it."""
        with own_words(lambda: _context_of_command(ctx)):
            return super().invoke(ctx)


@contextmanager
def own_words(where: Callable[[], click.Context]) -> Iterator[None]:
    """Put our sentence in the place of click's; ``where`` tells whose use is wrong, if click does not."""
    try:
        yield
    except (WrongUse, NoArgsIsHelpError):
        raise
    except click.UsageError as error:
        context, name = error.ctx or where(), _name_of(error)
        translate = variables.maintainers_language(_root_of(context) / SITE_SRC)
        raise WrongUse(fill(translate(_NOT_SO if name else _NOT_KNOWN), name=name), context) from None


def _context_of_command(context: click.Context) -> click.Context:
    """Return a context of the command that was asked for, or of the group where none was."""
    name = context.invoked_subcommand
    command = context.command.get_command(context, name) if isinstance(context.command, click.Group) and name else None
    return click.Context(_whole(command), parent=context, info_name=name) if command else context


def _whole(command: C) -> C | click.Command:
    """Return the command of which only the name is known so far; any other as it is."""
    return command.loaded() if isinstance(command, Named) else command


def _root_of(context: click.Context) -> Path:
    """Return the project whose catalogues translate, or the program where it is not known which project is meant."""
    return context.obj if context.obj and (context.obj / SITE_SRC).is_dir() else PROGRAM


def _name_of(error: click.UsageError) -> str:
    """Return what is typed wrong, by a name that the program knows, or nothing where it knows none."""
    if isinstance(error, click.BadOptionUsage):
        return error.option_name
    parameter = error.param if isinstance(error, click.BadParameter) else None
    if parameter is None:
        return ""
    return parameter.opts[-1] if isinstance(parameter, click.Option) else parameter.human_readable_name
