"""Texts of the data files: each in every language of the site and in no other, none of them blank."""

from collections.abc import Collection, Iterator, Mapping

from build_tools.models import Model, Review, Site, Texts
from build_tools.paths import VOCABULARY
from build_tools.problems import PLURAL_FORMS, Fault, Field, Problem
from build_tools.validate.generic import unknown
from build_tools.validate.walk import BY_LANGUAGE, data_files, walk

MISSING = Fault("texts.language_missing", "is missing; write it in each language of the site: {languages}")
FOREIGN = Fault("texts.foreign_language", "is of no language of the site; the languages are: {languages}")
_BLANK = Fault("texts.blank", "is empty; write a text or delete the line")


def every_language(site: Site) -> Iterator[Problem]:
    """Every mapping by language has exactly the languages of the site."""
    codes = set(site.settings.codes)
    languages = {"languages": ", ".join(site.settings.codes)}
    for path, record in data_files(site).items():
        for place, kind, value in walk(record):
            if kind not in BY_LANGUAGE or not isinstance(value, Mapping) or value.keys() == codes:
                continue
            missing, foreign = codes - set(value), set(value) - codes
            # As many foreign as missing languages are most likely codes that are misspelt: one mistake, said once.
            for language in foreign if len(foreign) == len(missing) else missing | foreign:
                yield Problem(path, FOREIGN if language in value else MISSING, (*place, language), languages)


def nothing_blank(site: Site) -> Iterator[Problem]:
    """No text consists of spaces and invisible characters only."""
    for path, record in data_files(site).items():
        for place, _, value in walk(record):
            if isinstance(value, str) and is_blank(value):
                yield Problem(path, _BLANK, place)


def is_blank(text: str) -> bool:
    """Whether a text shows nothing; invisible characters, such as a zero-width space, are not printable."""
    return not any(character.isprintable() and not character.isspace() for character in text)


def plural_categories(site: Site) -> Iterator[Problem]:
    """Forms of units are named by plural categories; ``localize`` knows which of them a language needs."""
    for name, unit in site.vocabulary.units.items():
        for language, forms in unit.forms.items():
            for category in forms.keys() - set(PLURAL_FORMS):
                place = ("units", name, "forms", language, category)
                yield Problem(VOCABULARY, unknown("plural categories", PLURAL_FORMS, category), place)


def texts_in_languages(record: Model) -> Iterator[tuple[Field, Mapping[str, str]]]:
    """Yield the texts of a file, each in all its languages, with the way to it."""
    for place, kind, value in walk(record):
        if kind == Texts and isinstance(value, Mapping):
            yield place, value


def texts_in(record: Model, languages: Collection[str]) -> Iterator[str]:
    """Yield all that a file says in these languages, each text after the way to it."""
    for place, kind, value in walk(record):
        if kind in BY_LANGUAGE and kind != Review and isinstance(value, Mapping):
            for language in languages:
                yield f"{place} {language} {value.get(language)}"
