"""Logging in with a key: a real sshd on this machine, with deploy/sshd.conf as it stands but for the names of a server.

In: the sshd of the system or the one that requirements/local_server.sh unpacks. It listens on loopback alone, and ends
with the test.
"""

import getpass
import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.publishing import ENVIRONMENT, ROOT, Place, good_change, must, replace, run, said, state

GUIDE = ROOT / "docs/publishing/own-server.md"
UNPACKED = ROOT / ".sshd/usr"
PLACES = ("sshd", "/usr/sbin/sshd", str(UNPACKED / "sbin/sshd"))
ONLY = "Only `git push`, `git fetch` and `git clone` of this one repository are open to you here."
SERVER = """\
ListenAddress 127.0.0.1
Port {port}
HostKey "{own}/host"
PidFile none
UsePAM no
StrictModes no
LogLevel INFO
{unpacked}Include "{own}/sshd.conf"
"""
AS_ROOT = """\
mount --bind "$1/passwd" /etc/passwd && mount -t tmpfs tmpfs /run && mkdir /run/sshd && shift && exec "$@"
"""
"""Where root is who tests: the account under which sshd reads what strangers send, for this process alone."""


def sshd_program() -> str:
    """Return the sshd to use. Skips the test where there is none, or no ssh."""
    programs = all(map(shutil.which, ("ssh", "ssh-keygen")))
    if programs and (found := next(filter(None, map(shutil.which, PLACES)), None)):
        return found
    pytest.skip("needs sshd: run `make test` once, or install the packages openssh-server and openssh-client")


def configured(place: Place, own: Path, program: str, port: int) -> None:
    """Write the settings of an sshd, with this account and this folder in the place of those of a server."""
    text = (ROOT / "deploy/sshd.conf").read_text("utf-8")
    for old, new in (
        ("User publish", f"User {getpass.getuser()}"),
        ("/etc/ssh/publish_keys", str(own / "keys")),
        ("ForceCommand push", f"ForceCommand HOME={place.server} PUBLISH_KEYS={own}/keys exec git-shell -c push"),
    ):
        assert old in text
        text = text.replace(old, new)
    (own / "sshd.conf").write_text(text, "utf-8")
    inside = UNPACKED / "lib/openssh"
    parts = f'SshdSessionPath "{inside}/sshd-session"\nSshdAuthPath "{inside}/sshd-auth"\n'
    unpacked = parts if program == PLACES[-1] and (inside / "sshd-auth").exists() else ""
    (own / "config").write_text(SERVER.format(own=own, port=port, unpacked=unpacked), "utf-8")


