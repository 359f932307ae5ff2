"""How people write a number of hours, or of days, weeks and months, in digits or in words, in English, Russian, Kazakh.

In: a text. Out: where such a number stands. A day and night (сутки, тәулік) is a number of hours too.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

GAP = r"(?:[^\w.!?;]|_){0,80}"
"""What may stand between number and noun and is no word: spaces, dashes, marks of Markdown, a blanked address."""

DIGITS = rf"(?<!\d)\d{{1,3}}(?:-[^\W\d_]{{1,3}})?(?:{GAP}[^\W\d_]{{1,20}})?"
"""A number of at most three digits, so no year, and perhaps one word: *24-х*, *48 full*."""

ENGLISH = (
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[\s-]\w{3,5})?|hundred|dozen|\w{3,5}teen|"
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
)
RUSSIAN = (
    r"\w{2,8}надцат[ьи]\w?|двадцат[ьи]\w?|тридцат[ьи]\w?|сорока?|пят[ьи]десят\w?|шест[ьи]десят\w?|сем[ьи]десят\w?|"
    r"восе?мь?и?десят\w?|девяност[оа]|ст[оа]|полутора|полтор[аы]|дв(?:а|е|ое|оих|ух|ум|умя)|тр(?:и|ое|оих|[её]х|[её]м|емя)|четверо|"
    r"четыр\w{1,3}|пят(?:ь|и|ью)|шест(?:ь|и|ью)|сем(?:ь|и|ью)|восемь\w?\w?|восьми|девят(?:ь|и|ью)|десят(?:ь|и|ью)"
)
KAZAKH = r"екі|үш|төрт|бес|алты|жеті|сегіз|тоғыз|он|жиырма|отыз|қырық|елу|алпыс|жетпіс|сексен|тоқсан|жүз"
NOUN = (
    r"(?<![^\W\d_])(?:hours?|hrs?|час(?:а|ов\w{0,5}|ам|ами|ах)|сут(?:ки|ок|кам|ками|ках|очн\w{1,3})|"
    r"сағ|(?:сағат|тәулік)\w{0,12})\b"
)
SHORT = r"(?:h|ч|час)\b"
"""What stands for the noun after digits alone; *a third hour* is no number of hours."""

HOURS = re.compile(
    rf"{DIGITS}{GAP}{NOUN}|(?<!\d)\d{{1,3}}{GAP}{SHORT}"
    rf"|\b(?:{ENGLISH}|{RUSSIAN}|{KAZAKH}){GAP}{NOUN}"
    rf"|\b(?:hours?|час(?:ов|ы|ах)|сағат\w{{0,12}})\s?[:=(–—]\s?\d{{1,3}}"
    rf"|\b(?:течение|течении|более|до|дольше|позднее|свыше|за)\s+суток\b|\b(?:за|через|на)\s+сутки\b|\bтәулік\w{{0,6}}\s+(?:ішінде|дейін|артық)",
    re.IGNORECASE,
)

ENTITY = re.compile(r"&#?\w{1,10};")
"""An entity, such as a space that holds number and noun on one line."""


DAYS = re.compile(
    rf"(?:(?<!\d)\d{{1,3}}(?:-[^\W\d_]{{1,3}})?|\b(?:{ENGLISH}|{RUSSIAN}|{KAZAKH})){GAP}"
    rf"(?:(?:working|calendar|full|рабочих|календарных|полных|жұмыс|күнтізбелік){GAP})?"
    r"(?<![^\W\d_])(?:days?|weeks?|months?|дн(?:я|ей|ям|ях)|недел\w{1,3}|месяц\w{0,3}|күн\w{0,4}|ай(?:дан|ға|да)?|апта\w{0,4})\b",
    re.IGNORECASE,
)
PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
STEM = re.compile(r"hour|\bhrs?\b|час|сут|сағ|тәулік|[\W\d_][hч]\b", re.IGNORECASE)
"""Without one of these a paragraph has no number of hours, and need not be read slowly."""


@lru_cache(maxsize=4096)
def hours(text: str) -> tuple[tuple[int, int], ...]:
    """Return where numbers of hours begin and end in a text whose calls and addresses are blanked."""
    return tuple(_hours(text)) if STEM.search(text) else ()


def _hours(text: str) -> Iterator[tuple[int, int]]:
    text = ENTITY.sub(lambda found: " " * len(found[0]), text)
    for paragraph in PARAGRAPH.finditer(text):
        if STEM.search(paragraph[0]):
            yield from (match.span() for match in HOURS.finditer(text, *paragraph.span()))


@lru_cache(maxsize=4096)
def has_days(text: str) -> bool:
    """Tell whether a text whose calls and addresses are blanked has a number of days, weeks or months."""
    return DAYS.search(text) is not None
