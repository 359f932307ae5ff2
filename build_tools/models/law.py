"""Provisions of law and treaties: on which page each stands, when it applied, where it was read and how surely."""

import datetime
from typing import Annotated, Literal

from pydantic import Field

from build_tools.models.base import Address, Code, Internal, Model, Review, Text, Texts

LawPage = Literal["absolute-right", "rights"]
"""The pages that show provisions, by the name of their words."""

Wording = Literal["quoted", "translated", "summarised"]
"""The text of the source itself, our translation of it, or its content in our words."""

Verification = Literal["read", "older_version_read", "described", "inferred", "not_read"]
"""How the text that applied in the days given is known: it was read in the sources; an older version of it was; the
sources tell of it; we conclude it from the sources; or nothing was read and it was written from memory."""


class Source(Model):
    """Where provisions were read. ``version`` names file and commit of a copy, for those who check; no page shows
    it. ``changes_until`` is the last day whose changes the text holds."""

    name: Texts
    url: Address | None = None
    version: Annotated[Text | None, Internal()] = None
    changes_until: datetime.date | None = None


class Provision(Model):
    """One provision. ``valid_to`` is its last day in force; ``wording`` says per language what the text is;
    ``note`` is for maintainers and shown nowhere."""

    id: Code
    instrument: Texts
    provision: Texts
    text: Texts
    wording: dict[str, Wording]
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    dates_confirmed: bool = True
    verified: Verification
    sources: tuple[Code, ...] = ()
    note: Annotated[Text | None, Internal()] = None


class Group(Model):
    """Provisions that belong together on one page, in the order they are shown."""

    id: Code
    page: LawPage
    title: Texts
    provisions: Annotated[tuple[Provision, ...], Field(min_length=1)]


class Law(Model):
    """All provisions the pages show, by group, in the order they are shown, and the sources by code."""

    review: Review
    sources: dict[Code, Source]
    groups: Annotated[tuple[Group, ...], Field(min_length=1)]
