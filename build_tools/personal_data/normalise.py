"""A text as a reader takes it, with the way back: each place of it tells where it stands in the original.

In: any text, half an emoji included. Out: entities read, signs in their plain form, nothing unseen, no marks inside a
word, and each word in the letters of one alphabet. Never fails and never loses a place.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from unicodedata import combining, digit, normalize

LETTER = r"[^\W\d_]"
LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
CYRILLIC = "\u0400-\u052f"
OTHER = f"{CYRILLIC}\u0370-\u03ff"

ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});")
UNSEEN = (
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\U000e0000-\U000e0fff]"
)
"""Signs that nobody sees between two digits or letters."""

HIDDEN = re.compile(f"{UNSEEN}|[\\x00-\\x08\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\u20dd-\u20e4]")
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
LATIN_LETTER, CYRILLIC_LETTER = re.compile(f"[{LATIN}]"), re.compile(f"[{CYRILLIC}]")
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
    """Return a text as a reader takes it."""
    read = Plain(text)
    for pattern, by in STEPS:
        read = replaced(read, pattern, by)
    return replaced(read, WORD, one_script) if MIXED.search(read.text) else read


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


def one_script(found: re.Match[str]) -> str:
    """Return a word of two alphabets in that one whose letters it cannot do without, or that most of it has."""
    if not MIXED.search(found[0]):
        return found[0]
    word = found[0].translate(GREEK)
    cyrillic, latin = word.translate(LIKE_CYRILLIC), word.translate(LIKE_LATIN)
    if not MIXED.search(cyrillic) and not LATIN_LETTER.search(cyrillic):
        return cyrillic
    if not CYRILLIC_LETTER.search(latin):
        return latin
    return cyrillic if len(CYRILLIC_LETTER.findall(word)) * 2 >= len(word) else latin


STEPS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (ENTITY, lambda found: unescape(found[0])),
    (HIDDEN, lambda _: ""),
    (BREAK, lambda _: "\n"),
    (CLUSTER, without_accents),
    (SPACES, lambda _: " "),
    (MANY_SPACES, lambda _: " "),
    (NUMBER_GOES_ON, lambda _: " "),
    (DASH, lambda _: "-"),
    (APOSTROPHE, lambda _: "'"),
    (TAG, lambda _: ""),
    (MARKS, lambda _: ""),
    (INSIDE, lambda found: found[0].translate(FOR_LETTERS)),
    (SPACED, set_together),
)
"""What a step looks for, and what it puts there."""
