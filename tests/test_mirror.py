"""A mirror held against a release: what differs is named, what stands in the way is one sentence, signatures count."""

import gzip
import os
import re
import shutil
import zlib
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import brotli
import pytest

from build_tools.build.manifest import MANIFEST, SIGNATURE, manifest_of
from build_tools.build.source import OTHER_SOURCE, known_facts, moment_and_facts, source_problems
from build_tools.command_line.verifying import SIGNED, release_differences
from build_tools.load.environment import build_day
from build_tools.load.messages import sentence
from build_tools.publish.hosting import Policy, asking, served
from build_tools.publish.hosting.scan import mirror_problems
from build_tools.verify import ALTERED_FILE, CLOSED_FILE, MISSING_FILE, UNASKED_FILE, bytes_of
from tests.lying_server import Lie, Reply, lying
from tests.publishing import publishable, without_cases
from tests.repositories import asked, committed
from tests.signers import Signer
from tests.test_manifest import FACTS, write_manifest

FILES = {
    "index.html": "<!doctype html><p>a",
    "ru/index.html": "<!doctype html><p>b",
    "data/x.csv": "c",
    "kit/en.txt": "d",
    "404.html": "<!doctype html><p>nothing",
}
DIFFERS, UNASKED = ALTERED_FILE.message, UNASKED_FILE.message
POLICY = Policy(base="/", not_kept=())
FORGED = b"<!doctype html><p>forged"


def make(folder: Path, files: Mapping[str, str] = FILES) -> Path:
    """Write a folder that stands for a release."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    write_manifest(folder, FACTS)
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A release."""
    return make(tmp_path / "site")


def against(site: Path, mirror: str | Path, key: str | None = None) -> list[str]:
    """Return what a comparison says."""
    return [sentence(one) for one in mirror_problems(manifest_of(site), mirror, key, None, lambda: None)]


def forged(reply: Reply) -> Reply:
    """Return an answer with another page in it."""
    return reply._replace(status=200, body=FORGED)


def honest(reply: Reply) -> Reply:
    """Return an answer as it is."""
    return reply


def with_lies(site: Path, lies: Mapping[str, Lie]) -> dict[str, str]:
    """Return what a comparison says of each path at which a host lies, and of no other."""
    with lying(site, POLICY, lambda reply: lies.get(reply.path, honest)(reply)) as address:
        return dict(line.split(": ", 1) for line in against(site, address))


@pytest.mark.parametrize("below", ["/", "/a/deep%20path/"])
def test_an_equal_mirror_is_one(site: Path, below: str) -> None:
    """A host, also below a path, that serves the same bytes passes, and so does a folder."""
    with lying(site, POLICY, honest, below) as address:
        assert against(site, address.replace("%20", " ")) == []
    assert against(site, shutil.copytree(site, site.parent / "stick")) == []


def test_each_difference_is_named(site: Path, tmp_path: Path) -> None:
    """Of a host: a changed, a lost file; of a folder also one too many, even a link, and a copy that lies or is of
    nothing. A signature and true copies are no part of a release."""
    mirror = shutil.copytree(site, tmp_path / "mirror")
    (mirror / "ru" / "index.html").write_text("<!doctype html><p>B", "utf-8")
    (mirror / "data" / "x.csv").unlink()
    (mirror / "ru" / "more.html").write_text("x", "utf-8")
    (mirror / "link").symlink_to(site)
    (mirror / "index.html.gz").write_bytes(gzip.compress((site / "index.html").read_bytes(), mtime=0))
    (mirror / "kit" / "en.txt.gz").write_bytes(gzip.compress(b"packed", mtime=0))
    (mirror / "lone.html.gz").write_bytes(b"x")
    (mirror / f"{MANIFEST}.br").write_bytes(brotli.compress((site / MANIFEST).read_bytes()))
    (mirror / SIGNATURE).write_bytes(b"x")
    with lying(mirror, POLICY, honest) as address:
        assert [line.split(";")[0] for line in against(site, address)] == [
            "data/x.csv: answers with 404 instead of 200",
            *(f"{path}: {served.FILE_DIFFERS.message.split(';')[0]}" for path in ("ru/", "ru/index.html")),
        ]
    assert against(site, mirror) == [
        f"data/x.csv: {MISSING_FILE.message}",
        "kit/en.txt.gz: does not unpack to the file beside it; run `transparency compress` anew",
        f"link: {CLOSED_FILE.message}",
        f"lone.html.gz: {UNASKED}",
        f"ru/index.html: {DIFFERS}",
        f"ru/more.html: {UNASKED}",
    ]


