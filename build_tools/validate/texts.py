"""Texts of pages and data files by language: each in every language of the site and in no other, none of them blank;
one is the source, the others translate its present words, and what counts as reviewed is what somebody has read.

In: a site. Out: problems that name what to write.
"""

from collections.abc import Collection, Iterator, Mapping

from build_tools.models import Case, Model, ReleaseLedger, Review, Reviewed, Site, Words, version_of
from build_tools.paths import SETTINGS, words_file
from build_tools.problems import Fault, Field, Problem
from build_tools.reviews import stale
from build_tools.validate.generic import ONE_OF_TWO, unknown
from build_tools.validate.walk import BY_LANGUAGE, data_files, described, walk
from build_tools.validate.words import passages_of_records

LANGUAGE_MISSING = Fault("texts.language_missing", "is missing; write it in each language of the site: {languages}")
_BLANK = Fault("texts.blank", "is empty; write a text or delete the line")
_NOT_ONE_SOURCE = Fault(
    "reviews.not_one_source",
    "must be source in exactly one language, the one in which the words were first written; the others translate it",
)
_EITHER = {"one": "state: source", "other": 'translates: {language: en, version: "000000000000"}'}
"""What says whether words are a source or a translation; the check then names the right version."""

OUTDATED = Fault(
    "translations.outdated",
    "is not that of the present text in {language}; bring the translation up to date and write {version}, "
    "or set state: outdated",
)

Versions = Mapping[str, Words]
"""The same words by language, in the order of the site's languages."""


def language_missing(path: str, place: Field, site: Site) -> Problem:
    """Return the problem that a text, or a page, lacks a language."""
    return Problem(path, LANGUAGE_MISSING, place, {"languages": ", ".join(site.settings.codes)})


def _every_language(site: Site) -> Iterator[Problem]:
    """Every mapping by language has exactly the languages of the site."""
    codes = set(site.settings.codes)
    for path, record in data_files(site).items():
        for place, kind, value in walk(record):
            if kind not in BY_LANGUAGE or not isinstance(value, Mapping) or value.keys() == codes:
                continue
            missing, foreign = codes - set(value), set(value) - codes
            # As many foreign as missing languages are most likely codes that are misspelt: one mistake, said once.
            for language in foreign if len(foreign) == len(missing) else missing | foreign:
                where = (*place, language)
                if language in value:
                    yield Problem(path, unknown("languages", site.settings.codes, language), where)
                else:
                    yield language_missing(path, where, site)


def _nothing_blank(site: Site) -> Iterator[Problem]:
    """No text consists of spaces and invisible characters only."""
    return (passage.problem(_BLANK) for passage in passages_of_records(site) if is_blank(passage.text))


def is_blank(text: str) -> bool:
    """Whether a text shows nothing; invisible characters, such as a zero-width space, are not printable."""
    return not any(character.isprintable() and not character.isspace() for character in text)


def texts_in(record: Model, languages: Collection[str]) -> Iterator[str]:
    """Yield all that a file says in these languages, each text after the way to it."""
    for place, kind, value in walk(record):
        if kind in BY_LANGUAGE and kind != Review and isinstance(value, Mapping):
            for language in languages:
                yield f"{place} {language} {value.get(language)}"


def versions_of_pages(site: Site) -> dict[str, Versions]:
    """Return the words of the site's languages by name; without those of which a language could not be read."""
    codes = site.settings.codes
    names = sorted({name for _, name in site.words})
    names = [name for name in names if not any(site.hides(words_file(code, name)) for code in codes)]
    found = {name: {code: site.words[code, name] for code in codes if (code, name) in site.words} for name in names}
    return {name: versions for name, versions in found.items() if versions}


def original(versions: Versions) -> Words:
    """Return the words that the others are compared with: the source, or the first where none says so."""
    every = list(versions.values())
    return next((words for words in every if words.about.state == "source"), every[0])


def _reviewed_files(site: Site) -> Iterator[tuple[str, Field, dict[str, Reviewed], Model]]:
    """Yield each file that states the review of its texts: its path, the way to the reviews, these, and the file."""
    for path, record in data_files(site).items():
        for place, kind, value in walk(record):
            if kind == Review and isinstance(value, dict):
                yield path, place, value, record
    for path, record, _ in described(site):
        if reviews := getattr(record, "review", None):
            yield path, ("review",), reviews, record


def _one_language_is_the_source(site: Site) -> Iterator[Problem]:
    """Exactly one language of a page, or of a file, is its source; that of a story may be unpublished, and the tables
    of a release have no words."""
    for versions in versions_of_pages(site).values():
        sources = [words for words in versions.values() if words.about.state == "source"]
        lacks = [original(versions)] if not sources and len(versions) == len(site.settings.codes) else []
        yield from (Problem(words.path, _NOT_ONE_SOURCE, ("state",)) for words in (*lacks, *sources[1:]))
    for path, place, reviews, record in _reviewed_files(site):
        number = sum(review.state == "source" for review in reviews.values())
        may_lack = isinstance(record, Case) or reviews.keys() != set(site.settings.codes)
        if not isinstance(record, ReleaseLedger) and (number > 1 or (not number and not may_lack)):
            yield Problem(path, _NOT_ONE_SOURCE, place)


def _translations_are_current(site: Site) -> Iterator[Problem]:
    """A translation names the present version of its source, or its state is *outdated*."""
    for versions in versions_of_pages(site).values():
        for words in versions.values():
            yield from _translation(words, versions, [code for code in site.settings.codes if code != words.language])


def _translation(words: Words, versions: Versions, others: list[str]) -> Iterator[Problem]:
    state, translates = words.about.state, words.about.translates
    if (state == "source") == bool(translates):
        yield Problem(words.path, ONE_OF_TWO, ("state",), _EITHER)
    elif translates and translates.language not in others:
        fault = unknown(f"languages ({SETTINGS})", others, translates.language)
        yield Problem(words.path, fault, ("translates", "language"))
    elif translates and (source := versions.get(translates.language)) and translates.version != source.version:
        values = {"language": source.language, "version": source.version}
        yield from [Problem(words.path, OUTDATED, ("translates", "version"), values)] if state != "outdated" else []


def _reviewed_words_stay(site: Site) -> Iterator[Problem]:
    """A reviewed page, or language of a file, has the words that were read, beside the present words of its source."""
    for words in site.words.values():
        source = words.about.translates and site.words.get((words.about.translates.language, words.name))
        if source and source.language != words.language and words.about.state == "reviewed":
            yield from stale(words.path, ("reviewed_version",), words.about, words.version_beside(source.version))
    for path, place, reviews, record in _reviewed_files(site):
        sources = [language for language, review in reviews.items() if review.state == "source"]
        for language, review in reviews.items():
            if review.state == "reviewed":
                version = version_of(texts_in(record, [*sources, language]))
                yield from stale(path, (*place, language, "reviewed_version"), review, version)


RULES = (
    _every_language,
    _nothing_blank,
    _one_language_is_the_source,
    _translations_are_current,
    _reviewed_words_stay,
)
