"""Dates of birth: a date with a word of birth within three words of it. Other dates are legal.

In: a text made ready. Out: findings in the plain text.
"""

import re
from collections.abc import Iterator

from build_tools.personal_data.finding import Finding
from build_tools.personal_data.reading import Reading

BEGINNINGS_OF_MONTHS = (
    *("қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша"),
    *("желтоқсан", "кантар", "акпан", "сауир", "шилде", "кыркуйек", "казан", "караша", "желтоксан"),
    *("январ", "феврал", "март", "апрел", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр"),
)
WHOLE_MONTHS = (
    *("май", "мая", "мае", "january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov"),
    "dec",
)
"""Those which other words begin with."""

VERBS = frozenset(("may", "march"))
"""What in small letters is no month."""

MONTH_NAMES = (*BEGINNINGS_OF_MONTHS, *WHOLE_MONTHS)
MONTHS = rf"(?:{'|'.join(MONTH_NAMES)})"
MONTH = rf"\b(?:(?:{'|'.join(BEGINNINGS_OF_MONTHS)})[^\W\d_]{{0,6}}|(?:{'|'.join(WHOLE_MONTHS)})(?![^\W\d_]))"
YEAR = r"(?:(?:19|20)\d\d|'?\d\d)"
DAY = r"[0-3]?\d(?:-?(?:го|е|st|nd|rd|th|ші|шы))?"
DATE = re.compile(
    rf"(?<![\w])(?:[0-3]?\d ?[./\\-] ?[01]?\d ?[./\\-] ?(?:19|20)?\d\d|(?:19|"
    rf"20)\d\d ?[./-] ?[01]?\d ?[./-] ?[0-3]?\d|"
    rf"[0-3]?\d [01]?\d (?:19|20)\d\d|[0-3]?\d ?[./-] ?[IVX]{{1,4}} ?[./-] ?(?:19|20)?\d\d|"
    rf"(?:19|20)\d\d (?:жыл(?:ғы|ы|дың)?|ж\.?),? ?(?:{DAY} )?{MONTH}(?: {DAY})?|"
    rf"(?:{DAY} (?:of )?)?{MONTH}(?:,? {DAY}(?!\d))?,?(?: {YEAR})?)(?!\d)(?:-?[^\W\d_]{{2,3}}\b)?",
    re.IGNORECASE,
)
BIRTH = re.compile(
    r"\b(?:туған(?!\S* (?:аға|іні|әпке|апа|қарындас|жер|бауыр|туыс|ел|ана|әке|шеше|қала|ауыл))|туылған|туу(?: |"
    r"ы)|туыл\w*|туган|ж\. ?т\b|"
    r"дүниеге|дуниеге|рожд(?!еств)\w*|родил\w*|родивш\w*|рожден\w*|г\. ?р\b|д[./] ?р\b|др(?= ?:)|born|birth\w*|"
    r"d\.? ?o\.? ?b\b|tugan|rod\.)",
    re.IGNORECASE,
)
HINTS = (
    "ж.т",
    "ту",
    "дүние",
    "дуние",
    "рожд",
    "родил",
    "родив",
    "г.р",
    "г. р",
    "г р",
    "д.р",
    "д/р",
    "д. р",
    "др",
    "born",
    "birth",
    "d.o.b",
    "d. o. b",
    "d o b",
    "ж. т",
    "dob",
    "tugan",
    "rod.",
)
A_SHORT = re.compile(r"[bрBР]\.(?<![\w.]..):? ?[\dA-Z]")
A_YEAR = re.compile(r"(?:19|20)\d\d")
WORDS = re.compile(r"\S+")
NEAR, NEAR_IN_WORDS, NEAR_WITH_A_COLON = 4, 6, 8
REACH = 70
SHORT = re.compile(r"(?<![\w.])[bр]\.:? ?$", re.IGNORECASE)
"""What may stand for a word of birth right before a date alone."""

YEAR_ALONE = re.compile(
    r"(?<!\d)(?:19|20)\d\d ?(?:года?|г\.|г)? ?(?:рожд\w+|р\.|г\. ?р\.?)|"
    r"(?<!\d)(?:19|20)\d\d ?(?:жылы|жылғы|ж\.?) ?(?:т\.|ту(?:ған|ылған)\b(?! \w*(?:аға|іні|жер)))|"
    r"\bтуған жылы ?[:-]? ?(?:19|20)\d\d|"
    r"\b(?:born in|year of birth:?|год рождения ?[:-]?|родил\w{1,4} в|г\. ?р\.:?) (?:19|20)\d\d",
    re.IGNORECASE,
)
"""A year of birth without its day."""


def births(reading: Reading) -> Iterator[Finding]:
    """Yield dates of birth; a year alone, or a month in words alone, is to be looked at."""
    text = reading.figures
    short = bool(reading.digits and A_SHORT.search(text))
    if not (short or reading.mentions(HINTS)):
        return
    for date in DATE.finditer(text) if has_date(reading) and (short or BIRTH.search(text)) else ():
        if date[0] not in VERBS and is_of_birth(text, date):
            exact = any(sign.isdigit() for sign in date[0])
            yield Finding(*date.span(), "DOB", "block" if exact else "review")
    for year in reading.in_numbered(YEAR_ALONE, text) if A_YEAR.search(text) else ():
        yield Finding(*year.span(), "DOB", "review")


def has_date(reading: Reading) -> bool:
    """Tell quickly of most texts that they hold no date."""
    return reading.digits > 0 or reading.mentions(MONTH_NAMES)


def is_of_birth(text: str, date: re.Match[str]) -> bool:
    """Tell whether a word of birth stands within a few words of a date, in the same line."""
    before = text[max(0, date.start() - REACH) : date.start()].rpartition("\n")[2]
    after = text[date.end() : date.end() + REACH].partition("\n")[0]
    near_before = NEAR if any(map(str.isdigit, date[0])) else NEAR_IN_WORDS
    near_before = NEAR_WITH_A_COLON if before.rstrip().endswith(":") else near_before
    words_before, words_after = list(WORDS.finditer(before))[-near_before:], list(WORDS.finditer(after))[:NEAR]
    near = [before[words_before[0].start() :]] if words_before else []
    near += [after[: words_after[-1].end()]] if words_after else []
    return bool(SHORT.search(before)) or any(BIRTH.search(part) for part in near)
