"""Spellings that hide what a text says, refused for themselves: nothing has to be found behind them.

In: the original text. Out: findings in it.
"""

import re
from collections.abc import Iterator
from unicodedata import combining, normalize

from build_tools.personal_data.finding import Finding
from build_tools.personal_data.normalise import LETTER, MIXED, SPACED, WORD, has_letters_apart, is_mixed, signs_of
from build_tools.reachable import UNSEEN

NUMERIC_ENTITY = re.compile(r"&#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});")
LETTER_ENTITY = re.compile(r"(?<=\w)&(?:shy|zwnj|zwj|ZeroWidthSpace|NoBreak|[a-zA-Z]cy|[A-Z]Ocy);|&[A-Za-z]{1,4}cy;")
ELEMENTS = (
    "a|abbr|b|big|br|center|code|del|div|em|embed|font|form|h[1-6]|hr|i|iframe|img|input|ins|kbd|label|li|link|"
    "mark|meta|"
    "nobr|object|ol|p|pre|s|script|small|span|strike|strong|style|sub|sup|svg|table|tbody|td|th|tr|tt|u|ul|video|wbr"
)
TAG = rf"/?(?:{ELEMENTS})(?:\s[^<>\n]{{0,300}})?/?>"
RAW_HTML = re.compile(rf"<(?<=[\w>]<){TAG}|<{TAG}(?=[\w<])|<(?<=\w<)!--|-->(?=\w)", re.IGNORECASE)
OTHER_DIGIT = re.compile(r"(?![0-9])\d")
OTHER_LETTER = re.compile("[\uff21-\uff3a\uff41-\uff5a\u24b6-\u24e9\U0001d400-\U0001d7cb\U0001f130-\U0001f189]")
"""Letters of the full width of a sign of Chinese, in circles, and of formulas."""

ABOVE = re.compile("[\u0300-\u036f]")
ACCENT = re.compile(f"{LETTER}[\u0300-\u036f]{{1,8}}")
EMPHASIS = re.compile(rf"[*~`_](?:(?<={LETTER}[*~`])[*~`]{{0,2}}|(?<={LETTER}_)_)(?={LETTER})")
ROMAN = re.compile("[IVXLCІХС]+")
"""Roman figures, which laws often write with letters of both."""

APART = re.compile(rf"{SPACED.pattern}|(?<!{LETTER}){LETTER}(?:[ \u00a0]{{2,3}}{LETTER}){{3,}}(?!{LETTER})")

PATTERNS = (
    (UNSEEN, UNSEEN),
    (re.compile("&"), NUMERIC_ENTITY),
    (re.compile("&"), LETTER_ENTITY),
    (re.compile("[<>]"), RAW_HTML),
    (OTHER_DIGIT, OTHER_DIGIT),
    (OTHER_LETTER, OTHER_LETTER),
    (re.compile("[*~`_]"), EMPHASIS),
)
"""Which signs of a text call for a pattern."""


def hidden(text: str) -> Iterator[Finding]:
    """Yield signs that nobody sees, numbers for letters, marks inside a word and letters that stand apart."""
    signs = signs_of(text)
    for calls, pattern in PATTERNS:
        if calls.search(signs):
            yield from (Finding(*found.span(), "HYGIENE", "block") for found in pattern.finditer(text))
    if has_letters_apart(text):
        yield from (Finding(*found.span(), "HYGIENE", "block") for found in APART.finditer(text))


def accented(text: str) -> Iterator[Finding]:
    """Yield letters with a sign above them that makes no letter of its own."""
    for found in ACCENT.finditer(text) if ABOVE.search(signs_of(text)) else ():
        if any(combining(sign) for sign in normalize("NFC", found[0])):
            yield Finding(*found.span(), "HYGIENE", "block")


def mixed(text: str) -> Iterator[Finding]:
    """Yield words that hold letters of two alphabets."""
    if is_mixed(text):
        words = WORD.finditer(text)
        mixed_words = (word for word in words if MIXED.search(word[0]) and not ROMAN.fullmatch(word[0]))
        yield from (Finding(*word.span(), "HYGIENE", "block") for word in mixed_words)


OWN = (
    "\\x00-\u052f\u1c80-\u1c8f\u1d00-\u2bff\u2c60-\u2c7f\u2de0-\u2e7f\u3000-\u3004\u3008-\u3020\ua640-\ua69f\ua700-\ua7ff"
    "\uab30-\uab6f\ud800-\uf8ff\ufb00-\ufb06\ufe00-\ufe6f\ufeff-\uff65\uffe0-\uffff"
    "\U0001d000-\U0001dfff\U0001f000-\U0001faff\U000e0000-\U0010ffff"
)
"""Latin, Cyrillic and Greek with their supplements, and what stands in every script: digits, marks, pictures."""

FOREIGN = re.compile(f"[^{OWN}]")
RUN = re.compile(rf"[^{OWN}](?<!\d)(?:[ \u00a0\u3000\u00b7.-]?[^{OWN}])+")
"""A letter with another, or with a vowel that is set to it, beside it or one sign further. Digits have another rule."""


def foreign(text: str) -> Iterator[Finding]:
    """Yield words in other scripts."""
    if FOREIGN.search(signs_of(text)):
        yield from (Finding(*found.span(), "PERSON", "block") for found in RUN.finditer(text))
