"""Names of persons: those that are marked or known, and any capitalised word that the vocabulary does not approve.

In: a text made ready. Out: findings in the plain text. A place beside a name never silences it.
"""

import itertools
import re
from collections.abc import Iterator
from functools import cache, lru_cache

from build_tools.personal_data.endings import PROPER, beginnings_of, begins_like, stems
from build_tools.personal_data.finding import Finding, Severity
from build_tools.personal_data.lists import lines
from build_tools.personal_data.name_forms import ADJECTIVE, is_nominative, is_word_by_shape, likeness
from build_tools.personal_data.reading import Reading
from build_tools.personal_data.skeleton import folded
from build_tools.personal_data.vocabulary import common
from build_tools.personal_data.words import Word

CAPITAL = "A-ZА-ЯЁӘҒҚҢӨҮҰҺІ"
SMALL = "a-zа-яёәғқңөүұһі"
INITIAL = re.compile(rf"\.(?:(?<=[{CAPITAL}]\.)|(?<=[{CAPITAL}][{SMALL}]\.))")
"""What a text has in which initials stand, quickly found."""

INITIALS = (
    re.compile(rf"(?<![\w.])(?:[{CAPITAL}][{SMALL}]?\. ?){{1,2}}(?P<name>[{CAPITAL}][{CAPITAL}{SMALL}'-]{{2,}})"),
    re.compile(rf"(?<!\w)(?P<name>[{CAPITAL}][{CAPITAL}{SMALL}'-]{{2,}}),? [{CAPITAL}]\.(?: ?[{CAPITAL}]\.)?"),
)
PARTS = re.compile(rf"[{CAPITAL}][{SMALL}]+")
SMALL_LEAST = 5
"""Names in small letters have at least so many: shorter ones are words too often."""

FIRST_LEAST = 4
ACRONYM = 5
"""Unknown words in capitals of at most so many letters are bodies."""


def person(word: Word, severity: Severity) -> Finding:
    """Return the finding that a word is a name."""
    return Finding(word.start, word.end, "PERSON", severity)


def marked(reading: Reading) -> Iterator[Finding]:
    """Yield patronymics, and names after a title or the role of a person."""
    for word in reading.capitals:
        if not word.approved and likeness(word.text) == "patronymic":
            yield person(word, "block")
    for word, after in itertools.pairwise(reading.words):
        if after.text in CALLED and word.capital and not word.approved and len(word.text) > 1 and not is_role(word):
            yield person(word, "block")
        if is_title(word.text) and is_title_gap(word.text, reading.text[word.end : after.start]):
            severity = after_title(after) if not begins_speech(reading.text, word.end, after) else None
            if severity and not (severity == "review" and is_known(reading, after)):
                yield person(after, severity)


TITLE_GAP = re.compile(r":? [-«\"'(*_]{0,3} ?")
SHORT_TITLE = 4
CALLED = frozenset(("есімді", "апай", "ағай", "мырза", "ханым", "әпке", "аға", "ага", "апа"))
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
        if not word.ordinary and not is_adjective(word.text):
            return "block"
        return None
    small = not word.capital and len(word.text) >= SMALL_LEAST
    return "review" if small and like in ("surname", "part", "given") else None


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


def initialled(reading: Reading) -> Iterator[Finding]:
    """Yield surnames with initials before or after them."""
    for pattern in INITIALS if INITIAL.search(reading.text) else ():
        for found in pattern.finditer(reading.text):
            word = reading.word_at(found.start("name"))
            if word and not word.approved and not word.ordinary and not is_title(word.text):
                yield Finding(*found.span(), "PERSON", "block")


def known(reading: Reading) -> Iterator[Finding]:
    """Yield given names of the list, also those that are set together with others."""
    for word in reading.capitals:
        if word.exact or len(word.text) < 3 or (word.shouted and len(word.text) < 4):
            continue
        if likeness(word.text) == "given":
            if is_nominative(word.text) or not (word.ordinary or word.approved):
                yield person(word, severity_of(reading, word))
            elif not (word.begins or word.approved):
                yield person(word, "review")
        parts = PARTS.findall(word.text) if not word.text[1:].islower() and not word.text.isupper() else []
        if any(likeness(part) in ("given", "patronymic", "surname") for part in parts if len(part) > ACRONYM):
            yield person(word, "block")


