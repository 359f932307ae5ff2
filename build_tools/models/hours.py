"""The hours of somebody who is held: what must happen by when, what one can say, and whom to tell if it does not."""

from typing import Annotated

from pydantic import Field

from build_tools.models.annotations import Length, Ref
from build_tools.models.base import Code, Model, Review, Texts
from build_tools.paths import LAW, ORGANISATIONS


class HoursStep(Model):
    """What one says or does, and to ``who`` it goes, so that readers know who learns of it."""

    who: Annotated[Code, Ref("to_whom", ORGANISATIONS)]
    text: Annotated[Texts, Length(400)]


class HoursBlock(Model):
    """What must happen by one time, which ``when`` says by calling a period of law. ``say`` is read out, ``pass_on`` is
    for whoever is held; ``short`` is the block on a card. A block is no longer than the screen of a phone."""

    when: Annotated[Texts, Length(70)]
    short: Annotated[Texts | None, Length(130)] = None
    must: Annotated[Texts, Length(400)]
    say: HoursStep | None = None
    pass_on: HoursStep | None = None
    if_not: tuple[HoursStep, ...] = ()
    articles: Annotated[tuple[Code, ...], Ref("provisions", LAW), Field(min_length=1)]


class Hours(Model):
    """The blocks of each kind of detention, by the name that words call, and the review of their words."""

    review: Review
    timetables: dict[Code, Annotated[tuple[HoursBlock, ...], Field(min_length=1)]] = {}
