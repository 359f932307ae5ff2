"""What in a commit beside its files may be personal: who made it, its message, tags, and names of branches; and names
of people whom only this machine may know, from a list outside of every repository, compared and never copied.

In: objects as git stores them; the setting `transparency.protectedNames` of a clone. Out: what was found, and how it is
said: place and kind, never what it is. A name of the list is said like any other.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from build_tools import git
from build_tools.files.tree import NO_FILE, private_fault
from build_tools.gate import ELSEWHERE, Finder, files, place_of, tells_a_story
from build_tools.gate.data import mask
from build_tools.gate.files import NOT_TEXT, is_bare
from build_tools.load.closed_tree import sayable
from build_tools.load.messages import what_is_wrong
from build_tools.personal_data import Finding, find
from build_tools.personal_data.normalise import plain
from build_tools.personal_data.table import FAULTS, pattern
from build_tools.personal_data.word_forms import OF_FEMALE, OF_NAMES, likeness, skeleton, stems
from build_tools.problems import N_, Fault, Problem, Refused, Translate, fill, in_english

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
    return [
        f"{_place(one, translate)}: {what_is_wrong(one.fault.message, one.fault.values, translate)}" for one in every
    ]


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
    """Whether a finding is the one word with which a line begins and resembles no name: messages name parts of the
    program, and begin with words in capitals that no vocabulary has."""
    before, word = text[: one.start].rpartition("\n")[2], text[one.start : one.end].strip()
    is_nobody = not likeness(word) and not pattern("SAYS").match(text, one.end)
    return not before.strip(" *#>-") and " " not in word and is_nobody


def is_a_person(name: str, address: str, finder: Finder = find) -> bool:
    """Whether a name is that of somebody, or an address reaches somebody; a role has neither, and what is no text may
    be anybody."""
    reaches = find(mask("", address)) and not _SILENT.fullmatch(address)
    is_named = finder(mask("", name)) or finder(address.partition("@")[0])
    return bool(is_named or reaches) or _NO_TEXT in name + address


_SETTING = "transparency.protectednames"
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_NEAR = 4
"""How many words later the next word of a name may come."""

_UNREADABLE = Fault(
    "protect.list_unreadable",
    "names a list of protected names that cannot be read as text, or that holds none; nothing goes out until it can",
)


def protected(root: Path) -> Finder | None:
    """Return what looks for the names of the list of a clone, or nothing where it has none. Raises ``Refused``."""
    settings = dict(pair.partition("\n")[::2] for pair in git.git(root, "config", "--list", "-z").split("\0"))
    if _SETTING not in settings:
        return None
    path = Path(settings[_SETTING]).expanduser()
    fault = private_fault(path, root) if path.is_absolute() else NO_FILE
    names = () if fault else _names_of(path)
    if not names:
        raise Refused([Problem(_SETTING, fault or _UNREADABLE)])
    return lambda text: list(_found(text, names))


def _names_of(path: Path) -> tuple[frozenset[str], ...]:
    """Return the names of a list, one on each line, each as its words are compared; none of one that is no text."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ()
    return tuple(filter(None, (frozenset(map(skeleton, _WORD.findall(plain(line).text))) for line in lines)))


def _found(text: str, names: Collection[frozenset[str]]) -> Iterator[Finding]:
    """Yield where the words of a name stand near each other, in any order."""
    read = plain(text)
    words = [(word.span(), _forms(word[0])) for word in _WORD.finditer(read.text)]
    for number, (span, forms) in enumerate(words):
        for name in (name for name in names if name & forms):
            near = frozenset[str]().union(*(others for _, others in words[max(0, number - _NEAR) : number + _NEAR + 1]))
            if name <= near:
                yield Finding(*read.origin(*span), "PERSON", "block")


def _forms(word: str) -> frozenset[str]:
    """Return what a word may be a form of, as names are compared; a name may have lost its last vowel."""
    whole = skeleton(word)
    return frozenset((*stems(whole, OF_NAMES), *(f"{stem}a" for stem in stems(whole, OF_FEMALE))))
