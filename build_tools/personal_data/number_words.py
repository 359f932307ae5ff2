"""Numbers in words: six or more in a row are dictated, not counted; a few after a word for a number may be a plate.

In: a text made ready. Out: findings in the plain text. Knows Kazakh, Russian and English, in either alphabet.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import dropwhile

from build_tools.personal_data.finding import Finding
from build_tools.personal_data.numbers import kind_in
from build_tools.personal_data.reading import Reading, Span, is_in_clause_before
from build_tools.personal_data.skeleton import skeleton, skeletons
from build_tools.personal_data.table import pattern, words

_DICTATED, _FEW = 6, 2
_PART = re.compile(r"[^\W\d_]+|\d+")
_GAP, _REACH = 4, 40
_LONG_WORD = 6
_PHONE_BEGINS = re.compile(r"(?:8|(?<=\+)7)[ ().-]{0,3}(?:7|[^\W\d])")
_DIGITS_OF_A_PHONE = 10

Chain = list[re.Match[str]]


@cache
def _listed(*names: str) -> frozenset[str]:
    """Return the words of some lists as they are compared."""
    return skeletons(word for name in names for word in words(name))


_ZEROS = ("zeros", "english_zeros")


@lru_cache(maxsize=32768)
def is_number_word(word: str) -> bool:
    """Tell whether a word is a number."""
    return skeleton(word) in _listed("numbers", *_ZEROS)


def spelt_numbers(reading: Reading, line: Span) -> Iterator[Finding]:
    """Yield numbers that are told word by word, or partly so, and a few words after one for a plate or a telephone."""
    for chain in _chains(reading.text, reading.with_neighbours(line)):
        in_words = [skeleton(part[0]) for part in chain if not part[0].isdigit()]
        if _FEW <= len(chain) == len(in_words) < _DICTATED:
            yield from _of_a_plate(reading, chain)
        elif len(chain) < _DICTATED or len(in_words) * 2 < len(chain):
            yield from _of_a_phone(reading, chain) if in_words else ()
        elif _listed("scales").isdisjoint(in_words) or not _listed(*_ZEROS).isdisjoint(in_words):
            start = chain[0].start()
            kind = kind_in(reading.text[max(0, start - _REACH) : start]) or "PHONE"
            yield Finding(start, chain[-1].end(), kind, "block")


def _chains(text: str, lines: Span) -> Iterator[Chain]:
    """Yield the parts of each row of numbers, in words or digits, that hardly anything parts."""
    chain: Chain = []
    last = 0
    for part in _PART.finditer(text, *lines):
        is_number = part[0].isdigit() or is_number_word(part[0])
        goes_on = is_number or part[0].lower() in words("between_numbers")
        if chain and (part.start() - last > _GAP or not goes_on):
            yield chain
            chain = []
        if is_number:
            chain.append(part)
        last = part.end()
    if chain:
        yield chain


def _of_a_plate(reading: Reading, chain: Chain) -> Iterator[Finding]:
    """Yield a few numbers in words after what names them; two short words may be a place in a list, unless letters of
    a plate follow."""
    start, end = chain[0].start(), chain[-1].end()
    sure = len(chain) > _FEW or reading.text[end + 1 : end + 3].isupper()
    long = reading.text.find(" ", start) - start >= _LONG_WORD
    if (sure or long) and is_in_clause_before(pattern("NAMES_DIGITS"), reading.low, start, _REACH):
        yield Finding(start, end, "PLATE", "block" if sure else "review")


def _of_a_phone(reading: Reading, chain: Chain) -> Iterator[Finding]:
    """Yield a row of digits and some words that begins like a telephone number and has the length of one."""
    row = list(dropwhile(lambda part: not part[0].isdigit(), chain))
    digits = sum(len(part[0]) if part[0].isdigit() else 1 for part in row)
    if row and digits >= _DIGITS_OF_A_PHONE and _PHONE_BEGINS.match(reading.text, row[0].start()):
        yield Finding(row[0].start(), row[-1].end(), "PHONE", "block")
