"""The words of a page in every language: there, with the same calls, anchors and ages; texts of data with the same
periods and numbers; links to pages and anchors of the same language that exist, and outside by https only.

In: a site. Out: problems, at the language that differs from the others. Whatever is no plain link
``[words](address)`` or ``<address>`` is judged in ``signs``.
"""

import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache, partial

from build_tools.models import (
    FIGURE,
    HOW_SURE,
    LINES,
    PERIOD,
    RISK,
    TIMETABLE,
    Review,
    Site,
    Words,
    anchor_of,
    place_page,
)
from build_tools.paths import (
    BRIEFINGS,
    CORRECTIONS,
    QUESTIONS,
    SINCE,
    statements_file,
    words_file,
    words_folder,
)
from build_tools.problems import HIDDEN, N_, REPEATED, Fault, Problem, unknown, wrong_form
from build_tools.validate.texts import original, source_ahead, versions_of_pages
from build_tools.validate.walk import data_files, texts_in_languages
from build_tools.validate.words import OUTSIDE, addresses, anchors, anchors_in, body, passages_of

DIFFERENT = Fault(
    "words.languages_differ",
    "has not the same {what} as this text in {language}, which has: {there}; write the same here, or correct it there",
)
_OF_EVERY_PAGE = "content"
"""The anchor that the program gives to the text of each page."""

_DIGITS = re.compile(r"\d+")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\]")
_HTTPS = N_("https:// and a host, or the file of a page as seen from this one, such as method.md")


def _anchors_are_there_once(site: Site) -> Iterator[Problem]:
    """Each anchor of a page is there once; one is of the page itself."""
    for words in site.words.values():
        first = {_OF_EVERY_PAGE: f"#{_OF_EVERY_PAGE}"}
        for mark in anchors_in(words.text):
            line = words.first_line + words.text.count("\n", 0, mark.start())
            other = first.setdefault(mark[1], f"{words.path}:{line}")
            if other != f"{words.path}:{line}":
                yield Problem(words.path, REPEATED, (), {"other": other}, line)


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
    """Every language of a text of the data calls the same periods of law equally often; and in ledgers, statements,
    organisations, corrections and questions it has the same numbers as the source."""
    numbered = {*site.ledgers, *site.statements, *site.organisations, CORRECTIONS, QUESTIONS}
    for path, file in data_files(site).items():
        reviews: Review = (path in numbered and getattr(file, "review", None)) or {}
        source = next((code for code, one in reviews.items() if one.state == "source"), "")
        for place, texts in texts_in_languages(file):
            for first, what, pattern in ((next(iter(texts), ""), "period()", PERIOD), (source, "1, 2, 3", _DIGITS)):
                found = {code: sorted(pattern.findall(text)) for code, text in texts.items()}
                there = HIDDEN if pattern == _DIGITS else ", ".join(found.get(first, ())) or "–"
                values = {"what": what, "language": first, "there": there}
                others = (code for code in found if found[code] != found.get(first, found[code]))
                yield from (Problem(path, DIFFERENT, (*place, code), values) for code in others)


def _links_lead_somewhere(site: Site) -> Iterator[Problem]:
    """Every link leads to a page with words, to one of its anchors, or outside by https; other names of a page to its
    anchors."""
    pages, anchors_of = [f"{name}.md" for name in site.pages], cache(partial(_anchors, site))
    for words in site.words.values():
        for start, address in addresses(words):
            if fault := _fault(site, words, pages, anchors_of, address):
                yield body(words).problem(fault, start)
        for position, form in enumerate(words.about.also):
            if "#" in form and (fault := _fault(site, words, pages, anchors_of, f"#{form.partition('#')[2]}")):
                yield Problem(words.path, fault, ("also", position))
        for position, source in enumerate(words.about.sources):
            if source.startswith("https://") and not OUTSIDE.fullmatch(source):
                yield Problem(words.path, wrong_form(_HTTPS), ("sources", position))


def _fault(
    site: Site, words: Words, pages: list[str], anchors_of: Callable[[str, str], list[str]], address: str
) -> Fault | None:
    """Return what is wrong with an address that leads nowhere."""
    if _SCHEME.match(address):
        return None if OUTSIDE.fullmatch(address) else wrong_form(_HTTPS)
    file, _, anchor = address.partition("#")
    folder = posixpath.dirname(words.name)
    path = posixpath.normpath(posixpath.join(folder, file)) if file else f"{words.name}.md"
    if path.startswith(place_page("")):
        pages = [*pages, *(f"{place_page(code)}.md" for code in site.counted_places)]
    if not address or (file and (path not in pages or file != posixpath.normpath(file))):
        close = [posixpath.relpath(page, folder or ".") for page in pages]
        return unknown(f"pages ({words_folder(words.language)})", close, file)
    name = path.removesuffix(".md").removesuffix(SINCE)
    known = anchors_of(words.language, name) if (words.language, name) in site.words else [anchor]
    if "#" in address and anchor not in known:
        return unknown(f"anchors ({words_file(words.language, name)})", known, anchor)
    return None


def _anchors(site: Site, language: str, name: str) -> list[str]:
    """Return the anchors of a page, with those of notes and topics beside a briefing; to a provision words link as if
    all stood on the page of the law."""
    parts = (site.words.get((language, part)) for part in (name, name + SINCE))
    written = [anchor for part in parts if part for anchor in anchors(part)]
    file = site.statements.get(statements_file(name.removeprefix(BRIEFINGS)))
    written += [anchor_of(topic) for topic in file.topics] if file else []
    written += site.questions.anchors if name == HOW_SURE else ()
    written += [code.lower() for code in site.vocabulary.regions] if name == "k/places" else ()
    return [*written, *(site.law.places if name == "law" else ())]


RULES = (_anchors_are_there_once, _languages_agree, _texts_of_data_agree, _links_lead_somewhere)
