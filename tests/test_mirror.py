"""A mirror held against a release: what differs is named, what stands in the way is one sentence, signatures count."""

import datetime
import gzip
import os
import re
import shutil
import ssl
import subprocess
import sys
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socket import socketpair
from socketserver import StreamRequestHandler
from threading import Event

import brotli
import pytest

from build_tools.command_line.verifying import FITS_FILES, SAME, SIGNED
from build_tools.hosting import Policy, fetch, mirror_host
from build_tools.hosting.connections import BoundedReader, in_ascii, is_address, stays_at_host
from build_tools.hosting.mirror import NO_FILE, Reference, mirror_problems
from build_tools.packed import CODINGS
from build_tools.problems import Fault, sentence
from build_tools.provenance.manifest import MANIFEST, Manifest, bytes_of, manifest_of, manifest_text, write_manifest
from build_tools.provenance.source import (
    NOT_ITS_DAY,
    OTHER_COMMIT,
    OTHER_STATE,
    head_facts,
    lock_of,
    release_moment,
    untrue_problems,
)
from tests.conftest import ROOT, with_address
from tests.lying_server import Reply, lying, serving
from tests.repositories import committed
from tests.signers import Signer
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

PAGE = {"Content-Type": "text/html; charset=utf-8"}

Answer = tuple[int, Mapping[str, str], bytes]


def make(folder: Path, files: Mapping[str, str] = FILES) -> Path:
    """Write a folder that stands for a release."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    (folder / MANIFEST).write_text(manifest_text(folder, FACTS), "utf-8")
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A release."""
    return make(tmp_path / "site")


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

    with serving(Handler, context) as address:
        yield address.removesuffix("/")


def host(folder: Path, prefix: str = "/", **other: Answer) -> Callable[..., Answer]:
    """Return how an ordinary host answers; ``other`` are its answers for single names of files."""

    def answer(path: str, coding: str = "") -> Answer:
        name = path.removeprefix(prefix)
        if found := other.get(name.rpartition("/")[2].replace(".", "_")):
            return found
        file = folder / name / "index.html" if not name or name.endswith("/") else folder / name
        if path.startswith(prefix) and file.is_file():
            return 200, PAGE if file.suffix == ".html" else {}, file.read_bytes()
        return 404, {}, b"nothing here"

    return answer


def against(site: Path, mirror: str | Path, key: str | None = None) -> list[str]:
    """Return what a comparison says."""
    manifest, data, _ = manifest_of(site)
    assert manifest is not None
    return [sentence(problem) for problem in mirror_problems(Reference(manifest, data, key), mirror, lambda: None)]


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
        f"link: {NO_FILE.message}",
        f"ru/index.html: {DIFFERS}",
        f"ru/more.html: {UNLISTED}",
    ]


def test_a_copy_without_its_manifest_is_told_what_lacks(site: Path, tmp_path: Path) -> None:
    """A folder to which the manifest was not copied is told to copy it too: without it nobody there can check."""
    mirror = shutil.copytree(site, tmp_path / "mirror")
    (mirror / MANIFEST).unlink()
    assert against(site, mirror) == [f"{MANIFEST}: does not exist there or cannot be read; copy it too"]


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
        ((200, {}, b"<!DOCTYPE html><p>Not found"), fetch.PAGE_FOR_FILE.message),
        ((503, {}, b""), "is answered with status 503 instead of the file; ask who runs the mirror"),
        ((302, {"Location": "http://localhost:1/x.csv"}, b""), fetch.ELSEWHERE.message),
        ((302, {"Location": "http://127.0.0.1:1/x.csv"}, b""), fetch.ELSEWHERE.message),
        ((200, {"Refresh": "0; url=http://evil.test/"}, b"c"), fetch.REFRESHED.message),
        (
            (302, {"Location": "/data/x.csv"}, b""),
            "is answered with status 302 instead of the file; ask who runs the mirror",
        ),
        ((301, {"Location": "/kit/en.txt"}, b""), DIFFERS),
        ((200, {"Content-Encoding": "none-such"}, b"c"), fetch.PACKED_UNASKED.message),
    ],
)
def test_how_hosts_mislead(site: Path, answer: Answer, expected: str | None) -> None:
    """Error pages with status 200, redirects, packed answers: each is told from a changed file, in one sentence."""
    with served(host(site, x_csv=answer)) as address:
        assert against(site, address) == ([f"data/x.csv: {expected}"] if expected else [])


