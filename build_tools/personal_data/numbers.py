"""Numbers of persons, firms and bank cards, any other run of nine digits or more that is no sum, date or symbol, and
numbers whose groups words part.

In: a text made ready. Out: findings in the plain text.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import dropwhile, pairwise

from build_tools.personal_data.normalise import Span, is_in_clause_before, with_neighbours
from build_tools.personal_data.reading import Reading
from build_tools.personal_data.table import Category, Finding, pattern, words
from build_tools.personal_data.word_forms import skeleton, skeletons

_RUN = re.compile(r"(?<!\d)\d(?:[ .\-/()_]{0,3}\d)*")
"""Digits with at most three signs between one and the next."""

_GROUP = re.compile(r"\d+")
_LONG_NUMBER, _LONGEST_CARD = 9, 19
_MOST_GROUPS = 40
"""In a longer run, which is a finding anyway, no number of a known kind is sought."""

_BOOK = re.compile(r"\bISBN(?:-1[03])?:? ?$")
_OF_BOOK = re.compile(r"97[89]\d{10}")
_THOUSANDS = re.compile(r"\d{1,3}(?:[ .]\d{3}){2,4}")
_NOBODYS = re.compile(r"0+|[1-9]\d?0{7,}|0?123456789(?:0|01|012)?")
"""Zeros, round numbers, and digits in their order."""

_REACH_BEFORE, _REACH_OF_SUM, _REACH_OF_WORDS = 30, 10, 40
_WEIGHTS = ((1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2))

_OF_A_PERSON = 12


def is_checked(digits: str) -> bool:
    """Tell whether twelve digits end with the check digit of a number of a person or a firm."""
    for weights in _WEIGHTS:
        rest = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False)) % 11
        if rest < 10:
            return rest == int(digits[11])
    return False


def _passes_luhn(digits: str) -> bool:
    """Tell whether digits end with the check digit of a bank card."""
    doubled = (int(digit) * 2 for digit in digits[-2::-2])
    return (sum(int(digit) for digit in digits[-1::-2]) + sum(two // 10 + two % 10 for two in doubled)) % 10 == 0


def _is_of_book(digits: str) -> bool:
    """Tell whether the number of a book has its check digit."""
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0


def long_numbers(reading: Reading, line: Span) -> Iterator[Finding]:
    """Yield the long numbers of a line: of persons, of firms, of cards, and those of no known kind."""
    text = reading.figures
    for start, run in _runs(text, line):
        digits = "".join(filter(str.isdigit, run))
        if len(digits) >= _LONG_NUMBER and not _is_sum(text, start, run) and not _NOBODYS.fullmatch(digits):
            yield from _of_run(text, start, run, digits)


def _runs(text: str, line: Span) -> Iterator[tuple[int, str]]:
    """Yield the runs of digits of a line that are no dates, hours and names of documents, each with its place."""
    without = masked(pattern("NAMED"), masked(pattern("EXEMPT"), text[slice(*line)]))
    yield from ((line[0] + run.start(), run[0]) for run in _RUN.finditer(without))


def masked(found: re.Pattern[str], text: str) -> str:
    """Return a text with signs that part numbers, as many as were found."""
    return found.sub(lambda match: ":" * len(match[0]), text)


def _is_sum(text: str, start: int, run: str) -> bool:
    """Tell whether a run of digits is a sum or a count, with its unit beside it."""
    if not _THOUSANDS.fullmatch(run.rstrip(" .-/()_")):
        return False
    before = text[max(0, start - _REACH_OF_SUM) : start]
    return bool(pattern("AFTER_SUM").match(text, start + len(run)) or pattern("BEFORE_SUM").search(before))


def _of_run(text: str, start: int, run: str, digits: str) -> Iterator[Finding]:
    """Yield what a run of digits holds: what of it has a known kind, or all of it."""
    before, span = text[max(0, start - _REACH_BEFORE) : start], (start, start + len(run))
    if _BOOK.search(before) and _OF_BOOK.fullmatch(digits):
        yield from () if _is_of_book(digits) else (Finding(*span, "NUMBER", "review"),)
        return
    known = list(_known_kinds(start, run))
    yield from known
    if not known:
        yield Finding(*span, _kind_by_words(text, span, len(digits)), "block")


def _known_kinds(start: int, run: str) -> Iterator[Finding]:
    """Yield each stretch of whole groups of digits that has the length and the check digit of a known kind."""
    groups = [(start + group.start(), group[0]) for group in _GROUP.finditer(run)]
    for number, (first, _) in enumerate(groups if len(groups) <= _MOST_GROUPS else ()):
        digits = ""
        for place, group in groups[number : number + _LONGEST_CARD]:
            digits += group
            kind = _kind_of(digits)
            if kind:
                yield Finding(first, place + len(group), kind, "block")


def _kind_of(digits: str) -> Category | None:
    """Return the kind of number that has these digits."""
    if len(digits) == _OF_A_PERSON and is_checked(digits):
        return "IIN"
    is_card = 13 <= len(digits) <= _LONGEST_CARD and _passes_luhn(digits) and len(set(digits)) > 1
    return "CARD" if is_card else None


def _kind_by_words(text: str, span: Span, length: int) -> Category:
    """Return the kind that the words around a number say it has, whether or not its check digit is right."""
    start, end = span
    around = f"{text[max(0, start - _REACH_OF_WORDS) : start]} {text[end : end + _REACH_OF_WORDS]}"
    if 11 <= length <= 13 and pattern("IIN_WORD").search(around):
        return "IIN"
    return "CARD" if 13 <= length <= _LONGEST_CARD and pattern("CARD_WORD").search(around) else "NUMBER"


_DICTATED, _FEW = 6, 2
_PART_OF_CHAIN = re.compile(r"[^\W\d_]+|\d+")
_REACH = 40
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
    for chain in _chains(reading.text, with_neighbours(reading.text, line)):
        in_words = [skeleton(part[0]) for part in chain if not part[0].isdigit()]
        if len(in_words) == len(chain) >= _DICTATED and _is_counting(in_words):
            continue
        if _FEW <= len(chain) == len(in_words) < _DICTATED:
            yield from _of_a_plate(reading, chain)
        elif len(chain) < _DICTATED or len(in_words) * 2 < len(chain):
            yield from _of_a_phone(reading, chain) if in_words else ()
        elif _listed("scales").isdisjoint(in_words) or not _listed(*_ZEROS).isdisjoint(in_words):
            start = chain[0].start()
            is_labelled = pattern("IIN_WORD").search(reading.text, max(0, start - _REACH), start)
            yield Finding(start, chain[-1].end(), "IIN" if is_labelled else "PHONE", "block")


def _is_counting(numbers: list[str]) -> bool:
    """Tell whether numbers in words stand in their order, as in *one, two, three*: so somebody counts."""
    order = list(map(skeleton, words("numbers")))
    places = [order.index(one) if one in order else -1 for one in numbers]
    return all(first < second for first, second in pairwise(places))


def _chains(text: str, stretch: Span) -> Iterator[Chain]:
    """Yield the parts of each row of numbers, in words or digits, that hardly anything parts."""
    chain, parts = Chain(), _PART_OF_CHAIN.finditer(text, *stretch)
    for part in [part for part in parts if part[0].isdigit() or is_number_word(part[0])]:
        if chain and not pattern("BETWEEN_NUMBERS").fullmatch(text, chain[-1].end(), part.start()):
            yield chain
            chain = []
        chain.append(part)
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
