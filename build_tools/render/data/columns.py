"""Every kind of file of data and its columns, in the order in which they are written: what each is called, what it
holds, and whether it may be empty. Titles are messages; nothing here knows a language or a value.
"""

from dataclasses import replace
from functools import partial

from build_tools.models import Case, Correction, Ledger, Statement, fact_fields, figure_fields
from build_tools.problems import N_
from build_tools.render.context import Context
from build_tools.render.data.kinds import INVENTED_ROW, Column, FileKind, broken_down, in_words, of_field, of_story

_of_ledger, _of_correction, _of_statement = (partial(of_field, model) for model in (Ledger, Correction, Statement))
_or_empty, _in_each = partial(Column, required=False), partial(Column, in_each=True)

_INVENTED = Column(
    INVENTED_ROW, N_("Invented"), N_("Says that the row is an invented example and describes nothing real."), "boolean"
)
_LABEL = _in_each("label", N_("Name ({language})"), N_("What the pages call it."))
_FIGURE = Column("figure", N_("Figure"), N_("The code of the figure, which no other figure of the briefing has."))
_VALUE = Column("value", N_("Value"), N_("The number itself."), "integer")
_UNIT = Column("unit", N_("Unit"), N_("What the number counts."), codes="units")
_AS_OF = _of_ledger("as_of", N_("As of"), N_("The day up to which was counted."))
_FROM_WHERE = N_("The address of the document that states the figure; empty where the register was counted.")
_SOURCE = _or_empty("source", N_("Source"), _FROM_WHERE)
_PART_OF = N_("The code of the figure that this one is a part of; empty where it is a part of none.")
_BASIS = (_or_empty("within", N_("Part of"), _PART_OF, repeats="figure"), _AS_OF, _SOURCE)

_FROZEN_FIELDS = ("place", "gender", "age_band", "authority", "detention_place")
"""Never longer: a file that somebody has quoted stays as it is, also if figures have more fields one day."""

