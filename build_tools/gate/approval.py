"""What people have approved, as far as it is in force: public words, and findings that are none where they stand.

In: `content/reviewed.yml` of a folder or of a commit, and a day. Out: what looks through texts with these words,
whether a finding is excused, which entries nothing needs. A file with anything wrong approves nothing at all.
"""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from build_tools.files import paths, tree
from build_tools.gate import Finder
from build_tools.gate.data import data_of, value_around
from build_tools.personal_data import Category, Finding, find
from build_tools.personal_data.vocabulary import CUT, WORD, is_whole, keys, safe, with_terms
from build_tools.personal_data.word_forms import folded
from build_tools.problems import Fault, Field, Problem

if TYPE_CHECKING:  # models and rules take long to load, and most projects have no such file
    from build_tools.models import AllowedFinding, Approvals, ApprovedTerm, PublicPerson

UNUSED = Fault("reviewed.unused", "matches nothing, and was entered more than 30 days ago; delete the entry")
_PATIENCE = datetime.timedelta(days=30)
"""So long an entry may wait for what it is about; one that lies in wait would hide what comes later."""

_OF_EXCEPTIONS: frozenset[Category] = frozenset(("NUMBER", "PLATE", "DATE", "ADDRESS", "PERSON"))
_OWN_WORDS: Mapping[Field, frozenset[Category]] = {
    ("vocabulary", "term"): frozenset(("PERSON",)),
    ("exceptions", "text"): _OF_EXCEPTIONS,
    ("public_persons", "name"): frozenset(("PERSON",)),
}
"""The part and the field of each kind of entry that says what it is about, and what may be found there."""

_QUOTING = re.compile(
    rf"{paths.LAW}|{paths.STATEMENTS}/[^/]+\.yml|content/[a-z]{{2}}/(?:{paths.BRIEFINGS}[^/]+|rights|torture|absolute-right)\.md"
)
_OF_A_TITLE = ("#", "title:", "menu:", "headline:", "description:", "name:")
_ITEM = re.compile(r" \([^()\d]*(\d+)[^()\d]*\)")


@dataclass(frozen=True)
class Approval:
    """What is in force. ``mark`` is a digest of it, by which two are the same: what was found clean under another has
    to be looked at again. ``persons`` may be quoted by name."""

    mark: str = ""
    terms: "tuple[ApprovedTerm, ...]" = field(default=(), compare=False)
    exceptions: "tuple[AllowedFinding, ...]" = field(default=(), compare=False)
    persons: "tuple[PublicPerson, ...]" = field(default=(), compare=False)

    def finder(self) -> Finder:
        """Return what looks through a text with the approved words beside those that the program ships with."""
        words = frozenset(word for entry in self.terms for word in entry.term.values())
        return partial(find, vocabulary=with_terms(words)) if words else find

    @property
    def counts(self) -> tuple[int, int]:
        """How many words and how many exceptions are in force."""
        return len(self.terms), len(self.exceptions) + len(self.persons)

    def excuses(self, path: str, text: str, one: Finding) -> bool:
        """Whether a finding is approved where it stands: an entry is of that file and kind, has exactly that text, and
        names the field on whose lines it is."""
        found = _plain(text[one.start : one.end])
        if any(found in map(_plain, person.name.values()) for person in self.persons):
            return one.category == "PERSON" and _may_quote(path, text, one)
        same = (entry for entry in self.exceptions if (entry.file, entry.category) == (path, one.category))
        return any(_plain(entry.text) == found and _stands_in(path, text, one, entry.field) for entry in same)


NOTHING = Approval()
"""The words that the program ships with, and no exception."""


def approval_of(root: Path, day: datetime.date, *, with_ended: bool = False) -> Approval:
    """Return what a project has approved, as of a day; a file that cannot be read, or breaks a guard rail, approves
    nothing. Exceptions ``with_ended`` excuse what they did, for a check that refuses each of these by itself."""
    data = tree.read(root, paths.REVIEWED) if tree.has(root, paths.REVIEWED) else b""
    return approval_in(data, day, with_ended=with_ended) if isinstance(data, bytes) else NOTHING


# Most commits have the same file.
@lru_cache(maxsize=8)
def approval_in(data: bytes, day: datetime.date, *, with_ended: bool = False) -> Approval:
    """Return what a file of these bytes approves."""
    record = _sound_entries(data) if data else None
    return in_force(record, day, with_ended=with_ended) if record else NOTHING


