"""The columns of the files of data that no field of a case is: what each is called, and what it holds.

Their titles are messages, which ``kinds`` says in a language. Nothing here knows a language or a value.
"""

from dataclasses import dataclass
from typing import Literal

from build_tools.problems import N_

Kind = Literal["string", "integer", "date", "boolean", "array", "object"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``codes`` names the list that its values are codes of, ``several`` says that a space stands between
    codes, ``or_rest`` that the last step of tables may stand there; a column that is not ``required`` may be empty.
    ``refers`` is the column of the same file whose values it repeats. Of a column in each language ``language`` is the
    one."""

    name: str
    title: str
    about: str
    kind: Kind = "string"
    codes: str = ""
    several: bool = False
    or_rest: bool = False
    required: bool = True
    pattern: str = ""
    refers: str = ""
    language: str = ""


Columns = tuple[Column, ...]

INVENTED = Column(
    "invented", N_("Invented"), N_("Says that the row is an invented example and describes nothing real."), "boolean"
)

LABEL = Column("label", N_("Name ({language})"), N_("What the pages call it."))
DEFINITION = Column(
    "definition", N_("Definition ({language})"), N_("What it means; empty where the name says it."), required=False
)

FIGURE: Columns = (
    Column("figure", N_("Figure"), N_("The code of the figure, which no other figure of the briefing has.")),
    Column("value", N_("Value"), N_("The number itself."), "integer"),
    Column("unit", N_("Unit"), N_("What the number counts."), codes="units"),
)
BASIS: Columns = (
    Column(
        "within",
        N_("Part of"),
        N_("The code of the figure that this one is a part of; empty where it is a part of none."),
        required=False,
        refers="figure",
    ),
    Column("as_of", N_("As of"), N_("The day up to which was counted."), "date"),
    Column(
        "source",
        N_("Source"),
        N_("The address of the document that states the figure; empty where the register was counted."),
        required=False,
    ),
)

LEDGER: Columns = (
    Column("id", N_("Briefing"), N_("The day of the briefing, or the code of the release.")),
    Column("as_of", N_("As of"), N_("The day up to which was counted."), "date"),
    Column("unit", N_("Unit"), N_("What a number counts whose figure names no other unit."), codes="units"),
    Column(
        "source",
        N_("Source"),
        N_("The address of the document that states the figure; empty where the register was counted."),
        required=False,
    ),
    Column(
        "review",
        N_("Review"),
        N_("In each language: whether the words are the original, and who has read them."),
        "object",
    ),
    Column(
        "counts",
        N_("Reports"),
        N_("When the reports were registered, and whether those of other files are among them."),
        "object",
    ),
    Column("period", N_("Time"), N_("Of what time the reports are, where the briefing says so."), required=False),
    Column(
        "already_public",
        N_("Public before"),
        N_("Where these figures stood first, and since when."),
        "object",
        required=False,
    ),
    Column("key_figures", N_("First figures"), N_("The codes of the figures that pages show first."), "array"),
    Column("figures", N_("Figures"), N_("Each figure by its code, with the columns of the table."), "object"),
    Column("tables", N_("Tables"), N_("Which figures add up to which total."), "object"),
    Column("not_given", N_("Not given"), N_("Which numbers the briefing does not give, and why."), "object"),
    Column("covers", N_("Covers"), N_("Which reports are counted, in each language."), "object"),
    Column("cannot_answer", N_("Open questions"), N_("What the figures cannot answer, in each language."), "array"),
)
"""What a briefing says as JSON, beside its figures."""

STATUS: Columns = (
    Column(
        "mark",
        N_("Status"),
        N_(
            "p: provisional; r: revised as announced; c: confidential, it may be zero; x: not available; "
            "z: not applicable. Empty where the number is final."
        ),
        required=False,
        pattern="^[prcxz]$",
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
"""What became of a number since it was published."""

CHANGE: Columns = (
    Column("id", N_("Entry"), N_("The code of the entry, which is its anchor on the page of corrections.")),
    Column("kind", N_("Kind"), N_("correction: a mistake was mended; revision: a provisional number was counted out.")),
    Column("on", N_("Day"), N_("The day of the change."), "date"),
    Column(
        "since",
        N_("Since"),
        N_("Since when the mistake stood on the site; empty for a revision."),
        "date",
        required=False,
    ),
    Column("briefing", N_("Briefing"), N_("The briefing whose figure or statement was changed."), required=False),
    Column("figure", N_("Figure"), N_("The code of the figure that was changed."), required=False),
    Column("statement", N_("Statement"), N_("The code of the statement that was corrected."), required=False),
    Column("page", N_("Page"), N_("The name of the page whose words were corrected."), required=False),
    Column(
        "was",
        N_("Before"),
        N_("The number before; empty for words, and where it could harm somebody."),
        "integer",
        required=False,
    ),
    Column("now", N_("After"), N_("The number after; empty for words."), "integer", required=False),
)
WHAT = Column("what", N_("What was wrong ({language})"), N_("What was wrong, or why it was revised."))

STATEMENT: Columns = (
    Column("statement", N_("Statement"), N_("The date of the briefing and the code of the statement.")),
    Column("briefing", N_("Briefing"), N_("The day of the briefing."), "date"),
    Column(
        "kind",
        N_("Kind"),
        N_("finding: of the briefing; development, outcome, figures_of_others: learnt since."),
    ),
    Column("as_of", N_("As of"), N_("The day as of which it is said."), "date"),
    Column(
        "outcome_of",
        N_("Outcome of"),
        N_("What became of what; empty where it is no outcome."),
        codes="outcomes",
        required=False,
    ),
    Column("source_kind", N_("Kind of source"), N_("Who speaks."), codes="source_kinds"),
    Column("evidence", N_("Grade of evidence"), N_("How well it is known."), codes="evidence"),
    Column(
        "status",
        N_("Status"),
        N_("as_published: not reviewed since; stands, answered or overtaken: what a review found."),
    ),
    Column("reviewed_on", N_("Reviewed on"), N_("The day of the last review, if any."), "date", required=False),
    Column(
        "replaced_by",
        N_("Replaced by"),
        N_("The later statement that answered or overtook it, if any."),
        required=False,
        refers="statement",
    ),
    Column(
        "sources",
        N_("Sources"),
        N_("The addresses of the sources, as far as they have one, with a space between several."),
        several=True,
        required=False,
    ),
)
SAID: Columns = (
    Column("text", N_("Text ({language})"), N_("What is said; paragraphs are joined by a space.")),
    Column("today", N_("Today ({language})"), N_("What the last review found, if any."), required=False),
    Column(
        "searched",
        N_("Searched ({language})"),
        N_("Of what was not found: what was searched, where and when."),
        required=False,
    ),
)

RELEASE: Columns = (
    Column("release", N_("Release"), N_("The code of the release: the year and a number.")),
    Column("from", N_("From"), N_("The first day of registration; unknown where nobody knows it.")),
    Column("until", N_("Until"), N_("The last day of registration."), "date"),
    Column("total", N_("Reports"), N_("How many reports were registered."), "integer"),
    Column("k", N_("Size of a line"), N_("How many people each line counts at least."), "integer"),
)
"""What is said of a release of tables."""

CODE: Columns = (
    Column("list", N_("List"), N_("The list that the code belongs to.")),
    Column("code", N_("Code"), N_("The code as it stands in the files.")),
    Column(
        "broader",
        N_("Broader code"),
        N_("The next coarser code of the list; of a city its region in each administrative division."),
        several=True,
        required=False,
    ),
)
COLUMN: Columns = (
    Column("file", N_("File"), N_("The kind of file that the column stands in.")),
    Column("column", N_("Column"), N_("The name of the column, as the first line of the file gives it.")),
    Column("type", N_("Type"), N_("Whether it holds text, a whole number, a date, or yes and no.")),
    Column("required", N_("Always filled"), N_("Whether no row leaves it empty."), "boolean"),
    Column("list", N_("List"), N_("The list that its codes belong to; empty where it holds none."), required=False),
)
