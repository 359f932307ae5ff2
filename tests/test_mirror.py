"""A mirror held against a release: what differs is named, what stands in the way is one sentence, signatures count."""

import gzip
import shutil
import ssl
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import brotli
import pytest

from build_tools.problems import sentence
from build_tools.release import fetch
from build_tools.release.manifest import NAME, manifest_of, manifest_text
from build_tools.release.mirror import Reference, is_address, problems
from tests.conftest import with_address
from tests.test_command_line import transparency
from tests.test_manifest import FACTS

FILES = {
    "index.html": "<!doctype html><p>a",
    "ru/index.html": "<!doctype html><p>b",
    "data/x.csv": "c",
    "kit/en.txt": "d",
}
DIFFERS = "is not the file of the release; its SHA-256 differs from the manifest"
ABSENT = "does not exist there; the manifest names it"
UNLISTED = "is not in the manifest; the release has no such file"
OTHER_RELEASE = "is that of another release, of 2000-01-01; the mirror is older or newer, or somebody changed it"

Answer = tuple[int, Mapping[str, str], bytes]


def make(folder: Path, files: Mapping[str, str] = FILES) -> Path:
    """Write a folder that stands for a release."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    (folder / NAME).write_text(manifest_text(folder, FACTS), "utf-8")
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A release."""
    return make(tmp_path / "site")


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask the loopback itself."""
    monkeypatch.setenv("no_proxy", "*")


@contextmanager
def served(answer: Callable[[str, str], Answer], context: ssl.SSLContext | None = None) -> Iterator[str]:
    """Serve what ``answer`` returns for a path, and give the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            coding = self.headers.get("Accept-Encoding", "")
            status, headers, data = answer(self.path, coding)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(data)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http{'s' if context else ''}://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def host(folder: Path, prefix: str = "/", **other: Answer) -> Callable[..., Answer]:
    """Return how an ordinary host answers; ``other`` are its answers for single names of files."""

    def answer(path: str, coding: str = "") -> Answer:
        name = path.removeprefix(prefix)
        if found := other.get(name.rpartition("/")[2].replace(".", "_")):
            return found
        file = folder / name
        return (
            (200, {}, file.read_bytes()) if path.startswith(prefix) and file.is_file() else (404, {}, b"nothing here")
        )

    return answer


def against(site: Path, mirror: str | Path, key: str | None = None) -> list[str]:
    """Return what a comparison says."""
    manifest, data, _ = manifest_of(site)
    assert manifest is not None
    return [sentence(problem) for problem in problems(Reference(manifest, data, key), mirror, lambda: None)]


@pytest.mark.parametrize("prefix", ["/", "/a/deep path/"])
def test_an_equal_mirror_is_one(site: Path, prefix: str) -> None:
    """A host, also below a path, that serves the same bytes passes, and so does a folder."""
    with served(host(site, prefix.replace(" ", "%20"))) as address:
        assert against(site, address + prefix) == []
    assert against(site, shutil.copytree(site, site.parent / "stick")) == []


def test_each_difference_is_named(site: Path, tmp_path: Path) -> None:
    """Of a host: a changed, a lost file; of a folder also one too many, even a link, and a copy that lies."""
    mirror = shutil.copytree(site, tmp_path / "mirror")
    (mirror / "ru" / "index.html").write_text("<!doctype html><p>B", "utf-8")
    (mirror / "data" / "x.csv").unlink()
    (mirror / "ru" / "more.html").write_text("x", "utf-8")
    (mirror / "link").symlink_to(site)
    (mirror / "index.html.gz").write_bytes(gzip.compress((site / "index.html").read_bytes(), mtime=0))
    (mirror / "kit" / "en.txt.gz").write_bytes(gzip.compress(b"packed", mtime=0))
    with served(host(mirror)) as address:
        assert against(site, address) == [f"data/x.csv: {ABSENT}", f"ru/index.html: {DIFFERS}"]
    assert against(site, mirror) == [
        "data/x.csv: does not exist or cannot be read; the manifest names it",
        "kit/en.txt.gz: is a compressed copy of another text than the file beside it; make the copies anew",
        f"link: {UNLISTED}",
        f"ru/index.html: {DIFFERS}",
        f"ru/more.html: {UNLISTED}",
    ]


def test_a_single_flipped_bit_is_found(site: Path, tmp_path: Path) -> None:
    """Whatever file is changed by one bit, that file and no other is named."""
    for path in FILES:
        mirror = shutil.copytree(site, tmp_path / path.replace("/", "-"))
        data = bytearray((mirror / path).read_bytes())
        data[-1] ^= 1
        (mirror / path).write_bytes(data)
        assert against(site, mirror) == [f"{path}: {DIFFERS}"]
        with served(host(mirror)) as address:
            assert against(site, address) == [f"{path}: {DIFFERS}"]


