"""Who receives reports and how to reach them. A channel without source and check cannot be written down."""

import datetime
from typing import Annotated, Literal

from pydantic import Field

from build_tools.models.base import Code, Model, Review, Text, Texts

OrganisationKind = Literal["independent", "state", "international"]
ChannelKind = Literal["phone", "messenger", "email", "form", "visit", "post"]
Anonymity = Literal["possible", "not_possible", "not_known"]


class Channel(Model):
    """One way to reach an organisation. ``valid_days`` counts from ``checked_on``; ``checked_by`` is a role."""

    kind: ChannelKind
    value: Text
    hours: Texts | None = None
    source: Text
    checked_on: datetime.date
    checked_by: Code
    valid_days: Annotated[int, Field(strict=True, ge=1, le=730)] = 180


class Organisation(Model):
    """One organisation. Without channels, ``gap`` says to the reader what is missing."""

    id: Code
    kind: OrganisationKind
    name: Texts
    does: Texts
    cannot: Texts | None = None
    risk: Texts | None = None
    anonymous: Anonymity = "not_known"
    languages: tuple[str, ...] = ()
    cost: Texts | None = None
    channels: tuple[Channel, ...] = ()
    gap: Texts | None = None
    source: Text


class Organisations(Model):
    """One file of organisations and the review state of its words."""

    review: Review
    organisations: tuple[Organisation, ...]
