"""Read one text file that people write: as UTF-8, whole, within its bounds (`tree.py`), without hidden signs.

In: a folder and a relative path, or bytes. Out: text with LF line ends, or problems that say what to do. Never
changes a word, never repeats what a file holds.
"""

import codecs
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from build_tools.files import tree
from build_tools.files.tree import TOO_LARGE, excesses, most_of
from build_tools.problems import Fault, Problem

_CONFLICT = re.compile(r"^(<<<<<<<|>>>>>>>)", re.MULTILINE)
_UNFINISHED = Fault(
    "files.unfinished_merge",
    "has the marks of an unfinished merge (such as =======); keep one of the two versions and delete the marks",
)
_NOT_UTF8 = Fault("files.not_utf8", "is not a text in UTF-8, but perhaps in UTF-16 or Windows-1251; save it as UTF-8")
_HIDDEN = Fault(
    "files.hidden_sign",
    "has a sign that nobody sees at character {column} of this line, such as a soft hyphen, a mark of direction, a "
    "part of an emoji, or what is left of a lost letter; delete it, or write the letter again",
)

# Control characters, separators of lines, half characters, U+FFFD (a lost letter); all that Unicode calls ignorable by
# default (DerivedCoreProperties.txt, Default_Ignorable_Code_Point); signs of annotation, and the empty one of Braille.
CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufff9-\uffff\u2800"
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_ENTITY = re.compile(r"&(?:#0*[0-9]{1,7}|#[xX]0*[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")


Read = tuple[str | None, list[Problem]]
"""The text of a file, or why it has none."""


def read_text(root: Path, relative: str, limit: int | None = None) -> Read:
    """Return the text of the file at ``relative`` (with ``/``) below ``root``, at most ``limit`` bytes, by default
    those that a file of people may have. Any problem means no text."""
    most = limit or most_of(relative)
    data = tree.read(root, relative, most)
    return (None, [Problem(relative, data)]) if isinstance(data, Fault) else text_in(data, relative, most)


def text_in(data: bytes, relative: str, limit: int | None = None) -> Read:
    """Return the text of a file that has these bytes; of what lies in no folder, such as a file of a commit."""
    most = limit or most_of(relative)
    if len(data) > most:
        return None, [Problem(relative, TOO_LARGE, values={"limit": most // 1024})]
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [Problem(relative, _NOT_UTF8, line=data.count(b"\n", 0, error.start) + 1)]
    if "\0" in text:
        return None, [Problem(relative, _NOT_UTF8)]
    text = text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
    problems = list(_hidden_signs(text, relative)) if hidden_in(text) is not None else []
    problems.extend(Problem(relative, fault, line=line) for fault, line in excesses(relative, text))
    if ("<<<<<<<" in text or ">>>>>>>" in text) and (mark := _CONFLICT.search(text)):
        problems.append(Problem(relative, _UNFINISHED, line=text.count("\n", 0, mark.start()) + 1))
    return (None if problems else text), problems


def catalogue_text(locales: Path, domain: str, language: str) -> str | None:
    """Return the text of one gettext catalogue, or nothing where it does not exist or cannot be read."""
    return read_text(locales, f"{domain}.{language}.po", CATALOGUE_LIMIT)[0]


def _hidden_signs(text: str, path: str) -> Iterator[Problem]:
    """Yield a problem for each line that holds such a sign, with the place of the first."""
    for number, line in enumerate(text.split("\n"), 1):
        if (place := hidden_in(line)) is not None:
            yield Problem(path, _HIDDEN, values={"column": place + 1}, line=number)


def hidden_in(text: str) -> int | None:
    """Return where the first sign stands that nobody sees, itself or as an entity of HTML such as ``&shy;``."""
    if found := CONTROL.search(text):
        return found.start()
    entities = _ENTITY.finditer(text) if "&" in text else ()
    return next((entity.start() for entity in entities if _is_hidden(entity[0])), None)


def _is_hidden(entity: str) -> bool:
    """Tell whether an entity means a sign that nobody sees; one that means no sign at all is left out by browsers."""
    meant = unescape(re.sub("(?<=[#xX])0+(?=[0-9a-fA-F])", "", entity))
    return not meant or CONTROL.search(meant) is not None


CATALOGUE_LIMIT = 1_048_576
"""Bytes of a gettext catalogue."""