_MARKS = N_(
    "p: provisional; r: revised as announced; c: confidential, it may be zero; x: not available; "
    "z: not applicable. Empty where the number is final."
)
_FIRST_VALUE = N_("The number as it was first published, where it was corrected or revised since; else empty.")
_CHANGED_ON = N_("The day on which it was last corrected or revised; empty where it never was.")
FIGURES_FILE = FileKind(
    "figures",
    N_("Figures of a briefing"),
    N_("One row for each number of a briefing, with its date and its source."),
    ("figure",),
    (
        _FIGURE,
        # What a briefing does not give is a row without a number.
        *(replace(one, required=False) for one in (_VALUE, _UNIT)),
        *map(broken_down, figure_fields()),
        *_BASIS,
        _or_empty("mark", N_("Status"), _MARKS, form="^[prcxz]$"),
        _or_empty("first_value", N_("First value"), _FIRST_VALUE, "integer"),
        _or_empty("changed_on", N_("Changed on"), _CHANGED_ON, "date"),
        _LABEL,
    ),
)
FROZEN_FILE = FileKind(
    "frozen",
    N_("Figures as first published"),
    N_("The numbers of a briefing as they were sealed, whatever was corrected since."),
    ("figure",),
    (_FIGURE, _VALUE, _UNIT, *map(broken_down, _FROZEN_FIELDS), *_BASIS),
)
_LEDGER_FILE = FileKind(
    "briefing",
    N_("Figures of a briefing as JSON"),
    N_("One briefing with all its figures, what they count and what they cannot answer."),
    ("id",),
    (
        _INVENTED,
        _of_ledger("id", N_("Briefing"), N_("The day of the briefing, or the code of the release.")),
        _AS_OF,
        _of_ledger("unit", N_("Unit"), N_("What a number counts whose figure names no other unit."), codes="units"),
        _SOURCE,
        _of_ledger(
            "review", N_("Review"), N_("In each language: whether the words are the original, and who has read them.")
        ),
        _of_ledger("counts", N_("Reports"), N_("When the reports were registered.")),
        _of_ledger("period", N_("Time"), N_("Of what time the reports are, where the briefing says so.")),
        _of_ledger("already_public", N_("Public before"), N_("Where these figures were first published, and when.")),
        _of_ledger("key_figures", N_("First figures"), N_("The codes of the figures that pages show first.")),
        _of_ledger("figures", N_("Figures"), N_("Each figure by its code, with the columns of the table.")),
        _of_ledger("tables", N_("Tables"), N_("Which figures add up to which total.")),
        _of_ledger("not_given", N_("Not given"), N_("Which numbers the briefing does not give, and why.")),
        _of_ledger("covers", N_("Covers"), N_("Which reports are counted, in each language.")),
        _of_ledger("cannot_answer", N_("Open questions"), N_("What the figures cannot answer, in each language.")),
    ),
)
_CHANGE_KINDS = N_("correction: a mistake was mended; revision: a provisional number was counted out.")
_MISTAKE_SINCE = N_("Since when the mistake was on the site; empty for a revision.")
_NUMBER_BEFORE = N_("The number before; empty for words, and where it could harm somebody.")
CORRECTIONS_FILE = FileKind(
    "corrections",
    N_("Corrections and planned revisions"),
    N_("One row for each mistake that was mended, and for each number that was revised as announced."),
    ("id",),
    (
        Column("id", N_("Entry"), N_("The code of the entry, which is its anchor on the page of corrections.")),
        Column("kind", N_("Kind"), _CHANGE_KINDS),
        _of_correction("on", N_("Day"), N_("The day of the change.")),
        _of_correction("since", N_("Since"), _MISTAKE_SINCE, required=False),
        _of_correction("briefing", N_("Briefing"), N_("The briefing whose figure or statement was changed.")),
        _of_correction("figure", N_("Figure"), N_("The code of the figure that was changed.")),
        _of_correction("statement", N_("Statement"), N_("The code of the statement that was corrected.")),
        _of_correction("page", N_("Page"), N_("The name of the page whose words were corrected.")),
        _of_correction("was", N_("Before"), _NUMBER_BEFORE),
        _of_correction("now", N_("After"), N_("The number after; empty for words.")),
        _in_each("what", N_("What was wrong ({language})"), N_("What was wrong, or why it was revised.")),
    ),
)
_STATEMENT_KINDS = N_("finding: of the briefing; development, outcome, figures_of_others: learnt since.")
_REVIEWED_AS = N_("as_published: not reviewed since; open, stands, answered or overtaken: what a review found.")
_LATER = N_("The later statement that answered or overtook it, if any.")
_CITED = N_("The addresses of the sources, as far as they have one, with a space between several.")
_LOOKED_FOR = N_("Of what was not found: what was searched, where and when.")
STATEMENTS_FILE = FileKind(
    "statements",
    N_("Statements"),
    N_("One row for each finding of a briefing, and for each statement of what was learnt since."),
    ("statement",),
    (
        Column("statement", N_("Statement"), N_("The date of the briefing and the code of the statement.")),
        Column("briefing", N_("Briefing"), N_("The day of the briefing."), "date"),
        Column("kind", N_("Kind"), _STATEMENT_KINDS),
        _of_statement("as_of", N_("As of"), N_("The day as of which it is said.")),
        _of_statement("outcome_of", N_("Outcome of"), N_("What became of what; empty where it is no outcome.")),
        _of_statement("source_kind", N_("Kind of source"), N_("Who speaks.")),
        _of_statement("evidence", N_("How it is known"), N_("How well it is known.")),
        _of_statement("status", N_("Status"), _REVIEWED_AS),
        _or_empty("reviewed_on", N_("Reviewed on"), N_("The day of the last review, if any."), "date"),
        _of_statement("replaced_by", N_("Replaced by"), _LATER, repeats="statement"),
        _or_empty("sources", N_("Sources"), _CITED, several=True),
        _in_each("text", N_("Text ({language})"), N_("What is said; paragraphs are joined by a space.")),
        _in_each("today", N_("Today ({language})"), N_("What the last review found, if any."), required=False),
        _in_each("searched", N_("Searched ({language})"), _LOOKED_FOR, required=False),
    ),
)
_STORY = tuple(of_story(name) for name in ("id", "release", *fact_fields()) if not Case.model_fields[name].exclude)
_STORIES = N_("One row for each case, in coded fields, as it is published today.")
CASES_FILE = FileKind("cases", N_("Published cases"), _STORIES, ("id",), _STORY)
EXAMPLE_CASES_FILE = FileKind("example-cases", N_("Invented cases"), _STORIES, ("id",), (_INVENTED, *_STORY))
RELEASES_FILE = FileKind(
    "releases",
    N_("Releases"),
    N_("One row for each release of tables: which days it counts, and how many reports."),
    ("release",),
    (
        Column("release", N_("Release"), N_("The code of the release: the year and a number.")),
        Column("from", N_("From"), N_("The first day of registration; unknown where nobody knows it.")),
        Column("until", N_("Until"), N_("The last day of registration."), "date"),
        Column("total", N_("Reports"), N_("How many reports were registered."), "integer"),
        Column("k", N_("Size of a line"), N_("How many people each line counts at least."), "integer"),
    ),
)
_BROADER = N_("The next coarser code of the list; of a city its region in each administrative division.")
_MEANING = N_("What it means; empty where the name says it.")
CODEBOOK_FILE = FileKind(
    "codebook",
    N_("Codebook"),
    N_("One row for each code of each list."),
    ("list", "code"),
    (
        Column("list", N_("List"), N_("The list that the code belongs to.")),
        Column("code", N_("Code"), N_("The code as the files write it.")),
        _or_empty("broader", N_("Broader code"), _BROADER, several=True),
        _LABEL,
        _in_each("definition", N_("Definition ({language})"), _MEANING, required=False),
    ),
)
FILES = (
    FIGURES_FILE,
    FROZEN_FILE,
    _LEDGER_FILE,
    CORRECTIONS_FILE,
    STATEMENTS_FILE,
    CASES_FILE,
    EXAMPLE_CASES_FILE,
    RELEASES_FILE,
    CODEBOOK_FILE,
)


def file_kinds(context: Context) -> dict[str, FileKind]:
    """Return every kind of file that the site has, in the words of one language; each row of invented data says so
    itself, for rows are copied alone."""
    found = {}
    for kind in FILES if context.examples.cases else (kind for kind in FILES if kind != EXAMPLE_CASES_FILE):
        marked = dict.fromkeys((*[_INVENTED] * context.site.settings.invented, *kind.columns))
        own = tuple(column for one in marked for column in in_words(one, context))
        found[kind.name] = replace(kind, title=context.say(kind.title), about=context.say(kind.about), columns=own)
    return found
