"""Translations: one language is the source, the others name its text and are current or say not."""

from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from build_tools import paths
from build_tools.models import Site, Translates, Words
from build_tools.problems import Fault, Problem
from build_tools.reviews import stale
from build_tools.validate.offers import allowed
from build_tools.validate.words.reading import Versions, by_name, original

SECOND_SOURCE = Fault(
    "translations.second_source", "is source in {language} too; one language is the source, the others translate it"
)
NO_SOURCE = Fault(
    "translations.no_source",
    "is source in no language of this page; set state: source where the words were first written",
)
OF_NOTHING = Fault(
    "translations.source_translates",
    "must not be there: a source translates nothing; delete it or change the state",
)
UNNAMED = Fault(
    "translations.source_unnamed", "is missing; a translation names the language and the version of its source"
)
NO_LANGUAGE = Fault("translations.unknown_language", "is not another language of the site; use one of: {allowed}")
OUTDATED = Fault(
    "translations.outdated",
    "is not the present text in {language}; bring the translation up to date and write {version}, "
    "or set state: outdated",
)


def one_source(site: Site) -> Iterator[Problem]:
    """Exactly one language of a page is its source."""
    for versions in by_name(site).values():
        sources = [words for words in versions.values() if words.about.state == "source"]
        if not sources and len(versions) == len(site.settings.codes):
            yield Problem(original(versions).path, NO_SOURCE, ("state",))
        # Of a source that says what it translates another rule says that it cannot be one.
        plain = [words for words in sources if not words.about.translates]
        for words in plain[1:]:
            yield Problem(words.path, SECOND_SOURCE, ("state",), {"language": plain[0].language})


def translations_are_current(site: Site) -> Iterator[Problem]:
    """A translation names the present version of its source, or its state is *outdated*."""
    for versions in by_name(site).values():
        for words in versions.values():
            yield from _translation(words, versions, [c for c in site.settings.codes if c != words.language])


def _translation(words: Words, versions: Versions, others: list[str]) -> Iterator[Problem]:
    about = words.about
    if about.state == "source":
        if about.translates:
            yield Problem(words.path, OF_NOTHING, ("translates",))
    elif about.translates is None:
        yield Problem(words.path, UNNAMED, ("translates",))
    elif about.translates.language not in others:
        values = {"allowed": allowed(others, about.translates.language)}
        yield Problem(words.path, NO_LANGUAGE, ("translates", "language"), values)
    elif source := versions.get(about.translates.language):
        yield from _current(words, about.translates, source)


def reviewed_words_stay(site: Site) -> Iterator[Problem]:
    """A reviewed page holds the words that were read, beside the present words of its source."""
    for words in site.words.values():
        source = words.about.translates and site.words.get((words.about.translates.language, words.name))
        if source and source.language != words.language:
            version = words.version_beside(source.version)
            yield from stale(words.path, ("reviewed_version",), words.about, version)


def inevitable(problem: Problem, faulty: Collection[str]) -> bool:
    """Whether a translation is outdated only until its source is mended, which changes the version once more."""
    language = problem.values.get("language")
    source = PurePosixPath(paths.words_folder(str(language)), *PurePosixPath(problem.path).parts[2:])
    return problem.fault == OUTDATED and source.as_posix() in faulty


def _current(words: Words, translates: Translates, source: Words) -> Iterator[Problem]:
    if translates.version != source.version and words.about.state != "outdated":
        values = {"language": source.language, "version": source.version}
        yield Problem(words.path, OUTDATED, ("translates", "version"), values)
