"""Words in the language of their folder.

In: the words of the site. Out: problems.
Never looks a word up: letters alone are counted, so only what they show plainly is said.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from build_tools.models import Site
from build_tools.problems import Fault, Problem
from build_tools.validate.words.reading import AUTOLINK, TARGET, hidden

CYRILLIC = re.compile("[\u0400-\u052f]")
LATIN = re.compile("[A-Za-z]")
KAZAKH = re.compile("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")
SHARE = 0.05
"""Of the letters of Kazakh texts 15 to 20 in a hundred are its own; of Russian texts, in names, 1 or 2."""

ENOUGH = 200
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
    cyrillic, latin = len(CYRILLIC.findall(text)), len(LATIN.findall(text))
    if cyrillic + latin < ENOUGH:
        return None
    if latin > cyrillic:
        return "en"
    return "kk" if len(KAZAKH.findall(text)) > SHARE * cyrillic else "ru"
