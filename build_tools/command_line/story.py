"""The commands of stories: begin the file of one, and count again whether enough people are like those who have one.

In: the register, outside of the project, and what a maintainer types. Out: a file whose words stand empty; sentences.
How many people are like somebody is said to nobody.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from build_tools.command_line.output import say, wrong_use
from build_tools.command_line.registering import (
    codes_and_settings,
    of_file,
    read_or_stop,
    stop_in_form,
    with_columns,
    with_form,
)
from build_tools.command_line.usage import Commands
from build_tools.disclosure.stories import NO_TABLES, TREATMENT
from build_tools.disclosure.telling import Crowd, Told, of_release, wrong_with
from build_tools.ended import to_the_end
from build_tools.models import SEVERAL_ANSWERS, Alike, ReleaseLedger, Report, Site, fact_fields, public
from build_tools.paths import case_file
from build_tools.problems import N_, Fault, Problem
from build_tools.validate.cases import IS_WITHDRAWN
from build_tools.variables import reads_places

_NO_REPORT = Fault(
    "stories.no_such_report",
    "is the code of no report that was registered on the days of release {release}; look at the register",
)
_THERE = Fault("stories.there_already", "is there already; a story is begun once")
_NO_CODE = Fault(
    "stories.not_read",
    "is not read; write treatment= with the kinds that the words tell, + between several, and at most one field more, "
    "such as treatment=beatings+threats,place or treatment=beatings,place=south",
)
_OTHERS_ALONE = Fault(
    "stories.leaves_others_alone",
    "would leave too few people without a story who are like that of {ids}; let it come with a later release",
)
_WRITTEN = N_(
    "Written: {path}. The words stand empty, and the check refuses the file until they and the consent are there."
)
_FINE = N_("Stories counted again: {number}. Enough people without a story are like each of these people.")
_KINDS = N_("Kinds of treatment that the tables let the story tell: {codes}")
_BESIDE = N_("Beside {kinds} one of these, or none: {codes}")
_TELLS = N_("What do the words tell? Such as treatment=beatings,place")
_RELEASE = N_("Of which release? Such as 2027-1")
_BY = N_("Who counted? A role, such as coordinator")
_NO_ROLE = N_("--by is a role in small Latin letters, such as coordinator; never a name")
_MISSING = N_("say --release, --tells and --by; only at a terminal somebody can be asked")


@click.group("story", cls=Commands)
def story() -> None:
    """Begin the story of somebody who wants it told, or count again who is like those who have one."""


@story.command("new")
@of_file
@click.argument("own", metavar="ID")
@click.option("--release", help="The release of the report, such as 2027-1.")
@click.option("--tells", help="What the words tell, such as treatment=beatings+threats,place.")
@click.option("--by", help="The role of whoever counts, such as coordinator; never a name.")
@with_columns
@with_form
@click.pass_obj
def new(
    root: Path,
    file: Path,
    own: str,
    release: str | None,
    tells: str | None,
    by: str | None,
    columns: Path | None,
    form: str,
) -> None:
    """Write the file of the story of the report ID, whose person wants it told."""
    site, reports = codes_and_settings(root), read_or_stop(root, file, columns, form).reports
    if not (release and tells and by) and not reads_places():
        raise wrong_use(root, _MISSING)
    release = release or _asked(root, _RELEASE)
    report, ledger = _report(own, release, reports, site), _ledger(release, site)
    path = case_file(release, own)
    stop_in_form(root, list(_forbidden(path, report, ledger, site)), form)
    if report is None or ledger is None:  # which was said
        return
    crowd = of_release(ledger, reports, _stories(site), site, apart=own)
    told = _told(tells or _asked_what(root, report, crowd), report, crowd)
    unread = [Problem(path, _NO_CODE, ("tells",))]
    stop_in_form(root, unread if told is None else list(_wrong(path, report, told, crowd, reports, site)), form)
    text = _text_of(report, release, told or {}, _alike(root, ledger, by or _asked(root, _BY)), site)
    with to_the_end():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8", newline="")
    say(root, _WRITTEN, err=form != "text", path=path)


@story.command("check")
@of_file
@click.argument("ids", metavar="[ID]...", nargs=-1)
@with_columns
@with_form
@click.pass_obj
def check(root: Path, file: Path, ids: tuple[str, ...], columns: Path | None, form: str) -> None:
    """Count again whether enough people are like those who have a story: each, or those of some IDs."""
    site, reports = codes_and_settings(root), read_or_stop(root, file, columns, form).reports
    asked = {own: told for own, told in _stories(site).items() if not ids or own in ids}
    stop_in_form(root, [one for own in asked for one in _of_story(own, reports, site)], form)
    say(root, _FINE, err=form != "text", number=len(asked))


def _stories(site: Site) -> dict[str, tuple[str, Told]]:
    """Return the release of each real story and what it tells, by its id."""
    return {case.id: (case.release, case.told) for case in site.cases.values() if not case.example}


def _ledger(release: str, site: Site) -> ReleaseLedger | None:
    return next((one for one in site.releases.values() if one.id == release), None)


def _report(own: str, release: str, reports: Sequence[Report], site: Site) -> Report | None:
    """Return a report that was registered on the days of a release."""
    ledger = _ledger(release, site)
    days = (ledger.counts.first, ledger.counts.until) if ledger else None
    found = (one for one in reports if one.id == own)
    return next((one for one in found if days is None or days[0] <= one.registered <= days[1]), None)


def _forbidden(path: str, report: Report | None, ledger: ReleaseLedger | None, site: Site) -> Iterator[Problem]:
    """Yield why no story of a report can be begun."""
    release, own = path.split("/")[-2], Path(path).stem
    if ledger is None:
        yield Problem(path, NO_TABLES, ("release",), {"release": release})
    elif report is None:
        yield Problem(path, _NO_REPORT, ("id",), {"release": release})
    if own in {stone.id for stone in site.withdrawn.values()}:
        yield Problem(path, IS_WITHDRAWN, ("id",))
    if own in _stories(site):
        yield Problem(path, _THERE, ("id",))


def _wrong(
    path: str, report: Report, told: Told, crowd: Crowd, reports: Sequence[Report], site: Site
) -> Iterator[Problem]:
    """Yield why a report may not be told so, also because of the stories that are there."""
    found = list(wrong_with(path, report, told, crowd))
    yield from found
    stories = _stories(site)
    after = {**stories, report.id: (crowd.release.id, told)}
    ids = [own for own, (release, _) in stories.items() if release == crowd.release.id]
    alone = [own for own in ids if not found and list(_of_story(own, reports, site, after))]
    if alone:
        yield Problem(path, _OTHERS_ALONE, values={"ids": ", ".join(alone)})


def _of_story(
    own: str, reports: Sequence[Report], site: Site, stories: Mapping[str, tuple[str, Told]] | None = None
) -> Iterator[Problem]:
    """Yield what is wrong with a story that is there, as the register has its person."""
    every = stories or _stories(site)
    release, told = every[own]
    path, report, ledger = case_file(release, own), _report(own, release, reports, site), _ledger(release, site)
    if ledger and report:
        yield from wrong_with(path, report, told, of_release(ledger, reports, every, site, apart=own))
    else:
        yield Problem(path, _NO_REPORT if ledger else NO_TABLES, ("id",), {"release": release})


def _told(said: str, report: Report, crowd: Crowd) -> Told | None:
    """Return the codes that somebody wants to tell, by field: of a field without a code the finest step that may be."""
    found: dict[str, tuple[str, ...]] = {}
    for part in said.split(","):
        field, _, codes = part.strip().partition("=")
        if field not in fact_fields():
            return None
        kinds = found.get(TREATMENT, ())
        chosen = (
            tuple(map(str.strip, re.split("[+;]", codes))) if codes else tuple(crowd.choices(report, kinds, field)[:1])
        )
        found[field] = (*found.get(field, ()), *chosen) if field in SEVERAL_ANSWERS else chosen
    return found


def _alike(root: Path, ledger: ReleaseLedger, role: str) -> Alike:
    """Return that enough people are like somebody, as a role counted that stands in a public file."""
    try:
        return Alike(enough=True, on=ledger.counts.until, by=role)
    except ValueError:
        raise wrong_use(root, _NO_ROLE) from None


def _asked(root: Path, question: str) -> str:
    say(root, question, err=True)
    answer: str = click.prompt("", prompt_suffix="> ", err=True)
    return answer


def _asked_what(root: Path, report: Report, crowd: Crowd) -> str:
    """Ask what the words tell, after saying what they may: at a terminal alone."""
    kinds = crowd.tellable(report, TREATMENT)
    say(root, _KINDS, err=True, codes=", ".join(kinds) or "–")
    fields = [field for field in fact_fields() if field != TREATMENT]
    choices = [f"{field}={code}" for field in fields for code in crowd.choices(report, kinds, field)]
    say(root, _BESIDE, err=True, kinds=", ".join(kinds) or "–", codes=", ".join(choices) or "–")
    return _asked(root, _TELLS)


def _text_of(report: Report, release: str, told: Told, alike: Alike, site: Site) -> str:
    """Return the file of a story whose words stand empty."""
    codes = {field: list(found) if field in SEVERAL_ANSWERS else found[0] for field, found in told.items() if found}
    head = {"id": report.id, "release": release, **({"invented": True} if site.settings.invented else {})}
    lines = {**head, **codes, "free_to_speak": True, "alike": public(alike), "consent": ""}
    text = "".join(f"{name}: {json.dumps(value)}\n" for name, value in lines.items())
    words = "".join(f'  {code}: ""\n' for code in site.settings.codes)
    first, *rest = site.settings.codes
    review = {first: "source", **dict.fromkeys(rest, "machine-translated")}
    return f"{text}summary:\n{words}review: {json.dumps(review)}\n"