def test_a_mirror_of_another_release_or_of_none_is_one_sentence(site: Path, tmp_path: Path) -> None:
    """A mirror that fits its own manifest, but another one than ours, is known by its day, and in a folder each file
    that differs is named too; where there is no manifest, or a page of the host in its place, that is named alone."""
    mirror = make(tmp_path / "mirror", {**FILES, "kk/new.html": "x"})
    other = (
        "manifest.txt: is that of another release, of 2000-01-01; the mirror is older or newer, or somebody changed it"
    )
    with lying(mirror, POLICY, honest) as address:
        assert against(site, address) == [other]
    assert against(site, mirror) == [f"kk/new.html: {UNASKED}", other]
    alone = f"{MANIFEST}: is no manifest of a release there; check the address or the folder, and lay the whole"
    with lying(site, POLICY, honest) as address:
        assert [line.startswith(alone) for line in against(site, f"{address}elsewhere")] == [True]
    assert list(with_lies(site, {MANIFEST: forged})) == [MANIFEST]
    (mirror / MANIFEST).unlink()
    assert against(site, mirror)[-1].startswith(alone)


def to_some(lie: Lie, times: range = range(99), **signs: str | None) -> Lie:
    """Return a lie that is told to some alone: by how often the path was asked for before, and by what the headers of
    the request hold, or lack."""

    def told(reply: Reply) -> Reply:
        held = ((reply.asked.get(name.replace("_", "-")), sign) for name, sign in signs.items())
        fits = all(value is None if sign is None else re.search(sign, value or "") for value, sign in held)
        return lie(reply) if fits and reply.before in times else reply

    return told


SOME: Mapping[str, Lie] = {
    "Kazakh": to_some(forged, accept_language="kk-KZ"),
    "Russian": to_some(forged, accept_language="ru-RU"),
    "English": to_some(forged, accept_language="en-US,en;q=0.5"),
    "any language": to_some(forged, accept_language="."),
    "no language": to_some(forged, accept_language=None),
    "zstd": to_some(forged, accept_encoding="zstd"),
    "no zstd": to_some(forged, accept_encoding="^(?!.*zstd)"),
    "identity": to_some(forged, accept_encoding="^identity$"),
    "gzip and deflate": to_some(forged, accept_encoding="^gzip, deflate$"),
    "no zstd but br": to_some(forged, accept_encoding="^gzip, deflate, br$"),
    "iPhone": to_some(forged, user_agent="iPhone"),
    "Android": to_some(forged, user_agent="Android"),
    "Firefox": to_some(forged, user_agent="Firefox"),
    "a desktop": to_some(forged, user_agent="Windows"),
    "a phone": to_some(forged, user_agent="Mobile"),
    "iPhone in Kazakh": to_some(forged, user_agent="iPhone", accept_language="kk-KZ"),
    "iPhone in Russian": to_some(forged, user_agent="iPhone", accept_language="ru-RU"),
    "Android in Kazakh": to_some(forged, user_agent="Android", accept_language="kk-KZ"),
    "Android in Russian": to_some(forged, user_agent="Android", accept_language="ru-RU"),
    "search": to_some(forged, referer="google"),
    "other search": to_some(forged, referer="yandex"),
    "a Referer": to_some(forged, referer="."),
    "no Referer": to_some(forged, referer=None),
    "typed": to_some(forged, sec_fetch_site="none"),
    "from elsewhere": to_some(forged, sec_fetch_site="cross-site"),
    "from a page": to_some(forged, sec_fetch_site="same-origin"),
    "opened": to_some(forged, sec_fetch_dest="document"),
    "a program": to_some(forged, sec_fetch_mode=None),
    "mobile": to_some(forged, sec_ch_ua_mobile="1"),
    "from the fourth on": to_some(forged, range(3, 99)),
    "the first alone": to_some(forged, range(1)),
}
"""To whom alone a host lies."""


def test_a_host_that_lies_to_some_readers_is_found(tmp_path: Path) -> None:
    """Whoever alone is shown another file, by whatever single sign: each such file is named."""
    lies = {f"{number}.txt": lie for number, lie in enumerate(SOME.values())}
    said = with_lies(make(tmp_path / "many", {**FILES, **dict.fromkeys(lies, "a")}), lies)
    assert said.keys() == lies.keys()
    assert {line.partition(",")[0] for line in said.values()} == {served.UNEQUAL.message.partition(",")[0]}


