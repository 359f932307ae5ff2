"""Provisions of law and treaties, where each was read and how surely; and the questions that are still open."""

import datetime
from functools import cached_property
from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints

from build_tools.files.paths import LAW, ORGANISATIONS, SETTINGS
from build_tools.models.annotations import Internal, MayLieAhead, NotBefore, Ref, Unique
from build_tools.models.base import Address, Code, Model, PageName, Review, Text, Texts
from build_tools.models.settings import Addresses, LanguageCode

LawPage = Literal["torture", "absolute-right", "rights", "after-report"]
"""The pages of words that hold the text of each provision they link to, folded, by name."""

Wording = Literal["quoted", "translated", "summarised"]
"""The text of the source itself, our translation of it, or its content in our words."""

Kind = Literal["duty", "right", "power", "prohibition", "definition", "sanction"]
"""What a provision does: it binds somebody, gives somebody a right, lets an authority act, forbids, says what counts
as something, or punishes. Its heading says so."""

Verification = Literal["read", "read_in_quotation", "older_version_read", "described", "inferred", "not_read"]
"""How the text that applied in the days given is known: it was read in the sources; its words were read in a
quotation; an older version of it was read; the sources tell of it; we conclude it from the sources; or nothing was read
and it was written from memory."""


ARTICLES = r"^[0-9]+(-[0-9]+| to [0-9]+)?$"


class Source(Model):
    """Where provisions were read. ``version`` names file and commit of a copy, for those who check; no page shows
    it. ``articles_read`` are the articles that were read, such as *65-1* or *96 to 106*. ``changes_until`` is the last
    day whose changes the text holds, ``changed_again`` the day of a later law that is not in it; ``official`` is where
    the official text stands, by language."""

    name: Texts
    url: Address | None = None
    official: Addresses | None = None
    version: Annotated[Text | None, Internal()] = None
    articles_read: tuple[Annotated[str, StringConstraints(pattern=ARTICLES)], ...] = ()
    changes_until: datetime.date | None = None
    changed_again: datetime.date | None = None

    @property
    def articles(self) -> frozenset[str]:
        """The number of each article that was read."""
        ranges = (one.split(" to ") for one in self.articles_read)
        return frozenset(
            str(number)
            for first, *last in ranges
            for number in (range(int(first), int(last[0]) + 1) if last else (first,))
        )


PeriodUnit = Literal["hours", "days", "working_days", "months", "years"]
"""What a period of law is counted in."""


class LegalPeriod(Model):
    """How long something may last by law. Words that name it without the period ``only_with`` of the same provision,
    such as the rule without its exception, would be false."""

    value: Annotated[int, Field(strict=True, ge=1)]
    unit: PeriodUnit
    only_with: Annotated[Code | None, Ref("periods")] = None


class Provision(Model):
    """One provision. ``right`` is its heading: what it says, in plain words, told as what its ``kind`` is.
    ``valid_to`` is its last day in force; ``since`` is said of what has no such days, such as a judgment. ``wording``
    says per language what the text is, and ``exact`` are words of the law beside what is no quotation; words call
    ``periods`` by name. ``answers`` are the numbers of open questions
    that it answers, ``note`` is for maintainers; neither is shown anywhere."""

    id: Annotated[Code, Unique("provisions")]
    kind: Kind
    right: Texts
    act: Annotated[Code, Ref("acts")]
    provision: Texts
    text: Texts
    wording: dict[str, Wording]
    periods: dict[Code, LegalPeriod] = {}
    exact: Annotated[dict[LanguageCode, Text], Ref("languages", SETTINGS)] = {}
    valid_from: Annotated[datetime.date | None, MayLieAhead()] = None
    valid_to: Annotated[datetime.date | None, NotBefore("valid_from"), MayLieAhead()] = None
    dates_confirmed: bool = True
    since: Texts | None = None
    verified: Verification
    sources: Annotated[tuple[Code, ...], Ref("sources")] = ()
    answers: Annotated[tuple[Annotated[int, Field(strict=True, ge=1)], ...], Internal()] = ()
    note: Annotated[Text | None, Internal()] = None


