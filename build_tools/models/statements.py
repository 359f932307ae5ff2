"""The ledger of the statements of a briefing: its findings, what was learnt since, and what became of it.

In: plain data. Out: frozen records. A finding has no words of its own: they are those of the briefing.
"""

import datetime
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from build_tools.models.annotations import Codes, Ref, Unique
from build_tools.models.base import Address, Code, Count, Model, PageName, Review, Texts
from build_tools.models.case import AnyCode, Coded
from build_tools.models.figures import BriefingId
from build_tools.problems import N_

Status = Literal["as_published", "open", "stands", "answered", "overtaken"]
"""What somebody found who looked at a statement again: no full answer, that it holds, was answered, or was overtaken by
events."""

StatementKind = Literal["finding", "development", "outcome", "figures_of_others"]
"""What a statement is: of the briefing itself, learnt since, what became of it, or numbers that others have counted."""

STATEMENT_NAME = r"^([0-9]{4}-[0-9]{2}-[0-9]{2}/)?[a-z0-9]+(_[a-z0-9]+)*$"
YEAR = r"^(19|20)[0-9]{2}$"
ANCHOR = r"^[a-z0-9]+(-[a-z0-9]+)*$"

_OWN_ANCHORS = ("since",)
"""The anchors that the page of statements has itself."""

NOT_FOUND = "not_found"
"""The grade of evidence of what we looked for and did not find out; it alone needs no source."""

FREE = ("status", "today", "replaced_by", "topic", "about", "see", "places")
"""What may change although a statement is published: how it stands today and to others, and where it stands."""


class Cited(Model):
    """A source, as a reader would look it up; ``note`` says how it was read. Its words are plain."""

    text: Texts
    address: Address | None = None
    date: datetime.date | None = None
    note: Texts | None = None


class Today(Model):
    """What a review found: on which day, and in one sentence what was true then; ``sources`` are of the review."""

    reviewed_on: datetime.date
    text: Texts
    sources: tuple[Cited, ...] = ()


class OthersFigures(Model):
    """Numbers that others have counted, by year, once for all languages; ``note`` says how they must not be read."""

    title: Texts
    unit: Texts
    steps: Annotated[dict[Annotated[str, StringConstraints(pattern=YEAR)], Count], Field(min_length=2)]
    note: Texts | None = None


_OWN_WORDS = N_("finding alone, whose words are those of the briefing, or topic and text in each language")
_WITH_SOURCE = N_(
    "sources, which say where it is from; or, of what you looked for and did not find, evidence: not_found and "
    "searched, which says in each language what was searched, where and when"
)
_WITH_REVIEW = N_(
    "a status with its review: of what is open, stands, was answered or overtaken, today says on which day "
    "(reviewed_on) what was true (text); what was answered or overtaken names the later statement, `replaced_by`, or "
    "sources under today; nothing else has any of these"
)


class Statement(Model):
    """One statement: a ``finding`` names its item in the words of the briefing, any other has a ``text`` of plain
    paragraphs and a ``topic``. ``as_of`` is the day as of which it is said. ``searched`` says of what was not found
    what was searched, where and when. A ``status`` is a review, and ``today`` what it found. ``about`` are findings
    that it speaks of, ``see`` pages of the site, ``places`` those on whose page it stands."""

    finding: Annotated[str | None, StringConstraints(pattern=ANCHOR), Unique("findings", within="Statements")] = None
    topic: Annotated[Code | None, Ref("topics")] = None
    text: Annotated[Texts | None, Unique("statements")] = None
    as_of: datetime.date
    outcome_of: Annotated[AnyCode | None, Codes("outcomes")] = None
    source_kind: Annotated[AnyCode, Codes("source_kinds")]
    evidence: Annotated[AnyCode, Codes("evidence")]
    searched: Texts | None = None
    status: Status = "as_published"
    today: Today | None = None
    replaced_by: Annotated[str | None, StringConstraints(pattern=STATEMENT_NAME)] = None
    about: Annotated[tuple[Code, ...], Ref("findings")] = ()
    series: OthersFigures | None = None
    places: Annotated[tuple[Coded, ...], Ref("counted places")] = ()
    see: Annotated[tuple[PageName, ...], Ref("pages")] = ()
    sources: tuple[Cited, ...] = ()

    @property
    def kind(self) -> StatementKind:
        """What it is, by what it has."""
        if self.finding:
            return "finding"
        return "outcome" if self.outcome_of else "figures_of_others" if self.series else "development"

    @model_validator(mode="after")
    def _is_said_by_somebody(self) -> Self:
        """A finding has the words of the briefing and nothing beside them, any other statement has its own below a
        topic; each says where it is from."""
        beside = self.topic or self.text or self.outcome_of or self.about or self.series
        if beside if self.finding else not (self.topic and self.text):
            raise ValueError(_OWN_WORDS)
        if not self.searched if self.evidence == NOT_FOUND else not (self.finding or self.sources):
            raise ValueError(_WITH_SOURCE)
        return self

    @model_validator(mode="after")
    def _has_the_status_of_a_review(self) -> Self:
        """What was answered or overtaken names what did it, what stands does not, and each says what was found."""
        is_changed = self.status in ("answered", "overtaken")
        if (self.status == "as_published") != (self.today is None) or (self.replaced_by and not is_changed):
            raise ValueError(_WITH_REVIEW)
        if is_changed and not (self.replaced_by or (self.today and self.today.sources)):
            raise ValueError(_WITH_REVIEW)
        return self


class Statements(Model):
    """All statements of one briefing, in the order they are shown. ``topics`` are the headings of what was learnt
    since."""

    id: Annotated[BriefingId, Ref("ledgers")]
    review: Review
    topics: Annotated[dict[Code, Texts], Unique("anchors", within="Statements", reserved=_OWN_ANCHORS)] = {}
    statements: Annotated[dict[Code, Statement], Unique("anchors", within="Statements", reserved=_OWN_ANCHORS)]

    def full_name(self, name: str) -> str:
        """Return the name of a statement, as this file writes it, with the briefing that it belongs to."""
        return name if "/" in name else f"{self.id}/{name}"

    @property
    def findings(self) -> tuple[str, ...]:
        """The codes of the findings."""
        return tuple(self.by_finding.values())

    @property
    def by_finding(self) -> dict[str, str]:
        """The codes of the findings, by their anchors in the briefing."""
        return {one.finding: code for code, one in self.statements.items() if one.finding}
