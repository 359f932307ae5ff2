"""The command ``transparency``. Exit codes: 0 done, 1 problems, 2 wrong use.

In: what a maintainer types. Out: sentences and exit codes; the work is done elsewhere.
"""

from importlib import import_module
from pathlib import Path
from typing import Any

import click

from build_tools.command_line.output import FOLDER, PROGRAM, translating_errors, wrong_use
from build_tools.ended import clear_away_when_ended
from build_tools.paths import CONTENT
from build_tools.problems import N_
from build_tools.tree import has

_NO_PROJECT = N_("there is no folder content here; run this in the project's folder or give --root")
COMMANDS = {
    "check": "checking",
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
    context.obj = root.resolve()
    if context.invoked_subcommand in _WITHOUT_CONTENT or has(context.obj, CONTENT):
        return
    raise wrong_use(PROGRAM, _NO_PROJECT)
