"""What people have approved, as far as it is in force: public words, and findings that are none where they stand.

In: `content/reviewed.yml` of a folder or of a commit, and a day. Out: what looks through texts with these words,
whether a finding is excused, which entries nothing needs. A file with anything wrong approves nothing at all.
"""

import datetime
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools import paths, tree
from build_tools.personal_data import Category, Finding, Vocabulary, find
from build_tools.personal_data.vocabulary import CUT, WORD, is_whole, keys, safe, with_terms
from build_tools.personal_data.word_forms import folded
from build_tools.problems import Fault, Field, Problem
from build_tools.screening.data import data_of, is_within, values_of
from build_tools.screening.finder import Finder

if TYPE_CHECKING:  # models and rules take long to load, and most projects have no such file
    from build_tools.models import AllowedFinding, Approvals, ApprovedTerm, PublicPerson

UNUSED = Fault("reviewed.unused", "matches nothing, and was entered more than 30 days ago; delete the entry")
_PATIENCE = datetime.timedelta(days=30)
"""So long an entry may wait for what it is about; one that lies in wait would hide what comes later."""

_OF_EXCEPTIONS: frozenset[Category] = frozenset(("NUMBER", "PLATE", "DATE", "ADDRESS", "PERSON"))
_OWN_WORDS: Mapping[tuple[str, str], frozenset[Category]] = {
    ("vocabulary", "term"): frozenset(("PERSON",)),
    ("exceptions", "text"): _OF_EXCEPTIONS,
    ("public_persons", "name"): frozenset(("PERSON",)),
}
"""The part and the field of each kind of entry that says what it is about, and what may be found there."""

_QUOTING = re.compile(
    rf"{paths.LAW}|{paths.STATEMENTS}/[^/]+\.yml|content/[a-z]{{2}}/(?:{paths.BRIEFINGS}[^/]+|rights|torture|absolute-right)\.md"
)
_NO_WORD = "\0"
_OF_A_TITLE = ("#", "title:", "menu:", "headline:", "description:", "name:")
_STEP = re.compile(r"([^()]+?)((?: \([^()]*\))*)")


@dataclass(frozen=True)
class Approval:
    """What is in force. ``mark`` is a digest of it, by which two are the same: what was found clean under another has
    to be looked at again. ``persons`` may be quoted by name."""

    mark: str = ""
    terms: "tuple[ApprovedTerm, ...]" = field(default=(), compare=False)
    exceptions: "tuple[AllowedFinding, ...]" = field(default=(), compare=False)
    persons: "tuple[PublicPerson, ...]" = field(default=(), compare=False)

    @property
    def vocabulary(self) -> Vocabulary:
        """The words that the program ships with, and the approved ones."""
        return with_terms(frozenset(word for entry in self.terms for word in entry.term.values()))

    def finder(self) -> Finder:
        """Return what looks through a text with the approved words."""
        return partial(find, vocabulary=self.vocabulary) if self.terms else find

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


def approval_in(data: bytes, day: datetime.date, *, with_ended: bool = False) -> Approval:
    """Return what a file of these bytes approves."""
    record = _sound_entries(data) if data else None
    return in_force(record, day, with_ended=with_ended) if record else NOTHING


def in_force(record: "Approvals", day: datetime.date, *, with_ended: bool = False) -> Approval:
    """Return what of sound entries has not ended on a day; where one is of a day that has not come, nothing counts.
    Tomorrow may have begun where somebody wrote it."""
    entries = (*record.vocabulary, *record.exceptions, *record.public_persons)
    if any(entry.date > day + datetime.timedelta(days=1) for entry in entries):
        return NOTHING
    exceptions = tuple(entry for entry in record.exceptions if with_ended or day <= entry.expires)
    persons = tuple(entry for entry in record.public_persons if with_ended or day <= entry.expires)
    counting = [entry.model_dump(mode="json") for entry in (*record.vocabulary, *exceptions, *persons)]
    if not counting:
        return NOTHING
    mark = sha256(json.dumps(counting, sort_keys=True).encode()).hexdigest()
    return Approval(mark, record.vocabulary, exceptions, persons)


def _sound_entries(data: bytes) -> "Approvals | None":
    """Return the entries of a file; nothing where it cannot be read or an entry breaks a guard rail."""
    from build_tools.load import record_in
    from build_tools.models import Approvals
    from build_tools.validate.reviewed import GUARDS

    record, _ = record_in(data, paths.REVIEWED, Approvals)
    is_sound = record and not any(True for guard in GUARDS for _ in guard(record))
    return record if is_sound else None


