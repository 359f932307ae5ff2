"""Names that are marked: patronymics, and what stands after a title, a role or before a word such as *деген*.

In: a text made ready. Out: findings in the plain text.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from build_tools.personal_data.endings import PROPER, beginnings_of, begins_like, stems
from build_tools.personal_data.finding import Finding, Severity
from build_tools.personal_data.lists import lines
from build_tools.personal_data.name_forms import ADJECTIVE, is_nominative, likeness
from build_tools.personal_data.reading import Reading
from build_tools.personal_data.skeleton import folded
from build_tools.personal_data.words import Word

CAPITAL = "A-ZА-ЯЁӘҒҚҢӨҮҰҺІ"
SMALL = "a-zа-яёәғқңөүұһі"
SMALL_LEAST = 5
"""Names in small letters have at least so many: shorter ones are words too often."""


def person(word: Word, severity: Severity) -> Finding:
    """Return the finding that a word is a name."""
    return Finding(word.start, word.end, "PERSON", severity)


def marked(reading: Reading) -> Iterator[Finding]:
    """Yield patronymics, and names after a title or the role of a person."""
    for word in reading.capitals:
        if not word.approved and likeness(word.text) == "patronymic":
            yield person(word, "block")
    for word in (*reading.capitals, *(reading.words[number] for number in reading.small_names)):
        after, before = reading.word_after(word.end), reading.word_before(word.start)
        if after and after.text in CALLED and is_called(word):
            yield person(word, "block")
        if before and is_title(before.text) and is_title_gap(before.text, reading.text[before.end : word.start]):
            severity = after_title(word) if not begins_speech(reading.text, before.end, word) else None
            if severity and not (severity == "review" and is_known(reading, word)):
                yield person(word, severity)


def is_called(word: Word) -> bool:
    """Tell whether a word may be the name of somebody who is called so."""
    return word.capital and not word.approved and len(word.text) > 1 and not is_role(word)


TITLE_GAP = re.compile(r":? [-«\"'(*_]{0,3} ?")
SHORT_TITLE = 4
CONSONANTS = frozenset("бвгғджзйкқлмнңпрстфхһцчшщь")
"""How a surname ends that is a word too, after a title; in Russian, words of what somebody belongs to end otherwise."""

CALLED = frozenset(("деген", "есімді", "апай", "ағай", "мырза", "ханым", "әпке", "аға", "ага", "апа"))
"""What follows a name in Kazakh, and tells that it is one."""


def is_role(word: Word) -> bool:
    """Tell whether a word says who somebody is in a case or in a family: such words name nobody."""
    return is_title(word.text) or (word.ordinary and not likeness(word.text))


SPEECH = re.compile(rf"(?! ?[{CAPITAL}])[^»\"”\n]")
"""What follows the first word between quotation marks, if it is no other name and not their end."""


def begins_speech(text: str, end: int, word: Word) -> bool:
    """Tell whether what somebody said begins with a word, after that which says who it was."""
    quoted = any(sign in '«"' for sign in text[end : word.start])
    return quoted and bool(SPEECH.match(text, word.end))


def is_title_gap(title: str, gap: str) -> bool:
    """Tell whether what parts a title from the next word leaves them together: a full stop does after Mr alone."""
    return bool(TITLE_GAP.fullmatch(gap)) or (gap == ". " and len(title) <= SHORT_TITLE)


def is_known(reading: Reading, word: Word) -> bool:
    """Tell whether a word in small letters is one of everyday."""
    return reading.vocabulary.is_ordinary(word.text) or reading.vocabulary.has_term(word.text)


def after_title(word: Word) -> Severity | None:
    """Return how sure it is that a word after a title is a name."""
    like = likeness(word.text)
    if word.capital and len(word.text) > 1 and not word.approved and not (word.shouted and len(word.text) < 4):
        if like in ("given", "word") or is_surname_too(word.text) or not (word.ordinary or is_adjective(word.text)):
            return "block"
        return (
            "review" if is_nominative(word.text) or (word.text[-1] in CONSONANTS and not word.text.isascii()) else None
        )
    small = not word.capital and len(word.text) >= SMALL_LEAST
    return "review" if small and like in ("surname", "part", "given") else None


@cache
def word_surnames() -> frozenset[str]:
    """Return the ordinary words that are surnames right after a title."""
    return frozenset(folded(word) for word in lines("word_surnames"))


def is_surname_too(word: str) -> bool:
    """Tell whether a word is a form of one of them."""
    plain = folded(word)
    return not word_surnames().isdisjoint(stems(plain, PROPER))


@cache
def titles() -> frozenset[str]:
    """Return the titles and roles, as they are compared."""
    return frozenset(folded(title.rstrip("~")) for title in lines("titles"))


@cache
def beginnings_of_titles() -> frozenset[str]:
    """Return how titles begin, which few other words do."""
    return beginnings_of(titles())


@lru_cache(maxsize=16384)
def is_title(word: str) -> bool:
    """Tell whether a word is a title or a role, in any form."""
    plain = folded(word)
    return begins_like(plain, beginnings_of_titles()) and not titles().isdisjoint(stems(plain, PROPER, 2))


def is_adjective(word: str) -> bool:
    """Tell whether a word may be the Russian adjective of a place."""
    return bool(ADJECTIVE.fullmatch(folded(word)))
