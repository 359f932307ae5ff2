"""Pushes that are begun and held where a test needs them, so that another one or a kill meets them there.

What holds them are pipes and the hooks of git, never time.
"""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.publishing import ENVIRONMENT, Place, replace

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


def pushing(place: Place, *, start_new_session: bool = False, **more: str) -> subprocess.Popen[str]:
    """Begin to push; what else is named stands in the environment of git, on both sides."""
    command, pipe, environment = ("git", "push", "server", "main"), subprocess.PIPE, {**ENVIRONMENT, **more}
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
def unmarked(place: Place, pipe: Path) -> Iterator[tuple[subprocess.Popen[str], Callable[[], object]]]:
    """A push that git has received and of which no program knows yet, as in the moment before git starts the hook; and
    what lets it go on."""
    os.mkfifo(pipe)
    number = os.open(pipe, os.O_RDWR)
    (place.repository / "hooks/pre-receive").write_text(UNMARKED, "utf-8")
    with pushing(place, HELD=str(pipe)) as push:
        assert "held" in until(push, "held")
        yield push, lambda: os.write(number, b"go\n")
    os.close(number)


def left_by_git(place: Place) -> list[Path]:
    """Return the folders in which git keeps what is pushed until it is accepted."""
    return list((place.repository / "objects").glob("tmp_objdir-*"))
