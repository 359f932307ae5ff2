"""A text as a reader takes it, or with letters for the codes that programs write, each place of which tells where it
stands in the original; and where sentences and their clauses begin and end, as far as signs and capital letters tell.

In: any text, half an emoji included. Out: entities read, signs in their plain form, nothing unseen, no marks inside a
word. Never fails and never loses a place. Words of two alphabets and letters apart stay: they are refused as they are.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from operator import itemgetter
from unicodedata import combining, digit, normalize

from build_tools.personal_data.table import pattern

CYRILLIC = "\u0400-\u052f"

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});")
_HIDDEN = re.compile(f"{pattern('UNSEEN').pattern}|[\\x00-\\x08\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\u20dd-\u20e4]")
"""Signs that nobody sees between two digits or letters, and what encloses a sign, as on a key of a telephone."""

_PLAIN = f"\\x00-\\x7f{CYRILLIC}\u2010-\u2022\u2116\u00ab\u00bb"
"""Signs that have no plainer form, or none that a rule needs."""

STRANGE_SIGN = re.compile(f"[^{_PLAIN}\u00a0]")
"""A sign of which a plain text has none."""

_TAKEN_FOR = {0x3002: ".", 0x130: "I", 0x131: "i"}
"""A full stop that browsers take for that of an address, and two letters of Turkic languages for our own."""

_CLUSTER = re.compile(f"[^{_PLAIN}\u0300-\u036f][\u0300-\u036f]{{0,8}}|.[\u0300-\u036f]{{1,8}}")
_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n ]")
_MANY_SPACES = re.compile(r"  (?<=\S  ) *")
"""But where they begin a line."""

_NUMBER_GOES_ON = re.compile("\n(?:(?<=[0-9]\n)|(?<=[0-9] \n)) ?(?=[0-9])")
"""Between digits: a page shows a single space there."""

_DASH = re.compile("[\u058a\u05be\u1806\u2010-\u2015\u2212\u2e3a\u2e3b\u2e40\u301c\u3030\ufe58\ufe63\uff0d]")
_APOSTROPHE = re.compile("[\u2019\u2018\u02bc\u02b9\u00b4](?=\\w)")
_TAG = re.compile(r"<(?<=\w<)[/!A-Za-z][^<>\n]{0,200}>(?=\w)")
_MARKS = re.compile(r"[*~`_\\](?:(?<=\w[*~`])[*~`]{0,2}(?=\w)|(?<=\w_)_{1,2}(?=\w)|(?<=\\)(?=[\w@.+*]))")
"""Begins with what is rare, as other patterns here do: then the matcher skips all other signs at once."""

_HOST = f"[{CYRILLIC}][\\w-]{{0,62}}\\.[{CYRILLIC}]{{2}}"
_INSIDE = re.compile(
    f"[0346@](?:(?<=[{CYRILLIC}].)(?=[{CYRILLIC}])(?!(?<=@){_HOST})|(?<=0)(?<![\\w.,]0)(?=[а-я]{{3}}))"
)
"""Digits and a sign that stand for letters, but before the host of an address."""

_FOR_LETTERS = str.maketrans("0346@", "озчба")


@dataclass(frozen=True, slots=True)
class Plain:
    """A text, and where signs begin and end that were put in the place of others, and where those did, so that each
    knows where it stands in the original; what was made of several stands for all."""

    text: str
    changes: tuple[Sequence[tuple[int, int, int, int]], ...] = ()

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of this text, which holds at least one sign, stands in the original."""
        last = end - 1
        for changes in reversed(self.changes):
            start, last = _place_before(changes, start)[0], _place_before(changes, last)[1]
        return start, last + 1


def _place_before(changes: Sequence[tuple[int, int, int, int]], place: int) -> tuple[int, int]:
    """Return where the first and the last of the signs stood of which one was made."""
    number = bisect_right(changes, place, key=itemgetter(0))
    _, end, old_start, old_end = changes[number - 1] if number else (0, 0, 0, 0)
    return (old_start, old_end - 1) if place < end else (place - end + old_end, place - end + old_end)


