"""Files and texts by language: each page and text is in every language of the site and in no other, none of them blank;
one is the source, the others translate its present words and call the same; what counts as reviewed is what somebody
has read.

In: a site. Out: problems that name what to write.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping

from build_tools.files.paths import BRIEFINGS, FIGURES, HOURS, LAW, SETTINGS, SINCE, ledger_file, words_file
from build_tools.models import Case, Model, ReleaseLedger, Review, Site, Texts, Words, stale, version_of
from build_tools.models.page import FIGURE, GENERATED, KIT, LINES, PERIOD, REQUIRED, RISK, TIMETABLE
from build_tools.problems import HIDDEN, N_, ONE_OF_TWO, Fault, Field, Problem, one_of_missing, unknown, wrong_form
from build_tools.validate.walk import BY_LANGUAGE, DATE, every_record, ledgers_by_id, nodes, walk
from build_tools.validate.words import anchors, passages_of, passages_of_records

LANGUAGE_MISSING = Fault("texts.language_missing", "is missing; write it in each language of the site: {languages}")
_VISIBLE = N_("a text, or no line at all")
_ONE_SOURCE = N_(
    "source in exactly one language, the one in which the words were first written; the others translate it"
)
_EITHER = {"one": "state: source", "other": 'translates: {language: en, version: "bbbbbbbbbbbbbbbbbbbbbbbb"}'}
"""What says whether words are a source or a translation; the check then names the right version."""

OUTDATED = Fault(
    "translations.outdated",
    "is not that of the present text in {language}; bring the translation up to date and write {version}, "
    "or set state: outdated",
)


DIFFERENT = Fault(
    "words.languages_differ",
    "has not the same {what} as this text in {language}, which has: {there}; write the same here, or correct it there",
)
_DIGITS = re.compile(r"\d+")


def language_missing(path: str, place: Field, site: Site) -> Problem:
    """Return the problem that a text, or a page, lacks a language."""
    return Problem(path, LANGUAGE_MISSING, place, {"languages": ", ".join(site.settings.codes)})


def pages_are_in_every_language(site: Site) -> Iterator[Problem]:
    """Pages that the program makes or links to, briefings, and every page found in one language are there in all."""
    briefings = (BRIEFINGS + ledger.id for path, ledger in site.briefings.items() if path == ledger_file(ledger.id))
    names = {*REQUIRED, *KIT, *briefings, *(name for _, name in site.words)}
    for language in site.settings.codes:
        lacking = sorted(name for name in names if (language, name) not in site.words)
        yield from (language_missing(words_file(language, name), (), site) for name in lacking)


def briefings_have_a_ledger(site: Site) -> Iterator[Problem]:
    """Words of a briefing, and the notes beside it, have a ledger; the home page has a briefing to show."""
    known = ledgers_by_id(site)
    written = {words.name: words for words in site.words.values() if words.name.startswith(BRIEFINGS)}
    names = sorted(written.keys() - {*GENERATED})
    for name in names:
        briefing = name.removeprefix(BRIEFINGS)
        if DATE.fullmatch(briefing) and briefing not in known:
            yield Problem(ledger_file(briefing), one_of_missing(f"id: {briefing}"))
        elif briefing.removesuffix(SINCE) not in known and name.removesuffix(SINCE) not in names:
            yield Problem(written[name].path, unknown(f"ledgers ({FIGURES})", known, briefing))
    if not site.briefings and not names:
        yield Problem(FIGURES, one_of_missing(f"{FIGURES}/DATE.yml"))


def _every_language(site: Site) -> Iterator[Problem]:
    """Every mapping by language has exactly the languages of the site."""
    codes = set(site.settings.codes)
    for path, node in nodes(site):
        if not isinstance(node.value, dict) or node.value.keys() == codes or node.kind not in BY_LANGUAGE:
            continue
        missing, foreign = codes - set(node.value), set(node.value) - codes
        # As many foreign as missing languages are most likely codes that are misspelt: one mistake, said once.
        for language in foreign if len(foreign) == len(missing) else missing | foreign:
            where, fault = (*node.place, language), unknown("languages", site.settings.codes, language)
            yield Problem(path, fault, where) if language in foreign else language_missing(path, where, site)


def _nothing_blank(site: Site) -> Iterator[Problem]:
    """No text consists of spaces and invisible characters only."""
    return (passage.problem(wrong_form(_VISIBLE)) for passage in passages_of_records(site) if is_blank(passage.text))


def is_blank(text: str) -> bool:
    """Whether a text shows nothing; invisible characters, such as a zero-width space, are not printable."""
    return not any(character.isprintable() and not character.isspace() for character in text)


def texts_in(record: Model, languages: Collection[str]) -> Iterator[str]:
    """Yield all that a file says in these languages, each text after the way to it."""
    for place, kind, value, *_ in walk(record):
        if isinstance(value, dict) and kind != Review and kind in BY_LANGUAGE:
            for language in languages:
                yield f"{place} {language} {value.get(language)}"


def versions_of_pages(site: Site) -> list[list[Words]]:
    """Return the words of each page in the site's languages, in their order."""
    names = sorted({name for _, name in site.words})
    return [[site.words[code, name] for code in site.settings.codes if (code, name) in site.words] for name in names]


