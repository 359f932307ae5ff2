"""Numbers of persons, firms and bank cards, and any other run of nine digits or more that is no sum, date or symbol.

In: a text made ready. Out: findings in the plain text.
"""

import re
from collections.abc import Iterator

from build_tools.personal_data.finding import Category, Finding
from build_tools.personal_data.reading import Reading

RUN = re.compile(r"(?<!\d)\d(?:[ .\-/()_]{0,3}\d)*")
"""Digits with at most three signs between one and the next."""

GROUP = re.compile(r"\d+")
ENOUGH = 9
MOST_GROUPS = 40
"""In a longer run, which is a finding anyway, no number of a known kind is sought."""

DIGITS = re.compile(r"\d(?:[ .\-/()_]{0,3}\d){8}")

DATE = (
    r"(?:[0-3]?\d[./-][01]?\d[./-](?:19|20)\d\d|(?:19|20)\d\d[./-][01]\d[./-][0-3]\d|(?:19|20)\d\d ?[-/] ?(?:19|"
    r"20)?\d\d)"
    r"(?![\d])"
)
CLOCK = r"[0-2]?\d[.:][0-5]\d"
YEAR = r"(?:19|20)\d\d"
DIGEST = r"(?:(?=\d{0,8}[a-f])(?![0-9a-f]{0,22}\d{9})[0-9a-f]{7,31}+|(?=\d{0,63}[a-f])[0-9a-f]{32,128}+)(?![^\W_])"
"""A version of a file: no number with a letter behind it."""

NAMED = re.compile(rf"(?<![^\W_])(?:[ZKVPGUOBTRHSzkvpguo]\d{{9,10}}(?:_|\b)(?![^\W_])|{DIGEST})")
"""Names of laws in the state's collection, and versions of files."""

EXEMPT = re.compile(
    rf"(?=\d)(?<!\d)(?<!\d[.-])(?<!\d{{4}}[ -]\d{{4}}[ -])(?:{DATE}(?: ?- ?{DATE})?(?!-?\d)|{CLOCK} ?- ?{CLOCK}(?!\d)|"
    rf"{YEAR}(?:(?: ?- ?|, ?| ){YEAR}){{0,9}}(?![-.]?\d)(?!(?:[ -]\d{{4}}){{2}}))"
)
"""Dates, hours, years and ranges of them; no group of a card."""

BOOK = re.compile(r"\bISBN(?:-1[03])?:? ?$")
OF_BOOK = re.compile(r"97[89]\d{10}")
"""The number of a book, and what stands before it."""

UNIT = (
    r"(?:тенге|теңге|тг\b|tenge|kzt|₸|\$|€|доллар|евро|рубл|сом\b|usd|eur|долл|млн|млрд|million|billion|миллион|"
    r"миллиард|трлн|человек|адам|людей|лиц|жител|тұрғын|халық|people|persons|inhabitants|residents|мың|тыс|га\b|км|"
    r"гектар|hectare|просмотр|қаралым|views|dollars|euros)"
)
THOUSANDS = re.compile(r"\d{1,3}(?:[ .]\d{3}){2,4}")
AFTER_SUM = re.compile(rf"(?:,\d\d?)? ?(?:\S{{3,12}} )?{UNIT}", re.IGNORECASE)
BEFORE_SUM = re.compile(r"(?:[$€₸]|\b(?:kzt|usd|eur|тенге|теңге|tenge|сумм[аеуы]|сомасы)) ?:?$", re.IGNORECASE)
SYMBOL = re.compile(r"[A-Z]{1,8}/(?:[A-Z]{1,8}/|\d{1,4}/){1,4}$|№ ?$|\bNo\.? ?$")
"""How a symbol of the UN or a number of a document begins."""

OF_DOCUMENT = re.compile(r"\d{1,6}(?:[-/]\d{1,4}){1,3}")
NOBODYS = re.compile(r"0+|[1-9]\d?0{7,}|0?123456789(?:0|01|012)?")
"""Zeros, round numbers, and digits in their order."""

KEYWORD = re.compile(
    r"\b(?:иин|жсн|iin|жcн|ииh|жеке сәйкестендіру|индивидуальн\w{1,6} идентификац|"
    r"identification number)",
    re.IGNORECASE,
)
BIN_KEYWORD = re.compile(r"\b(?:бин|бсн|bin)\b", re.IGNORECASE)
CARD_KEYWORD = re.compile(r"\b(?:карт[аыуеой]{1,2}|карточк|картасы|card|visa|mastercard)", re.IGNORECASE)
REACH = 40

