"""Every text that may speak of the law, in words and data, with its language and place; no briefing, no quotation.

In: a site. Out: texts, and the periods that they call.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from build_tools.models import PERIOD, Law, Site
from build_tools.models.base import Texts
from build_tools.paths import LAW
from build_tools.problems import Fault, Field, Problem
from build_tools.validate.offers import allowed
from build_tools.validate.walk import walk
from build_tools.validate.words.reading import Piece, pieces

DOCUMENT = re.compile(r"briefings/[0-9-]+")
"""A briefing stays word for word, and its numbers of hours may be no law."""

BLOCK = re.compile(r"\n(?=[ ]*(?:\n|[-*+][ ]|\d+[.)][ ]))")
"""Where a paragraph, an entry or a step ends."""


class Said(NamedTuple):
    """A text that readers see, in one language: the text, and what makes a problem of a position in it."""

    language: str
    text: str
    piece: Piece | None
    path: str
    field: Field

    def problem(self, fault: Fault, offset: int = 0, values: Mapping[str, object] | None = None) -> Problem:
        """Return a problem at a position of the text; a text of a data file has one place."""
        if self.piece:
            return self.piece.problem(offset, fault, values)
        return Problem(self.path, fault, self.field, values or {})


def every_text(site: Site) -> Iterator[Said]:
    """Yield all words but briefings, and all texts in languages of the data files but ledgers and quotations."""
    for words in site.words.values():
        if not DOCUMENT.fullmatch(words.name):
            yield from (Said(words.language, piece.text, piece, words.path, piece.field) for piece in pieces(words))
            for position, source in enumerate(words.about.sources):
                yield Said(words.language, source, None, words.path, ("sources", position))
    quoted = {(*place, language) for place, language in _quotations(site.law)}
    for path, place, texts in _data_texts(site):
        for language, text in texts.items():
            if path != LAW or (*place, language) not in quoted:
                yield Said(language, text, None, path, (*place, language))


def _data_texts(site: Site) -> Iterator[tuple[str, Field, Mapping[str, str]]]:
    bound = (site.records(kind) for kind in site.kinds if kind.calls_periods)
    for path, record in (item for records in bound for item in records.items()):
        for place, kind, value in walk(record):
            if kind == Texts and isinstance(value, Mapping) and value and place[-1] != "hours":
                yield path, place, value


def _quotations(law: Law) -> Iterator[tuple[Field, str]]:
    for number, group in enumerate(law.groups):
        for position, provision in enumerate(group.provisions):
            place = ("groups", number, "provisions", position, "text")
            yield from ((place, code) for code, wording in provision.wording.items() if wording == "quoted")


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    ends = [0, *(match.end() for match in BLOCK.finditer(text)), len(text)]
    return ((start, text[start:end]) for start, end in pairwise(ends))


def _calls(text: str) -> Counter[str]:
    return Counter(call[1] for call in PERIOD.finditer(text))


def _there(language: str, calls: Counter[str]) -> dict[str, object]:
    return {"language": language, "periods": allowed(sorted(calls.elements()))}
