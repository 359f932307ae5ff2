"""Problems of the catalogues: messages that lack, placeholders that differ, plural forms that a language needs."""

import re
from collections.abc import Collection, Iterator

from babel import localedata

from build_tools.localize.catalogue import SOURCE_LANGUAGE, Catalogue, read_catalogue
from build_tools.localize.locale import plural_categories
from build_tools.models import Settings, Site
from build_tools.paths import SETTINGS, VOCABULARY, catalogue_file
from build_tools.problems import N_, Problem
from build_tools.reviews import NO_REVIEW, stale

PLACEHOLDER = re.compile(r"\{[a-z_]+\}")

UNREADABLE = N_("is not a gettext catalogue; compare it with the catalogue of another language")
NO_CATALOGUE = N_("is missing; every language of the site but English needs one")
NO_MESSAGE = N_("lacks a translation of “{message}”")
OTHER_PLACEHOLDERS = N_("the translation of “{message}” must hold exactly these words in braces: {wanted}")
NO_LANGUAGE = N_("is not the code of a language that the program knows; use a code such as kk, ru or en")
NO_PLURAL = N_("lacks the plural form {category}; write the noun as it stands after such numbers")

LACKS = (NO_CATALOGUE, NO_MESSAGE, NO_PLURAL)
"""The messages that say that a language lacks something."""


def unknown_languages(settings: Settings) -> Iterator[Problem]:
    """Yield each language of the site of which Babel knows no dates, numbers and plurals."""
    for position, code in enumerate(settings.codes):
        if not localedata.exists(code):
            yield Problem(SETTINGS, NO_LANGUAGE, ("languages", position, "code"))


def check(site: Site, shown: Collection[str]) -> list[Problem]:
    """Return the problems of all catalogues and plural forms; ``shown`` are the messages that pages show.

    English is the language of the messages themselves.
    """
    return [*catalogue_problems(site, shown), *plural_problems(site)]


def catalogue_problems(site: Site, shown: Collection[str]) -> Iterator[Problem]:
    """Compare the catalogues of each domain with each other, those of the interface also with what pages show."""
    languages = [code for code in site.settings.codes if code != SOURCE_LANGUAGE]
    for domain in ("interface", "problems"):
        found = {}
        for language in languages:
            path = catalogue_file(domain, language)
            text = site.catalogues.get((domain, language))
            if text is None:
                yield Problem(path, NO_CATALOGUE)
                continue
            try:
                found[path] = read_catalogue(language, text)
            except ValueError as error:
                yield Problem(path, UNREADABLE, line=int(str(error)))
        yield from differences(found, shown if domain == "interface" else ())
        yield from reviews(found)


def differences(catalogues: dict[str, Catalogue], wanted: Collection[str]) -> Iterator[Problem]:
    """Yield what is wanted or in another catalogue and lacks, and placeholders that differ from the English message."""
    known = sorted({*wanted, *(message for catalogue in catalogues.values() for message in catalogue.messages)})
    for path, catalogue in catalogues.items():
        for message in known:
            text = catalogue.messages.get(message, "")
            placeholders = sorted(PLACEHOLDER.findall(message))
            if not text:
                yield Problem(path, NO_MESSAGE, values={"message": message})
            elif sorted(PLACEHOLDER.findall(text)) != placeholders:
                named = ", ".join(placeholders) or "–"
                yield Problem(path, OTHER_PLACEHOLDERS, values={"message": message, "wanted": named})


def reviews(catalogues: dict[str, Catalogue]) -> Iterator[Problem]:
    """Yield what is wrong with the review that a header states."""
    for path, catalogue in catalogues.items():
        if catalogue.review is None:
            yield Problem(path, NO_REVIEW)
        else:
            yield from stale(path, ("X-Reviewed-Version",), catalogue.review, catalogue.version)


def plural_problems(site: Site) -> Iterator[Problem]:
    """Yield the plural categories that a unit lacks in a language of the site."""
    for name, unit in site.vocabulary.units.items():
        for language in site.settings.codes:
            for category in sorted(
                plural_categories(language) - set(unit.forms.get(language, plural_categories(language)))
            ):
                yield Problem(VOCABULARY, NO_PLURAL, ("units", name, "forms", language), {"category": category})
