"""What somebody has decided about a release: which open points it may go out with, until when and why."""

import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from build_tools.models.annotations import Internal, NotBefore
from build_tools.models.base import Code, Model

OpenGate = Literal[
    "no_contact",
    "contact_missing",
    "awaiting_review",
    "law_unconfirmed",
    "licence",
    "errors_to",
    "real_cases",
]
"""The gates of a release that only need a recorded decision."""

Subject = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([_-][a-z0-9]+)*$")]
"""What a gate names: a code, or the day of a briefing."""


class ReleaseDecision(Model):
    """One decision: a release may pass ``gate`` although what ``about`` names is open, up to and with ``until``.

    ``about`` holds what the gate names: languages, ids of organisations, days of briefings. ``decided_by`` is a role,
    never a name.
    """

    gate: OpenGate
    about: Annotated[tuple[Subject, ...], Field(min_length=1)]
    decided_by: Annotated[Code, Internal()]
    decided_on: datetime.date
    until: Annotated[datetime.date, NotBefore("decided_on", 366)]
    reason: Annotated[str, StringConstraints(min_length=20), Internal()]

    def covers(self, gate: str, about: str, day: datetime.date) -> bool:
        """Tell whether the decision counts for this point on that day."""
        return self.gate == gate and about in self.about and day <= self.until


class Decisions(Model):
    """The file of decisions; a project without the file has decided nothing."""

    decisions: tuple[ReleaseDecision, ...] = ()
