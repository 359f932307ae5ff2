"""What in the text of a file is known to be no number and no address of anybody, and what only begins a sentence.

In: the path of a file and its text. Out: a text of the same length, so that every place stays.
"""

import re

from build_tools import paths
from build_tools.personal_data.table import pattern
from build_tools.screening.values import apart, data_of

PUBLISHED = (f"{paths.CONTENT}/", f"{paths.CASES}/")
"""The folders of what readers see."""

SCHEMA = ".schema.json"
_CATALOGUES = f"{paths.SITE_SRC}/locales/"

_VERSION = re.compile(r"(?<=ersion: )([\"']?)[0-9a-f]{12}\b|(?<=seal: )([\"']?)[0-9a-f]{12}\b")
"""An earlier fingerprint of words, which the check holds against them; today they look like no number."""

_ZEROS = re.compile(r"(?<!\w)(?:0{9,}|0123456789)(?!\w)")
"""What stands for a number where none is meant."""

_RESERVED = re.compile(
    r"(?:mailto:(?=[\w.+-]{1,64}@)|@)(?=(?:[\w.+-]{1,64}@)?[A-Za-z0-9.-]{0,200}\b(?:invalid|example|test|localhost|example\.(?:com|net|org))\b(?![.-]?[A-Za-z0-9]))"
)
"""Before a name of the internet that is reserved for examples (RFC 2606) and reaches nobody. What stands before the
sign is judged as words."""

_REMARK = re.compile(r"^[ ]*#.*", re.MULTILINE)
_LOCKS, _RELEASED = "requirements/", re.compile(r"(?<===)[0-9][0-9A-Za-z.+!]*")
"""Some packages have the day in the number of a release."""

_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)[^`]{1,2000}\1(?!`)")
_FENCED = re.compile(r"^[ ]{0,3}```.*?^[ ]{0,3}```", re.MULTILINE | re.DOTALL)
_MESSAGE = re.compile(r'^(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) "|\\[nt]', re.MULTILINE)
"""In a catalogue, after which a sentence begins."""

_ANGLES = str.maketrans("<>", "  ")


def mask(path: str, text: str) -> str:
    """Return a text of the same length without what is known to be no number and no address of anybody."""
    for known in (pattern("DIGEST_ALONE"), _VERSION, _ZEROS):
        text = known.sub(lambda found: "x" * len(found[0]), text)
    text = _without_reserved(path, text)
    if path.startswith(_LOCKS):
        text = _RELEASED.sub(lambda found: "x" * len(found[0]), text)
    if data := data_of(path, text):
        text = apart(data) + text[len(data) :]
    if path.endswith(".md"):
        return _CODE.sub(lambda code: code[0].translate(_ANGLES), text)
    if path.startswith(_CATALOGUES):
        text = _MESSAGE.sub(lambda found: "\n".rjust(len(found[0])), text)
    return text.translate(_ANGLES) if path.startswith(f"{_CATALOGUES}problems.") else text


def _without_reserved(path: str, text: str) -> str:
    """Return a text without the addresses that are kept for examples. In what is published an address is one, whoever
    it reaches, and only a remark in data may show one."""
    if path.endswith(SCHEMA) or not path.startswith((*PUBLISHED, _CATALOGUES)):
        return _RESERVED.sub(_blank, text)
    if path.endswith(".yml"):
        return _REMARK.sub(lambda remark: _RESERVED.sub(_blank, remark[0]), text)
    return text


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def code_in(path: str, text: str) -> list[tuple[int, int]]:
    """Return the stretches of a guide that are code: what is written there is the program's, such as names of its
    parts. Pages have no code."""
    if not path.endswith(".md") or path.startswith(PUBLISHED):
        return []
    return [found.span() for pattern in (_FENCED, _CODE) for found in pattern.finditer(text)]
