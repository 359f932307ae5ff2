"""What was published of numbers, for good: the file that ``transparency seal`` writes, and to which lines only join."""

from typing import Annotated

from pydantic import Field

from build_tools.models.base import Code, Count, Digest, Model, Text
from build_tools.models.figures import Ledger


class PublishedLine(Model):
    """What readers were told of one thing. ``facts`` is a digest of all that is said in no language, ``words`` have one
    for each language. Only a figure has a ``value``, the one that was published first; where it may not be said again,
    the line is that of something ``removed``."""

    value: Count | None = None
    removed: Annotated[bool, Field(strict=True)] = False
    facts: Digest
    words: dict[Code, Digest] = {}


class Published(Model):
    """The lines by key, which is where the thing stands: *2000-01-01/figures/reports* in a ledger, *cities/exampleton*
    in the codebook."""

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
