"""Wrong use of the command, said in the maintainer's language in place of click's English; exit code 2.

In: an error of click. Out: the same error with a sentence of ours, which never repeats what was typed.
"""

from collections.abc import Callable, Iterator, Sequence
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
_NO_COMMAND = N_("no command is named, or none is called so; the commands are: {allowed}")
_NO_OPTION = N_("there is no such option here; the options are: {allowed}")
_TOO_MANY = N_("there are more words than this command takes; put a name with spaces in quotes")
_MISSING = N_("{name} is missing; write it after the command")
_NO_CHOICE = N_("{name} must be one of: {allowed}")
_NOT_THERE = N_("{name} must be a file or folder that is there, is of the right kind and may be read")
_NO_VALUE = N_("{name} takes no value; leave out what stands after it")
_WITHOUT_VALUE = N_("{name} needs a value after it")


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
        context = error.ctx or where()
        message, values = _sentence_for(error, context)
        translate = variables.maintainers_language(_root_of(context) / SITE_SRC)
        raise WrongUse(fill(translate(message), **values), context) from None


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


def _sentence_for(error: click.UsageError, context: click.Context) -> tuple[str, dict[str, str]]:
    """Return what to say of an error, with values that the program knows."""
    match error:
        case click.MissingParameter(param=click.Parameter() as parameter):
            return _MISSING, {"name": _name_of(parameter)}
        case click.BadParameter(param=click.Parameter(type=click.Choice() as choice) as parameter):
            return _NO_CHOICE, {"name": _name_of(parameter), "allowed": ", ".join(choice.choices)}
        case click.BadParameter(param=click.Parameter(type=click.Path()) as parameter):
            return _NOT_THERE, {"name": _name_of(parameter)}
        case click.BadParameter():
            return "{said}", {"said": error.message}  # of a type of ours, which has translated it
        case click.NoSuchOption():
            return _NO_OPTION, {"allowed": ", ".join(_options_of(context))}
        case click.BadOptionUsage():
            takes_none = any(getattr(one, "is_flag", False) for one in _named(context, error.option_name))
            return _NO_VALUE if takes_none else _WITHOUT_VALUE, {"name": error.option_name}
    if isinstance(context.command, click.Group):
        return _NO_COMMAND, {"allowed": ", ".join(_commands_of(context.command))}
    return _TOO_MANY, {}


def _commands_of(group: click.Group) -> Iterator[str]:
    """Yield the commands that people type, in the order of their use."""
    return (name for name, command in group.commands.items() if not command.hidden)


def _name_of(parameter: click.Parameter) -> str:
    """Return what a parameter is called where it is typed."""
    return parameter.opts[-1] if isinstance(parameter, click.Option) else parameter.human_readable_name


def _options_of(context: click.Context) -> Iterator[str]:
    """Yield every option that a command takes here."""
    yield from (name for one in _parameters(context) for name in one.opts if name.startswith("--"))


def _named(context: click.Context, name: str) -> Iterator[click.Parameter]:
    """Yield the parameters that are called by a name."""
    return (one for one in _parameters(context) if name in one.opts)


def _parameters(context: click.Context) -> Sequence[click.Parameter]:
    """Return what a command takes."""
    return context.command.get_params(context)
