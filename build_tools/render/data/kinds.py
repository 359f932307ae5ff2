"""The kinds of files of data with every column of each: the one table for the files and for all that describes them.

In: the content in one language. Out: kinds of file, with their columns in the order in which they are written.
To add a column, add it to ``columns``; a value for which none stands there cannot be written.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import get_origin

from build_tools.models import Case, coded_fields, fact_fields, figure_fields, shown
from build_tools.models.case import PERIOD_FORM
from build_tools.paths import CASE_ID
from build_tools.problems import N_, fill
from build_tools.render.context import Context
from build_tools.render.data import columns
from build_tools.render.data.columns import Column, Columns

FIGURES, FROZEN, LEDGER = "figures", "frozen", "briefing"
CASES, EXAMPLE_CASES = "cases", "example-cases"
RELEASES, CODEBOOK, COLUMNS, CORRECTIONS = "releases", "codebook", "columns", "corrections"
STATEMENTS = "statements"

CASE_COLUMNS = tuple(name for name in ("id", "release", *fact_fields()) if shown(Case.model_fields[name]))
FROZEN_FIELDS = ("place", "gender", "age_band", "authority", "detention_place")
"""Never longer: a file that somebody has quoted stays as it is, also if figures have more fields one day."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file. ``key`` names the columns by which rows differ; ``columns`` makes them for the content."""

    name: str
    title: str
    about: str
    key: tuple[str, ...]
    columns: Columns

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(column.name for column in self.columns)


def file_kinds(context: Context) -> dict[str, FileKind]:
    """Return every kind of file that the site has, in the words of one language."""
    say = context.locale.translate
    return {
        name: FileKind(name, say(title), say(about), key, (*_mark(name, context), *make(context)))
        for name, title, about, key, make in _KINDS
        if name != EXAMPLE_CASES or context.examples.cases
    }


def _mark(kind: str, context: Context) -> Columns:
    """Return the column by which each row of invented data says so itself, for rows are copied alone."""
    marked = context.site.settings.invented or kind in (EXAMPLE_CASES, LEDGER)
    return _said((columns.INVENTED,), context) if marked else ()


def _said(own: Iterable[Column], context: Context) -> Columns:
    """Return columns in the words of a language."""
    say = context.locale.translate
    return tuple(replace(column, title=say(column.title), about=say(column.about)) for column in own)


def _in_each_language(own: Iterable[Column], context: Context) -> Columns:
    """Return columns once for each language of the site."""
    name = context.locale.language_name
    return tuple(
        replace(column, name=f"{column.name}_{code}", title=fill(column.title, language=name(code)), language=code)
        for column in _said(own, context)
        for code in context.site.settings.codes
    )


def _figures(context: Context) -> Columns:
    """Return the columns of the figures of a briefing."""
    own = (_may_lack(column) for column in _numbers(figure_fields(), context))
    return (*own, *_said(columns.STATUS, context), *_in_each_language([columns.LABEL], context))


def _may_lack(column: Column) -> Column:
    """Return a column as it is where a row may stand for a number that a briefing does not give."""
    return replace(column, required=column.required and column.name not in ("value", "unit"))


def _changes(context: Context) -> Columns:
    """Return the columns of corrections and planned revisions."""
    return (*_said(columns.CHANGE, context), *_in_each_language([columns.WHAT], context))


def _statements(context: Context) -> Columns:
    """Return the columns of statements."""
    return (*_said(columns.STATEMENT, context), *_in_each_language(columns.SAID, context))


def _frozen(context: Context) -> Columns:
    """Return the columns of a frozen copy: nothing that other words or names would change."""
    return _numbers(FROZEN_FIELDS, context)


def _numbers(fields: Iterable[str], context: Context) -> Columns:
    """Return the columns of figures that are broken down by these fields."""
    parts = (_part(name, context) for name in fields)
    return (*_said(columns.FIGURE, context), *parts, *_said(columns.BASIS, context))


def _cases(context: Context) -> Columns:
    """Return the columns of cases."""
    return tuple(_field(name, context) for name in CASE_COLUMNS)


def _codes(context: Context) -> Columns:
    """Return the columns of the codebook."""
    names = _in_each_language((columns.LABEL, columns.DEFINITION), context)
    return (*_said(columns.CODE, context), *names)


def _columns(context: Context) -> Columns:
    """Return the columns of the list of columns."""
    names = _in_each_language((columns.LABEL, columns.DEFINITION), context)
    return (*_said(columns.COLUMN, context), *names)


def _part(name: str, context: Context) -> Column:
    """Return the column of a field by which figures are broken down."""
    column, more = (
        _field(name, context),
        context.locale.translate(N_("{definition} It is empty where the figure counts all.")),
    )
    about = fill(more, definition=column.about)
    return replace(column, about=about, required=False, several=False, or_rest=True, pattern="")


def _field(name: str, context: Context) -> Column:
    """Return the column of a field of a case, as the codebook names and defines it."""
    field, language = context.site.vocabulary.fields[name], context.language
    about, several = (
        (field.definition or field.label)[language],
        get_origin(Case.model_fields[name].annotation) is tuple,
    )
    if several:
        about = fill(
            context.locale.translate(N_("{definition} A space stands between several codes.")), definition=about
        )
    codes, form = coded_fields().get(name, ""), _FORMS.get(name, "")
    needed = Case.model_fields[name].is_required()
    return Column(name, field.label[language], about, codes=codes, several=several, pattern=form, required=needed)


_FORMS = {"id": f"^{CASE_ID}$", "period": PERIOD_FORM}

_EACH_CASE = N_("One row for each case, in coded fields, as it is published today.")
_KINDS: tuple[tuple[str, str, str, tuple[str, ...], Callable[[Context], Columns]], ...] = (
    (
        FIGURES,
        N_("Figures of a briefing"),
        N_("One row for each number of a briefing, with its date and its source."),
        ("figure",),
        _figures,
    ),
    (
        FROZEN,
        N_("Figures as first published"),
        N_("The numbers of a briefing as they were sealed, whatever was corrected since."),
        ("figure",),
        _frozen,
    ),
    (
        LEDGER,
        N_("Figures of a briefing as JSON"),
        N_("One briefing with all its figures, what they count and what they cannot answer."),
        ("id",),
        lambda context: _said(columns.LEDGER, context),
    ),
    (
        CORRECTIONS,
        N_("Corrections and planned revisions"),
        N_("One row for each mistake that was mended, and for each number that was revised as announced."),
        ("id",),
        _changes,
    ),
    (
        STATEMENTS,
        N_("Statements"),
        N_("One row for each finding of a briefing, and for each statement of what was learnt since."),
        ("statement",),
        _statements,
    ),
    (CASES, N_("Published cases"), _EACH_CASE, ("id",), _cases),
    (EXAMPLE_CASES, N_("Invented cases"), _EACH_CASE, ("id",), _cases),
    (
        RELEASES,
        N_("Releases"),
        N_("One row for each release of tables: which days it counts, and how many reports."),
        ("release",),
        lambda context: _said(columns.RELEASE, context),
    ),
    (CODEBOOK, N_("Codebook"), N_("One row for each code of each list."), ("list", "code"), _codes),
    (COLUMNS, N_("Columns of the files"), N_("One row for each column of each file."), ("file", "column"), _columns),
)
"""By name: what it is, what its rows are, its key, and its columns in the words of a language."""
