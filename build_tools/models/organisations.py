"""Who receives reports and how to reach them. A channel without source and check cannot be written down."""

import datetime
import re
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from build_tools.files.paths import ORGANISATIONS
from build_tools.models.annotations import Codes, Internal, MayLieAhead, NotBefore, Ref, Unique
from build_tools.models.base import Address, Code, Model, OneTextOrTexts, Review, Text, Texts
from build_tools.models.case import AnyCode
from build_tools.models.settings import LanguageCode
from build_tools.problems import N_

OrganisationKind = Literal["independent", "state", "international"]
ChannelKind = Literal["phone", "sms", "messenger", "email", "form", "visit", "post"]
IN_WORDS: tuple[ChannelKind, ...] = ("visit", "post")
"""Kinds whose value is words for people, which may differ by language; all others are dialled or opened as they are."""

Anonymity = Literal["possible", "not_possible", "not_known"]

Freshness = Literal["fresh", "ageing", "expired"]
"""Within three quarters of the validity, in its last quarter, or past it."""

_DEFAULT_DAYS = 180
"""For so many days a check counts where nothing else is said, and a lead always."""


def freshness(age: int, valid_days: int) -> Freshness:
    """Return how old a check is, in days, beside the days for which it counts."""
    if age > valid_days:
        return "expired"
    return "ageing" if 4 * age >= 3 * valid_days else "fresh"


class Decision(Model):
    """Why a channel may be shown although its check is too old, up to and with ``until``. ``decided_by`` is a role."""

    decided_by: Annotated[Code, Internal()]
    decided_on: datetime.date
    until: Annotated[datetime.date, NotBefore("decided_on", 366), MayLieAhead()]
    reason: Annotated[Text, Internal()]


class Channel(Model):
    """One way to reach an organisation. ``valid_days`` counts from ``checked_on``; ``checked_by`` is a role.

    ``value`` is one text for readers of all languages; of the kinds ``IN_WORDS`` it may be one for each language.
    ``country`` makes a telephone a short number, which is dialled as it is written and works in that country alone.
    """

    kind: ChannelKind
    value: Annotated[OneTextOrTexts, Unique("contacts", beside=("kind",), within="Organisation")]
    country: Annotated[str | None, StringConstraints(pattern=r"^[A-Z]{2}$")] = None
    hours: Texts | None = None
    source: Annotated[Text, Internal()]
    checked_on: datetime.date
    checked_by: Annotated[Code, Internal()]
    valid_days: Annotated[int, Field(strict=True, ge=1, le=730)] = _DEFAULT_DAYS
    shown_unconfirmed: Decision | None = None

    @model_validator(mode="after")
    def _is_one_contact(self) -> Self:
        if not isinstance(self.value, str) and self.kind not in IN_WORDS:
            raise ValueError(N_("one value for all languages; one for each is for the kinds visit and post alone"))
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
        return freshness((day - self.checked_on).days, self.valid_days)

    def decided(self, day: datetime.date) -> bool:
        """Tell whether somebody decided that the channel is shown on that day, however old the check is."""
        return self.shown_unconfirmed is not None and day <= self.shown_unconfirmed.until


class Lead(Model):
    """A web page of an organisation that was seen working on a day, and that nobody has tried as a contact.

    It is no channel: it counts as no contact, is no link, and stands in no file that outlives the site.
    """

    address: Address
    languages: Annotated[tuple[LanguageCode, ...], Field(min_length=1)]
    seen_on: datetime.date
    source: Annotated[Text, Internal()]

    @property
    def valid_until(self) -> datetime.date:
        """The last day on which it is shown."""
        return self.seen_on + datetime.timedelta(days=_DEFAULT_DAYS)

    def freshness(self, day: datetime.date) -> Freshness:
        """Return how old it is on a day."""
        return freshness((day - self.seen_on).days, _DEFAULT_DAYS)


class Organisation(Model):
    """One organisation. Without channels, ``gap`` says to the reader what is missing; a ``lead`` may stand then.

    ``places`` are the places it serves and ``ages`` the age bands; where they are not said, it serves all. ``risk``
    says who learns of it when somebody turns to it, ``advice`` what one can do about that.
    """

    id: Annotated[Code, Unique("recipients")]
    kind: OrganisationKind
    name: Texts
    does: Texts
    cannot: Texts | None = None
    risk: Texts
    advice: Texts | None = None
    anonymous: Anonymity = "not_known"
    places: Annotated[tuple[AnyCode, ...], Codes("places_of_help", stated=True)] = ()
    ages: Annotated[tuple[AnyCode, ...], Codes("age_bands", stated=True)] = ()
    languages: tuple[LanguageCode, ...] = ()
    cost: Texts | None = None
    channels: tuple[Channel, ...] = ()
    gap: Texts | None = None
    lead: Lead | None = None
    source: Annotated[Text, Internal()]

    def is_reached(self, day: datetime.date) -> bool:
        """Tell whether the check of at least one contact counts on a day; a lead is no contact."""
        return any(channel.freshness(day) != "expired" for channel in self.channels)


class Recipient(Model):
    """Whom a step leads to who is no organisation of help, such as a doctor: ``risk`` and ``advice`` as theirs."""

    id: Annotated[Code, Unique("recipients")]
    name: Texts
    risk: Texts
    advice: Texts | None = None
    source: Annotated[Text, Internal()]


class Emergency(Model):
    """What stands first on every page of help: whom to call when life is in danger."""

    text: Texts
    source: Annotated[Text, Internal()]

    @property
    def number(self) -> str:
        """The number to call: the first one of three digits; nothing where there is none."""
        found = re.search(r"(?<!\d)\d{3}(?!\d)", next(iter(self.text.values()), ""))
        return found[0] if found else ""


class Choice(Model):
    """An organisation by its id, and why a page of help names it or leaves it out."""

    who: Annotated[Code, Ref("organisations", ORGANISATIONS), Unique("choices", within="Referral")]
    why: Annotated[Text, Internal()]


class Referral(Model):
    """Whom a situation of help leads to, in this order, and who is left out on purpose."""

    page: Annotated[Text, Ref("situations"), Unique("situations")]
    turn_to: tuple[Choice, ...]
    left_out: tuple[Choice, ...] = ()

    @property
    def named(self) -> list[str]:
        """The ids of the organisations that the page names, in its order."""
        return [choice.who for choice in self.turn_to]


class Organisations(Model):
    """One file of organisations, the review state of its words, and whom each situation of help leads to; all others to
    whom steps lead are ``recipients``."""

    review: Review
    emergency: Emergency | None = None
    situations: tuple[Referral, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    organisations: tuple[Organisation, ...]

    @property
    def to_whom(self) -> dict[str, Organisation | Recipient]:
        """Everybody to whom a step can lead, by id."""
        found: tuple[Organisation | Recipient, ...] = (*self.recipients, *self.organisations)
        return {one.id: one for one in found}