@pytest.mark.parametrize(
    ("kind", "right"),
    [
        ("text/html", True),
        ("Text/HTML; Charset=UTF-8", True),
        ('text/html;charset="utf8"', True),
        ("text/plain", False),
        ("application/octet-stream", False),
        ("text/html; charset=koi8-r", False),
        ("text/html, text/plain", False),
        ("text/html\r\nContent-Type: text/plain", False),
        ("", False),
    ],
)
def test_a_page_must_come_as_one(site: Path, kind: str, right: bool) -> None:
    """The right bytes under a kind or an encoding by which a browser shows no page, or other letters, are named."""
    index = (site / "ru" / "index.html").read_bytes()
    files = make(site.parent / "other", FILES)

    def answer(path: str, coding: str = "") -> Answer:
        return (200, {"Content-Type": kind}, index) if path == "/ru/index.html" else host(files)(path, coding)

    with served(answer) as address:
        assert against(site, address) == ([] if right else [f"ru/index.html: {fetch.NOT_A_PAGE.message}"])


def test_what_a_host_does_to_every_page_is_said_once(site: Path) -> None:
    """A host that calls all pages plain text is one sentence, with the number of pages; what else is wrong stays."""

    def answer(path: str, coding: str = "") -> Answer:
        status, headers, data = host(site, x_csv=(200, {}, b"C"))(path, coding)
        return status, {"Content-Type": "text/plain"} if headers else {}, data

    with served(answer) as address:
        assert against(site, address) == [
            f"data/x.csv: {DIFFERS}",
            f"index.html: {fetch.NOT_A_PAGE.message} (the same in other files, 2 in all; this is the first)",
        ]


@pytest.mark.parametrize(
    ("old", "new", "stay"),
    [
        ("http://a.test/", "http://a.test:80/b", True),
        ("http://a.test/", "https://A.test/", True),
        ("https://a.test:8443/x", "https://a.test:8443/", True),
        ("https://a.test/", "http://a.test/", False),
        ("http://a.test/", "http://a.test:8080/", False),
        ("http://a.test:8080/", "https://a.test/", False),
        ("http://a.test/", "https://a.test:8443/", False),
        ("http://a.test/", "https://b.test/", False),
    ],
)
def test_where_a_redirect_may_lead(old: str, new: str, stay: bool) -> None:
    """Only to the same host and port, or from there to its encryption at the usual ports."""
    assert stays_at_host(old, new) == stay


POLICY = Policy(base="/", content="default-src 'none'", not_kept=())
FORGED = b"<!doctype html><p>forged"


def forged(reply: Reply) -> Reply:
    """Return an answer with another page in it."""
    return reply._replace(status=200, body=FORGED)


def to(header: str, *words: str) -> Callable[[Reply], bool]:
    """Return whether an answer is to a request whose header has one of the words."""
    return lambda reply: any(word in reply.asked.get(header, "") for word in words)


def exactly(coding: str) -> Callable[[Reply], bool]:
    """Return whether an answer is to a request for one coding alone."""
    return lambda reply: reply.asked.get("accept-encoding") == coding


SOME: Mapping[str, Callable[[Reply], bool]] = {
    "Kazakh": to("accept-language", "kk-KZ"),
    "Russian": to("accept-language", "ru-RU"),
    "English": to("accept-language", "en-US,en;q=0.5"),
    "any language": lambda reply: "accept-language" in reply.asked,
    "no language": lambda reply: "accept-language" not in reply.asked,
    "zstd": to("accept-encoding", "zstd"),
    "no zstd": lambda reply: "zstd" not in reply.asked["accept-encoding"],
    "identity": exactly("identity"),
    "gzip and deflate": exactly("gzip, deflate"),
    "no zstd but br": exactly("gzip, deflate, br"),
    "iPhone": to("user-agent", "iPhone"),
    "Android": to("user-agent", "Android"),
    "Firefox": to("user-agent", "Firefox"),
    "a desktop": to("user-agent", "Windows"),
    "a phone": to("user-agent", "Mobile"),
    "search": to("referer", "google"),
    "other search": to("referer", "yandex"),
    "a Referer": lambda reply: "referer" in reply.asked,
    "no Referer": lambda reply: "referer" not in reply.asked,
    "typed": lambda reply: reply.asked.get("sec-fetch-site") == "none",
    "from elsewhere": lambda reply: reply.asked.get("sec-fetch-site") == "cross-site",
    "from a page": lambda reply: reply.asked.get("sec-fetch-site") == "same-origin",
    "opened": lambda reply: reply.asked.get("sec-fetch-dest") == "document",
    "a program": lambda reply: "sec-fetch-mode" not in reply.asked,
    "mobile": lambda reply: reply.asked.get("sec-ch-ua-mobile") == "?1",
    "from the fourth on": lambda reply: reply.before >= 3,
    "the first alone": lambda reply: reply.before == 0,
}
"""To whom alone a host lies."""


