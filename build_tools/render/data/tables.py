"""Every table of data as the type of its rows: what each column is called, what it holds, and whether it may be empty.

A field is a column, and what its type says holds for the column: a date, a code of a list, ``None`` where it may be
empty. To add a column, add a field; a row without a value for it cannot be made.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from build_tools.models import Case, Codes, fact_fields, figure_fields, shown
from build_tools.problems import N_

EachLanguage = Mapping[str, str]
SomeLanguages = Mapping[str, str | None]
"""A text in each language of the site, or in some: one column for each."""


@dataclass(frozen=True, slots=True)
class Means:
    """What a column is called and what it holds. ``several`` says that a space stands between several values, ``form``
    is a pattern of them, ``repeats`` the column of the same file whose values it repeats."""

    title: str
    about: str
    several: bool = False
    form: str = ""
    repeats: str = ""


@dataclass(frozen=True, slots=True)
class FieldsOfCase:
    """Marks values that have a column for each of these fields of a case, as the codebook names and defines it; of a
    figure that is ``broken_down`` by them one of its own may be empty, and may hold the last step of tables."""

    names: tuple[str, ...]
    broken_down: bool = False


FROZEN_FIELDS = ("place", "gender", "age_band", "authority", "detention_place")
"""Never longer: a file that somebody has quoted stays as it is, also if figures have more fields one day."""

INVENTED = Means(N_("Invented"), N_("Says that the row is an invented example and describes nothing real."))

Label = Annotated[EachLanguage, Means(N_("Name ({language})"), N_("What the pages call it."))]
Definition = Annotated[
    SomeLanguages, Means(N_("Definition ({language})"), N_("What it means; empty where the name says it."))
]
FigureCode = Annotated[
    str, Means(N_("Figure"), N_("The code of the figure, which no other figure of the briefing has."))
]
VALUE, UNIT = Means(N_("Value"), N_("The number itself.")), Means(N_("Unit"), N_("What the number counts."))
Parts = Mapping[str, str | None]
Within = Annotated[
    str | None,
    Means(
        N_("Part of"),
        N_("The code of the figure that this one is a part of; empty where it is a part of none."),
        repeats="figure",
    ),
]
AsOf = Annotated[datetime.date, Means(N_("As of"), N_("The day up to which was counted."))]
Source = Annotated[
    str | None,
    Means(
        N_("Source"), N_("The address of the document that states the figure; empty where the register was counted.")
    ),
]


@dataclass(frozen=True, slots=True)
class FrozenFigure:
    """A figure as it was first published: nothing of it would other words or names change."""

    figure: FigureCode
    value: Annotated[int, VALUE]
    unit: Annotated[str, Codes("units"), UNIT]
    parts: Annotated[Parts, FieldsOfCase(FROZEN_FIELDS, broken_down=True)]
    within: Within
    as_of: AsOf
    source: Source


@dataclass(frozen=True, slots=True)
class FigureOfLedger:
    """A figure as it is today, with what became of it; one that a briefing does not give has no number."""

    figure: FigureCode
    value: Annotated[int | None, VALUE]
    unit: Annotated[str | None, Codes("units"), UNIT]
    parts: Annotated[Parts, FieldsOfCase(tuple(figure_fields()), broken_down=True)]
    within: Within
    as_of: AsOf
    source: Source
    mark: Annotated[
        str | None,
        Means(
            N_("Status"),
            N_(
                "p: provisional; r: revised as announced; c: confidential, it may be zero; x: not available; "
                "z: not applicable. Empty where the number is final."
            ),
            form="^[prcxz]$",
        ),
    ]
    first_value: Annotated[
        int | None,
        Means(
            N_("First value"),
            N_("The number as it was first published, where it was corrected or revised since; else empty."),
        ),
    ]
    changed_on: Annotated[
        datetime.date | None,
        Means(N_("Changed on"), N_("The day on which it was last corrected or revised; empty where it never was.")),
    ]
    label: Label


@dataclass(frozen=True, slots=True)
class LoggedChange:
    """A mistake that was mended, or a number that was revised as announced."""

    id: Annotated[str, Means(N_("Entry"), N_("The code of the entry, which is its anchor on the page of corrections."))]
    kind: Annotated[
        str,
        Means(N_("Kind"), N_("correction: a mistake was mended; revision: a provisional number was counted out.")),
    ]
    on: Annotated[datetime.date, Means(N_("Day"), N_("The day of the change."))]
    since: Annotated[
        datetime.date | None,
        Means(N_("Since"), N_("Since when the mistake stood on the site; empty for a revision.")),
    ]
    briefing: Annotated[str | None, Means(N_("Briefing"), N_("The briefing whose figure or statement was changed."))]
    figure: Annotated[str | None, Means(N_("Figure"), N_("The code of the figure that was changed."))]
    statement: Annotated[str | None, Means(N_("Statement"), N_("The code of the statement that was corrected."))]
    page: Annotated[str | None, Means(N_("Page"), N_("The name of the page whose words were corrected."))]
    was: Annotated[
        int | None, Means(N_("Before"), N_("The number before; empty for words, and where it could harm somebody."))
    ]
    now: Annotated[int | None, Means(N_("After"), N_("The number after; empty for words."))]
    what: Annotated[
        EachLanguage, Means(N_("What was wrong ({language})"), N_("What was wrong, or why it was revised."))
    ]


@dataclass(frozen=True, slots=True)
class StatementOfBriefing:
    """A finding of a briefing, or what was learnt since."""

    statement: Annotated[str, Means(N_("Statement"), N_("The date of the briefing and the code of the statement."))]
    briefing: Annotated[datetime.date, Means(N_("Briefing"), N_("The day of the briefing."))]
    kind: Annotated[
        str, Means(N_("Kind"), N_("finding: of the briefing; development, outcome, figures_of_others: learnt since."))
    ]
    as_of: Annotated[datetime.date, Means(N_("As of"), N_("The day as of which it is said."))]
    outcome_of: Annotated[
        str | None, Codes("outcomes"), Means(N_("Outcome of"), N_("What became of what; empty where it is no outcome."))
    ]
    source_kind: Annotated[str, Codes("source_kinds"), Means(N_("Kind of source"), N_("Who speaks."))]
    evidence: Annotated[str, Codes("evidence"), Means(N_("Grade of evidence"), N_("How well it is known."))]
    status: Annotated[
        str,
        Means(
            N_("Status"), N_("as_published: not reviewed since; stands, answered or overtaken: what a review found.")
        ),
    ]
    reviewed_on: Annotated[datetime.date | None, Means(N_("Reviewed on"), N_("The day of the last review, if any."))]
    replaced_by: Annotated[
        str | None,
        Means(N_("Replaced by"), N_("The later statement that answered or overtook it, if any."), repeats="statement"),
    ]
    sources: Annotated[
        list[str] | None,
        Means(
            N_("Sources"),
            N_("The addresses of the sources, as far as they have one, with a space between several."),
            several=True,
        ),
    ]
    text: Annotated[EachLanguage, Means(N_("Text ({language})"), N_("What is said; paragraphs are joined by a space."))]
    today: Annotated[SomeLanguages, Means(N_("Today ({language})"), N_("What the last review found, if any."))]
    searched: Annotated[
        SomeLanguages,
        Means(N_("Searched ({language})"), N_("Of what was not found: what was searched, where and when.")),
    ]


@dataclass(frozen=True, slots=True)
class Story:
    """A story by its codes; words stay on the pages."""

    codes: Annotated[
        Mapping[str, Any],
        FieldsOfCase(tuple(name for name in ("id", "release", *fact_fields()) if shown(Case.model_fields[name]))),
    ]


@dataclass(frozen=True, slots=True)
class CountedRelease:
    """Which days a release of tables counts."""

    release: Annotated[str, Means(N_("Release"), N_("The code of the release: the year and a number."))]
    from_: Annotated[str, Means(N_("From"), N_("The first day of registration; unknown where nobody knows it."))]
    until: Annotated[datetime.date, Means(N_("Until"), N_("The last day of registration."))]
    total: Annotated[int, Means(N_("Reports"), N_("How many reports were registered."))]
    k: Annotated[int, Means(N_("Size of a line"), N_("How many people each line counts at least."))]


@dataclass(frozen=True, slots=True)
class CodeOfList:
    """A code of the codebook."""

    list: Annotated[str, Means(N_("List"), N_("The list that the code belongs to."))]
    code: Annotated[str, Means(N_("Code"), N_("The code as it stands in the files."))]
    broader: Annotated[
        str | None,
        Means(
            N_("Broader code"),
            N_("The next coarser code of the list; of a city its region in each administrative division."),
            several=True,
        ),
    ]
    label: Label
    definition: Definition


@dataclass(frozen=True, slots=True)
class ColumnOfFile:
    """A column of a file of data."""

    file: Annotated[str, Means(N_("File"), N_("The kind of file that the column stands in."))]
    column: Annotated[str, Means(N_("Column"), N_("The name of the column, as the first line of the file gives it."))]
    type: Annotated[str, Means(N_("Type"), N_("Whether it holds text, a whole number, a date, or yes and no."))]
    required: Annotated[bool, Means(N_("Always filled"), N_("Whether no row leaves it empty."))]
    list: Annotated[str | None, Means(N_("List"), N_("The list that its codes belong to; empty where it holds none."))]
    label: Label
    definition: Definition


LEDGER = {
    "id": Means(N_("Briefing"), N_("The day of the briefing, or the code of the release.")),
    "as_of": Means(N_("As of"), N_("The day up to which was counted.")),
    "unit": Means(N_("Unit"), N_("What a number counts whose figure names no other unit.")),
    "source": Means(
        N_("Source"), N_("The address of the document that states the figure; empty where the register was counted.")
    ),
    "review": Means(N_("Review"), N_("In each language: whether the words are the original, and who has read them.")),
    "counts": Means(
        N_("Reports"), N_("When the reports were registered, and whether those of other files are among them.")
    ),
    "period": Means(N_("Time"), N_("Of what time the reports are, where the briefing says so.")),
    "already_public": Means(N_("Public before"), N_("Where these figures stood first, and since when.")),
    "key_figures": Means(N_("First figures"), N_("The codes of the figures that pages show first.")),
    "figures": Means(N_("Figures"), N_("Each figure by its code, with the columns of the table.")),
    "tables": Means(N_("Tables"), N_("Which figures add up to which total.")),
    "not_given": Means(N_("Not given"), N_("Which numbers the briefing does not give, and why.")),
    "covers": Means(N_("Covers"), N_("Which reports are counted, in each language.")),
    "cannot_answer": Means(N_("Open questions"), N_("What the figures cannot answer, in each language.")),
}
"""What a ledger says as JSON: the public fields of its model."""
