"""Fingerprints of words that became shorter, in the page itself and in its translations.

In: the texts of pages, by path, as they were and as they are to be. Out: the latter, with the fingerprints that belong
to them where those that belonged to the former stood. A page that did not fit before does not fit after.
"""

import re
from collections.abc import Iterator, Mapping

from build_tools.load.project import words_of
from build_tools.models import Words
from build_tools.models.base import Fingerprint
from build_tools.paths import words_file

_END = "\n---"
_STAMP = re.compile("[0-9a-f]{12}")


def stamped(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """Return the new texts with the fingerprints that belong to them."""
    before, after = _words(old), _words(new)
    fingerprints = dict(_pairs(before, after))
    return {path: _put(text, fingerprints) for path, text in new.items()}


def _words(texts: Mapping[str, str]) -> dict[str, Words]:
    """Return the words of those texts that can be read without a fault."""
    made = {path: words_of(text, path, path.split("/")[1])[0] for path, text in texts.items()}
    return {path: words for path, words in made.items() if words}


def _pairs(before: Mapping[str, Words], after: Mapping[str, Words]) -> Iterator[tuple[str, str]]:
    """Yield each fingerprint of a source, or of a translation beside it, with that which takes its place."""
    for path in before.keys() & after.keys():
        about = before[path].about.translates
        source = words_file(about.language, before[path].name) if about else ""
        if source in before and source in after:
            yield before[source].version, after[source].version
            yield before[path].version_beside(before[source].version), after[path].version_beside(after[source].version)


def _put(text: str, fingerprints: Mapping[str, str]) -> str:
    """Put fingerprints in the place of others among the first lines of a page."""
    head, end, body = text.partition(_END)
    return _STAMP.sub(lambda found: fingerprints.get(Fingerprint(found[0]), found[0]), head) + end + body