def with_lie(
    site: Path, paths: tuple[str, ...], whom: Callable[[Reply], bool], lie: Callable[[Reply], Reply] = forged
) -> list[str]:
    """Return what a comparison says of a host that lies at some paths to some."""
    (site / "404.html").write_text("<!doctype html><p>nothing", "utf-8")
    make(site, {})
    with lying(site, POLICY, lambda reply: lie(reply) if reply.path in paths and whom(reply) else reply) as address:
        return against(site, address)


@pytest.mark.parametrize("some", SOME)
def test_a_host_that_lies_to_some_readers_is_found(site: Path, some: str) -> None:
    """Whoever alone is shown another page, at a file or at the bare address, by whatever single sign: it is named."""
    said = with_lie(site, ("", "ru/index.html"), SOME[some])
    unequal = "is answered with the file of the release to some readers and with something else to others"
    assert [line.partition(",")[0] for line in said] == [f"/: {unequal}", f"ru/index.html: {unequal}"]


def test_a_connection_is_no_sign_of_a_check(site: Path) -> None:
    """A host that lies to all who do not ask to close the connection, as browsers do not, is found."""
    said = with_lie(site, ("",), lambda reply: reply.asked.get("connection") == "keep-alive")
    assert [line.partition(": ")[0] for line in said] == ["/"]


@pytest.mark.parametrize(
    ("path", "shown"),
    [("", "/"), ("ru/", "ru/"), ("ru/index.html", "ru/index.html"), (MANIFEST, MANIFEST), ("data/x.csv",) * 2],
)
def test_a_lie_at_one_address_alone_is_found(site: Path, path: str, shown: str) -> None:
    """Told to everybody, at the bare address, at a folder, at a file or at the manifest, it is one sentence there."""
    said = with_lie(site, (path,), lambda reply: True)
    assert [line.partition(": ")[0] for line in said] == [shown]
    gone = with_lie(site, (path,), lambda reply: True, lambda reply: reply._replace(status=404))
    assert [line.partition(": ")[0] for line in gone] == [shown]
    says = "is not answered with the file `index.html` of that folder"
    assert [says in line for line in (*said, *gone)] == [shown.endswith("/")] * 2


def test_each_phone_asks_in_each_language(site: Path) -> None:
    """A lie to those alone who have one phone and one language is found, at a folder and at a file."""
    for phone in ("iPhone", "Android"):
        for language in ("kk-KZ", "ru-RU"):
            of, speaks = to("user-agent", phone), to("accept-language", language)
            said = with_lie(site, ("", "data/x.csv"), lambda reply, of=of, speaks=speaks: of(reply) and speaks(reply))
            assert [line.partition(": ")[0] for line in said] == ["/", "data/x.csv"]


def test_a_style_is_asked_for_as_a_page_loads_it(site: Path) -> None:
    """A lie to pages alone that load a style, and not to whoever opens it, is found."""
    make(site, {"a.css": "p {}"})
    loaded = to("sec-fetch-dest", "style")
    said = with_lie(site, ("a.css", "data/x.csv"), loaded, lambda reply: reply._replace(body=b"p { color: red }"))
    assert [line.partition(": ")[0] for line in said] == ["a.css"]


