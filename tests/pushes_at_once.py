"""Pushes that are begun and held where a test needs them, so that another one, a kill or a full disk meets them there.

What holds them are pipes and the hooks of git, never time.
"""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.publishing import ENVIRONMENT, Place, must, replace, run

RELEASE = "\t@$(program) release"
HEADERS = " $(if $(HEADERS),--headers '$(HEADERS)')"


def first_of_all(place: Place, command: str) -> str:
    """Commit a program that does something before it builds, and does not look at the headers; return the commit."""
    replace(place.clone / "Makefile", HEADERS, "")
    return place.commit("Makefile", RELEASE, f"\t@{command}\n{RELEASE}")


@contextmanager
def gate(place: Place, pipe: Path, command: str) -> Iterator[Callable[[], object]]:
    """A pipe where the headers should be, which a program can read; yields what lets one line through."""
    os.mkfifo(pipe)
    place.setting("headers", str(pipe))
    first_of_all(place, command)
    number = os.open(pipe, os.O_RDWR)
    yield lambda: os.write(number, b"go\n")
    os.close(number)


def pushing(place: Place, ref: str = "main", *, start_new_session: bool = False, **more: str) -> subprocess.Popen[str]:
    """Begin to push; what else is named stands in the environment of git, on both sides."""
    command, pipe, environment = ("git", "push", "server", ref), subprocess.PIPE, {**ENVIRONMENT, **more}
    return subprocess.Popen(
        command, cwd=place.clone, env=environment, stderr=pipe, text=True, start_new_session=start_new_session
    )


def until(push: subprocess.Popen[str], words: str) -> str:
    """Read what a push says up to a line with these words."""
    assert push.stderr
    lines: list[str] = []
    for line in push.stderr:
        lines.append(line)
        if words in line:
            break
    return "".join(lines)


UNMARKED = """\
#!/bin/sh
[ -z "$HELD" ] || exec env -u GIT_QUARANTINE_PATH sh -c 'echo held >&2
    read -r go <"$0" && HELD= GIT_QUARANTINE_PATH=$1 exec "$2"' "$HELD" "$GIT_QUARANTINE_PATH" "$0"
exec "${0%/*}/publish" pre-receive
"""
"""The hook, and before it, for a push that is to be held, a stand-in that knows nothing of what was pushed."""


@contextmanager
def unmarked(
    place: Place, pipe: Path, ref: str = "main"
) -> Iterator[tuple[subprocess.Popen[str], Callable[[], object]]]:
    """A push that git has received and of which no program knows yet, as in the moment before git starts the hook; and
    what lets it go on."""
    os.mkfifo(pipe)
    number = os.open(pipe, os.O_RDWR)
    (place.repository / "hooks/pre-receive").write_text(UNMARKED, "utf-8")
    with pushing(place, ref, HELD=str(pipe)) as push:
        assert "held" in until(push, "held")
        yield push, lambda: os.write(number, b"go\n")
    os.close(number)


def left_by_git(place: Place) -> list[Path]:
    """Return the folders in which git keeps what is pushed until it is accepted."""
    return list((place.repository / "objects").glob("tmp_objdir-*"))


def stores(place: Place, commit: str) -> bool:
    """Say whether the server has a commit, reachable or not."""
    return run("git", "cat-file", "-e", commit, cwd=place.repository).returncode == 0


def git_hook(place: Place, name: str, command: str) -> Path:
    """Give the repository of the server one more hook."""
    hook = place.repository / "hooks" / name
    hook.write_text(f"#!/bin/sh\n{command}\n", "utf-8")
    hook.chmod(0o755)
    return hook


def wait_for_server(place: Place) -> None:
    """Wait until the server has done what it does after a push has ended for the maintainer."""
    must("flock", place.server / "lock", "true", cwd=place.server)


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk of 40 MB in memory. Skips the test where this account may not make one."""
    folder.mkdir()
    mounted = run("mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", folder, cwd=folder.parent)
    if mounted.returncode:
        pytest.skip("needs the right to mount a small disk: run the tests as root to include it")
    try:
        yield folder
    finally:
        must("umount", "--lazy", folder, cwd=folder.parent)


def fill(disk: Path, room: int) -> None:
    """Leave so many bytes on a disk."""
    status = os.statvfs(disk)
    (disk / "ballast").write_bytes(bytes(status.f_bavail * status.f_frsize - room))
