"""What was published of numbers, for good, and what was changed of it: corrections of mistakes, and planned revisions.

A withdrawal of a case is neither, and nothing here may tell of one.
"""

import datetime
from typing import Annotated, Literal, NamedTuple, Self

from pydantic import Field, model_validator

from build_tools.models.annotations import NotBefore, Ref, Unique
from build_tools.models.base import Code, Count, Fingerprint, Model, PageName, Review, Text, Texts
from build_tools.models.case import LedgerId
from build_tools.models.figures import Ledger
from build_tools.problems import N_

Mark = Literal["", "p", "r", "c", "x", "z"]
"""The marks of a number: provisional, revised, confidential, not available, not applicable.

Source: Government Statistical Service (United Kingdom), Symbols in tables: definitions and help (2017, reviewed since).
"""

_ONE_CHANGE_A_DAY = Unique("days of changes", beside=("briefing", "figure"))
"""Of one figure, so that its changes have an order."""


class Revision(Model):
    """A provisional figure that was counted to its end, as announced: from what to what, since which day, and why.
    An old number that could harm somebody is not repeated, as in a correction."""

    on: Annotated[datetime.date, _ONE_CHANGE_A_DAY]
    briefing: Annotated[LedgerId, Ref("ledgers")]
    figure: Code
    was: Count | None = None
    now: Count
    what: Texts


class Correction(Model):
    """A mistake, since when it stood here, and when it was mended: of a figure, of a statement, or of words of a page.

    Without ``was`` the old number is not repeated, because it could harm somebody.
    """

    on: Annotated[datetime.date, NotBefore("since"), _ONE_CHANGE_A_DAY]
    since: datetime.date
    briefing: Annotated[LedgerId | None, Ref("ledgers")] = None
    figure: Code | None = None
    statement: Code | None = None
    page: Annotated[PageName | None, Ref("pages")] = None
    was: Count | None = None
    now: Count | None = None
    what: Texts

    @property
    def about(self) -> str:
        """What words it is about, as lines of what was published name it: a page, or a statement."""
        return self.page or f"{self.briefing}/statements/{self.statement}"

    @model_validator(mode="after")
    def _is_of_one_thing(self) -> Self:
        """A figure or a statement stands in a briefing, a page for itself; only a figure has numbers."""
        named = [name for name in ("figure", "statement", "page") if getattr(self, name) is not None]
        if len(named) != 1 or (self.page is None) != (self.briefing is not None):
            raise ValueError(N_("briefing and figure, or briefing and statement, or page: one thing"))
        if (self.figure is not None) != (self.now is not None) or (self.figure is None and self.was is not None):
            raise ValueError(N_("in now: the number that a figure has; any other correction has no number"))
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
            raise ValueError(N_("review: with the state of the words in each language"))
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

    def first_number(self, ledger: Ledger, name: str) -> int | None:
        """Return the number of a figure before all changes; nothing where some change of it leaves the old one out."""
        olds = [one.change.was for one in self.of_figure(ledger.id, name)]
        return None if None in olds else [*olds, ledger.figures[name].value][0]


class PublishedLine(Model):
    """What readers were told of one thing. ``facts`` is a digest of all that is said in no language, ``words`` have one
    for each language. Only a figure has a ``value``, the one that was published first; where it may not be said again,
    the line is that of something ``removed``."""

    value: Count | None = None
    removed: Annotated[bool, Field(strict=True)] = False
    facts: Fingerprint
    words: dict[Code, Fingerprint] = {}

    @property
    def parts(self) -> dict[str, str]:
        """The digests: of the facts, and by language."""
        return {"facts": self.facts, **self.words}


class Published(Model):
    """The file that ``transparency seal`` writes and to which lines only join: by key, which is where the thing stands,
    *2000-01-01/figures/reports* in a ledger, *cities/exampleton* in the codebook."""

    lines: dict[Text, PublishedLine] = {}

    def figure(self, ledger: Ledger, name: str) -> PublishedLine | None:
        """Return the line of a figure, once it is published."""
        return self.lines.get(f"{ledger.id}/figures/{name}")

    def keeps(self, ledger: Ledger) -> bool:
        """Whether each figure of a ledger is published, with its number or as one that may not be said again."""
        lines = (self.figure(ledger, name) for name in ledger.figures)
        return all(line and (line.removed or line.value is not None) for line in lines)

    def first_numbers(self, ledger: Ledger) -> dict[str, int]:
        """Return the numbers that were published first, where they may be said again."""
        lines = {name: self.figure(ledger, name) for name in ledger.figures}
        return {name: line.value for name, line in lines.items() if line and line.value is not None}
