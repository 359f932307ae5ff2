"""One story, with the codes that its words tell and the consent to these words; and its tombstone. The tables of a
release, which ``transparency register tables`` writes, and a report of the register that they count.

The register is a spreadsheet outside of the project; of it nothing enters but the counts of the ledger. To add a field,
add a line here and what docs/architecture.md says.
"""

import datetime
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, ConfigDict, Field, GetCoreSchemaHandler, StringConstraints
from pydantic_core import CoreSchema, core_schema

from build_tools.files.paths import CASE_ID, SETTINGS
from build_tools.models.annotations import Codes, NotBefore, Ref, Unique
from build_tools.models.base import NO_WORDS_YET, Code, Count, Fingerprint, Model, Review, Text, bare, version_of

CaseId = Annotated[str, StringConstraints(pattern=f"^{CASE_ID}$")]
"""Random, in Crockford's base 32: says nothing about when or where a case was taken in."""

Release = Annotated[str, StringConstraints(pattern=r"^([0-9]{4}-[0-9]{1,2}|examples)$")]
_EXAMPLES = "examples"
ReleaseId = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{1,2}$")]
"""A year and a number."""

CODED = r"^[A-Za-z0-9]+([_-][A-Za-z0-9]+)*$"
Coded = Annotated[str, StringConstraints(pattern=CODED)]
AnyCode = Text
"""A code of some list; ``validate`` holds it against the list and says which codes there are."""

YesNo = Annotated[bool, Field(strict=True)]

NOT_STATED = "not_stated"
PERIOD_FORM = r"^((19|20)[0-9]{2}(-(0[1-9]|1[0-2])|-Q[1-4])?|not_stated)$"


