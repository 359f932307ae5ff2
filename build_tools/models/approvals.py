"""What people have decided about findings of the gate: words that name something public, and findings that are none.

In: the file of decisions. Out: its entries. What may be entered at all the types say: no kind that nothing excuses.
"""

import datetime
from typing import Annotated, Literal

from pydantic import StringConstraints

from build_tools.models.annotations import Internal, NotBefore, Ref
from build_tools.models.base import Address, Code, Model, Text, Texts
from build_tools.paths import SETTINGS

TermKind = Literal["place", "body", "law", "treaty", "term", "organisation"]
"""What a word names that is no person."""

ExcusedCategory = Literal["NUMBER", "PLATE", "DATE", "ADDRESS", "PERSON", "STORY"]
"""The kinds of findings that can be none. Of the others nothing is approved: a contact has its place among the
channels, and the number of a person has none."""


class ApprovedTerm(Model):
    """A public proper noun, in each language as it is written there. ``added_by`` is a role, never a name."""

    term: Texts
    kind: TermKind
    source: Annotated[Address, Internal()]
    added_by: Annotated[Code, Internal()]
    date: datetime.date


class AllowedFinding(Model):
    """One finding in one place that is none, up to and with ``expires``. ``reviewer`` and ``second_reviewer`` are two
    roles of two people, never names."""

    file: Text
    field: Text
    lang: Annotated[Code, Ref("languages", SETTINGS)]
    category: ExcusedCategory
    text: Text
    reason: Annotated[str, StringConstraints(min_length=20), Internal()]
    reviewer: Annotated[Code, Internal()]
    second_reviewer: Annotated[Code, Internal()]
    date: datetime.date
    expires: Annotated[datetime.date, NotBefore("date", 366)]


class PublicPerson(Model):
    """Somebody who acts in a public office and may be quoted by the whole ``name``, exactly so, up to and with
    ``expires``: in briefings, statements and pages of law alone. Who is a victim, a witness or a defendant is none."""

    name: Texts
    office: Annotated[Texts, Internal()]
    act: Annotated[str, StringConstraints(min_length=20), Internal()]
    source: Annotated[Address, Internal()]
    reviewer: Annotated[Code, Internal()]
    second_reviewer: Annotated[Code, Internal()]
    date: datetime.date
    expires: Annotated[datetime.date, NotBefore("date", 366)]


class Approvals(Model):
    """The file of what was reviewed; a project without the file has approved nothing."""

    vocabulary: tuple[ApprovedTerm, ...] = ()
    exceptions: tuple[AllowedFinding, ...] = ()
    public_persons: tuple[PublicPerson, ...] = ()
