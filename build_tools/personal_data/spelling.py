"""Spellings that hide what a text says: refused for themselves, or read as the letters that they stand for.

In: a text made ready, or any text. Out: findings in the original text; a text with letters for the codes that programs
write: those of JSON, RTF, links, mail, git and hosts.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from unicodedata import combining, normalize

from build_tools.personal_data.normalise import CYRILLIC, STRANGE_SIGN, Plain, Span, replaced
from build_tools.personal_data.table import Finding, rows

_LETTER = r"[^\W\d_]"
_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_OTHER = f"{CYRILLIC}\u0370-\u03ff"
_LETTERS = re.compile(rf"{_LETTER}+")
_MIXED = re.compile(f"[{_LATIN}](?:(?=[{_OTHER}])|(?<=[{_OTHER}].))")
_APART = re.compile(
    rf"(?<!{_LETTER})[{_LATIN}](?:[ \u00a0]{{1,3}}[{_LATIN}]){{3,}}(?!{_LETTER})|"
    rf"(?<!{_LETTER})[{_OTHER}](?:[ \u00a0]{{1,3}}[{_OTHER}]){{3,}}(?!{_LETTER})|"
    rf"(?<!{_LETTER}){_LETTER}([-._*~|/]){_LETTER}(?:\1{_LETTER}){{3,}}(?!{_LETTER})|"
    rf"(?<!{_LETTER}){_LETTER}(?:[ \u00a0]{{2,3}}{_LETTER}){{3,}}(?!{_LETTER})"
)
"""A word whose letters stand apart."""

_PARTS = r"[-._*~|/ \u00a0]{1,3}"
_MAYBE_APART = re.compile(rf"[-._*~|/ \u00a0](?={_LETTER}{_PARTS}{_LETTER}{_PARTS}{_LETTER}(?!{_LETTER}))")
_ABOVE = re.compile("[\u0300-\u036f]")
_ACCENT = re.compile(f"{_LETTER}{_ABOVE.pattern}{{1,8}}")
_ROMAN = re.compile("[IVXLCІХС]+")
"""Roman figures, which laws often write with letters of both."""


def spellings(text: str) -> Iterator[Finding]:
    """Yield what hides something in a text: words of two alphabets, letters apart, accents that make no letter of their
    own, and what the rows of the table find."""
    yield from (Finding(*span, "HYGIENE", "block") for spans in HIDDEN_SPELLINGS for span in spans(text))
    is_strange = bool(STRANGE_SIGN.search(text))
    for row in (row for row in rows() if "original" in row.forms):
        if any(sign in text for sign in row.signs) if row.signs else is_strange:
            for pattern in row.patterns:
                yield from (Finding(*one.span(), row.kind, row.severity) for one in pattern.finditer(text))


def hidden_words(text: str) -> Iterator[Finding]:
    """Yield the words of two alphabets and those whose letters stand apart, as a reader takes a text."""
    yield from (Finding(*span, "HYGIENE", "block") for spans in HIDDEN_SPELLINGS[:2] for span in spans(text))


def _mixed_words(text: str) -> Iterator[Span]:
    """Yield the words of two alphabets that are no Roman figures."""
    if _MIXED.search(text):
        words = (one for one in _LETTERS.finditer(text) if _MIXED.search(one[0]) and not _ROMAN.fullmatch(one[0]))
        yield from (word.span() for word in words)


def _letters_apart(text: str) -> Iterator[Span]:
    """Yield the words whose letters stand apart, which most texts are quickly known not to have."""
    if _MAYBE_APART.search(text):
        yield from (found.span() for found in _APART.finditer(text))


def _accents(text: str) -> Iterator[Span]:
    """Yield the letters with an accent that makes no letter of its own of them."""
    if _ABOVE.search(text):
        accents = (one for one in _ACCENT.finditer(text) if any(map(combining, normalize("NFC", one[0]))))
        yield from (found.span() for found in accents)


HIDDEN_SPELLINGS: list[Callable[[str], Iterator[Span]]] = [_mixed_words, _letters_apart, _accents]

_CODES = re.compile(
    r"(?P<decimal>\\u-?\d{3,5}(?:\?|\\'[0-9a-f]{2}))|(?P<braced>\\u\{[0-9a-f]{2,6}\})|(?P<units>(?:\\u[0-9a-f]{4})++)|"
    r"(?P<pairs>(?:\\['x][0-9a-f]{2})++|(?:%[0-9a-f]{2})++|=[0-9A-F]{2}(?:(?:=\n)?=[0-9A-F]{2})++)|"
    r"(?P<octal>(?:\\[0-3][0-7]{2}){2,}+)|(?P<padded>\\0{0,2}4[0-9a-f]{2} ?)|(?P<host>xn--[a-z0-9-]{2,59})",
    re.IGNORECASE,
)
_SIGNS_OF_CODES = ("\\", "%", "=", "n--", "N--")
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
    if not any(sign in text for sign in _SIGNS_OF_CODES):
        return Plain.of(text)
    return replaced(Plain.of(text), _CODES, _letters)


def _letters(code: re.Match[str]) -> str:
    """Return the letters that a code stands for, and the code itself where it stands for none, as in n%10."""
    with suppress(ValueError):
        letters = _DECODERS[str(code.lastgroup)](code[0])
        return letters if max(letters) >= " " else code[0]
    return code[0]
