"""The commands around what goes out: ready, release; and for where it is served: compress, headers, scan.

In: the project, its finished site, or the address of one. Out: sentences, texts for whoever keeps a server, copies in
the site; exit codes.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from build_tools.build import content
from build_tools.command_line import EXIT_PROBLEMS, FOLDER, building, finished_site, say, translation, wrong_use
from build_tools.files.paths import SITE_SRC
from build_tools.load import environment
from build_tools.problems import N_, Fault, Problem, Refused, refuse
from build_tools.publish.checks import Release, release_of
from build_tools.publish.gates import report_text, verdict_of
from build_tools.publish.hosting import HEADER_FILES, header_file, policy_of, write_copies
from build_tools.publish.hosting.asking import in_ascii
from build_tools.publish.hosting.scan import scan_problems

_NOT_WRITTEN = Fault(
    "host.copies_not_written",
    "cannot be given compressed copies: {error}; make room or give yourself the right, and run this again",
)
_COPIED = N_("Files with compressed copies: {number}.")
_PASSED = N_("Passed: the site sends everything as it should.")
_PASSED_APART = N_("Passed; encryption was not judged.")
_NO_ADDRESS = N_("the address must look like https://example.org/ and name the folder of the site")
_NO_PLACE = N_("the path of --at must look like /copy/: a slash at both ends; letters a-z, digits and - _ ~ . between")
_BELOW = re.compile(r"/(?:[A-Za-z0-9_~-][A-Za-z0-9_~.-]*/)*")
_WHAT_READERS_SEE = "The commit that readers see now; what only withdraws a case since is not held up."


@click.command()
@click.option("--published", default="", help=_WHAT_READERS_SEE)
@click.pass_obj
def ready_command(root: Path, published: str) -> None:
    """Tell whether a release may go out, what stops it, and what needs a recorded decision."""
    _say_ready(root, release_of(root, published))


def _say_ready(root: Path, release: Release) -> None:
    """Say what the gates found; with anything that stops the release, end with 1."""
    verdict = verdict_of(release)
    click.echo(report_text(verdict, translation(root)))
    if not verdict.may_go_out:
        raise SystemExit(EXIT_PROBLEMS)


@click.command()
@click.option("--published", default="", help=_WHAT_READERS_SEE)
@click.pass_context
def release_command(context: click.Context, published: str) -> None:
    """Do what every way of publishing does with a commit: check, ready, build without examples, compress."""
    root = context.obj
    with as_of_today():
        found = content.read(root, root / SITE_SRC)
        building.say_checked(root, found)
        _say_ready(root, release_of(root, published, found))
    site = building.built(root, release=True)
    context.invoke(compress_command, site=site)


@contextmanager
def as_of_today() -> Iterator[None]:
    """Ask what holds today: the day of the commit, which may have waited or be wrong, is for what is built of it."""
    epoch = os.environ.pop(environment.EPOCH, None)
    try:
        yield
    finally:
        if epoch is not None:
            os.environ[environment.EPOCH] = epoch


@click.command()
@click.argument("site", type=FOLDER, required=False)
@click.pass_obj
def compress_command(root: Path, site: Path | None) -> None:
    """Put compressed copies beside the texts of SITE (site/ of the project), and renew old ones."""
    try:
        number = write_copies(finished_site(root, site))
    except OSError as error:
        values = {"error": error.strerror or "?"}
        raise Refused([Problem(str(site or "site"), _NOT_WRITTEN, values=values)]) from None
    say(root, _COPIED, number=number)


@click.command()
@click.argument("host", type=click.Choice(list(HEADER_FILES)))
@click.option("--at", "below", metavar="PATH", help="Where on its host a copy lies, such as /copy/.")
@click.pass_obj
def headers_command(root: Path, host: str, below: str | None) -> None:
    """Print what a HOST must be told so that it sends the right headers with the site."""
    if below is not None and not _BELOW.fullmatch(below):
        raise wrong_use(root, _NO_PLACE)
    click.echo(header_file(host, policy_of(content.settings_of(root), below)), nl=False)


@click.command()
@click.argument("address", metavar="URL")
@click.argument("site", type=FOLDER, required=False)
@click.option("--apart-from-encryption", is_flag=True, help="Judge all but https, for a server on this machine.")
@click.pass_obj
def scan_command(root: Path, address: str, site: Path | None, apart_from_encryption: bool) -> None:
    """Look whether URL serves SITE as it should: whether it passes, or each reason why not."""
    try:
        served = f"{in_ascii(address).removesuffix('index.html').rstrip('/')}/"
    except ValueError:
        raise wrong_use(root, _NO_ADDRESS) from None
    folder, settings = finished_site(root, site), content.settings_of(root)
    refuse(scan_problems(served, folder, settings, not apart_from_encryption))
    say(root, _PASSED_APART if apart_from_encryption else _PASSED)
