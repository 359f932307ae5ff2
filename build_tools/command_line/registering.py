"""The commands of the register, a spreadsheet that lies outside of the project: make an empty one, check one, and make
the tables of a release of it.

In: what a maintainer types. Out: sentences that name row and column, and a ledger of steps and counts. What a cell
says is repeated nowhere.
"""

import datetime
import json
import os
from collections.abc import Iterator
from pathlib import Path

import click

from build_tools import localize
from build_tools.command_line import say, wrong_use
from build_tools.disclosure.columns import Translations, empty_register
from build_tools.disclosure.drafting import tables_of
from build_tools.disclosure.register import read_register
from build_tools.disclosure.tables import AnyLedger, ledger_problems
from build_tools.files import tree
from build_tools.files.cleanup import to_the_end
from build_tools.files.paths import CASES, SITE_SRC, ledger_file
from build_tools.files.tree import IN_A_REPOSITORY, is_inside
from build_tools.load import environment, site_folder
from build_tools.models import CountedReports, ReleaseLedger, Report, Reviewed, Site, public
from build_tools.problems import N_, TOO_EARLY, TOO_LATE, Fault, Problem, refuse

_NO_LANGUAGE = N_("this is no language of the site; the languages are: {languages}")
_NO_PLACE = N_("give a new register a name that ends in .xlsx and is not there yet, in a folder that you may write to")
_MADE = N_(
    "Made: {path}. Keep it on an encrypted disk and outside of every shared folder; whoever has it knows everything."
)
_FINE = N_("Reports: {reports}, of people: {people}.")
_THERE = Fault(
    "register.release_there",
    "is there already, and a release that was published changes by a correction alone; if nobody committed it, delete "
    "the file and run this again",
)
_NO_RELEASE = N_("a release is a year and a number, such as 2027-1; days are written as 2026-11-29, or unknown")
_NO_TABLES = N_("No lines of enough people that say something: there is no table by {fields}.")
_NOT_WRITTEN = N_("Nothing is written yet; with --write this becomes {path}.")
_WRITTEN = N_(
    "Written: {path}. Let a second person read it beside the register, run `transparency seal`, and commit both. "
    "Nobody can take back what is pushed."
)
_HEAD = "# Written by `transparency register tables`, from a register that lies elsewhere. Nobody changes it by hand."
of_file = click.argument("file", type=click.Path(path_type=Path))


@click.group()
def register_command() -> None:
    """Read the register, a spreadsheet outside of the project, or make an empty one."""


@register_command.command("new")
@of_file
@click.option("--language", help="The language of the sheet, such as kk.")
@click.pass_obj
def _new(root: Path, file: Path, language: str | None) -> None:
    """Write an empty register into FILE.xlsx, outside of the project."""
    site = codes_and_settings(root)
    if (language := language or site.settings.codes[0]) not in site.settings.codes:
        raise wrong_use(root, _NO_LANGUAGE, languages=", ".join(site.settings.codes))
    if file.suffix != ".xlsx":
        raise wrong_use(root, _NO_PLACE)
    if is_inside(file.parent.resolve() / file.name, root):
        refuse([Problem(str(file), IN_A_REPOSITORY)])
    taken = {Path(path).stem for path, _ in tree.files(root, CASES)}
    data = empty_register(site.vocabulary, language, _words_of(site)[language], taken)
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as written:
            written.write(data)
    except OSError:
        raise wrong_use(root, _NO_PLACE) from None
    say(root, _MADE, path=file)


@register_command.command("check")
@of_file
@click.pass_obj
def _check(root: Path, file: Path) -> None:
    """Say every problem of the register in FILE."""
    reports = reports_in(root, codes_and_settings(root), file)
    say(root, _FINE, reports=len(reports), people=len({report.person for report in reports}))


@register_command.command("tables")
@of_file
@click.option("--release", required=True, help="The name of the release, such as 2027-1.")
@click.option("--from", "first", required=True, help="The first day of registration, or unknown.")
@click.option("--until", required=True, help="The last day of registration.")
@click.option("--write", is_flag=True, help="Write the ledger; nothing is committed.")
@click.pass_obj
def _tables(root: Path, file: Path, release: str, first: str, until: str, write: bool) -> None:
    """Show the tables of the reports that were registered from one day to another."""
    site, path = codes_and_settings(root), ledger_file(release)
    counts = _counts(root, release, first, until)
    refuse(_wrong_days(path, counts, site.day))
    review = dict.fromkeys(site.settings.codes, Reviewed(state="source"))
    reports = reports_in(root, site, file)
    ledger = tables_of(reports, counts, release, review, site.vocabulary, site.settings)
    there = [Problem(path, _THERE)] if write and (root / path).exists() else []
    every: dict[str, AnyLedger] = {**site.briefings, **site.releases, path: ledger}
    refuse([*there, *ledger_problems(every, site.vocabulary, site.settings)])
    click.echo(_text_of(ledger))
    if without := [field for field in site.settings.tables if field not in ledger.tables]:
        say(root, _NO_TABLES, err=True, fields=", ".join(without))
    if not write:
        say(root, _NOT_WRITTEN, err=True, path=path)
        return
    with to_the_end():
        (root / path).write_text(_text_of(ledger), "utf-8", newline="")
    say(root, _WRITTEN, path=path)


def reports_in(root: Path, site: Site, file: Path) -> list[Report]:
    """Return the reports of a register. Raises ``Refused`` with every problem of it."""
    return read_register(root, file, site.vocabulary, _words_of(site), site.day)


def codes_and_settings(root: Path) -> Site:
    """Return the content. Raises ``Refused`` where it cannot be read. Whether it may be published, the check says."""
    return site_folder.whole_site(root, root / SITE_SRC / "locales", environment.build_day())


def _words_of(site: Site) -> Translations:
    """Return how each language of the site translates the words of a register."""
    return {code: localize.locale_of(site, code).translate for code in site.settings.codes}


def _counts(root: Path, release: str, first: str, until: str) -> CountedReports:
    """Return which reports a release counts."""
    try:
        counts = CountedReports.model_validate({"from": first, "until": until})
        empty = {"kind": "register", "id": release, "counts": counts, "total": 0, "tables": {}, "review": {}}
        ReleaseLedger.model_validate(empty)
    except ValueError:
        raise wrong_use(root, _NO_RELEASE) from None
    return counts


def _wrong_days(path: str, counts: CountedReports, today: datetime.date) -> Iterator[Problem]:
    """Yield what is wrong with the days before anything is counted: numbers of days that are not over would be others
    when they are, and whoever has both sees who came between."""
    if counts.until < counts.first:
        yield Problem(path, TOO_EARLY, ("counts", "until"), {"other": "from"})
    elif counts.until > today:
        yield Problem(path, TOO_LATE, ("counts", "until"), {"other": today.isoformat()})


def _text_of(ledger: ReleaseLedger) -> str:
    """Return the file of a ledger: one line for each table."""
    data = public(ledger)
    head = {name: data[name] for name in ("kind", "id", "counts", "total")}
    lines = [_HEAD, *(f"{name}: {json.dumps(value)}" for name, value in head.items())]
    lines.append("tables:" if ledger.tables else "tables: {}")
    lines += (f"  {field}: {json.dumps(lines)}" for field, lines in ledger.tables.items())
    return "\n".join([*lines, f"review: {json.dumps(dict.fromkeys(ledger.review, 'source'))}", ""])
