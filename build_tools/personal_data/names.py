"""Names of persons: those that are marked or known, and any capitalised word that the vocabulary does not approve.

In: a text made ready. Out: findings in the plain text. A place beside a name never silences it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from build_tools.personal_data.births import DEED, sentence_around
from build_tools.personal_data.finding import Finding, Severity
from build_tools.personal_data.lists import words
from build_tools.personal_data.name_forms import is_nominative, is_word_by_shape, likeness
from build_tools.personal_data.reading import Reading
from build_tools.personal_data.titles import CAPITAL, SMALL, SMALL_LEAST, is_adjective, is_known, is_title, person
from build_tools.personal_data.vocabulary import common
from build_tools.personal_data.words import Word

INITIAL = re.compile(rf"\.(?:(?<=[{CAPITAL}]\.)|(?<=[{CAPITAL}][{SMALL}]\.))")
"""What a text has in which initials stand, quickly found."""

INITIALS = (
    re.compile(rf"(?<![\w.])(?:[{CAPITAL}][{SMALL}]?\. ?){{1,2}}(?P<name>[{CAPITAL}][{CAPITAL}{SMALL}'-]{{2,}})"),
    re.compile(rf"(?<!\w)(?P<name>[{CAPITAL}][{CAPITAL}{SMALL}'-]{{2,}}),? [{CAPITAL}]\.(?: ?[{CAPITAL}]\.)?"),
)
ONE_INITIAL = rf"[{CAPITAL}][{SMALL}]?\. ?"
INITIALS_ALONE = re.compile(
    rf"(?<![\w.])(?!U\. ?S\.|С\. ?С\.|D\. ?O\.){ONE_INITIAL}{ONE_INITIAL}[{CAPITAL}]\.(?! ?[{CAPITAL}]\w)"
)
"""Three of them, which name a person without a surname."""

PARTS = re.compile(rf"[{CAPITAL}][{SMALL}]+")
FIRST_LEAST = 4
SHORTEST = 2
"""So many letters the shortest surnames have."""

ACRONYM = 5
"""Unknown words in capitals of at most so many letters are bodies."""


def initialled(reading: Reading) -> Iterator[Finding]:
    """Yield surnames with initials before or after them, and three initials alone."""
    for pattern in INITIALS if INITIAL.search(reading.text) else ():
        for found in pattern.finditer(reading.text):
            word = reading.word_at(found.start("name"))
            if word and not word.approved and not word.ordinary and not is_title(word.text):
                yield Finding(*found.span(), "PERSON", "block")
    for found in INITIALS_ALONE.finditer(reading.text) if INITIAL.search(reading.text) else ():
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
            part = likeness(word.text) == "part" and not common().is_ordinary(word.text)
            yield person(word, severity_of(reading, word) if sure or part else "review")
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
        elif is_word_too or not word.ordinary or (len(word.text) == SHORTEST and is_nominative(word.text)):
            if word.shouted and (len(word.text) <= ACRONYM or is_word_too):
                continue
            if not in_heading(reading, word):
                sure = is_alone(reading, word) if is_word_too else is_done_to(reading, word)
                yield person(word, severity_of(reading, word) if sure else "review")


DEED_OR_ACT = re.compile(
    rf"{DEED.pattern}|\b(?:вызва|подтверд|таска|видел|слышал|сказал|рассказал|сидел|стоял|лежал|молчал|плака|просил|боится|"
    r"позвонил|запугива|угрожал|шақыр(?:ды|ған)|айтты|растады|көрді|куә бол|отыр(?:ды|ған)|жылады|сұрады|қорқыт)",
    re.MULTILINE,
)
PLACE_BEFORE = frozenset(words("в во на из под около возле близ до за при in at near from of to"))
IN_A_PLACE = re.compile(r"(?:[дт][ае]|[дтн][ае]н|[дт][ае]ғы|[дт]егі|лық|лік)$")


def is_done_to(reading: Reading, word: Word) -> bool:
    """Tell whether the sentence says what is done to a person alone, and the word is none of a place."""
    before = reading.word_before(word.start)
    if word.shouted or (before and before.text.lower() in PLACE_BEFORE) or IN_A_PLACE.search(word.text):
        return False
    start, end = sentence_around(reading.low, word.start, word.end)
    pattern = DEED if word.text.isascii() else DEED_OR_ACT
    return bool(pattern.search(reading.low, start, end))


WITH_SOMEBODY = frozenset(
    words(
        "told asked ordered pushed pulled beat hit kicked saw met let with from to called examined left "
        "threatened took "
        "brought helped released sent"
    )
)


def is_alone(reading: Reading, word: Word) -> bool:
    """Tell whether a word that is a name too stands between words in small letters: in Kazakh and Russian only names
    have a capital there, in English those to whom somebody does something."""
    before, after = reading.word_before(word.start), reading.word_after(word.end)
    if word.ordinary and not is_nominative(word.text):
        return False
    if word.shouted or before is None or reading.text[before.end : word.start] != " ":
        return False
    if before.capital and not (before.begins and (before.ordinary or common().is_ordinary(before.text))):
        return False
    if after is not None and after.capital and not after.begins:
        return False
    return not word.text.isascii() or (before.text in WITH_SOMEBODY and is_nominative(word.text))


def first_words(reading: Reading) -> Iterator[Finding]:
    """Yield words at the beginning of a sentence that are known to no list and do not end like ordinary ones."""
    for word in reading.capitals:
        if not word.begins or word.approved or word.ordinary or word.shouted or len(word.text) < FIRST_LEAST:
            continue
        if not (is_word_by_shape(word.text) or common().is_ordinary(word.text) or in_heading(reading, word)):
            yield person(word, "review")


def small(reading: Reading) -> Iterator[Finding]:
    """Yield names in small letters."""
    for word in (reading.words[number] for number in reading.small_names):
        if not word.approved and len(word.text) >= SMALL_LEAST and is_small_name(word.text):
            yield from () if is_known(reading, word) else (person(word, "review"),)


def small_pairs(reading: Reading) -> Iterator[Finding]:
    """Yield a given name beside a surname, both in small letters: either alone may be a word, both are none."""
    for number in reading.small_names:
        word = reading.words[number]
        if len(word.text) < SMALL_LEAST or likeness(word.text) != "surname" or not is_strange(reading, word):
            continue
        for other in (*reading.words[max(0, number - 1) : number], *reading.words[number + 1 : number + 2]):
            first, second = sorted((word, other), key=lambda one: one.start)
            long = not other.capital and len(other.text) >= FIRST_LEAST
            is_pair = long and likeness(other.text) in ("given", "word", "part")
            if is_pair and GAP.fullmatch(reading.text[first.end : second.start]):
                sure = likeness(other.text) == "given" and is_nominative(other.text)
                yield Finding(first.start, second.end, "PERSON", "block" if sure else "review")


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
