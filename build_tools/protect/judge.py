"""What of a commit, a tag or a name may be personal: where it stands and of what kind, never what it is.

In: what git stores, and what stood in its place before. Out: what was found, where it is new.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from build_tools.closed_tree import place_fault
from build_tools.personal_data import Finding, find
from build_tools.personal_data.faults import FAULTS
from build_tools.problems import N_, Fault
from build_tools.screening.files import NOT_TEXT, text_of
from build_tools.screening.finder import Finder
from build_tools.screening.lines import Lines
from build_tools.screening.masks import mask
from build_tools.screening.names import NAMED, in_name, in_words, named_in
from build_tools.screening.pasted import ELSEWHERE, tells_a_story

INSIDE = Fault(
    "protect.repository_inside",
    "is a repository inside this one, whose files nobody looks at here; put the files themselves in its place",
)
WHO = Fault(
    "protect.author",
    "names a person, or an address that reaches one; commit as a role: `transparency protect install` offers one",
)
TOO_EARLY = Fault(
    "protect.approved_later",
    "is approved in content/reviewed.yml from the next commit on; commit that file first, alone",
)
STRANGE = Fault(
    "protect.not_a_commit", "names neither a commit nor a tag of one; push branches and tags of commits alone"
)
OF_A_FILE, _OF_A_NAME = "", N_("(the name of a file or folder in it)")
OF_A_MESSAGE, OF_AN_AUTHOR = N_("(its message)"), N_("(its author or committer)")
OF_A_TAG, OF_A_REF = N_("(an annotated tag)"), N_("(the name of a branch or tag)")

_PERSON = re.compile(rb"(?:author|committer|tagger) ([^<>\n]*) <([^<>\n]*)> [0-9]{1,20} [+-][0-9]{4}")
_SILENT = re.compile(r"(?:.*[.@])?no-?reply(?:[.@].*)?", re.IGNORECASE)
"""An address at which a host takes no mail."""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that may be personal. ``path`` is that of a file and ``number`` its place among those of the commit;
    ``commit`` is a digest, ``part`` says of what the line is, if it is of no file."""

    fault: Fault
    path: str = ""
    line: int | None = None
    column: int | None = None
    commit: str = ""
    part: str = OF_A_FILE
    number: int = 0


def new_in_file(
    path: str, data: bytes, found: list[Finding], before: Iterable[bytes], left: Collection[Finding]
) -> Iterator[Found]:
    """Yield what touches a line that no earlier version of the file has; what is not ``left`` with the approvals of the
    same commit is approved too early."""
    here = Lines(data.decode("utf-8"))
    olds = [Lines(text) for text in map(text_of, before) if text is not None]
    for one in found:
        touched = here.touched(one)
        if not any(old.hold(touched) for old in olds):
            line, column = here.at(one.start)
            yield Found(FAULTS[one.category] if one in left else TOO_EARLY, path, line, column)


def of_path(path: str, own: str, finder: Finder) -> Iterator[Found]:
    """Yield that a file lies where none may, or that something may be personal in its name; of several in a path, the
    first. ``own`` is the path as the project says it."""
    if fault := place_fault(own):
        yield Found(fault, path)
    elif (folder := named_in(path, finder)) is not None:
        yield Found(NAMED, folder, part=_OF_A_NAME)


def of_object(data: bytes, part: str, finder: Finder) -> Iterator[Found]:
    """Yield what may be personal in a commit or an annotated tag as git stores it: who made it, and its message."""
    head, _, message = data.partition(b"\n\n")
    lines = head.split(b"\n")
    if any(_is_somebody(person, finder) for line in lines if (person := _PERSON.fullmatch(line))):
        yield Found(WHO, part=OF_AN_AUTHOR)
    others = b"\n".join(line for line in lines if not line.startswith(_OWN_LINES) and not _PERSON.fullmatch(line))
    yield from of_words(_signed_out(others), OF_A_MESSAGE if part == OF_A_FILE else part, finder)
    yield from of_words(message, OF_A_MESSAGE if part == OF_A_FILE else part, finder)


_OWN_LINES = (b"tree ", b"parent ", b"object ", b"type ")
_SIGNATURES = (b"-----BEGIN PGP SIGNATURE-----", b"-----BEGIN SSH SIGNATURE-----")
_ENDS = b"-----END "
_CODED = re.compile(rb"[A-Za-z0-9+/=]{0,100}")


def _signed_out(data: bytes) -> bytes:
    """Return a text without signatures, which are numbers of a machine; as many lines as before."""
    lines, inside = list[bytes](), False
    for line in data.split(b"\n"):
        said = line.strip()
        inside = said in _SIGNATURES or (inside and not said.startswith(_ENDS))
        lines.append(b"" if inside and (said in _SIGNATURES or _CODED.fullmatch(said)) else line)
    return b"\n".join(lines)


def of_words(data: bytes, part: str, finder: Finder = find) -> Iterator[Found]:
    """Yield what may be personal in words that belong to no file."""
    text = text_of(_signed_out(data))
    if text is None:
        yield Found(NOT_TEXT, part=part)
        return
    if tells_a_story("", text):
        yield Found(ELSEWHERE, part=part)
    lines = Lines(text)
    for one in in_words(text, finder):
        line, column = lines.at(one.start)
        yield Found(FAULTS[one.category], "", line, column, part=part)


def _is_somebody(person: re.Match[bytes], finder: Finder) -> bool:
    """Whether who made a commit looks like a person: by the name, or by an address that reaches somebody."""
    try:
        name, address = (part.decode("utf-8") for part in person.groups())
    except UnicodeDecodeError:
        return True
    return is_a_person(name, address, finder)


def is_a_person(name: str, address: str, finder: Finder = find) -> bool:
    """Whether a name or an address is that of somebody; a role has neither."""
    local = address.partition("@")[0]
    reaches = find(mask("", address)) and not _SILENT.fullmatch(address)
    return bool(finder(mask("", name)) or finder(local) or reaches)


def of_ref(name: str, finder: Finder) -> Iterator[Found]:
    """Yield a branch or tag in whose name something may be personal."""
    if any(in_name(part, "", finder) for part in name.split("/")):
        yield Found(NAMED, part=OF_A_REF)
