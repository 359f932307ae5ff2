"""Where a release comes from: its commit, its moment, its libraries; and where a folder, or a release, is not that.

In: the folder of the project, and the manifest of a release. Out: facts that are the same wherever that commit is
built, and problems. Never names a commit that is not, to the byte, what a release of the folder is made of, and
believes nothing that git was told of the folder: each file is held against its digest in the commit.
"""

import datetime
import re
import time
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath

from build_tools import git
from build_tools.build.manifest import CHANGED, LOCK, MANIFEST, NO_LOCK, UNKNOWN, Manifest
from build_tools.files import tree
from build_tools.files.paths import CASES, CONTENT, SITE_SRC
from build_tools.git import history, objects
from build_tools.load import environment
from build_tools.problems import Fault, Problem, Refused
from build_tools.validate.generic import tomorrow
from build_tools.verify import bytes_of

_PARTS = (CONTENT, CASES, SITE_SRC, "build_tools", "requirements", "mkdocs.yml", "pyproject.toml", "Makefile")
"""Words and data, the program, its libraries and its configuration; whatever else lies about is nobody's business."""

_TOP_MODULES = "*.py"
_SHADOWS = (_TOP_MODULES, "*.so", "*.pyc", "*/__init__.*")
"""Files beside those parts that Python would import in the place of a library of that name."""

_PASSED_OVER = re.compile(r"\..*|~\$.*|.*~|#(.*#)?|__pycache__|Thumbs\.db|desktop\.ini", re.DOTALL)
"""Names that are hidden or an editor's, a system's or Python's own."""

OTHER_BYTES = Fault(
    "commit.other_bytes",
    "is not here as in the commit; commit it, or delete it and bring it back with `git checkout -- FILE`. If that "
    "changes nothing, git was told to overlook it (`git update-index --no-assume-unchanged FILE`, `--no-skip-worktree`,"
    " `git sparse-checkout disable`) or to rewrite it (line ends, a filter): see `.gitattributes`",
)
NOT_COMMITTED = Fault(
    "release.ignored_by_git",
    "is not in the commit, perhaps because git ignores it, yet the site is made of it or by it; commit it with "
    "`git add --force`, or delete it",
)
OTHER_TIME = Fault(
    "commit.other_epoch",
    "names another time than the commit has, and a release that names its commit is of that time; leave "
    "SOURCE_DATE_EPOCH out, or set it to what `git log -1 --format=%ct` prints",
)
AHEAD = Fault(
    "commit.time_ahead",
    "is of {date}, a day that has not come yet by the clock of this machine; set the clock that is wrong, and if "
    "it is that of the commit, commit once more: `git commit --allow-empty`",
)
OTHER_SOURCE = Fault(
    "manifest.other_source",
    "is of another commit, another day or other libraries than the project is at now, or of no commit, or what lies "
    "here is not that commit; commit the changes or undo them, and build the release anew: make release",
)


def differences_from_commit(root: Path) -> Iterator[Problem]:
    """Yield what others do not get with the commit, or get with other bytes. Raises ``git.Unknown``, also where the
    repository does not hold all that the commit is made of."""
    git.git(root, "rev-list", "--objects", "--no-walk", "--quiet", history.commit(root))
    held = {entry.path: entry for entry in objects.entries_at(root, "HEAD")}
    places = {*filter(_is_part_of_a_build, held), *(path for path in _files(root) if path not in held)}
    for path in sorted(places):
        if fault := _fault(root / path, held.get(path)):
            yield Problem(path, fault)


def _files(root: Path) -> Iterator[str]:
    """Yield what lies here that a build would read or import, but for what is passed over."""
    shadows = (path.relative_to(root).as_posix() for form in _SHADOWS for path in root.glob(form))
    inside = (path for part in _PARTS if (root / part).is_dir() for path, _ in tree.files(root, part))
    for path in (*(part for part in _PARTS if (root / part).is_file()), *inside, *shadows):
        if not any(map(_PASSED_OVER.fullmatch, PurePosixPath(path).parts)):
            yield path


def _is_part_of_a_build(path: str) -> bool:
    """Tell whether a release is made of what lies at a path, or by it."""
    first, *rest = PurePosixPath(path).parts
    return first in _PARTS or (not rest and PurePosixPath(first).match(_TOP_MODULES))


def _fault(path: Path, entry: objects.CommitEntry | None) -> Fault | None:
    """Return what is wrong with one path, of which the commit has an entry or nothing. A link or a repository inside,
    which a check names as what it is, is never here as in the commit."""
    if entry is None:
        return NOT_COMMITTED
    data = None if path.is_symlink() else bytes_of(path)
    return None if data is not None and objects.blob_digest(data, entry.digest) == entry.digest else OTHER_BYTES


def moment_and_facts(root: Path) -> tuple[datetime.datetime, Mapping[str, str]]:
    """Return the time a release is of, and what the head of its manifest says. It names the commit that is here to the
    byte, and is of its time; without one it is of the time that is told, or of now. Raises ``Refused``, also where the
    time that is told is another one."""
    commit = history.commit_with(root)
    is_exact = commit is not None and not any(differences_from_commit(root))
    told, seconds = environment.moment_of_environment(), history.committed_at(root) if is_exact else None
    if told and seconds is not None and told.timestamp() != seconds:
        raise Refused([Problem(environment.EPOCH, OTHER_TIME)])
    try:
        moment = told or environment.moment_of(int(time.time()) if seconds is None else seconds)
    except ValueError:
        raise Refused(list(ahead_problems(root))) from None
    said = commit if commit and is_exact else CHANGED if commit else UNKNOWN
    return moment, {"commit": said, "day": moment.date().isoformat(), "lock": _lock_of(root)}


def _lock_of(root: Path) -> str:
    """Return the SHA-256 of the locked libraries, as a manifest names it."""
    lock = root / LOCK
    return sha256(lock.read_bytes()).hexdigest() if lock.is_file() else NO_LOCK


def known_facts(root: Path) -> Mapping[str, str]:
    """Return what can be known of a release of the project without making it again: nobody knows the commit of a folder
    without a repository, nor its day unless somebody tells it. Raises ``Refused``."""
    told = environment.moment_of_environment()
    day = commit_day(root) or (told.date() if told else None)
    facts = {"commit": history.commit_with(root), "day": day and day.isoformat(), "lock": _lock_of(root)}
    return {name: fact for name, fact in facts.items() if fact}


def source_problems(release: Manifest, known: Mapping[str, str]) -> Iterator[Problem]:
    """Yield that a release says something of itself that is not true of the project, as far as it is known."""
    if any(fact == CHANGED or fact not in (UNKNOWN, release.facts[name]) for name, fact in known.items()):
        yield Problem(MANIFEST, OTHER_SOURCE)


def commit_day(root: Path) -> datetime.date | None:
    """Return the day of the commit in UTC, or nothing where there is none. Raises ``git.Unknown``."""
    if history.commit_with(root) is None:
        return None
    return environment.moment_of(min(history.committed_at(root), environment.LATEST)).date()


def ahead_problems(root: Path) -> Iterator[Problem]:
    """Yield a problem where the day of the commit has not come; a day ahead is a matter of zones. Raises
    ``git.Unknown``."""
    day = commit_day(root)
    if day and day > tomorrow(datetime.datetime.now(datetime.UTC).date()):
        yield Problem(f"commit {history.commit(root)[:10]}", AHEAD, values={"date": day.isoformat()})
