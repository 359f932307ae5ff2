"""The commands for where the site is published: compress, headers, scan.

In: the finished site, or its address. Out: texts for whoever keeps a server; copies in the site; exit codes.
"""

import re
from datetime import UTC, datetime
from pathlib import Path

import click

from build_tools import content
from build_tools.command_line.output import finished_site, refuse, say, wrong_use
from build_tools.hosting import WRITERS, header_file, policy_of, scan_problems
from build_tools.hosting.addresses import in_ascii, is_address
from build_tools.hosting.compress import write_copies
from build_tools.problems import N_, Fault, Problem, Refused

_NOT_WRITTEN = Fault(
    "host.copies_not_written",
    "cannot be given compressed copies: {error}; make room or give yourself the right, and run this again",
)
_COPIED = N_("Files with compressed copies: {number}. Bytes: {size}; {packed}.")
_PASSED = N_("Passed: the site sends everything as it should.")
_PASSED_APART = N_("Passed; encryption was not judged.")
_NO_ADDRESS = N_("the address must look like https://example.org/ and name the folder of the site")
_NO_FOLDER = N_("the path of --at must look like /copy/: a slash at both ends; letters a-z, digits and - _ ~ . between")
_BELOW = re.compile(r"/(?:[A-Za-z0-9_~-][A-Za-z0-9_~.-]*/)*")
_FINISHED = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.argument("site", type=_FINISHED, required=False)
@click.pass_obj
def compress_command(root: Path, site: Path | None) -> None:
    """Put compressed copies beside the texts of SITE (site/ of the project), and renew old ones."""
    try:
        done = write_copies(finished_site(root, site))
    except OSError as error:
        values = {"error": error.strerror or "?"}
        raise Refused([Problem(str(site or "site"), _NOT_WRITTEN, values=values)]) from None
    packed = ", ".join(f"{ending} {size:,}" for ending, size in done.copies.items())
    say(root, _COPIED, number=done.files, size=f"{done.size:,}", packed=packed)


@click.command()
@click.argument("host", type=click.Choice(list(WRITERS)))
@click.option("--at", "below", metavar="PATH", help="Where on its host a copy lies, such as /copy/.")
@click.pass_obj
def headers_command(root: Path, host: str, below: str | None) -> None:
    """Print what a HOST must be told so that it sends the right headers with the site."""
    if below is not None and not _BELOW.fullmatch(below):
        raise wrong_use(root, _NO_FOLDER)
    click.echo(header_file(host, policy_of(content.settings_of(root), below)), nl=False)


@click.command()
@click.argument("address", metavar="URL")
@click.argument("site", type=_FINISHED, required=False)
@click.option("--apart-from-encryption", is_flag=True, help="Judge all but https, for a server on this machine.")
@click.pass_obj
def scan_command(root: Path, address: str, site: Path | None, apart_from_encryption: bool) -> None:
    """Look whether URL serves SITE as it should: whether it passes, or each reason why not."""
    served = _site_address(root, address)
    folder, settings = finished_site(root, site), content.settings_of(root)
    refuse(scan_problems(served, folder, settings, datetime.now(UTC), not apart_from_encryption))
    say(root, _PASSED_APART if apart_from_encryption else _PASSED)


def _site_address(root: Path, address: str) -> str:
    """Return an address with a slash at its end. Ends with wrong use where it is none, and never repeats it."""
    if not is_address(address):
        raise wrong_use(root, _NO_ADDRESS)
    return f"{in_ascii(address).removesuffix('index.html').rstrip('/')}/"
