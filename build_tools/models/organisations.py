"""Who receives reports and how to reach them. A channel without source and check cannot be written down."""

import datetime
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from build_tools.models.base import Code, Codes, Internal, Model, OneTextOrTexts, Review, Text, Texts
from build_tools.models.case import AnyCode

OrganisationKind = Literal["independent", "state", "international"]
ChannelKind = Literal["phone", "sms", "messenger", "email", "form", "visit", "post"]
IN_WORDS: tuple[ChannelKind, ...] = ("visit", "post")
"""Kinds whose value is words for people, which may differ by language; all others are dialled or opened as they are."""

Anonymity = Literal["possible", "not_possible", "not_known"]


Freshness = Literal["fresh", "ageing", "expired"]
"""Within three quarters of the validity, in its last quarter, or past it."""


class Decision(Model):
    """Why a channel may be shown although its check is too old, up to and with ``until``. ``decided_by`` is a role."""

    decided_by: Annotated[Code, Internal()]
    decided_on: datetime.date
    until: datetime.date
    reason: Annotated[Text, Internal()]


class Channel(Model):
    """One way to reach an organisation. ``valid_days`` counts from ``checked_on``; ``checked_by`` is a role.

    ``value`` is one text for readers of all languages; of the kinds ``IN_WORDS`` it may be one for each language.
    ``country`` makes a telephone a short number, which is dialled as it is written and works in that country alone.
    """

    kind: ChannelKind
    value: OneTextOrTexts
    country: Annotated[str | None, StringConstraints(pattern=r"^[A-Z]{2}$")] = None
    hours: Texts | None = None
    source: Annotated[Text, Internal()]
    checked_on: datetime.date
    checked_by: Annotated[Code, Internal()]
    valid_days: Annotated[int, Field(strict=True, ge=1, le=730)] = 180
    shown_unconfirmed: Decision | None = None

    @model_validator(mode="after")
    def _is_one_contact(self) -> Self:
        if not isinstance(self.value, str) and self.kind not in IN_WORDS:
            raise ValueError("contact_by_language")
        return self

    def words(self, language: str) -> str:
        """Return the contact as a reader of a language is told it."""
        return self.value if isinstance(self.value, str) else self.value[language]

    @property
    def valid_until(self) -> datetime.date:
        """The last day on which the check still counts."""
        return self.checked_on + datetime.timedelta(days=self.valid_days)

    def freshness(self, day: datetime.date) -> Freshness:
        """Return how old the check is on a day."""
        age = (day - self.checked_on).days
        if age > self.valid_days:
            return "expired"
        return "ageing" if 4 * age >= 3 * self.valid_days else "fresh"

    def decided(self, day: datetime.date) -> bool:
        """Tell whether somebody decided that the channel is shown on that day, however old the check is."""
        return self.shown_unconfirmed is not None and day <= self.shown_unconfirmed.until


class Organisation(Model):
    """One organisation. Without channels, ``gap`` says to the reader what is missing.

    ``places`` are the places it serves and ``ages`` the age bands; where they are not said, it serves all.
    """

    id: Code
    kind: OrganisationKind
    name: Texts
    does: Texts
    cannot: Texts | None = None
    risk: Texts | None = None
    anonymous: Anonymity = "not_known"
    places: Annotated[tuple[AnyCode, ...], Codes("places_of_help")] = ()
    ages: Annotated[tuple[AnyCode, ...], Codes("age_bands")] = ()
    languages: tuple[str, ...] = ()
    cost: Texts | None = None
    channels: tuple[Channel, ...] = ()
    gap: Texts | None = None
    source: Annotated[Text, Internal()]


class Organisations(Model):
    """One file of organisations and the review state of its words."""

    review: Review
    organisations: tuple[Organisation, ...]
