"""Columns of a register: which is which, and which code each cell of it means, in any language of the site; and an
empty register as a workbook: a sheet to fill in, with ids and lists to choose from, and one that explains it.

In: the vocabulary, and the words of a register by language. Out: columns and codes, or a workbook. Case, spaces, dashes
and ё make no difference; nothing is guessed.
"""

import io
import secrets
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from build_tools.models import NOT_STATED, SEVERAL_ANSWERS, Period, Vocabulary, fact_fields
from build_tools.models.settings import TABLES
from build_tools.problems import N_, Translate
from build_tools.text.phone_text import CROCKFORD

Translations = Mapping[str, Translate]
"""How each language of the site translates the words of a register."""

_LABELS = {
    "registered": N_("Registered on"),
    "same_person_as": N_("Same person as"),
    "free_to_speak": N_("Free to speak"),
}
"""The columns of a register that no case has."""

EXPLANATIONS = N_("What to write")
"""The name of the sheet that explains a register."""

COLUMNS = ("id", *_LABELS, *TABLES)
"""Every column of a register, in its order."""

_FREEDOM = {"yes": N_("Yes"), "no": N_("No")}
"""The codes of *free to speak*, which no vocabulary has."""

_LONGEST_LABEL, _FEW_LABELS = 80, 6
_PLAIN = str.maketrans({"ё": "е", **dict.fromkeys("‐‑‒–—−", "-"), **dict.fromkeys("\u200b\ufeff\u00ad")})


def _folded(text: str) -> str:
    """Return a text as it is compared."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().translate(_PLAIN).split())


@dataclass(frozen=True, slots=True)
class Codebook:
    """What headings and cells mean: by folded heading the column, and by column and folded label the codes."""

    vocabulary: Vocabulary
    headings: Mapping[str, str]
    codes: Mapping[str, Mapping[str, tuple[str, ...]]]

    def heading(self, cell: object) -> str | None:
        """Return the column that a cell is the heading of."""
        return self.headings.get(_folded(cell)) if isinstance(cell, str) else None

    def meant(self, column: str, label: str, period: Period) -> str | None:
        """Return the one code that a label means in a column; of places that share it, the one that there was then."""
        found = self.codes[column].get(_folded(label), ())
        found = self._then(found, period) if column == "place" else found
        return found[0] if len(found) == 1 else None

    def unknown(self, column: str, cell: object) -> list[str]:
        """Return the answers in a cell that the list of a column has not; the whole cell where it has all."""
        answers = str(cell).split(";") if column in SEVERAL_ANSWERS else [str(cell)]
        folded = dict.fromkeys(filter(None, map(_folded, answers)))
        return [one for one in folded if one not in self.codes.get(column, ())] or [_folded(str(cell))]

    def nearest(self, column: str, answer: str) -> str:
        """Return labels of a column: those most like an answer, or the first."""
        labels = list(self.codes[column])
        return ", ".join(get_close_matches(answer[:_LONGEST_LABEL], labels, n=3) or labels[:_FEW_LABELS])

    def _then(self, places: tuple[str, ...], period: Period) -> tuple[str, ...]:
        """Return the places that there were in a period: a city before its region, of a town its region."""
        division = self.vocabulary.division_on(period.start).id
        if cities := tuple(code for code in places if code in self.vocabulary.cities):
            return cities
        regions = [code for code in places if code in self.vocabulary.regions]
        of_then = [code for code in regions if self.vocabulary.regions[code].division == division]
        towns = [self.vocabulary.towns[code].regions[division] for code in places if code in self.vocabulary.towns]
        parts = [code for code in places if code in self.vocabulary.parts]
        return tuple(dict.fromkeys((*(of_then if of_then or period.is_stated else regions), *parts, *towns)))


def codebook_of(vocabulary: Vocabulary, words: Translations) -> Codebook:
    """Return what headings and cells mean, by their codes and by their labels in each language."""
    headings = {_folded(name): one for one in COLUMNS for name in (one, *labels_of(one, vocabulary, words).values())}
    codes: dict[str, dict[str, tuple[str, ...]]] = {column: {} for column in ("free_to_speak", *TABLES)}
    for column, by_label in codes.items():
        for code, names in _names(column, vocabulary, words):
            for name in map(_folded, (code, *names)):
                by_label[name] = tuple(dict.fromkeys((*by_label.get(name, ()), code)))
    return Codebook(vocabulary, headings, codes)


def labels_of(column: str, vocabulary: Vocabulary, words: Translations) -> Mapping[str, str]:
    """Return what a column is called, by language."""
    if column in _LABELS:
        return {language: translate(_LABELS[column]) for language, translate in words.items()}
    return vocabulary.fields[column].label


def _names(column: str, vocabulary: Vocabulary, words: Translations) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each code of a column with all that it is called."""
    if column == "free_to_speak":
        yield from ((code, tuple(translate(name) for translate in words.values())) for code, name in _FREEDOM.items())
        return
    lists = fact_fields()
    if column == "place":
        yield from ((code, (*one.name.values(), *one.aliases)) for code, one in vocabulary.settlements.items())
    if column != "period":
        yield from ((code, tuple(label.values())) for code, label in vocabulary.labels(lists[column]).items())
    every = {*lists.values()} - {"periods"}
    yield NOT_STATED, tuple(name for one in every for name in vocabulary.labels(one)[NOT_STATED].values())


