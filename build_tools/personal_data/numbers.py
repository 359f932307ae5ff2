"""Numbers of persons, firms and bank cards, any other run of nine digits or more that is no sum, date or symbol, and
numbers whose groups words part.

In: a text made ready. Out: findings in the plain text.
"""

import re
from collections.abc import Iterator

from build_tools.personal_data.finding import Category, Finding
from build_tools.personal_data.reading import Reading, Span
from build_tools.personal_data.table import pattern

_RUN = re.compile(r"(?<!\d)\d(?:[ .\-/()_]{0,3}\d)*")
"""Digits with at most three signs between one and the next."""

_GROUP = re.compile(r"\d+")
_LONG_NUMBER, _LONGEST_CARD = 9, 19
_MOST_GROUPS = 40
"""In a longer run, which is a finding anyway, no number of a known kind is sought."""

_BOOK = re.compile(r"\bISBN(?:-1[03])?:? ?$")
_OF_BOOK = re.compile(r"97[89]\d{10}")
_THOUSANDS = re.compile(r"\d{1,3}(?:[ .]\d{3}){2,4}")
_SYMBOL = re.compile(r"[A-Z]{1,8}/(?:[A-Z]{1,8}/|\d{1,4}/){1,4}$|№ ?$|\bNo\.? ?$")
"""How a symbol of the UN or a number of a document begins."""

_OF_DOCUMENT = re.compile(r"\d{1,6}(?:[-/]\d{1,4}){1,3}")
_NOBODYS = re.compile(r"0+|[1-9]\d?0{7,}|0?123456789(?:0|01|012)?")
"""Zeros, round numbers, and digits in their order."""

_REACH_BEFORE, _REACH_OF_SUM, _REACH_OF_WORDS = 30, 10, 40
_WEIGHTS = ((1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2))

_LABELS: tuple[tuple[str, Category], ...] = (("IIN_WORD", "IIN"), ("BIN_WORD", "BIN"))
_AFTER_LABEL = re.compile(r"[^\d\n]{0,30}(?=\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(r"[^\W\d_]{2}")
_MOST_PARTED_GROUPS = 6
_OF_A_PHONE, _OF_A_PERSON = 10, 12
_GROUPS_OF_A_PHONE = frozenset(((3, 3, 2, 2), (3, 3, 4), (3, 7), (3, 3, 1, 1, 1, 1), (3, 2, 2, 3), (3, 2, 5)))
"""How people group a number after an 8, so that none is made of several counts."""


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
    if not known and not (_SYMBOL.search(before) and _OF_DOCUMENT.fullmatch(run)):
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
        return "BIN" if digits[4] in "456" else "IIN"
    is_card = 13 <= len(digits) <= _LONGEST_CARD and _passes_luhn(digits) and len(set(digits)) > 1
    return "CARD" if is_card else None


def _kind_by_words(text: str, span: Span, length: int) -> Category:
    """Return the kind that the words around a number say it has, whether or not its check digit is right."""
    start, end = span
    around = f"{text[max(0, start - _REACH_OF_WORDS) : start]} {text[end : end + _REACH_OF_WORDS]}"
    if 11 <= length <= 13 and (kind := kind_in(around)):
        return kind
    return "CARD" if 13 <= length <= _LONGEST_CARD and pattern("CARD_WORD").search(around) else "NUMBER"


def kind_in(words: str) -> Category | None:
    """Return whose number words speak of: a person's, or a firm's."""
    return "IIN" if pattern("IIN_WORD").search(words) else "BIN" if pattern("BIN_WORD").search(words) else None


def interrupted(reading: Reading, line: Span) -> Iterator[Finding]:
    """Yield numbers of persons after their label, and of telephones after their prefix, that a word or a bracket
    parts, if all groups together have the length that is due."""
    text = reading.figures
    for prefix in pattern("PHONE_PREFIX").finditer(text, *line):
        if end := _end_of_phone(text, prefix):
            yield Finding(prefix.start(), end, "PHONE", "block")
    for name, category in _LABELS:
        for label in pattern(name).finditer(text, *line):
            first = _AFTER_LABEL.match(text, label.end())
            start = first.end() if first else len(text)
            end, _ = _parted(text, start, _OF_A_PERSON)
            if end and _WORD.search(text, start, end):
                yield Finding(start, end, category, "block")


def _end_of_phone(text: str, prefix: re.Match[str]) -> int:
    """Return where a telephone number ends whose groups words part, or whose prefix is in words; 0 where none is."""
    end, lengths = _parted(text, prefix.end(), _OF_A_PHONE)
    is_grouped = prefix[0].startswith("+") or lengths in _GROUPS_OF_A_PHONE
    is_parted = prefix["said"] or _WORD.search(text, prefix.end(), end)
    return end if end and is_grouped and is_parted else 0


def _parted(text: str, start: int, length: int) -> tuple[int, tuple[int, ...]]:
    """Return where the groups of digits from a place on end if together they have a length, and how long each is; 0
    where they do not."""
    place, lengths = start, list[int]()
    for _ in range(_MOST_PARTED_GROUPS):
        group = pattern("PARTED_GROUP").match(text, place)
        if not group or _YEAR.fullmatch(group["digits"]):
            break
        place = group.end()
        lengths.append(len(group["digits"]))
        if sum(lengths) >= length:
            end = group.end("digits")
            is_whole = sum(lengths) == length and not text[end : end + 1].isdigit()
            return (end, tuple(lengths)) if is_whole else (0, ())
    return 0, ()