def test_a_mirror_of_another_release(site: Path, tmp_path: Path) -> None:
    """A mirror that fits its own manifest, but another one than ours, is told by its day and by what only it has."""
    mirror = make(tmp_path / "mirror", {**FILES, "kk/new.html": "x"})
    expected = [f"kk/new.html: {UNLISTED}", f"manifest.txt: {OTHER_RELEASE}"]
    with served(host(mirror)) as address:
        assert against(site, address) == expected
    assert against(site, mirror) == expected


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ((200, {}, b"<!DOCTYPE html><p>Not found"), fetch.PAGE.message),
        ((503, {}, b""), "is answered with status 503 instead of the file; ask who runs the mirror"),
        ((302, {"Location": "http://localhost:1/x.csv"}, b""), fetch.ELSEWHERE.message),
        (
            (302, {"Location": "/data/x.csv"}, b""),
            "is answered with status 302 instead of the file; ask who runs the mirror",
        ),
        ((301, {"Location": "/kit/en.txt"}, b""), DIFFERS),
        ((200, {"Content-Encoding": "gzip"}, gzip.compress(b"c")), None),
        ((200, {"Content-Encoding": "gzip"}, b"c"), fetch.ENCODING.message),
        ((200, {"Content-Encoding": "br"}, b"c"), fetch.ENCODING.message),
    ],
)
def test_how_hosts_mislead(site: Path, answer: Answer, expected: str | None) -> None:
    """Error pages with status 200, redirects, packed answers: each is told from a changed file, in one sentence."""
    with served(host(site, x_csv=answer)) as address:
        assert against(site, address) == ([f"data/x.csv: {expected}"] if expected else [])


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_a_copy_that_browsers_get_is_read_too(site: Path, coding: str) -> None:
    """Where the plain answer is right and the packed one is another page, the file is named."""
    packed = {"gzip": gzip.compress, "br": brotli.compress}[coding]

    def answer(path: str, asked: str = "") -> Answer:
        status, headers, data = host(site)(path)
        forged = path.endswith("ru/index.html") and asked == coding
        return (200, {"Content-Encoding": coding}, packed(b"forged")) if forged else (status, headers, data)

    with served(answer) as address:
        assert against(site, address) == [f"ru/index.html: {DIFFERS}"]