def test_a_lie_at_one_address_alone_is_found(site: Path) -> None:
    """Told to everybody at the bare address, a folder or a file it is named there; the manifest that some readers get,
    and the style as a page loads it, are looked at, and no connection is ended."""
    make(site, {"a.css": "p {}"})
    loaded = to_some(lambda reply: reply._replace(body=b"p { color: red }"), sec_fetch_dest="style")
    kept, later = to_some(forged, connection="keep-alive"), to_some(forged, range(1, 99))
    shown = {"": "/", "ru/": "ru/", "ru/index.html": "ru/index.html"}
    told = {"a.css": loaded, "kit/en.txt": kept, MANIFEST: later}
    lies = {**dict.fromkeys(shown, forged), **told, "data/x.csv": loaded}
    assert with_lies(site, lies).keys() == {*shown.values(), *told}


def test_each_file_is_asked_for_a_few_times_in_no_fixed_order(site: Path) -> None:
    """A check costs a host six requests for a file, in another order each time."""
    seen: list[list[str]] = []
    for _ in range(2):
        asked: list[str] = []
        seen.append(asked)
        with lying(site, POLICY, lambda reply, asked=asked: (asked.append(reply.path), reply)[1]) as address:
            assert against(site, address) == []
    assert {count for path, count in Counter(seen[0]).items() if not path.startswith(MANIFEST)} == {6}
    assert seen[0] != seen[1]


CLOSED = served.CLOSED.message
DESKTOP, PHONE, COMPUTER, PROGRAM = "gzip, deflate, br, zstd", "gzip, deflate, br", "gzip, deflate", "identity"
"""What an Android phone, an iPhone, a desktop and a program ask for."""


def packing(coding: str, whom: str, pack: Callable[[bytes], bytes]) -> Lie:
    """Return the answer that is packed to some alone and says how."""
    return to_some(
        lambda one: one.saying(Content_Encoding=coding)._replace(body=pack(one.body)), accept_encoding=f"^{whom}$"
    )


def leading(status: int, location: str) -> Lie:
    """Return the lie that leads on."""
    return lambda reply: reply._replace(status=status).saying(Location=location)


def of_kind(kind: str) -> Lie:
    """Return the answer under another kind of file."""
    return lambda reply: reply.saying(Content_Type=kind)


def same(data: bytes) -> bytes:
    """Return bytes as they are, however they are called."""
    return data


MISLEADS: Mapping[str, tuple[Lie, str]] = {
    "br": (packing("br", DESKTOP, brotli.compress), ""),
    "deflate": (packing("deflate", COMPUTER, zlib.compress), ""),
    "raw deflate": (packing("deflate", COMPUTER, lambda data: zlib.compress(data)[2:-4]), CLOSED),
    "two of gzip": (packing("gzip", COMPUTER, lambda data: gzip.compress(data) + gzip.compress(FORGED)), CLOSED),
    "gzip that is none": (packing("gzip", COMPUTER, same), CLOSED),
    "br that is none": (packing("br", PHONE, same), CLOSED),
    "br and more": (packing("br", PHONE, lambda data: brotli.compress(data) + FORGED), CLOSED),
    "zstd that is none": (packing("zstd", DESKTOP, same), CLOSED),
    "two codings": (packing("gzip, br", PHONE, lambda data: brotli.compress(gzip.compress(data))), CLOSED),
    "gzip, nobody asked": (packing("gzip", PROGRAM, gzip.compress), CLOSED),
    "br, nobody asked": (packing("br", COMPUTER, brotli.compress), CLOSED),
    "an odd coding": (packing("none-such", COMPUTER, same), CLOSED),
    "large when unpacked": (packing("gzip", COMPUTER, lambda _: gzip.compress(bytes(9000))), CLOSED),
    "large": (lambda one: one.saying(Content_Encoding="identity")._replace(body=bytes(9000)), CLOSED),
    "an error page with status 200": (forged, served.FILE_DIFFERS.message),
    "no answer of the file": (lambda one: one._replace(status=503), "answers with 503 instead of 200;"),
    "another host": (leading(302, "http://localhost:1/x.csv"), "answers with 302 instead of 200;"),
    "no address": (leading(307, "http://["), "answers with 307 instead of 200;"),
    "another file": (leading(301, "/kit/en.txt"), served.FILE_DIFFERS.message),
    "the same file": (leading(308, "the-same"), ""),
    "the-same": (honest, ""),
    "around in circles": (leading(302, "around-in-circles"), "answers with 302 instead of 200;"),
    "a refresh": (lambda one: one.saying(Refresh="0; url=http://a.test/"), "sends the header Refresh, which"),
    "page in other capitals.html": (of_kind("Text/HTML; Charset=UTF-8"), ""),
    "page in quotes.html": (of_kind('text/html;charset="utf8"'), ""),
    "text.html": (of_kind("text/plain"), "lacks the header Content-Type"),
    "other letters.html": (of_kind("text/html; charset=koi8-r"), "lacks the header Content-Type"),
    "two kinds.html": (of_kind("text/html\r\nContent-Type: text/plain"), "lacks the header Content-Type"),
    "no kind.html": (of_kind(""), "lacks the header Content-Type"),
}
"""How a file comes, and how what is said of it begins: nothing, where a browser gets what was published."""


