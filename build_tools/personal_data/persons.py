"""Names of persons in a line: of single words and of words side by side, several as one, with what of a name stands
beside them; less severe where a town, a street or an institution bears the name.

In: a text made ready. Out: findings in the plain text, none beside another.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from build_tools.personal_data.names import (
    CAPITALS,
    FIRST_WORD,
    SMALL_LETTERS,
    SMALL_NAME,
    called_name,
    is_listed_name,
    is_public,
    is_surname,
    is_title_of,
    names_of_words,
    person,
    titled_name,
)
from build_tools.personal_data.normalise import Span
from build_tools.personal_data.reading import Reading
from build_tools.personal_data.table import Finding, pattern, severer, words
from build_tools.personal_data.word_forms import is_namesake, is_title

_SURNAME = rf"(?P<name>[{CAPITALS}][{CAPITALS}{SMALL_LETTERS}'-]{{2,}})"
_INITIAL = rf"[{CAPITALS}][{SMALL_LETTERS}]?\. ?"
_INITIALS = (
    re.compile(rf"(?<![\w.])(?:{_INITIAL}){{1,2}}{_SURNAME}"),
    re.compile(rf"(?<!\w){_SURNAME},? [{CAPITALS}]\.(?: ?[{CAPITALS}]\.)?"),
    re.compile(rf"(?<![\w.])(?!U\. ?S\.|С\. ?С\.|D\. ?O\.){_INITIAL}{_INITIAL}[{CAPITALS}]\.(?! ?[{CAPITALS}]\w)"),
    pattern("SHORTENED"),
)
_ONE_INITIAL = re.compile(rf"[{CAPITALS}](?<!\w.)[{SMALL_LETTERS}]{{0,3}}[.-]")
"""Before a surname, after one, three that name a person without a surname, and a shortened surname; and what each of
these has."""

_PAIR_GAP = re.compile("[ _-]")
_CODE = re.compile(r"(?<!\S)[^\s./_-]*[-./_]\S*")
_DIGIT_IN_CODE = re.compile(r"\d[-_./]|[-_./]\d")
_ON_THE_WEB = re.compile(r"://|\.(?:kz|org|com|int|net)\b|\.[a-z]{2,4}/")
_LONG_SURNAME = 7
"""Letters that a surname within a code has at least."""

_JOINS = re.compile(r" ?- ?| |\. ?|, ?(?=\w\.)|")
_REACH = 40


def persons(reading: Reading, line: Span) -> Iterator[Finding]:
    """Yield the names of persons; one that places bear too, and nothing says whose it is, less severe."""
    names = [*names_of_words(reading, line), *(one for rule in OF_LINES.values() for one in rule(reading, line))]
    for one in (_from_first_word(reading, whole) for whole in _joined(reading, names)):
        sure = one.severity == "block" and not _is_borne(reading, one)
        yield one if sure else Finding(one.start, one.end, one.category, "review")


def _joined(reading: Reading, findings: list[Finding]) -> list[Finding]:
    """Return the findings with names side by side as one, as severe as the severest."""
    whole: list[Finding] = []
    for one in sorted(findings):
        last = whole[-1] if whole else None
        if last and (one.start <= last.end or _JOINS.fullmatch(reading.text[last.end : one.start])):
            whole[-1] = Finding(last.start, max(last.end, one.end), "PERSON", severer(one.severity, last.severity))
        else:
            whole.append(one)
    return whole


def _from_first_word(reading: Reading, one: Finding) -> Finding:
    """Return a name with the unknown word before it with which a sentence begins: who may be quoted is named whole."""
    before = reading.word_before(one.start)
    if not before or not before.begins or len(before.text) == 1 or before.approved or before.ordinary:
        return one
    is_beside = _PAIR_GAP.fullmatch(reading.text[before.end : one.start])
    return Finding(before.start, one.end, one.category, one.severity) if is_beside else one


def _is_borne(reading: Reading, one: Finding) -> bool:
    """Tell whether something is named after somebody, or a known name stands alone that a place bears."""
    before, after = reading.low[max(0, one.start - _REACH) : one.start], reading.low[one.end : one.end + _REACH]
    if pattern("NAMED_AFTER").search(before) or pattern("BORNE_AFTER").match(after):
        return True
    if pattern("QUOTED_BODY").search(f"{before}\0{after}"):
        return True
    inside = [word for word in reading.words_in(one.start, one.end) if word.capital]
    if any(len(word.text) == 1 for word in inside) or not all(is_namesake(word.text) for word in inside):
        return False
    if pattern("BEFORE_A_PLACE").search(before) or pattern("AFTER_A_PLACE").match(after):
        return True
    return len(inside) == 1 and is_namesake(inside[0].text, alone=True) and not _is_marked(reading, one)


def _is_marked(reading: Reading, one: Finding) -> bool:
    """Tell whether a title stands before a name or after it."""
    before, after = reading.word_before(one.start), reading.word_after(one.end)
    if (after and after.text in words("called")) or reading.low.endswith("по имени ", 0, one.start):
        return True
    return before is not None and is_title_of(reading, before, one.start)


def _initialled(reading: Reading, line: Span) -> Iterator[Finding]:
    """Yield surnames with initials before or after them, and three initials alone."""
    for form in _INITIALS if _ONE_INITIAL.search(reading.text, *line) else ():
        for found in form.finditer(reading.text, *line):
            named = reading.words_in(*found.span("name")) if form.groups else []
            is_word = any(
                len(one.text) > 1 and (is_public(one) or one.ordinary or is_title(one.text)) for one in named[:1]
            )
            if not is_word and not any(part.known and len(part.text) > 2 for part in named[1:]):
                yield Finding(*found.span(), "PERSON", "block")


def _small_pairs(reading: Reading, line: Span) -> Iterator[Finding]:
    """Yield a given name beside a surname, both in small letters: either alone may be a word, both are none."""
    for word in reading.candidates(line):
        if word.capital or len(word.text) < SMALL_NAME or not is_surname(word):
            continue
        for other in filter(None, (reading.word_before(word.start), reading.word_after(word.end))):
            first, second = sorted((word, other), key=lambda one: one.start)
            is_pair = not other.capital and len(other.text) >= FIRST_WORD
            is_pair = is_pair and other.likeness in ("given", "word", "part")
            if is_pair and _PAIR_GAP.fullmatch(reading.text[first.end : second.start]):
                sure = other.likeness == "given" and other.nominative
                yield Finding(first.start, second.end, "PERSON", "block" if sure else "review")


def _coded(reading: Reading, line: Span) -> Iterator[Finding]:
    """Yield names within a code or the name of a file that has digits as well, in large letters or small."""
    for code in _CODE.finditer(reading.text, *line) if reading.digits_in(line) else ():
        if _DIGIT_IN_CODE.search(code[0]) and not _ON_THE_WEB.search(code[0]):
            for word in reading.words_in(*code.span()):
                is_name = is_listed_name(word) or (len(word.text) >= _LONG_SURNAME and is_surname(word))
                if is_name and word.end <= code.end():
                    yield person(word, "review")


OF_LINES: Mapping[str, Callable[[Reading, Span], Iterator[Finding]]] = {
    "initials": _initialled,
    "small pairs": _small_pairs,
    "coded names": _coded,
}


def is_marked_name(reading: Reading) -> bool:
    """Tell whether a text has the form of a person's name: a patronymic in it, initials, a title before or after it."""
    whole = (0, len(reading.text))
    marked = any(rule(reading, word) for word in reading.candidates(whole) for rule in (called_name, titled_name))
    has_patronymic = any(word.likeness == "patronymic" for word in reading.words_in(*whole))
    return marked or has_patronymic or any(_initialled(reading, whole))
