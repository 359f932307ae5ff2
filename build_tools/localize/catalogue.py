"""gettext catalogues: English message in, message of one language out, with everything that is wrong in the file.

A message without translation, or with a wrong one, is an error, never English by accident; ``check`` says so before
anything is built. Never repeats what a catalogue holds: a wrong line may hold anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from build_tools.models import Reviewed, version_of
from build_tools.problems import Fault

SOURCE_LANGUAGE = "en"


class CatalogueFault(NamedTuple):
    """What is wrong in a catalogue: the fault, the line from 1, values that the program knows."""

    fault: Fault
    line: int
    values: Mapping[str, object] = {}


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Translations by English message, without those that are wrong, and the line of each. ``review`` is that of the
    whole catalogue, nothing where its header has none that counts, which is a fault."""

    language: str
    messages: Mapping[str, str]
    review: Reviewed | None
    lines: Mapping[str, int]
    faults: tuple[CatalogueFault, ...] = ()

    @property
    def reviewed(self) -> Reviewed:
        """The review as readers are told of it: without one that counts, a machine's translation."""
        return self.review or Reviewed(state="machine-translated")

    @property
    def version(self) -> str:
        """A fingerprint of all messages with their translations."""
        return version_of(text for pair in sorted(self.messages.items()) for text in pair)

    def translate(self, message: str) -> str:
        """Return the message in this language. Raises ``LookupError`` where the catalogue lacks it."""
        if self.language == SOURCE_LANGUAGE:
            return message
        found = self.messages.get(message)
        if not found:
            raise LookupError(f"the catalogue {self.language} lacks a message: {message}")
        return found


def source_catalogue() -> Catalogue:
    """The catalogue of the language in which the messages are written."""
    return Catalogue(SOURCE_LANGUAGE, {}, Reviewed(state="source"), {})
