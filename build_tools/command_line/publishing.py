"""The commands for where the site is published: compress, headers, scan.

In: the finished site, or its address. Out: texts for whoever keeps a server; copies in the site; exit codes.
"""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from build_tools import content
from build_tools.command_line.output import finished_site, refuse_problems, say, stop_with, wrong_use
from build_tools.hosting import WRITERS, has_policy, header_file, policy_of, widened
from build_tools.hosting import scan as scan_site
from build_tools.hosting.addresses import in_ascii, is_address
from build_tools.hosting.compress import compress as compress_site
from build_tools.problems import N_, Fault, Problem
from build_tools.provenance.manifest import bytes_of

_OTHER_HEADERS = Fault(
    "host.headers_differ",
    "does not hold the headers that this site needs; put there what `transparency headers {host}` prints, and let "
    "the server read it anew",
)
_NO_HEADERS = Fault(
    "host.headers_missing",
    "names no Content-Security-Policy; name a file that `transparency headers {host}` printed earlier",
)
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
_READABLE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)
_FINISHED = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.argument("site", type=_FINISHED, required=False)
@click.pass_obj
def compress(root: Path, site: Path | None) -> None:
    """Put compressed copies beside the texts of SITE (site/ of the project), and renew old ones."""
    try:
        done = compress_site(finished_site(root, site))
    except OSError as error:
        stop_with([Problem(str(site or "site"), _NOT_WRITTEN, values={"error": error.strerror or "?"})], root)
        return
    packed = ", ".join(f"{ending} {size:,}" for ending, size in done.copies.items())
    say(root, _COPIED, number=done.files, size=f"{done.size:,}", packed=packed)


@click.command()
@click.argument("host", type=click.Choice(list(WRITERS)))
@click.argument("site", type=_FINISHED, required=False)
@click.option("--at", "below", metavar="PATH", help="Where on its host a copy lies, such as /copy/.")
@click.option("--also", "earlier", type=_READABLE, help="Fit also the version of the site that this file was for.")
@click.option("--check", "kept", type=click.Path(path_type=Path), help="Print nothing; say whether this file fits.")
@click.pass_obj
def headers(
    root: Path, host: str, site: Path | None, below: str | None, earlier: Path | None, kept: Path | None
) -> None:
    """Print what a HOST must be told so that it sends the right headers with SITE (site/ of the project)."""
    if below is not None and not _BELOW.fullmatch(below):
        raise wrong_use(root, _NO_FOLDER)
    settings = refuse_problems(lambda: content.settings_of(root), root)
    own = refuse_problems(lambda: policy_of(finished_site(root, site), settings), root)
    policy = replace(own, base=below or own.base)
    if kept is None:
        click.echo(
            header_file(host, widened(policy, _read_headers(root, host, earlier)) if earlier else policy), nl=False
        )
        return
    text = _text_of(kept)
    if text != header_file(host, widened(policy, text)):
        arguments = f"{host} --at {below}" if below else host
        stop_with([Problem(str(kept), _OTHER_HEADERS, values={"host": arguments})], root)


def _text_of(path: Path) -> str:
    """Return the text of a file, nothing of what is none; nothing is no header file either."""
    return (bytes_of(path) or b"").decode("utf-8", "replace")


def _read_headers(root: Path, host: str, path: Path) -> str:
    """Return the text of a header file. Ends the command where it is none."""
    text = _text_of(path)
    if not has_policy(text):
        stop_with([Problem(str(path), _NO_HEADERS, values={"host": host})], root)
    return text


@click.command()
@click.argument("address", metavar="URL")
@click.argument("site", type=_FINISHED, required=False)
@click.option("--apart-from-encryption", is_flag=True, help="Judge all but https, for a server on this machine.")
@click.pass_obj
def scan(root: Path, address: str, site: Path | None, apart_from_encryption: bool) -> None:
    """Look whether URL serves SITE as it should: whether it passes, or each reason why not."""
    served = _site_address(root, address)
    folder, settings = finished_site(root, site), refuse_problems(lambda: content.settings_of(root), root)
    now, judge_encryption = datetime.now(UTC), not apart_from_encryption
    stop_with(refuse_problems(lambda: scan_site(served, folder, settings, now, judge_encryption), root), root)
    say(root, _PASSED_APART if apart_from_encryption else _PASSED)


def _site_address(root: Path, address: str) -> str:
    """Return an address with a slash at its end. Ends with wrong use where it is none, and never repeats it."""
    if not is_address(address):
        raise wrong_use(root, _NO_ADDRESS)
    return f"{in_ascii(address).removesuffix('index.html').rstrip('/')}/"