class Period(str):
    """``2022-01``, ``2022-Q1``, ``2022`` or ``not_stated``. Periods in this form sort by year."""

    __slots__ = ()

    @property
    def is_stated(self) -> bool:
        """Whether anything is known of the time."""
        return self != NOT_STATED

    @property
    def year(self) -> Self:
        """The year it lies in, or *not stated*."""
        return type(self)(self[:4]) if self.is_stated else self

    @property
    def month(self) -> int:
        """The first month of it, from 1; of a year and of *not stated* it is 1."""
        rest = self[5:] if self.is_stated else ""
        return 3 * int(rest[1]) - 2 if rest.startswith("Q") else int(rest or 1)

    @property
    def start(self) -> datetime.date:
        """The first day; the last day of the calendar where no period is stated."""
        return datetime.date(int(self[:4]), self.month, 1) if self.is_stated else datetime.date.max

    @property
    def end(self) -> datetime.date:
        """The last day; the last day of the calendar where no period is stated."""
        if not self.is_stated:
            return datetime.date.max
        last = self.month + (0 if len(self) == 7 and "Q" not in self else 2 if "Q" in self else 11)
        year, month = (int(self[:4]) + last // 12, last % 12 + 1)
        return datetime.date(year, month, 1) - datetime.timedelta(days=1)

    @property
    def broader(self) -> Self | None:
        """The next step of the ladder: of a month its quarter, then the year, then *not stated*, which has none."""
        if not self.is_stated:
            return None
        if len(self) == 4:
            return type(self)(NOT_STATED)
        return self.year if "Q" in self else type(self)(f"{self[:4]}-Q{(self.month + 2) // 3}")

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Say to pydantic that it is a text of one form."""
        text = core_schema.str_schema(pattern=PERIOD_FORM)
        return core_schema.no_info_after_validator_function(cls, text)


def _of_no_words_yet(value: object) -> object:
    """Return a bare yes, or what still stands empty, as a fingerprint that fits no words."""
    return NO_WORDS_YET if value is True or value == "" else value


class Alike(Model):
    """That enough people of the release without a story are like the person, as was counted in the register: ``on`` is
    the last day of the release, ``by`` a role."""

    enough: Literal[True]
    on: datetime.date
    by: Code


class Confirmed(Model):
    """That a second reader, ``by`` a role, saw that the words tell the codes of the file and no others; ``version`` is
    the fingerprint of both."""

    by: Code
    on: datetime.date
    version: Fingerprint


_EMPTY_YET = BeforeValidator(lambda value: value or None, json_schema_input_type=Confirmed | Literal[""] | None)
StoryWords = dict[str, Annotated[str, "empty until they are written"]]
"""The words of a story by language."""


class Case(Model):
    """One story: the words of a person who wants it told, in each language, and the codes that these words tell, no
    others, as a second reader has ``confirmed``.

    ``consent`` is the fingerprint of the words that the person agreed to; ``review`` says of each language of them who
    has read it. ``free_to_speak`` says that the person was asked, and is bound by no signature to keep silent.
    ``invented`` says of a story that is no example that nobody stands behind it: in a site that is invented as a whole.
    """

    id: Annotated[CaseId, Unique("cases")]
    release: Release
    period: Period | None = None
    place: Annotated[AnyCode | None, Codes("places")] = None
    gender: Annotated[AnyCode | None, Codes("genders")] = None
    age_band: Annotated[AnyCode | None, Codes("age_bands")] = None
    detention_place: Annotated[AnyCode | None, Codes("detention_places")] = None
    authority: Annotated[AnyCode | None, Codes("authorities")] = None
    treatment: Annotated[tuple[AnyCode, ...], Codes("treatments")] = ()
    access_lawyer: Annotated[AnyCode | None, Codes("access")] = None
    access_doctor: Annotated[AnyCode | None, Codes("access")] = None
    access_family: Annotated[AnyCode | None, Codes("access")] = None
    complaint: Annotated[AnyCode | None, Codes("complaints")] = None
    assistance: Annotated[tuple[AnyCode, ...], Codes("assistance")] = ()
    free_to_speak: Literal[True]
    alike: Alike | None = None
    consent: Annotated[
        Fingerprint, BeforeValidator(_of_no_words_yet, json_schema_input_type=Fingerprint | Literal[True])
    ]
    confirmed: Annotated[Confirmed | None, _EMPTY_YET] = None
    summary: Annotated[StoryWords, Field(min_length=1), Ref("languages", SETTINGS)]
    not_translated: Annotated[tuple[str, ...], Ref("languages", SETTINGS)] = ()
    invented: YesNo = False
    review: Annotated[Review, Ref("languages", SETTINGS)] = {}

    @property
    def example(self) -> bool:
        """Whether the story is invented, to show the site."""
        return self.release == _EXAMPLES

    @property
    def agreed_words(self) -> str:
        """The fingerprint of the words that consent is about: those of the language in which they were
        first written, or, where nothing says which that is, those of each."""
        sources = [code for code, said in self.review.items() if said.state == "source" and code in self.summary]
        return version_of(self.summary[code] for code in sorted(sources or self.summary))

    @property
    def told_words(self) -> str:
        """The fingerprint of all words and of the codes that they tell."""
        codes = (f"{field}: {code}" for field, codes in self.stated_codes.items() for code in sorted(codes))
        return version_of([*codes, *(f"{code}: {self.summary[code]}" for code in sorted(self.summary))])

    @property
    def is_confirmed(self) -> bool:
        """Whether a second reader has compared these words with these codes; examples need none."""
        return self.example or (self.confirmed is not None and self.confirmed.version == self.told_words)

    @property
    def stated_codes(self) -> Mapping[str, tuple[str, ...]]:
        """The codes that the story tells, by field."""
        values = {name: getattr(self, name) for name in fact_fields()}
        return {name: one if isinstance(one, tuple) else (str(one),) for name, one in values.items() if one}


def release_order(release: str) -> tuple[int, int]:
    """Return the place of a release in time: by year, then by number. Examples show the records of today."""
    year, _, number = release.partition("-")
    return (10_000, 0) if release == _EXAMPLES else (int(year), int(number))


@cache
def fact_fields() -> Mapping[str, str]:
    """Return the fields of a case that state facts of it, in the order in which all readers see them, with the list
    of their codes; periods are in no list of the vocabulary, and their list is called so."""
    periods = {name: "periods" for name, field in Case.model_fields.items() if bare(field.annotation) is Period}
    return {**periods, **coded_fields(Case)}


@cache
def coded_fields(model: type[Model] = Case) -> Mapping[str, str]:
    """Return the coded fields of a model and the list of the vocabulary each takes its codes from."""
    marks = ((name, mark) for name, field in model.model_fields.items() for mark in field.metadata)
    return {name: mark.list for name, mark in marks if isinstance(mark, Codes)}


class Withdrawn(Model):
    """A tombstone. No reason and no date: they could point at the person."""

    id: CaseId
    release: ReleaseId


UNKNOWN = "unknown"
"""A beginning that nobody knows: it counts as the first day there is."""

LAST_STEP = "other_or_not_stated"
"""The last step of each ladder, in ledgers and on pages."""

SEVERAL_ANSWERS = ("treatment", "assistance")
"""The fields in which one report may have several codes."""

LedgerId = Annotated[str, Field(pattern=r"^[0-9]{4}-([0-9]{1,2}|[0-9]{2}-[0-9]{2})$")]
"""The day of a briefing, or a release."""


class CountedReports(Model):
    """Which reports a ledger counts: those registered from one day to another, both included. No other ledger counts a
    report of these days, but where both were public before."""

    model_config = ConfigDict(serialize_by_alias=True)

    since: Annotated[datetime.date | Literal["unknown"], Field(alias="from")]
    until: Annotated[datetime.date, NotBefore("since")]

    @property
    def first(self) -> datetime.date:
        """The first day."""
        return datetime.date.min if isinstance(self.since, str) else self.since

    def holds(self, other: "CountedReports") -> bool:
        """Whether all days of another are among these."""
        return self.first <= other.first and other.until <= self.until


class ReleaseLedger(Model):
    """The tables of a release: by field the count of each step that has a line. ``total`` are all reports of it."""

    kind: Literal["register"]
    id: ReleaseId
    counts: CountedReports
    total: Count
    tables: dict[Code, dict[Text, Count]]
    review: Review