def original(versions: list[Words]) -> Words:
    """Return the words that the others are compared with: the source, or the first where none says so."""
    return next((words for words in versions if words.about.state == "source"), versions[0])


def source_ahead(words: Words, site: Site) -> Words | None:
    """Return the source of a translation that is of earlier words and does not say so."""
    translates = words.about.translates
    if translates is None or words.about.state == "outdated":
        return None
    source = site.words.get((translates.language, words.name))
    return source if source and translates.version != source.version else None


def reviewed_files(site: Site) -> Iterator[tuple[str, Review, Model]]:
    """Yield each file that states the review of its texts, with the reviews, by path."""
    for path, record, _ in every_record(site):
        if reviews := getattr(record, "review", None):
            yield path, reviews, record


def _one_language_is_the_source(site: Site) -> Iterator[Problem]:
    """Exactly one language of a page, or of a file, is its source; that of a story may be unpublished, and the tables
    of a release have no words."""
    for versions in versions_of_pages(site):
        sources = [words for words in versions if words.about.state == "source"]
        lacks = [original(versions)] if not sources and len(versions) == len(site.settings.codes) else []
        yield from (Problem(words.path, wrong_form(_ONE_SOURCE), ("state",)) for words in (*lacks, *sources[1:]))
    for path, reviews, record in reviewed_files(site):
        number = sum(review.state == "source" for review in reviews.values())
        if not isinstance(record, ReleaseLedger) and (number > 1 or (not number and not isinstance(record, Case))):
            yield Problem(path, wrong_form(_ONE_SOURCE), ("review",))


def _translations_are_current(site: Site) -> Iterator[Problem]:
    """Words are the source, or translate those of another language: their present version, unless they are
    *outdated*."""
    for words in site.words.values():
        translates, others = words.about.translates, [code for code in site.settings.codes if code != words.language]
        if (words.about.state == "source") == bool(translates):
            yield Problem(words.path, ONE_OF_TWO, ("state",), _EITHER)
        elif translates and translates.language not in others:
            fault = unknown(f"languages ({SETTINGS})", others, translates.language)
            yield Problem(words.path, fault, ("translates", "language"))
        if source := source_ahead(words, site):
            values = {"language": source.language, "version": source.version}
            yield Problem(words.path, OUTDATED, ("translates", "version"), values)


def _reviewed_words_stay(site: Site) -> Iterator[Problem]:
    """A reviewed page, or language of a file, has the words that were read, beside the present words of its source."""
    for words in site.words.values():
        source = words.about.translates and site.words.get((words.about.translates.language, words.name))
        if source and source is not words and words.about.state == "reviewed":
            yield from stale(words.path, ("reviewed_version",), words.about, words.version_beside(source.version))
    for path, reviews, record in reviewed_files(site):
        sources = [language for language, review in reviews.items() if review.state == "source"]
        for language, review in reviews.items():
            if review.state == "reviewed":
                version = version_of(texts_in(record, [*sources, language]))
                yield from stale(path, ("review", language, "reviewed_version"), review, version)


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
    "{#id}": anchors,
    "ages": lambda words: words.about.ages,
    "read_in": lambda words: words.about.read_in,
}
"""What all languages of a page have alike; ``figure`` or ``count`` is free, and so is the order of calls."""


def _languages_agree(site: Site) -> Iterator[Problem]:
    """Every language of a page has the same figures, periods, anchors, ages, and the same risks step by step."""
    for versions in versions_of_pages(site):
        first = original(versions)
        others = [one for one in versions if not source_ahead(one, site)]
        for what, of in SAME.items():
            there, field = of(first), (what,) if hasattr(first.about, what) else ()
            values = {"what": what, "language": first.language, "there": ", ".join(there) or "–"}
            yield from (Problem(one.path, DIFFERENT, field, values) for one in others if of(one) != there)


def _texts_of_data_agree(site: Site) -> Iterator[Problem]:
    """Every language of a text of the data calls the same periods of law equally often, and has the same numbers as the
    source; but each language cites the law in its own way."""
    by_file = ((path, code, one) for path, reviews, _ in reviewed_files(site) for code, one in reviews.items())
    source = {path: code for path, code, one in by_file if one.state == "source" and path not in (LAW, HOURS)}
    for path, node in (one for one in nodes(site) if isinstance(one[1].value, dict) and one[1].kind == Texts):
        alike = ((next(iter(node.value), ""), "period()", PERIOD), (source.get(path, ""), "1, 2, 3", _DIGITS))
        for first, what, pattern in (one for one in alike if one[0] in node.value):
            found = {code: sorted(pattern.findall(text)) for code, text in node.value.items()}
            there = HIDDEN if pattern == _DIGITS else ", ".join(found[first]) or "–"
            values = {"what": what, "language": first, "there": there}
            others = (code for code in found if found[code] != found[first])
            yield from (Problem(path, DIFFERENT, (*node.place, code), values) for code in others)


RULES = (
    pages_are_in_every_language,
    briefings_have_a_ledger,
    _every_language,
    _nothing_blank,
    _one_language_is_the_source,
    _translations_are_current,
    _reviewed_words_stay,
    _languages_agree,
    _texts_of_data_agree,
)
