"""gettext catalogues: English message in, message of one language out, with everything that is wrong in the file.

A message without translation, or with a wrong one, is an error, never English by accident; ``check`` says so before
anything is built. Never repeats what a catalogue holds: a wrong line may hold anything.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from email import message_from_string
from functools import lru_cache
from typing import NamedTuple

from build_tools.models import Reviewed, version_of
from build_tools.problems import BRACE, Fault
from build_tools.reviews import NO_REVIEW, review_in_catalogue

SOURCE_LANGUAGE = "en"

UNREADABLE_LINE = Fault(
    "catalogues.not_gettext",
    "is not a line of an entry: a remark, a msgid, then a msgstr, without msgctxt, plural forms and #~; compare it "
    "with the catalogue of another language",
)
HEADER = Fault(
    "catalogues.header",
    "must begin with a header, an entry with an empty msgid, that says once Language: {language} and Content-Type: "
    "text/plain; charset=UTF-8",
)
NO_TRANSLATION = Fault(
    "catalogues.no_translation",
    "is an entry without a translation that counts; write it between the quotes of msgstr, and delete a mark fuzzy",
)
MESSAGE_TWICE = Fault(
    "catalogues.message_twice", "is an entry whose msgid stands further above too; keep one of the two"
)
OTHER_SIGNS = Fault(
    "catalogues.other_placeholders",
    "is an entry whose translation must hold the same words in braces as its msgid, spelt alike, as often, with "
    "nothing else in the braces, and no line break or tab that its msgid has not",
)


class CatalogueFault(NamedTuple):
    """What is wrong in a catalogue, and the line from 1."""

    fault: Fault
    line: int


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Translations by English message, without those that are wrong, and the line of each. ``review`` is that of the
    whole catalogue, nothing where its header has none that counts, which is a fault."""

    language: str
    messages: Mapping[str, str]
    review: Reviewed | None
    lines: Mapping[str, int]
    faults: tuple[CatalogueFault, ...] = ()

    @property
    def reviewed(self) -> Reviewed:
        """The review as readers are told of it: without one that counts, a machine's translation."""
        return self.review or Reviewed(state="machine-translated")

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


def source_catalogue() -> Catalogue:
    """Return the catalogue of the language in which the messages are written."""
    return Catalogue(SOURCE_LANGUAGE, {}, Reviewed(state="source"), {})


@dataclass(slots=True)
class _Entry:
    """An entry as it stands in the file, with its line from 1."""

    line: int
    fuzzy: bool
    message: str = ""
    text: str = ""


# A preview that follows each change reads the same catalogues again.
@lru_cache(maxsize=16)
def read_catalogue(language: str, text: str) -> Catalogue:
    """Return a gettext catalogue. One with a line that cannot be read has no messages."""
    review = review_in_catalogue(text)
    try:
        found = _entries(text)
    except _Unreadable as error:
        return Catalogue(language, {}, review, {}, (CatalogueFault(UNREADABLE_LINE, error.line),))
    header, entries = (found[0], found[1:]) if found and not found[0].message else (None, found)
    wrong = {entry.line: fault for entry, fault in _judged(entries) if fault}
    faults = [*_wrong_header(header, language), *(CatalogueFault(fault, line) for line, fault in wrong.items())]
    if header and review is None:
        faults.append(CatalogueFault(NO_REVIEW, header.line))
    messages = {entry.message: entry.text for entry in entries if entry.line not in wrong}
    lines = {entry.message: entry.line for entry in entries if entry.message}
    return Catalogue(language, messages, review, lines, tuple(faults))


class _Unreadable(Exception):
    """Raised for a line that is none of an entry."""

    def __init__(self, line: int):
        super().__init__(line)
        self.line = line


_LINE = re.compile(r'#(?!~)(.*)|(?:(msgid|msgstr) +)?"((?:[^"\\]|\\[\\"nrt])*)"|')
"""A line without the spaces around it: a remark, a text that may begin a part of an entry, or nothing."""

_AFTER = {"msgid": ("", "msgstr"), "msgstr": ("msgid",), None: ("msgid", "msgstr")}
"""After which part of an entry a text may stand that begins one, or goes on with one."""

_ESCAPED = re.compile(r"\\(.)")
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t"}


def _entries(text: str) -> list[_Entry]:
    """Return the entries in order. Raises ``_Unreadable``."""
    entries: list[_Entry] = []
    part, is_fuzzy, lines = "", False, text.split("\n")
    for number, line in enumerate(lines, 1):
        form = _LINE.fullmatch(line.strip())
        if form is None or not _may_follow(form, part):
            raise _Unreadable(number)
        if form[2] == "msgid":
            entries.append(_Entry(number, is_fuzzy))
            is_fuzzy = False
        is_fuzzy = is_fuzzy or bool(re.match(",.*fuzzy", form[1] or ""))
        part = "" if form[1] is not None else form[2] or part
        if form[3] is not None:
            _join(entries[-1], part, _ESCAPED.sub(lambda sign: _CONTROLS.get(sign[1], sign[1]), form[3]))
    if part == "msgid":
        raise _Unreadable(len(lines))
    return entries


def _may_follow(form: re.Match[str], part: str) -> bool:
    """Tell whether a line may stand after a part of an entry; a remark parts entries and stands in none."""
    return part != "msgid" if form[1] is not None else form[3] is None or part in _AFTER[form[2]]


def _join(entry: _Entry, part: str, said: str) -> None:
    """Add a line of text to a part of an entry."""
    if part == "msgid":
        entry.message += said
    else:
        entry.text += said


def _wrong_header(header: _Entry | None, language: str) -> Iterator[CatalogueFault]:
    """Yield what a header does not say, or says otherwise; what else stands there, as tools write it, does no harm."""
    said = message_from_string(header.text if header else "")
    types = said.get_all("Content-Type", [])
    is_read = len(types) == 1 and said.get_content_charset() in ("utf-8", "utf8")
    if not is_read or said.get_all("Language") != [language]:
        yield CatalogueFault(HEADER.said(language=language), header.line if header else 1)


def _judged(entries: Sequence[_Entry]) -> Iterator[tuple[_Entry, Fault | None]]:
    """Yield each entry with what is wrong with it, if anything is."""
    known = {""}
    for entry in entries:
        yield entry, MESSAGE_TWICE if entry.message in known else _wrong_words(entry)
        known.add(entry.message)


def _wrong_words(entry: _Entry) -> Fault | None:
    """Return how a translation does not fit its message, if it does not."""
    if entry.fuzzy or not entry.text.strip():
        return NO_TRANSLATION
    wanted, found = (sorted(BRACE.findall(words)) for words in (entry.message, entry.text))
    is_other = wanted != found or {*found} & {*"{}"} or {*entry.text} & {*"\n\r\t"} - {*entry.message}
    return OTHER_SIGNS if is_other else None