def replaced(plain: Plain, pattern: re.Pattern[str], by: Callable[[re.Match[str]], str]) -> Plain:
    """Return the text with each match replaced; the pattern never matches nothing."""
    parts, changes, done, longer = list[str](), list[tuple[int, int, int, int]](), 0, 0
    for match in pattern.finditer(plain.text):
        new, (start, end) = by(match), match.span()
        if new != match[0]:
            parts += (plain.text[done:start], new)
            changes.append((start + longer, start + longer + len(new), start, end))
            done, longer = end, longer + len(new) - (end - start)
    is_alike = all(end - start == old_end - old_start for start, end, old_start, old_end in changes)
    text = "".join((*parts, plain.text[done:])) if changes else plain.text
    return Plain(text, plain.changes if is_alike else (*plain.changes, changes))


def plain(text: str) -> Plain:
    """Return a text as a reader takes it."""
    read, signs = Plain(text), "".join(_RARE.findall(text))
    for sign, sought, by in _STEPS:
        if sign is None or (signs and sign.search(signs)):
            read = replaced(read, sought, by)
            signs = "".join(_RARE.findall(read.text))  # what is put in their place may be such a sign
    return read


def _without_accents(cluster: re.Match[str]) -> str:
    """Return a sign and what is set above it in plain form; a letter of its own, such as й, stays one."""
    signs = normalize("NFKC", cluster[0]).translate(_TAKEN_FOR)
    return "".join(_as_digit(sign) for sign in signs if not combining(sign)) or " "


def _as_digit(sign: str) -> str:
    """Return the digit of our own that a sign stands for, or the sign."""
    value = None if sign.isascii() else digit(sign, None)
    return sign if value is None else str(value)


_RARE = re.compile(f"[^\n -%'()+-/125789:;=?A-Z\\[\\]^a-}}>«»{CYRILLIC}]")
"""All signs of the steps, and few others."""

_STEPS: tuple[tuple[re.Pattern[str] | None, re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile("&"), _ENTITY, lambda found: unescape(found[0])),
    (_HIDDEN, _HIDDEN, lambda _: ""),
    (_BREAK, _BREAK, lambda _: "\n"),
    (re.compile(f"[^{_PLAIN}]"), _CLUSTER, _without_accents),
    (_SPACES, _SPACES, lambda _: " "),
    (re.compile("<"), _TAG, lambda _: ""),
    (re.compile(r"[*~`_\\]"), _MARKS, lambda _: ""),
    (_DASH, _DASH, lambda _: "-"),
    (re.compile("[\u2019\u2018\u02bc\u02b9\u00b4]"), _APOSTROPHE, lambda _: "'"),
    (None, _MANY_SPACES, lambda _: " "),
    (None, _NUMBER_GOES_ON, lambda _: " "),
    (re.compile("[0346@]"), _INSIDE, lambda found: found[0].translate(_FOR_LETTERS)),
)
"""What is looked for, by a sign without which a text has none of it, and what is put there."""

_CODES = re.compile(
    r"(?P<decimal>\\u-?\d{3,5}(?:\?|\\'[0-9a-f]{2}))|(?P<braced>\\u\{[0-9a-f]{2,6}\})|(?P<units>(?:\\u[0-9a-f]{4})++)|"
    r"(?P<pairs>(?:\\['x][0-9a-f]{2})++|(?:%[0-9a-f]{2})++|=[0-9A-F]{2}(?:(?:=\n)?=[0-9A-F]{2})++)|"
    r"(?P<octal>(?:\\[0-3][0-7]{2}){2,}+)|(?P<padded>\\0{0,2}4[0-9a-f]{2} ?)|(?P<host>xn--[a-z0-9-]{2,59})",
    re.IGNORECASE,
)
_MAYBE_CODE = re.compile(r"[\\%=-](?:(?<=[\\%=])[0-9a-fux']|(?<=n-)-)", re.IGNORECASE)
"""How each of them begins, or goes on."""

_DECIMAL, _NO_HEX = re.compile(r"-?\d+"), re.compile("[^0-9a-fA-F]")


