"""What people have decided: open points with which a release may go out, and findings of the gate that are none.

In: the two files of decisions. Out: their entries. What may be entered at all the types say.
"""

import datetime
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from build_tools.files.paths import SETTINGS
from build_tools.models.annotations import Internal, MayLieAhead, NotBefore, Ref, Unique
from build_tools.models.base import Address, Code, Model, Text, Texts
from build_tools.problems import N_

OpenGate = Literal[
    "no_contact", "contact_missing", "awaiting_review", "law_unconfirmed", "licence", "errors_to", "real_cases"
]
"""The gates of a release that only need a recorded decision."""

Reason = Annotated[str, StringConstraints(min_length=20), Internal()]
Role = Annotated[Code, Internal()]
"""Who decided: a role, never a name."""


class ReleaseDecision(Model):
    """A release may pass ``gate`` although what it names, ``about``, is open: languages, ids of organisations, days
    of briefings. Up to and with ``until``."""

    gate: OpenGate
    about: Annotated[
        tuple[Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([_-][a-z0-9]+)*$")], ...],
        Field(min_length=1),
        Unique("decisions", beside=("gate",), each=True),
    ]
    decided_by: Role
    decided_on: datetime.date
    until: Annotated[datetime.date, NotBefore("decided_on", 366), MayLieAhead()]
    reason: Reason

    def covers(self, gate: str, about: str, day: datetime.date) -> bool:
        """Tell whether the decision counts for this point on that day."""
        return self.gate == gate and about in self.about and day <= self.until


class Decisions(Model):
    """The file of decisions; a project without the file has decided nothing."""

    decisions: tuple[ReleaseDecision, ...] = ()


TermKind = Literal["place", "body", "law", "treaty", "term", "organisation"]
"""What a word names that is no person."""

ExcusedCategory = Literal["NUMBER", "PLATE", "DATE", "ADDRESS", "PERSON", "STORY"]
"""The kinds of findings that can be none. Of the others nothing is approved: a contact has its place among the
channels, and the number of a person has none."""


class ApprovedTerm(Model):
    """A public proper noun, in each language as it is written there."""

    term: Annotated[Texts, Unique("terms")]
    kind: TermKind
    source: Annotated[Address, Internal()]
    added_by: Role
    date: datetime.date


class TwiceReviewed(Model):
    """What two people have reviewed, up to and with ``expires``."""

    reviewer: Role
    second_reviewer: Role
    date: datetime.date
    expires: Annotated[datetime.date, NotBefore("date", 366), MayLieAhead()]

    @model_validator(mode="after")
    def _by_two_people(self) -> Self:
        if self.reviewer == self.second_reviewer:
            raise ValueError(N_("second_reviewer: another role than reviewer, for two people decide"))
        return self


class AllowedFinding(TwiceReviewed):
    """One finding in one place that is none."""

    file: Text
    field: Text
    lang: Annotated[Code, Ref("languages", SETTINGS)]
    category: ExcusedCategory
    text: Annotated[Text, Unique("exceptions", beside=("file", "field", "category"))]
    reason: Reason


class PublicPerson(TwiceReviewed):
    """Somebody who acts in a public office and may be quoted by the whole ``name``, exactly so: in briefings,
    statements and pages of law alone. Who is a victim, a witness or a defendant is none."""

    name: Annotated[Texts, Unique("public persons")]
    office: Annotated[Texts, Internal()]
    act: Reason
    source: Annotated[Address, Internal()]


class Approvals(Model):
    """The file of what was reviewed; a project without the file has approved nothing."""

    vocabulary: tuple[ApprovedTerm, ...] = ()
    exceptions: tuple[AllowedFinding, ...] = ()
    public_persons: tuple[PublicPerson, ...] = ()
