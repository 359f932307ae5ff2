"""Words in the language of their folder, and what no words may say in it: that nothing is known, or is not checked.

In: words, data and the catalogues of pages. Out: problems. Never looks a word up: of a language letters are counted.
"""

import re
from collections.abc import Iterator

from build_tools.models import HOW_SURE, Site, Texts
from build_tools.paths import LAW, catalogue_file
from build_tools.problems import Fault, Problem
from build_tools.validate.walk import data_files, walk
from build_tools.validate.words.reading import lowered, passages_of_law, passages_of_words, readable, starts

_LETTERS = {
    "cyrillic": re.compile("[\u0400-\u052f]+"),
    "latin": re.compile("[A-Za-z]+"),
    "kazakh": re.compile("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]"),
}
_SHARE = 0.05
"""Of the letters of Kazakh texts 15 to 20 in a hundred are its own; of Russian texts, in names, 1 or 2."""

_ENOUGH = 200
JUDGED = ("kk", "ru", "en")

OTHER_LANGUAGE = Fault(
    "language.other_language",
    "seems to be written in another language than {language}; put the text of that language here",
)


def words_are_of_their_language(site: Site) -> Iterator[Problem]:
    """A page of some length is not written in another language of the three than that of its folder."""
    for words in site.words.values():
        if words.language in JUDGED and language_of(readable(words.text)) not in (None, words.language):
            yield Problem(words.path, OTHER_LANGUAGE, values={"language": words.language})


def language_of(text: str) -> str | None:
    """Return the language of a text, of Kazakh, Russian and English; None where there are too few letters."""
    number = {name: sum(map(len, letters.findall(text))) for name, letters in _LETTERS.items()}
    if number["cyrillic"] + number["latin"] < _ENOUGH:
        return None
    if number["latin"] > number["cyrillic"]:
        return "en"
    return "kk" if number["kazakh"] > _SHARE * number["cyrillic"] else "ru"


NOTHING_KNOWN = re.compile(
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

_OPEN_QUESTION = Fault(
    "words.open_question",
    "says that something is not known or not checked; leave it out, or say it where such things stand: in "
    "how-sure.md, in a statement with evidence: not_found and what was searched, or in content/questions.yml with who "
    "must answer it",
)


def no_question_is_left_in_words(site: Site) -> Iterator[Problem]:
    """No page, no data and no message of a page says that nothing is known; no words but those that say
    how sure the site is, no law and no organisation say that something is not checked."""
    for passage in passages_of_words(site):
        yield from passage.once_a_line(starts(NOTHING_KNOWN, lowered(passage.text)), _OPEN_QUESTION)
    for path, record in data_files(site).items():
        for place, kind, value in walk(record):
            texts = value.items() if kind == Texts and isinstance(value, dict) else ()
            yield from (
                Problem(path, _OPEN_QUESTION, (*place, code))
                for code, text in texts
                if NOTHING_KNOWN.search(lowered(text))
            )
    for key, text in site.catalogues.items():
        if key[0] == "interface" and (found := NOTHING_KNOWN.search(lowered(text))):
            yield Problem(catalogue_file(*key), _OPEN_QUESTION, line=text.count("\n", 0, found.start()) + 1)
    for passage in passages_of_law(site):
        pattern, says_so = UNCHECKED.get(passage.language), passage.words and passage.words.name == HOW_SURE
        if pattern and not says_so and (passage.words or passage.path in (LAW, *site.organisations)):
            yield from passage.once_a_line(starts(pattern, lowered(passage.text)), _OPEN_QUESTION)
