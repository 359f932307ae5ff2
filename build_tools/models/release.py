"""Tables of a release: the ledger that ``transparency register tables`` writes, and a report of the register.

The register is a spreadsheet outside of the project; of it nothing enters but the counts of the ledger.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from build_tools.models.annotations import NotBefore
from build_tools.models.base import Code, Count, Model, Review, Text
from build_tools.models.case import ReleaseId

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


@dataclass(frozen=True, slots=True)
class Report:
    """One row of the register, as codes. ``person`` is the same for all reports of one person; ``answers`` has every
    coded field and the period, one code each, or several where a report may have several."""

    id: str
    registered: datetime.date
    person: str
    free_to_speak: bool
    answers: Mapping[str, tuple[str, ...]]
