"""The commands of stories: begin the file of one, and count again whether enough people are like those who have one.

In: the register, outside of the project, and what a maintainer types. Out: a file whose words stand empty; sentences.
How many people are like somebody is said to nobody.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from build_tools.command_line.output import refuse, say, wrong_use
from build_tools.command_line.registering import codes_and_settings, of_file, reports_in
from build_tools.disclosure.stories import NO_TABLES, TREATMENT
from build_tools.disclosure.telling import Crowd, Tells, crowd_of, wrong_with
from build_tools.ended import to_the_end
from build_tools.models import SEVERAL_ANSWERS, Alike, ReleaseLedger, Report, Site, fact_fields, public
from build_tools.paths import case_file
from build_tools.problems import N_, Fault, Problem, Refused
from build_tools.validate.stories import IS_WITHDRAWN
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
_NOT_WRITTEN = N_("Nothing is written yet; say with --tells what the words tell, such as treatment=beatings,place")
_NO_ROLE = N_("--by is a role in small Latin letters, such as coordinator; never a name")
_MISSING = N_("say --tells; what the words may tell is said at a terminal alone")

Stories = Mapping[str, tuple[str, Tells]]
"""The release of each real story and what it tells, by its id."""


@click.group()
def story_command() -> None:
    """Begin the story of somebody who wants it told, or count again who is like those who have one."""


@story_command.command("new")
@of_file
@click.argument("own", metavar="ID")
@click.option("--release", required=True, help="The release of the report, such as 2027-1.")
@click.option("--by", required=True, help="The role of whoever counts, such as coordinator; never a name.")
@click.option("--tells", help="What the words tell, such as treatment=beatings+threats,place.")
@click.pass_obj
def _new(root: Path, file: Path, own: str, release: str, by: str, tells: str | None) -> None:
    """Write the file of the story of the report ID, whose person wants it told; without --tells, say what it may."""
    site = codes_and_settings(root)
    reports = reports_in(root, site, file)
    path, stories = case_file(release, own), _stories(site)
    report, ledger = _report_to_tell(path, own, release, reports, site)
    crowd = crowd_of(ledger, reports, stories, site, apart=own)
    if not tells:
        _say_choices(root, report, crowd)
        return
    facts = _facts_in(tells, report, crowd)
    if facts is None:
        raise Refused([Problem(path, _NO_CODE, ("tells",))])
    refuse(wrong_with(path, report, facts, crowd))
    refuse(_left_alone(path, release, {**stories, own: (release, facts)}, reports, site))
    text = _text_of(report, release, facts, _alike(root, ledger, by), site)
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
    reports = reports_in(root, site, file)
    stories = _stories(site)
    asked = [own for own in stories if not ids or own in ids]
    refuse(problem for own in asked for problem in _wrong_now(own, stories, reports, site))
    say(root, _FINE, number=len(asked))


def _stories(site: Site) -> dict[str, tuple[str, Tells]]:
    return {case.id: (case.release, case.told) for case in site.cases.values() if not case.example}


def _ledger(release: str, site: Site) -> ReleaseLedger | None:
    return next((one for one in site.releases.values() if one.id == release), None)


def _report(own: str, ledger: ReleaseLedger, reports: Sequence[Report]) -> Report | None:
    """Return a report that was registered on the days of a release."""
    first, until = ledger.counts.first, ledger.counts.until
    return next((one for one in reports if one.id == own and first <= one.registered <= until), None)


def _report_to_tell(
    path: str, own: str, release: str, reports: Sequence[Report], site: Site
) -> tuple[Report, ReleaseLedger]:
    """Return a report and its release. Raises ``Refused`` where no story of it can be begun."""
    ledger = _ledger(release, site)
    if ledger is None:
        raise Refused([Problem(path, NO_TABLES, ("release",), {"release": release})])
    report = _report(own, ledger, reports)
    if report is None:
        raise Refused([Problem(path, _NO_REPORT, ("id",), {"release": release})])
    known = {IS_WITHDRAWN: {stone.id for stone in site.withdrawn.values()}, _THERE: _stories(site).keys()}
    refuse(Problem(path, fault, ("id",)) for fault, ids in known.items() if own in ids)
    return report, ledger


def _left_alone(path: str, release: str, after: Stories, reports: Sequence[Report], site: Site) -> Iterator[Problem]:
    """Yield which stories of a release could not be told any more beside a new one."""
    before = [own for own, (name, _) in _stories(site).items() if name == release]
    alone = [own for own in before if any(True for _ in _wrong_now(own, after, reports, site))]
    if alone:
        yield Problem(path, _OTHERS_ALONE, values={"ids": ", ".join(alone)})


def _wrong_now(own: str, stories: Stories, reports: Sequence[Report], site: Site) -> Iterator[Problem]:
    """Yield what is wrong with a story that is there, as the register has its person."""
    release, facts = stories[own]
    path, ledger = case_file(release, own), _ledger(release, site)
    report = _report(own, ledger, reports) if ledger else None
    if ledger and report:
        yield from wrong_with(path, report, facts, crowd_of(ledger, reports, stories, site, apart=own))
    else:
        yield Problem(path, _NO_REPORT if ledger else NO_TABLES, ("id",), {"release": release})


def _facts_in(text: str, report: Report, crowd: Crowd) -> Tells | None:
    """Return the codes that somebody wants to tell, by field: of a field without a code the finest step that may be."""
    found: dict[str, tuple[str, ...]] = {}
    for part in text.split(","):
        field, _, codes = part.strip().partition("=")
        if field not in fact_fields():
            return None
        finest = crowd.choices(report, found.get(TREATMENT, ()), field)[:1]
        chosen = tuple(map(str.strip, re.split("[+;]", codes))) if codes else tuple(finest)
        found[field] = (*found.get(field, ()), *chosen) if field in SEVERAL_ANSWERS else chosen
    return found


def _alike(root: Path, ledger: ReleaseLedger, role: str) -> Alike:
    """Return that enough people are like somebody, as a role counted that stands in a public file."""
    try:
        return Alike(enough=True, on=ledger.counts.until, by=role)
    except ValueError:
        raise wrong_use(root, _NO_ROLE) from None


def _say_choices(root: Path, report: Report, crowd: Crowd) -> None:
    """Say what the words may tell: at a terminal alone."""
    if not reads_places():
        raise wrong_use(root, _MISSING)
    kinds = crowd.tellable(report, TREATMENT)
    say(root, _KINDS, err=True, codes=", ".join(kinds) or "–")
    fields = [field for field in fact_fields() if field != TREATMENT]
    choices = [f"{field}={code}" for field in fields for code in crowd.choices(report, kinds, field)]
    say(root, _BESIDE, err=True, kinds=", ".join(kinds) or "–", codes=", ".join(choices) or "–")
    say(root, _NOT_WRITTEN, err=True)


def _text_of(report: Report, release: str, facts: Tells, alike: Alike, site: Site) -> str:
    """Return the file of a story whose words stand empty."""
    codes = {field: list(found) if field in SEVERAL_ANSWERS else found[0] for field, found in facts.items() if found}
    head = {"id": report.id, "release": release, **({"invented": True} if site.settings.invented else {})}
    lines = {**head, **codes, "free_to_speak": True, "alike": public(alike), "consent": ""}
    text = "".join(f"{name}: {json.dumps(value)}\n" for name, value in lines.items())
    words = "".join(f'  {code}: ""\n' for code in site.settings.codes)
    first, *rest = site.settings.codes
    review = {first: "source", **dict.fromkeys(rest, "machine-translated")}
    return f"{text}summary:\n{words}review: {json.dumps(review)}\n"