def unexcused(path: str, text: str, found: Iterable[Finding], approval: Approval) -> list[Finding]:
    """Return the findings in the text of a file that nothing approves where they stand. What an entry is about may
    stand in the file of the entries itself, where the entry says it."""
    found = list(found)
    has_entries = bool(found) and path == paths.REVIEWED and _sound_entries(text.encode()) is not None
    return [
        one for one in found if not (has_entries and _is_own_word(text, one)) and not approval.excuses(path, text, one)
    ]


def _is_own_word(text: str, one: Finding) -> bool:
    """Whether a finding is of the words that an entry is about."""
    value = values_of(text).around(one)
    part, name = (value.field[0], value.field[2]) if value and len(value.field) > len(("part", "number")) else ("", "")
    return one.category in _OWN_WORDS.get((str(part), str(name)), ())


def _may_quote(path: str, text: str, one: Finding) -> bool:
    """Whether a public person may be named where a finding stands: in a briefing, a statement or a page of law, and in
    no title."""
    line = text[text.rfind("\n", 0, one.start) + 1 : one.start].lstrip()
    if not _QUOTING.fullmatch(path) or line.startswith(_OF_A_TITLE):
        return False
    return path.endswith(".yml") or _stands_in(path, text, one, "text")


def _stands_in(path: str, text: str, one: Finding, place: str) -> bool:
    """Whether a finding stands in a field, written as a check says it: of data, of the front matter of a page, or in
    its words."""
    data, way = data_of(path, text), _way(place)
    if way == ("text",) and not path.endswith(".yml"):
        return one.start >= len(data)
    return is_within(one, data, way)


def _way(place: str) -> Field:
    """Return the way to a value that is written as a check says it: `channels (item 2).value`."""
    steps: list[str | int] = []
    for part in place.split("."):
        found = _STEP.fullmatch(part)
        if not found:
            return ()
        steps += [found[1], *(int(number) - 1 for number in re.findall(r"\d+", found[2]))]
    return tuple(steps)


def _plain(text: str) -> str:
    """Return a text in which it is no matter where its lines end."""
    return " ".join(text.split())


def unneeded(entries: "Approvals", texts: Mapping[str, str], day: datetime.date) -> Iterator[Problem]:
    """Yield a problem for each entry whose words no text of the project has, 30 days after it was made. Texts of the
    program, and the entries themselves, prove nothing."""
    from build_tools.validate.reviewed import is_of_people

    of_people = {path: text for path, text in texts.items() if is_of_people(path)}
    words = WORD.findall(f" {_NO_WORD} ".join(of_people.values()).replace("’", "'"))
    beginnings, whole = list(map(folded, words)), _plain(" ".join(of_people.values()))
    is_needed = {
        "vocabulary": [_has_term(one, words, beginnings) for one in entries.vocabulary],
        "exceptions": [_has_excused(one, of_people) for one in entries.exceptions],
        "public_persons": [any(_plain(name) in whole for name in one.name.values()) for one in entries.public_persons],
    }
    for part, needed in is_needed.items():
        for number, entry in enumerate(getattr(entries, part)):
            if day - entry.date > _PATIENCE and not needed[number]:
                yield Problem(paths.REVIEWED, UNUSED, (part, number))


def _has_term(entry: "ApprovedTerm", words: list[str], beginnings: list[str]) -> bool:
    """Whether a term stands among words in some form."""
    phrases = [tuple(WORD.findall(term)) for term in safe(entry.term.values())]
    firsts = tuple(key.rstrip(CUT) for phrase in phrases for key in keys(phrase[0]))
    numbers = [number for number, word in enumerate(beginnings) if word.startswith(firsts)]
    return any(is_whole(words, number, phrase) for number in numbers for phrase in phrases)


def _has_excused(entry: "AllowedFinding", texts: Mapping[str, str]) -> bool:
    """Whether the words of an exception stand where it allows them."""
    text, words = texts.get(entry.file, ""), r"\s+".join(map(re.escape, entry.text.split()))
    found = (Finding(*one.span(), "PERSON", "review") for one in re.finditer(rf"(?<!\w){words}(?!\w)", text))
    return any(_stands_in(entry.file, text, one, entry.field) for one in found)
