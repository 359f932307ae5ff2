"""Texts that may speak of the law, with their language and place, and the numbers of hours and days in a text.

In: a site, or a text. Out: texts, the periods that they call, and where numbers begin and end.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from build_tools.models import Law, Site
from build_tools.models.base import Texts
from build_tools.paths import LAW
from build_tools.problems import Fault, Field, Problem
from build_tools.validate.walk import walk
from build_tools.validate.words.reading import Piece, pieces

_GAP = r"(?:[^\w.!?;]|_){0,80}"
"""What may stand between number and noun and is no word: spaces, dashes, marks of Markdown, a blanked address."""

_DIGITS = rf"(?<!\d)\d{{1,3}}(?:-[^\W\d_]{{1,3}})?(?:{_GAP}[^\W\d_]{{1,20}})?"
"""A number of at most three digits, so no year, and perhaps one word: *24-х*, *48 full*."""

_ENGLISH = (
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[\s-]\w{3,5})?|hundred|dozen|\w{3,5}teen|"
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
)
_RUSSIAN = (
    r"\w{2,8}надцат[ьи]\w?|двадцат[ьи]\w?|тридцат[ьи]\w?|сорока?|пят[ьи]десят\w?|шест[ьи]десят\w?|сем[ьи]десят\w?|"
    r"восе?мь?и?десят\w?|девяност[оа]|ст[оа]|полутора|полтор[аы]|дв(?:а|е|ое|оих|ух|ум|умя)|тр(?:и|ое|оих|[её]х|[её]м|емя)|четверо|"
    r"четыр\w{1,3}|пят(?:ь|и|ью)|шест(?:ь|и|ью)|сем(?:ь|и|ью)|восемь\w?\w?|восьми|девят(?:ь|и|ью)|десят(?:ь|и|ью)"
)
_KAZAKH = r"екі|үш|төрт|бес|алты|жеті|сегіз|тоғыз|он|жиырма|отыз|қырық|елу|алпыс|жетпіс|сексен|тоқсан|жүз"
_NOUN = (
    r"(?<![^\W\d_])(?:hours?|hrs?|час(?:а|ов\w{0,5}|ам|ами|ах)|сут(?:ки|ок|кам|ками|ках|очн\w{1,3})|"
    r"сағ|(?:сағат|тәулік)\w{0,12})\b"
)
_SHORT = r"(?:h|ч|час)\b"
"""What stands for the noun after digits alone; *a third hour* is no number of hours."""

_HOURS = re.compile(
    rf"{_DIGITS}{_GAP}{_NOUN}|(?<!\d)\d{{1,3}}{_GAP}{_SHORT}"
    rf"|\b(?:{_ENGLISH}|{_RUSSIAN}|{_KAZAKH}){_GAP}{_NOUN}"
    rf"|\b(?:hours?|час(?:ов|ы|ах)|сағат\w{{0,12}})\s?[:=(–—]\s?\d{{1,3}}"
    rf"|\b(?:течение|течении|более|до|дольше|позднее|свыше|за)\s+суток\b|\b(?:за|через|на)\s+сутки\b"
    rf"|(?<!\0\s)\bтәулік\w{{0,6}}\s+(?:ішінде|дейін|артық)",
    re.IGNORECASE,
)

_ENTITY = re.compile(r"&#?\w{1,10};")
"""An entity, such as a space that holds number and noun on one line."""

_DAYS = re.compile(
    rf"(?:(?<!\d)\d{{1,3}}(?:-[^\W\d_]{{1,3}})?|\b(?:{_ENGLISH}|{_RUSSIAN}|{_KAZAKH})){_GAP}"
    rf"(?:(?:working|calendar|full|рабочих|календарных|полных|жұмыс|күнтізбелік){_GAP})?"
    r"(?<![^\W\d_])(?:days?|weeks?|months?|дн(?:я|ей|ям|ях)|недел\w{1,3}|месяц\w{0,3}|күн\w{0,4}|ай(?:дан|ға|да)?|апта\w{0,4})\b",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_STEM = re.compile(r"hour|\bhrs?\b|час|сут|сағ|тәулік|[\W\d_][hч]\b", re.IGNORECASE)
"""Without one of these a paragraph has no number of hours, and need not be read slowly."""


@lru_cache(maxsize=4096)
def hours(text: str) -> tuple[tuple[int, int], ...]:
    """Return where numbers of hours begin and end in a text whose calls and addresses are blanked."""
    return tuple(_hours(text)) if _STEM.search(text) else ()


def _hours(text: str) -> Iterator[tuple[int, int]]:
    text = _ENTITY.sub(lambda found: " " * len(found[0]), text)
    for paragraph in _PARAGRAPH.finditer(text):
        if _STEM.search(paragraph[0]):
            yield from (match.span() for match in _HOURS.finditer(text, *paragraph.span()))


@lru_cache(maxsize=4096)
def has_days(text: str) -> bool:
    """Tell whether a text whose calls and addresses are blanked has a number of days, weeks or months."""
    return _DAYS.search(text) is not None


_DOCUMENT = re.compile(r"briefings/[0-9-]+")
"""A briefing stays word for word, and its numbers of hours may be no law."""

_BLOCK = re.compile(r"\n(?=[ ]*(?:\n|[-*+][ ]|\d+[.)][ ]))")
"""Where a paragraph, an entry or a step ends."""


class Said(NamedTuple):
    """A text that readers see, in one language: the text, and what makes a problem of a position in it."""

    language: str
    text: str
    piece: Piece | None
    path: str
    field: Field

    def problem(self, fault: Fault, offset: int = 0, values: Mapping[str, object] | None = None) -> Problem:
        """Return a problem at a position of the text; a text of a data file has one place."""
        if self.piece:
            return self.piece.problem(offset, fault, values)
        return Problem(self.path, fault, self.field, values or {})


def every_text(site: Site) -> Iterator[Said]:
    """Yield all words but briefings, and all texts in languages of the data files but ledgers and quotations."""
    for words in site.words.values():
        if not _DOCUMENT.fullmatch(words.name):
            yield from (Said(words.language, piece.text, piece, words.path, piece.field) for piece in pieces(words))
            for position, source in enumerate(words.about.sources):
                yield Said(words.language, source, None, words.path, ("sources", position))
    quoted = {(*place, language) for place, language in _quotations(site.law)}
    for path, place, texts in data_texts(site):
        for language, text in texts.items():
            if path != LAW or (*place, language) not in quoted:
                yield Said(language, text, None, path, (*place, language))


def data_texts(site: Site) -> Iterator[tuple[str, Field, Mapping[str, str]]]:
    """Yield the texts of the data that may call periods, each in all languages, with file and way."""
    bound = (site.records(kind) for kind in site.kinds if kind.calls_periods)
    for path, record in (item for records in bound for item in records.items()):
        for place, kind, value in walk(record):
            if kind == Texts and isinstance(value, Mapping) and value and place[-1] != "hours":
                yield path, place, value


def _quotations(law: Law) -> Iterator[tuple[Field, str]]:
    for number, group in enumerate(law.groups):
        for position, provision in enumerate(group.provisions):
            place = ("groups", number, "provisions", position, "text")
            yield from ((place, code) for code, wording in provision.wording.items() if wording == "quoted")


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Yield the paragraphs, entries and steps of a text, each with where it begins."""
    ends = [0, *(match.end() for match in _BLOCK.finditer(text)), len(text)]
    return ((start, text[start:end]) for start, end in pairwise(ends))
