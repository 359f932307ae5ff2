"""The commands that look at a finished site: verify; and bundle, which packs one that is a release.

In: a folder, and a mirror to hold it against. Out: a sentence for each thing that is wrong, or that all is right; an
archive. Changes nothing.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from build_tools.build import content, mkdocs_site
from build_tools.build.manifest import (
    ARCHIVE_ENDING,
    SIGNATURE,
    Manifest,
    manifest_of,
    signature_problems,
    sums_of,
    write_archive,
)
from build_tools.build.source import known_facts, source_problems
from build_tools.command_line import CODE, FOLDER, finished_site, say, wrong_use
from build_tools.problems import N_, Problem, Refused, in_order, refuse
from build_tools.publish.hosting.asking import is_address
from build_tools.publish.hosting.scan import mirror_problems
from build_tools.publish.hosting.served import REQUESTS
from build_tools.verify import bytes_of, differences, files_below, stale_copies, together

SITE_IS_THE_SAME = N_(
    "The site is exactly what the content and the program of this folder make: its files ({number}) were compared byte "
    "for byte with those of a new build. Nothing else lies there."
)
_FITS = N_(
    "Its manifest was compared with these files, and with the commit, where one is known here, the day and the "
    "libraries that this folder is at."
)
SIGNED = N_("Its signature was compared with the key in content/site.yml of this folder.")
_UNSIGNED = N_(
    "Compared with nothing from elsewhere: whoever changes this folder can make the site and its manifest anew, and "
    "all fits. A release code that you have from elsewhere shows it, or a signature: content/site.yml names no key."
)
_EXACTLY = N_(
    "The mirror serves exactly this release: its files ({number}) were compared byte for byte with the manifest in "
    "{folder}. Whether that one is right: transparency verify {folder} --release"
)
_WHICH = N_("The release is of {day}, commit: {commit}. Release code: {code}")
_NOT_SEEN = N_(
    "Asked as several browsers ask, in three languages and in random order. Not known: what the mirror shows to other "
    "networks and countries, at other times, to whoever has a cookie from it, or after more requests; pages that no "
    "manifest names; its other headers; for those headers: transparency scan {address}"
)
_ONLY_A_RELEASE = N_("a signature is of a release: use --signature together with --release or --against")
_NO_MIRROR = N_("neither a folder nor an address such as https://example.org/; give one of them")
_OTHER_ENDING = N_("the name of the file has to end with {endings}")
_PACKED = N_("Packed into {file}: {number} files, {size} KB.")
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("site", type=FOLDER)
@click.option("--release", is_flag=True, help="SITE is a release: without examples, with a manifest.")
@click.option(
    "--against", metavar="URL-or-FOLDER", help="Build nothing; say whether a mirror serves the release in SITE."
)
@click.option("--signature", type=_FILE, help="Take the signature of the release from this file.")
@click.pass_obj
def verify_command(root: Path, site: Path, release: bool, against: str | None, signature: Path | None) -> None:
    """Check a finished SITE: its pages, links, policy, and that nothing else is in it."""
    if signature and not (release or against):
        raise wrong_use(root, _ONLY_A_RELEASE)
    if against and not is_address(against) and not Path(against).is_dir():
        raise wrong_use(root, _NO_MIRROR)
    handed = signature.read_bytes() if signature else None
    if against:
        _compare(root, site, against if is_address(against) else Path(against), handed)
    else:
        _judge(root, site, release, handed)


def _judge(root: Path, site: Path, release: bool, handed: bytes | None) -> None:
    """Hold a folder against a new build: the same files, byte for byte. What a build finds wrong stops it."""
    listed = sums_of if release else files_below
    with TemporaryDirectory(prefix="verify-") as place:
        folder = mkdocs_site.build_site(root, release, Path(place) / "site")
        made, facts = listed(folder), manifest_of(folder).facts if release else {}
    problems = [*differences(made, listed(site)), *stale_copies(site)]
    key = content.settings_of(root).signing_key
    if release:
        problems += release_differences(site, facts, key, handed)
    refuse(in_order(together(in_order(problems))))
    say(root, SITE_IS_THE_SAME, number=len(made))
    if release:
        say(root, _FITS)
        _say_which(root, manifest_of(site))
        say(root, SIGNED if key else _UNSIGNED)


def _say_which(root: Path, release: Manifest) -> None:
    """Say of which day and commit a release is, and its code."""
    say(root, _WHICH, day=release.facts["day"], commit=release.facts["commit"], code=release.code)


def release_differences(
    site: Path, known: Mapping[str, str], key: str | None, handed: bytes | None = None
) -> list[Problem]:
    """Return where a release is not of what is known of the project or not what its manifest says, and what its
    signature lacks."""
    try:
        release = manifest_of(site)
    except Refused as refused:
        return refused.problems
    problems = [*source_problems(release, known), *differences(release.sums, sums_of(site))]
    if key:
        signature = bytes_of(site / SIGNATURE) if handed is None else handed
        problems += signature_problems(key, release.data, signature)
    return problems


def _compare(root: Path, site: Path, against: str | Path, handed: bytes | None) -> None:
    """Hold a mirror against the manifest of a release, if that release is the one of the project now."""
    key, release = content.settings_of(root).signing_key, manifest_of(site)
    refuse(source_problems(release, known_facts(root)))
    number = len(release.sums)
    with click.progressbar(length=number * REQUESTS, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        refuse(mirror_problems(release, against, key, handed, lambda: bar.update(1)))
    say(root, _EXACTLY, number=number, folder=site)
    _say_which(root, release)
    if isinstance(against, str):
        say(root, _NOT_SEEN, address=against)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--site", type=FOLDER, help="The release; site/.")
@click.pass_obj
def bundle_command(root: Path, file: Path, site: Path | None) -> None:
    """Pack a release into FILE (.zip), to carry it by hand."""
    if file.suffix.lower() != ARCHIVE_ENDING:
        raise wrong_use(root, _OTHER_ENDING, endings=ARCHIVE_ENDING)
    folder = finished_site(root, site)
    refuse(release_differences(folder, known_facts(root), content.settings_of(root).signing_key))
    release = manifest_of(folder)
    number = write_archive(folder, release, file)
    say(root, _PACKED, number=number, file=file, size=-(-file.stat().st_size // 1024))
    say(root, CODE, code=release.code)
