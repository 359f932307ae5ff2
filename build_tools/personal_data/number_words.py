"""Numbers in words: six or more in a row are dictated, not counted.

In: a text made ready. Out: findings in the plain text. Knows Kazakh, Russian and English, in either alphabet.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import dropwhile
from operator import itemgetter

from build_tools.personal_data.finding import Category, Finding
from build_tools.personal_data.lists import words
from build_tools.personal_data.numbers import BIN_KEYWORD, KEYWORD
from build_tools.personal_data.reading import Reading, is_said_before
from build_tools.personal_data.skeleton import skeleton, skeletons

ENOUGH = 6
PART = re.compile(r"[^\W\d_]+|\d+")
GAP = 4

# A stroke in each word, for no file of the program is to hold a number in words.
ZEROS = "н|өл н|өлдік н|оль н|уль н|оля н|уля z|ero o|h n|ought n|il"
SCALE = "м|ың м|иллион м|иллиард м|лн м|лрд т|ысяча т|ысячи т|ысяч т|ысячу t|housand m|illion b|illion"
NUMBERS = (
    "б|ір е|кі ү|ш т|өрт б|ес а|лты ж|еті с|егіз т|оғыз о|н ж|иырма о|тыз қ|ырық е|лу а|лпыс ж|етпіс с|ексен "
    "т|оқсан ж|үз о|дин о|дна д|ва д|ве т|ри ч|етыре п|ять ш|есть с|емь в|осемь д|евять д|есять о|диннадцать "
    "д|венадцать т|ринадцать ч|етырнадцать п|ятнадцать ш|естнадцать с|емнадцать в|осемнадцать д|евятнадцать "
    "д|вадцать т|ридцать с|орок п|ятьдесят ш|естьдесят с|емьдесят в|осемьдесят д|евяносто с|то д|вести т|риста "
    "ч|етыреста п|ятьсот ш|естьсот с|емьсот в|осемьсот д|евятьсот o|ne t|wo t|hree f|our f|ive s|ix s|even "
    "e|ight n|ine t|en e|leven t|welve t|hirteen f|ourteen f|ifteen s|ixteen s|eventeen e|ighteen n|ineteen "
    "t|wenty t|hirty f|orty f|ifty s|ixty s|eventy e|ighty n|inety h|undred"
)
FILLERS = frozenset(words("и плюс және тире пробел plus and double triple dash o о дважды трижды"))
"""Words that part no number."""


def listed(text: str) -> frozenset[str]:
    """Return the words as they are compared."""
    return skeletons(text.replace("|", "").split())


ZERO_WORDS, SCALE_WORDS = listed(ZEROS), listed(SCALE)
NUMBER_WORDS = listed(NUMBERS) | ZERO_WORDS | SCALE_WORDS


NAMING = re.compile(
    r"(?:номер\w{0,3}|нөмір\w{0,4}|plates?|number|цифр\w{0,3}|digits?|сандар\w{0,2}|заканчива\w{2,4}|начина\w{2,5}|ended|ends|read)\b"
    r""
)
NAMES = ("номер", "нөмір", "plate", "number", "цифр", "digit", "сандар", "заканчива", "начина")
FEW, LONG_WORD, BEFORE = 2, 6, 40
TEXT = itemgetter(0)


def spelt_numbers(reading: Reading) -> Iterator[Finding]:
    """Yield numbers that are told word by word, or partly so, and a few words after one for a plate or a telephone."""
    number = sum(map(is_number_word, map(TEXT, reading.words)))
    few = number >= FEW and reading.mentions(NAMES)
    if not (few or has_row(reading, number)):
        return
    for chain in chains(reading.text):
        said = [skeleton(part[0]) for part in chain if not part[0].isdigit()]
        if few and FEW <= len(chain) == len(said) < ENOUGH:
            yield from few_words(reading, chain[0].start(), chain[-1].end(), len(chain))
        elif len(chain) < ENOUGH or len(said) * 2 < len(chain):
            row = list(dropwhile(lambda part: not part[0].isdigit(), chain))
            if said and is_of_a_phone(reading.text, row):
                yield Finding(row[0].start(), row[-1].end(), "PHONE", "block")
        elif SCALE_WORDS.isdisjoint(said) or not ZERO_WORDS.isdisjoint(said):
            yield Finding(chain[0].start(), chain[-1].end(), kind(reading.text, chain[0].start()), "block")


def few_words(reading: Reading, start: int, end: int, number: int) -> Iterator[Finding]:
    """Yield a few numbers in words after what names them; two short words may be a place in a list, unless letters of
    a plate follow."""
    sure = number > FEW or reading.text[end + 1 : end + 3].isupper()
    long = reading.text.find(" ", start) - start >= LONG_WORD
    if (sure or long) and is_said_before(NAMING, reading.low, start, BEFORE):
        yield Finding(start, end, "PLATE", "block" if sure else "review")


def is_of_a_phone(text: str, row: list[re.Match[str]]) -> bool:
    """Tell whether a row of digits and some words begins like a telephone number and has the length of one."""
    return bool(row and BEGINS.match(text, row[0].start())) and sum(map(digits_of, row)) >= OF_A_PHONE


BEGINS = re.compile(r"(?:8|(?<=\+)7)[ ().-]{0,3}(?:7|[^\W\d])")
AFTER_PREFIX = re.compile(r"(?:\+ ?7|(?<!\d)8)[ ().-]{1,3}(?:7\d\d[ ().-]{1,3}[^\W\d]|[^\W\d]{1,12} \d)")
"""A word after the first group of a telephone number, or the second."""

OF_A_PHONE = 10


def digits_of(part: re.Match[str]) -> int:
    """Return how many digits a part stands for at least."""
    return len(part[0]) if part[0].isdigit() else 1


def has_row(reading: Reading, number: int) -> bool:
    """Tell quickly of most texts that no row of numbers in words stands there; an apostrophe may part two of them."""
    if AFTER_PREFIX.search(reading.figures):
        return True
    if number + 2 * reading.text.count("'") < ENOUGH // 2:
        return False
    row = 0
    for word in reading.words:
        if is_number_word(word.text) or "'" in word.text:
            row += 1 + word.text.count("'")
        elif word.text.lower() not in FILLERS:
            row = 0
        if row >= ENOUGH // 2:
            return True
    return False


@lru_cache(maxsize=16384)
def is_number_word(word: str) -> bool:
    """Tell whether a word is a number."""
    return skeleton(word) in NUMBER_WORDS


def kind(text: str, start: int) -> Category:
    """Return what the words before it call a number; without any it is one to call."""
    before = text[max(0, start - 40) : start]
    return "IIN" if KEYWORD.search(before) else "BIN" if BIN_KEYWORD.search(before) else "PHONE"


def chains(text: str) -> Iterator[list[re.Match[str]]]:
    """Yield the parts of each row of numbers, in words or digits, that hardly anything parts."""
    chain: list[re.Match[str]] = []
    last = 0
    for part in PART.finditer(text):
        if chain and part.start() - last > GAP:
            yield chain
            chain = []
        if part[0].isdigit() or is_number_word(part[0]):
            chain.append(part)
        elif part[0].lower() not in FILLERS:
            if chain:
                yield chain
            chain = []
        last = part.end()
    if chain:
        yield chain