FIRST = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
SECOND = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)


def is_checked(digits: str) -> bool:
    """Tell whether twelve digits end with the check digit of a number of a person or a firm."""
    for weights in (FIRST, SECOND):
        rest = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False)) % 11
        if rest < 10:
            return rest == int(digits[11])
    return False


def passes_luhn(digits: str) -> bool:
    """Tell whether digits end with the check digit of a bank card."""
    doubled = (int(digit) * 2 for digit in digits[-2::-2])
    return (sum(int(digit) for digit in digits[-1::-2]) + sum(two // 10 + two % 10 for two in doubled)) % 10 == 0


def numbers(reading: Reading) -> Iterator[Finding]:
    """Yield the long numbers of a text: of persons, of firms, of cards, and those of no known kind."""
    text = reading.figures
    if reading.digits < ENOUGH or not DIGITS.search(text):
        return
    without = NAMED.sub(hide, EXEMPT.sub(hide, text))
    for run in RUN.finditer(without):
        if run.end() - run.start() < ENOUGH:
            continue
        groups = [(run.start() + group.start(), group[0]) for group in GROUP.finditer(run[0])]
        if sum(len(group) for _, group in groups) >= ENOUGH and not is_sum(text, run):
            yield from of_run(text, run, groups)


def hide(found: re.Match[str]) -> str:
    """Return signs that part numbers, as many as were found."""
    return ":" * len(found[0])


def is_sum(text: str, run: re.Match[str]) -> bool:
    """Tell whether a run of digits is a sum or a count, with its unit beside it."""
    if not THOUSANDS.fullmatch(run[0].rstrip(" .-/()_")):
        return False
    before = text[max(0, run.start() - 10) : run.start()]
    return bool(AFTER_SUM.match(text, run.end()) or BEFORE_SUM.search(before))


def of_run(text: str, run: re.Match[str], groups: list[tuple[int, str]]) -> Iterator[Finding]:
    """Yield what a run of digits holds: what of it has a known kind, or all of it."""
    if NOBODYS.fullmatch("".join(group for _, group in groups)):
        return
    before = text[max(0, run.start() - 30) : run.start()]
    if BOOK.search(before) and OF_BOOK.fullmatch(digits := "".join(group for _, group in groups)):
        yield from () if is_of_book(digits) else (Finding(run.start(), run.end(), "NUMBER", "review"),)
        return
    known = list(known_kinds(groups)) if len(groups) <= MOST_GROUPS else []
    yield from known
    if known or (SYMBOL.search(before) and OF_DOCUMENT.fullmatch(run[0])):
        return
    yield Finding(run.start(), run.end(), kind_by_words(text, run), "block")


def is_of_book(digits: str) -> bool:
    """Tell whether the number of a book has its check digit."""
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0


def kind_by_words(text: str, run: re.Match[str]) -> Category:
    """Return the kind that the words around a number say it has, whether or not its check digit is right."""
    around = text[max(0, run.start() - REACH) : run.start()] + " " + text[run.end() : run.end() + REACH]
    length = sum(sign.isdigit() for sign in run[0])
    if 11 <= length <= 13 and KEYWORD.search(around):
        return "IIN"
    if 11 <= length <= 13 and BIN_KEYWORD.search(around):
        return "BIN"
    return "CARD" if 13 <= length <= 19 and CARD_KEYWORD.search(around) else "NUMBER"


def known_kinds(groups: list[tuple[int, str]]) -> Iterator[Finding]:
    """Yield each stretch of whole groups of digits that has the length and the check digit of a known kind."""
    for number, (start, _) in enumerate(groups):
        digits = ""
        for place, group in groups[number : number + 19]:
            digits += group
            if len(digits) > 19:
                break
            kind = kind_of(digits)
            if kind:
                yield Finding(start, place + len(group), kind, "block")


def kind_of(digits: str) -> Category | None:
    """Return the kind of number that has these digits."""
    if len(digits) == 12 and is_checked(digits):
        return "BIN" if digits[4] in "456" else "IIN"
    return "CARD" if len(digits) >= 13 and passes_luhn(digits) and len(set(digits)) > 1 else None
