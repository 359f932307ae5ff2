"""The command withdraw: consent is taken back."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import click

from build_tools import content, pipeline, variables, withdrawal
from build_tools.command_line.output import EXIT_PROBLEMS, refuse_problems, say
from build_tools.command_line.releasing import as_of_today
from build_tools.hosting.compress import compress
from build_tools.paths import SITE_SRC, WITHDRAWN
from build_tools.problems import N_, Problem, Refused
from build_tools.provenance.source import day_of
from build_tools.release.facts import release_of
from build_tools.release.gates import verdicts_of
from build_tools.withdrawal import Plan, Traces

_NOTHING_DONE = N_("Nothing was changed. Do what stands above, then run this again.")
_NEVER_PUBLIC = N_(
    "The case was never in git, so nobody has it from here: its file is deleted, and that is all. It needs no "
    "tombstone, which would be the first thing that tells of it. Copies that you made elsewhere are yours to delete."
)
_DELETED = N_("{path}: deleted")
_TOMBSTONE = N_("{path}: the tombstone, with the id and the release and nothing else")
_SHORTER = N_("{path}: what names the case is taken out")
_LOOKED = N_("The site was built without the case, as a preview and as a release. No file of it tells of the case.")
_PREVIEW_ALONE = N_(
    "The site was built without the case as a preview, and no file of it tells of the case. A release cannot be made "
    "now, for what stands above: until that is mended, the case stays on the site."
)
_NOT_LOOKED = N_(
    "The site cannot be built now, for what stands above: until that is mended, the case stays on the site, and nobody "
    "has looked whether something else tells of it."
)
_WAITS = N_("No release can go out yet, for what stands above: until that is mended, the case stays on the site.")
_READ = N_("Read around these lines, from which a link to the case is gone: the words there may tell of it too.")
_LINE = N_("{path}, line {line}")
_NOW = N_("Now, the same day: `{commit}`, then `git push`")
_WRONG_CASE = N_("Was it the wrong one? Before you commit: `git restore --source=HEAD --staged --worktree {paths}`")
_CANNOT = N_("What no commit takes back; say it to the person:")
_HISTORY = N_(
    "The history holds the record: it came or was changed in {number} commits of this clone, to which these lead: "
    "{names}. To take it out of there too: docs/publishing/own-server.md#removing-something-from-the-history"
)
_REPOSITORIES = N_("So do the repositories that it was pushed to ({names}), and everybody who copied them.")
_MIRRORS = N_("Mirrors show the case until they are renewed; write to those who run them: {names}")
_ANYBODY = N_(
    "Search engines, archives and everybody who saved or printed a page. Ask search engines and archives of the web to "
    "forget cases/{case}.html in each language; the others nobody can ask."
)
_COMPARING = N_("Whoever compares two releases sees which case is missing.")
_THIS_COMPUTER = N_(
    "On this computer the folder site and packed releases hold the case: `make site`, and delete the others."
)
_ALONE = N_(
    "Commits of this clone that nobody else has yet would go out with it, {number} of them, and may hold it up. To let "
    "it go alone: `git restore --source=HEAD --staged --worktree {paths}`, `git switch --create withdrawal "
    "{upstream}`, withdraw and commit there, and push that to where you push."
)


@click.command()
@click.argument("case", metavar="ID")
@click.option("--words-stay", is_flag=True, help="Although words that people wrote are like those of the case.")
@click.pass_obj
def withdraw(root: Path, case: str, words_stay: bool) -> None:
    """Take the case ID out, because the person takes consent back, and look whether anything still tells of it."""
    with as_of_today():
        goes = refuse_problems(lambda: _withdraw(root, case, words_stay), root)
    if not goes:
        raise SystemExit(EXIT_PROBLEMS)


def _withdraw(root: Path, said: str, words_stay: bool) -> bool:
    """Withdraw a case, or say what forbids it; tell whether it leaves the site with the next push. Raises
    ``Refused``."""
    plan = withdrawal.plan_of(root, said)
    if not plan.was_public:
        withdrawal.carry_out(root, plan)
        say(root, _NEVER_PUBLIC)
        return True
    with withdrawal.rehearsed(root, plan) as copy:
        outlook = _tried(root, copy, plan, words_stay)
    withdrawal.carry_out(root, plan)
    _say_what_was_done(root, plan)
    say(root, outlook)
    _say_what_is_next(root, plan)
    _say_what_remains(root, plan)
    return outlook == _LOOKED


def _tried(root: Path, copy: Path, plan: Plan, words_stay: bool) -> str:
    """Look in a copy whether anything tells of the case, and return what to say of the next release."""
    _stop(root, withdrawal.broken_by(root, copy))
    traces, alike = withdrawal.traces_in_words(copy, plan, words_stay)
    _stop(root, alike)
    if not _looked_through(root, copy, traces, release=False):
        return _NOT_LOOKED
    if not _looked_through(root, copy, traces, release=True):
        return _PREVIEW_ALONE
    still = [finding.problem for verdict in verdicts_of(release_of(copy)) for finding in verdict.stopping]
    _report(root, still)
    return _WAITS if still else _LOOKED


def _looked_through(root: Path, copy: Path, traces: Traces, release: bool) -> bool:
    """Build the site of a copy and stop where something of it tells of the case; tell whether it could be built. Why
    not, MkDocs has said, if nothing else has."""
    from build_tools import plugin  # loads MkDocs

    try:
        drawn = pipeline.build_pages(copy, copy / SITE_SRC, release, day_of(copy, release)).drawn
        site = plugin.build_site(copy, release)
    except Refused as refused:
        _report(root, refused.problems)
        return False
    except plugin.BuildFailed as failed:
        click.echo(failed, err=True)
        return False
    if release:
        compress(site)
    papers = (problem for path, text in drawn.items() for problem in traces.in_text(path, text))
    _stop(root, [*traces.in_folder(site), *papers])
    shutil.rmtree(site)  # the next build would take its data for records that lie in the project
    return True


def _report(root: Path, problems: list[Problem]) -> None:
    if problems:
        click.echo(variables.report(problems, root / SITE_SRC), err=True)


def _stop(root: Path, problems: list[Problem]) -> None:
    """Say what forbids it and that nothing was done, if there is anything."""
    if problems:
        _report(root, problems)
        say(root, _NOTHING_DONE, err=True)
        raise SystemExit(EXIT_PROBLEMS)


def _say_what_was_done(root: Path, plan: Plan) -> None:
    for path, text in plan.files.items():
        say(root, _DELETED if text is None else _of_file(path), path=path)


def _of_file(path: str) -> str:
    return _TOMBSTONE if path.startswith(WITHDRAWN) else _SHORTER


def _say_what_is_next(root: Path, plan: Plan) -> None:
    if plan.near:
        say(root, _READ)
        for path, line in plan.near:
            say(root, _LINE, path=path, line=line)
    click.echo()
    say(root, _NOW, commit=f'git commit -m "{withdrawal.MESSAGE}"')
    say(root, _WRONG_CASE, paths=_paths(plan))


def _paths(plan: Plan) -> str:
    """Return the files of a plan as they are typed; their names have no space and no quote."""
    return " ".join(plan.files)


def _say_what_remains(root: Path, plan: Plan) -> None:
    """Say what the history and others still hold, and what can be done about it."""
    left = withdrawal.remains_of(root, plan.case)
    if left.unpushed:
        say(root, _ALONE, number=left.unpushed, upstream=left.upstream, paths=_paths(plan))
    click.echo()
    say(root, _CANNOT)
    say(root, _HISTORY, number=left.commits, names=", ".join(left.refs) or "HEAD")
    if left.remotes:
        say(root, _REPOSITORIES, names=", ".join(left.remotes))
    if mirrors := list(_mirrors(root)):
        say(root, _MIRRORS, names=", ".join(mirrors))
    say(root, _ANYBODY, case=plan.case)
    say(root, _COMPARING)
    say(root, _THIS_COMPUTER)


def _mirrors(root: Path) -> Iterator[str]:
    """Yield where else the site is, if the settings can be read."""
    try:
        settings = content.settings_of(root)
    except Refused:
        return
    yield from settings.mirrors
    if settings.onion_address:
        yield settings.onion_address
