"""Read a gettext catalogue strictly, with everything that is wrong in the file.

In: text. Out: a catalogue with its faults. Never repeats what the file holds: a wrong line may hold anything.
"""

import io
import re
from collections.abc import Iterator
from email import message_from_string
from functools import lru_cache
from typing import NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, PoFileParser

from build_tools.localize.catalogue import Catalogue, CatalogueFault
from build_tools.problems import BRACE, Fault
from build_tools.reviews import NO_REVIEW, review_in_catalogue

UNREADABLE = Fault(
    "catalogues.not_gettext", "is not a gettext catalogue; compare it with the catalogue of another language"
)
STRUCK_OUT = Fault("catalogues.struck_out", "is an entry that is struck out with #~; delete it, or delete the mark")
PLURAL = Fault(
    "catalogues.plural_forms",
    "is an entry with plural forms, which the program does not read; those of nouns stand in vocabulary.yml",
)
CONTEXT = Fault("catalogues.context", "is an entry with msgctxt, which the program does not read; delete the line")
FUZZY = Fault(
    "catalogues.fuzzy", "is an entry marked fuzzy, which is doubtful; read its translation, then delete the mark"
)
TWICE = Fault("catalogues.message_twice", "is an entry whose msgid stands further above too; keep one of the two")
NO_HEADER = Fault(
    "catalogues.no_header",
    "does not begin with a header; copy the first entry, with an empty msgid, of another catalogue",
)
_NO_LANGUAGE_HEADER = Fault(
    "catalogues.no_language", "must say in its header which language it is in, once: Language: {language}"
)
_NO_CHARSET = Fault("catalogues.no_charset", "must say in its header, once: Content-Type: text/plain; charset=UTF-8")
NO_TRANSLATION = Fault(
    "catalogues.no_translation", "is an entry without a translation; write it between the quotes of msgstr"
)
_BRACES = Fault(
    "catalogues.other_placeholders",
    "is an entry whose translation must hold the same words in braces as its msgid, spelt alike, as often, and "
    "with nothing else in the braces",
)
BREAKS = Fault(
    "catalogues.line_break",
    "is an entry whose translation has a line break or tab that its msgid has not; write it on one line",
)


class PoEntry(NamedTuple):
    """An entry as it stands in the file, with its line from 1."""

    message: str
    text: str
    line: int
    fuzzy: bool


class PoEntries(Catalog):
    """What Babel's parser finds, in order: it would join entries, and read headers that we do not need."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[PoEntry] = []

    def __setitem__(self, _id: object, message: Message) -> None:
        """Take an entry as it is; ``_wrong_lines`` has let none with plural forms through."""
        self.found.append(PoEntry(str(message.id), str(message.string), message.lineno or 0, message.fuzzy))


# A preview that follows each change reads the same catalogues again.
@lru_cache(maxsize=16)
def read_catalogue(language: str, text: str) -> Catalogue:
    """Parse a gettext catalogue. One whose lines cannot be read has no messages."""
    faults = list(_wrong_lines(text))
    found = [] if faults else _entries_of(text, faults)
    header, entries = (found[0], found[1:]) if found and found[0].message == "" else (None, found)
    if not faults:
        faults += _wrong_header(header, language, text) if header else [CatalogueFault(NO_HEADER, 1)]
    wrong = {entry.line: fault for entry, fault in _judged(entries) if fault}
    sound = [entry for entry in entries if entry.line not in wrong]
    return Catalogue(
        language,
        {entry.message: entry.text for entry in sound},
        review_in_catalogue(text),
        {entry.message: entry.line for entry in entries if entry.message},
        (*faults, *wrong.values()),
    )


_LINE = re.compile(r'(#~|#).*|(?:(msg[a-z_]+)(\[[0-9]\])? +)?"(?:[^"\\]|\\[\\"nrt])*"|')
"""A line without the spaces around it: a remark, a text that may begin a part of an entry, or nothing. Babel drops the
last letter of a text whose quotes do not close, and says nothing."""

_AFTER = {"msgid": (None, "msgstr"), "msgstr": ("msgid",)}
"""After which part of an entry each may stand."""


def _wrong_lines(text: str) -> Iterator[CatalogueFault]:
    """Yield the lines that Babel would take for something else than they are, or drop."""
    last = None
    for number, line in enumerate(text.split("\n"), 1):
        form = _LINE.fullmatch(line.strip())
        part = form and form[2]
        if form and form[1] == "#~":
            yield CatalogueFault(STRUCK_OUT, number)
        elif part == "msgctxt" or part == "msgid_plural" or (form and form[3]):
            yield CatalogueFault(CONTEXT if part == "msgctxt" else PLURAL, number)
        elif not form or (part and last not in _AFTER.get(part, ())):
            yield CatalogueFault(UNREADABLE, number)
            return
        last = part if part in _AFTER else last


def _entries_of(text: str, faults: list[CatalogueFault]) -> list[PoEntry]:
    """Return the entries in order; what Babel cannot read is added to the faults."""
    entries = PoEntries()
    try:
        PoFileParser(entries, abort_invalid=True).parse(io.StringIO(text))
    except PoFileError as error:
        faults.append(CatalogueFault(UNREADABLE, (error.lineno or 0) + 1))
        return []
    return entries.found


def _wrong_header(header: PoEntry, language: str, text: str) -> Iterator[CatalogueFault]:
    """Yield what a header does not say, or says otherwise; what else stands there, as tools write it, does no harm."""
    said = message_from_string(header.text)
    types = said.get_all("Content-Type", [])
    if said.get_all("Language") != [language]:
        yield CatalogueFault(_NO_LANGUAGE_HEADER, header.line, {"language": language})
    if len(types) != 1 or said.get_content_charset() not in ("utf-8", "utf8"):
        yield CatalogueFault(_NO_CHARSET, header.line)
    if review_in_catalogue(text) is None:
        yield CatalogueFault(NO_REVIEW, header.line)


def _judged(entries: list[PoEntry]) -> Iterator[tuple[PoEntry, CatalogueFault | None]]:
    """Yield each entry with what is wrong with it, if anything is."""
    known: set[str] = set()
    for entry in entries:
        fault = FUZZY if entry.fuzzy else TWICE if entry.message in known else NO_HEADER if not entry.message else None
        fault = fault or _wrong_words(entry.message, entry.text)
        yield entry, CatalogueFault(fault, entry.line) if fault else None
        known.add(entry.message)


def _wrong_words(message: str, text: str) -> Fault | None:
    """Return how a translation does not fit its message, if it does not."""
    if not text.strip():
        return NO_TRANSLATION
    wanted, found = (sorted(BRACE.findall(words)) for words in (message, text))
    if wanted != found or {*found} & {*"{}"}:
        return _BRACES
    return BREAKS if {*text} & {*"\n\r\t"} - {*message} else None
