"""Read one text file that people write: as UTF-8, whole, and within its bounds (`bounds.py`).

In: a folder and a relative path, or bytes. Out: text with LF line ends, or problems that say what to do. Never
changes a word, never repeats what a file holds.
"""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from build_tools import tree
from build_tools.bounds import TOO_LARGE, excesses, most_of
from build_tools.load.signs import hidden_in
from build_tools.problems import Fault, Problem

_CONFLICT = re.compile(r"^(<<<<<<<|>>>>>>>)", re.MULTILINE)
_UNFINISHED = Fault(
    "files.unfinished_merge",
    "has the marks of an unfinished merge (such as =======); keep one of the two versions and delete the marks",
)


def read_text(root: Path, relative: str, limit: int | None = None) -> tuple[str | None, list[Problem]]:
    """Read the UTF-8 file at ``relative`` (with ``/``) below ``root``, at most ``limit`` bytes, by default
    those that a file of people may have.

    Line ends become LF and a byte order mark is dropped. Any problem means no text.
    """
    most = limit or most_of(relative)
    data = tree.read(root, relative, most)
    return (None, [Problem(relative, data)]) if isinstance(data, Fault) else text_in(data, relative, most)


def text_in(data: bytes, relative: str, limit: int | None = None) -> tuple[str | None, list[Problem]]:
    """Return the text of a file that has these bytes; of what lies in no folder, such as a file of a commit."""
    most = limit or most_of(relative)
    if len(data) > most:
        return None, [Problem(relative, TOO_LARGE, values={"limit": most // 1024})]
    text = _decode(data.removeprefix(codecs.BOM_UTF8), relative)
    if isinstance(text, Problem):
        return None, [text]
    problems = list(_hidden_characters(text, relative)) if hidden_in(text) is not None else []
    problems.extend(Problem(relative, fault, line=line) for fault, line in excesses(relative, text))
    if ("<<<<<<<" in text or ">>>>>>>" in text) and (mark := _CONFLICT.search(text)):
        problems.append(Problem(relative, _UNFINISHED, line=text.count("\n", 0, mark.start()) + 1))
    return (None if problems else text), problems


def _decode(data: bytes, path: str) -> str | Problem:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in data:
        return Problem(path, Fault("files.utf16", "is saved as UTF-16 or is not a text; save it as UTF-8"))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return Problem(path, _encoding_fault(data), line=data.count(b"\n", 0, error.start) + 1)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _encoding_fault(data: bytes) -> Fault:
    """Recognise Windows-1251: most bytes above 127 are letters from 0xC0 on; in UTF-8 Cyrillic only half."""
    high = [byte for byte in data if byte > 127]
    if sum(byte >= 0xC0 for byte in high) > 0.75 * len(high):
        return Fault("files.windows_1251", "is not UTF-8 and looks like Windows-1251; save it as UTF-8")
    return Fault("files.not_utf8", "is not UTF-8; save it as UTF-8")


def _hidden_characters(text: str, path: str) -> Iterator[Problem]:
    """One problem for each line that holds such a character, with the place of the first."""
    lost = Fault("files.lost_letter", "has lost a letter at character {column} of this line; write the letter again")
    hidden = Fault(
        "files.hidden_sign",
        "has a sign that nobody sees at character {column} of this line, such as a soft hyphen, a mark of "
        "direction or a part of an emoji; delete it",
    )
    for number, line in enumerate(text.split("\n"), 1):
        if (place := hidden_in(line)) is not None:
            message = lost if line[place] == "\ufffd" else hidden
            yield Problem(path, message, values={"column": place + 1}, line=number)
