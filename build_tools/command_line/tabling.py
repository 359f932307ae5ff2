"""The command ``register tables``: which tables of a release would be published, and writing them.

In: the register, outside of the project, and the days of a release. Out: a ledger of steps and counts.
"""

import datetime
import json
from collections.abc import Iterator
from pathlib import Path

import click

from build_tools.command_line.output import refuse, say, wrong_use
from build_tools.command_line.registering import (
    codes_and_settings,
    faultless_register,
    of_file,
    register_command,
    with_columns,
)
from build_tools.disclosure.drafting import tables_of
from build_tools.disclosure.tables import AnyLedger, ledger_problems
from build_tools.ended import to_the_end
from build_tools.models import CountedReports, ReleaseLedger, Reviewed, public
from build_tools.paths import ledger_file
from build_tools.problems import N_, Fault, Problem
from build_tools.validate.generic import TOO_EARLY, TOO_LATE

_THERE = Fault(
    "register.release_there",
    "is there already, and a release that was published changes by a correction alone; if nobody committed it, delete "
    "the file and run this again",
)
_NO_RELEASE = N_("a release is a year and a number, such as 2027-1; days are written as 2026-11-29, or unknown")
_NOT_WRITTEN = N_("Nothing is written yet; with --write this becomes {path}.")
_WRITTEN = N_(
    "Written: {path}. Let a second person read it beside the register, run `transparency seal`, and commit both. "
    "Nobody can take back what is pushed."
)
_NO_TABLES = N_("No lines of enough people that say something: there is no table by {fields}.")


@register_command.command("tables")
@of_file
@click.option("--release", required=True, help="The name of the release, such as 2027-1.")
@click.option("--from", "first", required=True, help="The first day of registration, or unknown.")
@click.option("--until", required=True, help="The last day of registration.")
@click.option("--write", is_flag=True, help="Write the ledger; nothing is committed.")
@with_columns
@click.pass_obj
def _tables(
    root: Path,
    file: Path,
    release: str,
    first: str,
    until: str,
    write: bool,
    columns: Path | None,
) -> None:
    """Show the tables of the reports that were registered from one day to another."""
    site = codes_and_settings(root)
    counts = _counts(root, release, first, until)
    path = ledger_file(release)
    refuse(_wrong_days(path, counts, site.day))
    reports = faultless_register(root, site, file, columns).reports
    review = dict.fromkeys(site.settings.codes, Reviewed(state="source"))
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
    """Yield what is wrong with the days themselves, before a register is read."""
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


_HEAD = "# Written by `transparency register tables`, from a register that lies elsewhere. Nobody changes it by hand."