@contextmanager
def listening(place: Place, own: Path) -> Iterator[int]:
    """An sshd that lets one key in; yields its port."""
    program = sshd_program()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    for name in ("host", "key", "other"):
        must("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", own / name, cwd=own)
    shutil.copy(own / "key.pub", own / "keys")
    host = (own / "host.pub").read_text("ascii")
    (own / "known").write_text(f"[127.0.0.1]:{port} {host}", "ascii")
    configured(place, own, program, port)
    command = started(own, program, "-D", "-e", "-f", str(own / "config"))
    libraries = {"LD_LIBRARY_PATH": ":".join(map(str, UNPACKED.glob("lib/*-linux-*")))}
    with subprocess.Popen(command, env=ENVIRONMENT | libraries, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr
        lines = []
        for line in running.stderr:
            lines.append(line)
            if "Server listening" in line:
                break
        else:
            pytest.skip(f"needs an sshd that starts here: {' '.join(lines)}")
        try:
            yield port
        finally:
            running.terminate()


def started(own: Path, *command: str) -> list[str]:
    """Return a command of sshd as this account may run it."""
    if os.geteuid():
        return [*command]
    if run("unshare", "--mount", "true", cwd=own).returncode:
        pytest.skip("needs the right to a view of the disk of its own, or another account than root")
    passwd = Path("/etc/passwd").read_text("utf-8")
    (own / "passwd").write_text(f"{passwd}sshd:x:65533:65534::/run/sshd:/usr/sbin/nologin\n", "utf-8")
    return ["unshare", "--mount", "sh", "-euc", AS_ROOT, "sh", str(own), *command]


def client(own: Path, port: int, key: str = "key") -> str:
    """Return the ssh of somebody with a key."""
    options = f"-o UserKnownHostsFile={own}/known -o IdentitiesOnly=yes -o BatchMode=yes -o LogLevel=ERROR"
    return f"ssh -F none -p {port} -i {own}/{key} {options}"


def test_a_key_can_push_and_clone_and_do_nothing_else(small_place: Place, tmp_path: Path) -> None:
    """Through sshd, a maintainer's key publishes and clones; it opens no shell, no other command, no other repository,
    no forwarding and no terminal, and a key that is not on the list opens nothing."""
    place, own = small_place, tmp_path / "sshd"
    own.mkdir()
    with listening(place, own) as port:
        ssh = client(own, port)
        must("git", "config", "core.sshCommand", ssh, cwd=place.clone)
        url = f"ssh://127.0.0.1{place.repository}"
        must("git", "config", "remote.server.url", url, cwd=place.clone)
        good_change(place)
        done = place.push()
        assert done.returncode == 0, done.stderr
        assert f"Published. The site now shows your change {place.branch[:10]}." in said(done)
        again = tmp_path / "again"
        must("git", "clone", "--quiet", "--config", f"core.sshCommand={ssh}", url, again, cwd=tmp_path)
        before = state(place)
        for command in ("", "id", f"git-receive-pack '{again}/.git'"):
            tried = run(*ssh.split(), "127.0.0.1", *([command] if command else []), cwd=tmp_path)
            assert (tried.returncode, tried.stdout, tried.stderr.strip()) == (1, "", ONLY), command
        assert run(*ssh.split(), "-W", "127.0.0.1:22", "127.0.0.1", cwd=tmp_path).returncode != 0
        assert run(*ssh.split(), "-s", "127.0.0.1", "sftp", cwd=tmp_path).returncode != 0
        stranger = run(*client(own, port, "other").split(), "127.0.0.1", "git-upload-pack 'x'", cwd=tmp_path)
        assert "Permission denied" in stranger.stderr
        assert state(place) == before


@contextmanager
def silent_client(ssh: str, place: Place) -> Iterator["subprocess.Popen[str]"]:
    """Somebody with a key who opens a push, and sends nothing."""
    command = [*ssh.split(), "127.0.0.1", f"git-receive-pack '{place.repository}'"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=ENVIRONMENT, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as client:
        assert client.stdout
        assert client.stdout.read(4)  # git has begun to say what is there
        try:
            yield client
        finally:
            client.kill()


def test_a_removed_key_opens_nothing_over_a_connection_that_stands(small_place: Place, tmp_path: Path) -> None:
    """Over one connection of ssh a key may fetch until the guide's command deletes its line, and then neither fetch nor
    push; the other lines of the list stay."""
    place, own = small_place, tmp_path / "sshd"
    own.mkdir()
    with listening(place, own) as port:
        ssh, keys = f"{client(own, port)} -S {own}/connection", own / "keys"
        kind, key, _ = (own / "key.pub").read_text("ascii").split()
        keys.write_text(f"ssh-ed25519 AAAA other-maintainer\n{kind} {key} maintainer \r\n", "ascii", newline="")
        must(*ssh.split(), "-M", "-N", "-f", "127.0.0.1", cwd=own)
        must("git", "config", "core.sshCommand", ssh, cwd=place.clone)
        must("git", "config", "remote.server.url", f"ssh://127.0.0.1{place.repository}", cwd=place.clone)
        must("git", "fetch", "--quiet", "server", cwd=place.clone)
        [removal] = re.findall(r"sudo (sed -i '.*') /etc/ssh/publish_keys", GUIDE.read_text("utf-8"))
        must("sh", "-c", f"{removal} '{keys}'", cwd=own)
        assert keys.read_text("ascii") == "ssh-ed25519 AAAA other-maintainer\n"
        before = state(place)
        good_change(place)
        for words in ("push", "fetch"):
            # sshd may need a moment to close the one session that a connection may have
            tries = (run("git", words, "server", "main", cwd=place.clone) for _ in range(100))
            done = next(done for done in tries if "refused by peer" not in done.stderr)
            assert "Your key is not on the list of this server." in said(done)
            assert done.returncode != 0
        must(*ssh.split(), "-O", "exit", "127.0.0.1", cwd=own)
        assert state(place) == before


def test_who_sends_nothing_holds_up_nobody(small_place: Place, tmp_path: Path) -> None:
    """While somebody with a key holds a push open and sends nothing, another is published; after two minutes, here one
    second, the connection is closed, and the reason said."""
    place, own = small_place, tmp_path / "sshd"
    own.mkdir()
    with listening(place, own) as port:
        with silent_client(client(own, port), place) as silent:
            good_change(place)
            done = place.push()
            assert done.returncode == 0, done.stderr
            assert silent.poll() is None
        replace(place.server / "git-shell-commands/push", "silence=120", "silence=1")
        with silent_client(client(own, port), place) as silent:
            assert silent.stderr
            assert "Nothing arrived for two minutes" in silent.stderr.read()
            assert silent.wait() != 0


def test_nobody_who_logs_in_is_written_down(tmp_path: Path) -> None:
    """sshd takes deploy/sshd.conf: the keys of `publish` are root's, it forwards nothing, and no login is logged."""
    program = sshd_program()
    must("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / "host", cwd=tmp_path)
    config = f'Include "{ROOT}/deploy/sshd.conf"\nHostKey "{tmp_path}/host"\n'
    (tmp_path / "sshd_config").write_text(config, "utf-8")
    asked = started(tmp_path, program, "-T", "-f", str(tmp_path / "sshd_config"))
    who = ("user=publish,host=a.test,addr=192.0.2.1", "user=admin,host=a.test,addr=192.0.2.1")
    publish, admin = (must(*asked, "-C", one, cwd=tmp_path).splitlines() for one in who)
    only = {
        "authorizedkeysfile /etc/ssh/publish_keys",
        "forcecommand push",
        "disableforwarding yes",
        "permittty no",
        "clientaliveinterval 20",
        "exposeauthinfo yes",
        "maxsessions 1",
    }
    assert only <= set(publish)
    assert only & set(admin) == set()
    assert "loglevel ERROR" in {*publish} & {*admin}
