"""What people have approved, as far as it is in force: public words, and findings that are none where they stand.

In: `content/reviewed.yml` of a folder or of a commit, and a day. Out: what looks through texts with these words, and
whether a finding is excused. A file with anything wrong approves nothing at all.
"""

import datetime
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from build_tools import paths, tree
from build_tools.personal_data import Category, Finding, Vocabulary, find
from build_tools.personal_data.vocabulary import with_terms
from build_tools.problems import Field
from build_tools.screening.finder import Finder
from build_tools.screening.values import data_of, is_within

if TYPE_CHECKING:  # models and rules take long to load, and most projects have no such file
    from build_tools.models import AllowedFinding, Approvals, ApprovedTerm, PublicPerson


@dataclass(frozen=True)
class Approval:
    """What is in force. ``mark`` is a digest of it, by which two are the same: what was found clean under another has
    to be looked at again. ``places`` says where in the file each exception stands, for those that have ended are left
    out."""

    mark: str = ""
    terms: "tuple[ApprovedTerm, ...]" = field(default=(), compare=False)
    exceptions: "tuple[AllowedFinding, ...]" = field(default=(), compare=False)
    places: tuple[int, ...] = field(default=(), compare=False)
    persons: "Mapping[int, PublicPerson]" = field(default_factory=dict, compare=False)
    """Who may be quoted by name, by the place in the file."""

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
        said = _plain(text[one.start : one.end])
        if any(said in map(_plain, person.name.values()) for person in self.persons.values()):
            return one.category == "PERSON" and _may_quote(path, text, one)
        same = (entry for entry in self.exceptions if (entry.file, entry.category) == (path, one.category))
        return any(_plain(entry.text) == said and _stands_in(path, text, one, entry.field) for entry in same)


NOTHING = Approval()
"""The words that the program ships with, and no exception."""


def approval_of(root: Path, day: datetime.date, *, with_ended: bool = False) -> Approval:
    """Return what a project has approved, as of a day; a file that cannot be read, or breaks a guard rail, approves
    nothing. Exceptions ``with_ended`` excuse what they did, for a check that refuses each of these by itself."""
    data = tree.read(root, paths.REVIEWED) if tree.has(root, paths.REVIEWED) else b""
    return approval_in(data, day, with_ended=with_ended) if isinstance(data, bytes) else NOTHING


def approval_in(data: bytes, day: datetime.date, *, with_ended: bool = False) -> Approval:
    """Return what a file of these bytes approves."""
    if not data:
        return NOTHING
    from build_tools.load import record_in
    from build_tools.models import Approvals

    record, _ = record_in(data, paths.REVIEWED, Approvals)
    return in_force(record, datetime.date.min if with_ended else day, day) if record else NOTHING


def in_force(record: "Approvals", day: datetime.date, today: datetime.date | None = None) -> Approval:
    """Return what of these entries has not ended on a day; where one breaks a guard rail, nothing counts."""
    if not (record.vocabulary or record.exceptions or record.public_persons):
        return NOTHING
    if _begins_later(record, today or day) or not _is_sound(record):
        return NOTHING
    places = tuple(place for place, entry in enumerate(record.exceptions) if day <= entry.expires)
    persons = {place: entry for place, entry in enumerate(record.public_persons) if day <= entry.expires}
    return _approval(record, places, persons)


def _is_sound(record: "Approvals") -> bool:
    from build_tools.validate.reviewed import GUARDS

    return not any(True for guard in GUARDS for _ in guard(record))


def _begins_later(record: "Approvals", day: datetime.date) -> bool:
    """Whether an entry is of a day that has not come; tomorrow may have begun where somebody wrote it."""
    tomorrow = day + datetime.timedelta(days=1)
    return any(entry.date > tomorrow for entry in (*record.vocabulary, *record.exceptions, *record.public_persons))


def _approval(record: "Approvals", places: tuple[int, ...], persons: "Mapping[int, PublicPerson]") -> Approval:
    terms, exceptions = record.vocabulary, tuple(record.exceptions[place] for place in places)
    if not terms and not exceptions and not persons:
        return NOTHING
    said = [entry.model_dump(mode="json") for entry in (*terms, *exceptions, *persons.values())]
    mark = sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
    return Approval(mark, terms, exceptions, places, persons)


def unexcused(path: str, text: str, found: Iterable[Finding], approval: Approval) -> list[Finding]:
    """Return the findings in the text of a file that nothing approves where they stand. What an entry is about may
    stand in the file of the entries itself, where the entry says it."""
    is_own = _own_words(text) if path == paths.REVIEWED else lambda _: False
    return [one for one in found if not is_own(one) and not approval.excuses(path, text, one)]


def _own_words(text: str) -> Callable[[Finding], bool]:
    """Return what tells whether a finding is of the words of an entry; one that breaks a guard rail may hold none."""
    from build_tools.load import record_in
    from build_tools.models import Approvals

    record, _ = record_in(text.encode(), paths.REVIEWED, Approvals)
    if record is None or not _is_sound(record):
        return lambda _: False
    fields = [
        ((part, number, name), kinds)
        for part, name, kinds in _OWN_WORDS
        for number in range(len(getattr(record, part)))
    ]
    return lambda one: any(one.category in kinds and is_within(one, text, field) for field, kinds in fields)


_OF_TERMS: frozenset[Category] = frozenset(("PERSON",))
_OF_EXCEPTIONS: frozenset[Category] = frozenset(("NUMBER", "PLATE", "DATE", "ADDRESS", "PERSON"))
_OWN_WORDS = (
    ("vocabulary", "term", _OF_TERMS),
    ("exceptions", "text", _OF_EXCEPTIONS),
    ("public_persons", "name", _OF_TERMS),
)
"""The field of each kind of entry that says what it is about, and what may be found there."""

_QUOTING = re.compile(
    rf"{paths.LAW}|{paths.STATEMENTS}/[^/]+\.yml|content/[a-z]{{2}}/(?:{paths.BRIEFINGS}[^/]+|rights|torture|absolute-right)\.md"
)


def _may_quote(path: str, text: str, one: Finding) -> bool:
    """Whether a public person may be named where a finding stands: in a briefing, a statement or a page of law, and in
    no title."""
    line = text[text.rfind("\n", 0, one.start) + 1 : one.start].lstrip()
    if not _QUOTING.fullmatch(path) or line.startswith(("#", "title:", "menu:", "headline:", "description:", "name:")):
        return False
    return path.endswith(".yml") or _stands_in(path, text, one, "text")


_STEP = re.compile(r"([^()]+?)((?: \([^()]*\))*)")
_BODY = ("text",)


def _way(said: str) -> Field:
    """Return the way to a value that is said as a check says it: `channels (item 2).value`."""
    steps: list[str | int] = []
    for part in said.split("."):
        found = _STEP.fullmatch(part)
        if not found:
            return ()
        steps += [found[1], *(int(number) - 1 for number in re.findall(r"\d+", found[2]))]
    return tuple(steps)


def _stands_in(path: str, text: str, one: Finding, said: str) -> bool:
    """Whether a finding stands in a field: of data, of the front matter of a page, or in its words."""
    data, way = data_of(path, text), _way(said)
    if way == _BODY and not path.endswith(".yml"):
        return one.start >= len(data)
    return is_within(one, data, way)


def _plain(text: str) -> str:
    """Return a text in which it is no matter where its lines end."""
    return " ".join(text.split())
