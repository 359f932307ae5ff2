"""Words that are names of persons: marked or known ones, and any capitalised word that the vocabulary does not approve.

In: a word of a text made ready. Out: how sure it is that it is a name. A place beside a name never silences it.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from build_tools.personal_data.normalise import Span, sentence_around
from build_tools.personal_data.reading import Reading, Word
from build_tools.personal_data.table import Finding, Severity, pattern, words
from build_tools.personal_data.word_forms import is_adjective, is_surname_too, is_title, is_word_by_shape, likeness

CAPITALS = "A-ZА-ЯЁӘҒҚҢӨҮҰҺІ"
SMALL_LETTERS = "a-zа-яёәғқңөүұһі"
_PARTS = re.compile(rf"[{CAPITALS}][{SMALL_LETTERS}]+")
_TITLE_GAP = re.compile(r":? [-«\"'(*_]{0,3} ?")
_SHORT_TITLE = 4
_QUOTES = frozenset(("«»", '""', "“”", "„“", "''"))
FIRST_WORD, SMALL_NAME = 4, 5
"""Letters that a first word and a name in small letters have at least."""

_SHORTEST_SURNAME, _ACRONYM = 2, 5
"""Letters that the shortest surname has, and at most the name of a body in capitals."""

_SENTENCE = re.compile(r"[^.,!?\n]{0,80}")
_WORDS_OF_ACTING = 6


def names_of_words(reading: Reading, line: Span) -> Iterator[Finding]:
    """Yield the words of a line that may be names, with what the rules say of each."""
    for word in reading.candidates(line):
        found = {rule(reading, word) for rule in OF_WORDS.values()}
        yield from (person(word, severity) for severity in found if severity)


def person(word: Word, severity: Severity) -> Finding:
    """Return the finding that a word is a name."""
    return Finding(word.start, word.end, "PERSON", severity)


def _patronymic(_: Reading, word: Word) -> Severity | None:
    """Return that a word is a patronymic."""
    return "block" if word.likeness == "patronymic" and word.capital and not word.approved else None


def called_name(reading: Reading, word: Word) -> Severity | None:
    """Return that a word before *деген* and its like is a name, unless it says who somebody is in a case."""
    after = reading.words[word.number + 1 : word.number + 2]
    if not (after and after[0] in words("called")) or not word.capital or word.approved or len(word.text) == 1:
        return None
    is_role = is_title(word.text) or (word.ordinary and not word.likeness)
    return None if is_role else "block"


def titled_name(reading: Reading, word: Word) -> Severity | None:
    """Return how sure it is that a word after a title or a role is a name."""
    before = reading.word_before(word.start) if is_title(reading.words[word.number - 1]) else None
    return _after_title(word) if before and is_title_of(reading, before, word.start) else None


def is_title_of(reading: Reading, title: Word, place: int) -> bool:
    """Tell whether a word is a title or a role and belongs to what begins at a place: a full stop parts them but after
    short ones such as Mr."""
    gap = reading.text[title.end : place]
    near = _TITLE_GAP.fullmatch(gap) or (gap == ". " and len(title.text) <= _SHORT_TITLE)
    return bool(near) and is_title(title.text)


def _after_title(word: Word) -> Severity | None:
    """Return how sure it is that a word is a name if a title stands before it."""
    if not word.capital:
        is_listed_name = len(word.text) >= SMALL_NAME and word.likeness in ("surname", "part", "given")
        return "review" if is_listed_name and not word.known else None
    if len(word.text) == 1 or is_public(word) or (word.shouted and len(word.text) < 4):
        return None
    is_name = word.likeness in ("given", "word") or is_surname_too(word.text)
    return "block" if is_name or not (word.ordinary or is_adjective(word.text)) else None


def is_public(word: Word) -> bool:
    """Tell whether a word is approved also beside a title or an initial, where the name of a town may be a surname."""
    return word.approved and (word.covered or word.likeness != "surname" or is_adjective(word.text))


def _known(reading: Reading, word: Word) -> Severity | None:
    """Return how sure it is that a word is a given name of the list, or set together of names."""
    if not word.capital or len(word.text) < 3 or (word.shouted and len(word.text) < 4):
        return None
    parts = _PARTS.findall(word.text) if not (word.text[1:].islower() or word.text.isupper()) else []
    of_names = any(likeness(part) in ("given", "patronymic", "surname") for part in parts if len(part) > _ACRONYM)
    if not (of_names or word.likeness == "given") or word.covered or reading.vocabulary.holds(word.text):
        return None
    if of_names:
        return "block"
    if word.nominative or not (word.ordinary or word.approved):
        return _unless_quoted(reading, word)
    return None if word.begins or word.approved else "review"


def _unless_quoted(reading: Reading, word: Word) -> Severity:
    """Return how sure a name is: one that stands alone between quotation marks may be that of anything."""
    around = reading.text[max(0, word.start - 1) : word.start] + reading.text[word.end : word.end + 1]
    return "review" if around in _QUOTES else "block"


def _surname(reading: Reading, word: Word) -> Severity | None:
    """Return how sure it is that a word ends like a surname or is made like a Kazakh name; where a sentence begins, to
    be looked at."""
    if word.likeness not in ("surname", "part") or not word.capital or len(word.text) < _ACRONYM or word.approved:
        return None
    sure = not word.begins and not is_adjective(word.text)
    if not word.ordinary:
        part = word.likeness == "part" and not word.common
        return _unless_quoted(reading, word) if sure or part else "review"
    return "review" if sure and not reading.in_heading(word) else None


def _unapproved(reading: Reading, word: Word) -> Severity | None:
    """Return how sure it is that a capitalised word within a sentence, which nothing approves, is a name; and a name
    that is a word too, wherever it stands."""
    is_word_too = word.likeness == "word"
    if not word.capital or len(word.text) < _SHORTEST_SURNAME or (word.begins and not is_word_too) or word.approved:
        return None
    if word.begins:
        return "review" if word.nominative and not word.shouted and not word.ordinary else None
    is_short_name = len(word.text) == _SHORTEST_SURNAME and word.nominative
    if not (is_word_too or is_short_name) and word.ordinary:
        return None
    if (word.shouted and (len(word.text) <= _ACRONYM or is_word_too)) or reading.in_heading(word):
        return None
    sure = _is_alone(reading, word) if is_word_too else _is_done_to(reading, word)
    return _unless_quoted(reading, word) if sure else "review"


def _is_done_to(reading: Reading, word: Word) -> bool:
    """Tell whether the sentence says what is done to a person alone, and the word is none of a place."""
    before = reading.word_before(word.start)
    of_a_place = before and before.text.lower() in words("before_a_place")
    if word.shouted or of_a_place or pattern("IN_A_PLACE").search(word.text):
        return False
    deed = pattern("DEED") if word.text.isascii() else pattern("DEED_OR_ACT")
    return bool(deed.search(reading.low, *sentence_around(reading.low, word.start, word.end)))


def _is_alone(reading: Reading, word: Word) -> bool:
    """Tell whether a word that is a name too stands between words in small letters: in Kazakh and Russian only names
    have a capital there, in English those to whom somebody does something."""
    before, after = reading.word_before(word.start), reading.word_after(word.end)
    if word.shouted or before is None or reading.text[before.end : word.start] != " ":
        return False
    if (word.ordinary and not word.nominative) or (after and after.capital and not after.begins):
        return False
    if before.capital and not (before.begins and (before.ordinary or before.common)):
        return False
    return not word.text.isascii() or (before.text in words("with_somebody") and word.nominative)


def _first_word(reading: Reading, word: Word) -> Severity | None:
    """Return that a word at the beginning of a sentence is known to no list and does not end like an ordinary one."""
    if not word.begins or word.shouted or len(word.text) < FIRST_WORD or word.ordinary or word.common:
        return None
    return None if is_word_by_shape(word.text) or word.approved or reading.in_heading(word) else "review"


def _in_capitals(_: Reading, word: Word) -> Severity | None:
    """Return that a word in Latin capitals is a Kazakh name: in Cyrillic letters it may be a word."""
    is_long = word.shouted and word.text.isascii() and len(word.text) >= _ACRONYM
    return "review" if is_long and is_listed_name(word) else None


def _acting(reading: Reading, word: Word) -> Severity | None:
    """Return that a word which is a name too begins a sentence and does what persons alone do."""
    if word.likeness != "word" or not word.begins or word.shouted or word.text.lower().startswith(words("anybody")):
        return None
    after = _SENTENCE.match(reading.low, word.end)
    verbs = after[0].split() if after and not pattern("ABSTRACT").match(after[0]) else []
    acts = word.nominative and any(map(pattern("ACTS").fullmatch, verbs[:_WORDS_OF_ACTING]))
    return "review" if acts or any(map(pattern("BODY").fullmatch, verbs[:2])) else None


def _small_name(_: Reading, word: Word) -> Severity | None:
    """Return that a word in small letters is a name, and none of everyday."""
    if word.capital or len(word.text) < SMALL_NAME or word.known or word.covered:
        return None
    long = len(word.text) > _ACRONYM + 1
    is_given = word.likeness == "given" and (long or word.nominative)
    return "review" if is_given or word.likeness == "patronymic" or (word.likeness == "part" and long) else None


def _asked(reading: Reading, word: Word) -> Severity | None:
    """Return that a name in small letters stands beside a verb of asking, calling or writing: after it in Russian and
    English, before it in Kazakh."""
    if word.capital or word.likeness not in ("given", "word") or word.known or word.common or word.covered:
        return None
    before, after = reading.word_before(word.start), reading.word_after(word.end)
    if before and before.text.lower() in words("asking") and reading.text[before.end : word.start] == " ":
        return "review"
    is_verb = after and after.text.startswith(words("asked")) and reading.text[word.end : after.start] == " "
    return "review" if is_verb and pattern("IN_A_CASE").search(word.text) else None


def is_listed_name(word: Word) -> bool:
    """Tell whether a word is a given name of the list as it stands there, and no word of everyday."""
    if len(word.text) < FIRST_WORD or word.likeness not in ("given", "word") or not word.nominative:
        return False
    return not (word.approved or word.known or word.common)


def is_surname(word: Word) -> bool:
    """Tell whether a word ends like a surname and no list has it, so that it is no plural."""
    return word.likeness == "surname" and not (word.known or word.common)


OF_WORDS: Mapping[str, Callable[[Reading, Word], Severity | None]] = {
    "patronymics": _patronymic,
    "called names": called_name,
    "names after a title": titled_name,
    "known names": _known,
    "surnames": _surname,
    "unapproved words": _unapproved,
    "first words": _first_word,
    "names in capitals": _in_capitals,
    "acting names": _acting,
    "small names": _small_name,
    "asked names": _asked,
}
