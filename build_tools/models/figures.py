"""The ledger of a briefing: every number it states, what it counts, as of when, from where.

Shaped after the policy for figures: at most two coded fields to a figure, and figures that were already
public say where and since when.
"""

import datetime
from collections.abc import Mapping
from functools import cache, cached_property
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from build_tools.files.paths import VOCABULARY
from build_tools.models.annotations import Codes, Internal, MayLieAhead, NotAfter, NotBefore, Ref, Unique
from build_tools.models.base import Address, Code, Count, Model, Review, Text, Texts
from build_tools.models.case import SEVERAL_ANSWERS, AnyCode, CountedReports, Period, ReleaseLedger, coded_fields
from build_tools.problems import N_


def _of_a_day(text: str) -> str:
    """Return a text that is a day of the calendar."""
    try:
        datetime.date.fromisoformat(text)
    except ValueError as error:
        raise PydanticCustomError("date_parsing", "no day of the calendar") from error
    return text


BriefingId = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_of_a_day)]
"""The day of a briefing."""

DAYS = ("as_of", "briefing")
"""The days of a ledger that words may call: up to which was counted, and of the briefing itself."""

LEAST_BASE = 20
"""Of a smaller number nobody gives a percentage: one more or fewer would change it by more than 5."""

COUNTED_TIME = "counted"
DATES = (*DAYS, COUNTED_TIME)
"""What words may call of a ledger: its days, and the time that it counts."""


class PublicSince(Model):
    """Where and when figures were first published by somebody, so that repeating them discloses nothing new."""

    source: Address
    date: Annotated[datetime.date, NotBefore("as_of")]


class Figure(Model):
    """One number. Its name is made of its coded fields, or of ``label`` where it has none. One that is ``provisional``
    was announced to be revised."""

    value: Count
    unit: Annotated[Code | None, Ref("units", VOCABULARY)] = None
    place: Annotated[AnyCode | None, Codes("places")] = None
    gender: Annotated[AnyCode | None, Codes("genders")] = None
    age_band: Annotated[AnyCode | None, Codes("age_bands")] = None
    authority: Annotated[AnyCode | None, Codes("authorities")] = None
    detention_place: Annotated[AnyCode | None, Codes("detention_places")] = None
    label: Texts | None = None
    within: Annotated[Code | None, Ref("figures")] = None
    counts_parts_of: Annotated[Code | None, Ref("tables")] = None
    provisional: Annotated[bool, Field(strict=True)] = False

    @property
    def fields(self) -> tuple[str, ...]:
        """The codes that this figure is broken down by."""
        return tuple(self.codes.values())

    @cached_property
    def codes(self) -> Mapping[str, str]:
        """The same by field."""
        return {field: code for field in figure_fields() if (code := getattr(self, field, None))}

    @model_validator(mode="after")
    def _named_and_not_too_fine(self) -> Self:
        if not self.fields and not self.label:
            raise ValueError(N_("a figure with a place, a gender, an age band or a label"))
        if len(self.fields) > 2:
            raise ValueError(N_("a figure that is broken down by two fields at most"))
        return self


class LineFigure(Figure):
    """A line of a table of a release. The reports of briefings are not compared by these fields, so no briefing has
    them."""

    period: Period | None = None
    treatment: Annotated[AnyCode | None, Codes("treatments")] = None
    access_lawyer: Annotated[AnyCode | None, Codes("access")] = None
    access_doctor: Annotated[AnyCode | None, Codes("access")] = None
    access_family: Annotated[AnyCode | None, Codes("access")] = None
    complaint: Annotated[AnyCode | None, Codes("complaints")] = None
    assistance: Annotated[AnyCode | None, Codes("assistance")] = None


@cache
def figure_fields() -> Mapping[str, str]:
    """Return the fields that a figure may be broken down by, and the list each takes its codes from."""
    return {**coded_fields(LineFigure), "period": "periods"}


class NotGiven(Model):
    """A number that readers would look for and a briefing does not give: to protect people, because nobody has it, or
    because there can be none. What is ``confidential`` may be zero too."""

    why: Literal["confidential", "not_available", "not_applicable"]
    label: Texts


class FigureTable(Model):
    """Figures that add up: ``parts`` are exhaustive and exclusive, their sum is ``total``."""

    title: Texts
    total: Annotated[Code, Ref("figures")]
    parts: Annotated[tuple[Code, ...], Field(min_length=2), Ref("figures")]


class BriefingCounts(CountedReports):
    """Which reports a briefing counts. ``whole`` is the name of the figure that counts all of them, where a ledger has
    several that could be meant."""

    until: Annotated[datetime.date, NotBefore("since"), NotAfter("as_of"), MayLieAhead()]
    whole: Annotated[Code | None, Ref("plain")] = None


