"""Programs that somebody pushes to harm the server: whatever they try, it stays as it was, to the byte and the right.

In: one server for all, with a site that is published; each attack is the program of a commit on top. No network.
"""

import os
import re
import shutil
import socket
import sys
import tempfile
from pathlib import Path

import pytest

from tests.publishing import (
    DEPLOY,
    ENVIRONMENT,
    Done,
    Place,
    copied,
    good_change,
    lacking,
    must,
    run,
    said,
    sentence,
)

RECIPE = re.compile(r"(?<=^release: ## )(.*\n)(?:\t.*\n)+", re.MULTILINE)
KEPT = ("lock", "site.git/refused")
"""What a refused push may write: that it was refused, and the file whose lock lets one push after the other."""


@pytest.fixture(scope="module")
def target(small_first: Place, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The server that all attacks are for, with bounds that are reached soon; a small program has made what it serves,
    for all programs may do the same there."""
    place = copied(small_first, tmp_path_factory.mktemp("attacked"))
    place.setting("space", "40")
    place.setting("memory", "1000")
    return place


def state(place: Place) -> dict[str, object]:
    """Return all that lies on a server: kinds, rights and bytes, but for what a refused push may write."""
    found = {path.relative_to(place.server).as_posix(): path for path in place.server.rglob("*")}
    return {name: seen(path) for name, path in found.items() if name not in KEPT}


def seen(path: Path) -> tuple[int, bytes | str]:
    """Return rights and kind of an entry, and where it leads or what it holds."""
    holds = os.readlink(path) if path.is_symlink() else path.read_bytes() if path.is_file() else ""
    return path.lstat().st_mode, holds


def attack(place: Place, script: str) -> Done:
    """Push a program that runs a script instead of making a release, and return what came of it."""
    must("git", "reset", "--quiet", "--hard", place.branch, cwd=place.clone)
    makefile = place.clone / "Makefile"
    text, found = RECIPE.subn("\\1\t@sh deploy/attack.sh\n", makefile.read_text("utf-8"))
    assert found == 1
    makefile.write_text(text, "utf-8")
    (place.clone / "deploy/attack.sh").write_text(script, "utf-8")
    must("git", "add", "--all", cwd=place.clone)
    must("git", "commit", "--quiet", "--message", "An attack", cwd=place.clone)
    return place.push()


WRITE = """\
for path in {server}/x {server}/site/index.html {server}/site.git/hooks/pre-receive {server}/site.git/config \
    {server}/site.git/dropped {server}/judge/build_tools/__main__.py {server}/releases/x {server}/work/x {prefix}/x \
    /objects/x /objects/pack/x /confined/build /environment/x /usr/x /etc/x /x /dev/x /dev/shm/x /var/x /root/x \
    /proc/sys/kernel/core_pattern /proc/sys/vm/overcommit_memory /proc/self/oom_score_adj /proc/sysrq-trigger
do (echo attacked >>"$path") 2>/dev/null && echo "wrote $path"; done
git --git-dir={server}/site.git config transparency.rewriting allowed && echo wrote settings
rm -rf /objects /confined /environment /usr {server} {prefix} 2>/dev/null && echo removed
chmod -R 777 /objects /usr 2>/dev/null && echo wrote rights
mount -o remount,rw / 2>/dev/null && echo wrote mounts
unshare --user --map-root-user --mount true 2>/dev/null && echo made a namespace
echo tried; exit 1
"""

READ = """\
for path in /etc/passwd /etc/shadow /etc/hostname /home /var /srv /run /sys /root/.ssh {server} \
    {server}/site.git/config {server}/lock {prefix}/pyvenv.cfg /proc/1/root/etc/passwd /dev/mem /dev/sda /dev/vda
do [ ! -e "$path" ] || echo "found $path"; done
[ "$(ls /proc | grep -c '^[0-9]')" -lt 20 ] || echo found other programs
known='PATH|HOME|TMPDIR|LC_ALL|TRANSPARENCY_LANGUAGE|(OLD)?PWD|MAKE.*|MFLAGS|PYTHONUTF8|ENVIRONMENT|PUBLISHED'
env | grep -v -E "^($known)=" && echo found words
for number in 3 4 5 6 7 8 9; do [ ! -e "/proc/self/fd/$number" ] || echo "found an open file $number"; done
(exec </dev/tty) 2>/dev/null && echo found a terminal
echo tried; exit 1
"""

SITE = "mkdir -p site && echo '# transparency manifest 1' >site/manifest.txt && echo words >site/words.html && "

FORBIDDEN = ("> wrote", "> removed", "> made", "> found", "> reached")

ATTACKS = {
    "writing to the server": (WRITE, "> tried"),
    "reading from the server": (READ, "> tried"),
    "a link to a file of the server": (SITE + "ln -s /etc/passwd site/passwd.html", "site/passwd.html: is neither"),
    "a link as the site": (SITE + "mv site real && ln -s real site", "> site: is neither"),
    "a link as the manifest": ("mkdir site && ln -s /usr/bin/env site/manifest.txt", "site/manifest.txt: is neither"),
    "a link to a folder": (SITE + "ln -s /etc site/etc", "site/etc: is neither"),
    "one file with two names": (SITE + "ln site/words.html site/zwords.html", "is neither"),
    "a pipe": (SITE + "mkfifo site/pipe.html", "site/pipe.html: is neither"),
    "a name that begins with a dot": (SITE + "echo x >site/.htaccess", "site/.htaccess: has a name with other signs"),
    "a name that steers a terminal": (
        SITE + "touch \"$(printf 'site/\\033[2J\\nPublished.')\"",
        "has a name with other",
    ),
    "an archive with garbage": ("echo garbage >/proc/1/fd/1; " + SITE + "true", "> site: is not whole"),
    "a site of nothing": ("true", sentence("nothing_made")),
    "a folder of archives": ("mkdir -p site/manifest.txt", sentence("nothing_made")),
    "killing everything": ("kill -9 -1", sentence("killed")),
    "too much memory": (f"{sys.executable} -c 'bytes(10**10)' || python3 -c 'bytes(10**10)'; exit 1", "> MemoryError"),
    "a file without end": ("cat /dev/zero >zeros; ls -s zeros; exit 1", sentence("refused")),
    "files without end": (
        "while head -c 1000000 /dev/zero >$((n = n + 1)); do :; done; exit 1",
        "No space left on device",
    ),
    "a hidden file in memory": (
        "python3 -c 'import os; n = os.memfd_create(\"x\"); [os.write(n, bytes(10**7)) for _ in range(99)]'; exit 1",
        "> OSError: [Errno 27] File too large",
    ),
}


@pytest.mark.parametrize(("script", "expected"), ATTACKS.values(), ids=ATTACKS)
def test_a_program_that_is_pushed_changes_nothing(target: Place, script: str, expected: str) -> None:
    """Each attack is refused, reaches nothing that is not its own, and leaves the server byte for byte as it was."""
    before = state(target)
    done = attack(target, script.replace("{server}", str(target.server)).replace("{prefix}", sys.prefix))
    assert done.returncode != 0
    assert expected in said(done), said(done)
    assert sentence("refused") in said(done)
    assert [line for line in said(done).splitlines() if line.startswith(FORBIDDEN)] == []
    assert state(target) == before
    assert released_only(target)


def released_only(place: Place) -> bool:
    """Whether the server still serves its one release."""
    return os.listdir(place.server / "releases") == [os.path.basename(os.readlink(place.site))]


def test_nothing_can_be_taken_for_a_sentence_of_the_server(target: Place) -> None:
    """What a program says is marked in each line, holds no sign that steers a terminal, and ends at a megabyte."""
    faked = sentence("published", target.branch[:10])
    signs = r"\n\033[2J", r"\033]0;owned\007", r"\302\233", r"\342\200", rf"\256{faked}\n"
    words = "; ".join(f"printf '{text}'" for text in (rf"{faked}\r{faked}", *signs))
    much = "head -c 3000000 /dev/zero | tr '\\0' a"
    done = attack(target, f"{words}; {much}; printf '{faked}'; exit 1")
    assert sentence("refused") in said(done)
    lines = done.stderr.removeprefix("remote: ").split("remote: ")
    assert [line for line in lines if faked in line and not line.startswith("> ")] == []
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", said(done))
    assert 1_000_000 < len(done.stderr) < 1_200_000


def test_no_network_can_be_reached(target: Place) -> None:
    """A program of a push connects to nothing, not even to this machine, by whatever kind of address."""
    name = f"\0{target.server}"
    with socket.create_server(("127.0.0.1", 0)) as one, socket.socket(socket.AF_UNIX) as other:
        other.bind(name)
        other.listen()
        port = one.getsockname()[1]
        attempts = (
            f"import socket; socket.create_connection(('127.0.0.1', {port}), 5); print('reached')",
            f"import socket; socket.socket(socket.AF_UNIX).connect('\\0{target.server}'); print('reached')",
        )
        done = attack(target, "\n".join(f'python3 -c "{words}"' for words in attempts) + "\nexit 1")
        for listening in (one, other):
            listening.setblocking(False)
            with pytest.raises(BlockingIOError):
                listening.accept()
    assert said(done).count("> ConnectionRefusedError") == 2, said(done)


def test_nothing_goes_on_when_a_push_has_ended(target: Place) -> None:
    """A program that a push leaves behind, out of its session and deaf to signals, ends with the push all the same."""
    sign = f"left-behind-{os.getpid()}"
    deaf = f"trap '' HUP INT TERM; sleep 600; : {sign}"
    done = attack(target, f'{deaf.split(";")[0]}; (setsid nohup sh -c "{deaf}" >/dev/null 2>&1 &); exit 1')
    assert sentence("refused") in said(done)
    assert not [path for path in Path("/proc").glob("[0-9]*/cmdline") if sign in words_of(path)]
    must("flock", "--nonblock", target.server / "lock", "true", cwd=target.server)


def words_of(path: Path) -> str:
    """Return what a program was started with; one that has just ended says nothing."""
    try:
        return path.read_text("utf-8", "replace")
    except OSError:
        return ""


COUNT = "n=0; while [ $n -lt 2000 ]; do sleep 600 & n=$((n + 1)); echo $n; done"


def test_the_number_of_programs_is_bounded() -> None:
    """What starts program after program gets no more than 256, and all end with it. Root has no such bound, so where
    root runs the tests, somebody else does this."""
    if reason := lacking():
        pytest.skip(reason)
    somebody = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups") if os.geteuid() == 0 else ()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(DEPLOY, folder / "hooks")
        (folder / "work").mkdir()
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o777)
        shutil.copy(
            shutil.which("bwrap", path=ENVIRONMENT["PATH"]) or "", folder
        )  # nobody may not enter every checkout
        settings = (
            f"PATH={folder}:$PATH hooks={folder}/hooks work={folder}/work limit=60 space=50 memory=500 "
            "environment= base= language=en"
        )
        kept = f"{settings}; . $hooks/parts/confining.sh; kept_as $work/counted -- sh -c '{COUNT}'"
        done = run(*somebody, "sh", "-uc", kept, cwd=folder)
        assert done.returncode == 1, done.stderr
        assert "> " in done.stdout, done.stdout
        assert 100 < int((folder / "work/counted").read_text("utf-8").splitlines()[-1]) < 256


LOCKS = {
    "another index": "--index-url https://example.org/simple",
    "an option in a line": "click==8.5.0 --config-settings x=y \\",
    "an address": "click @ https://example.org/click.whl \\",
    "a folder": "./build_tools",
    "to be built here": "--editable .",
    "another file": "-r other.txt",
    "programs that are run": "--no-binary :all:",
    "a weak digest": "    --hash=md5:00000000000000000000000000000000",
    "a remark with more": "click==8.5.0 \\ # x",
    "no version": "click",
    "nothing": "",
}


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which locks are read, as a server reads them."""
    folder = tmp_path_factory.mktemp("locks")
    (folder / "work").mkdir()
    return folder


def reads(folder: Path, text: str) -> bool:
    """Whether a server takes a text for a lock."""
    (folder / "lock").write_text(text, "utf-8")
    parts = f"folder={folder} work={folder}/work; . {DEPLOY}/parts/environments.sh; read_lock {folder}/lock"
    return run("sh", "-euc", parts, cwd=folder).returncode == 0


@pytest.mark.parametrize("line", LOCKS.values(), ids=LOCKS)
def test_a_lock_names_packages_and_nothing_else(reading: Path, line: str) -> None:
    """A line that would tell pip anything but name, version and digest is refused, before pip is asked."""
    real = (DEPLOY.parent / "requirements/site.txt").read_text("utf-8")
    assert reads(reading, real)
    assert not reads(reading, f"{real}{line}\n" if line else "# nothing\n")


def test_environments_of_refused_pushes_do_not_pile_up(reading: Path) -> None:
    """Before packages are fetched for another lock, all others go but those of the program that judges."""
    there = reading / "environments"
    for name in ("judge", "one", "two"):
        (there / name / "bin").mkdir(parents=True)
    (there / "one/link").symlink_to(reading)
    parts = f"folder={reading}; . {DEPLOY}/parts/environments.sh; remove_environments {there}/judge"
    must("sh", "-euc", parts, cwd=reading)
    assert os.listdir(there) == ["judge"]
    assert reading.is_dir()


def test_a_strange_lock_is_refused(target: Place) -> None:
    """A push with such a lock is refused with a sentence, and nothing of it is run."""
    must("git", "reset", "--quiet", "--hard", target.branch, cwd=target.clone)
    lock = target.clone / "requirements/site.txt"
    target.commit("requirements/site.txt", lock.read_text("utf-8"), "--index-url https://example.org/simple\n")
    done = target.push()
    assert said(done).splitlines()[1:] == [sentence("strange_lock"), sentence("refused")]


def test_a_lock_that_grows_when_it_is_unpacked_fills_no_disk(target: Place) -> None:
    """A lock of a hundred megabytes, which git packs into a few, is read no further than its bound and refused."""
    must("git", "reset", "--quiet", "--hard", target.branch, cwd=target.clone)
    (target.clone / "requirements/site.txt").write_bytes(b"#" * 10**8)
    must("git", "commit", "--quiet", "--all", "--message", "An attack", cwd=target.clone)
    done = target.push()
    assert "is larger than 4096 KB" in said(done).splitlines()[0]
    assert said(done).splitlines()[-1] == sentence("personal")


def test_where_nothing_can_be_confined_nothing_is_run(
    target: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a bubblewrap that works, a push is refused with a sentence, and no program of it runs."""
    (tmp_path / "bwrap").write_text("#!/bin/sh\nexit 1\n", "utf-8")
    (tmp_path / "bwrap").chmod(0o755)
    monkeypatch.setitem(ENVIRONMENT, "PATH", f"{tmp_path}:{ENVIRONMENT['PATH']}")
    before = state(target)
    done = attack(target, "echo ran; exit 1")
    assert said(done).splitlines() == [sentence("no_confinement")]
    assert state(target) == before


def test_the_server_judges_with_its_own_program(target: Place) -> None:
    """A push whose program checks nothing and makes a whole release with a foreign script is refused by the server."""
    foreign = "<script src=https://example.org/x.js></script>"
    script = f"""\
python=/work/environment/bin/python
$python -m build_tools || exit 1
$python - <<'END'
from hashlib import sha256
from pathlib import Path
page, manifest = Path("site/ru/method.html"), Path("site/manifest.txt")
before = page.read_bytes()
after = before.replace(b"</body>", b"{foreign}</body>")
page.write_bytes(after)
manifest.write_text(manifest.read_text().replace(sha256(before).hexdigest(), sha256(after).hexdigest()))
END
"""
    before = state(target)
    done = attack(target, script)
    assert done.returncode != 0
    assert "> ru/method.html:" in said(done), said(done)
    assert state(target) == before


def test_a_site_of_another_commit_is_refused(target: Place) -> None:
    """A release that says it is of another commit than the one that is pushed is not published."""
    other = "0" * 40
    done = attack(
        target,
        "/work/environment/bin/python -m build_tools || exit 1\n"
        f"sed -i 's/^# commit: .*/# commit: {other}/' site/manifest.txt\n",
    )
    assert done.returncode != 0
    assert "> manifest.txt: is of another commit" in said(done)
    assert sentence("refused") in said(done)


def test_after_all_that_a_good_push_is_published(target: Place) -> None:
    """None of the attacks before it keeps the next push from being published."""
    must("git", "reset", "--quiet", "--hard", target.branch, cwd=target.clone)
    good_change(target)
    done = target.push()
    assert done.returncode == 0, done.stderr
    assert "Смотрите" in (target.site / "ru/method.html").read_text("utf-8")
