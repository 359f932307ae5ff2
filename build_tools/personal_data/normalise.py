"""A text as a reader takes it, with the way back: each place of it tells where it stands in the original.

In: any text, half an emoji included. Out: entities read, signs in their plain form, nothing unseen, no marks inside a
word, and each word in the letters of one alphabet. Never fails and never loses a place.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from unicodedata import combining, digit, normalize

from build_tools.reachable import UNSEEN

LETTER = r"[^\W\d_]"
LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
CYRILLIC = "\u0400-\u052f"
OTHER = f"{CYRILLIC}\u0370-\u03ff"

ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});")
HIDDEN = re.compile(f"{UNSEEN.pattern}|[\\x00-\\x08\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\u20dd-\u20e4]")
"""Also what encloses a sign, as on a key of a telephone."""

PLAIN = f"\\x00-\\x7f{CYRILLIC}\u2010-\u2022\u2116\u00ab\u00bb"
"""Signs that have no plainer form, or none that a rule needs."""

CLUSTER = re.compile(f"[^{PLAIN}\u0300-\u036f][\u0300-\u036f]{{0,8}}|.[\u0300-\u036f]{{1,8}}")
BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
SPACES = re.compile(r"[^\S\n ]")
MANY_SPACES = re.compile("  +")
NUMBER_GOES_ON = re.compile("\n(?:(?<=[0-9]\n)|(?<=[0-9] \n)) ?(?=[0-9])")
"""Between digits: a page shows a single space there."""

DASH = re.compile("[\u058a\u05be\u1806\u2010-\u2015\u2212\u2e3a\u2e3b\u2e40\u301c\u3030\ufe58\ufe63\uff0d]")
APOSTROPHE = re.compile("[\u2019\u2018\u02bc\u02b9\u00b4](?=\\w)")
TAG = re.compile(r"<(?<=\w<)[/!A-Za-z][^<>\n]{0,200}>(?=\w)")
MARKS = re.compile(r"[*~`_\\](?:(?<=\w[*~`])[*~`]{0,2}(?=\w)|(?<=\w_)_{1,2}(?=\w)|(?<=\\)(?=[\w@.+*]))")
"""Begins with what is rare, as other patterns here do: then the matcher skips all other signs at once."""

SPACED = re.compile(
    rf"(?<!{LETTER})[{LATIN}](?:[ \u00a0][{LATIN}]){{3,}}(?!{LETTER})|"
    rf"(?<!{LETTER})[{OTHER}](?:[ \u00a0][{OTHER}]){{3,}}(?!{LETTER})|"
    rf"(?<!{LETTER}){LETTER}([-._*~|/]){LETTER}(?:\1{LETTER}){{3,}}(?!{LETTER})"
)
"""A word whose letters stand apart."""

WORD = re.compile(rf"{LETTER}+")
LETTERS_APART = re.compile(rf"[ \u00a0\-._*~|/](?:{LETTER}[ \u00a0\-._*~|/]{{1,3}}){{2}}{LETTER}")
"""What a text has in which a word may be written so."""

MIXED = re.compile(f"[{LATIN}](?:(?=[{OTHER}])|(?<=[{OTHER}].))")
HOST = f"[{CYRILLIC}][\\w-]{{0,62}}\\.[{CYRILLIC}]{{2}}"
INSIDE = re.compile(f"[0346@](?:(?<=[{CYRILLIC}].)(?=[{CYRILLIC}])(?!(?<=@){HOST})|(?<=0)(?<![\\w.,]0)(?=[а-я]{{3}}))")
"""Digits and a sign that stand for letters, but before the host of an address."""

LIKE_CYRILLIC = str.maketrans("AaBbCcEeHhIiJjKkMmOoPpTtXxYySsrnu", "АаВьСсЕеНһІіЈјКкМмОоРрТтХхУуЅѕгпи")
LIKE_LATIN = str.maketrans("АаВСсЕеНһІіЈјКкМмОоРрТтХхУуҮүЅѕ", "AaBCcEeHhIiJjKkMmOoPpTtXxYyYySs")
GREEK = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαορικνυχ", "ABEZHIKMNOPTYXaopikvux")
FOR_LETTERS = str.maketrans("0346@", "озчба")


@dataclass(frozen=True, slots=True)
class Plain:
    """A text, and how its signs stand for those of the text before it; the first has none before it.

    ``here`` and ``there`` say where stretches begin, here and in the text before. Signs of a stretch that was ``made``
    stand for the whole of what lay there; those of another each for one.
    """

    text: str
    before: "Plain | None" = None
    here: tuple[int, ...] = (0,)
    there: tuple[int, ...] = (0,)
    made: tuple[bool, ...] = (False,)

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of this text, which holds at least one sign, stands in the original."""
        if self.before is None:
            return start, end
        return self.before.origin(self._back(start)[0], self._back(end - 1)[1])

    def _back(self, place: int) -> tuple[int, int]:
        """Return what of the text before a sign stands for."""
        number = bisect_right(self.here, place) - 1
        if self.made[number]:
            return self.there[number], self.there[number + 1]
        start = self.there[number] + place - self.here[number]
        return start, start + 1


