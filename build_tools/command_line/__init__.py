"""The command ``transparency``. Exit codes: 0 done, 1 problems, 2 wrong use.

In: what a maintainer types. Out: sentences and exit codes; the work is done elsewhere.
"""

import os
from pathlib import Path

import click

from build_tools.command_line.output import stop_with, wrong_use
from build_tools.command_line.usage import PROGRAM, Commands, Named
from build_tools.ended import clear_away_when_ended
from build_tools.paths import CONTENT
from build_tools.problems import N_, Problem
from build_tools.tree import folder_fault

_NO_PROJECT = N_("there is no folder content here; run this in the project's folder or give --root")
_BUILDING, _VERIFYING, _RELEASING, _PUBLISHING = "building", "verifying", "releasing", "publishing"
_PROTECTING, _WITHDRAWING, _SEALING = "protecting", "withdrawing", "sealing"
COMMANDS = (
    Named("check", _BUILDING, "Say every problem of the content."),
    Named("build", _BUILDING, "Build the site into the folder site/."),
    Named("serve", _BUILDING, "Show a preview that follows every change."),
    Named("export", _BUILDING, "Write the same pages as text files into an empty FOLDER."),
    Named("verify", _VERIFYING, "Check a finished SITE: its pages, links, policy, and that nothing else is in it."),
    Named("schema", _BUILDING, "Renew the schemas that editors check files of data with."),
    Named("ready", _RELEASING, "Tell whether a release may go out, what stops it, and what needs a recorded decision."),
    Named(
        "release",
        _RELEASING,
        "Do what every way of publishing does with a commit: check, ready, build without examples, compress.",
    ),
    Named(
        "withdraw",
        _WITHDRAWING,
        "Take the case ID out, because the person takes consent back, and look whether anything still tells of it.",
    ),
    Named("seal", _SEALING, "Keep in content/published.yml what is published, so that nothing changes it unseen."),
    Named("register", "tabling", "Read the register, a spreadsheet outside of the project, or make an empty one."),
    Named(
        "story",
        "story",
        "Begin the story of somebody who wants it told, or count again who is like those who have one.",
    ),
    Named("bundle", _RELEASING, "Pack a release into FILE (.zip or .tar), to carry it by hand."),
    Named(
        "compress",
        _PUBLISHING,
        "Put compressed copies beside the texts of SITE (site/ of the project), and renew old ones.",
    ),
    Named(
        "headers",
        _PUBLISHING,
        "Print what a HOST must be told so that it sends the right headers with the site.",
    ),
    Named("scan", _PUBLISHING, "Look whether URL serves SITE as it should: whether it passes, or each reason why not."),
    Named("protect", _PROTECTING, "Keep personal data out of commits and pushes."),
    Named("server", "serving", "Answer for the server in FOLDER.", hidden=True),
)
"""Every command, in the order of its use, with the module that it lies in and what it says of itself."""

_WITHOUT_CONTENT = ("server", "protect")
"""What a server runs where no project lies, and what judges commits that hold none."""


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]}, commands=COMMANDS)
@click.option("--root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".", help="The project.")
@click.version_option(package_name="transparency")
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """Build a site of figures, briefings and anonymised cases in several languages."""
    clear_away_when_ended()
    context.obj = root.resolve()
    if context.invoked_subcommand in _WITHOUT_CONTENT or (context.obj / CONTENT).is_dir():
        return
    if os.path.lexists(context.obj / CONTENT) and (fault := folder_fault(context.obj, CONTENT)):
        stop_with([Problem(CONTENT, fault)], PROGRAM)
    raise wrong_use(PROGRAM, _NO_PROJECT)
