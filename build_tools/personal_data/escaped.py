"""A text once more with the codes that programs write for letters: of JSON, RTF, links, mail, git and hosts.

In: any text. Out: a text whose signs know where they stand in the first; the same where it holds no such code.
"""

import re

from build_tools.personal_data.normalise import Plain, replaced

_CODES = re.compile(
    r"\\u-?\d{3,5}(?:\?|\\'[0-9a-f]{2})|\\u\{[0-9a-f]{2,6}\}|(?:\\u[0-9a-f]{4})++|(?:\\['x][0-9a-f]{2})++|"
    r"(?:\\[0-3][0-7]{2}){2,}+|\\0{0,2}4[0-9a-f]{2} ?|(?:%[0-9a-f]{2})++|=[0-9A-F]{2}(?:(?:=\n)?=[0-9A-F]{2})++|"
    r"xn--[a-z0-9-]{2,59}",
    re.IGNORECASE,
)
_PAIRS = re.compile(r"(?:\\'|\\x|%|=)([0-9a-fA-F]{2})")
_OF_FOUR = re.compile(r"\\u([0-9a-fA-F]{4})")
_OCTAL, _WHOLE_OCTAL = re.compile(r"\\([0-3][0-7]{2})"), re.compile(r"(?:\\[0-3][0-7]{2})+")
_NUMBER = re.compile(r"\\u(-?\d+)[?\\]")
_HOST = "xn--"


def decoded(text: str) -> Plain:
    """Return a text with letters for their codes."""
    return replaced(Plain(text), _CODES, lambda code: letters(code[0]))


def letters(code: str) -> str:
    """Return the letters that a code stands for, and the code itself where it stands for none."""
    try:
        return _letters(code)
    except ValueError:
        return code


def _letters(code: str) -> str:
    """Return the same. Raises ``ValueError``."""
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
