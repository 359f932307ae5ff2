"""A release of a pushed commit, made by the installed program that equals the commit's own and kept where nobody else
reads; and what is served: a copy of it, exchanged in one step, and laid anew where it differs.

In: the folder of a server, and a commit. Out: a link that names one release. Runs nothing of the commit. A release that
is no longer served is removed at once: a case that was withdrawn must not linger.
"""

import os
import shutil
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path

from build_tools.build.manifest import SIGNATURE, folder_problems, manifest_of
from build_tools.git import environment, git
from build_tools.problems import Fault, Problem, Refused
from build_tools.publish.server import PROGRAMS, PUSH, RELEASES, SITE, STATE, WORK, borrowing, programs
from build_tools.verify import digests_below

_LIMIT = 900
"""Seconds that a build may take."""

_MADE, _ALTERED = f"{STATE}/made", f"{STATE}/altered"
"""Releases as they were made, each by its commit; the moments at which what is served was found to differ, until an
administrator deletes that file."""

_NO_PROGRAM = Fault(
    "push.other_program",
    "brings another program or look than this server has, and nothing that is pushed is run here. Push it as a branch "
    "(`git push {remote} HEAD:refs/heads/program`); who looks after the server reads what changed, and types there: "
    "`sudo sh {installer} {commit}`; then push again",
    {"remote": "REMOTE"},
)
_NOT_ENDED = Fault(
    "push.ended",
    "was ended while it was built: it took longer than {limit} seconds, or the server lacks memory; push again; if it "
    "stays so, tell who looks after the server",
)


def make_release(folder: Path, tree: Path, commit: str, published: str) -> None:
    """Make the release of a commit. What only withdraws a case since the commit that was ``published``, if any was, is
    not held up. Raises ``Refused``, ``Unknown``, ``OSError``."""
    # Links become plain files, and nothing is run.
    settings = ("-c", "core.symlinks=false", "-c", "core.hooksPath=/dev/null", "-c", "advice.detachedHead=false")
    git(tree, *settings, "checkout", "--quiet", "--force", "--detach", commit)
    program = programs.installed(folder / PROGRAMS, tree)
    if program is None:
        installer = folder / PROGRAMS / "newest/deploy/install.sh"
        raise Refused([Problem(PUSH, _NO_PROGRAM, values={"installer": installer, "commit": commit})])
    _run(folder, program, tree, published)
    os.sync()
    made = folder / _MADE / commit
    shutil.rmtree(made, ignore_errors=True)
    made.parent.mkdir(exist_ok=True)
    shutil.move(tree / "site", made)


def _run(folder: Path, program: Path, tree: Path, published: str) -> None:
    """Run a program on the words of a commit, with nothing of a hook of git around it, and a place of its own for
    files. Raises ``Refused``."""
    words = [str(program / "environment/bin/python"), "-m", "build_tools", "--root", str(tree), "release"]
    words += ["--published", published] if published else []
    work = str(folder / WORK)
    own = {"HOME": work, "TMPDIR": work, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1"}
    try:
        code = subprocess.run(words, cwd=program, env=environment() | own, check=False, timeout=_LIMIT).returncode
    except subprocess.TimeoutExpired:
        code = -1
    if code < 0:
        raise Refused([Problem(PUSH, _NOT_ENDED, values={"limit": _LIMIT})])
    if code:  # the program has said itself what is wrong with the words
        raise Refused([])


def served_commit(folder: Path) -> str:
    """Return the commit that is served, as long as its release is kept, or nothing."""
    made = {one.name for one in (folder / _MADE).glob("*")}
    served = os.readlink(folder / SITE) if (folder / SITE).is_symlink() else ""
    commit = Path(served).name.partition("-")[0]
    return commit if commit in made else ""


def is_altered(folder: Path) -> bool:
    """Whether what is served is not what is kept: a file is another one, is missing or is too many, or the link."""
    commit, link = served_commit(folder), folder / SITE
    was_served = os.path.lexists(link) or any((folder / RELEASES).glob("*"))
    return was_served and not (commit and _digests(link.resolve()) == _digests(folder / _MADE / commit))


def _digests(release: Path) -> dict[str, str]:
    """Return the SHA-256 of each file of a release, its copies too. A signature is put there later."""
    return {path: digest for path, digest in digests_below(release).items() if path != SIGNATURE}


def altered_at(folder: Path) -> str:
    """Return the moments at which something was altered that no administrator has seen yet, each on a line."""
    note = folder / _ALTERED
    return note.read_text("utf-8") if note.exists() else ""


def serve_commit(folder: Path, commit: str) -> bool:
    """Serve a commit, of which a release may be made already, and lay anew what is altered; whether something else is
    served than before. Raises ``Refused``, ``OSError``."""
    before, altered = served_commit(folder), is_altered(folder)
    is_new = before != commit and not any((folder / RELEASES).glob(f"{commit}-*"))
    if altered:
        with (folder / _ALTERED).open("a") as note:
            note.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M}\n")
    made = folder / _MADE / commit
    if not made.is_dir() or (altered and not _is_whole(made)):
        with borrowing(folder) as tree:
            make_release(folder, tree, commit, commit)
    if before != commit or altered:
        _exchange(folder, commit)
    _remove_others(folder, commit)
    return is_new


def repair(folder: Path) -> None:
    """Make right what is altered of the commit that is served, and serve no other. Raises ``Refused``, ``OSError``."""
    if (commit := served_commit(folder)) and is_altered(folder):
        serve_commit(folder, commit)


def _is_whole(made: Path) -> bool:
    """Whether a kept release is what its manifest says: one that is not is never laid over what may be good."""
    try:
        return not any(folder_problems(manifest_of(made), made))
    except Refused:
        return False


def _exchange(folder: Path, commit: str) -> None:
    """Lay a copy of a release and exchange the link. The signature of the same release stays with it."""
    signatures = list((folder / RELEASES).glob(f"{commit}-*/{SIGNATURE}"))
    release = folder / RELEASES / f"{commit}-{time.time_ns()}"
    shutil.copytree(folder / _MADE / commit, release)
    for signature in signatures:
        shutil.copyfile(signature, release / SIGNATURE)
    link = folder / f"{SITE}.new"
    link.unlink(missing_ok=True)
    link.symlink_to(f"releases/{release.name}")
    link.replace(folder / SITE)


def _remove_others(folder: Path, commit: str) -> None:
    """Remove each release but the one that is served."""
    kept = {commit, (folder / SITE).resolve().name}
    for other in (*(folder / RELEASES).iterdir(), *(folder / _MADE).iterdir()):
        if other.name not in kept:
            shutil.rmtree(other)
