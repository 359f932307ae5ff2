"""A language and its catalogues come in; its words, dates, numbers, plurals and order go out.

A message that lacks or a plural form that a language needs is a problem, never English by accident.
"""

import datetime
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import babel
from babel import dates, localedata, numbers

from build_tools.files.paths import SETTINGS, VOCABULARY, catalogue_file
from build_tools.models import (
    SOURCE_LANGUAGE,
    Catalogue,
    Period,
    Settings,
    Site,
    Statement,
    Unit,
    Vocabulary,
    coded_fields,
    read_catalogue,
    stale,
)
from build_tools.problems import N_, Fault, Problem, fill

_MESSAGES = "messages.txt"

_NO_CATALOGUE = Fault("catalogues.missing", "is missing; every language of the site but English needs one")
_NOT_TRANSLATED = Fault("catalogues.messages_missing", "lacks a translation of what {place} translates")
_NO_LANGUAGE = Fault(
    "catalogues.unknown_language",
    "is not the code of a language that the program knows; use a code such as kk, ru or en",
)
_NO_PLURAL = Fault(
    "catalogues.plural_form_missing",
    "lacks the plural form {category}; write the noun as it stands after such numbers",
)

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


_DATA = {"en": "en_GB"}
"""English dates are written as the briefings write them, day first."""


@cache
def cldr(language: str) -> babel.Locale:
    """Return Babel's data of a language."""
    return babel.Locale.parse(_DATA.get(language, language))


def plural_category(language: str, value: int) -> str:
    """Return the CLDR plural category of a number: kk one/other, ru one/few/many."""
    return cldr(language).plural_form(value)


@cache
def plural_categories(language: str) -> frozenset[str]:
    """Return the plural categories a whole number can fall into."""
    return frozenset(plural_category(language, value) for value in range(200))


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
        return _written(self.language, value)

    def count(self, value: int, unit: str) -> str:
        """Write a number with what it counts, in the right plural form."""
        return f"{self.number(value)} {self.counted(value, unit)}"

    def counted(self, value: int, unit: str) -> str:
        """Return the noun of a unit in the plural form that ``value`` asks for."""
        return self.units[unit].forms[self.language][plural_category(self.language, value)]

    def language_name(self, code: str) -> str:
        """Return what a language is called in this one, or its code where that is not known."""
        return str(cldr(self.language).languages.get(code, code))

    def country(self, code: str) -> str:
        """Return what a country is called, or its code where that is not known."""
        return str(cldr(self.language).territories.get(code, code))

    def date(self, day: datetime.date) -> str:
        """Write a date in the long form."""
        return _written(self.language, day)

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
def _written(language: str, value: int | datetime.date) -> str:
    if isinstance(value, int):
        return numbers.format_decimal(value, locale=cldr(language))
    return dates.format_date(value, "long", locale=cldr(language))


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


def catalogue_problems(site: Site, needed: Mapping[str, str]) -> Iterator[Problem]:
    """Judge each catalogue, and compare those of a domain with each other, those of the interface also with what is
    ``needed``. English is the language of the messages themselves."""
    languages = [code for code in site.settings.codes if code != SOURCE_LANGUAGE]
    for domain in ("interface", "problems"):
        found = {}
        for language in languages:
            path = catalogue_file(domain, language)
            text = site.catalogues.get((domain, language))
            if text is None:
                yield Problem(path, _NO_CATALOGUE)
                continue
            catalogue = read_catalogue(language, text)
            yield from (Problem(path, fault, line=line) for fault, line in catalogue.faults)
            # Of a catalogue that cannot be read nobody knows what it lacks, of one with faults not what was read.
            if catalogue.lines or not catalogue.faults:
                found[path] = catalogue
            if not catalogue.faults:
                yield from stale(path, ("X-Reviewed-Version",), catalogue.reviewed, catalogue.version)
        yield from _lacks(found, needed if domain == "interface" else {})


def needed_messages() -> Mapping[str, str]:
    """Return the messages that pages are made with, and where each stands in the list of them, which a test holds to
    program and templates."""
    lines = (Path(__file__).parent / _MESSAGES).read_text("utf-8").splitlines()
    return {json.loads(line): f"build_tools/localize/{_MESSAGES}:{number}" for number, line in enumerate(lines, 1)}


def _lacks(catalogues: Mapping[str, Catalogue], needed: Mapping[str, str]) -> Iterator[Problem]:
    """Yield what pages need, or another catalogue translates: by its place, because nobody knows whose words it is."""
    entries = ((path, *entry) for path, catalogue in catalogues.items() for entry in catalogue.lines.items())
    messages = {**needed, **{message: f"{path.rpartition('/')[2]}:{line}" for path, message, line in entries}}
    for path, catalogue in catalogues.items():
        for message in sorted(messages.keys() - catalogue.lines.keys()):
            yield Problem(path, _NOT_TRANSLATED, values={"place": messages[message]})


def unknown_languages(settings: Settings) -> Iterator[Problem]:
    """Yield each language of the site of which Babel knows no dates, numbers and plurals."""
    for position, code in enumerate(settings.codes):
        if not localedata.exists(code):
            yield Problem(SETTINGS, _NO_LANGUAGE, ("languages", position, "code"))


def plural_problems(site: Site) -> Iterator[Problem]:
    """Yield the plural categories that a unit lacks in a language of the site."""
    for name, unit in site.vocabulary.units.items():
        for language in site.settings.codes:
            needed = plural_categories(language)
            for category in sorted(needed.difference(unit.forms.get(language, needed))):
                yield Problem(VOCABULARY, _NO_PLURAL, ("units", name, "forms", language), {"category": category})