PACK: Mapping[str, tuple[str, Callable[[bytes], bytes], str | None]] = {
    "br": ("gzip, deflate, br, zstd", brotli.compress, None),
    "deflate": ("gzip, deflate", zlib.compress, None),
    "raw deflate": ("gzip, deflate", lambda data: zlib.compress(data)[2:-4], None),
    "gzip": ("gzip, deflate", gzip.compress, None),
    "x-gzip": ("gzip, deflate", gzip.compress, None),
    "two of gzip": (
        "gzip, deflate",
        lambda data: gzip.compress(data) + gzip.compress(FORGED),
        fetch.NOT_UNPACKED.message,
    ),
    "gzip that is none": ("gzip, deflate", lambda data: data, fetch.NOT_UNPACKED.message),
    "br that is none": ("gzip, deflate, br", lambda data: data, fetch.NOT_UNPACKED.message),
    "br and more": ("gzip, deflate, br", lambda data: brotli.compress(data) + FORGED, fetch.NOT_UNPACKED.message),
    "deflate that is none": ("gzip, deflate", lambda data: data, fetch.NOT_UNPACKED.message),
    "gzip, br": ("gzip, deflate, br", lambda data: brotli.compress(gzip.compress(data)), fetch.PACKED_UNASKED.message),
    "gzip, nobody asked": ("identity", gzip.compress, fetch.PACKED_UNASKED.message),
    "br, nobody asked": ("gzip, deflate", brotli.compress, fetch.PACKED_UNASKED.message),
    "zstd, nobody asked": ("gzip, deflate", lambda data: data, fetch.PACKED_UNASKED.message),
    "compress": ("gzip, deflate", lambda data: data, fetch.PACKED_UNASKED.message),
    "zstd that is none": (
        "gzip, deflate, br, zstd",
        lambda data: data,
        fetch.NOT_UNPACKED.message if "zstd" in CODINGS else fetch.UNOPENED.message,
    ),
}
"""How an answer says that it is packed, to whom, how it is packed in truth, and what is said of it."""


@pytest.mark.parametrize("case", PACK)
def test_a_packed_answer_is_opened_or_named(site: Path, case: str) -> None:
    """What was asked for and can be opened counts; anything else is named as a fault and never passed over."""
    asked, pack, right = PACK[case]
    coding = re.split(r" that| and|, nobody|^raw |^two of ", case)
    name = next(part for part in coding if part)

    def lie(reply: Reply) -> Reply:
        return reply.saying(Content_Encoding=name)._replace(body=pack(reply.body))

    said = with_lie(site, ("ru/index.html",), lambda reply: reply.asked["accept-encoding"] == asked, lie)
    assert said == ([f"ru/index.html: {right}"] if right else [])


def test_each_file_is_asked_for_a_few_times_in_no_fixed_order(site: Path) -> None:
    """A check costs a host six requests for a file, in another order each time; one that lies to nobody is right."""
    assert with_lie(site, (), lambda reply: False) == []
    seen: list[list[str]] = []
    for _ in range(2):
        asked: list[str] = []
        seen.append(asked)
        with lying(site, POLICY, lambda reply, asked=asked: (asked.append(reply.path), reply)[1]) as address:
            assert against(site, address) == []
    assert {count for path, count in Counter(seen[0]).items() if not path.startswith(MANIFEST)} == {6}
    assert seen[0] != seen[1]


