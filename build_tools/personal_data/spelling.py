"""Spellings that hide what a text says: refused for themselves, or read as the letters that they stand for.

In: a text made ready, or any text. Out: findings in the original text; a text with letters for the codes that programs
write: those of JSON, RTF, links, mail, git and hosts.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from unicodedata import combining, normalize

from build_tools.personal_data.normalise import (
    APART,
    LETTER,
    LETTERS,
    MIXED,
    STRANGE_SIGN,
    Plain,
    Span,
    may_be_apart,
    replaced,
)
from build_tools.personal_data.table import Finding, rows

_ABOVE = re.compile("[\u0300-\u036f]")
_ACCENT = re.compile(f"{LETTER}{_ABOVE.pattern}{{1,8}}")
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
                yield from (Finding(*one.span(), row.category, row.severity) for one in pattern.finditer(text))


def _mixed_words(text: str) -> Iterator[Span]:
    """Yield the words of two alphabets that are no Roman figures."""
    if MIXED.search(text):
        words = (word for word in LETTERS.finditer(text) if MIXED.search(word[0]) and not _ROMAN.fullmatch(word[0]))
        yield from (word.span() for word in words)


def _letters_apart(text: str) -> Iterator[Span]:
    """Yield the words whose letters stand apart."""
    if may_be_apart(text):
        yield from (found.span() for found in APART.finditer(text))


def _accents(text: str) -> Iterator[Span]:
    """Yield the letters with an accent that makes no letter of its own of them."""
    if _ABOVE.search(text):
        accents = (one for one in _ACCENT.finditer(text) if any(map(combining, normalize("NFC", one[0]))))
        yield from (found.span() for found in accents)


HIDDEN_SPELLINGS: list[Callable[[str], Iterator[Span]]] = [_mixed_words, _letters_apart, _accents]

_CODES = re.compile(
    r"\\u-?\d{3,5}(?:\?|\\'[0-9a-f]{2})|\\u\{[0-9a-f]{2,6}\}|(?:\\u[0-9a-f]{4})++|(?:\\['x][0-9a-f]{2})++|"
    r"(?:\\[0-3][0-7]{2}){2,}+|\\0{0,2}4[0-9a-f]{2} ?|(?:%[0-9a-f]{2})++|=[0-9A-F]{2}(?:(?:=\n)?=[0-9A-F]{2})++|"
    r"xn--[a-z0-9-]{2,59}",
    re.IGNORECASE,
)
_SIGNS_OF_CODES = ("\\", "%", "=", "n--", "N--")
_PAIRS = re.compile(r"(?:\\'|\\x|%|=)([0-9a-fA-F]{2})")
_OF_FOUR = re.compile(r"\\u([0-9a-fA-F]{4})")
_OCTAL, _WHOLE_OCTAL = re.compile(r"\\([0-3][0-7]{2})"), re.compile(r"(?:\\[0-3][0-7]{2})+")
_NUMBER = re.compile(r"\\u(-?\d+)[?\\]")
_HOST = "xn--"


def decoded(text: str) -> Plain:
    """Return a text with letters for their codes, whose signs know where they stand in the first."""
    if not any(sign in text for sign in _SIGNS_OF_CODES):
        return Plain.of(text)
    return replaced(Plain.of(text), _CODES, lambda code: _letters(code[0]))


def _letters(code: str) -> str:
    """Return the letters that a code stands for, and the code itself where it stands for none, as in n%10."""
    with suppress(ValueError):
        letters = _decoded(code)
        return letters if max(letters) >= " " else code
    return code


def _decoded(code: str) -> str:
    """Return the letters of a code. Raises ``ValueError`` where they are none."""
    if code.lower().startswith(_HOST):
        return code[len(_HOST) :].encode("ascii").decode("punycode")
    if number := _NUMBER.match(code):
        return chr(int(number[1]) % 0x10000)
    if pairs := _PAIRS.findall(code):
        return _of_bytes(bytes.fromhex("".join(pairs)))
    if units := _OF_FOUR.findall(code):
        return bytes.fromhex("".join(units)).decode("utf-16-be")
    if _WHOLE_OCTAL.fullmatch(code):
        return _of_bytes(bytes(int(one, 8) for one in _OCTAL.findall(code)))
    return chr(int(code.strip("\\u{} "), 16))


def _of_bytes(data: bytes) -> str:
    """Return bytes as the text that they are in UTF-8, or on an old Russian computer."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1251")
