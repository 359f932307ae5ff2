"""Fingerprints of words that became shorter, in the page itself and in its translations.

In: the texts of one page by language, as they were and as they are to be. Out: the latter, with the fingerprints that
belong to them where those that belonged to the former stood. A page that did not fit before does not fit after.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from build_tools.load.project import words_of
from build_tools.models import Words
from build_tools.paths import words_file

_END = "\n---"
_STAMP = re.compile("[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of words by language, before and after."""

    name: str
    old: Mapping[str, str]
    new: Mapping[str, str]

    def stamped(self) -> dict[str, str]:
        """Return the texts with the fingerprints that belong to them."""
        return {language: self._stamped(language) for language in self.new}

    def _stamped(self, language: str) -> str:
        text = self.new[language]
        before, after = self._words(self.old, language), self._words(self.new, language)
        source = before.about.translates.language if before and before.about.translates else ""
        first, now = self._words(self.old, source), self._words(self.new, source)
        if not (before and after and first and now):
            return text
        text = _put(text, first.version, now.version)
        return _put(text, before.version_beside(first.version), after.version_beside(now.version))

    def _words(self, texts: Mapping[str, str], language: str) -> Words | None:
        """Return the words of a language, if they can be read without a fault."""
        return words_of(texts[language], words_file(language, self.name), language)[0] if language in texts else None


def _put(text: str, old: str, new: str) -> str:
    """Put a fingerprint in the place of another among the first lines of a page."""
    head, end, body = text.partition(_END)
    return _STAMP.sub(lambda said: new if said[0] == old else said[0], head) + end + body
