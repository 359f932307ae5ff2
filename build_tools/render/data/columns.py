"""The kinds of files of data, with the columns of each in the words of one language: for the files, and for all that
describes them.

In: the types of rows. Out: kinds of file, with their columns in the order in which they are written.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from build_tools.models import Case, Codes, Ledger, Model, coded_fields, shown
from build_tools.models.base import bare
from build_tools.models.case import PERIOD_FORM
from build_tools.paths import CASE_ID
from build_tools.problems import N_
from build_tools.render.context import Context
from build_tools.render.data import tables
from build_tools.render.data.tables import FieldsOfCase, Means

Kind = Literal["string", "integer", "date", "boolean", "array", "object"]
_KINDS: Mapping[Any, Kind] = {int: "integer", datetime.date: "date", bool: "boolean", tuple: "array", dict: "object"}
"""What a column holds, by its type; it is a text where none of these is it."""

FIGURES, FROZEN, LEDGER = "figures", "frozen", "briefing"
CASES, EXAMPLE_CASES = "cases", "example-cases"
RELEASES, CODEBOOK, COLUMNS, CORRECTIONS, STATEMENTS = "releases", "codebook", "columns", "corrections", "statements"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``codes`` names the list that its values are codes of, ``or_rest`` says that the last step of tables
    may stand there; a column that is not ``required`` may be empty. The others are those of ``Means``."""

    name: str
    title: str
    about: str
    kind: Kind = "string"
    codes: str = ""
    several: bool = False
    or_rest: bool = False
    required: bool = True
    form: str = ""
    repeats: str = ""


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file. ``key`` names the columns by which rows differ."""

    name: str
    title: str
    about: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(column.name for column in self.columns)


_STORIES = N_("One row for each case, in coded fields, as it is published today.")
_FILES: Mapping[str, tuple[type, tuple[str, ...], str, str]] = {
    FIGURES: (
        tables.FigureOfLedger,
        ("figure",),
        N_("Figures of a briefing"),
        N_("One row for each number of a briefing, with its date and its source."),
    ),
    FROZEN: (
        tables.FrozenFigure,
        ("figure",),
        N_("Figures as first published"),
        N_("The numbers of a briefing as they were sealed, whatever was corrected since."),
    ),
    LEDGER: (
        Ledger,
        ("id",),
        N_("Figures of a briefing as JSON"),
        N_("One briefing with all its figures, what they count and what they cannot answer."),
    ),
    CORRECTIONS: (
        tables.LoggedChange,
        ("id",),
        N_("Corrections and planned revisions"),
        N_("One row for each mistake that was mended, and for each number that was revised as announced."),
    ),
    STATEMENTS: (
        tables.StatementOfBriefing,
        ("statement",),
        N_("Statements"),
        N_("One row for each finding of a briefing, and for each statement of what was learnt since."),
    ),
    CASES: (tables.Story, ("id",), N_("Published cases"), _STORIES),
    EXAMPLE_CASES: (tables.Story, ("id",), N_("Invented cases"), _STORIES),
    RELEASES: (
        tables.CountedRelease,
        ("release",),
        N_("Releases"),
        N_("One row for each release of tables: which days it counts, and how many reports."),
    ),
    CODEBOOK: (tables.CodeOfList, ("list", "code"), N_("Codebook"), N_("One row for each code of each list.")),
    COLUMNS: (
        tables.ColumnOfFile,
        ("file", "column"),
        N_("Columns of the files"),
        N_("One row for each column of each file."),
    ),
}
"""By name: the type of its rows, its key, what it is, and what its rows are."""


def file_kinds(context: Context) -> dict[str, FileKind]:
    """Return every kind of file that the site has, in the words of one language."""
    return {
        name: FileKind(name, context.say(title), context.say(about), key, tuple(_columns(name, row, context)))
        for name, (row, key, title, about) in _FILES.items()
        if name != EXAMPLE_CASES or context.examples.cases
    }


def _columns(name: str, row: type, context: Context) -> Iterator[Column]:
    """Yield the columns of a kind; each row of invented data says so itself, for rows are copied alone."""
    if context.site.settings.invented or name in (EXAMPLE_CASES, LEDGER):
        yield _column("invented", bool, tables.INVENTED, context)
    if row is Ledger:
        yield from _of_ledger(context)
        return
    hints = get_type_hints(row, include_extras=True)
    for field in fields(row):
        held, *marks = get_args(hints[field.name])
        yield from _of_field(field.name.rstrip("_"), held, marks, context)


def _of_field(name: str, held: Any, marks: list[Any], context: Context) -> Iterator[Column]:
    """Yield the columns of a field of a row: one, or one for each language or field of a case."""
    codes = next((mark.list for mark in marks if isinstance(mark, Codes)), "")
    means = marks[-1]
    if isinstance(means, FieldsOfCase):
        make = _broken_down if means.broken_down else _field_of_case
        yield from (make(field, context) for field in means.names)
    elif get_origin(held) is get_origin(tables.EachLanguage):
        [_, text] = get_args(held)
        for code in context.site.settings.codes:
            language = context.locale.language_name(code)
            yield _column(f"{name}_{code}", text, means, context, language=language)
    else:
        yield _column(name, held, means, context, codes)


def _column(name: str, held: Any, means: Means, context: Context, codes: str = "", **values: str) -> Column:
    """Return one column; where it may hold nothing, it is not required."""
    kind = get_origin(bare(held)) or bare(held)
    return Column(
        name,
        context.say(means.title, **values),
        context.say(means.about),
        "object" if issubclass(kind, Model) else _KINDS.get(kind, "string"),
        codes,
        means.several,
        required=NoneType not in get_args(held),
        form=means.form,
        repeats=means.repeats,
    )


def _of_ledger(context: Context) -> Iterator[Column]:
    """Yield what a ledger says as JSON: its public fields. Only a briefing has a source."""
    for name, field in Ledger.model_fields.items():
        if shown(field):
            held = str | None if name == "source" else field.annotation
            codes = "units" if name == "unit" else ""
            yield _column(name, held, tables.LEDGER[name], context, codes)


def _field_of_case(name: str, context: Context) -> Column:
    """Return the column of a field of a case, as the codebook names and defines it."""
    field, words, language = Case.model_fields[name], context.site.vocabulary.fields[name], context.language
    several = get_origin(field.annotation) is tuple
    about = (words.definition or words.label)[language]
    if several:
        about = context.say(N_("{definition} A space stands between several codes."), definition=about)
    return Column(
        name,
        words.label[language],
        about,
        codes=coded_fields().get(name, ""),
        several=several,
        required=field.is_required(),
        form={"id": f"^{CASE_ID}$", "period": PERIOD_FORM}.get(name, ""),
    )


def _broken_down(name: str, context: Context) -> Column:
    """Return the column of a field by which figures are broken down."""
    of_case = _field_of_case(name, context)
    about = context.say(N_("{definition} It is empty where the figure counts all."), definition=of_case.about)
    return Column(name, of_case.title, about, codes=of_case.codes, or_rest=True, required=False)