@pytest.mark.parametrize("packed", [False, True])
def test_a_file_without_end_is_given_up(site: Path, packed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mirror cannot fill the memory of who checks it, nor with a small answer that unpacks to a large one."""
    monkeypatch.setattr(fetch, "MOST", 1000)
    data, headers = (gzip.compress(bytes(9000)), {"Content-Encoding": "gzip"}) if packed else (bytes(9000), {})
    with served(host(site, x_csv=(200, headers, data))) as address:
        assert against(site, address) == ["data/x.csv: is larger than 64 MB, which no file of a release is"]


def test_an_empty_folder_is_one_sentence(site: Path, tmp_path: Path) -> None:
    """A folder that holds nothing of the release, perhaps a wrong one, is not told file by file."""
    (tmp_path / "stick").mkdir()
    assert len(against(site, tmp_path / "stick")) == 1


def test_a_host_that_breaks_off_is_one_sentence(site: Path) -> None:
    """An answer that ends before its end is no changed file, and stops the comparison."""
    with served(host(site, index_html=(200, {"Content-Length": "100"}, b"<!doctype"))) as address:
        assert against(site, address) == [f"{address[7:]}: {fetch.BROKEN.message}"]


def test_a_host_that_is_not_there_is_one_sentence(site: Path) -> None:
    """No name, nobody listening, and nothing of the release at the address: one sentence, not one for each file."""
    assert against(site, "http://host.invalid/") == [f"host.invalid: {fetch.NOT_FOUND.message}"]
    with served(host(site)) as address:
        elsewhere = against(site, f"{address}/elsewhere")
    assert elsewhere == [f"{address[7:]}: has no file of the release at this address; check its path"]
    assert against(site, address) == [f"{address[7:]}: {fetch.NOT_FOUND.message}"]


def test_a_certificate_that_nobody_vouches_for_is_named(site: Path, tmp_path: Path) -> None:
    """A host that cannot prove who it is is not compared at all."""
    tool = shutil.which("openssl") or pytest.skip("openssl is not installed, so no certificate can be made")
    words = "req -x509 -newkey rsa:2048 -nodes -subj /CN=127.0.0.1 -days 2 -keyout key.pem -out cert.pem"
    subprocess.run([tool, *words.split()], cwd=tmp_path, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    with served(host(site), context) as address:
        assert against(site, address) == [f"{address[8:]}: {fetch.CERTIFICATE.message}"]


def test_what_an_address_is() -> None:
    """Only the web, without a password, and without a part that would swallow the names of files."""
    assert all(map(is_address, ["http://a.test", "https://a.test:8443/b/", "https://[::1]/"]))
    assert not any(
        map(is_address, ["ftp://a.test", "site", "https://", "https://u:p@a.test", "http://a/?b", "http://["])
    )


def test_the_command_compares(project: Path, site: Path) -> None:
    """`verify SITE --against` builds nothing, says what differs with exit code 1, and the code of an equal mirror."""
    mirror = shutil.copytree(site, site.parent / "mirror")
    done = transparency(project, "verify", str(site), "--against", str(mirror))
    assert done.exit_code == 0
    assert done.output.startswith("The mirror serves exactly this release, files: 4.\nRelease code: ")
    (mirror / "index.html").write_text("x", "utf-8")
    done = transparency(project, "verify", str(site), "--against", str(mirror))
    assert (done.exit_code, done.output) == (1, f"index.html: {DIFFERS}\n")
    (site / NAME).unlink()
    done = transparency(project, "verify", str(site), "--against", str(mirror))
    assert (done.exit_code, done.output) == (
        1,
        "manifest.txt: cannot be read; a release has one: transparency build --release\n",
    )
    assert transparency(project, "verify", str(site), "--against", "nowhere").exit_code == 2


class Signer:
    """A person with a key: ``public`` is what content/site.yml says, ``sign`` makes a signature beside a manifest."""

    def __init__(self, tool: str, folder: Path):
        found = shutil.which(tool) or pytest.skip(f"{tool} is not installed, so nothing can be signed")
        self.ssh, self.tool, self.key = tool == "ssh-keygen", found, folder / "key"
        folder.mkdir()
        words = (
            ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f"]
            if self.ssh
            else ["-G", "-W", "-p", f"{self.key}.pub", "-s"]
        )
        subprocess.run([found, *words, str(self.key)], check=True, capture_output=True)
        last = Path(f"{self.key}.pub").read_text("utf-8").strip().splitlines()[-1]
        self.public = " ".join(last.split()[:2])

    def sign(self, manifest: Path) -> Path:
        """Sign and return the signature."""
        made = manifest.with_name(manifest.name + (".sig" if self.ssh else ".minisig"))
        made.unlink(missing_ok=True)
        subprocess.run([self.tool, *self.words(manifest)], check=True, capture_output=True)
        return made

    def words(self, manifest: Path) -> list[str]:
        """Return what to type to sign."""
        if self.ssh:
            return ["-Y", "sign", "-n", "file", "-f", str(self.key), str(manifest)]
        return ["-S", "-s", str(self.key), "-m", str(manifest)]


@pytest.mark.parametrize("tool", ["ssh-keygen", "minisign"])
def test_a_signature_counts(site: Path, tmp_path: Path, tool: str) -> None:
    """Where site.yml names a key, a mirror needs its signature of this manifest; any other, or none, is named."""
    signer, stranger = Signer(tool, tmp_path / "keys"), Signer(tool, tmp_path / "other")
    signature = signer.sign(site / NAME)
    mirror = shutil.copytree(site, tmp_path / "mirror")
    assert against(site, mirror, signer.public) == []
    with served(host(mirror)) as address:
        assert against(site, address, signer.public) == []
        (mirror / signature.name).unlink()
        assert [line.split("; ")[0] for line in against(site, address, signer.public)] == [
            f"{signature.name}: is missing, but content/site.yml names a key"
        ]
    wrong = f"{signature.name}: is no signature of this manifest by the key in content/site.yml; "
    assert against(site, mirror, stranger.public)[0].startswith(f"{stranger.sign(mirror / NAME).name}: is missing")
    assert against(site, mirror, signer.public) == [f"{wrong}use no such release before you know why"]
    (mirror / "index.html").write_text("changed", "utf-8")
    (mirror / NAME).write_text(manifest_text(mirror, FACTS), "utf-8")
    signer.sign(mirror / NAME)
    assert against(site, mirror, signer.public)[-1] == f"{wrong}use no such release before you know why"


def test_a_release_that_is_to_be_signed_says_so(project: Path, tmp_path: Path) -> None:
    """With a key in site.yml a build tells how to sign, and its site is whole only when it is signed."""
    with_address(project)
    signer = Signer("ssh-keygen", tmp_path / "keys")
    settings = project / "content" / "site.yml"
    plain = settings.read_text("utf-8")
    settings.write_text(f'{plain}\nsigning_key: "{signer.public} a.person@host"\n', "utf-8")
    said = transparency(project, "check").output
    assert "signing_key: has the wrong form; right is a public key, copied whole: " in said
    assert "a.person" not in said
    settings.write_text(f'{plain}\nsigning_key: "{signer.public}"\n', "utf-8")
    site = project / "site"
    assert (
        f"Sign it: ssh-keygen -Y sign -n file -f KEY '{site / NAME}'"
        in transparency(project, "build", "--release").output
    )
    assert "manifest.txt.sig: is missing" in transparency(project, "verify", str(site), "--release").output
    signer.sign(site / NAME)
    done = transparency(project, "verify", str(site), "--release")
    assert (done.exit_code, done.output[:20]) == (0, "The site is whole.\nR")


@pytest.mark.parametrize(("tool", "key"), [("ssh-keygen", "ssh-ed25519 AAAA"), ("minisign", "RW" + "A" * 54)])
def test_a_missing_tool_is_said(
    site: Path, tool: str, key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the tool a signature is not taken for good, nor for wrong."""
    for name in ("manifest.txt.sig", "manifest.txt.minisig"):
        (site / name).write_text("x", "utf-8")
    monkeypatch.setenv("PATH", str(tmp_path))
    [said] = against(site, shutil.copytree(site, tmp_path / "mirror"), key)
    assert f"cannot be checked here, for {tool} is not installed or too old" in said