def severity_of(reading: Reading, word: Word) -> Severity:
    """Return how sure a known name is: one that stands alone between quotation marks may be that of anything."""
    around = reading.text[max(0, word.start - 1) : word.start] + reading.text[word.end : word.end + 1]
    return "review" if around in QUOTED else "block"


QUOTED = frozenset(("«»", '""', "“”", "„“", "''"))


def surnames(reading: Reading) -> Iterator[Finding]:
    """Yield words that end like surnames or are made like Kazakh names; where a sentence begins, to be looked at."""
    for word in reading.capitals:
        if word.approved or len(word.text) < ACRONYM or likeness(word.text) not in ("surname", "part"):
            continue
        sure = not word.begins and not is_adjective(word.text)
        if not word.ordinary:
            yield person(word, severity_of(reading, word) if sure else "review")
        elif sure and not in_heading(reading, word):
            yield person(word, "review")


def in_heading(reading: Reading, word: Word) -> bool:
    """Tell whether a word stands in a heading with capitals."""
    return any(start <= word.start < end for start, end in reading.headings)


def unapproved(reading: Reading) -> Iterator[Finding]:
    """Yield capitalised words within a sentence that nothing approves, and names that are words wherever they stand."""
    for word in reading.capitals:
        if word.approved or len(word.text) < 2:
            continue
        is_word_too = likeness(word.text) == "word"
        if word.begins:
            if is_word_too and is_nominative(word.text) and not word.shouted and not word.ordinary:
                yield person(word, "review")
        elif is_word_too or not word.ordinary:
            if word.shouted and (len(word.text) <= ACRONYM or is_word_too):
                continue
            if not in_heading(reading, word):
                yield person(word, "review")


def first_words(reading: Reading) -> Iterator[Finding]:
    """Yield words at the beginning of a sentence that are known to no list and do not end like ordinary ones."""
    for word in reading.capitals:
        if not word.begins or word.approved or word.ordinary or word.shouted or len(word.text) < FIRST_LEAST:
            continue
        if not (is_word_by_shape(word.text) or common().is_ordinary(word.text) or in_heading(reading, word)):
            yield person(word, "review")


def small(reading: Reading) -> Iterator[Finding]:
    """Yield names in small letters."""
    for word in reading.words:
        if not word.capital and not word.approved and len(word.text) >= SMALL_LEAST and is_small_name(word.text):
            yield from () if is_known(reading, word) else (person(word, "review"),)


def small_pairs(reading: Reading) -> Iterator[Finding]:
    """Yield a given name beside a surname, both in small letters: either alone may be a word, both are none."""
    for number, word in enumerate(reading.words):
        if word.capital or len(word.text) < SMALL_LEAST or likeness(word.text) != "surname":
            continue
        beside = (*reading.words[max(0, number - 1) : number], *reading.words[number + 1 : number + 2])
        for other in beside if is_strange(reading, word) else ():
            first, second = sorted((word, other), key=lambda one: one.start)
            is_pair = not other.capital and likeness(other.text) in ("given", "word", "part")
            if is_pair and GAP.fullmatch(reading.text[first.end : second.start]):
                yield Finding(first.start, second.end, "PERSON", "review")


GAP = re.compile("[ _-]")


def is_strange(reading: Reading, word: Word) -> bool:
    """Tell whether no list has a word in small letters, so that it may be a surname and no plural."""
    return not (is_known(reading, word) or common().is_ordinary(word.text))


@lru_cache(maxsize=32768)
def is_small_name(word: str) -> bool:
    """Tell whether a word is a name although no capital says so."""
    like = likeness(word)
    return (
        like == "patronymic"
        or (like == "given" and (is_nominative(word) or len(word) > ACRONYM + 1))
        or (like == "part" and len(word) > ACRONYM + 1)
    )
