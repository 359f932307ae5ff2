"""Dates of birth, and the days and hours at which something was done to one person. Other dates are legal.

In: a text made ready. Out: findings in the plain text.
"""

import re
from collections.abc import Iterator
from functools import partial

from build_tools.personal_data.finding import Finding
from build_tools.personal_data.lists import words
from build_tools.personal_data.reading import Reading
from build_tools.personal_data.rows import Row, rows

BEGINNINGS_OF_MONTHS = words(
    "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан кантар акпан сауир шилде "
    "кыркуйек "
    "казан караша желтоксан январ феврал март апрел июн июл август сентябр октябр ноябр декабр"
)
ENGLISH_MONTHS = words(
    "january february march april may june july august september october november december jan feb mar apr jun "
    "jul aug sept "
    "sep oct nov dec"
)
WHOLE_MONTHS = ("май", "мая", "мае", *ENGLISH_MONTHS)
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
    r"дүниеге|дуниеге|рожд(?!еств)\w*|родил\w*|родивш\w*|рожд[её]н\w*|г\. ?р\b|д[./] ?р\b|др(?= ?:)|born|birth\w*|"
    r"d\.? ?o\.? ?b\b|tugan|rod\.|исполни(?:лось|тся) \d|turn(?:s|ed)? \d|жасқа тол)",
    re.IGNORECASE,
)
HINTS = words(
    "ж.т|туған|туыл|туу|туган|дүние|дуние|рожд|рожден|родил|родив|г.р|г. р| г р|д.р|д/р|д. р|др:|др :|born|birth|"
    "d.o.b|d. o. b|"
    "d o b|ж. т|dob|tugan|rod.|исполни|turned|turns| turn |жасқа",
    "|",
)
A_SHORT = re.compile(r"[bрBР]\.(?<![\w.]..):? ?[\dA-Z]")
WORDS = re.compile(r"\S+")
NEAR, NEAR_IN_WORDS, NEAR_WITH_A_COLON = 4, 6, 8
REACH = 70
SHORT = re.compile(r"(?<![\w.])[bр]\.:? ?$", re.IGNORECASE)
"""What may stand for a word of birth right before a date alone."""

OF_A_YEAR = r"(?:(?:19|20)\d\d|(?<![\d.,])\d\d)"
born = partial(rows, category="DOB")

YEARS: tuple[tuple[Row, ...], ...] = (
    born(
        "years of birth",
        "родил|жылғы|рожд|р.|г. р|ж.т|ж. т|ту|born|b.|birth|yob",
        rf"(?<!\d){OF_A_YEAR} ?(?:года?|г\.|г)? ?(?:рождения|рожд\.|р\.|г\. ?р\.?)(?!\w)",
        r"(?<!\d)(?:19|20)\d\d ?(?:жылы?|жылғы|ж\.?) ?(?:т\.|ту(?:ған|ылған)\b(?! \w*(?:аға|іні|жер)))",
        r"\bтуған жылы ?[:-]? ?(?:19|20)\d\d|\b(?:год рожд(?:ения|\.)|г\. ?р\.) ?[:-]? ?(?:19|20)\d\d",
        r"(?<![\w.])(?:b\.|born) (?:19|20)\d\d\b|\b(?:year of birth|yob):? ?(?:19|20)\d\d",
        r"\b(?:born in|родил\w{1,4} в) (?:19|20)\d\d",
        r"(?<!\d)(?:19[4-9]|20[01])\d жылғы (?:азамат|ер\b|әйел|жігіт|қыз\b)",
        beside=True,
    ),
)
"""Years of birth without their day."""

