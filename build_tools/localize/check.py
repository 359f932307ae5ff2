"""Problems of the catalogues: messages that lack, placeholders that differ, plural forms that a language needs."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel import localedata

from build_tools.localize.catalogue import SOURCE_LANGUAGE, Catalogue, read_catalogue
from build_tools.localize.locale import plural_categories
from build_tools.models import Settings, Site
from build_tools.paths import SETTINGS, VOCABULARY, catalogue_file
from build_tools.problems import Fault, Problem
from build_tools.reviews import stale

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


def unknown_languages(settings: Settings) -> Iterator[Problem]:
    """Yield each language of the site of which Babel knows no dates, numbers and plurals."""
    for position, code in enumerate(settings.codes):
        if not localedata.exists(code):
            yield Problem(SETTINGS, _NO_LANGUAGE, ("languages", position, "code"))


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
    messages = {**needed, **{message: f"{path}:{line}" for path, message, line in entries}}
    for path, catalogue in catalogues.items():
        for message in sorted(messages.keys() - catalogue.lines.keys()):
            yield Problem(path, _NOT_TRANSLATED, values={"place": messages[message]})


def plural_problems(site: Site) -> Iterator[Problem]:
    """Yield the plural categories that a unit lacks in a language of the site."""
    for name, unit in site.vocabulary.units.items():
        for language in site.settings.codes:
            needed = plural_categories(language)
            for category in sorted(needed.difference(unit.forms.get(language, needed))):
                yield Problem(VOCABULARY, _NO_PLURAL, ("units", name, "forms", language), {"category": category})
