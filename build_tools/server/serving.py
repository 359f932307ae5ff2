"""A release of a pushed commit, made by the installed program that equals the commit's own; and what is served:
exchanged in one step, compared with what was made, and put right where it differs.

In: the folder of a server, and a commit. Out: a link that names one release, and what was found. Runs nothing of the
commit. A release that is no longer served is removed at once: a case that was withdrawn must not linger.
"""

import contextlib
import os
import shutil
import subprocess
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from build_tools.git import environment, git
from build_tools.git.history import commits
from build_tools.problems import Fault, Problem, Refused
from build_tools.release.manifest import MANIFEST, SIGNATURES, digests_below
from build_tools.server import DROPPED, PUSH, Place, borrowing, programs
from build_tools.verify.site import bytes_of

_LIMIT = 900
"""Seconds that a build may take."""

_MADE, _CHANGED, _KEPT = "made.json", "changed.json", "kept"
"""What is served: commit, release, and the SHA-256 of each file; what was altered of it; a copy that nobody else
reads."""

_NO_PROGRAM = Fault(
    "push.other_program",
    "brings another program or look than this server has, and nothing that is pushed is run here. Push it as a branch "
    "(`git push {remote} HEAD:refs/heads/program`); who looks after the server reads what changed, and types there: "
    "`sudo sh {installer} {commit}`; then push again",
    {"remote": "REMOTE"},
)
_TOO_LONG = Fault(
    "push.too_long", "took longer than {limit} seconds to build and was ended; tell who looks after the server"
)
_ENDED = Fault(
    "push.ended",
    "was ended from outside while it was built, perhaps because the server lacks memory; push again; if it stays so, "
    "tell who looks after the server",
)


class NotBuilt(Refused):
    """The program has said itself what is wrong with the words of the commit."""


def built_release(place: Place, tree: Path, commit: str, published: str) -> Path:
    """Make the release of a commit and return where it lies. What only withdraws a case since the commit that was
    ``published``, if any was, is not held up. Raises ``Refused``, ``Unknown``, ``OSError``."""
    # Links become plain files, and nothing is run.
    settings = ("-c", "core.symlinks=false", "-c", "core.hooksPath=/dev/null", "-c", "advice.detachedHead=false")
    git(tree, *settings, "checkout", "--quiet", "--force", "--detach", commit)
    program = programs.installed(place.programs, tree)
    if program is None:
        installer = place.programs / "newest/deploy/install.sh"
        raise Refused([Problem(PUSH, _NO_PROGRAM, values={"installer": installer, "commit": commit})])
    _run(place, program, tree, published)
    release = _new_release(place, commit)
    os.sync()
    shutil.move(tree / "site", release)
    return release


def _new_release(place: Place, commit: str) -> Path:
    """Return where a release of a commit is to lie: the same commit may be made twice."""
    return place.releases / f"{commit}-{time.time_ns()}"


def _run(place: Place, program: Path, tree: Path, published: str) -> None:
    """Run a program on the words of a commit, with nothing of a hook of git around it, and a place of its own for
    files. Raises ``Refused``."""
    words = [str(program / "environment/bin/python"), "-m", "build_tools", "--root", str(tree), "release"]
    words += ["--published", published] if published else []
    own = {"HOME": str(place.work), "TMPDIR": str(place.work), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
    try:
        done = subprocess.run(words, cwd=program, env=environment() | own, check=False, timeout=_LIMIT)
    except subprocess.TimeoutExpired:
        raise Refused([Problem(PUSH, _TOO_LONG, values={"limit": _LIMIT})]) from None
    if done.returncode < 0:
        raise Refused([Problem(PUSH, _ENDED)])
    if done.returncode:
        raise NotBuilt([])


def served(place: Place) -> tuple[str, Path] | None:
    """Return the commit that is served, and its release; nothing before the first push. Raises ``OSError``,
    ``ValueError``."""
    made = place.noted(_MADE)
    return (made["commit"], place.releases / made["release"]) if made else None


def altered(place: Place) -> list[str]:
    """Return what is served and was not made so: files that are others, are missing or are too many, and the link."""
    if (found := served(place)) is None:
        return []
    now, made = _sums_of(found[1]), place.noted(_MADE)["sums"]
    link = [] if place.site.is_symlink() and place.site.resolve() == found[1].resolve() else ["site"]
    return link + sorted(path for path in now.keys() | made.keys() if now.get(path) != made.get(path))


def _sums_of(release: Path) -> dict[str, str]:
    """Return the SHA-256 of each file of a release, its copies too. A signature is put there later."""
    return {path: digest for path, digest in digests_below(release).items() if path not in SIGNATURES}


def put_right(place: Place) -> bool:
    """Put right what is altered, and note it; whether what is served is now what was made, which it is not where the
    copy differs too. Raises ``OSError``."""
    if not (found := served(place)) or not (files := altered(place)):
        return True
    first = {"since": f"{datetime.now(UTC):%Y-%m-%d %H:%M}", "files": len(files)}
    place.note(_CHANGED, changed(place) or first)
    release, kept = _new_release(place, found[0]), place.state / _KEPT
    if not kept.is_dir() or _sums_of(kept) != place.noted(_MADE)["sums"]:
        return False
    shutil.copytree(kept, release)
    _exchange(place, found[0], release)
    return True


def changed(place: Place) -> Mapping[str, Any]:
    """Return what was altered and no administrator has seen yet: since when, and how many files."""
    return place.noted(_CHANGED)


def forget_changes(place: Place) -> None:
    """Forget what was put right: somebody who looks after the server has read it. Raises ``OSError``."""
    (place.state / _CHANGED).unlink(missing_ok=True)


def serve_commit(place: Place, commit: str) -> bool:
    """Serve a commit, of which a release may be made already, and put right what is altered; whether something else is
    served than before. What the branch held and holds no more is remembered first. Raises ``Refused``, ``OSError``.
    """
    right, before = put_right(place), served(place)
    if before and before[0] == commit and right:
        _remove_others(place, before[1])
        return False
    ready = sorted({*place.releases.glob(f"{commit}-*")} - ({before[1]} if before else set()))
    with borrowing(place) as tree:
        if before and (dropped := commits(tree, [before[0]], [commit])):
            place.remember(DROPPED, *dropped)
        release = ready[-1] if ready else built_release(place, tree, commit, commit)
    _exchange(place, commit, release)
    return True


def _exchange(place: Place, commit: str, release: Path) -> None:
    """Keep and note what was made, then exchange the link: if the machine goes down between, the link is put right. The
    signature of the same bytes stays with them."""
    if (before := served(place)) and bytes_of(before[1] / MANIFEST) == bytes_of(release / MANIFEST):
        for name in SIGNATURES:
            with contextlib.suppress(FileNotFoundError):
                shutil.copyfile(before[1] / name, release / name)
    kept = place.state / _KEPT
    shutil.rmtree(kept.with_suffix(".new"), ignore_errors=True)
    shutil.copytree(release, kept.with_suffix(".new"))
    shutil.rmtree(kept, ignore_errors=True)
    kept.with_suffix(".new").rename(kept)
    place.note(_MADE, {"commit": commit, "release": release.name, "sums": _sums_of(release)})
    link = place.site.with_name("site.new")
    link.unlink(missing_ok=True)
    link.symlink_to(f"releases/{release.name}")
    link.replace(place.site)
    _remove_others(place, release)


def _remove_others(place: Place, release: Path) -> None:
    for other in place.releases.iterdir():
        if other.name != release.name:
            shutil.rmtree(other)
