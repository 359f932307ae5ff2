"""The words of a page in every language: there, with the same calls, anchors and ages; texts of data with the same
periods and numbers.

In: a site. Out: problems, at the language that differs from the others.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import PurePosixPath

from build_tools.models import FIGURE, GENERATED, KIT, LINES, PERIOD, REQUIRED, RISK, TIMETABLE, Site, Words
from build_tools.paths import BRIEFINGS, CORRECTIONS, FIGURES, QUESTIONS, SINCE, ledger_file, words_file, words_folder
from build_tools.problems import Fault, Problem
from build_tools.reviews import OTHER_WORDS
from build_tools.validate.published import is_written, ledgers_by_id, lost_ledgers
from build_tools.validate.reviews import OUTDATED, original, versions_of_pages
from build_tools.validate.texts import FOREIGN, MISSING, texts_in_languages
from build_tools.validate.words.reading import anchors, passages_of, texts_with_periods

_NO_LEDGER = Fault(
    "words.briefing_without_ledger",
    "belongs to a briefing without a ledger; the words of a briefing need content/figures/DATE.yml of the same date",
)
_ANCHOR_TWICE = Fault("words.anchor_twice", "has the anchor {anchor} twice; give each heading and item its own")
DIFFERENT = Fault(
    "words.languages_differ",
    "has not the same {what} as this text in {language}, which has: {there}; write the same here, or correct it there",
)
_OTHER_NUMBERS = Fault(
    "texts.numbers_differ",
    "has other numbers than the same text in {language}; each language states the same numbers: correct the one that "
    "is wrong",
)
COMPARED = (DIFFERENT, OUTDATED, OTHER_WORDS)
_OF_EVERY_PAGE = "content"
"""The anchor that the program gives to the text of each page."""

_DIGITS = re.compile(r"\d+")


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
            yield Problem(words.path, FOREIGN, values=languages)


def briefings_have_a_ledger(site: Site) -> Iterator[Problem]:
    """Words in the folder of briefings belong to a ledger; notes beside a briefing too."""
    if site.hides_in(FIGURES):
        return
    lost = lost_ledgers(site)
    yield from (Problem(ledger_file(briefing), _NO_LEDGER) for briefing in lost)
    ids = {*ledgers_by_id(site), *lost}
    for words in site.words.values():
        folder, date = words.name[: len(BRIEFINGS)], words.name[len(BRIEFINGS) :].removesuffix(SINCE)
        if folder == BRIEFINGS and words.name not in GENERATED and date not in ids:
            yield Problem(words.path, _NO_LEDGER)


def anchors_are_there_once(site: Site) -> Iterator[Problem]:
    """Each anchor of a page is there once."""
    for words in site.words.values():
        twice = [anchor for anchor, times in Counter([_OF_EVERY_PAGE, *anchors(words)]).items() if times > 1]
        yield from (Problem(words.path, _ANCHOR_TWICE, values={"anchor": anchor}) for anchor in twice)


def _figures(words: Words) -> list[str]:
    calls = (call for passage in passages_of(words) for call in FIGURE.finditer(passage.text))
    return sorted(f"date({call[2]})" if call[1] == "date" else call[2] for call in calls)


SAME: Mapping[str, Callable[[Words], Collection[str]]] = {
    "ledger": lambda words: [words.about.ledger or ""],
    "figure()": _figures,
    "period()": lambda words: sorted(PERIOD.findall(words.text)),
    "risk()": lambda words: RISK.findall(words.text),
    "lines()": lambda words: LINES.findall(words.text),
    "provisions": lambda words: words.about.provisions,
    "hours()": lambda words: [call[0] for call in TIMETABLE.finditer(words.text)],
    "{#}": anchors,
    "ages": lambda words: words.about.ages,
    "read_in": lambda words: words.about.read_in,
}
"""What all languages of a page have alike; ``figure`` or ``count`` is free, and so is the order of calls."""


def languages_agree(site: Site) -> Iterator[Problem]:
    """Every language of a page has the same figures, periods, anchors, ages, and the same risks step by step; every
    language of a text of the data calls the same periods of law equally often."""
    for versions in versions_of_pages(site).values():
        first = original(versions)
        for what, of in SAME.items():
            there, field = of(first), (what,) if hasattr(first.about, what) else ()
            values = {"what": what, "language": first.language, "there": ", ".join(there) or "–"}
            yield from (Problem(one.path, DIFFERENT, field, values) for one in versions.values() if of(one) != there)
    for path, place, texts in texts_with_periods(site):
        language, first_text = next(iter(texts.items()))
        called = sorted(PERIOD.findall(first_text))
        values = {"what": "period()", "language": language, "there": ", ".join(called) or "–"}
        for code, text in texts.items():
            if sorted(PERIOD.findall(text)) != called:
                yield Problem(path, DIFFERENT, (*place, code), values)


def numbers_agree(site: Site) -> Iterator[Problem]:
    """Each text of ledgers, statements, organisations, corrections and questions has the same numbers in every
    language."""
    files = {**site.ledgers, **site.statements, **site.organisations}
    for path, file in (files | {CORRECTIONS: site.corrections, QUESTIONS: site.questions}).items():
        source = next((code for code, review in (file.review or {}).items() if review.state == "source"), "")
        for place, texts in texts_in_languages(file):
            if source in texts:
                numbers = {code: Counter(_DIGITS.findall(text)) for code, text in texts.items()}
                right = _right_one(numbers, source)
                wrong = [code for code in numbers if numbers[code] != numbers[right]]
                yield from (Problem(path, _OTHER_NUMBERS, (*place, code), {"language": right}) for code in wrong)


def _right_one(numbers: Mapping[str, Counter[str]], source: str) -> str:
    """Return a language that has the right numbers: the source, unless all others agree on other ones."""
    others = [code for code in numbers if code != source]
    agreed = len(others) > 1 and all(numbers[code] == numbers[others[0]] for code in others)
    return others[0] if agreed else source


def may_follow(problem: Problem, faulty: Collection[str], lacking: Collection[str], behind: Collection[str]) -> bool:
    """Whether a problem may be gone when another one is mended: languages differ, or a translation is outdated, while
    something else is wrong with the file or with the one that it is compared with; languages differ in a file that is
    ``behind`` its source; a review is of other words while the file is ``lacking`` a language."""
    if problem.fault == OTHER_WORDS:
        return problem.path in lacking
    if problem.fault not in COMPARED:
        return False
    folder = words_folder(str(problem.values["language"]))
    other = PurePosixPath(folder, *PurePosixPath(problem.path).parts[2:]).as_posix()
    return other in faulty or (problem.fault == DIFFERENT and problem.path in {*faulty, *behind})
