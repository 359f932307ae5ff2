"""The kinds of files of data with every column of each, for the files and for all that describes them.

In: the columns, and the words of a language. Out: kinds of file; a value without a column cannot be written.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import get_origin

from build_tools.models import Case, coded_fields
from build_tools.models.case import PERIOD_FORM
from build_tools.paths import CASE_ID
from build_tools.problems import N_
from build_tools.render.context import Context
from build_tools.render.data import columns
from build_tools.render.data.columns import Column

FIGURES, FROZEN, _LEDGER = "figures", "frozen", "briefing"
CASES, EXAMPLE_CASES = "cases", "example-cases"
RELEASES, CODEBOOK, CORRECTIONS, STATEMENTS = "releases", "codebook", "corrections", "statements"


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
_FILES: Mapping[str, tuple[str, str, tuple[str, ...], tuple[Column, ...]]] = {
    FIGURES: (
        N_("Figures of a briefing"),
        N_("One row for each number of a briefing, with its date and its source."),
        ("figure",),
        columns.FIGURE_COLUMNS,
    ),
    FROZEN: (
        N_("Figures as first published"),
        N_("The numbers of a briefing as they were sealed, whatever was corrected since."),
        ("figure",),
        columns.FROZEN_COLUMNS,
    ),
    _LEDGER: (
        N_("Figures of a briefing as JSON"),
        N_("One briefing with all its figures, what they count and what they cannot answer."),
        ("id",),
        columns.LEDGER_COLUMNS,
    ),
    CORRECTIONS: (
        N_("Corrections and planned revisions"),
        N_("One row for each mistake that was mended, and for each number that was revised as announced."),
        ("id",),
        columns.CHANGE_COLUMNS,
    ),
    STATEMENTS: (
        N_("Statements"),
        N_("One row for each finding of a briefing, and for each statement of what was learnt since."),
        ("statement",),
        columns.STATEMENT_COLUMNS,
    ),
    CASES: (N_("Published cases"), _STORIES, ("id",), columns.STORY_COLUMNS),
    EXAMPLE_CASES: (N_("Invented cases"), _STORIES, ("id",), columns.STORY_COLUMNS),
    RELEASES: (
        N_("Releases"),
        N_("One row for each release of tables: which days it counts, and how many reports."),
        ("release",),
        columns.RELEASE_COLUMNS,
    ),
    CODEBOOK: (N_("Codebook"), N_("One row for each code of each list."), ("list", "code"), columns.CODE_COLUMNS),
}
"""By name: what it is, what its rows are, its key, and its columns."""


def file_kinds(context: Context) -> dict[str, FileKind]:
    """Return every kind of file that the site has, in the words of one language; each row of invented data says so
    itself, for rows are copied alone."""
    kinds = {}
    for name, (title, about, key, parts) in _FILES.items():
        mark = (columns.INVENTED_COLUMN,) if context.site.settings.invented or name in (EXAMPLE_CASES, _LEDGER) else ()
        if name != EXAMPLE_CASES or context.examples.cases:
            own = tuple(_in_words((*mark, *parts), context))
            kinds[name] = FileKind(name, context.say(title), context.say(about), key, own)
    return kinds


def _in_words(columns: Iterable[Column], context: Context) -> Iterator[Column]:
    """Yield columns in the words of a language, those in each language once for each."""
    for column in columns:
        about = context.say(column.about) if column.about else ""
        if column.in_each:
            for code in context.site.settings.codes:
                title = context.say(column.title, language=context.locale.language_name(code))
                yield replace(column, name=f"{column.name}_{code}", title=title, about=about)
        elif column.title:
            yield replace(column, title=context.say(column.title), about=about)
        else:
            yield _in_words_of_codebook(column, context)


def _in_words_of_codebook(column: Column, context: Context) -> Column:
    """Return the column of a field of a case, as the codebook names and defines it."""
    name, language = column.name, context.language
    field, words = Case.model_fields[name], context.site.vocabulary.fields[name]
    about, several = (words.definition or words.label)[language], get_origin(field.annotation) is tuple
    if several:
        about = context.say(N_("{definition} Several codes are separated by a space."), definition=about)
    named = replace(column, title=words.label[language], about=about, codes=coded_fields().get(name, ""))
    if column.or_rest:
        message = N_("{definition} It is empty where the figure counts all.")
        return replace(named, about=context.say(message, definition=about))
    form = {"id": f"^{CASE_ID}$", "period": PERIOD_FORM}.get(name, "")
    return replace(named, several=several, required=field.is_required(), form=form)