def test_how_hosts_mislead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Error pages with status 200, redirects, what was packed unasked, cannot be opened or has no end, headers that
    lead on, a kind or an encoding by which a browser shows no page: each is one sentence; what was asked for and opens
    counts. What a host does to more than a few files is said once."""
    monkeypatch.setattr(asking, "MOST_BYTES", 8000)
    paths = {name: name.replace(" ", "-").replace(",", "") for name in MISLEADS}
    site = make(tmp_path / "many", {**FILES, **dict.fromkeys(paths.values(), "a")})
    said = with_lies(site, {paths[name]: lie for name, (lie, _) in MISLEADS.items()})
    says = {paths[name]: text for name, (_, text) in MISLEADS.items() if text and text != CLOSED}
    assert {path: said.get(path, "")[: len(text)] for path, text in says.items()} == says
    closed = [path for path, line in said.items() if line.startswith(CLOSED)]
    number = len([text for _, text in MISLEADS.values() if text == CLOSED])
    assert f"{number} in all" in said[closed[0]]
    assert said.keys() == {*says, *closed[:1]}


def test_a_whole_mirror_has_a_deadline(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A comparison whose time is over asks no more, however quick each answer is."""
    asked: list[str] = []
    monkeypatch.setattr(served, "AT_LEAST", -served.EACH * len(FILES))
    with lying(site, POLICY, lambda reply: (asked.append(reply.path), reply)[1]) as address:
        assert against(site, address) == [f"{address[7:-1]}: {asking.SILENT.message}"]
    assert asked == []


