"""gettext catalogues: English message in, message of one language out, with everything that is wrong in the file.

A message that lacks, a translation that does not fit or a plural form that a language needs is a problem, never English
by accident. Never repeats what a catalogue holds: a wrong line may hold anything.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email import message_from_string
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import babel
from babel import localedata

from build_tools.models import NO_REVIEW, Reviewed, Settings, Site, review_in_catalogue, stale, version_of
from build_tools.paths import SETTINGS, VOCABULARY, catalogue_file
from build_tools.problems import BRACE, Fault, Problem

_MESSAGES = "messages.txt"
SOURCE_LANGUAGE = "en"

UNREADABLE_LINE = Fault(
    "catalogues.not_gettext",
    "begins what is no entry: remarks, a msgid, then a msgstr, without msgctxt, plural forms and #~; compare it with "
    "the catalogue of another language",
)
HEADER = Fault(
    "catalogues.header",
    "must begin with a header, an entry with an empty msgid, that says once Language: {language} and Content-Type: "
    "text/plain; charset=UTF-8",
)
WRONG_ENTRY = Fault(
    "catalogues.wrong_entry",
    "is an entry that does not count; write the translation between the quotes of msgstr, with the words in braces of "
    "its msgid, spelt alike, as often, and no other braces, line breaks and tabs; delete a mark fuzzy, and keep one of "
    "two entries with the same msgid",
)
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


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Translations by English message, without those that are wrong, and the line of each; the review of all of it,
    which is that of a machine's translation where its header has none that counts; and what is wrong, with its line
    from 1."""

    language: str
    reviewed: Reviewed
    messages: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    faults: tuple[tuple[Fault, int], ...] = ()

    @property
    def version(self) -> str:
        """A fingerprint of all messages with their translations."""
        return version_of(text for pair in sorted(self.messages.items()) for text in pair)

    def translate(self, message: str) -> str:
        """Return the message in this language. Raises ``LookupError`` where the catalogue lacks it."""
        if self.language == SOURCE_LANGUAGE:
            return message
        found = self.messages.get(message)
        if not found:
            raise LookupError(f"the catalogue {self.language} lacks a message: {message}")
        return found


class _Entry(NamedTuple):
    """An entry as it stands in the file, with its line from 1."""

    line: int
    is_fuzzy: bool
    message: str
    text: str


# A preview that follows each change reads the same catalogues again.
@lru_cache(maxsize=16)
def read_catalogue(language: str, text: str) -> Catalogue:
    """Return a gettext catalogue. One with a line that cannot be read has no messages, that of the language in which
    they are written needs none."""
    if language == SOURCE_LANGUAGE:
        return Catalogue(language, Reviewed(state="source"))
    review, found = review_in_catalogue(text), _entries(text)
    reviewed = review or Reviewed(state="machine-translated")
    if isinstance(found, int):
        return Catalogue(language, reviewed, faults=((UNREADABLE_LINE, found),))
    header, entries = (found[0], found[1:]) if found and not found[0].message else (None, found)
    first = {entry.message: entry for entry in reversed(entries)}
    wrong = dict.fromkeys(entry for entry in entries if entry != first[entry.message] or not _fits(entry))
    faults = [*_wrong_header(header, language), *((WRONG_ENTRY, entry.line) for entry in wrong)]
    if header and review is None:
        faults.append((NO_REVIEW, header.line))
    messages = {entry.message: entry.text for entry in entries if entry not in wrong}
    lines = {entry.message: entry.line for entry in entries if entry.message}
    return Catalogue(language, reviewed, messages, lines, tuple(faults))


_LINE = r'"(?:[^"\\\n]|\\[\\"nrt])*"[ \t]*\n'
_STRINGS = rf"{_LINE}(?:[ \t]*{_LINE})*"
_REMARKS = re.compile(r"(?:[ \t]*(?:#(?!~).*)?\n)*")
_ENTRY = re.compile(rf"[ \t]*msgid +({_STRINGS})[ \t]*msgstr +({_STRINGS})")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPED = re.compile(r"\\(.)")
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t"}


def _entries(text: str) -> list[_Entry] | int:
    """Return the entries in order, or the line of the first that cannot be read."""
    entries, place, line = list[_Entry](), 0, 1
    text += "\n"
    while (remarks := _REMARKS.match(text, place)) and remarks.end() < len(text):
        line += remarks[0].count("\n")
        found = _ENTRY.match(text, remarks.end())
        if found is None:
            return line
        is_fuzzy = re.search(r"^[ \t]*#,.*fuzzy", remarks[0], re.MULTILINE) is not None
        entries.append(_Entry(line, is_fuzzy, _joined(found[1]), _joined(found[2])))
        line += found[0].count("\n")
        place = found.end()
    return entries


def _joined(strings: str) -> str:
    """Return what several quoted lines say together."""
    return _ESCAPED.sub(lambda sign: _CONTROLS.get(sign[1], sign[1]), "".join(_STRING.findall(strings)))


def _wrong_header(header: _Entry | None, language: str) -> Iterator[tuple[Fault, int]]:
    """Yield what a header does not say, or says otherwise; what else stands there, as tools write it, does no harm."""
    said = message_from_string(header.text if header else "")
    types = said.get_all("Content-Type", [])
    is_read = len(types) == 1 and said.get_content_charset() in ("utf-8", "utf8")
    if not is_read or said.get_all("Language") != [language]:
        yield HEADER.filled(language=language), header.line if header else 1


def _fits(entry: _Entry) -> bool:
    """Whether an entry has a translation that fits its message."""
    wanted, found = (sorted(BRACE.findall(words)) for words in (entry.message, entry.text))
    is_other = wanted != found or {*found} & {*"{}"} or {*entry.text} & {*"\n\r\t"} - {*entry.message}
    return bool(entry.message and entry.text.strip()) and not (entry.is_fuzzy or is_other)


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
