"""What words may not say: that nothing is known or not checked, another language than that of their folder, a number
that is not bound, and a percentage beside figures, from which a small number could be worked out.

In: words, data and the catalogues of pages. Out: problems. Never looks a word up: of a language letters are counted.
Numbers in addresses, anchors and list markers say nothing to readers and are left out.
"""

import re
from collections.abc import Iterator

from build_tools.files.paths import BRIEFINGS, LAW, catalogue_file
from build_tools.models import HOW_SURE, PERIOD, Site
from build_tools.personal_data.normalise import plain
from build_tools.problems import N_, Fault, Problem, wrong_form
from build_tools.validate.law import hours
from build_tools.validate.walk import ledgers_by_id
from build_tools.validate.words import (
    Passage,
    blanked,
    body,
    lowered,
    passages,
    passages_of,
    passages_of_law,
    passages_of_records,
    readable,
    starts,
)
from build_tools.validate.words.calls import ledger_of

_LETTERS = {
    "cyrillic": re.compile("[\u0400-\u052f]+"),
    "latin": re.compile("[A-Za-z]+"),
    "kazakh": re.compile("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]"),
}
_SHARE = 0.05
"""Of the letters of Kazakh texts 15 to 20 in a hundred are its own; of Russian texts, in names, 1 or 2."""

_ENOUGH = 200
_JUDGED = ("kk", "ru", "en")

_OF_ITS_LANGUAGE = N_("a text in {language}; this one seems to be in another language")


def _words_are_of_their_language(site: Site) -> Iterator[Problem]:
    """A text of some length is not written in another language of the three than the one that it stands under."""
    for passage in (*map(body, site.words.values()), *(one for one in passages(site) if one.calls is PERIOD)):
        if passage.language in _JUDGED and _language_of(readable(passage.text)) not in (None, passage.language):
            yield Problem(passage.path, wrong_form(_OF_ITS_LANGUAGE, language=passage.language), passage.field)


def _language_of(text: str) -> str | None:
    """Return the language of a text, of Kazakh, Russian and English; None where there are too few letters."""
    if len(text) < _ENOUGH:
        return None
    number = {name: sum(map(len, letters.findall(text))) for name, letters in _LETTERS.items()}
    if number["cyrillic"] + number["latin"] < _ENOUGH:
        return None
    if number["latin"] > number["cyrillic"]:
        return "en"
    return "kk" if number["kazakh"] > _SHARE * number["cyrillic"] else "ru"


_NOTHING_KNOWN = re.compile(
    r"""
    (?:
      nothing \s+ (?:is|was|has\ been) \s+ (?:yet \s+)? known | knows? \s+ nothing | (?:not|un)\s?known \s+ to \s+ us
    | (?:ничего|нам) \s+ (?:(?:нам|об\s+этом|пока|ещё|ничего) \s+){0,3}+ не\s?известно
    | не\s?известно \s+ (?:(?:об\s+этом|пока|ещё) \s+){0,3}+ (?:ничего|нам)
    | мы \s+ (?:\w+ \s+){0,3} ничего \s+ (?:\w+ \s+){0,3} не \s+ знаем
    | (?:ештеңе|ештеме|бізге) \s+ (?:(?:ештеңе|ештеме|бұл|туралы|әлі|әзірге) \s+){0,4}+
      (?:белгісіз|мәлімсіз|(?:белгілі|мәлім) \s+ емес|білмейміз)
    )\b
    """,
    re.VERBOSE,
)
"""The same in three languages, in small letters; that a number is not known, or that no case was known on a day, is
another thing."""

UNCHECKED = {
    "en": re.compile(
        r"(?:not|n’t|n't|never)(?: yet)?(?: been)? (?:checked|verified|looked into|found out)\b"
        r"|unofficial cop|\bto be supplied"
    ),
    "ru": re.compile(
        r"не\s(?:\w{1,12}\s)?(?:провер(?:ен[аоы]?|[ия]\w{1,9})|выясн(?:ил\w{0,3}|ен[аоы]?))\b"
        r"|неофициальн\w{1,3}\sкопи|ещё должна указать"
    ),
    "kk": re.compile(
        r"(?:тексер|анықта)\w{0,12}\sжоқ|(?:тексерілме|анықталма)(?:ген|ді|ған|ды)\b(?!\s+\w)"
        r"|бейресми көшірме|әлі көрсетуге тиіс"
    ),
}
"""How people say that they have not checked something, or read a copy, or wait for the Coalition; a language that is
not here is not judged."""

_NO_QUESTION = N_(
    "nothing that is not known or not checked, unless it stands where such things do: in how-sure.md, in a statement "
    "with evidence: not_found and what was searched, or in content/questions.yml with who must answer it"
)


def _no_question_is_left_in_words(site: Site) -> Iterator[Problem]:
    """No page, no data and no message of a page says that nothing is known; no words but those that say
    how sure the site is, no law and no organisation say that something is not checked."""
    fault = wrong_form(_NO_QUESTION)
    said = (one for one in passages(site) if one.language and one.path not in site.cases)
    for passage in (*said, *_catalogues(site)):
        yield from passage.once_a_line(starts(_NOTHING_KNOWN, lowered(passage.text)), fault)
    for passage in passages_of_law(site):
        pattern, says_so = UNCHECKED.get(passage.language), passage.words and passage.words.name == HOW_SURE
        if pattern and not says_so and (passage.words or passage.path in (LAW, *site.organisations)):
            yield from passage.once_a_line(starts(pattern, lowered(passage.text)), fault)


