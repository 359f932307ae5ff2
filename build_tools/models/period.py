"""When something happened: never finer than a month, with a ladder to coarsen by, like places and ages."""

import datetime
from typing import Any, Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

NOT_STATED = "not_stated"
PERIOD_FORM = r"^((19|20)[0-9]{2}(-(0[1-9]|1[0-2])|-Q[1-4])?|not_stated)$"


class Period(str):
    """``2022-01``, ``2022-Q1``, ``2022`` or ``not_stated``. Periods in this form sort by year."""

    __slots__ = ()

    @property
    def is_stated(self) -> bool:
        """Whether anything is known of the time."""
        return self != NOT_STATED

    @property
    def year(self) -> Self:
        """The year it lies in, or *not stated*."""
        return type(self)(self[:4]) if self.is_stated else self

    @property
    def month(self) -> int:
        """The first month of it, from 1; of a year and of *not stated* it is 1."""
        rest = self[5:] if self.is_stated else ""
        return 3 * int(rest[1]) - 2 if rest.startswith("Q") else int(rest or 1)

    @property
    def start(self) -> datetime.date:
        """The first day; the last day of the calendar where no period is stated."""
        return datetime.date(int(self[:4]), self.month, 1) if self.is_stated else datetime.date.max

    @property
    def broader(self) -> Self | None:
        """The next step of the ladder: of a month its quarter, then the year, then *not stated*, which has none."""
        if not self.is_stated:
            return None
        if len(self) == 4:
            return type(self)(NOT_STATED)
        return self.year if "Q" in self else type(self)(f"{self[:4]}-Q{(self.month + 2) // 3}")

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Say to pydantic that it is a text of one form."""
        text = core_schema.str_schema(pattern=PERIOD_FORM)
        return core_schema.no_info_after_validator_function(cls, text)
