"""What a stolen key can do: push words, and nothing else. Through git-shell, as sshd has it run."""

import subprocess
import zlib
from hashlib import sha1
from pathlib import Path

import pytest

from build_tools.git.history import RECEIVED, updates_of
from build_tools.publish.server import push_problems
from tests.publishing import ENVIRONMENT, Done, Place, copied, must, replace, run, state

REFUSED = "Only `git push`, `git fetch` and `git clone` of this one repository are open to you here."


@pytest.fixture(scope="module")
def place(small_first: Place, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A server of its own, which none of these tests may change."""
    made = copied(small_first, tmp_path_factory.mktemp("attacked"))
    replace(made.server / "git-shell-commands/push", "bounded 5 git receive-pack", "bounded 1 git receive-pack")
    return made


def asked(place: Place, command: str) -> Done:
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
)


def test_a_key_opens_two_commands_of_one_repository(small_place: Place, tmp_path: Path) -> None:
    """Whoever may push may also clone. Whatever else a client asks for is refused with one sentence, also a repository
    with a hook of the attacker."""
    place, other = small_place, tmp_path / "other.git"
    login = ("--config", f"core.sshCommand={place.server.with_name('login')}", "--config", "ssh.variant=simple")
    url = must("git", "config", "remote.server.url", cwd=place.clone)
    must("git", "clone", "--quiet", *login, url, tmp_path / "again", cwd=tmp_path)
    assert must("git", "rev-parse", "HEAD", cwd=tmp_path / "again") == place.branch
    must("git", "init", "--quiet", "--bare", other, cwd=tmp_path)
    must("git", "config", "uploadpack.packObjectsHook", f"touch {tmp_path}/ran", cwd=other)
    done = asked(place, "")
    assert (done.returncode, done.stderr.strip()) == (1, REFUSED)
    # From here on a shell says which sentence it would be.
    (place.server / "publish").write_text('#!/bin/sh\necho "$*" >&2\n', "utf-8")
    for command in COMMANDS:
        done = asked(place, command.format(other=other, here=place.repository))
        assert (done.returncode, done.stdout, done.stderr) == (1, "", "say git\n"), command
    assert not (tmp_path / "ran").exists()


def test_a_commit_of_too_many_bytes_is_refused(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bytes of all files of a commit together are counted too, before any of them is written."""
    updates = updates_of(f"{'0' * 40} {place.branch} refs/heads/main", RECEIVED)
    assert list(push_problems(place.server, place.clone, updates, [])) == []
    monkeypatch.setattr("build_tools.publish.server._MOST_BYTES", 1000)
    assert [one.code for one in push_problems(place.server, place.clone, updates, [])] == ["push.too_large"]


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


BOMBS = {"much work": (40, 40), "much memory": (200, 3)}


@pytest.mark.parametrize("how", BOMBS)
def test_a_pack_that_explodes_is_ended_before_any_hook(place: Place, how: str) -> None:
    """A pack of some hundred kilobytes that takes hundreds of megabytes, or many seconds, to be read is given up by
    git within its bounds, here of one second, and leaves nothing."""
    before, pack = state(place), bomb(*BOMBS[how])
    assert len(pack) < 1_500_000
    line = f"{'0' * 40} {'1' * 40} refs/heads/program\0report-status".encode()
    said_by_client = b"%04x" % (len(line) + 4) + line + b"0000" + pack
    command = [str(place.server.with_name("login")), "server.invalid", f"git-receive-pack '{place.repository}'"]
    done = subprocess.run(command, input=said_by_client, env=ENVIRONMENT, capture_output=True, check=False)
    assert b"unpack index-pack abnormal exit" in done.stdout
    assert state(place) == before
    assert not list((place.repository / "objects").glob("tmp_objdir-*"))
