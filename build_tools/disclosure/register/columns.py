"""Which column of a spreadsheet is which, and which code each cell of it means, in any language of the site.

In: the vocabulary, the words of a register by language, and a map for lists with other headings and spellings. Out:
columns and codes. Case, spaces, dashes and ё make no difference; nothing is guessed.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from build_tools.disclosure.register import words
from build_tools.disclosure.register.files import Cell
from build_tools.models import NOT_STATED, PERIOD_FORM, Model, Period, Vocabulary, fact_fields
from build_tools.models.base import Text
from build_tools.models.settings import TABLES
from build_tools.problems import Fault, Problem, Refused

_OWN = ("id", "registered", "same_person_as", "free_to_speak")
COLUMNS = (*_OWN, *TABLES)
"""Every column of a register, in its order."""

LONGEST_LABEL = 100
"""Signs of the longest label; what is longer is a text in the wrong column, and is never repeated."""

UNKNOWN_CELL = Fault(
    "register.unknown",
    "is no code or label of this column, or a region that did not exist in that period; the second sheet of a new "
    "register (`transparency register new`) says what can stand here",
)
_PLAIN = str.maketrans({"ё": "е", **dict.fromkeys("‐‑‒–—−", "-"), **dict.fromkeys("\u200b\ufeff\u00ad")})


class ColumnMap(Model):
    """For lists with other headings and spellings: the heading of each column, and by column the code of a spelling."""

    columns: dict[str, Text] = {}
    cells: dict[str, dict[str, Text]] = {}


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
        return self.headings.get(_folded(cell)) if isinstance(cell, str) and len(cell) <= LONGEST_LABEL else None

    def meant(self, column: str, label: str, period: Period) -> str | None:
        """Return the one code that a label means in a column; of places that share it, the one that there was then."""
        found = self.codes[column].get(_folded(label), ()) if len(label) <= LONGEST_LABEL else ()
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

    def nearest(self, column: str, label: str) -> list[str]:
        """Return the codes whose labels look most like one that is unknown."""
        near = get_close_matches(_folded(label), self.codes[column], 3)
        return list(dict.fromkeys(code for one in near for code in self.codes[column][one]))[:3]


def codebook_of(vocabulary: Vocabulary, said: words.Words) -> Codebook:
    """Return what headings and cells mean, by their codes and by their labels in each language."""
    headings = {_folded(name): one for one in COLUMNS for name in (one, *labels_of(one, vocabulary, said).values())}
    return Codebook(vocabulary, headings, {one: _by_label(one, vocabulary, said) for one in COLUMNS[3:]})


def with_map(codebook: Codebook, column_map: ColumnMap, path: str) -> Codebook:
    """Return a codebook that knows the headings and spellings of a map too. Raises ``Refused``."""
    wrong: list[tuple[str, ...]] = [("columns", one) for one in column_map.columns if one not in COLUMNS]
    for column, spellings in column_map.cells.items():
        known = {code for codes in codebook.codes.get(column, {}).values() for code in codes}
        forms = PERIOD_FORM if column == "period" else "|".join(map(re.escape, known))
        bad = [("cells", column, one) for one, code in spellings.items() if not re.fullmatch(forms, code)]
        wrong += bad if known else [("cells", column)]
    if wrong:
        raise Refused([Problem(path, UNKNOWN_CELL, field) for field in wrong])
    others = {name: one for name, one in codebook.headings.items() if one not in column_map.columns}
    spelt = {
        column: {_folded(spelling): (code,) for spelling, code in spellings.items()}
        for column, spellings in column_map.cells.items()
    }
    return replace(
        codebook,
        headings=others | {_folded(heading): column for column, heading in column_map.columns.items()},
        codes={column: {**labels, **spelt.get(column, {})} for column, labels in codebook.codes.items()},
    )


def labels_of(column: str, vocabulary: Vocabulary, said: words.Words) -> Mapping[str, str]:
    """Return what a column is called, by language."""
    if column in words.LABELS:
        return {language: translate(words.LABELS[column]) for language, translate in said.items()}
    return vocabulary.fields[column].label


def _by_label(column: str, vocabulary: Vocabulary, said: words.Words) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, names in _names(column, vocabulary, said):
        for name in map(_folded, (code, *names)):
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), code)))
    return found


def _names(column: str, vocabulary: Vocabulary, said: words.Words) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each code of a column with all that it is called."""
    if column == "free_to_speak":
        for code, label in (("yes", words.YES), ("no", words.NO)):
            yield code, tuple(translate(label) for translate in said.values())
        return
    lists = fact_fields()
    if column == "place":
        yield from ((code, (*one.name.values(), *one.aliases)) for code, one in vocabulary.settlements.items())
    if column != "period":
        yield from ((code, tuple(label.values())) for code, label in vocabulary.labels(lists[column]).items())
    every = {*lists.values()} - {"periods"}
    yield NOT_STATED, tuple(name for one in every for name in vocabulary.labels(one)[NOT_STATED].values())