def in_force(record: "Approvals", day: datetime.date, *, with_ended: bool = False) -> Approval:
    """Return what of sound entries has not ended on a day; where one is of a day that has not come, nothing counts.
    Tomorrow may have begun where somebody wrote it."""
    entries: tuple[Any, ...] = (*record.vocabulary, *record.exceptions, *record.public_persons)
    if any(entry.date > day + datetime.timedelta(days=1) for entry in entries):
        return NOTHING
    exceptions = tuple(entry for entry in record.exceptions if with_ended or day <= entry.expires)
    persons = tuple(entry for entry in record.public_persons if with_ended or day <= entry.expires)
    counting = (record.vocabulary, exceptions, persons)
    return Approval(sha256(repr(counting).encode()).hexdigest(), *counting) if any(counting) else NOTHING


def _sound_entries(data: bytes) -> "Approvals | None":
    """Return the entries of a file; nothing where it cannot be read or an entry breaks a guard rail."""
    from build_tools.load.site_folder import record_in
    from build_tools.models import Approvals
    from build_tools.validate.reviewed import GUARDS

    record, _ = record_in(data, paths.REVIEWED, Approvals)
    return None if record and any(True for guard in GUARDS for _ in guard(record)) else record


def unexcused(path: str, text: str, found: list[Finding], approval: Approval) -> list[Finding]:
    """Return the findings in the text of a file that nothing approves where they stand. What an entry is about may
    stand in the file of the entries itself, where the entry says it."""
    if found and path == paths.REVIEWED and _sound_entries(text.encode()):
        found = [one for one in found if not _is_own_word(text, one)]
    return [one for one in found if not approval.excuses(path, text, one)]


def _is_own_word(text: str, one: Finding) -> bool:
    """Whether a finding is of the words that an entry is about."""
    value = value_around(text, one)
    return value is not None and one.category in _OWN_WORDS.get(value.field[:3:2], ())


def _may_quote(path: str, text: str, one: Finding) -> bool:
    """Whether a public person may be named where a finding stands: in a briefing, a statement or a page of law, and in
    no title."""
    line = text[text.rfind("\n", 0, one.start) + 1 : one.start].lstrip()
    if not _QUOTING.fullmatch(path) or line.startswith(_OF_A_TITLE):
        return False
    return path.endswith(".yml") or _stands_in(path, text, one, "text")


def _stands_in(path: str, text: str, one: Finding, place: str) -> bool:
    """Whether a finding stands in a field, written as a check says it, such as `channels (item 2).value`: of data, of
    the front matter of a page, or in its words."""
    data = data_of(path, text)
    if place == "text" and not path.endswith(".yml"):
        return one.start >= len(data)
    value, wanted = value_around(data, one), _ITEM.sub(r".\1", place).split(".")
    steps = [str(step + 1 if isinstance(step, int) else step) for step in value.field] if value else []
    return steps[: len(wanted)] == wanted


def _plain(text: str) -> str:
    """Return a text in which it is no matter where its lines end."""
    return " ".join(text.split())


def unneeded(entries: "Approvals", texts: Mapping[str, str], day: datetime.date) -> Iterator[Problem]:
    """Yield a problem for each entry whose words no text that it is about has, 30 days after it was made. Texts of the
    program, and the entries themselves, prove nothing."""
    from build_tools.validate.reviewed import is_of_people

    of_people = {path: text for path, text in texts.items() if is_of_people(path)}
    whole = _plain(" \0 ".join(of_people.values()))
    words = WORD.findall(whole.replace("’", "'"))
    beginnings = list(map(folded, words))
    needs: Mapping[str, Callable[[Any], bool]] = {
        "vocabulary": lambda one: _has_term(one, words, beginnings),
        "exceptions": lambda one: _has([one.text], _plain(of_people.get(one.file, ""))),
        "public_persons": lambda one: _has(one.name.values(), whole),
    }
    for part, is_needed in needs.items():
        for number, entry in enumerate(getattr(entries, part)):
            if day - entry.date > _PATIENCE and not is_needed(entry):
                yield Problem(paths.REVIEWED, UNUSED, (part, number))


def _has(texts: Iterable[str], whole: str) -> bool:
    """Whether one of some texts stands among words, wherever its lines end."""
    return any(re.search(rf"(?<!\w){re.escape(_plain(text))}(?!\w)", whole) for text in texts)


def _has_term(entry: "ApprovedTerm", words: list[str], beginnings: list[str]) -> bool:
    """Whether a term stands among words in some form."""
    phrases = [tuple(WORD.findall(term)) for term in safe(entry.term.values())]
    firsts = tuple(key.rstrip(CUT) for phrase in phrases for key in keys(phrase[0]))
    numbers = [number for number, word in enumerate(beginnings) if word.startswith(firsts)]
    return any(is_whole(words, number, phrase) for number in numbers for phrase in phrases)
