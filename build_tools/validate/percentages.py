"""Percentages in words and texts: none tells how many a small part of a published number is, nor is of a small number.

In: a site. Out: problems. A percentage is judged in the precision in which it is written; 0 and 100 tell nothing.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from build_tools.models import Ledger, Site, Words
from build_tools.models.figures import LEAST_BASE
from build_tools.paths import BRIEFINGS
from build_tools.personal_data.normalise import plain
from build_tools.problems import Fault, Problem
from build_tools.validate.published import ledgers_by_id
from build_tools.validate.walk import data_files, walk
from build_tools.validate.words.calls import ledger_of
from build_tools.validate.words.numbers import phrase_pattern, readable
from build_tools.validate.words.reading import Piece, blanked, pieces

_SMALL_PART = Fault(
    "disclosure.small_percentage",
    "may be the percentage of a part of fewer than {k}, or of all but so few; write the numbers of the ledger "
    "themselves, if it has them, or nothing",
)
_SMALL_BASE = Fault(
    "percentages.small_base",
    "is a percentage of fewer than {least}, of which one more or fewer would change it by more than 5; write the "
    "number",
)
_NUMBER = r"(?<![\d.,])\d{1,3}(?:[.,]\d{1,6})?(?!\d)"
_SIGN = r"(?:%(?![0-9A-Fa-f]{2})|‰|per ?cent(?!age)|процент(?!н)|проц\.|пайыз(?!дық))"
_GAP = r"\s{0,2}"
PERCENTAGE = re.compile(
    rf"(?P<first>{_NUMBER})(?:{_GAP}(?:-|and|or|to|и|или|до|мен|және|не){_GAP}(?P<last>{_NUMBER}))?"
    rf"{_GAP}-?{_GAP}(?P<sign>{_SIGN})",
    re.IGNORECASE,
)
"""Also two numbers before one sign: *4–5 %*."""

_SIGNS = re.compile("[%‰٪％﹪&]|percent|проц(?!есс|едур)|пайыз", re.IGNORECASE)
"""What a text has in which a percentage may stand, whatever marks stand between its letters; processes and procedures,
of which law is full, are none."""

MARKS = re.compile(r"[^\w%‰٪％﹪&]+|_+")

_WHOLE = Decimal(100)

Judge = Callable[[Decimal, int, Ledger], bool]
"""Whether a percentage of this number and scale may not stand beside a ledger."""


def small_parts_have_no_percentage(site: Site) -> Iterator[Problem]:
    """No percentage in words or texts gives away 1 to k - 1 people that no figure of the same ledger states."""
    k = site.settings.k

    def tells(written: Decimal, scale: int, ledger: Ledger) -> bool:
        return gives_away(written, scale, _people(ledger), k)

    for words in site.words.values():
        ledger = _shown(words, site)
        beside = [ledger] if ledger else [*site.ledgers.values()]
        yield from _in_words(words, beside, tells, _SMALL_PART.said(k=k), alone=ledger is not None)
    for path, place, text in _texts(site):
        ledgers = [site.ledgers[path]] if path in site.ledgers else [*site.ledgers.values()]
        if any(True for _ in _told(text, ledgers, tells)):
            yield Problem(path, _SMALL_PART, place, {"k": k})


def percentages_have_a_base(site: Site) -> Iterator[Problem]:
    """No percentage beside the figures of a ledger is that of a part of fewer than 20."""
    for words in site.words.values():
        if ledger := _shown(words, site):
            yield from _in_words(words, [ledger], _is_of_few, _SMALL_BASE.said(least=LEAST_BASE))
    for path, ledger in site.ledgers.items():
        texts = ((place, text) for place, _, text in walk(ledger) if isinstance(text, str))
        for place in (place for place, text in texts if any(True for _ in _told(text, [ledger], _is_of_few))):
            yield Problem(path, _SMALL_BASE, place, {"least": LEAST_BASE})


def _is_of_few(written: Decimal, scale: int, ledger: Ledger) -> bool:
    """Tell whether a percentage is the share of one figure of a ledger in one below 20, and in no larger one."""
    low, high = _meant(written, scale)
    values = _people(ledger)
    wholes = [
        whole for whole in values for part in values if part <= whole and low * whole <= part * _WHOLE <= high * whole
    ]
    return bool(wholes) and max(wholes) < LEAST_BASE and 0 < written < _WHOLE * scale


def _in_words(
    words: Words, ledgers: Sequence[Ledger], judge: Judge, fault: Fault, alone: bool = True
) -> Iterator[Problem]:
    for piece in (piece for piece in pieces(words) if may_tell(piece.text)):
        text = readable(piece.text) if alone else _without_plain_numbers(piece)
        yield from piece.once_a_line(_told(text, ledgers, judge), fault)


def may_tell(text: str) -> bool:
    """Tell quickly of most texts, with their Markdown or without, that no percentage stands in them."""
    return _SIGNS.search(MARKS.sub("", text)) is not None


def _shown(words: Words, site: Site) -> Ledger | None:
    """Return the ledger that a page shows, whose numbers readers have beside the percentage."""
    day = words.name.removeprefix(BRIEFINGS).partition(".")[0] if words.name.startswith(BRIEFINGS) else ""
    return ledger_of(words, site) or ledgers_by_id(site).get(day)


def _without_plain_numbers(piece: Piece) -> str:
    """Return the text without what the page says to be numbers of others, such as those of a law."""
    text = readable(piece.text)
    phrases = map(phrase_pattern, piece.words.about.plain_numbers)
    return blanked(text, [match.span() for phrase in phrases for match in phrase.finditer(text)])


def _texts(site: Site) -> Iterator[tuple[str, tuple[str | int, ...], str]]:
    """Yield all texts of records, each with its path and the way to it; stories hold no numbers."""
    for path, record in data_files(site).items():
        yield from ((path, place, text) for place, _, text in walk(record) if isinstance(text, str))


def _told(text: str, ledgers: Iterable[Ledger], judge: Judge) -> Iterator[int]:
    """Yield where the percentages stand that may not be beside one of the ledgers."""
    if not may_tell(text):
        return
    read, beside = plain(text), list(ledgers)
    for found in PERCENTAGE.finditer(read.text):
        scale = 10 if found["sign"] == "‰" else 1
        written = [number.replace(",", ".") for number in (found["first"], found["last"]) if number]
        if any(judge(Decimal(number), scale, ledger) for number in written for ledger in beside):
            yield read.origin(*found.span())[0]


def _people(ledger: Ledger) -> frozenset[int]:
    """Return the numbers of people that a ledger states."""
    return frozenset(figure.value for figure in ledger.people.values())


def gives_away(written: Decimal, scale: int, values: Iterable[int], k: int) -> bool:
    """Tell whether a percentage, as it is written, can be that of 1 to k - 1, or of all but so many, of one of some
    numbers, and none of them is that part or its rest."""
    known = frozenset(values)
    low, high = _meant(written, scale)
    return any(_has_small_part(low, high, value, known, k) for value in known) and 0 < written < _WHOLE * scale


def _meant(written: Decimal, scale: int) -> tuple[Decimal, Decimal]:
    """Return between which percentages one lies that is rounded to the digits in which it is written."""
    half = Decimal(1).scaleb(int(written.as_tuple().exponent)) / 2
    low, high = (min(max((written + way * half) / scale, Decimal(0)), _WHOLE) for way in (-1, 1))
    return low, high


def _has_small_part(low: Decimal, high: Decimal, value: int, known: frozenset[int], k: int) -> bool:
    first = int((low * value / _WHOLE).to_integral_value(ROUND_CEILING))
    last = int((high * value / _WHOLE).to_integral_value(ROUND_FLOOR))
    parts = (part for part in {*range(first, min(last, k) + 1), *range(max(first, value - k), last + 1)})
    return any(0 < min(part, value - part) < k and known.isdisjoint((part, value - part)) for part in parts)
