"""How one language writes numbers, dates, periods and counts, and what the codes of the vocabulary are called."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from babel import dates, numbers
from babel.lists import format_list

from build_tools.localize.catalogue import (
    Catalogue,
    cldr,
    plural_category,
    read_catalogue,
)
from build_tools.models import Period, Site, Statement, Unit, Vocabulary, coded_fields
from build_tools.problems import N_, fill

ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
"""Kazakh order of letters; the Russian letters keep their Russian order within it."""

_AS_OF = (
    N_("As of {day} January {year}"),
    N_("As of {day} February {year}"),
    N_("As of {day} March {year}"),
    N_("As of {day} April {year}"),
    N_("As of {day} May {year}"),
    N_("As of {day} June {year}"),
    N_("As of {day} July {year}"),
    N_("As of {day} August {year}"),
    N_("As of {day} September {year}"),
    N_("As of {day} October {year}"),
    N_("As of {day} November {year}"),
    N_("As of {day} December {year}"),
)
"""Whole phrases, because Kazakh puts an ending on the month."""


@dataclass(frozen=True, slots=True)
class Locale:
    """One language at work. ``translate`` takes English messages; ``label`` takes codes of the vocabulary."""

    language: str
    catalogue: Catalogue
    names: Mapping[str, Mapping[str, str]]
    units: Mapping[str, Unit]

    def translate(self, message: str) -> str:
        """Return an interface message in this language."""
        return self.catalogue.translate(message)

    def label(self, codes: str, code: str) -> str:
        """Return what a code of a list is called; a period, which stands in no list, is written out."""
        return self.period(code) if isinstance(code, Period) else self.names[codes][code]

    def number(self, value: int) -> str:
        """Write a whole number with the language's grouping."""
        return numbers.format_decimal(value, locale=cldr(self.language))

    def count(self, value: int, unit: str) -> str:
        """Write a number with what it counts, in the right plural form."""
        return f"{self.number(value)} {self.counted(value, unit)}"

    def counted(self, value: int, unit: str) -> str:
        """Return the noun of a unit in the plural form that ``value`` asks for."""
        return self.units[unit].forms[self.language][plural_category(self.language, value)]

    def either(self, names: Sequence[str]) -> str:
        """Write what is one of several, such as *A, b or c*."""
        return format_list(names, style="or", locale=cldr(self.language))

    def language_name(self, code: str) -> str:
        """Return what a language is called in this one, or its code where that is not known."""
        return str(cldr(self.language).languages.get(code, code))

    def country(self, code: str) -> str:
        """Return what a country is called, or its code where that is not known."""
        return str(cldr(self.language).territories.get(code, code))

    def date(self, day: datetime.date) -> str:
        """Write a date in the long form."""
        return dates.format_date(day, "long", locale=cldr(self.language))

    def as_of(self, day: datetime.date) -> str:
        """Write *as of* a date."""
        return fill(self.translate(_AS_OF[day.month - 1]), day=day.day, year=day.year)

    def period(self, period: Period) -> str:
        """Write a month, a quarter or a year such as ``2022-01``, ``2022-Q1``, ``2022``, with no word cut short."""
        if not period.is_stated:
            return self.translate(N_("Not stated"))
        if period == period.year:
            return fill(self.translate(N_("{year}")), year=period)
        name = _part_of_year(self.language, period)
        return fill(self.translate(N_("{part_of_year} {year}")), part_of_year=name, year=period.year)


@cache
def _part_of_year(language: str, period: Period) -> str:
    """Name a month or a quarter as it stands within a sentence."""
    if "Q" in period:
        return dates.format_date(period.start, "QQQQ", locale=cldr(language))
    alone, within = (dates.format_date(period.start, form, locale=cldr(language)) for form in ("LLLL", "MMMM"))
    return alone.lower() if within.islower() else alone


def alphabet_key(word: str) -> tuple[int, ...]:
    """Return the place of a word in Kazakh and Russian alphabetical order; other letters stand before them."""
    return tuple(0x10000 + ALPHABET.index(c) if c in ALPHABET else ord(c) for c in word.casefold())


def locale_of(site: Site, language: str) -> Locale:
    """Return the language with its interface catalogue."""
    text = site.catalogues.get(("interface", language))
    catalogue = read_catalogue(language, text or "")
    return Locale(language, catalogue, _names_in(site.vocabulary, language, catalogue), site.vocabulary.units)


def _names_in(vocabulary: Vocabulary, language: str, catalogue: Catalogue) -> dict[str, dict[str, str]]:
    """Return what each code of each list is called in a language."""
    lists = {
        codes: vocabulary.labels(codes)
        for codes in {*coded_fields().values(), *coded_fields(Statement).values(), "fields"}
    }
    names = {codes: {code: texts[language] for code, texts in labels.items()} for codes, labels in lists.items()}
    return {**names, "places": {**names["places"], **_past_regions(vocabulary, language, catalogue)}}


def _past_regions(vocabulary: Vocabulary, language: str, catalogue: Catalogue) -> dict[str, str]:
    """Return the names of regions of an ended division with its last day: a region of today may have the same name."""
    last_days = {division.id: division.valid_to for division in vocabulary.divisions if division.valid_to}
    written = catalogue.translate(N_("{name} (until {date})"))
    return {
        code: fill(
            written,
            name=region.name[language],
            date=dates.format_date(last_days[region.division], "long", locale=cldr(language)),
        )
        for code, region in vocabulary.regions.items()
        if region.division in last_days
    }
