"""Publishing to a server of one's own: real pushes to a real bare repository, those that are published and those that
are refused. Whatever happens to a push, the last good site stays whole, byte for byte.
"""

import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.publishing import (
    DEPLOY,
    ENVIRONMENT,
    Done,
    Place,
    contents,
    good_change,
    install,
    must,
    released,
    run,
    said,
    scripts,
    sentence,
)

LEDGER = "content/figures/2000-01-01.yml"
LANGUAGES = ("en", "ru", "kk")
SCRIPTS = ("publish", "pre-receive", "post-receive", "install.sh")


@pytest.fixture
def unchanged(request: pytest.FixtureRequest) -> Iterator[None]:
    """After the test the server has the branch and serves the bytes that it had before; no other file is left."""
    place = request.getfixturevalue("place" if "place" in request.fixturenames else "small_place")
    before = (place.branch, os.readlink(place.site), contents(place.site), left(place))
    yield
    assert (place.branch, os.readlink(place.site), contents(place.site), left(place)) == before


def left(place: Place) -> list[str]:
    """Return what lies on the server, apart from git's own files."""
    folders = (place.server, place.server / "work", place.server / "releases")
    return sorted(str(path.relative_to(place.server)) for folder in folders for path in folder.iterdir())


def test_a_push_is_published(first: tuple[Place, Done]) -> None:
    """A push to the branch becomes the site that a web server finds, and the maintainer reads so."""
    place, done = first
    assert done.returncode == 0, done.stderr
    assert (place.site / "en" / "method.html").is_file()
    assert sentence("published", place.branch[:10]) in said(done)
    assert "Release code: " in said(done)
    assert "work/site" not in said(done)
    assert must("git", "rev-parse", "main", cwd=place.clone) == place.branch


def test_the_site_is_the_one_of_a_build_elsewhere(first: tuple[Place, Done], tmp_path: Path) -> None:
    """What is served is byte for byte what anybody builds from the commit, in another folder, and without examples."""
    place, _ = first
    must("git", "clone", "--quiet", place.repository, tmp_path / "elsewhere", cwd=tmp_path)
    must("make", "release", f"ENVIRONMENT={sys.prefix}", cwd=tmp_path / "elsewhere")
    assert contents(place.site) == contents(tmp_path / "elsewhere" / "site")
    assert not [name for name in contents(place.site) if "examples" in name]


def test_a_change_is_published_and_the_old_release_is_gone(small_place: Place) -> None:
    """A second push is served, and nothing of what was served before stays on the server."""
    place, old = small_place, small_place.site.resolve()
    good_change(place)
    assert place.push().returncode == 0
    assert "Смотрите" in (place.site / "ru" / "method.html").read_text("utf-8")
    assert not old.exists()
    assert left(place) == sorted(["judge", "lock", "releases", "site", "site.git", "work", released(place)])


def bad_change(place: Place) -> str:
    """Commit a number that contradicts others."""
    return place.commit(LEDGER, "value: 1234", "value: 1235")


def test_a_web_server_may_read_what_is_published(small_place: Place) -> None:
    """Whatever the umask of the account, all of the site is readable, and what was never published is not. Nor can
    anybody else hold the lock that lets one push after the other, also one from before."""
    (small_place.server / "lock").chmod(0o644)
    good_change(small_place)
    done = run("sh", "-c", "umask 077 && git push server main", cwd=small_place.clone)
    assert done.returncode == 0, done.stderr
    for path in (small_place.site.resolve(), *small_place.site.resolve().rglob("*")):
        assert path.stat().st_mode & 0o055 == (0o055 if path.is_dir() else 0o044), path
    for name in ("site.git", "work", "lock"):
        assert (small_place.server / name).stat().st_mode & 0o077 == 0


