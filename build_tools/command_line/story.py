"""The commands of stories: begin the file of one, and count again whether enough people are like those who have one.

In: the register, outside of the project, and what a maintainer types. Out: a file whose words stand empty; sentences.
How many people are like somebody is said to nobody.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from build_tools.command_line import say, translation, wrong_use
from build_tools.command_line.registering import codes_and_settings, of_file, reports_in
from build_tools.disclosure.stories import NO_TABLES, Stories, Tells, crowd_of, wrong_with
from build_tools.files.cleanup import to_the_end
from build_tools.files.paths import case_file
from build_tools.load import environment
from build_tools.models import NOT_STATED, SEVERAL_ANSWERS, SOURCE_LANGUAGE, Alike, Report, Site, fact_fields, public
from build_tools.problems import N_, Fault, Problem, fill, refuse
from build_tools.validate.stories import IS_WITHDRAWN

_THERE = Fault("stories.there_already", "is there already; a story is begun once")
_NO_CODES = N_(
    "--tells is treatment= with the kinds that the words tell, + between several, and at most one field more, such as "
    "treatment=beatings+threats,place=south"
)
_SHOWN = N_(
    "Do the words show “{field}” in any language: stated, by grammar, by a relative or by circumstances? Write the "
    "code ({codes}), or nothing"
)
_MOST_CODES = 8
"""A longer list of codes is asked for by its first ones."""

_WRITTEN = N_(
    "Written: {path}. The check refuses it until the words, the consent and what the second reader confirmed are there."
)
_FINE = N_("Stories counted again: {number}. Enough people without a story are like each of these people.")
_NO_ROLE = N_("--by is a role in small Latin letters, such as coordinator; never a name")


@click.group()
def story_command() -> None:
    """Begin the story of somebody who wants it told, or count again who is like those who have one."""


@story_command.command("new")
@of_file
@click.argument("own", metavar="ID")
@click.option("--release", required=True, help="The release of the report, such as 2027-1.")
@click.option("--by", required=True, help="The role of whoever counts, such as coordinator; never a name.")
@click.option("--tells", help="What the words tell, such as treatment=beatings+threats,place=south; else it is asked.")
@click.pass_obj
def _new(root: Path, file: Path, own: str, release: str, by: str, tells: str | None) -> None:
    """Write the file of the story of the report ID, whose person wants it told."""
    site = codes_and_settings(root)
    path, stories = case_file(release, own), _stories_of(site)
    told = _codes_in(root, _asked(root, site) if tells is None else tells)
    withdrawn = {stone.id for stone in site.withdrawn.values()}
    refuse(Problem(path, fault, ("id",)) for fault, ids in ((IS_WITHDRAWN, withdrawn), (_THERE, stories)) if own in ids)
    after = {**stories, own: (release, told)}
    reports = reports_in(root, site, file)
    refuse(_wrong_now([own], after, reports, site))
    refuse(_wrong_now((one for one, (name, _) in stories.items() if name == release), after, reports, site))
    text = _text_of(own, release, told, _alike(root, release, by, site), site)
    with to_the_end():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8", newline="")
    say(root, _WRITTEN, path=path)


@story_command.command("check")
@of_file
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.pass_obj
def _check(root: Path, file: Path, ids: tuple[str, ...]) -> None:
    """Count again whether enough people are like those who have a story: each, or those of some IDs."""
    site = codes_and_settings(root)
    stories = _stories_of(site)
    asked = [own for own in stories if not ids or own in ids]
    refuse(_wrong_now(asked, stories, reports_in(root, site, file), site))
    say(root, _FINE, number=len(asked))


def _stories_of(site: Site) -> dict[str, tuple[str, Tells]]:
    return {case.id: (case.release, case.stated_codes) for case in site.cases.values() if not case.example}


def _wrong_now(ids: Iterable[str], stories: Stories, reports: Sequence[Report], site: Site) -> Iterator[Problem]:
    """Yield what is wrong with some stories beside all others, as the register has their people."""
    ledgers = {ledger.id: ledger for ledger in site.releases.values()}
    for own in ids:
        release, told = stories[own]
        path, ledger = case_file(release, own), ledgers.get(release)
        if ledger:
            yield from wrong_with(path, own, told, crowd_of(ledger, reports, stories, site, apart=own))
        else:
            yield Problem(path, NO_TABLES, ("release",), {"release": release})


def _asked(root: Path, site: Site) -> str:
    """Return the codes that a maintainer says the words show, asked field by field, as ``--tells`` has them."""
    told, own = list[str](), environment.asked_language()
    for field, list_ in fact_fields().items():
        label = site.vocabulary.fields[field].label
        codes = ["2027", "2027-Q1", "2027-01"] if list_ == "periods" else [*site.vocabulary.labels(list_)]
        known = [code for code in codes if code != NOT_STATED][:_MOST_CODES]
        shown = ", ".join(known) + (", …" if len(codes) > _MOST_CODES else "")
        name = label.get(own) or label[SOURCE_LANGUAGE]
        question = fill(translation(root)(_SHOWN), field=name, codes=shown)
        if answer := click.prompt(question, default="", show_default=False).strip():
            told.append(f"{field}={answer}")
    return ",".join(told)


def _codes_in(root: Path, text: str) -> Tells:
    """Return the codes that somebody wants to tell, by field."""
    parts = [part.strip().partition("=") for part in text.split(",")]
    told = {field: [code.strip() for code in re.split("[+;]", codes) if code.strip()] for field, _, codes in parts}
    is_right = all(len(codes) == 1 or (codes and field in SEVERAL_ANSWERS) for field, codes in told.items())
    if len(told) < len(parts) or not told.keys() <= fact_fields().keys() or not is_right:
        raise wrong_use(root, _NO_CODES)
    return told


def _alike(root: Path, release: str, role: str, site: Site) -> Alike:
    """Return that enough people are like somebody, as a role counted that stands in a public file."""
    [until] = (ledger.counts.until for ledger in site.releases.values() if ledger.id == release)
    try:
        return Alike(enough=True, on=until, by=role)
    except ValueError:
        raise wrong_use(root, _NO_ROLE) from None


def _text_of(own: str, release: str, told: Tells, alike: Alike, site: Site) -> str:
    """Return the file of a story whose words stand empty."""
    codes = {field: found if field in SEVERAL_ANSWERS else found[0] for field, found in told.items()}
    head = {"id": own, "release": release, **({"invented": True} if site.settings.invented else {})}
    lines = {**head, **codes, "free_to_speak": True, "alike": public(alike), "consent": "", "confirmed": ""}
    text = "".join(f"{name}: {json.dumps(value)}\n" for name, value in lines.items())
    words = "".join(f'  {code}: ""\n' for code in site.settings.codes)
    first, *rest = site.settings.codes
    review = {first: "source", **dict.fromkeys(rest, "machine-translated")}
    return f"{text}summary:\n{words}review: {json.dumps(review)}\n"
