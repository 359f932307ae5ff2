"""What was changed of what was published: corrections of mistakes, and apart from them revisions that were planned.

A withdrawal of a case is neither, and nothing here may tell of one.
"""

import datetime
from typing import Annotated, NamedTuple, Self

from pydantic import Field, model_validator

from build_tools.models.annotations import NotBefore, Ref, Unique
from build_tools.models.base import Code, Count, Model, Review, Texts
from build_tools.models.figures import Ledger
from build_tools.models.release import LedgerId
from build_tools.models.series import Mark

PageName = Annotated[str, Field(pattern=r"^[a-z0-9-]+(/[a-z0-9.-]+)*$")]
"""The name of the words of a page, such as *rights* or *briefings/2000-01-01*."""


class Revision(Model):
    """A provisional figure that was counted to its end, as announced: from what to what, since which day, and why.
    An old number that could harm somebody is not repeated, as in a correction."""

    on: datetime.date
    briefing: Annotated[LedgerId, Ref("ledgers")]
    figure: Code
    was: Count | None = None
    now: Count
    what: Texts


class Correction(Model):
    """A mistake, since when it stood here, and when it was mended: of a figure, of a statement, or of words of a page.

    Without ``was`` the old number is not repeated, because it could harm somebody.
    """

    on: Annotated[datetime.date, NotBefore("since")]
    since: datetime.date
    briefing: Annotated[LedgerId | None, Ref("ledgers")] = None
    figure: Code | None = None
    statement: Code | None = None
    page: Annotated[PageName | None, Ref("pages")] = None
    was: Count | None = None
    now: Count | None = None
    what: Texts

    @model_validator(mode="after")
    def _is_of_one_thing(self) -> Self:
        """A figure or a statement stands in a briefing, a page for itself; only a figure has numbers."""
        named = [name for name in ("figure", "statement", "page") if getattr(self, name) is not None]
        if len(named) != 1 or (self.page is None) != (self.briefing is not None):
            raise ValueError("correction_of_what")
        if (self.figure is not None) != (self.now is not None) or (self.figure is None and self.was is not None):
            raise ValueError("correction_without_number")
        return self


Change = Correction | Revision

_NOT_GIVEN: dict[str, Mark] = {"confidential": "c", "not_available": "x", "not_applicable": "z"}


class LoggedChange(NamedTuple):
    """A change with the ``part`` of the file that it stands in and its id."""

    part: str
    id: str
    change: Change


class Corrections(Model):
    """The file of corrections and revisions by id, which is their permanent anchor; a project without it has none."""

    review: Review | None = None
    corrections: Annotated[dict[Code, Correction], Unique("changes")] = {}
    revisions: Annotated[dict[Code, Revision], Unique("changes")] = {}

    @model_validator(mode="after")
    def _words_have_a_review(self) -> Self:
        if self.review is None and (self.corrections or self.revisions):
            raise ValueError("words_without_review")
        return self

    def changes(self) -> list[LoggedChange]:
        """Return every change, the oldest first."""
        found = [LoggedChange("corrections", id_, one) for id_, one in self.corrections.items()]
        found += [LoggedChange("revisions", id_, one) for id_, one in self.revisions.items()]
        return sorted(found, key=lambda logged: (logged.change.on, logged.id))

    def of_figure(self, briefing: str, figure: str) -> list[LoggedChange]:
        """Return the changes of one figure, the oldest first."""
        every = self.changes()
        return [one for one in every if one.change.briefing == briefing and one.change.figure == figure]

    def mark(self, name: str, ledger: Ledger) -> Mark:
        """Return the mark of a figure of a ledger; one that the ledger does not have at all is not available."""
        if name in ledger.not_given:
            return _NOT_GIVEN[ledger.not_given[name].why]
        if name not in ledger.figures:
            return "x"
        if any(isinstance(one.change, Revision) for one in self.of_figure(ledger.id, name)):
            return "r"
        return "p" if ledger.figures[name].provisional else ""

    def hides_number(self, briefing: str, figure: str) -> bool:
        """Whether a number of a figure may not be said again: some change of it leaves the old one out."""
        return any(one.change.was is None for one in self.of_figure(briefing, figure))
