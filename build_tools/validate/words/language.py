"""Words in the language of their folder, and what no words may say in it: that nothing is known, or is not checked.

In: words, data and the catalogues of pages. Out: problems. Never looks a word up: of a language letters are counted.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from build_tools.models import Site, Texts
from build_tools.paths import LAW, catalogue_file
from build_tools.problems import Fault, Problem
from build_tools.validate.walk import data_files, walk
from build_tools.validate.words.legal_texts import every_text
from build_tools.validate.words.reading import AUTOLINK, TARGET, hidden, pieces, starts

_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[A-Za-z]")
_KAZAKH = re.compile("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")
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
        found = _language_of_words(words.text)
        if found and words.language in JUDGED and words.language != found:
            yield Problem(words.path, OTHER_LANGUAGE, values={"language": words.language})


@lru_cache(maxsize=512)
def _language_of_words(text: str) -> str | None:
    return language_of(hidden(hidden(text, TARGET, 1), AUTOLINK))


def language_of(text: str) -> str | None:
    """Tell Kazakh, Russian and English apart; None where there are too few letters."""
    cyrillic, latin = len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))
    if cyrillic + latin < _ENOUGH:
        return None
    if latin > cyrillic:
        return "en"
    return "kk" if len(_KAZAKH.findall(text)) > _SHARE * cyrillic else "ru"


NOTHING_KNOWN = re.compile(
    r"""
    \b(?:
      nothing \s+ (?:is|was|has\ been) \s+ (?:yet \s+)? known | knows? \s+ nothing | (?:not|un)\s?known \s+ to \s+ us
    | (?:ничего|нам) \s+ (?:(?:нам|об\s+этом|пока|ещё|ничего) \s+){0,3}+ не\s?известно
    | не\s?известно \s+ (?:(?:об\s+этом|пока|ещё) \s+){0,3}+ (?:ничего|нам)
    | мы \s+ (?:\w+ \s+){0,3} ничего \s+ (?:\w+ \s+){0,3} не \s+ знаем
    | (?:ештеңе|ештеме|бізге) \s+ (?:(?:ештеңе|ештеме|бұл|туралы|әлі|әзірге) \s+){0,4}+
      (?:белгісіз|мәлімсіз|(?:белгілі|мәлім) \s+ емес|білмейміз)
    )\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""The same in three languages; that a number is not known, or that no case was known on a day, is another thing."""

_KNOWS_NOTHING = Fault(
    "words.nothing_known",
    "says that nothing is known; leave it out, or say in a statement with evidence: not_found what was searched, where "
    "and when",
)
UNCHECKED = {
    "en": re.compile(r"\b(?:not|n’t|n't|never)(?: yet)?(?: been)? (?:checked|verified|looked into|found out)\b", re.I),
    "ru": re.compile(r"\bне\s(?:\w{1,12}\s)?(?:провер(?:ен[аоы]?|[ия]\w{1,9})|выясн(?:ил\w{0,3}|ен[аоы]?))\b", re.I),
    "kk": re.compile(r"(?:тексер|анықта)\w{0,12}\sжоқ|(?:тексерілме|анықталма)(?:ген|ді|ған|ды)\b(?!\s+\w)", re.I),
}
"""How people say that they have not checked something; a language that is not here is not judged."""

_UNCHECKED_IN_WORDS = Fault(
    "questions.said_in_words",
    "says that something is not checked; say what the sources of this page say, such as the articles that it names, or "
    "write the question into content/questions.yml, with who must answer it: the page shows it from there",
)


def nobody_knows_nothing(site: Site) -> Iterator[Problem]:
    """No page, no data and no message of a page says that nothing is known."""
    for words in site.words.values():
        for piece in pieces(words):
            yield from piece.once_a_line(starts(NOTHING_KNOWN, piece.text), _KNOWS_NOTHING)
    for path, record in data_files(site).items():
        for place, kind, value in walk(record):
            texts = value.items() if kind == Texts and isinstance(value, dict) else ()
            yield from (
                Problem(path, _KNOWS_NOTHING, (*place, code)) for code, text in texts if NOTHING_KNOWN.search(text)
            )
    for key, text in site.catalogues.items():
        if key[0] == "interface" and (found := NOTHING_KNOWN.search(text)):
            yield Problem(catalogue_file(*key), _KNOWS_NOTHING, line=text.count("\n", 0, found.start()) + 1)


def nothing_is_unchecked_in_words(site: Site) -> Iterator[Problem]:
    """No words and no text of the data say that something is not checked: the list of questions does."""
    for said in every_text(site):
        pattern = UNCHECKED.get(said.language)
        if pattern and said.piece:
            yield from said.piece.once_a_line(starts(pattern, said.text), _UNCHECKED_IN_WORDS)
        elif pattern and said.path in (LAW, *site.organisations) and pattern.search(said.text):
            yield said.problem(_UNCHECKED_IN_WORDS)
