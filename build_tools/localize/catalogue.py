"""gettext catalogues: English message in, message of one language out.

A message without translation is an error, never English by accident; ``check`` says so before anything is built.
"""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass

from babel.messages.pofile import PoFileError, read_po

from build_tools.models import Reviewed, version_of
from build_tools.reviews import review_in_catalogue

SOURCE_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Translations by English message. ``review`` is that of the whole catalogue, nothing where its header has none
    that counts, which ``check`` refuses."""

    language: str
    messages: Mapping[str, str]
    review: Reviewed | None

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


OPEN_QUOTES = re.compile(r'^(?:msg\S+ +)?"(?:[^"\\\n]|\\.)*$', re.MULTILINE)


def read_catalogue(language: str, text: str) -> Catalogue:
    """Parse a gettext catalogue. Raises ``ValueError`` with the line where it cannot be read."""
    # Babel drops the last letter of a text whose quotes do not close, and says nothing.
    if fault := OPEN_QUOTES.search(text):
        raise ValueError(text.count("\n", 0, fault.start()) + 1)
    try:
        parsed = read_po(io.StringIO(text), locale=language, abort_invalid=True)
    except PoFileError as error:
        raise ValueError(error.lineno or 1) from error
    messages = {str(m.id): str(m.string) for m in parsed if m.id}
    return Catalogue(language, messages, review_in_catalogue(text))


def source_catalogue() -> Catalogue:
    """The catalogue of the language in which the messages are written."""
    return Catalogue(SOURCE_LANGUAGE, {}, Reviewed(state="source"))
