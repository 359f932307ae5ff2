"""Pages and data files by language: one is the source, the others translate its present words, and what counts as
reviewed is what somebody has read.

In: a site. Out: problems that name the version to write.
"""

from collections.abc import Iterator, Mapping

from build_tools.models import Case, Model, ReleaseLedger, Review, Reviewed, Site, Words, version_of
from build_tools.paths import SETTINGS, words_file
from build_tools.problems import Fault, Field, Problem
from build_tools.reviews import stale
from build_tools.validate.generic import unknown
from build_tools.validate.texts import texts_in
from build_tools.validate.walk import data_files, described, walk

_NOT_ONE_SOURCE = Fault(
    "reviews.not_one_source",
    "must be source in exactly one language, the one in which the words were first written; the others translate it",
)
_UNCLEAR = Fault(
    "reviews.source_or_translation",
    "is unclear: a source has no translates:; to a translation add translates: and below it language: en and version: "
    "with twelve zeros in quotes; the check then names the right one",
)
OUTDATED = Fault(
    "translations.outdated",
    "is not the present text in {language}; bring the translation up to date and write {version}, "
    "or set state: outdated",
)

Versions = Mapping[str, Words]
"""The same words by language, in the order of the site's languages."""


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


def reviewed_files(site: Site) -> Iterator[tuple[str, Field, dict[str, Reviewed], Model]]:
    """Yield each file that states the review of its texts: its path, the way to the reviews, these, and the file."""
    for path, record in data_files(site).items():
        for place, kind, value in walk(record):
            if kind == Review and isinstance(value, dict):
                yield path, place, value, record
    for path, record, _ in described(site):
        if reviews := getattr(record, "review", None):
            yield path, ("review",), reviews, record


def one_language_is_the_source(site: Site) -> Iterator[Problem]:
    """Exactly one language of a page, or of a file, is its source; that of a story may be unpublished, and the tables
    of a release have no words."""
    for versions in versions_of_pages(site).values():
        sources = [words for words in versions.values() if words.about.state == "source"]
        lacks = [original(versions)] if not sources and len(versions) == len(site.settings.codes) else []
        yield from (Problem(words.path, _NOT_ONE_SOURCE, ("state",)) for words in (*lacks, *sources[1:]))
    for path, place, reviews, record in reviewed_files(site):
        number = sum(review.state == "source" for review in reviews.values())
        may_lack = isinstance(record, Case) or reviews.keys() != set(site.settings.codes)
        if not isinstance(record, ReleaseLedger) and (number > 1 or (not number and not may_lack)):
            yield Problem(path, _NOT_ONE_SOURCE, place)


def translations_are_current(site: Site) -> Iterator[Problem]:
    """A translation names the present version of its source, or its state is *outdated*."""
    for versions in versions_of_pages(site).values():
        for words in versions.values():
            yield from _translation(words, versions, [code for code in site.settings.codes if code != words.language])


def _translation(words: Words, versions: Versions, others: list[str]) -> Iterator[Problem]:
    state, translates = words.about.state, words.about.translates
    if (state == "source") == bool(translates):
        yield Problem(words.path, _UNCLEAR, ("state",))
    elif translates and translates.language not in others:
        fault = unknown(f"languages ({SETTINGS})", others, translates.language)
        yield Problem(words.path, fault, ("translates", "language"))
    elif translates and (source := versions.get(translates.language)) and translates.version != source.version:
        values = {"language": source.language, "version": source.version}
        yield from [Problem(words.path, OUTDATED, ("translates", "version"), values)] if state != "outdated" else []


def reviewed_words_stay(site: Site) -> Iterator[Problem]:
    """A reviewed page, or language of a file, has the words that were read, beside the present words of its source."""
    for words in site.words.values():
        source = words.about.translates and site.words.get((words.about.translates.language, words.name))
        if source and source.language != words.language and words.about.state == "reviewed":
            yield from stale(words.path, ("reviewed_version",), words.about, words.version_beside(source.version))
    for path, place, reviews, record in reviewed_files(site):
        sources = [language for language, review in reviews.items() if review.state == "source"]
        for language, review in reviews.items():
            if review.state == "reviewed":
                version = version_of(texts_in(record, [*sources, language]))
                yield from stale(path, (*place, language, "reviewed_version"), review, version)