_ONE_NAME = Unique("figures", within="Ledger")
"""No name has a number and a reason why there is none."""


class Ledger(Model):
    """All numbers of one briefing. ``id`` is the date of the briefing and the name of the file; ``covers`` says in a
    sentence which reports are counted, ``period`` of what time they are, where the briefing says so."""

    id: BriefingId
    as_of: Annotated[datetime.date, NotAfter("id")]
    unit: Annotated[Code, Ref("units", VOCABULARY)]
    source: Annotated[Address, Unique("sources of ledgers")]
    review: Review
    counts: BriefingCounts
    period: Period | None = None
    already_public: PublicSince | None = None
    key_figures: Annotated[tuple[Code, ...], Ref("figures")]
    figures: Annotated[dict[Code, Figure], _ONE_NAME]
    tables: dict[Code, FigureTable]
    not_given: Annotated[dict[Code, NotGiven], _ONE_NAME] = {}
    covers: Annotated[Texts, Unique("reports of ledgers")]
    cannot_answer: Annotated[tuple[Texts, ...], Field(min_length=1)]
    note: Annotated[Text | None, Internal()] = None

    @property
    def is_release(self) -> bool:
        """Whether these are the tables of a release, made from the register, and no briefing."""
        return len(self.id) < len("2000-01-01")

    def adds_up(self, table: str) -> bool:
        """Whether the parts of a table add up to its total: not where one report may have several answers."""
        return not (self.is_release and table in SEVERAL_ANSWERS)

    @property
    def days(self) -> dict[str, datetime.date]:
        """``DAYS`` with their dates."""
        day = self.as_of if self.is_release else datetime.date.fromisoformat(self.id)
        return dict(zip(DAYS, (self.as_of, day), strict=True))

    def place_of(self, name: str) -> tuple[str, ...]:
        """The way to a number in the file: of a release to a line of its tables, or to the number of all."""
        if not self.is_release:
            return ("figures", name, "value")
        return next((("tables", *code) for code in self.figures[name].codes.items()), ("total",))

    @property
    def people(self) -> dict[str, Figure]:
        """The figures that count people, in whatever unit: all but those that count parts of a table."""
        return {name: figure for name, figure in self.figures.items() if figure.counts_parts_of is None}

    def around(self, name: str) -> list[str]:
        """Return the figures that hold a figure, as it says or as a table does, the nearest first."""
        of_tables = {part: table.total for table in self.tables.values() for part in table.parts}
        seen = [name]
        while (wider := self.figures[seen[-1]].within or of_tables.get(seen[-1])) in self.figures and wider not in seen:
            seen.append(wider)
        return seen[1:]

    def codes_of(self, name: str) -> dict[str, str]:
        """Return the codes by field of a figure with those of all that it lies within: who is counted in it has all."""
        inwards = (*reversed(self.around(name)), name)
        found = {field: code for one in inwards for field, code in self.figures[one].codes.items()}
        return {field: found[field] for field in figure_fields() if field in found}

    @property
    def plain(self) -> tuple[str, ...]:
        """The figures of people that no code describes: each might count all of them."""
        return tuple(name for name, one in self.people.items() if not one.fields)

    @property
    def whole(self) -> str | None:
        """The figure that counts all of them: the one that is named, or the only one that could be meant."""
        named = self.counts.whole or (self.plain[0] if len(self.plain) == 1 else None)
        return named if named in self.plain else None


REGISTERED = "registered"
"""The figure that counts all reports of a release."""


def figure_of(field: str, step: str) -> str:
    """Return the name of the figure of a line."""
    return f"{field}_{step.lower().replace('-', '_')}"


def ledger_of(release: ReleaseLedger) -> Ledger:
    """Return the tables of a release as a ledger: a figure for each line, named by its field and step."""
    figures: dict[str, Figure] = {REGISTERED: LineFigure.model_construct(value=release.total)}
    tables = dict[str, FigureTable]()
    for field, lines in release.tables.items():
        names = {step: figure_of(field, step) for step in lines}
        for step, value in lines.items():
            code = Period(step) if field == "period" else step
            figures[names[step]] = LineFigure.model_construct(None, value=value, within=REGISTERED, **{field: code})
        tables[field] = FigureTable.model_construct(title={}, total=REGISTERED, parts=tuple(names.values()))
    return Ledger.model_construct(
        id=release.id,
        as_of=release.counts.until,
        unit="report",
        source="",
        review=release.review,
        counts=BriefingCounts.model_construct(**dict(release.counts)),
        key_figures=(REGISTERED,),
        figures=figures,
        tables=tables,
        covers={},
        cannot_answer=(),
    )
