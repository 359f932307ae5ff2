"""Series: what the figures of one name were in each briefing, as of its day; never by month, which nobody counted."""

import datetime
from dataclasses import dataclass
from typing import Literal

Mark = Literal["", "p", "r", "c", "x", "z"]
"""The marks of a number: provisional, revised, confidential, not available, not applicable.

Source: Government Statistical Service (United Kingdom), Symbols in tables: definitions and help (2017, reviewed since).
"""


@dataclass(frozen=True, slots=True)
class Step:
    """What one briefing says: ``value`` is none where it gives no number. ``added`` is by how much it is more than the
    step before, where both count the same from the same day on; none where they cannot be compared."""

    briefing: str
    as_of: datetime.date
    value: int | None
    mark: Mark
    added: int | None


@dataclass(frozen=True, slots=True)
class Series:
    """The steps of the figures of one name, the oldest first."""

    name: str
    steps: tuple[Step, ...]

    @property
    def numbers(self) -> int:
        """In how many briefings there is a number."""
        return sum(step.value is not None for step in self.steps)
