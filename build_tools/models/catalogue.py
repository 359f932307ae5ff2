"""A gettext catalogue: English message in, message of one language out, with everything that is wrong in the file.

Never repeats what a catalogue holds: a wrong line may hold anything.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email import message_from_string
from email.message import Message
from functools import lru_cache
from typing import NamedTuple

from pydantic import ValidationError

from build_tools.models.base import Reviewed, version_of
from build_tools.problems import BRACE, Fault

SOURCE_LANGUAGE = "en"

UNREADABLE_LINE = Fault(
    "catalogues.not_gettext",
    "begins what is no entry: remarks, a msgid, then a msgstr, without msgctxt, plural forms and #~; compare it with "
    "the catalogue of another language",
)
HEADER = Fault(
    "catalogues.header",
    "must begin with a header, an entry with an empty msgid, that says once Language: {language} and Content-Type: "
    "text/plain; charset=UTF-8",
)
WRONG_ENTRY = Fault(
    "catalogues.wrong_entry",
    "is an entry that does not count; write the translation between the quotes of msgstr, with the words in braces of "
    "its msgid, spelt alike, as often, and no other braces, line breaks and tabs; delete a mark fuzzy, and keep one of "
    "two entries with the same msgid",
)
NO_REVIEW = Fault(
    "reviews.no_review_in_header",
    "has no review that counts in its header; write X-Review-State: machine-translated, or reviewed with "
    "X-Reviewed-By (a role), X-Reviewed-On (a day such as 2022-01-19) and X-Reviewed-Version",
)
REVIEW_HEADERS = ("X-Review-State", "X-Reviewed-By", "X-Reviewed-On", "X-Reviewed-Version")
_REVIEW = dict(zip(REVIEW_HEADERS, ("state", "reviewed_by", "reviewed_on", "reviewed_version"), strict=True))
"""What the header of a catalogue says of its review, by the names that pages and data files use."""

_UNREAD = Reviewed(state="machine-translated")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Translations by English message, without those that are wrong, and the line of each; the review of all of it,
    which is that of a machine's translation where its header has none that counts; and what is wrong, with its line
    from 1."""

    language: str
    reviewed: Reviewed = _UNREAD
    messages: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    faults: tuple[tuple[Fault, int], ...] = ()

    @property
    def version(self) -> str:
        """A fingerprint of all messages with their translations."""
        return version_of(text for pair in sorted(self.messages.items()) for text in pair)

    def translate(self, message: str) -> str:
        """Return the message in this language. Raises ``LookupError`` where the catalogue lacks it."""
        if self.language == SOURCE_LANGUAGE:
            return message
        found = self.messages.get(message)
        if not found:
            raise LookupError(f"the catalogue {self.language} lacks a message: {message}")
        return found


class _Entry(NamedTuple):
    """An entry as it stands in the file, with its line from 1."""

    line: int
    is_fuzzy: bool
    message: str
    text: str


# A preview that follows each change reads the same catalogues again.
@lru_cache(maxsize=16)
def read_catalogue(language: str, text: str) -> Catalogue:
    """Return a gettext catalogue. One with a line that cannot be read has no messages, that of the language in which
    they are written needs none."""
    if language == SOURCE_LANGUAGE:
        return Catalogue(language, Reviewed(state="source"))
    found = _entries(text)
    if isinstance(found, int):
        return Catalogue(language, faults=((UNREADABLE_LINE, found),))
    header, *entries = found if found and not found[0].message else [_Entry(1, False, "", ""), *found]
    said = message_from_string(header.text)
    review = _review(said)
    first = {entry.message: entry for entry in reversed(entries)}
    wrong = dict.fromkeys(entry for entry in entries if entry != first[entry.message] or not _fits(entry))
    of_header = (*_wrong_header(said, language), *(() if review else (NO_REVIEW,)))
    faults = (*((fault, header.line) for fault in of_header), *((WRONG_ENTRY, entry.line) for entry in wrong))
    messages = {entry.message: entry.text for entry in entries if entry not in wrong}
    lines = {entry.message: entry.line for entry in entries if entry.message}
    return Catalogue(language, review or _UNREAD, messages, lines, faults)


_LINE = r'"(?:[^"\\\n]++|\\[\\"nrt])*+"[ \t]*\n'
_STRINGS = rf"{_LINE}(?:[ \t]*{_LINE})*"
_REMARKS = re.compile(r"(?:[ \t]*(?:#(?!~).*)?\n)*")
_ENTRY = re.compile(rf"[ \t]*msgid +({_STRINGS})[ \t]*msgstr +({_STRINGS})")
_STRING = re.compile(r'"((?:[^"\\]++|\\.)*+)"')
_ESCAPED = re.compile(r"\\(.)")
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t"}


def _entries(text: str) -> list[_Entry] | int:
    """Return the entries in order, or the line of the first that cannot be read."""
    entries, place, line = list[_Entry](), 0, 1
    text += "\n"
    while (remarks := _REMARKS.match(text, place)) and remarks.end() < len(text):
        line += remarks[0].count("\n")
        found = _ENTRY.match(text, remarks.end())
        if found is None:
            return line
        is_fuzzy = "fuzzy" in remarks[0] and re.search(r"^[ \t]*#,.*fuzzy", remarks[0], re.MULTILINE) is not None
        entries.append(_Entry(line, is_fuzzy, _joined(found[1]), _joined(found[2])))
        line += found[0].count("\n")
        place = found.end()
    return entries


def _joined(strings: str) -> str:
    """Return what several quoted lines say together."""
    return _ESCAPED.sub(lambda sign: _CONTROLS.get(sign[1], sign[1]), "".join(_STRING.findall(strings)))


def _wrong_header(said: Message, language: str) -> Iterator[Fault]:
    """Yield what a header does not say, or says otherwise; what else stands there, as tools write it, does no harm."""
    types = said.get_all("Content-Type", [])
    is_read = len(types) == 1 and said.get_content_charset() in ("utf-8", "utf8")
    if not is_read or said.get_all("Language") != [language]:
        yield HEADER.filled(language=language)


def _review(said: Message) -> Reviewed | None:
    """Return the review that a header states, or nothing where that is none; without any it is a machine's
    translation."""
    lines = [(name, value.strip(" ")) for name, value in said.items() if name.startswith("X-Review")]
    if len(dict(lines)) < len(lines) or not dict(lines).keys() <= _REVIEW.keys():
        return None
    try:
        return Reviewed.model_validate({"state": _UNREAD.state, **{_REVIEW[name]: value for name, value in lines}})
    except ValidationError:
        return None


def _fits(entry: _Entry) -> bool:
    """Whether an entry has a translation that fits its message."""
    wanted, found = (sorted(BRACE.findall(words)) for words in (entry.message, entry.text))
    breaks = any(sign in entry.text and sign not in entry.message for sign in "\n\r\t")
    is_other = wanted != found or breaks or {*found} & {*"{}"}
    return bool(entry.message and entry.text.strip()) and not (entry.is_fuzzy or is_other)