def _of_bytes(data: bytes) -> str:
    """Return bytes as the text that they are in UTF-8, or on an old Russian computer."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1251")


_DECODERS: dict[str, Callable[[str], str]] = {
    "decimal": lambda code: chr(int(_DECIMAL.findall(code)[0]) % 0x10000),
    "braced": lambda code: chr(int(_NO_HEX.sub("", code), 16)),
    "units": lambda code: bytes.fromhex(_NO_HEX.sub("", code)).decode("utf-16-be"),
    "pairs": lambda code: _of_bytes(bytes.fromhex(_NO_HEX.sub("", code))),
    "octal": lambda code: _of_bytes(bytes(int(one, 8) for one in code.split("\\")[1:])),
    "padded": lambda code: chr(int(_NO_HEX.sub("", code), 16)),
    "host": lambda code: code.lower().removeprefix("xn--").encode("ascii").decode("punycode"),
}
"""What makes letters of a code of each kind; raises ``ValueError`` where it stands for none."""


def decoded(text: str) -> Plain:
    """Return a text with letters for their codes, whose signs know where they stand in the first."""
    return replaced(Plain(text), _CODES, _letters) if _MAYBE_CODE.search(text) else Plain(text)


def _letters(code: re.Match[str]) -> str:
    """Return the letters that a code stands for, and the code itself where it stands for none, as in n%10."""
    with suppress(ValueError):
        letters = _DECODERS[str(code.lastgroup)](code[0])
        return letters if max(letters) >= " " else code[0]
    return code[0]


Span = tuple[int, int]

_BEGINS = re.compile(
    r"[\n.!?|](?:(?<=\n)[^\w\n]*(?:\d{1,3}[.)]? ?)?[^\w\n]*|(?<=[.!?])[\"'»”)\]*_`]* +[«\"'“(\[*_`-]*|"
    r"(?<=\|) *[*_`]*|(?<=[.!?])[^\S\n]*\n\W*)$"
)
_LOOK_BACK, _REACH = 24, 90
_LAST_WORD = re.compile(r"(?<![^\W\d_])(?<!\d-)([^\W\d_]++)\. ?[«\"'“(]?$")
_ABBREVIATIONS = (
    *("г", "гор", "ул", "пр", "ст", "т", "им", "обл", "пос", "с", "п", "пп", "стр", "см", "ред", "тов", "гр", "қ", "ш"),
    *("м", "мкр", "д", "кв", "мл", "стар", "подполк", "полк", "кап", "mr", "mrs", "ms", "dr", "prof", "no", "art"),
)
"""Words after whose full stop a sentence goes on."""

_ENDS = re.compile(r"[!?\n]|(?<=\w{4})[.;](?= )")
_REST_OF_CLAUSE = re.compile(r"[^\n.;!?\d]*")


def begins_sentence(text: str, place: int) -> bool:
    """Tell whether a sentence, a line or a cell of a table may begin at a place."""
    near = text[place - 2 : place]
    before = ("\n" if place <= _LOOK_BACK else "") + text[max(0, place - _LOOK_BACK) : place]
    if near not in (". ", "! ", "? ") and (near.rstrip(" ").isalpha() or not _BEGINS.search(before)):
        return False
    last = _LAST_WORD.search(before) if "." in before else None
    return not (last and (len(last[1]) == 1 or last[1].lower() in _ABBREVIATIONS))


def sentence_around(text: str, start: int, end: int) -> Span:
    """Return where the sentence around a stretch lies, as far as it is near."""
    before = [found.end() for found in _ENDS.finditer(text, max(0, start - _REACH), start)]
    after = _ENDS.search(text, end, end + _REACH)
    return before[-1] if before else max(0, start - _REACH), after.start() if after else end + _REACH


def is_in_clause_before(pattern: re.Pattern[str], text: str, place: int, reach: int) -> bool:
    """Tell whether a pattern finds something near before a place, in the same clause."""
    found = pattern.finditer(text, max(0, place - reach), place)
    return any(_REST_OF_CLAUSE.fullmatch(text, one.end(), place) for one in found)


def line_around(text: str, place: int) -> Span:
    """Return where the line lies that holds a place."""
    end = text.find("\n", place)
    return text.rfind("\n", 0, place) + 1, end if end >= 0 else len(text)


def with_neighbours(text: str, line: Span) -> Span:
    """Return where a line lies with those before and after it."""
    return line_around(text, max(0, line[0] - 1))[0], line_around(text, min(len(text), line[1] + 1))[1]
