"""The commands of the register, a spreadsheet that lies outside of the project: make an empty one, check one.

In: what a maintainer types. Out: sentences that name row and column. What a cell says stands at a terminal alone.
"""

import json
import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from build_tools import load, localize, tree, variables
from build_tools.command_line.output import EXIT_PROBLEMS, refuse, say, say_problems, wrong_use
from build_tools.disclosure import register as registers
from build_tools.disclosure.register import Reading
from build_tools.models import Site
from build_tools.paths import CASES, FIGURES, SETTINGS, SITE_SRC, VOCABULARY
from build_tools.private import IN_A_REPOSITORY, is_inside
from build_tools.problems import N_, Problem, Refused, in_order

_LOCALES = f"{SITE_SRC}/locales"
_NO_LANGUAGE = N_("this is no language of the site; the languages are: {languages}")
_NO_PLACE = N_("give a new register a name that ends in .xlsx and is not there yet, in a folder that you may write to")
_MADE = N_(
    "Made: {path}. Keep it on an encrypted disk and outside of every shared folder; whoever has it knows everything."
)
_FINE = N_("Reports: {reports}, of people: {people}. Columns that were not read: {others}.")
_WITHOUT_VALUES = N_("What stands in these cells is said at a terminal only.")
_SPELLINGS = N_("What stands there, for the file of --columns; choose a code for each, or correct the cell:")
_MOST = 100
"""Spellings that are said in one run, the most common ones."""


of_file = click.argument("file", type=click.Path(path_type=Path))
with_columns = click.option("--columns", type=click.Path(path_type=Path), help="A file with other headings and words.")


@click.group()
def register_command() -> None:
    """Read the register, a spreadsheet outside of the project, or make an empty one."""


@register_command.command("new")
@of_file
@click.option("--language", help="The language of the sheet, such as kk.")
@click.pass_obj
def _new(root: Path, file: Path, language: str | None) -> None:
    """Write an empty register into FILE.xlsx, outside of the project."""
    from build_tools.disclosure.register.empty import empty_register  # loads openpyxl, which a check of CSV does not

    site = codes_and_settings(root)
    if (language := language or site.settings.codes[0]) not in site.settings.codes:
        raise wrong_use(root, _NO_LANGUAGE, languages=", ".join(site.settings.codes))
    if file.suffix != ".xlsx":
        raise wrong_use(root, _NO_PLACE)
    if is_inside(file.parent.resolve() / file.name, root):
        refuse([Problem(str(file), IN_A_REPOSITORY)])
    taken = {Path(path).stem for path in tree.files(root, CASES)}
    data = empty_register(site.vocabulary, language, _words_of(site)[language], taken)
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as written:
            written.write(data)
    except OSError:
        raise wrong_use(root, _NO_PLACE) from None
    say(root, _MADE, path=file)


@register_command.command("check")
@of_file
@with_columns
@click.pass_obj
def _check(root: Path, file: Path, columns: Path | None) -> None:
    """Say every problem of the register in FILE."""
    reading = faultless_register(root, codes_and_settings(root), file, columns)
    people = {report.person for report in reading.reports}
    say(root, _FINE, reports=len(reading.reports), people=len(people), others=reading.others)


def faultless_register(root: Path, site: Site, file: Path, columns: Path | None) -> Reading:
    """Return a register without a problem. Raises ``Refused`` with every problem; what stands in cells that nobody
    knows is said after these."""
    codebook = registers.codebook_of(site.vocabulary, _words_of(site))
    if columns:
        codebook = _with_map(codebook, root, columns)
    reading = registers.read_register(root, file, codebook, _words_of(site), site.day)
    problems = in_order(reading.problems)
    if reading.unknown:
        say_problems(root, problems)
        _say_spellings(root, codebook, reading)
        raise SystemExit(EXIT_PROBLEMS)
    refuse(problems)
    return reading


def codes_and_settings(root: Path) -> Site:
    """Return the content as it can be read, of which settings, vocabulary, ledgers and stories have no problem. Raises
    ``Refused`` where they have. Whether it may be published, the check says."""
    site, problems = load.load_site(root, root / _LOCALES, variables.build_day())
    refuse(load.located(root, [one for one in problems if one.path.startswith(_NEEDED)]))
    return site


_NEEDED = (SETTINGS, VOCABULARY, FIGURES, CASES)


def _words_of(site: Site) -> registers.Words:
    """Return how each language of the site translates the words of a register."""
    return {code: localize.locale_of(site, code).translate for code in site.settings.codes}


def _with_map(codebook: registers.Codebook, root: Path, path: Path) -> registers.Codebook:
    """Return a codebook that knows the headings and spellings of a file, which lies outside of the project too. Raises
    ``Refused``; a spelling is a cell, so its line is said and not the spelling."""
    registers.read_private(path, root)
    made, problems = load.read_record(path.parent, path.name, registers.ColumnMap)
    try:
        if made:
            return registers.with_map(codebook, made, path.name)
    except Refused as refused:
        problems = load.located(path.parent, refused.problems)
    raise Refused([replace(problem, path=str(path), entry=None, field=problem.field[:2]) for problem in problems])


def _say_spellings(root: Path, codebook: registers.Codebook, reading: Reading) -> None:
    """Say at a terminal each unknown label once, with how often it stands there and the codes that are most like it, in
    the form of the map."""
    if not variables.reads_places():
        say(root, _WITHOUT_VALUES, err=True)
        return
    say(root, _SPELLINGS, err=True)
    click.echo("\n".join(("cells:", *_spellings(codebook, reading))), err=True)


def _spellings(codebook: registers.Codebook, reading: Reading) -> Iterator[str]:
    """Yield the lines of a map."""
    by_column = defaultdict[str, list[tuple[str, int]]](list)
    for (column, label), number in sorted(reading.unknown.most_common(_MOST)):
        by_column[column].append((label, number))
    for column, labels in by_column.items():
        yield f"  {column}:"
        for label, number in labels:
            near = codebook.nearest(column, label)
            spelling, others = json.dumps(label, ensure_ascii=False), ", ".join(near[1:])
            yield f"    {spelling}: {near[0] if near else '?'}  # {number}; {others}".rstrip("; ")
