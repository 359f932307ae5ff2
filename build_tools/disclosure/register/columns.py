"""Which column of a register is which, and which code each cell of it means, in any language of the site.

In: the vocabulary, and the words of a register by language. Out: columns and codes. Case, spaces, dashes and ё make no
difference; nothing is guessed.
"""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from build_tools.disclosure.register.workbook import Cell
from build_tools.models import NOT_STATED, Period, Vocabulary, fact_fields
from build_tools.models.settings import TABLES
from build_tools.problems import N_, Translate

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

FREEDOM = {"yes": N_("Yes"), "no": N_("No")}
"""The codes of *free to speak*, which no vocabulary has."""

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

    def heading(self, cell: Cell) -> str | None:
        """Return the column that a cell is the heading of."""
        return self.headings.get(_folded(cell)) if isinstance(cell, str) else None

    def meant(self, column: str, label: str, period: Period) -> str | None:
        """Return the one code that a label means in a column; of places that share it, the one that there was then."""
        found = self.codes[column].get(_folded(label), ())
        found = self._then(found, period) if column == "place" else found
        return found[0] if len(found) == 1 else None

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
        yield from ((code, tuple(translate(name) for translate in words.values())) for code, name in FREEDOM.items())
        return
    lists = fact_fields()
    if column == "place":
        yield from ((code, (*one.name.values(), *one.aliases)) for code, one in vocabulary.settlements.items())
    if column != "period":
        yield from ((code, tuple(label.values())) for code, label in vocabulary.labels(lists[column]).items())
    every = {*lists.values()} - {"periods"}
    yield NOT_STATED, tuple(name for one in every for name in vocabulary.labels(one)[NOT_STATED].values())
