"""Provisions of law and treaties with the dates between which each applied."""

import datetime
from typing import Annotated, Literal

from pydantic import Field

from build_tools.models.base import Code, Model, Review, Text, Texts

Wording = Literal["quoted", "translated", "summarised"]
"""The text of the source itself, our translation of it, or its content in our words."""


class Provision(Model):
    """One provision. ``valid_to`` is its last day in force; ``wording`` says per language what the text is."""

    id: Code
    instrument: Texts
    provision: Texts
    text: Texts
    wording: dict[str, Wording]
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    source: Text
    verified: bool = False


class Group(Model):
    """Provisions that belong together, in the order they are shown."""

    id: Code
    title: Texts
    provisions: Annotated[tuple[Provision, ...], Field(min_length=1)]


class Law(Model):
    """All provisions the pages quote, by group, in the order they are shown."""

    review: Review
    groups: Annotated[tuple[Group, ...], Field(min_length=1)]
