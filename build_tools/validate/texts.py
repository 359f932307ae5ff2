"""Texts of the data files: each in every language of the site and in no other, none of them blank."""

from collections.abc import Collection, Iterator, Mapping

from build_tools.models import Case, Model, ReleaseLedger, Review, Reviewed, Site, version_of
from build_tools.paths import VOCABULARY
from build_tools.problems import PLURAL_FORMS, Fault, Field, Problem, allowed
from build_tools.reviews import OTHER_WORDS, stale
from build_tools.validate.walk import BY_LANGUAGE, data_files, described, walk

MISSING = Fault("texts.language_missing", "is missing; write it in each language of the site: {languages}")
_FOREIGN = Fault("texts.foreign_language", "is not a language of the site; the languages are: {languages}")
_BLANK = Fault("texts.blank", "is empty; write a text or delete the line")
NO_SOURCE = Fault(
    "texts.not_one_source",
    "must be source in exactly one language, the one in which the words were first written; the others translate it",
)
_CATEGORY = Fault("texts.unknown_plural_category", "is not a plural category; use those of the language: {categories}")


def every_language(site: Site) -> Iterator[Problem]:
    """Every mapping by language has exactly the languages of the site."""
    languages = {"languages": ", ".join(site.settings.codes)}
    for path, record in data_files(site).items():
        for place, kind, value in walk(record):
            if kind not in BY_LANGUAGE or not isinstance(value, Mapping):
                continue
            missing, foreign = set(site.settings.codes) - set(value), set(value) - set(site.settings.codes)
            # As many foreign as missing languages are most likely codes that are misspelt: one mistake, said once.
            for language in foreign if len(foreign) == len(missing) else missing | foreign:
                message = _FOREIGN if language in value else MISSING
                yield Problem(path, message, (*place, language), languages)


def nothing_blank(site: Site) -> Iterator[Problem]:
    """No text consists of spaces and invisible characters only."""
    for path, record in data_files(site).items():
        for place, _, value in walk(record):
            if isinstance(value, str) and is_blank(value):
                yield Problem(path, _BLANK, place)


def plural_categories(site: Site) -> Iterator[Problem]:
    """Forms of units are named by plural categories; ``localize`` knows which of them a language needs."""
    for name, unit in site.vocabulary.units.items():
        for language, forms in unit.forms.items():
            for category in forms.keys() - set(PLURAL_FORMS):
                place = ("units", name, "forms", language, category)
                yield Problem(VOCABULARY, _CATEGORY, place, {"categories": allowed(PLURAL_FORMS)})


def one_source(site: Site) -> Iterator[Problem]:
    """One language of a file is its source, with which the others are compared; that of a story may be unpublished, and
    the tables of a release have no words."""
    for path, place, reviews, record in reviewed_files(site):
        if isinstance(record, ReleaseLedger):
            continue
        sources = sum(review.state == "source" for review in reviews.values())
        if sources > 1 or (not sources and not isinstance(record, Case) and reviews.keys() == set(site.settings.codes)):
            yield Problem(path, NO_SOURCE, place)


def reviewed_texts_stay(site: Site) -> Iterator[Problem]:
    """Reviewed texts of a file are those that were read, beside the same texts of its source."""
    for path, place, reviews, record in reviewed_files(site):
        sources = [language for language, review in reviews.items() if review.state == "source"]
        for language, review in reviews.items():
            # The versions of texts that nobody has read are no matter, and take time.
            if review.state == "reviewed":
                version = version_of(texts_in(record, [*sources, language]))
                yield from stale(path, (*place, language, "reviewed_version"), review, version)


def missing_first(problem: Problem, lacking: Collection[str]) -> bool:
    """Whether a review is stale at least until the texts that the file lacks are written, which is said already."""
    return problem.fault == OTHER_WORDS and problem.path in lacking


def reviewed_files(site: Site) -> Iterator[tuple[str, Field, dict[str, Reviewed], Model]]:
    """Yield each file that states the review of its texts: its path, the way to the reviews, these, and the file."""
    for path, record in data_files(site).items():
        for place, kind, value in walk(record):
            if kind == Review and isinstance(value, dict):
                yield path, place, value, record
    for path, record, _ in described(site):
        if reviews := getattr(record, "review", None):
            yield path, ("review",), reviews, record


def texts_in(record: Model, languages: Collection[str]) -> Iterator[str]:
    """Yield all that a file says in these languages, each text after the way to it."""
    for place, kind, value in walk(record):
        if kind in BY_LANGUAGE and kind != Review and isinstance(value, Mapping):
            for language in languages:
                yield f"{place} {language} {value.get(language)}"


def is_blank(text: str) -> bool:
    """Whether a text shows nothing; invisible characters, such as a zero-width space, are not printable."""
    return not any(character.isprintable() and not character.isspace() for character in text)
