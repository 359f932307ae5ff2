"""Whether what was sealed in any commit is still said: published numbers, statements, corrections.

In: a repository, and the content as it is now. Out: problems. What was committed with its seal was published: a seal
that is gone, or made anew for another number or another claim, would let it change unseen.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from build_tools import git
from build_tools.models import Site, Statement, Statements, public
from build_tools.models.statements import FREE
from build_tools.paths import CORRECTIONS, STATEMENTS
from build_tools.problems import Fault, Field, Problem
from build_tools.tree import LARGEST
from build_tools.versions.facts import facts
from build_tools.versions.history import final_commits, plain_of
from build_tools.versions.lines_kept import lines_kept

GONE = Fault(
    "published.file_gone",
    "held what was published, and is gone; bring it back: `git log -- {path}` says from which commit",
)
SEAL_GONE = Fault(
    "published.seal_gone",
    "was there when {name} was published, and is gone; put it back: `git log -- {path}` shows it",
)
OTHER_CLAIM = Fault(
    "published.other_claim",
    "says something else than when it was published, or as of another day; put it back. What is true today is a "
    "statement of a later day; write replaced_by: with its code here",
)
OTHER_ENTRY = Fault(
    "published.other_entry",
    "is not as it was published, or has another number in its words; put it back: `git log -- {path}` shows it",
)

Plain = Mapping[str, Any]


def published_kept(root: Path, site: Site) -> Iterator[Problem]:
    """Yield what became of published numbers, statements and corrections since they were committed. Raises
    ``git.Unknown``."""
    yield from lines_kept(root, site)
    for path, sealed in sorted(_sealed(root).items()):
        if site.hides(path):
            continue
        if path == CORRECTIONS:
            yield from _of_log(sealed, site)
        elif path in site.statements:
            yield from _of_statements(path, sealed, site.statements[path], site)
        else:
            yield Problem(path, GONE, values={"path": path})


def _of_log(sealed: list[Plain], site: Site) -> Iterator[Problem]:
    """Yield the entries whose seal is gone, and those that say something else; an old number may leave the log."""
    yield from _seals(CORRECTIONS, sealed, site.corrections.seals)
    parts = ("corrections", "revisions")
    yield from _other_entries(CORRECTIONS, parts, sealed, public(site.corrections), ("was",), site)


def _of_statements(path: str, sealed: list[Plain], file: Statements, site: Site) -> Iterator[Problem]:
    """Yield the statements whose seal is gone, and those that claim something else in the language of the source."""
    yield from _seals(path, sealed, file.seals)
    source = next((code for code, review in file.review.items() if review.state == "source"), "")
    claims = {(code, claim) for version in sealed for code, claim in _claims(version, source)}
    other = [
        code
        for code, one in file.statements.items()
        if {claim for name, claim in claims if name == code} - {_claim(one, source)}
    ]
    yield from (Problem(path, OTHER_CLAIM, ("statements", code)) for code in other)
    found = _other_entries(path, ("statements",), sealed, public(file), FREE, site)
    yield from (problem for problem in found if problem.field[1] not in other)


Claim = tuple[str, str, str]
"""The finding that a statement names, its words in the language of the source, and the day as of which it is said."""


def _claim(one: Statement, source: str) -> Claim:
    return one.finding or "", " ".join((one.text or {}).get(source, "").split()), one.as_of.isoformat()


def _claims(version: Plain, source: str) -> Iterator[tuple[str, Claim]]:
    statements, seals = version.get("statements"), version.get("seals") or {}
    for code, one in statements.items() if isinstance(statements, dict) else ():
        if code in seals and isinstance(one, dict):
            text = one.get("text")
            words = str(text.get(source, "")) if isinstance(text, dict) else ""
            yield code, (str(one.get("finding") or ""), " ".join(words.split()), str(one.get("as_of")))


def _other_entries(
    path: str, parts: tuple[str, ...], sealed: list[Plain], now: Plain, free: tuple[str, ...], site: Site
) -> Iterator[Problem]:
    """Yield each fact of a sealed entry that is another now, or gone, but for what is ``free``."""
    known = dict(facts({part: now[part] for part in parts}, site.settings.codes))
    there = {place[:2] for place in known}
    found = (item for version in sealed for item in _sealed_facts(version, parts, site))
    for place in dict.fromkeys(place for place, fact in found if known.get(place) != fact):
        if place[:2] in there and place[2] not in free:
            yield Problem(path, OTHER_ENTRY, place if place in known else place[:2], {"path": path})


def _sealed_facts(version: Plain, parts: tuple[str, ...], site: Site) -> Iterator[tuple[Field, str]]:
    seals = version.get("seals") or {}
    found = facts({part: version.get(part) for part in parts}, site.settings.codes)
    return ((place, fact) for place, fact in found if len(place) > 2 and place[1] in seals)


def _seals(path: str, sealed: list[Plain], now: Mapping[str, str]) -> Iterator[Problem]:
    """Yield the entries that were sealed once and are not any more."""
    known = {name: None for version in sealed for name in version.get("seals") or {}}
    for name in known:
        if name not in now:
            yield Problem(path, SEAL_GONE, ("seals",), {"name": name, "path": path})


def _sealed(root: Path) -> Mapping[str, list[Plain]]:
    """Return by its path the versions of each file that a commit holds with a seal, the oldest first. Raises
    ``git.Unknown``."""
    prefix = git.git(root, "rev-parse", "--show-prefix")
    digests = defaultdict[str, list[str]](list)
    asked = [f"{prefix}{place}" for place in (STATEMENTS, CORRECTIONS)]
    for _, changes in git.brought(root, final_commits(root), asked):
        for change in changes:
            digests[change.path.removeprefix(prefix)].append(change.digest)
    data = git.blobs(root, {digest for some in digests.values() for digest in some}, LARGEST + 1)
    read = {path: [plain_of(data[digest]) for digest in some if digest in data] for path, some in digests.items()}
    found = {path: [one for one in some if one is not None and _has_seal(one)] for path, some in read.items()}
    return {path: some for path, some in found.items() if some}


def _has_seal(version: Plain) -> bool:
    return isinstance(version.get("seals"), dict)
