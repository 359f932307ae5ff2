"""What a stolen key can do: push words, and nothing else. Through git-shell, as sshd has it run, and through sshd."""

import os
import subprocess
import time
import zlib
from datetime import timedelta
from hashlib import sha1
from pathlib import Path

import pytest

from tests.publishing import ENVIRONMENT, PAGE, TODAY, Place, must, run, said, state, stores

REFUSED = "Only `git push`, `git fetch` and `git clone` of this one repository are open to you here."


@pytest.fixture
def place(small_place: Place) -> Place:
    """What stands here does not depend on what is pushed."""
    return small_place


def asked(place: Place, command: str) -> "subprocess.CompletedProcess[str]":
    """Ask for a command as a client of ssh does."""
    return run(place.server.with_name("login"), "server.invalid", command, cwd=place.clone)


COMMANDS = (
    "sh",
    "id",
    "git-receive-pack '{other}'",
    "git-upload-pack '{other}'",
    "git-upload-archive '{here}'",
    "git-receive-pack {here}",
    "git-receive-pack '{here}' ",
    "git-receive-pack  '{here}'",
    "git receive-pack '{here}'",
    "git-receive-pack '{here}/'",
    "git-receive-pack '{here}/.'",
    "git-receive-pack '{here}/../site.git'",
    "git-receive-pack --help '{here}'",
    "git-receive-pack '{here}'; id",
    "git-receive-pack '{here}'\nid",
    "git-receive-pack '$(id)'",
    "git-receive-pack 'site.git'",
    "catch-up",
    "push",
    "",
)


def test_a_key_opens_two_commands_of_one_repository(place: Place, tmp_path: Path) -> None:
    """Whatever else a client asks for is refused with one sentence, also a repository with a hook of the attacker."""
    other = tmp_path / "other.git"
    must("git", "init", "--quiet", "--bare", other, cwd=tmp_path)
    must("git", "config", "uploadpack.packObjectsHook", f"touch {tmp_path}/ran", cwd=other)
    for command in COMMANDS:
        done = asked(place, command.format(other=other, here=place.repository))
        assert (done.returncode, done.stderr.strip()) == (1, REFUSED), command
    assert not (tmp_path / "ran").exists()


def test_what_was_published_can_be_cloned(place: Place, tmp_path: Path) -> None:
    """Whoever may push may also clone and fetch."""
    must("git", "clone", "--quiet", *login(place), url(place), tmp_path / "again", cwd=tmp_path)
    assert must("git", "rev-parse", "HEAD", cwd=tmp_path / "again") == place.branch


def login(place: Place) -> list[str]:
    """Return the settings with which git logs in."""
    return ["--config", f"core.sshCommand={place.server.with_name('login')}", "--config", "ssh.variant=simple"]


def url(place: Place) -> str:
    """Return the address of the repository."""
    return must("git", "config", "remote.server.url", cwd=place.clone)


def push_object(place: Place, commit: str) -> "subprocess.CompletedProcess[str]":
    """Push an object of the clone to the branch, as a program of an attacker does."""
    return place.push("--no-verify", "--force", f"{commit}:refs/heads/main")


def commit_of(place: Place, tree: str, *, day: str = "") -> str:
    """Write a commit of a tree on top of what is published."""
    date = ("env", f"GIT_AUTHOR_DATE={day}T00:00:00Z", f"GIT_COMMITTER_DATE={day}T00:00:00Z") if day else ()
    return must(*date, "git", "commit-tree", "-p", "HEAD", "-m", "A change", tree, cwd=place.clone)


def here(place: Place) -> str:
    """Return the tree of the last commit."""
    return must("git", "rev-parse", "HEAD^{tree}", cwd=place.clone)


def fed(place: Place, data: bytes, *words: str) -> str:
    """Return what git prints when it is given some bytes."""
    done = subprocess.run(
        ["git", *words], cwd=place.clone, input=data, capture_output=True, check=True, env=ENVIRONMENT
    )
    return done.stdout.decode().strip()


def nested(place: Place, depth: int, wide: int) -> str:
    """Return a tree that names ``wide`` to the power of ``depth`` files and is stored in a few bytes."""
    digest = must("git", "hash-object", "-w", PAGE, cwd=place.clone)
    kind, mode = "blob", "100644"
    for _ in range(depth):
        lines = "".join(f"{mode} {kind} {digest}\tf{number}\n" for number in range(wide))
        made = subprocess.run(
            ["git", "mktree"], cwd=place.clone, input=lines, capture_output=True, text=True, check=True
        )
        digest, kind, mode = made.stdout.strip(), "tree", "040000"
    return digest


def test_a_commit_of_a_day_to_come_is_refused(place: Place) -> None:
    """A commit that is more than a day ahead would date the site so; the answer says what to do."""
    before = state(place)
    commit = commit_of(place, here(place), day=str(TODAY + timedelta(days=3)))
    assert said(push_object(place, commit)).startswith("push: brings a commit of a day to come;")
    assert (state(place), stores(place, commit)) == (before, False)


