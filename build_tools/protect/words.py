"""What in a commit beside its files may be personal: who made it, its message, tags, and names of branches.

In: objects as git stores them, and names. Out: what was found, and how it is said: place and kind, and what to write in
its place, never what it is.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from build_tools.closed_tree import sayable
from build_tools.personal_data import Finding, find
from build_tools.personal_data.table import FAULTS
from build_tools.problems import N_, Fault, Translate, fill, in_english, text_of
from build_tools.screening import files
from build_tools.screening.data import mask
from build_tools.screening.files import NOT_TEXT, is_bare
from build_tools.screening.finder import ELSEWHERE, Finder, place_of, tells_a_story

WHO = Fault(
    "protect.author",
    "names a person, or an address that reaches one; commit as a role: `transparency protect install` offers one",
)
OF_A_MESSAGE, OF_AN_AUTHOR = N_("(its message)"), N_("(its author or committer)")
OF_A_TAG, OF_A_REF = N_("(an annotated tag)"), N_("(the name of a branch or tag)")
_BY_NUMBER = N_("(file {number} of the commit, by path)")
_SHORT = 10

_PERSON = re.compile(rb"(?:author|committer|tagger) ([^<>\n]*) <([^<>\n]*)> [0-9]{1,20} [+-][0-9]{4}")
_SILENT = re.compile(r"(?:.*[.@])?no-?reply(?:[.@].*)?", re.IGNORECASE)
"""An address at which a host takes no mail."""

_NO_TEXT = "\ufffd"
"""What is read where bytes are none of a text."""

_OWN_LINES = (b"tree ", b"parent ", b"object ", b"type ")
_SIGNATURE = re.compile(rb"^ ?-----BEGIN (?:PGP|SSH) SIGNATURE-----.*?(?:^ ?-----END |\Z)", re.MULTILINE | re.DOTALL)
_CODED = re.compile(rb"^ ?(?:[A-Za-z0-9+/=]{0,100}|-----BEGIN (?:PGP|SSH) SIGNATURE-----)$", re.MULTILINE)
"""The lines of a signature that are numbers of a machine."""


@dataclass(frozen=True, slots=True)
class GateFinding:
    """One thing that may be personal. ``path`` is that of a file and ``number`` its place among those of the commit;
    ``commit`` is a digest, ``part`` says of what the line is, if it is of no file."""

    fault: Fault
    path: str = ""
    line: int | None = None
    column: int | None = None
    commit: str = ""
    part: str = ""
    number: int = 0


def gate_report(found: Iterable[GateFinding], translate: Translate = in_english) -> list[str]:
    """Return a line for each place."""
    every = dict.fromkeys(found)
    return [f"{_place(one, translate)}: {text_of(one.fault.message, one.fault.values, translate)}" for one in every]


def _place(one: GateFinding, translate: Translate) -> str:
    """Return where something stands, from the commit to the column; a file whose name is not said, by its number."""
    path = sayable(one.path) if one.path else ""
    commit = f"commit {one.commit[:_SHORT]}" if one.commit else ""
    unsaid = fill(translate(_BY_NUMBER), number=one.number) if path != one.path else ""
    spot = ":".join(str(step) for step in (path, one.line, one.column) if step not in ("", None))
    return " ".join(filter(None, (commit, spot, unsaid, translate(one.part) if one.part else "")))


def of_object(data: bytes, part: str, finder: Finder) -> Iterator[GateFinding]:
    """Yield what may be personal in a commit or an annotated tag as git stores it: who made it, and its words."""
    head, _, message = data.partition(b"\n\n")
    lines = head.split(b"\n")
    people = (person for line in lines if (person := _PERSON.fullmatch(line)))
    who = ([part.decode("utf-8", "replace") for part in person.groups()] for person in people)
    if any(is_a_person(name, address, finder) for name, address in who):
        yield GateFinding(WHO, part=OF_AN_AUTHOR)
    others = (line for line in lines if not line.startswith(_OWN_LINES) and not _PERSON.fullmatch(line))
    yield from of_words(b"\n".join(others), part, finder)
    yield from of_words(message, part, finder)


def of_words(data: bytes, part: str, finder: Finder = find) -> Iterator[GateFinding]:
    """Yield what may be personal in words that belong to no file."""
    text = files.text_of(_SIGNATURE.sub(lambda signature: _CODED.sub(b"", signature[0]), data))
    if text is None:
        yield GateFinding(NOT_TEXT, part=part)
        return
    if tells_a_story("", text):
        yield GateFinding(ELSEWHERE, part=part)
    masked = mask("", text)
    for one in finder(masked):
        if not is_bare(one, masked) and (one.severity == "block" or not _begins_a_line(one, masked)):
            yield GateFinding(FAULTS[one.category], "", *place_of(text, one.start), part=part)


def _begins_a_line(one: Finding, text: str) -> bool:
    """Whether a finding is the one word with which a line begins: messages name parts of the program, and begin with
    words in capitals that no vocabulary has."""
    before = text[: one.start].rpartition("\n")[2]
    return not before.strip(" *#>-") and " " not in text[one.start : one.end].strip()


def is_a_person(name: str, address: str, finder: Finder = find) -> bool:
    """Whether a name is that of somebody, or an address reaches somebody; a role has neither, and what is no text may
    be anybody."""
    reaches = find(mask("", address)) and not _SILENT.fullmatch(address)
    is_named = finder(mask("", name)) or finder(address.partition("@")[0])
    return bool(is_named or reaches) or _NO_TEXT in name + address