@pytest.mark.parametrize("packed", [False, True])
def test_a_file_without_end_is_given_up(site: Path, packed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mirror cannot fill the memory of who checks it, nor with a small answer that unpacks to a large one."""
    monkeypatch.setattr(fetch, "MOST_BYTES", 1000)
    data, headers = (gzip.compress(bytes(9000)), {"Content-Encoding": "gzip"}) if packed else (bytes(9000), {})
    with served(host(site, x_csv=(200, headers, data))) as address:
        assert against(site, address) == ["data/x.csv: is larger than 64 MB, which no file of a release is"]


@contextmanager
def dripping(beginning: bytes, end: bytes) -> Iterator[str]:
    """Serve at every address ``beginning``, then a few bytes a time for 10 seconds, then ``end``; give the address."""

    class Handler(StreamRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):
                self.wfile.write(beginning)
                for _ in range(1000):
                    if ended.wait(0.01):
                        return
                    self.wfile.write(b"a")
                self.wfile.write(end)

    ended = Event()
    with serving(Handler) as address:
        yield address.removesuffix("/")
        ended.set()


@pytest.mark.parametrize(
    ("beginning", "end"),
    [
        (b"HTTP/1.1 200 OK\r\nX-Long: ", b"\r\nContent-Length: 1\r\n\r\nx"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n", b"x"),
    ],
    ids=["headers", "body"],
)
def test_a_host_that_drips_is_given_up(
    site: Path, beginning: bytes, end: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer that goes on and on, in its headers or its body, ends at its deadline and stops the comparison."""
    monkeypatch.setattr(mirror_host, "WHOLE", 0.2)
    with dripping(beginning, end) as address:
        assert against(site, address) == [f"{address[7:]}: {fetch.SILENT.message}"]


def test_nothing_is_read_after_the_deadline() -> None:
    """What waits in a socket is left there once its time is over, also where it would come at once."""
    ours, theirs = socketpair()
    with ours, theirs:
        theirs.sendall(b"more")
        assert BoundedReader(ours, time.monotonic() + 60).read(2) == b"mo"
        with pytest.raises(TimeoutError):
            BoundedReader(ours, time.monotonic()).read(2)


def test_a_whole_mirror_has_a_deadline(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A comparison whose time is over asks no more, however quick each answer is."""
    asked = []

    def answer(path: str, coding: str = "") -> Answer:
        asked.append(path)
        return host(site)(path, coding)

    monkeypatch.setattr(mirror_host, "AT_LEAST", -mirror_host.EACH * len(FILES))
    with served(answer) as address:
        assert against(site, address) == [f"{address[7:]}: {fetch.SILENT.message}"]
    assert asked == []


@pytest.mark.parametrize("path", [MANIFEST, "data/x.csv", "kit/en.txt", "more"])
def test_a_pipe_in_the_place_of_a_file_is_named(project: Path, site: Path, tmp_path: Path, path: str) -> None:
    """A pipe from which nothing ever comes stops no comparison, wherever in a folder it lies."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    mirror = shutil.copytree(site, tmp_path / "mirror")
    (mirror / path).unlink(missing_ok=True)
    os.mkfifo(mirror / path)
    (mirror / f"{path}.gz").write_bytes(b"x")
    words = ["--root", str(project), "verify", str(site), "--against", str(mirror)]
    done = subprocess.run(
        [sys.executable, "-m", "build_tools", *words], cwd=ROOT, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 1
    assert [line for line in done.stderr.splitlines() if line.startswith(f"{path}: ")] == [f"{path}: {NO_FILE.message}"]
    assert "Traceback" not in done.stderr


def test_a_pipe_in_the_place_of_our_manifest_is_named(site: Path) -> None:
    """Our own release is not read from a pipe either."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    (site / MANIFEST).unlink()
    os.mkfifo(site / MANIFEST)
    assert bytes_of(site / MANIFEST) is None


def test_a_host_with_letters_of_another_alphabet(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mirror with a name and a path in Cyrillic is asked as browsers ask; its own name is the one people read."""
    prefix = "http://xn--e1afmkfd.xn--80ao21a/%D2%9B/"
    monkeypatch.delenv("no_proxy")
    with served(host(site, prefix)) as address:
        monkeypatch.setenv("http_proxy", address)
        assert against(site, "http://пример.қаз/қ/") == []
        assert against(site, "http://пример.қаз:81/қ/") == [
            "пример.қаз:81: has no file of the release at this address; check its path"
        ]


def test_nobody_is_asked_past_the_proxy_of_the_system(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who looks through a proxy asks it for a tunnel to a host with https; where it opens none, nothing is asked."""
    asked: list[bytes] = []

    class Proxy(StreamRequestHandler):
        def handle(self) -> None:
            asked.append(self.rfile.readline())
            self.wfile.write(b"HTTP/1.1 502 None\r\n\r\n")

    monkeypatch.delenv("no_proxy")
    with serving(Proxy) as address:
        monkeypatch.setenv("https_proxy", address.removeprefix("http://"))
        assert against(site, "https://a.test/") == [f"a.test: {fetch.NOT_FOUND.message}"]
    assert {line.rpartition(b" ")[0] for line in asked} == {b"CONNECT a.test:443"}


def test_an_empty_folder_is_one_sentence(site: Path, tmp_path: Path) -> None:
    """A folder that holds nothing of the release, perhaps a wrong one, is not told file by file."""
    (tmp_path / "stick").mkdir()
    assert len(against(site, tmp_path / "stick")) == 1


def test_a_host_that_breaks_off_is_one_sentence(site: Path) -> None:
    """An answer that ends before its end is no changed file, and stops the comparison."""
    with served(host(site, index_html=(200, {**PAGE, "Content-Length": "100"}, b"<!doctype"))) as address:
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
    """Only the web, in any alphabet, without a password, and without a part that would swallow the names of files."""
    right = [
        "http://a.test",
        "https://a.test:8443/b/",
        "https://[::1]/",
        "https://үй.қаз/ә",
        "https://пример.испытание",
    ]
    wrong = [
        "ftp://a.test",
        "site",
        "https://",
        "https://u:p@a.test",
        "http://@a.test",
        "http://a/?b",
        "http://[",
        "http://a.test:b/",
    ]
    hosts = [
        f"http://{'ү' * 64}.test/",
        "http://a..test/",
        f"http://{'a' * 64}.test/",
        "http://a.test:70000/",
        "http://a.test:0/",
    ]
    assert [text for text in right if not is_address(text)] == []
    assert [text for text in (*wrong, *hosts) if is_address(text)] == []


@pytest.mark.parametrize(
    ("address", "ascii_"),
    [
        ("https://сайт.қаз/", "https://xn--80aswg.xn--80ao21a/"),
        ("https://A.test:8443/b c/", "https://a.test:8443/b%20c/"),
        ("https://[::1]:81/%20", "https://[::1]:81/%20"),
    ],
)
def test_how_a_host_is_asked(address: str, ascii_: str) -> None:
    """Names of hosts are those of the domain name system, of which .қаз is `xn--80ao21a`; paths are escaped once."""
    assert in_ascii(address) == ascii_


def test_the_command_compares(project: Path, site: Path) -> None:
    """`verify SITE --against` builds nothing, says what differs with exit code 1, and the code of an equal mirror."""
    mirror = shutil.copytree(site, site.parent / "mirror")
    done = transparency(project, "verify", str(site), "--against", str(mirror))
    assert done.exit_code == 0
    assert re.fullmatch(
        r"The mirror serves exactly this release, files: 4\.\n"
        r"Compared, byte for byte: the mirror with the manifest in .*\n"
        r"The release is of 2000-01-01; it names no commit\.\nRelease code: [0-9A-F-]{24}\n",
        done.output,
    )
    (mirror / "index.html").write_text("x", "utf-8")
    done = transparency(project, "verify", str(site), "--against", str(mirror))
    assert (done.exit_code, done.output) == (1, f"index.html: {DIFFERS}\n")
    (site / MANIFEST).unlink()
    done = transparency(project, "verify", str(site), "--against", str(mirror))
    assert (done.exit_code, done.output) == (
        1,
        "manifest.txt: cannot be read; a release has one: transparency build --release\n",
    )
    assert transparency(project, "verify", str(site), "--against", "nowhere").exit_code == 2


def built(project: Path) -> str:
    """Commit all of a project and put a small site with the facts of that commit in the place of its release."""
    commit = committed(project)
    shutil.rmtree(project.parent / "site", ignore_errors=True)
    site = make(project.parent / "site")
    write_manifest(site, head_facts(project, release_moment(project).date()))
    return commit


def remade(project: Path, commit: str, day: str = "2026-11-25") -> list[Fault]:
    """Return what is said of a release in a project whose manifest was made anew, to name a commit."""
    manifest = Manifest({"commit": commit, "day": day, "lock": lock_of(project)}, {})
    found = list(untrue_problems(project, manifest, datetime.date(2026, 11, 25), project / "site"))
    return [problem.fault for problem in found]


def test_a_manifest_made_anew_is_held_against_the_project(project: Path) -> None:
    """A manifest that names a day of which its files are not is refused; a commit is only where one is known."""
    assert remade(project, "0" * 40) == []
    assert remade(project, "0" * 40, "2026-11-24") == [NOT_ITS_DAY]


def test_an_outdated_release_calls_no_mirror_right(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the release in the folder is not of the commit that the project is at, no mirror is praised for serving it;
    of the right one day and commit are said, and to whom else to turn."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-11-25T12:00:00Z")
    commit, site = built(project), project.parent / "site"
    with served(host(site)) as address:
        words = ("verify", str(site), "--against")
        done = transparency(project, *words, address)
        assert done.exit_code == 0
        assert f"\nThe release is of 2026-11-25, commit {commit}.\nRelease code: " in done.output
        assert done.output.splitlines()[-1].endswith(f"for those headers: transparency scan {address}")
        assert remade(project, commit) == []
        (project / "content" / "new.txt").write_text("edited, not committed\n", "utf-8")
        assert remade(project, commit) == [OTHER_STATE]
        assert transparency(project, *words, address).exit_code == 0
        committed(project)
        for mirror in (address, str(site)):
            done = transparency(project, *words, mirror)
            assert (done.exit_code, done.output) == (1, f"manifest.txt: {OTHER_COMMIT}\n")
        built(project)
        assert transparency(project, *words, address).exit_code == 0


@pytest.mark.parametrize("tool", ["ssh-keygen", "minisign"])
def test_a_signature_handed_over_counts(project: Path, site: Path, tmp_path: Path, tool: str) -> None:
    """Of a mirror beside whose manifest nothing can be laid, the signature is taken from a file; a false one is not."""
    signer, stranger = Signer(tool, tmp_path / "keys"), Signer(tool, tmp_path / "other")
    settings = project / "content" / "site.yml"
    settings.write_text(f'{settings.read_text("utf-8")}\nsigning_key: "{signer.public}"\n', "utf-8")
    mirror = shutil.copytree(site, tmp_path / "mirror")
    words = ("verify", str(site), "--against", str(mirror))
    true = signer.sign(site / MANIFEST).rename(tmp_path / "true")
    false = stranger.sign(site / MANIFEST).rename(tmp_path / "false")
    done = transparency(project, *words)
    assert done.exit_code == 1
    assert done.output.endswith("on GitHub Pages and GitLab Pages, name its file here: --signature FILE\n")
    assert transparency(project, *words, "--signature", str(true)).exit_code == 0
    done = transparency(project, *words, "--signature", str(false))
    assert (done.exit_code, done.output.count("is no signature of this manifest")) == (1, 1)
    done = transparency(project, *words, "--signature", str(tmp_path / "nothing"))
    assert done.output == "nothing: cannot be read; give the file with the signature of manifest.txt\n"
    assert transparency(project, "verify", str(site), "--signature", str(true)).exit_code == 2


@pytest.mark.parametrize("tool", ["ssh-keygen", "minisign"])
def test_a_signature_counts(site: Path, tmp_path: Path, tool: str) -> None:
    """Where site.yml names a key, a mirror needs its signature of this manifest; any other, or none, is named."""
    signer, stranger = Signer(tool, tmp_path / "keys"), Signer(tool, tmp_path / "other")
    signature = signer.sign(site / MANIFEST)
    mirror = shutil.copytree(site, tmp_path / "mirror")
    assert against(site, mirror, signer.public) == []
    with served(host(mirror)) as address:
        assert against(site, address, signer.public) == []
        (mirror / signature.name).unlink()
        assert [line.split("; ")[0] for line in against(site, address, signer.public)] == [
            f"{signature.name}: is missing, but content/site.yml names a key"
        ]
    wrong = f"{signature.name}: is no signature of this manifest by the key in content/site.yml; "
    assert against(site, mirror, stranger.public)[0].startswith(f"{stranger.sign(mirror / MANIFEST).name}: is missing")
    assert against(site, mirror, signer.public) == [f"{wrong}use no such release before you know why"]
    (mirror / "index.html").write_text("changed", "utf-8")
    (mirror / MANIFEST).write_text(manifest_text(mirror, FACTS), "utf-8")
    signer.sign(mirror / MANIFEST)
    assert against(site, mirror, signer.public)[-1] == f"{wrong}use no such release before you know why"


def test_a_release_that_is_to_be_signed_says_so(project: Path, tmp_path: Path) -> None:
    """With a key in site.yml a build tells how to sign, and its site passes only when it is signed."""
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
        f"Sign it: ssh-keygen -Y sign -n file -f KEY '{site / MANIFEST}'"
        in transparency(project, "build", "--release").output
    )
    assert "manifest.txt.sig: is missing" in transparency(project, "verify", str(site), "--release").output
    signer.sign(site / MANIFEST)
    done = transparency(project, "verify", str(site), "--release")
    assert (done.exit_code, done.output.splitlines()[0], done.output.splitlines()[-1]) == (0, SAME, SIGNED)
    assert FITS_FILES in done.output


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