@pytest.mark.parametrize("below", [False, True])
def test_folders_in_folders_are_counted_no_further_than_their_bound(place: Place, below: bool) -> None:
    """A tree that names ten billion files in a few bytes is refused at once, also below a commit that is without."""
    before, first = state(place), commit_of(place, nested(place, 10, 10))
    commit = must("git", "commit-tree", "-p", first, "-m", "x", here(place), cwd=place.clone) if below else first
    assert said(push_object(place, commit)).startswith("push: brings a commit with more than 20000 files")
    assert (state(place), stores(place, commit)) == (before, False)


def test_too_many_new_commits_are_refused(place: Place) -> None:
    """More than 500 commits that are new to the server are refused with their number."""
    before = state(place)
    tip = must("git", "rev-parse", "HEAD", cwd=place.clone)
    stream = "".join(
        f"commit refs/heads/many\ncommitter a <a@role.invalid> {int(time.time())} +0000\ndata 1\nx\n"
        + (f"from {tip}\n" if number == 0 else "")
        + "\n"
        for number in range(501)
    )
    subprocess.run(
        ["git", "fast-import", "--quiet"], cwd=place.clone, input=stream, text=True, check=True, env=ENVIRONMENT
    )
    done = push_object(place, must("git", "rev-parse", "many", cwd=place.clone))
    assert said(done).startswith("push: brings 501 commits that are new here, and 500 are the most;")
    assert state(place) == before


def test_a_push_that_is_far_too_large_is_refused(place: Place) -> None:
    """Nobody fills the disk of the server: more than 20 megabytes at once are not taken."""
    before = state(place)
    (place.clone / "large").write_bytes(os.urandom(21 * 2**20))
    must("git", "add", "large", cwd=place.clone)
    must("git", "commit", "--quiet", "--message", "A large file", cwd=place.clone)
    assert "exceeds maximum allowed size" in place.push("--no-verify", "main").stderr
    assert state(place) == before


def test_a_file_that_grows_when_it_is_unpacked_fills_no_disk(place: Place) -> None:
    """A file of 600 megabytes that git packs into one is refused before it is written anywhere."""
    before = state(place)
    blob = subprocess.run(
        ["git", "hash-object", "-w", "--stdin"],
        cwd=place.clone,
        input=bytes(600_000_000),
        capture_output=True,
        check=True,
    )
    lines = f"100644 blob {blob.stdout.decode().strip()}\tzeros\n"
    tree = subprocess.run(["git", "mktree"], cwd=place.clone, input=lines, capture_output=True, text=True, check=True)
    commit = commit_of(place, tree.stdout.strip())
    done = push_object(place, commit)
    assert done.returncode == 1
    assert (state(place), stores(place, commit)) == (before, False)
    assert not list((place.server / "work").iterdir())


def delta(base: bytes, size: int, number: int) -> bytes:
    """Return an object of a pack that becomes a whole copy of another, of which it names the digest, and a number."""
    steps = bytes([4]) + number.to_bytes(4, "big")
    for start in range(0, size, 0xFFFF):
        length = min(0xFFFF, size - start)
        steps += b"\xbf" + start.to_bytes(4, "little") + length.to_bytes(2, "little")
    said = in_sevens(size) + in_sevens(size + 4) + steps
    return entry(7, len(said)) + base + zlib.compress(said)


def in_sevens(number: int) -> bytes:
    """Return a number as deltas of git hold it: seven bits a byte, the lowest first."""
    parts = [number >> shift & 127 for shift in range(0, max(number.bit_length(), 1), 7)]
    return bytes([*(part | 128 for part in parts[:-1]), parts[-1]])


def entry(kind: int, size: int) -> bytes:
    """Return the head of an object of a pack."""
    rest = size >> 4
    return bytes([kind << 4 | size & 15 | (128 if rest else 0)]) + (in_sevens(rest) if rest else b"")


def bomb(megabytes: int, copies: int) -> bytes:
    """Return a pack of a few kilobytes that becomes so many files of so many megabytes."""
    data = bytes(megabytes << 20)
    digest = sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).digest()
    objects = [entry(3, len(data)) + zlib.compress(data, 9), *(delta(digest, len(data), one) for one in range(copies))]
    body = b"PACK" + (2).to_bytes(4, "big") + len(objects).to_bytes(4, "big") + b"".join(objects)
    return body + sha1(body, usedforsecurity=False).digest()


BOMBS = {"much work": (100, 40), "much memory": (390, 3)}


@pytest.mark.parametrize("how", BOMBS)
def test_a_pack_that_explodes_is_ended_before_any_hook(place: Place, how: str) -> None:
    """A pack of some hundred kilobytes that takes hundreds of megabytes, or many seconds, to be read is given up by
    git within its bounds, and leaves nothing."""
    before, pack = state(place), bomb(*BOMBS[how])
    assert len(pack) < 1_500_000
    line = f"{'0' * 40} {'1' * 40} refs/heads/program\0report-status".encode()
    said_by_client = b"%04x" % (len(line) + 4) + line + b"0000" + pack
    command = [str(place.server.with_name("login")), "server.invalid", f"git-receive-pack '{place.repository}'"]
    done = subprocess.run(command, input=said_by_client, env=ENVIRONMENT, capture_output=True, check=False)
    assert b"unpack index-pack abnormal exit" in done.stdout
    assert state(place) == before
    assert not list((place.repository / "objects").glob("tmp_objdir-*"))
