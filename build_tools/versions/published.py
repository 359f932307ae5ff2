"""Whether what was sealed in any commit is still said: numbers of briefings, statements, corrections.

In: a repository, and the content as it is now. Out: problems. What was committed with its seal was published: a seal
that is gone, or made anew for another number or another claim, would let it change unseen.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from build_tools import git
from build_tools.models import Ledger, Site, Statement, Statements
from build_tools.paths import CORRECTIONS, FIGURES, STATEMENTS
from build_tools.problems import Fault, Problem
from build_tools.tree import LARGEST
from build_tools.versions.history import all_commits
from build_tools.versions.reading import plain_of

GONE = Fault(
    "published.file_gone",
    "held what was published, and is gone; bring it back: `git log -- {path}` says from which commit",
)
SEAL_GONE = Fault(
    "published.seal_gone",
    "was there when {name} was published, and is gone; put it back: `git log -- {path}` shows it",
)
OTHER_NUMBER = Fault(
    "published.other_number",
    "was {value} when it was published; put it back, or say in content/corrections.yml what was wrong",
)
FIGURE_GONE = Fault("published.figure_gone", "lacks {name}, which was published with {value}; put it back")
OTHER_CLAIM = Fault(
    "published.other_claim",
    "says something else than when it was published, or as of another day; put it back. What is true today is a "
    "statement of a later day; write replaced_by: with its code here",
)

Plain = Mapping[str, Any]


def published_kept(root: Path, site: Site) -> Iterator[Problem]:
    """Yield what became of sealed numbers, statements and corrections since they were committed. Raises
    ``git.Unknown``."""
    for path, sealed in sorted(_sealed(root).items()):
        if site.hides(path):
            continue
        if path == CORRECTIONS:
            yield from _seals(path, sealed, site.corrections.seals)
        elif path in site.ledgers:
            yield from _of_ledger(path, sealed, site.ledgers[path], site)
        elif path in site.statements:
            yield from _of_statements(path, sealed, site.statements[path])
        else:
            yield Problem(path, GONE, values={"path": path})


def _of_ledger(path: str, sealed: list[Plain], ledger: Ledger, site: Site) -> Iterator[Problem]:
    """Yield what a ledger says otherwise than it did with its seal, each figure once."""
    if ledger.seal is None:
        yield Problem(path, SEAL_GONE, ("seal",), {"name": ledger.id, "path": path})
    first = site.corrections.sealed_numbers(ledger)
    now = {name: first.get(name, figure.value) for name, figure in ledger.figures.items()}
    unsaid = {one.change.figure for one in site.corrections.changes() if one.change.was is None}
    for name, value in {item: None for version in sealed for item in _numbers(version).items()}:
        if name not in now:
            yield Problem(path, FIGURE_GONE, ("figures",), {"name": name, "value": value})
        elif now[name] != value and name not in unsaid:
            yield Problem(path, OTHER_NUMBER, ("figures", name, "value"), {"value": value})


def _numbers(version: Plain) -> dict[str, int]:
    """Return the numbers of a version of a ledger by name, as far as it can be read."""
    figures = version.get("figures")
    found = figures.items() if isinstance(figures, dict) else ()
    return {name: one["value"] for name, one in found if isinstance(one, dict) and isinstance(one.get("value"), int)}


def _of_statements(path: str, sealed: list[Plain], file: Statements) -> Iterator[Problem]:
    """Yield the statements whose seal is gone, and those that claim something else in the language of the source."""
    yield from _seals(path, sealed, file.seals)
    source = next((code for code, review in file.review.items() if review.state == "source"), "")
    claims = {(code, claim) for version in sealed for code, claim in _claims(version, source)}
    for code, one in file.statements.items():
        if any(name == code and claim != _claim(one, source) for name, claim in claims):
            yield Problem(path, OTHER_CLAIM, ("statements", code))


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
    asked = [f"{prefix}{place}" for place in (FIGURES, STATEMENTS, CORRECTIONS)]
    for _, changes in git.brought(root, all_commits(root), asked):
        for change in changes:
            digests[change.path.removeprefix(prefix)].append(change.digest)
    data = git.blobs(root, {digest for some in digests.values() for digest in some}, LARGEST + 1)
    read = {path: [plain_of(data[digest]) for digest in some if digest in data] for path, some in digests.items()}
    found = {path: [one for one in some if one is not None and _has_seal(one)] for path, some in read.items()}
    return {path: some for path, some in found.items() if some}


def _has_seal(version: Plain) -> bool:
    return isinstance(version.get("seal"), str) or isinstance(version.get("seals"), dict)
