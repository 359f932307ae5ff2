"""The command ``register tables``: which tables of a release would be published, and writing them.

In: the register, outside of the project, and the days of a release. Out: a ledger of steps and counts; what went into a
line is said at a terminal alone.
"""

import datetime
import json
from collections.abc import Iterator, Mapping
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
from build_tools.disclosure.lines import Draft, Why, tables_of
from build_tools.ended import to_the_end
from build_tools.models import CountedReports, Ledger, ReleaseLedger, Reviewed, Site, public
from build_tools.paths import ledger_file
from build_tools.problems import N_, Fault, Problem
from build_tools.validate.generic import TOO_EARLY, TOO_LATE
from build_tools.variables import reads_places

_THERE = Fault(
    "register.release_there",
    "is there already, and a release that was published changes by a correction alone; if nobody committed it, delete "
    "the file and run this again",
)
_NO_RELEASE = N_("a release is a year and a number, such as 2027-1; days are written as 2026-11-29, or unknown")
_NOT_SHOWN = N_("What joined with what is said at a terminal only.")
_NOT_WRITTEN = N_("Nothing is written yet; with --write this becomes {path}.")
_WRITTEN = N_(
    "Written: {path}. Let a second person read it beside the register, run `transparency seal`, and commit both. "
    "Nobody can take back what is pushed."
)
_JOINED = N_("{field}: {step}: {count} = {codes}")
_WHY = {
    Why.FEW: N_("{field}: not published, for no joining of its steps gives lines of enough people"),
    Why.NO_ANSWER: N_("{field}: not published, for neither of the answers that say something has a line"),
    Why.NEARLY_ALL: N_("{field}: not published, for a line would say something of nearly everybody"),
    Why.DIFFERENCE: N_("{field}: not published, for beside another ledger few would be left"),
}


@register_command.command("tables")
@of_file
@click.option("--release", required=True, help="The name of the release, such as 2027-1.")
@click.option("--from", "first", required=True, help="The first day of registration, or unknown.")
@click.option("--until", required=True, help="The last day of registration.")
@click.option("--includes", multiple=True, metavar="LEDGER", help="A ledger all of whose reports are among these.")
@click.option("--apart", multiple=True, metavar="LEDGER", help="A ledger that counts none of these reports.")
@click.option("--same", multiple=True, metavar="LEDGER", help="A ledger that counts just these reports.")
@click.option("--write", is_flag=True, help="Write the ledger; nothing is committed.")
@with_columns
@click.pass_obj
def _tables(
    root: Path,
    file: Path,
    release: str,
    first: str,
    until: str,
    includes: tuple[str, ...],
    apart: tuple[str, ...],
    same: tuple[str, ...],
    write: bool,
    columns: Path | None,
) -> None:
    """Show the tables of the reports that were registered from one day to another."""
    site = codes_and_settings(root)
    counts = _counts(root, site, release, first, until, {"includes": includes, "apart": apart, "same": same})
    path = ledger_file(release)
    refuse(_wrong_days(path, counts, site.day))
    reports = faultless_register(root, site, file, columns).reports
    every: list[Ledger | ReleaseLedger] = [*site.briefings.values(), *site.releases.values()]
    others = {ledger.id: ledger for ledger in every if ledger.id != release}
    review = dict.fromkeys(site.settings.codes, Reviewed(state="source"))
    draft = tables_of(reports, others, counts, release, review, site.vocabulary, site.settings)
    there = [Problem(path, _THERE)] if write and (root / path).exists() else []
    refuse([*there, *draft.problems])
    _show(root, draft)
    if not write:
        say(root, _NOT_WRITTEN, err=True, path=path)
        return
    with to_the_end():
        (root / path).write_text(_text_of(draft.ledger), "utf-8", newline="")
    say(root, _WRITTEN, path=path)


def _counts(
    root: Path, site: Site, release: str, first: str, until: str, of: Mapping[str, tuple[str, ...]]
) -> CountedReports:
    """Return which reports a release counts. Of a ledger that is not named, and whose days lie apart, it says so."""
    try:
        counts = CountedReports.model_validate({"from": first, "until": until, **of})
        empty = {"kind": "register", "id": release, "counts": counts, "total": 0, "tables": {}, "review": {}}
        ReleaseLedger.model_validate(empty)
    except ValueError:
        raise wrong_use(root, _NO_RELEASE) from None
    named = {other for ids in of.values() for other in ids}
    every = [(ledger.id, ledger.counts) for ledger in site.ledgers.values() if ledger.id not in (release, *named)]
    apart = [id_ for id_, other in every if other.until < counts.first or counts.until < other.first]
    return counts.model_copy(update={"apart": (*counts.apart, *apart)})


def _wrong_days(path: str, counts: CountedReports, today: datetime.date) -> Iterator[Problem]:
    """Yield what is wrong with the days themselves, before a register is read."""
    if counts.until < counts.first:
        yield Problem(path, TOO_EARLY, ("counts", "until"), {"other": "from"})
    elif counts.until > today:
        yield Problem(path, TOO_LATE, ("counts", "until"), {"other": today.isoformat()})


def _show(root: Path, draft: Draft) -> None:
    """Say the tables as they would be published; at a terminal what went into each line, and why a field has none."""
    click.echo(_text_of(draft.ledger))
    if not reads_places():
        say(root, _NOT_SHOWN, err=True)
        return
    for field, lines in draft.lines.items():
        for line in lines:
            if set(line.codes) != {line.step}:
                codes = ", ".join(f"{code} {number}" for code, number in line.codes.items())
                say(root, _JOINED, err=True, field=field, step=line.step, count=line.count, codes=codes)
    for field, why in draft.unpublished.items():
        say(root, _WHY[why], err=True, field=field)


def _text_of(ledger: ReleaseLedger) -> str:
    """Return the file of a ledger: one line for each table."""
    data = public(ledger)
    head = {name: data[name] for name in ("kind", "id", "counts", "total")}
    lines = [_HEAD, *(f"{name}: {json.dumps(value)}" for name, value in head.items())]
    lines.append("tables:" if ledger.tables else "tables: {}")
    lines += (f"  {field}: {json.dumps(lines)}" for field, lines in ledger.tables.items())
    return "\n".join([*lines, f"review: {json.dumps(dict.fromkeys(ledger.review, 'source'))}", ""])


_HEAD = "# Written by `transparency register tables`, from a register that lies elsewhere. Nobody changes it by hand."