def _catalogues(site: Site) -> Iterator[Passage]:
    """Yield the messages of pages, by language."""
    messages = ((key, text) for key, text in site.catalogues.items() if key[0] == "interface")
    return (Passage(catalogue_file(*key), (), key[1], text, first_line=1) for key, text in messages)


_NUMBER = re.compile("[\\d²³¹¼-¾⁰-⁹₀-₉⅐-↉①-⒛]+")
_LIST_MARKER = re.compile(r"^([ ]*)(\d+)[.)][ ]", re.MULTILINE)
"""With a bracket it is no list in Markdown, which the rule for signs says."""

_PERCENTAGE_SIGN = r"%(?![0-9A-Fa-f]{2})|‰|per\s?cent(?!age)|процент(?!н)|проц\.|пайыз(?!дық)"
_PERCENTAGE = re.compile(rf"\d\s{{0,2}}-?\s{{0,2}}(?:{_PERCENTAGE_SIGN})", re.IGNORECASE)
_MAY_BE_PERCENTAGE = re.compile("[%‰٪％﹪&]|percent|проц(?!есс|едур)|пайыз", re.IGNORECASE)
"""What a text has in which a percentage may stand, whatever marks stand between its letters; processes and procedures,
of which law is full, are none."""

_MARKS = re.compile(r"[^\w%‰٪％﹪&]+|_+")

UNBOUND = Fault(
    "numbers.number_unbound",
    "has a number without a source; take it from the ledger with {{{{ figure(name) }}}} or {{{{ count(name) }}}}, "
    "or write the words around it, as they stand here, in the first lines under plain_numbers:",
)
_PHRASE = N_("words around a number, exactly as they stand in this file now; if they are gone, delete this line")
_BESIDE_FIGURES = Fault(
    "disclosure.percentage",
    "has a percentage beside figures, from which a small number could be worked out; write the numbers of the ledger",
)


def _numbers_are_bound(site: Site) -> Iterator[Problem]:
    """No number stands in the words but figures and recorded phrases, one problem for each line; each recorded phrase
    has a number and still stands there. Of numbers of hours, ``law`` says what is wrong."""
    for words in site.words.values():
        missing = [*words.about.plain_numbers]
        for passage in passages_of(words):
            text = readable(passage.text)
            found = {phrase: [*spans_of(phrase, text)] for phrase in words.about.plain_numbers}
            missing = [phrase for phrase in missing if not found[phrase]]
            spans = (span for every in found.values() for span in every)
            left = blanked(text, [*spans, *_list_markers(text), *hours(text)])
            yield from passage.once_a_line(starts(_NUMBER, left), UNBOUND)
        for position, phrase in enumerate(words.about.plain_numbers):
            if not _NUMBER.search(phrase) or phrase in missing:
                yield Problem(words.path, wrong_form(_PHRASE), ("plain_numbers", position))


_SPACE, _DIGIT_BEFORE, _DIGIT_AFTER = re.compile(r"\s+"), re.compile(r"\d[.,]?\Z"), re.compile(r"[.,]?\d")


def spans_of(phrase: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where a phrase stands, across line ends too, but never as a part of a longer number."""
    words = phrase.split() or [""]
    start = text.find(words[0])
    while start >= 0:
        if end := _end_of(words, text, start):
            yield start, end
        start = text.find(words[0], max(end, start + 1))


def _end_of(words: list[str], text: str, start: int) -> int:
    """Return where a phrase ends of which the first word stands at a place, or 0 where the rest does not follow."""
    end = start + len(words[0])
    for word in words[1:]:
        space = _SPACE.match(text, end)
        if not space or not text.startswith(word, space.end()):
            return 0
        end = space.end() + len(word)
    is_part = _DIGIT_BEFORE.search(text[max(start - 2, 0) : start]) or _DIGIT_AFTER.match(text, end)
    return 0 if is_part else end


def _list_markers(text: str) -> Iterator[tuple[int, int]]:
    """Yield the markers of numbered lists; they count from 1, so no number hides at the start of a line."""
    last: dict[str, int] = {}
    for match in _LIST_MARKER.finditer(text):
        indent, number = match[1], int(match[2])
        if number == 1 or number == last.get(indent, 0) + 1:
            last[indent] = number
            yield match.span(2)


def _no_percentage_stands_beside_figures(site: Site) -> Iterator[Problem]:
    """No percentage stands in data, nor on a page that shows a ledger or stands beside one, recorded or not. On other
    pages each number is recorded, and is one of a law or of others."""
    for words in site.words.values():
        day = words.name.removeprefix(BRIEFINGS).partition(".")[0]
        has_figures = ledger_of(words, site) or (day != words.name and day in ledgers_by_id(site))
        for passage in passages_of(words) if has_figures else ():
            yield from passage.once_a_line(percentages(readable(passage.text)), _BESIDE_FIGURES)
    for passage in passages_of_records(site):
        yield from (passage.problem(_BESIDE_FIGURES) for _ in percentages(passage.text))


def percentages(text: str) -> Iterator[int]:
    """Yield where percentages stand in a text, with their Markdown or without."""
    if _NUMBER.search(text) and _MAY_BE_PERCENTAGE.search(_MARKS.sub("", text)):
        read = plain(text)
        yield from (read.origin(*found.span())[0] for found in _PERCENTAGE.finditer(read.text))


RULES = (
    _words_are_of_their_language,
    _no_question_is_left_in_words,
    _numbers_are_bound,
    _no_percentage_stands_beside_figures,
)