@pytest.mark.usefixtures("unchanged")
def test_a_refused_push_says_what_check_says(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """A push with a mistake changes nothing, and says what `make check` says, in the language of the maintainer."""
    monkeypatch.setitem(ENVIRONMENT, "MAKELEVEL", "1")  # also where make is what pushes
    bad_change(place)
    place.setting("language", "kk")
    done = place.push()
    assert done.returncode != 0
    check = f"TRANSPARENCY_LANGUAGE=kk '{sys.executable}' -m build_tools check"
    sentences = run("sh", "-c", check, cwd=place.clone).stderr.splitlines()
    assert any(line.startswith(LEDGER) for line in sentences)
    assert {f"> {line}" for line in sentences} < set(said(done).splitlines())
    assert sentence("refused", language="kk") in said(done)
    assert "***" not in said(done)


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_a_push_is_answered_in_the_language_of_the_maintainer(small_place: Place, language: str) -> None:
    """The program of a push is told the language of the server's maintainers, and the server itself speaks it; what is
    refused, perhaps a name, is in no part of the server afterwards."""
    refused = bad_change(small_place)
    small_place.setting("language", language)
    done = small_place.push()
    assert done.returncode != 0
    assert f"> {LEDGER}: holds another number (said in {language})" in said(done).splitlines()
    assert sentence("refused", language=language) in said(done)
    assert run("git", "cat-file", "-e", refused, cwd=small_place.repository).returncode != 0
    assert not (small_place.server / "work" / ".git").exists()


@pytest.mark.usefixtures("unchanged")
def test_a_push_that_is_far_too_large_is_refused(place: Place) -> None:
    """Nobody fills the disk of the server by mistake: more than 20 megabytes at once are not taken."""
    (place.clone / "large").write_bytes(os.urandom(21 * 2**20))
    must("git", "add", "large", cwd=place.clone)
    must("git", "commit", "--quiet", "--message", "A large file", cwd=place.clone)
    done = place.push()
    assert done.returncode != 0
    assert "exceeds maximum allowed size" in done.stderr


@pytest.mark.usefixtures("unchanged")
def test_headers_of_other_pages_are_noticed(place: Place) -> None:
    """If nginx sends headers for other pages, which would block styles and the quick exit, the push is refused."""
    headers = place.repository / "headers.conf"
    headers.write_text("# of another version\n", "utf-8")
    place.setting("headers", str(headers))
    good_change(place)
    done = place.push()
    assert done.returncode != 0
    assert f"{headers}: does not hold the headers that this site needs" in said(done)


@pytest.mark.usefixtures("unchanged")
def test_headers_that_are_not_there_are_not_passed_over(place: Place) -> None:
    """Where nobody has said that another server than nginx serves, headers that cannot be compared stop a push."""
    if Path("/etc/nginx/transparency.conf").exists():
        pytest.skip("this machine serves a site itself")
    must("git", "config", "--unset", "transparency.headers", cwd=place.repository)
    good_change(place)
    done = place.push()
    assert said(done).splitlines() == [sentence("bad_setting", "headers")]


@pytest.mark.usefixtures("unchanged")
def test_the_published_branch_is_not_deleted(place: Place) -> None:
    """Deleting the branch that the site shows is refused with a sentence."""
    done = place.push("--delete", "main")
    assert done.returncode != 0
    assert sentence("deleted", "refs/heads/main") in said(done)


@pytest.mark.usefixtures("unchanged")
def test_what_others_published_is_not_dropped(place: Place) -> None:
    """A forced push that would drop commits is refused with a sentence, and nothing is built."""
    must("git", "commit", "--quiet", "--amend", "--message", "Another history", cwd=place.clone)
    done = place.push("--force", "main")
    assert done.returncode != 0
    assert said(done).splitlines() == [sentence("rewritten")]


def test_installing_again_keeps_everything(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """install.sh may be run again: the branch, the site and the settings stay, and the hooks are those of now. No push
    is judged while they change, and git removes nothing on its own, while another push may be on its way."""
    copying = tmp_path / "cp"
    free = f"flock --nonblock {place.server}/lock true && echo free >>{tmp_path}/free"
    copying.write_text(f'#!/bin/sh\n{free}\nexec {shutil.which("cp")} "$@"\n', "utf-8")
    copying.chmod(0o755)
    monkeypatch.setitem(ENVIRONMENT, "PATH", f"{tmp_path}:{ENVIRONMENT['PATH']}")
    before = (place.branch, contents(place.site), left(place))
    must("git", "config", "receive.maxInputSize", "50m", cwd=place.repository)
    hook = place.repository / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\nexit 0\n", "utf-8")
    assert install(place.server).returncode == 0
    assert (place.branch, contents(place.site), left(place)) == before
    assert not (tmp_path / "free").exists()
    assert must("git", "config", "receive.autogc", cwd=place.repository) == "false"
    assert hook.read_bytes() == (DEPLOY / "pre-receive").read_bytes()
    assert must("git", "config", "transparency.environment", cwd=place.repository) == sys.prefix
    assert must("git", "config", "receive.maxInputSize", cwd=place.repository) == "50m"


@pytest.mark.parametrize("name", ["relative", "/a b", "/a;b", "/a$b"])
def test_install_refuses_a_folder_that_others_would_misread(name: str, tmp_path: Path) -> None:
    """A folder whose name git, sh or nginx could misread is refused with a sentence."""
    done = run("sh", DEPLOY / "install.sh", name, "site.example.org", cwd=tmp_path)
    assert (done.returncode, done.stderr.startswith("FOLDER is a full path")) == (1, True)
    assert not list(tmp_path.iterdir())


def test_install_refuses_to_be_root(tmp_path: Path) -> None:
    """What is pushed runs on the server, so root is refused with what to do instead."""
    if os.geteuid():
        pytest.skip("needs to be run as root, whom install.sh refuses")
    done = run("env", "-u", "AS_ROOT", "sh", DEPLOY / "install.sh", tmp_path / "x", "site.example.org", cwd=tmp_path)
    assert done.returncode == 1
    assert "sudo -u publish" in done.stderr
    assert not (tmp_path / "x").exists()


WRONG = {
    "environment": ["/nowhere"],
    "headers": ["/nowhere"],
    "limit": ["ten", "0", "00"],
    "space": ["500m"],
    "memory": ["-1"],
}


def test_a_wrong_setting_is_named(small_place: Place) -> None:
    """What only the administrator can mend is not taken for a mistake of the push, nor passed over."""
    good_change(small_place)
    config = small_place.repository / "config"
    before = config.read_bytes()
    for name, value in [(name, value) for name, values in WRONG.items() for value in values]:
        small_place.setting(name, value)
        done = small_place.push()
        assert (name, value, done.returncode) == (name, value, 1)
        assert said(done).splitlines() == [sentence("bad_setting", name)]
        config.write_bytes(before)


def test_nobody_but_the_owner_can_publish_by_hand(place: Place) -> None:
    """What was pushed does not run as an administrator who types the command without its beginning."""
    if os.geteuid() != 0:
        pytest.skip("needs the right to give a folder away: run the tests as root to include it")
    before = contents(place.site)
    os.chown(place.repository, 1, -1)
    hook = place.repository / "hooks" / "publish"
    done = run(hook, cwd=place.server)
    assert done.returncode == 1
    assert done.stdout == sentence("other_user", f"sudo -u {place.repository.owner()} {hook} ") + "\n"
    assert contents(place.site) == before


def test_a_signature_stays_with_the_release_that_it_is_of(small_place: Place) -> None:
    """Who publishes the same commit once more keeps the signature beside it; a new commit has none."""
    signature = small_place.site / "manifest.txt.sig"
    signature.write_text("an example", "utf-8")
    must(small_place.repository / "hooks" / "publish", cwd=small_place.server)
    assert signature.read_text("utf-8") == "an example"
    good_change(small_place)
    assert small_place.push().returncode == 0
    assert not signature.exists()


def test_sentences_are_the_same_in_each_language() -> None:
    """Each sentence of the hooks exists in each language with the same gaps, and the hooks know each that they say."""
    files = {language: (DEPLOY / f"sentences.{language}").read_text("utf-8") for language in LANGUAGES}
    gaps = {
        language: {line.split("|")[0]: line.count("%s") for line in text.splitlines()}
        for language, text in files.items()
    }
    assert gaps["en"] == gaps["ru"] == gaps["kk"]
    lines = "\n".join(line for line in scripts().splitlines() if not line.lstrip().startswith("#"))
    used = re.findall(r"(?:\b(?:say|stop) |\bcause=|\brefusal=(?:\$\{3:-)?|\bbuild \".*\" )([a-z_]+)", lines)
    assert set(used) == set(gaps["en"])


def test_ssh_lets_maintainers_push_and_writes_nobody_down(tmp_path: Path) -> None:
    """sshd takes deploy/sshd.conf: the keys of `publish` are root's, it forwards nothing, and no login is logged."""
    sshd = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin")
    if not sshd:
        pytest.skip("needs sshd: install the package openssh-server")
    if os.geteuid() == 0 and not Path("/run/sshd").is_dir():
        pytest.skip("needs /run/sshd, which exists where sshd has run: as root sshd says nothing without it")
    must("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / "host", cwd=tmp_path)
    (tmp_path / "sshd_config").write_text(f'Include "{DEPLOY}/sshd.conf"\nHostKey "{tmp_path}/host"\n', "utf-8")
    who = ("user=publish,host=a.test,addr=192.0.2.1", "user=admin,host=a.test,addr=192.0.2.1")
    publish, admin = (must(sshd, "-T", "-f", "sshd_config", "-C", one, cwd=tmp_path).splitlines() for one in who)
    only = {
        "authorizedkeysfile /etc/ssh/publish_keys",
        "disableforwarding yes",
        "permittty no",
        "clientaliveinterval 60",
    }
    assert only <= set(publish)
    assert only & set(admin) == set()
    assert "loglevel ERROR" in {*publish} & {*admin}


def test_the_scripts_are_plain_sh() -> None:
    """shellcheck finds nothing in the scripts of the server, nor in those that set the project up."""
    if not shutil.which("shellcheck"):
        pytest.skip("needs shellcheck: install the package shellcheck")
    files = [*DEPLOY.glob("parts/*.sh"), *DEPLOY.glob("confined/*"), *(DEPLOY / name for name in SCRIPTS)]
    done = run("shellcheck", "--shell=sh", *files, cwd=DEPLOY)
    assert done.returncode == 0, done.stdout
