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

HOW = N_("How it is used: {usage}; more: {command} --help")
NO_COMMAND = N_("no command is named, or none is called so; the commands are: {allowed}")
NO_OPTION = N_("there is no such option here; the options are: {allowed}")
TOO_MANY = N_("there are more words than this command takes; put a name with spaces in quotes")
MISSING = N_("{name} is missing; write it after the command")
NO_CHOICE = N_("{name} must be one of: {allowed}")
NOT_THERE = N_("{name} must be a file or folder that is there, is of the right kind and may be read")
NO_VALUE = N_("{name} takes no value; leave out what stands after it")
WITHOUT_VALUE = N_("{name} needs a value after it")


C = TypeVar("C", bound=click.Command | None)


class WrongUse(click.UsageError):
    """Wrong use of a command, with a sentence that is translated already."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Say how the command is used, then what is wrong."""
        if self.ctx is not None:
            translate = variables.maintainers_language(root_of(self.ctx) / SITE_SRC)
            usage = " ".join((self.ctx.command_path, *self.ctx.command.collect_usage_pieces(self.ctx)))
            click.echo(fill(translate(HOW), usage=usage, command=self.ctx.command_path), file=file, err=True)
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
        return name, whole(command), rest

    def make_context(self, info_name: str | None, *words: Any, **more: Any) -> click.Context:
        """Read what is typed before the command."""
        with own_words(lambda: click.Context(self, info_name=info_name)):
            return super().make_context(info_name, *words, **more)

    def invoke(self, ctx: click.Context) -> Any:
        """Find the command, read what is typed after it, and run it."""
        with own_words(lambda: context_of_command(ctx)):
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
        message, values = sentence_for(error, context)
        translate = variables.maintainers_language(root_of(context) / SITE_SRC)
        raise WrongUse(fill(translate(message), **values), context) from None


def context_of_command(context: click.Context) -> click.Context:
    """Return a context of the command that was asked for, or of the group where none was."""
    name = context.invoked_subcommand
    command = context.command.get_command(context, name) if isinstance(context.command, click.Group) and name else None
    return click.Context(whole(command), parent=context, info_name=name) if command else context


def whole(command: C) -> C | click.Command:
    """Return the command of which only the name is known so far; any other as it is."""
    return command.loaded() if isinstance(command, Named) else command


def root_of(context: click.Context) -> Path:
    """Return the project whose catalogues translate, or the program where it is not known which project is meant."""
    return context.obj if context.obj and (context.obj / SITE_SRC).is_dir() else PROGRAM


def sentence_for(error: click.UsageError, context: click.Context) -> tuple[str, dict[str, str]]:
    """Return what to say of an error, with values that the program knows."""
    match error:
        case click.MissingParameter(param=click.Parameter() as parameter):
            return MISSING, {"name": name_of(parameter)}
        case click.BadParameter(param=click.Parameter(type=click.Choice() as choice) as parameter):
            return NO_CHOICE, {"name": name_of(parameter), "allowed": ", ".join(choice.choices)}
        case click.BadParameter(param=click.Parameter(type=click.Path()) as parameter):
            return NOT_THERE, {"name": name_of(parameter)}
        case click.BadParameter():
            return "{said}", {"said": error.message}  # of a type of ours, which has translated it
        case click.NoSuchOption():
            return NO_OPTION, {"allowed": ", ".join(options_of(context))}
        case click.BadOptionUsage():
            takes_none = any(getattr(one, "is_flag", False) for one in named(context, error.option_name))
            return NO_VALUE if takes_none else WITHOUT_VALUE, {"name": error.option_name}
    if isinstance(context.command, click.Group):
        return NO_COMMAND, {"allowed": ", ".join(commands_of(context.command))}
    return TOO_MANY, {}


def commands_of(group: click.Group) -> Iterator[str]:
    """Yield the commands that people type, in the order of their use."""
    return (name for name, command in group.commands.items() if not command.hidden)


def name_of(parameter: click.Parameter) -> str:
    """Return what a parameter is called where it is typed."""
    return parameter.opts[-1] if isinstance(parameter, click.Option) else parameter.human_readable_name


def options_of(context: click.Context) -> Iterator[str]:
    """Yield every option that a command takes here."""
    yield from (name for one in parameters(context) for name in one.opts if name.startswith("--"))


def named(context: click.Context, name: str) -> Iterator[click.Parameter]:
    """Yield the parameters that are called by a name."""
    return (one for one in parameters(context) if name in one.opts)


def parameters(context: click.Context) -> Sequence[click.Parameter]:
    """Return what a command takes."""
    return context.command.get_params(context)
