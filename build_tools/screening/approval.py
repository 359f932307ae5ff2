"""What people have approved, as far as it is in force: public words, and findings that are none where they stand.

In: `content/reviewed.yml` of a tree, and a day. Out: what looks through texts with these words, and whether a finding
is excused. A file with anything wrong approves nothing at all.
"""

import datetime
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from build_tools import paths
from build_tools.personal_data import Finding, Vocabulary, find
from build_tools.personal_data.terms import with_terms
from build_tools.problems import Field
from build_tools.screening.lines import Lines
from build_tools.tree import Tree

if TYPE_CHECKING:  # models and rules take long to load, and most projects have no such file
    from build_tools.models import AllowedFinding, Approvals, ApprovedTerm


@dataclass(frozen=True)
class Approval:
    """What is in force. ``mark`` is a digest of it: what was found clean under another has to be looked at again."""

    terms: "tuple[ApprovedTerm, ...]" = ()
    exceptions: "tuple[AllowedFinding, ...]" = ()
    mark: str = ""

    @property
    def vocabulary(self) -> Vocabulary:
        """The words that the program ships with, and the approved ones."""
        return with_terms(frozenset(word for entry in self.terms for word in entry.term.values()))

    def finder(self) -> Callable[[str], list[Finding]]:
        """Return what looks through a text with the approved words."""
        return partial(find, vocabulary=self.vocabulary) if self.terms else find

    def excuses(self, path: str, text: str, one: Finding) -> bool:
        """Whether a finding in the text of a file is approved where it stands."""
        return self.excuse_of(path, text, one) is not None

    def excuse_of(self, path: str, text: str, one: Finding) -> "AllowedFinding | None":
        """Return the entry that approves a finding: it is of that file and kind, has exactly that text, and names the
        field on whose lines the finding stands."""
        said = _plain(text[one.start : one.end])
        same = (
            entry
            for entry in self.exceptions
            if (entry.file, entry.category) == (path, one.category) and _plain(entry.text) == said
        )
        return next((entry for entry in same if _stands_in(path, text, one, entry.field)), None)


NOTHING = Approval()
"""The words that the program ships with, and no exception."""


def approval_of(tree: Tree, day: datetime.date) -> Approval:
    """Return what a project has approved, as of a day; a file that cannot be read, or breaks a guard rail, approves
    nothing."""
    if not tree.has(paths.REVIEWED):
        return NOTHING
    record = _sound(tree)
    if record is None or _begins_later(record, day):
        return NOTHING
    return _in_force(record.vocabulary, tuple(one for one in record.exceptions if day <= one.expires))


def _sound(tree: Tree) -> "Approvals | None":
    """Return the entries of a file that can be read and breaks no guard rail."""
    from build_tools.load import read_record
    from build_tools.models import Approvals
    from build_tools.validate.reviewed import GUARDS

    record, _ = read_record(tree, paths.REVIEWED, Approvals)
    if record is None or any(True for guard in GUARDS for _ in guard(_Only(record))):
        return None
    return record


@dataclass(frozen=True)
class _Only:
    """The entries of a project without the rest of it."""

    approvals: "Approvals"


def _begins_later(record: "Approvals", day: datetime.date) -> bool:
    """Whether an entry is of a day that has not come; tomorrow may have begun where somebody wrote it."""
    tomorrow = day + datetime.timedelta(days=1)
    return any(entry.date > tomorrow for entry in (*record.vocabulary, *record.exceptions))


def _in_force(terms: "tuple[ApprovedTerm, ...]", exceptions: "tuple[AllowedFinding, ...]") -> Approval:
    if not terms and not exceptions:
        return NOTHING
    said = [entry.model_dump(mode="json") for entry in (*terms, *exceptions)]
    mark = sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()
    return Approval(terms, exceptions, mark)


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
    """Whether a finding lies on the lines of a field: of data, of the front matter of a page, or of its words."""
    from build_tools.load import front_matter, yaml_lines

    way, plain = _way(said), text.replace("\r\n", "\n").replace("\r", "\n")
    if path.endswith(".yml"):
        lines = yaml_lines.lines_of(plain, way)
    elif way == _BODY:
        lines = front_matter.lines_of_body(plain)
    else:
        lines = front_matter.lines_of(plain, way)
    here = Lines(text)
    return bool(lines) and here.at(one.start)[0] in lines and here.at(one.end - 1)[0] in lines


def _plain(text: str) -> str:
    """Return a text in which it is no matter where its lines end."""
    return " ".join(text.split())


def unexcused(path: str, text: str, found: Iterable[Finding], approval: Approval) -> list[Finding]:
    """Return the findings in the text of a file that nothing approves where they stand."""
    return [one for one in found if not approval.excuses(path, text, one)]
