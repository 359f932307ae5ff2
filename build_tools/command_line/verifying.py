"""The command that looks at a finished site: verify.

In: a folder, and a mirror to hold it against. Out: a sentence for each thing that is wrong, or that all is right.
Changes nothing.
"""

import sys
from dataclasses import replace
from pathlib import Path

import click

from build_tools import pipeline, plugin
from build_tools.command_line.stopping import CODE, refuse_problems, say, stop_with
from build_tools.paths import SITE_SRC
from build_tools.problems import N_, Problem, in_english, in_order
from build_tools.release import clock, manifest, mirror, signature, source
from build_tools.verify import verify as verify_folder

WHOLE = N_("The site is whole.")
EXACTLY = N_("The mirror serves exactly this release, files: {number}.")
OTHER_COMMIT = N_("is of another commit than the project is at; build the release anew")
NO_MIRROR = N_("neither a folder nor an address such as https://example.org/; give one of them")


class MirrorType(click.ParamType):
    """A folder, or an address that begins with http:// or https://."""

    name = "URL-or-FOLDER"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str | Path:
        """Return an address as text, a folder as a path."""
        if mirror.is_address(value):
            return value
        if Path(value).is_dir():
            return Path(value)
        translate = pipeline.maintainers_language(ctx.obj / SITE_SRC) if ctx else in_english
        return self.fail(translate(NO_MIRROR), param, ctx)


@click.command()
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--release", is_flag=True, help="SITE is a release: without examples, with a manifest.")
@click.option("--against", type=MirrorType(), help="Build nothing; say whether a mirror serves the release in SITE.")
@click.pass_obj
def verify(root: Path, site: Path, release: bool, against: str | Path | None) -> None:
    """Check a finished SITE: its pages, links, policy, and that nothing else is in it."""
    if against:
        compare(root, site, against)
    else:
        judge(root, site, release)


def judge(root: Path, site: Path, release: bool) -> None:
    """Hold a folder against what would be built now."""
    output = refuse_problems(
        lambda: clock.build_pages(root, root / SITE_SRC, release, source.day_of(root, release)), root
    )
    expected = pipeline.expectation(output, plugin.stylesheet_paths(site))
    problems = verify_folder(site, replace(expected, optional=manifest.ALLOWED if release else frozenset()))
    own = of_release(root, site, output.site.settings.signing_key) if release else ()
    stop_with(in_order([*problems, *own]), root)
    say(root, WHOLE)
    if code := manifest.code_in(site):
        say(root, CODE, code=code)


def of_release(root: Path, site: Path, key: str | None) -> list[Problem]:
    """Return where a release is not of this commit or not what its manifest says, and what its signature lacks."""
    found, data, problems = manifest.manifest_of(site)
    if found is None:
        return problems
    signed = signature.signature_problems(key, data, lambda name: manifest.bytes_of(site / name), site)
    now = source.commit(root)
    old = [Problem(manifest.NAME, OTHER_COMMIT)] if now and found.facts.get("commit") != now else []
    return [*old, *manifest.differences(found, manifest.sums_of(site)), *signed]


def compare(root: Path, site: Path, against: str | Path) -> None:
    """Hold a mirror against the manifest of a release."""
    key = refuse_problems(lambda: pipeline.settings_of(root), root).signing_key
    found, data, problems = manifest.manifest_of(site)
    if found is None:
        stop_with(problems, root)
        return
    reference = mirror.Reference(found, data, key)
    with click.progressbar(length=len(found.sums), file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        problems = mirror.problems(reference, against, lambda: bar.update(1))
    stop_with(problems, root)
    say(root, EXACTLY, number=len(found.sums))
    say(root, CODE, code=manifest.code_of(data))