def anchor_of(code: str) -> str:
    """Return the id of a group or provision on its pages."""
    return code.replace("_", "-")


def page_of(chapter: str) -> str:
    """Return the name of the page of a chapter."""
    return f"law/{anchor_of(chapter)}"


class Chapter(Model):
    """A page of texts of law, for those who work with them: groups of provisions, in their order."""

    id: Annotated[Code, Unique("chapters")]
    title: Texts

    @property
    def page(self) -> str:
        """The name of the page."""
        return page_of(self.id)


class Group(Model):
    """Provisions that belong together, in the order they are shown, on the page of their ``chapter``."""

    id: Annotated[Code, Unique("groups")]
    chapter: Annotated[Code, Ref("chapters")]
    title: Texts
    provisions: Annotated[tuple[Provision, ...], Field(min_length=1)]

    @property
    def page(self) -> str:
        """The name of its page."""
        return page_of(self.chapter)

    @property
    def anchors(self) -> tuple[str, ...]:
        """The ids of the group and of its provisions on its page."""
        return tuple(anchor_of(code) for code in (self.id, *(provision.id for provision in self.provisions)))


class Law(Model):
    """All provisions the pages show, by group, in the order they are shown, and the sources by code."""

    review: Review
    sources: dict[Code, Source]
    acts: dict[Code, Texts]
    chapters: Annotated[tuple[Chapter, ...], Field(min_length=1)]
    groups: Annotated[tuple[Group, ...], Field(min_length=1)]

    @property
    def provisions(self) -> dict[str, Provision]:
        """All provisions by their ids."""
        return {provision.id: provision for group in self.groups for provision in group.provisions}

    @cached_property
    def places(self) -> dict[str, str]:
        """The name of the page on which each group and each provision stands, by its id there."""
        return {anchor: group.page for group in self.groups for anchor in group.anchors}

    @property
    def periods(self) -> dict[str, LegalPeriod]:
        """All periods by the name that words call: the id of the provision, a dot, the name of the period."""
        return {
            f"{provision.id}.{name}": period
            for provision in self.provisions.values()
            for name, period in provision.periods.items()
        }


Answerer = Literal["lawyer", "doctor", "coalition"]


class Question(Model):
    """What the site does not know, who must answer it, and on which ``pages`` readers are told so. Pages call it by its
    ``number``, which is never given to another one. ``meanwhile`` is what can be said without the answer."""

    number: Annotated[int, Field(strict=True, ge=1), Unique("questions")]
    question: Texts
    must_answer: Answerer
    meanwhile: Texts | None = None
    pages: Annotated[tuple[PageName, ...], Field(min_length=1), Ref("pages")]
    source: Annotated[Text, Internal()]


class Questions(Model):
    """All open questions; one that is answered is deleted, and the provision that answers it names its number."""

    review: Review
    questions: tuple[Question, ...] = ()

    @property
    def anchors(self) -> tuple[str, ...]:
        """The ids of all questions, and of whom they are for, on the page that shows them."""
        return (*(f"question-{one.number}" for one in self.questions), *(f"for-{who}" for who in get_args(Answerer)))


class HoursStep(Model):
    """What one says or does, and to ``who`` it goes, so that readers know who learns of it."""

    who: Annotated[Code, Ref("to_whom", ORGANISATIONS)]
    text: Texts


class HoursBlock(Model):
    """What must happen by one time, which ``when`` says by calling a period of law. ``say`` is read out, ``pass_on`` is
    for whoever is held; ``short`` is the block on a card. A block is no longer than the screen of a phone."""

    when: Texts
    short: Texts | None = None
    must: Texts
    say: HoursStep | None = None
    pass_on: HoursStep | None = None
    if_not: tuple[HoursStep, ...] = ()
    articles: Annotated[tuple[Code, ...], Ref("provisions", LAW), Field(min_length=1)]


class Hours(Model):
    """The blocks of each kind of detention, by the name that words call, and the review of their words."""

    review: Review
    timetables: dict[Code, Annotated[tuple[HoursBlock, ...], Field(min_length=1)]] = {}