def test_pipes_in_the_place_of_files_are_named(site: Path, tmp_path: Path) -> None:
    """A pipe from which nothing ever comes stops no comparison, wherever in a folder it lies, nor as our manifest."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    mirror = shutil.copytree(site, tmp_path / "mirror")
    pipes = ("data/x.csv", "more")
    for path in pipes:
        (mirror / path).unlink(missing_ok=True)
        os.mkfifo(mirror / path)
        (mirror / f"{path}.gz").write_bytes(b"x")
    assert against(site, mirror) == [f"{path}: {CLOSED_FILE.message}" for path in pipes]
    (mirror / MANIFEST).unlink()
    os.mkfifo(mirror / MANIFEST)
    assert bytes_of(mirror / MANIFEST) is None


def test_the_command_compares(example: Path, site: Path) -> None:
    """`verify SITE --against` builds nothing, says what differs with exit code 1, and the code of an equal mirror."""
    mirror = shutil.copytree(site, site.parent / "mirror")
    done = asked(example, "verify", str(site), "--against", str(mirror))
    assert done.exit_code == 0
    assert re.fullmatch(
        r"The mirror serves exactly this release: its files \(5\) were compared byte for byte with the manifest in .*\n"
        r"The release is of 2000-01-01, commit: none \(no commit is known\)\. Release code: [0-9A-F-]{24}\n",
        done.output,
    )
    (mirror / "index.html").write_text("x", "utf-8")
    done = asked(example, "verify", str(site), "--against", str(mirror))
    assert (done.exit_code, done.output) == (1, f"index.html: {DIFFERS}\n")
    (site / MANIFEST).unlink()
    done = asked(example, "verify", str(site), "--against", str(mirror))
    assert (done.exit_code, done.output) == (
        1,
        "manifest.txt: cannot be read; a release has one: transparency build --release\n",
    )
    assert asked(example, "verify", str(site), "--against", "nowhere").exit_code == 2


def built(project: Path) -> str:
    """Commit all of a project and put a small site with the facts of that commit in the place of its release."""
    commit = committed(project)
    shutil.rmtree(project.parent / "site", ignore_errors=True)
    site = make(project.parent / "site")
    write_manifest(site, dict(moment_and_facts(project)[1]))
    return commit


def test_an_outdated_release_calls_no_mirror_right(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the release in the folder is not of the commit that the project is at, no mirror is praised for serving it;
    of the right one day and commit are said, and to whom else to turn."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-11-25T12:00:00Z")
    commit, site = built(project), project.parent / "site"
    with lying(site, POLICY, honest) as address:
        words = ("verify", str(site), "--against")
        done = asked(project, *words, address)
        assert done.exit_code == 0
        assert f"\nThe release is of 2026-11-25, commit: {commit}. Release code: " in done.output
        assert done.output.splitlines()[-1].endswith(f"for those headers: transparency scan {address}")
        (project / "content" / "new.txt").write_text("edited, not committed\n", "utf-8")
        found = source_problems(manifest_of(site), moment_and_facts(project)[1])
        assert [problem.fault for problem in found] == [OTHER_SOURCE], "made anew, to name a commit"
        assert asked(project, *words, address).exit_code == 0
        committed(project)
        for mirror in (address, str(site)):
            done = asked(project, *words, mirror)
            assert (done.exit_code, done.output) == (1, f"manifest.txt: {OTHER_SOURCE}\n")
        built(project)
        assert asked(project, *words, address).exit_code == 0


def test_a_signature_counts(example: Path, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where site.yml names a key, a mirror needs its signature of this manifest, beside it or, where nothing can be
    laid there, handed over; any other, or none, is named, also where the mirror fits its own manifest. Without the tool
    a signature is not taken for good, nor for wrong."""
    signer, stranger = Signer(tmp_path / "keys"), Signer(tmp_path / "other")
    settings = example / "content" / "site.yml"
    settings.write_text(f'{settings.read_text("utf-8")}\nsigning_key: "{signer.public}"\n', "utf-8")
    mirror = shutil.copytree(site, tmp_path / "mirror")
    true = signer.sign(site / MANIFEST).rename(tmp_path / "true")
    false = stranger.sign(site / MANIFEST).rename(tmp_path / "false")
    (nothing := tmp_path / "nothing").touch()
    with lying(mirror, POLICY, honest) as address:
        for where in (str(mirror), address):
            words = ("verify", str(site), "--against", where)
            done = asked(example, *words)
            assert done.exit_code == 1
            assert done.output.endswith("on GitHub Pages and GitLab Pages, name its file here: --signature FILE\n")
            assert asked(example, *words, "--signature", str(true)).exit_code == 0
            shutil.copyfile(true, mirror / SIGNATURE)
            assert asked(example, *words).exit_code == 0
            for handed in (false, nothing):
                done = asked(example, *words, "--signature", str(handed))
                assert (done.exit_code, done.output.count("is no signature of this manifest")) == (1, 1)
            (mirror / SIGNATURE).unlink()
    (mirror / "index.html").write_text("changed", "utf-8")
    write_manifest(mirror, FACTS)
    signer.sign(mirror / MANIFEST)
    assert "is no signature of this manifest" in against(site, mirror, signer.public)[-1]
    assert asked(example, *words, "--signature", str(tmp_path / "gone")).exit_code == 2
    assert asked(example, "verify", str(site), "--signature", str(true)).exit_code == 2
    monkeypatch.setenv("PATH", str(tmp_path))
    said = against(site, mirror, signer.public)
    assert ["cannot be checked here, for ssh-keygen is not installed or too old" in one for one in said][-1]


def test_a_release_that_is_to_be_signed_says_so(small_project: Path, tmp_path: Path) -> None:
    """With a key in site.yml a build tells how to sign, and its site passes only when it is signed."""
    signer, site = Signer(tmp_path / "keys"), small_project / "site"
    without_cases(small_project)
    publishable(small_project, build_day(), 300)
    settings = small_project / "content" / "site.yml"
    settings.write_text(f'{settings.read_text("utf-8")}\nsigning_key: "{signer.public}"\n', "utf-8")
    made = asked(small_project, "build", "--release").output
    assert f"Sign it: ssh-keygen -Y sign -n file -f KEY '{site / MANIFEST}'" in made
    [unsigned] = release_differences(site, known_facts(small_project), signer.public)
    assert (unsigned.code, unsigned.path) == ("signature.missing", "manifest.txt.sig")
    signer.sign(site / MANIFEST)
    done = asked(small_project, "verify", str(site), "--release")
    assert (done.exit_code, done.output.splitlines()[-1]) == (0, SIGNED)
    assert done.stdout.startswith("The site is exactly what the content and the program of this folder make: ")
    for number in range(6):
        (site / f"{number}.txt").touch()
    done = asked(small_project, "verify", str(site), "--release")
    assert done.output.count("is a file that nobody asked for") == 1
