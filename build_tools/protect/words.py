"""What in a commit beside its files may be personal: who made it, its message, tags, and names of files and branches.

In: objects as git stores them, and names. Out: what was found.
"""

import re
from collections.abc import Iterator

from build_tools.closed_tree import place_fault
from build_tools.personal_data import find
from build_tools.personal_data.finding import FAULTS
from build_tools.problems import N_, Fault
from build_tools.protect.found import GateFinding
from build_tools.screening.files import NOT_TEXT, text_of
from build_tools.screening.finder import Finder
from build_tools.screening.lines import Lines
from build_tools.screening.masks import mask
from build_tools.screening.names import NAMED, in_name, in_words, named_in
from build_tools.screening.pasted import ELSEWHERE, tells_a_story

WHO = Fault(
    "protect.author",
    "names a person, or an address that reaches one; commit as a role: `transparency protect install` offers one",
)
_OF_A_NAME = N_("(the name of a file or folder in it)")
OF_A_MESSAGE, OF_AN_AUTHOR = N_("(its message)"), N_("(its author or committer)")
OF_A_TAG, OF_A_REF = N_("(an annotated tag)"), N_("(the name of a branch or tag)")

_PERSON = re.compile(rb"(?:author|committer|tagger) ([^<>\n]*) <([^<>\n]*)> [0-9]{1,20} [+-][0-9]{4}")
_SILENT = re.compile(r"(?:.*[.@])?no-?reply(?:[.@].*)?", re.IGNORECASE)
"""An address at which a host takes no mail."""


def of_path(path: str, own: str, finder: Finder) -> Iterator[GateFinding]:
    """Yield that a file lies where none may, or that something may be personal in its name; of several in a path, the
    first. ``own`` is the path from the folder of the project."""
    if fault := place_fault(own):
        yield GateFinding(fault, path)
    elif (folder := named_in(path, finder)) is not None:
        yield GateFinding(NAMED, folder, part=_OF_A_NAME)


def of_ref(name: str, finder: Finder) -> Iterator[GateFinding]:
    """Yield that something may be personal in the name of a branch or tag."""
    if any(in_name(part, "", finder) for part in name.split("/")):
        yield GateFinding(NAMED, part=OF_A_REF)


def of_object(data: bytes, part: str, finder: Finder) -> Iterator[GateFinding]:
    """Yield what may be personal in a commit or an annotated tag as git stores it: who made it, and its words."""
    head, _, message = data.partition(b"\n\n")
    lines = head.split(b"\n")
    if any(_is_somebody(person, finder) for line in lines if (person := _PERSON.fullmatch(line))):
        yield GateFinding(WHO, part=OF_AN_AUTHOR)
    others = b"\n".join(line for line in lines if not line.startswith(_OWN_LINES) and not _PERSON.fullmatch(line))
    yield from of_words(_without_signatures(others), part, finder)
    yield from of_words(message, part, finder)


_OWN_LINES = (b"tree ", b"parent ", b"object ", b"type ")
_SIGNATURES = (b"-----BEGIN PGP SIGNATURE-----", b"-----BEGIN SSH SIGNATURE-----")
_ENDS = b"-----END "
_CODED = re.compile(rb"[A-Za-z0-9+/=]{0,100}")


def _without_signatures(data: bytes) -> bytes:
    """Return a text without signatures, which are numbers of a machine; as many lines as before."""
    lines, inside = list[bytes](), False
    for line in data.split(b"\n"):
        bare = line.strip()
        inside = bare in _SIGNATURES or (inside and not bare.startswith(_ENDS))
        lines.append(b"" if inside and (bare in _SIGNATURES or _CODED.fullmatch(bare)) else line)
    return b"\n".join(lines)


def of_words(data: bytes, part: str, finder: Finder = find) -> Iterator[GateFinding]:
    """Yield what may be personal in words that belong to no file."""
    text = text_of(_without_signatures(data))
    if text is None:
        yield GateFinding(NOT_TEXT, part=part)
        return
    if tells_a_story("", text):
        yield GateFinding(ELSEWHERE, part=part)
    lines = Lines(text)
    for one in in_words(text, finder):
        yield GateFinding(FAULTS[one.category], "", *lines.at(one.start), part=part)


def _is_somebody(person: re.Match[bytes], finder: Finder) -> bool:
    """Whether who made a commit looks like a person; what is no text may be anybody."""
    try:
        name, address = (part.decode("utf-8") for part in person.groups())
    except UnicodeDecodeError:
        return True
    return is_a_person(name, address, finder)


def is_a_person(name: str, address: str, finder: Finder = find) -> bool:
    """Whether a name is that of somebody, or an address reaches somebody; a role has neither."""
    local = address.partition("@")[0]
    reaches = find(mask("", address)) and not _SILENT.fullmatch(address)
    return bool(finder(mask("", name)) or finder(local) or reaches)
