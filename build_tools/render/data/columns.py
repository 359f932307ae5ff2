"""The columns of every file of data: what each is called, what it holds, and whether it may be empty.

A column of a field of a model takes its type, its list of codes and whether it may be empty from there. Nothing here
knows a language or a value: ``kinds`` says the titles, which are messages, in a language.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from build_tools.models import Case, Correction, Ledger, Model, Statement, coded_fields, fact_fields, shown
from build_tools.models.base import bare
from build_tools.problems import N_

_Held = Literal["string", "integer", "date", "boolean", "array", "object"]
_KINDS: Mapping[Any, _Held] = {
    int: "integer",
    datetime.date: "date",
    bool: "boolean",
    tuple: "array",
    dict: "object",
}
"""What a column holds, by its type; it is a text where none of these is it."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``codes`` names the list that its values are codes of, ``several`` says that a space stands between
    values, ``or_rest`` that the last step of tables may stand there; a column that is not ``required`` may be empty.
    ``form`` is a pattern of its values, ``repeats`` the column of the same file whose values it repeats. A column
    ``in_each`` language stands there once for each; one without a title is a field of a case."""

    name: str
    title: str
    about: str
    kind: _Held = "string"
    codes: str = ""
    several: bool = False
    or_rest: bool = False
    required: bool = True
    form: str = ""
    repeats: str = ""
    in_each: bool = False


def broken_down(field: str) -> Column:
    """Return the column of a field of a case by which figures are broken down: it may be empty, or hold the last step
    of tables."""
    return Column(field, "", "", or_rest=True, required=False)


def _of(model: type[Model], name: str, title: str, about: str, **more: Any) -> Column:
    """Return the column of a field of a model."""
    annotation = model.model_fields[name].annotation
    held = get_origin(bare(annotation)) or bare(annotation)
    is_model = isinstance(held, type) and issubclass(held, Model)
    kind: _Held = "object" if is_model else _KINDS.get(held, "string")
    codes, required = coded_fields(model).get(name, ""), NoneType not in get_args(annotation)
    return replace(Column(name, title, about, kind, codes, required=required), **more)


FROZEN_FIELDS = ("place", "gender", "age_band", "authority", "detention_place")
"""Never longer: a file that somebody has quoted stays as it is, also if figures have more fields one day."""

INVENTED_COLUMN = Column(
    "invented", N_("Invented"), N_("Says that the row is an invented example and describes nothing real."), "boolean"
)
LABEL_COLUMN = Column("label", N_("Name ({language})"), N_("What the pages call it."), in_each=True)
_DEFINITION = Column(
    "definition",
    N_("Definition ({language})"),
    N_("What it means; empty where the name says it."),
    required=False,
    in_each=True,
)
FIGURE_COLUMN = Column("figure", N_("Figure"), N_("The code of the figure, which no other figure of the briefing has."))
VALUE_COLUMN = Column("value", N_("Value"), N_("The number itself."), "integer")
UNIT_COLUMN = Column("unit", N_("Unit"), N_("What the number counts."), codes="units")
_AS_OF = _of(Ledger, "as_of", N_("As of"), N_("The day up to which was counted."))
_SOURCE = Column(
    "source",
    N_("Source"),
    N_("The address of the document that states the figure; empty where the register was counted."),
    required=False,
)
BASIS_COLUMNS = (
    Column(
        "within",
        N_("Part of"),
        N_("The code of the figure that this one is a part of; empty where it is a part of none."),
        required=False,
        repeats="figure",
    ),
    _AS_OF,
    _SOURCE,
)
STATUS_COLUMNS = (
    Column(
        "mark",
        N_("Status"),
        N_(
            "p: provisional; r: revised as announced; c: confidential, it may be zero; x: not available; "
            "z: not applicable. Empty where the number is final."
        ),
        required=False,
        form="^[prcxz]$",
    ),
    Column(
        "first_value",
        N_("First value"),
        N_("The number as it was first published, where it was corrected or revised since; else empty."),
        "integer",
        required=False,
    ),
    Column(
        "changed_on",
        N_("Changed on"),
        N_("The day on which it was last corrected or revised; empty where it never was."),
        "date",
        required=False,
    ),
)
LEDGER_COLUMNS = (
    _of(Ledger, "id", N_("Briefing"), N_("The day of the briefing, or the code of the release.")),
    _AS_OF,
    _of(Ledger, "unit", N_("Unit"), N_("What a number counts whose figure names no other unit."), codes="units"),
    _SOURCE,
    _of(
        Ledger,
        "review",
        N_("Review"),
        N_("In each language: whether the words are the original, and who has read them."),
    ),
    _of(
        Ledger,
        "counts",
        N_("Reports"),
        N_("When the reports were registered."),
    ),
    _of(Ledger, "period", N_("Time"), N_("Of what time the reports are, where the briefing says so.")),
    _of(Ledger, "already_public", N_("Public before"), N_("Where these figures were first published, and when.")),
    _of(Ledger, "key_figures", N_("First figures"), N_("The codes of the figures that pages show first.")),
    _of(Ledger, "figures", N_("Figures"), N_("Each figure by its code, with the columns of the table.")),
    _of(Ledger, "tables", N_("Tables"), N_("Which figures add up to which total.")),
    _of(Ledger, "not_given", N_("Not given"), N_("Which numbers the briefing does not give, and why.")),
    _of(Ledger, "covers", N_("Covers"), N_("Which reports are counted, in each language.")),
    _of(Ledger, "cannot_answer", N_("Open questions"), N_("What the figures cannot answer, in each language.")),
)
CHANGE_COLUMNS = (
    Column("id", N_("Entry"), N_("The code of the entry, which is its anchor on the page of corrections.")),
    Column(
        "kind",
        N_("Kind"),
        N_("correction: a mistake was mended; revision: a provisional number was counted out."),
    ),
    _of(Correction, "on", N_("Day"), N_("The day of the change.")),
    _of(
        Correction,
        "since",
        N_("Since"),
        N_("Since when the mistake was on the site; empty for a revision."),
        required=False,
    ),
    _of(Correction, "briefing", N_("Briefing"), N_("The briefing whose figure or statement was changed.")),
    _of(Correction, "figure", N_("Figure"), N_("The code of the figure that was changed.")),
    _of(Correction, "statement", N_("Statement"), N_("The code of the statement that was corrected.")),
    _of(Correction, "page", N_("Page"), N_("The name of the page whose words were corrected.")),
    _of(Correction, "was", N_("Before"), N_("The number before; empty for words, and where it could harm somebody.")),
    _of(Correction, "now", N_("After"), N_("The number after; empty for words.")),
    Column("what", N_("What was wrong ({language})"), N_("What was wrong, or why it was revised."), in_each=True),
)
STATEMENT_COLUMNS = (
    Column("statement", N_("Statement"), N_("The date of the briefing and the code of the statement.")),
    Column("briefing", N_("Briefing"), N_("The day of the briefing."), "date"),
    Column(
        "kind",
        N_("Kind"),
        N_("finding: of the briefing; development, outcome, figures_of_others: learnt since."),
    ),
    _of(Statement, "as_of", N_("As of"), N_("The day as of which it is said.")),
    _of(Statement, "outcome_of", N_("Outcome of"), N_("What became of what; empty where it is no outcome.")),
    _of(Statement, "source_kind", N_("Kind of source"), N_("Who speaks.")),
    _of(Statement, "evidence", N_("How it is known"), N_("How well it is known.")),
    _of(
        Statement,
        "status",
        N_("Status"),
        N_("as_published: not reviewed since; open, stands, answered or overtaken: what a review found."),
    ),
    Column("reviewed_on", N_("Reviewed on"), N_("The day of the last review, if any."), "date", required=False),
    _of(
        Statement,
        "replaced_by",
        N_("Replaced by"),
        N_("The later statement that answered or overtook it, if any."),
        repeats="statement",
    ),
    Column(
        "sources",
        N_("Sources"),
        N_("The addresses of the sources, as far as they have one, with a space between several."),
        several=True,
        required=False,
    ),
    Column("text", N_("Text ({language})"), N_("What is said; paragraphs are joined by a space."), in_each=True),
    Column("today", N_("Today ({language})"), N_("What the last review found, if any."), required=False, in_each=True),
    Column(
        "searched",
        N_("Searched ({language})"),
        N_("Of what was not found: what was searched, where and when."),
        required=False,
        in_each=True,
    ),
)
RELEASE_COLUMNS = (
    Column("release", N_("Release"), N_("The code of the release: the year and a number.")),
    Column("from", N_("From"), N_("The first day of registration; unknown where nobody knows it.")),
    Column("until", N_("Until"), N_("The last day of registration."), "date"),
    Column("total", N_("Reports"), N_("How many reports were registered."), "integer"),
    Column("k", N_("Size of a line"), N_("How many people each line counts at least."), "integer"),
)
CODE_COLUMNS = (
    Column("list", N_("List"), N_("The list that the code belongs to.")),
    Column("code", N_("Code"), N_("The code as the files write it.")),
    Column(
        "broader",
        N_("Broader code"),
        N_("The next coarser code of the list; of a city its region in each administrative division."),
        several=True,
        required=False,
    ),
    LABEL_COLUMN,
    _DEFINITION,
)
_OF_STORY = (name for name in ("id", "release", *fact_fields()) if shown(Case.model_fields[name]))
STORY_COLUMNS = tuple(Column(name, "", "") for name in _OF_STORY)