def replaced(plain: Plain, pattern: re.Pattern[str], by: Callable[[re.Match[str]], str]) -> Plain:
    """Return the text with each match replaced; the pattern never matches nothing."""
    text, here, there, made = plain.text, [0], [0], [False]
    parts: list[str] = []
    done = length = 0
    for match in pattern.finditer(text):
        new = by(match)
        if new == match[0]:
            continue
        start, end = match.span()
        parts += (text[done:start], new)
        length += start - done
        here += (length, length + len(new))
        there += (start, end)
        made += (True, False)
        length, done = length + len(new), end
    if not parts:
        return plain
    parts.append(text[done:])
    return Plain("".join(parts), plain, tuple(here), tuple(there), tuple(made))


def plain(text: str) -> Plain:
    """Return a text as a reader takes it. A step is taken only if some sign of the text calls for it."""
    read = Plain(text)
    signs = signs_of(text)
    for calls, pattern, by in STEPS:
        if calls.search(signs):
            before, read = read, replaced(read, pattern, by)
            signs = signs if read is before else signs_of(read.text)
    read = replaced(read, SPACED, set_together) if has_letters_apart(read.text) else read
    return replaced(read, WORD, lambda word: one_script(word[0])) if is_mixed(read.text) else read


@lru_cache(maxsize=4)
def signs_of(text: str) -> str:
    """Return each sign of a text once: several rules ask for those of the same text, one after the other."""
    return "".join(set(text))


@lru_cache(maxsize=4)
def has_letters_apart(text: str) -> bool:
    """Tell quickly of most texts that no letters stand apart there."""
    return bool(LETTERS_APART.search(text))


def is_mixed(text: str) -> bool:
    """Tell whether a word of a text has letters of two alphabets: most texts are in one alone."""
    signs = signs_of(text)
    return has(LATIN_LETTER, signs) and has(OTHER_LETTER, signs) and bool(MIXED.search(text))


def without_accents(cluster: re.Match[str]) -> str:
    """Return a sign and what is set above it in plain form; a letter of its own, such as й, stays one."""
    signs = normalize("NFKC", cluster[0])
    return "".join(as_digit(sign) for sign in signs if not combining(sign)) or " "


def as_digit(sign: str) -> str:
    """Return the digit of our own that a sign stands for, or the sign."""
    value = None if sign.isascii() else digit(sign, None)
    return sign if value is None else str(value)


def set_together(spaced: re.Match[str]) -> str:
    """Return the word whose letters stood apart, with a space before each capital that follows a small letter."""
    letters = spaced[0][::2]
    words = (
        f" {letter}" if letter.isupper() and before.islower() else letter
        for before, letter in zip(" " + letters, letters, strict=False)
    )
    return "".join(words)


def one_script(word: str) -> str:
    """Return a word of two alphabets in that one whose letters it cannot do without, or that most of it has."""
    if not MIXED.search(word):
        return word
    word = word.translate(GREEK)
    cyrillic, latin = word.translate(LIKE_CYRILLIC), word.translate(LIKE_LATIN)
    if not MIXED.search(cyrillic) and not has(LATIN_LETTER, cyrillic):
        return cyrillic
    if not has(CYRILLIC_LETTER, latin):
        return latin
    return cyrillic if len(CYRILLIC_LETTER.findall(word)) * 2 >= len(word) else latin


LATIN_LETTER = re.compile(f"[{LATIN}]")
CYRILLIC_LETTER = re.compile(f"[{CYRILLIC}]")
OTHER_LETTER = re.compile(f"[{OTHER}]")


def has(letter: re.Pattern[str], word: str) -> bool:
    """Tell whether a letter of an alphabet is left in a word."""
    return bool(letter.search(word))


STEPS: tuple[tuple[re.Pattern[str], re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile("&"), ENTITY, lambda found: unescape(found[0])),
    (HIDDEN, HIDDEN, lambda _: ""),
    (re.compile("[\r\x0b\x0c\x85\u2028\u2029]"), BREAK, lambda _: "\n"),
    (re.compile(f"[^{PLAIN}]"), CLUSTER, without_accents),
    (SPACES, SPACES, lambda _: " "),
    (re.compile(" "), MANY_SPACES, lambda _: " "),
    (re.compile("\n"), NUMBER_GOES_ON, lambda _: " "),
    (DASH, DASH, lambda _: "-"),
    (re.compile("[\u2019\u2018\u02bc\u02b9\u00b4]"), APOSTROPHE, lambda _: "'"),
    (re.compile("<"), TAG, lambda _: ""),
    (re.compile(r"[*~`_\\]"), MARKS, lambda _: ""),
    (re.compile("[0346@]"), INSIDE, lambda found: found[0].translate(FOR_LETTERS)),
)
"""Which signs call for a step, what it looks for, what it puts there."""
