"""The commands around a release: ready, which tells whether one may go out, and rollback, which goes back to one.

In: what a maintainer types. Out: sentences on standard output, problems on standard error, exit codes.
"""

from pathlib import Path

import click

from build_tools import load, variables
from build_tools.command_line.stopping import EXIT_PROBLEMS, refuse_problems, stop_with, wrong_use
from build_tools.paths import SITE_SRC
from build_tools.problems import N_, Problem, fill
from build_tools.release import checks
from build_tools.release.facts import Release, release_of
from build_tools.release.gates import judged, may_go_out
from build_tools.release.report import FORMATS, headline
from build_tools.release.rollback import earlier, roll_back

TWO_FORMS = N_("choose one of --json and --markdown")
BACK = N_(
    "words and figures are as they were at {commit}; cases, the program, settings, contacts and decisions are those of "
    "today"
)
NEXT = N_("next: `make check`, then `git commit`, then `git push`")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.option("--markdown", "as_markdown", is_flag=True, help="A page for a pull request.")
@click.pass_obj
def ready(root: Path, as_json: bool, as_markdown: bool) -> None:
    """Tell whether a release may go out, what stops it, and what needs a recorded decision."""
    if as_json and as_markdown:
        raise wrong_use(root, TWO_FORMS)
    verdicts = judged(release_of(root))
    form = "json" if as_json else "markdown" if as_markdown else "text"
    click.echo(FORMATS[form](verdicts, variables.maintainers_language(root / SITE_SRC)))
    if not may_go_out(verdicts):
        raise SystemExit(EXIT_PROBLEMS)


@click.command()
@click.argument("commit", required=False)
@click.pass_obj
def rollback(root: Path, commit: str | None) -> None:
    """Put words and figures back to COMMIT; without it, list the last commits of this branch."""
    if commit is None:
        commits = refuse_problems(lambda: earlier(root), root)
        click.echo("\n".join(f"{entry.commit}  {entry.date}  {entry.subject}" for entry in commits))
        return
    stop_with(load.located(root, refuse_problems(lambda: roll_back(root, commit), root)), root)
    translate = variables.maintainers_language(root / SITE_SRC)
    click.echo(fill(headline(BACK, translate), commit=commit))
    click.echo(headline(NEXT, translate))
    stop_with(refuse_problems(lambda: open_now(release_of(root)), root), root)


def open_now(release: Release) -> list[Problem]:
    """Return what is wrong with content that was put back; nothing of it is undone for that. Raises ``Refused``."""
    gone = checks.withdrawn(release) if release.site else ()
    return load.located(release.root, [*release.problems, *gone])