SUFFIX = r"(?:-?(?:го|е|st|nd|rd|th|ші|шы))? (?:of )?"
DAYS_OF_A_YEAR = (
    re.compile(
        rf"\d(?<![\w.,]\d)(?:\d?[./][01]?\d[./](?:19|20)\d\d|\d{{3}}-[01]\d-[0-3]\d|"
        rf"(?:\d{{3}} жыл\w{{0,4}} [0-3]?\d|\d?){SUFFIX}{MONTHS}\w{{0,8}}(?:,? (?:19|20)\d\d)?)(?![\d.]*\d)"
    ),
    re.compile(rf"(?:{'|'.join(ENGLISH_MONTHS)}) [0-3]?\d(?!\d)(?:,? (?:19|20)\d\d)?"),
)
NUMERIC = re.compile(r"\d[./-]\d")
HOUR = re.compile(
    r"(?<![\d.:])(?:[01]?\d|2[0-3])[.:][0-5]\d(?![.:]?\d)|\b\d{1,2} ?[ap]\.? ?m\b|\bсағат \w{1,10}|"
    r"\b\w{1,12} час\w{0,2} (?:утра|дня|вечера|ночи)\b"
)
DONE = r"(?:detained|arrested|seized|beaten|tortured|taken|brought|searched|interrogated|raped|released|abducted)"
DEED = re.compile(
    r"\b(?:задерж(?:ал|ан[аы]?\b|ание)|изби(?:л|т[аы]?\b)|пытали?\b|достав(?:лен[аы]?\b|ил)|приве(?:зл|з\b|л)|уве(?:зл|з\b|л)|"
    r"забра(?:л|н[аы]?\b)|арестова[лн][аи]?\b|обыск|пришли за|за (?:ним|ней) пришли|постучал|этапирова|переве(?:л|зл)|"
    r"освободил|отпустил|скончал|изнасил|ударил|допр(?:осил|ашива)|похити|поступил|"
    r"(?:ұста|азапта|қама|тұтқында)(?:ды|лды|п|ған|лған)\b|ұр(?:ды|ып|ған)\b|соққы|алып (?:кет|кел)|"
    r"(?:әкел|жеткіз)(?:ді|ген|ілді)\b|тінт|босат(?:ты|ылды)|ауруханаға түсті|жауап ал|қағылды|"
    rf"(?:was|were|been) {DONE}|was released|{DONE} (?:him|her|them)|(?:took|beat|hit) (?:him|her|them)|knocked|"
    rf"came for|arrest happened)|^{DONE}\b",
    re.MULTILINE,
)
WITHIN = 90


def moments(reading: Reading) -> Iterator[Finding]:
    """Yield the days on which something was done to somebody: with the hour it stops a text, alone it is to be looked
    at. Days of laws, sittings and briefings are legal."""
    if not reading.digits or not (reading.mentions(MONTH_NAMES) or NUMERIC.search(reading.low)):
        return
    for day in (one for pattern in DAYS_OF_A_YEAR for one in reading.in_numbered(pattern, reading.low)):
        start, end = sentence_around(reading.low, *day.span())
        if DEED.search(reading.low, start, end):
            hour = HOUR.search(reading.low, start, day.start()) or HOUR.search(reading.low, day.end(), end)
            yield Finding(*day.span(), "DATE", "block" if hour else "review")
            if hour:
                yield Finding(*hour.span(), "DATE", "block")


ENDS = re.compile(r"[!?\n]|(?<=\w{4})[.;](?= )")


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence around a stretch lies, as far as it is near."""
    before = [found.end() for found in ENDS.finditer(text, max(0, start - WITHIN), start)]
    after = ENDS.search(text, end, end + WITHIN)
    return before[-1] if before else max(0, start - WITHIN), after.start() if after else end + WITHIN


def births(reading: Reading) -> Iterator[Finding]:
    """Yield dates of birth; a month in words alone is to be looked at."""
    text = reading.figures
    short = bool(reading.digits and A_SHORT.search(text))
    if not (short or reading.mentions(HINTS)):
        return
    for date in DATE.finditer(text) if has_date(reading) and (short or BIRTH.search(text)) else ():
        if date[0] not in VERBS and is_of_birth(text, date):
            exact = any(sign.isdigit() for sign in date[0])
            yield Finding(*date.span(), "DOB", "block" if exact else "review")


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