ROWS, _LENGTH, _WIDTH, _WIDE = 2_000, 6, 24, 60
_FORMATS = {"id": "@", "registered": "yyyy-mm-dd", "same_person_as": "@", "period": "@"}
_FREE = (*SEVERAL_ANSWERS, "place")
"""Columns in which more may be typed than the list offers: several answers, and a town for its region."""

_TITLES = (N_("Column"), N_("What to write"), N_("Code"), N_("Explanation"))
# Not as in the vocabulary, which tells readers how exact a published story may be.
_ABOUT = {
    "id": N_("A random code, drawn in advance. Take the next free row, and never change a code."),
    "registered": N_("The day on which the report was registered, for example 2026-11-29."),
    "same_person_as": N_("If there is an earlier report about the same person: the code of that report."),
    "free_to_speak": N_(
        "“Yes” only if the person was asked and has signed no promise to keep the case secret, or a lawyer says that "
        "it no longer binds. Without it no story is made."
    ),
    "place": N_(
        "The city, town or region as exactly as it is known. What only few reports say, tables join by themselves."
    ),
    "period": N_("The month, quarter or year of the event, for example 2026-11, 2026-Q4 or 2026."),
}
_SEVERAL = N_("Several answers are separated by semicolons.")
_EMPTY_CELL = N_("An empty cell means: not stated.")

_Explanation = tuple[str, str, str, str]
"""A line of the explanations: column, what to write, code, what it means."""


def empty_register(vocabulary: Vocabulary, language: str, translate: Translate, taken: Collection[str]) -> bytes:
    """Return a workbook in one language whose ids are none of those taken."""
    import openpyxl  # takes long to load
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = openpyxl.Workbook()
    sheet, explained = book.active, book.create_sheet(translate(EXPLANATIONS))
    sheet.title = translate(N_("Reports"))
    explained.append([translate(title) for title in _TITLES])
    for place, column in enumerate(COLUMNS, 1):
        letter, first = get_column_letter(place), explained.max_row + 2
        for line in _lines(column, vocabulary, language, translate):
            explained.append(line)
        sheet.cell(1, place, explained.cell(first - 1, 1).value)
        sheet.column_dimensions[letter].width = _WIDTH
        sheet.column_dimensions[letter].number_format = _FORMATS.get(column, "General")
        if explained.max_row >= first:
            chosen = f"'{explained.title}'!$B${first}:$B${explained.max_row}"
            choice = DataValidation("list", formula1=chosen, allow_blank=True, showErrorMessage=column not in _FREE)
            choice.add(f"{letter}2:{letter}{ROWS + 1}")
            sheet.add_data_validation(choice)
    explained.append(["", "", "", translate(_EMPTY_CELL)])
    for letter, width in {"A": _WIDTH, "B": _WIDE, "C": _WIDTH, "D": _WIDE}.items():
        explained.column_dimensions[letter].width = width
    for row, one in enumerate(drawn(ROWS, taken), 2):
        sheet.cell(row, 1, one)
    sheet.freeze_panes = explained.freeze_panes = "A2"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def drawn(number: int, taken: Collection[str]) -> list[str]:
    """Draw so many ids at random, none of them taken and none like a number, which 12E45 is to a spreadsheet."""
    found = dict[str, None]()
    while len(found) < number:
        one = "".join(secrets.choice(CROCKFORD) for _ in range(_LENGTH))
        if one not in taken and one.strip("0123456789E"):
            found[one] = None
    return list(found)


def _lines(column: str, vocabulary: Vocabulary, language: str, translate: Translate) -> Iterator[_Explanation]:
    """Yield what a column is and, one below the other, what can be chosen in it: each label once, for a region that
    kept its name has a code in each division."""
    label = labels_of(column, vocabulary, {language: translate})[language]
    yield label, "", column, _about(column, vocabulary, language, translate)
    if column == "free_to_speak":
        yield from ((label, translate(name), code, "") for code, name in _FREEDOM.items())
    if column not in fact_fields() or column == "period":
        return
    codes, by_name = fact_fields()[column], dict[str, list[str]]()
    for code, names in vocabulary.labels(codes).items():
        by_name.setdefault(names[language], []).append(code)
    terms = vocabulary.parts if codes == "places" else getattr(vocabulary, codes)
    for name, some in by_name.items():
        definition = terms[some[0]].definition if some[0] in terms else None
        yield label, name, "; ".join(some), (definition or {}).get(language, "")


def _about(column: str, vocabulary: Vocabulary, language: str, translate: Translate) -> str:
    """Return what a column is for and how it is written."""
    if own := _ABOUT.get(column):
        return translate(own)
    definition = (vocabulary.fields[column].definition or {}).get(language, "")
    return f"{definition} {translate(_SEVERAL)}" if column in SEVERAL_ANSWERS else definition
