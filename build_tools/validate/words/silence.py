"""What nobody may be told: that nothing is known, when somebody did not look, or does not say where.

In: words, data and the catalogues of pages. Out: problems. What was searched and not found is a statement that says so.
"""

import re
from collections.abc import Iterator

from build_tools.models import Site, Texts
from build_tools.paths import catalogue_file
from build_tools.problems import Fault, Problem
from build_tools.validate.walk import data_files, walk
from build_tools.validate.words.reading import pieces, starts

NOTHING_KNOWN = re.compile(
    r"""
    \b(?:
      nothing \s+ (?:is|was|has\ been) \s+ (?:yet \s+)? known | knows? \s+ nothing | (?:not|un)\s?known \s+ to \s+ us
    | (?:ничего|нам) \s+ (?:(?:нам|об\s+этом|пока|ещё|ничего) \s+){0,3}+ не\s?известно
    | не\s?известно \s+ (?:(?:об\s+этом|пока|ещё) \s+){0,3}+ (?:ничего|нам)
    | мы \s+ (?:\w+ \s+){0,3} ничего \s+ (?:\w+ \s+){0,3} не \s+ знаем
    | (?:ештеңе|ештеме|бізге) \s+ (?:(?:ештеңе|ештеме|бұл|туралы|әлі|әзірге) \s+){0,4}+
      (?:белгісіз|мәлімсіз|(?:белгілі|мәлім) \s+ емес|білмейміз)
    )\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""The same in three languages; that a number is not known, or that no case was known on a day, is another thing."""

REFUSED = Fault(
    "words.nothing_known",
    "says that nothing is known; leave it out, or say in a statement with evidence: not_found what was searched, where "
    "and when",
)


def nobody_knows_nothing(site: Site) -> Iterator[Problem]:
    """No page, no data and no message of a page says that nothing is known."""
    for words in site.words.values():
        for piece in pieces(words):
            yield from piece.once_a_line(starts(NOTHING_KNOWN, piece.text), REFUSED)
    for path, record in data_files(site).items():
        for place, kind, value in walk(record):
            texts = value.items() if kind == Texts and isinstance(value, dict) else ()
            yield from (Problem(path, REFUSED, (*place, code)) for code, text in texts if NOTHING_KNOWN.search(text))
    for key, text in site.catalogues.items():
        if key[0] == "interface" and (found := NOTHING_KNOWN.search(text)):
            yield Problem(catalogue_file(*key), REFUSED, line=text.count("\n", 0, found.start()) + 1)
