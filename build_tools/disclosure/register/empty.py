"""An empty register as a workbook: a sheet to fill in, with ids and lists to choose from, and one that explains it.

In: the vocabulary, the words of one language and ids that are taken. Out: bytes. Holds no formula, nothing hidden.
"""

import io
import re
import secrets
from collections.abc import Collection, Iterable, Iterator
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from build_tools.disclosure.register import words
from build_tools.disclosure.register.columns import COLUMNS, labels_of
from build_tools.models import Vocabulary, fact_fields
from build_tools.models.release import SEVERAL_ANSWERS
from build_tools.problems import Translate

ROWS, _LENGTH = 2_000, 6
ID_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32."""

NUMBER = re.compile(r"[0-9]*(?:E[0-9]*)?")
"""What a spreadsheet would make a number of."""

_FORMATS = {"id": "@", "registered": "yyyy-mm-dd", "same_person_as": "@", "period": "@"}
_WIDTH, _WIDE = 24, 60
_FREE = (*SEVERAL_ANSWERS, "place")
"""Columns in which more may be typed than the list offers: several answers, and a town for its region."""

_Explanation = tuple[str, str, str, str]
"""A line of the explanations: column, what to write, code, what it means."""


def empty_register(vocabulary: Vocabulary, language: str, translate: Translate, taken: Collection[str]) -> bytes:
    """Return a workbook in one language whose ids are none of those taken."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = translate(words.SHEET)
    explained = book.create_sheet(translate(words.EXPLANATIONS))
    lines = {column: list(_lines(column, vocabulary, language, translate)) for column in COLUMNS}
    _fill(sheet, [lines[column][0][0] for column in COLUMNS], ([one] for one in drawn(ROWS, taken)))
    flat = [line for of_column in lines.values() for line in of_column]
    _fill(explained, [translate(one) for one in words.TITLES], [*flat, ("", "", "", translate(words.EMPTY_CELL))])
    first = 2
    for place, column in enumerate(COLUMNS, 1):
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].number_format = _FORMATS.get(column, "General")
        if len(lines[column]) > 1:
            last = first + len(lines[column]) - 1
            chosen = f"'{explained.title}'!$B${first + 1}:$B${last}"
            sheet.add_data_validation(_choice(f"{letter}2:{letter}{ROWS + 1}", chosen, free=column in _FREE))
        first += len(lines[column])
    for letter in "BD":
        explained.column_dimensions[letter].width = _WIDE
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def drawn(number: int, taken: Collection[str]) -> list[str]:
    """Draw so many ids at random, in no order, none of them taken and none like a number."""
    chance, found = secrets.SystemRandom(), set[str]()
    while len(found) < number:
        one = "".join(chance.choices(ID_SIGNS, k=_LENGTH))
        if one not in taken and not NUMBER.fullmatch(one):
            found.add(one)
    return chance.sample(sorted(found), number)


def _choice(cells: str, chosen: str, *, free: bool) -> DataValidation:
    choice = DataValidation("list", formula1=chosen, allow_blank=True, showErrorMessage=not free)
    choice.add(cells)
    return choice


def _fill(sheet: Any, headings: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Write a sheet whose first row stays in sight."""
    for row in (headings, *rows):
        sheet.append(list(row))
    sheet.freeze_panes = "A2"
    for cell in sheet[1]:
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[cell.column_letter].width = _WIDTH


def _lines(column: str, vocabulary: Vocabulary, language: str, translate: Translate) -> Iterator[_Explanation]:
    """Yield what a column is and, one below the other, what can be chosen in it."""
    label = labels_of(column, vocabulary, {language: translate})[language]
    yield label, "", column, _about(column, vocabulary, language, translate)
    if column == "free_to_speak":
        yield from ((label, translate(one), code, "") for one, code in ((words.YES, "yes"), (words.NO, "no")))
    elif column in fact_fields() and column != "period":
        for name, codes in _codes_by_label(fact_fields()[column], vocabulary, language).items():
            yield label, name, "; ".join(codes), _definition(fact_fields()[column], codes[0], vocabulary, language)


def _about(column: str, vocabulary: Vocabulary, language: str, translate: Translate) -> str:
    """Say what a column is for and how it is written."""
    if own := words.EXPLAINED.get(column):
        return translate(own)
    definition = (vocabulary.fields[column].definition or {}).get(language, "")
    return f"{definition} {translate(words.SEVERAL)}" if column in SEVERAL_ANSWERS else definition


def _codes_by_label(list_of_codes: str, vocabulary: Vocabulary, language: str) -> dict[str, list[str]]:
    """Return what can be chosen, each label once: a region that kept its name has a code in each division."""
    found: dict[str, list[str]] = {}
    for code, label in vocabulary.labels(list_of_codes).items():
        found.setdefault(label[language], []).append(code)
    return found


def _definition(list_of_codes: str, code: str, vocabulary: Vocabulary, language: str) -> str:
    """Return what a code means where its label does not say it all."""
    terms = vocabulary.parts if list_of_codes == "places" else getattr(vocabulary, list_of_codes)
    return ((terms[code].definition or {}) if code in terms else {}).get(language, "")
