"""Every version of a record that commits hold: under its own name, as a draft or copy, and pasted into any other file.

In: a repository, some of its commits, the ids of the cases that somebody asks for. Out: versions, in the order of the
commits. Git is asked once for all changes and once for all files; whatever a file is called, its bytes decide.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from build_tools import git
from build_tools.load import read_plain
from build_tools.models import fact_fields
from build_tools.models.case import EXAMPLES
from build_tools.paths import CASE_FILE, CASE_ID, WITHDRAWN, case_id_in
from build_tools.record_shape import holds_record
from build_tools.tree import LARGEST, Stored
from build_tools.tree.stored import Blob

Said = frozenset[str]
"""The codes that a record gives in one field: of most fields one."""


@dataclass(frozen=True, slots=True)
class Version:
    """What a commit brought of a record, ``in_place`` or anywhere else. ``case`` is empty where nobody can tell whose
    record it is; ``facts`` are the coded values by field, or None where the file cannot be read as one record: then
    anything may stand in it. ``told`` says that it has words, or may have."""

    case: str
    commit: str
    path: str
    digest: str
    in_place: bool
    facts: Mapping[str, Said] | None
    told: bool


def versions(root: Path, commits: Iterable[str], cases: Collection[str]) -> Iterator[Version]:
    """Yield each version of a record that these commits bring: of the ``cases``, of others that are no examples, and
    of nobody knows whom. Raises ``git.Unknown``."""
    prefix = git.git(root, "rev-parse", "--show-prefix")
    changes = [(commit, change) for commit, some in git.brought(root, commits) for change in some]
    places = defaultdict[str, list[int]](list)
    for number, (_, change) in enumerate(changes):
        if change.mode != git.SUBMODULE:
            places[change.digest].append(number)
    found = dict[int, list[Version]]()
    for digest, data in git.each_blob(root, list(places), LARGEST + 1):
        for number in places[digest]:
            found[number] = list(_of_change(*changes[number], prefix, data, cases))
    yield from (version for number in sorted(found) for version in found[number])


def _of_change(commit: str, change: git.Change, prefix: str, data: bytes, cases: Collection[str]) -> Iterator[Version]:
    path = change.path.removeprefix(prefix)
    in_place = CASE_FILE.fullmatch(path) is not None
    for case, facts in _held(path, data, cases):
        yield Version(case, commit, change.path, change.digest, in_place, facts, has_words(data))


Held = tuple[str, Mapping[str, Said] | None]


def _held(path: str, data: bytes, cases: Collection[str]) -> Iterator[Held]:
    """Yield the records that a file holds: the id of each, and what it says if the file is this one record."""
    named, shaped = case_id_in(path), holds_record(data)
    is_own = CASE_FILE.fullmatch(path) is not None or (named in cases and not path.startswith(WITHDRAWN))
    if not (shaped or is_own):
        return
    plain = plain_of(data)
    facts = facts_of(plain) if plain is not None else None
    if facts == {} and not shaped:
        return  # something that is called like a case
    own = _id_of(plain) or (named if is_own else None)
    ids = {own} if facts and own else {*_named_in(data, cases), *filter(None, [own])}
    for case in sorted(ids) or [""]:
        if case in cases or shaped or _counts(plain):
            yield case, facts if facts and case == own else None


def has_words(data: bytes) -> bool:
    """Whether a record has words, or may have, because it cannot be read."""
    plain = plain_of(data)
    return plain is None or bool(plain.get("summary"))


def _counts(plain: Mapping[str, Any] | None) -> bool:
    """Whether a record is none of the invented examples."""
    return plain is None or plain.get("release") != EXAMPLES


def plain_of(data: bytes) -> Mapping[str, Any] | None:
    """Return what a file holds as plain data, if it can be read without any doubt."""
    return read_plain(Stored({_NAME: Blob(data)}), _NAME)[0]


_NAME = "record.yml"


def facts_of(plain: Mapping[str, Any]) -> Mapping[str, Said] | None:
    """Return the codes that a record gives, by field, or nothing where a value of one is no code."""
    given = {name: plain[name] for name in fact_fields() if plain.get(name) is not None}
    lists = {name: value if isinstance(value, list) else [value] for name, value in given.items()}
    if not all(isinstance(code, str) for codes in lists.values() for code in codes):
        return None
    return {name: frozenset(codes) for name, codes in lists.items()}


def _id_of(plain: Mapping[str, Any] | None) -> str | None:
    said = (plain or {}).get("id")
    return said.upper() if isinstance(said, str) and re.fullmatch(CASE_ID, said, re.IGNORECASE) else None


_WORD = re.compile(rb"(?<![0-9A-Za-z])[0-9A-Za-z]{4,8}(?![0-9A-Za-z])")


def _named_in(data: bytes, cases: Collection[str]) -> Iterator[str]:
    """Yield the cases that are named anywhere in a text, whatever its encoding."""
    words = {word[0].decode().upper() for word in _WORD.finditer(data.replace(b"\0", b""))}
    yield from (case for case in words if case in cases)
