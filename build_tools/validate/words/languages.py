"""The words of a page in every language: there, of one source, current, and with the same calls, anchors and ages.

In: a site. Out: problems.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from build_tools.models import FIGURE, GENERATED, KIT, PERIOD, REQUIRED, RISK, Site, Translates, Unread, Words
from build_tools.paths import BRIEFINGS, FIGURES, SETTINGS, SINCE, ledger_file, words_file, words_folder
from build_tools.problems import HIDDEN, Fault, Problem
from build_tools.reviews import stale
from build_tools.validate.generic import names_are_known, unknown
from build_tools.validate.published import is_written, ledgers_by_id, lost_ledgers
from build_tools.validate.texts import NO_SOURCE
from build_tools.validate.words import calls, help, periods
from build_tools.validate.words.legal_texts import data_texts
from build_tools.validate.words.markup import headings_are_sections
from build_tools.validate.words.numbers import numbers_are_bound
from build_tools.validate.words.reading import Versions, by_name, original, pieces, written_anchors
from build_tools.validate.words.signs import BRACES, no_sign_is_out_of_place

MISSING = Fault("words.page_missing", "is missing; every page is written in each language of the site: {languages}")
_FOREIGN = Fault(
    "words.foreign_language",
    "lies in the folder of a language that the site does not have; the languages are: {languages}",
)
_GONE = Fault("words.ledger_gone", "is missing; the briefing of this date needs the ledger of its numbers")
_NO_LEDGER = Fault(
    "words.briefing_without_ledger", "has no ledger; a briefing needs content/figures/DATE.yml of the same date"
)
_OF_NOTHING = Fault(
    "translations.source_translates",
    "must not be there: a source translates nothing; delete it or change the state",
)
_UNNAMED = Fault(
    "translations.source_unnamed",
    "is a translation; add translates: and below it language: en and version: with twelve zeros in quotes; the check "
    "then names the version",
)
OUTDATED = Fault(
    "translations.outdated",
    "is not the present text in {language}; bring the translation up to date and write {version}, "
    "or set state: outdated",
)
_ANCHOR_TWICE = Fault("words.anchor_twice", "has the anchor {anchor} twice; give each heading and item its own")
_DIFFERENT = Fault(
    "words.languages_differ",
    "has not the same {what} as this text in {language}, which has: {there}; write the same here, or correct it there",
)
_OF_EVERY_PAGE = "content"
"""The anchor that the program gives to the text of each page."""

Rule = Callable[[Site], Iterator[Problem]]


def every_name_in_every_language(site: Site) -> Iterator[Problem]:
    """Pages that the program makes or links to, briefings, and every page found in one language are there in all."""
    briefings = (ledger.id for path, ledger in site.briefings.items() if path == ledger_file(ledger.id))
    names = {*REQUIRED, *KIT, *(BRIEFINGS + date for date in briefings), *(name for _, name in site.words)}
    languages = {"languages": ", ".join(site.settings.codes)}
    for language in site.settings.codes:
        for name in names:
            if not is_written(site, language, name):
                yield Problem(words_file(language, name), MISSING, values=languages)
    for (language, _), words in site.words.items():
        if language not in site.settings.codes:
            yield Problem(words.path, _FOREIGN, values=languages)


def briefings_have_a_ledger(site: Site) -> Iterator[Problem]:
    """Words in the folder of briefings belong to a ledger; notes beside a briefing too."""
    if site.hides_in(FIGURES):
        return
    lost = lost_ledgers(site)
    yield from (Problem(ledger_file(briefing), _GONE) for briefing in lost)
    ids = {*ledgers_by_id(site), *lost}
    for words in site.words.values():
        folder, date = words.name[: len(BRIEFINGS)], words.name[len(BRIEFINGS) :].removesuffix(SINCE)
        if folder == BRIEFINGS and words.name not in GENERATED and date not in ids:
            yield Problem(words.path, _NO_LEDGER)


def one_source(site: Site) -> Iterator[Problem]:
    """Exactly one language of a page is its source."""
    for versions in by_name(site).values():
        sources = [words for words in versions.values() if words.about.state == "source"]
        if not sources and len(versions) == len(site.settings.codes):
            yield Problem(original(versions).path, NO_SOURCE, ("state",))
        # Of a source that says what it translates another rule says that it cannot be one.
        plain = [words for words in sources if not words.about.translates]
        yield from (Problem(words.path, NO_SOURCE, ("state",)) for words in plain[1:])


def translations_are_current(site: Site) -> Iterator[Problem]:
    """A translation names the present version of its source, or its state is *outdated*."""
    for versions in by_name(site).values():
        for words in versions.values():
            yield from _translation(words, versions, [code for code in site.settings.codes if code != words.language])


def _translation(words: Words, versions: Versions, others: list[str]) -> Iterator[Problem]:
    about = words.about
    if about.state == "source":
        if about.translates:
            yield Problem(words.path, _OF_NOTHING, ("translates",))
    elif about.translates is None:
        yield Problem(words.path, _UNNAMED, ("state",))
    elif about.translates.language not in others:
        fault = unknown(f"languages ({SETTINGS})", others, about.translates.language)
        yield Problem(words.path, fault, ("translates", "language"))
    elif source := versions.get(about.translates.language):
        yield from _current(words, about.translates, source)


def _current(words: Words, translates: Translates, source: Words) -> Iterator[Problem]:
    if translates.version != source.version and words.about.state != "outdated":
        values = {"language": source.language, "version": source.version}
        yield Problem(words.path, OUTDATED, ("translates", "version"), values)


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
    source = PurePosixPath(words_folder(str(language)), *PurePosixPath(problem.path).parts[2:])
    return problem.fault == OUTDATED and source.as_posix() in faulty


class Same(NamedTuple):
    """What every language of a page has: what it is called, and what words have of it. Words that differ because one of
    the ``others`` refuses them are refused once. It stands in the ``field`` of the front matter, or in the words."""

    what: str
    of: Callable[[Words], Sequence[str]]
    others: tuple[Rule, ...]
    field: str = ""


def _figures(words: Words) -> list[str]:
    called = (call for piece in pieces(words) for call in FIGURE.finditer(piece.text))
    return sorted(f"date({call[2]})" if call[1] == "date" else call[2] for call in called)


def anchors_are_there_once(site: Site) -> Iterator[Problem]:
    """Each anchor of a page is there once."""
    for words in site.words.values():
        twice = [anchor for anchor, times in Counter([_OF_EVERY_PAGE, *written_anchors(words)]).items() if times > 1]
        yield from (Problem(words.path, _ANCHOR_TWICE, values={"anchor": anchor}) for anchor in twice)


def _braces(site: Site) -> Iterator[Problem]:
    return (problem for problem in no_sign_is_out_of_place(site) if problem.fault == BRACES)


_OF_CALLS = (_braces, translations_are_current)
_OF_FIGURES = (numbers_are_bound, calls.ledgers_exist, calls.figures_exist, *_OF_CALLS)
SAME = (
    Same("ledger", lambda words: [words.about.ledger or ""], _OF_FIGURES, field="ledger"),
    Same("figure()", _figures, _OF_FIGURES),
    Same("period()", lambda words: sorted(PERIOD.findall(words.text)), (*periods.SAYS_MORE, translations_are_current)),
    Same("risk()", lambda words: RISK.findall(words.text), (calls.steps_say_who_learns, calls.risks_exist)),
    Same("{#}", written_anchors, (anchors_are_there_once, headings_are_sections, *_OF_CALLS)),
    Same("ages", lambda words: words.about.ages, (names_are_known, help.ages_are_those_of_situations), field="ages"),
)
"""What all languages of a page have alike; ``figure`` or ``count`` is free, and so is the order of calls."""


def languages_agree(site: Site) -> Iterator[Problem]:
    """Every language of a page has the same figures, periods, anchors, ages, and the same risks step by step."""
    pages = by_name(site).values()
    for same in SAME:
        pairs = [(words, original(versions)) for versions in pages for words in versions.values()]
        differing = [(words, first) for words, first in pairs if same.of(words) != same.of(first)]
        try:
            refused = {problem.path for rule in same.others for problem in rule(site)} if differing else set()
        except Unread:
            continue
        for words, first in differing:
            there = HIDDEN if first.path in refused else ", ".join(same.of(first)) or "–"
            values = {"what": same.what, "language": first.language, "there": there}
            if words.path not in refused:
                yield Problem(words.path, _DIFFERENT, (same.field,) if same.field else (), values)


def texts_call_the_same_periods(site: Site) -> Iterator[Problem]:
    """Every language of a text of the data calls the same periods of law equally often."""
    found = list(_other_periods(site))
    refused = {(one.path, one.field[:-1]) for rule in periods.SAYS_MORE for one in rule(site)} if found else set()
    yield from (problem for problem in found if (problem.path, problem.field[:-1]) not in refused)


def _other_periods(site: Site) -> Iterator[Problem]:
    for path, place, texts in data_texts(site):
        language, first = next((language, sorted(PERIOD.findall(text))) for language, text in texts.items())
        values = {"what": "period()", "language": language, "there": ", ".join(first) or "–"}
        for code, text in texts.items():
            if sorted(PERIOD.findall(text)) != first:
                yield Problem(path, _DIFFERENT, (*place, code), values)
