"""How a host is asked: in any alphabet, through proxies, over TLS; what takes too long or breaks off is given up."""

import shutil
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from socketserver import StreamRequestHandler
from threading import Event

import pytest

from build_tools.problems import Fault
from build_tools.publish.hosting.asking import (
    CERTIFICATE,
    SILENT,
    UNREACHABLE,
    Answer,
    Unreachable,
    _way_on,
    ask,
    in_ascii,
    is_address,
)
from tests.lying_server import serving

FINE = b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"


def answer_at(address: str, seconds: float = 60) -> Answer:
    """Ask as a program does."""
    asked = {"Accept-Encoding": "identity"}
    return ask(in_ascii(address), asked, time.monotonic() + seconds, ssl.create_default_context())


def fault_at(address: str, seconds: float = 60) -> Fault:
    """Return why no answer comes."""
    with pytest.raises(Unreachable) as unreachable:
        answer_at(address, seconds)
    return unreachable.value.fault


@contextmanager
def answering(beginning: bytes, drips: bool = False, context: ssl.SSLContext | None = None) -> Iterator[str]:
    """Serve at every address some bytes, then others one by one without end if it ``drips``; give the address."""

    class Handler(StreamRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):
                self.rfile.readline()
                self.wfile.write(beginning)
                while drips and not ended.wait(0.01):
                    self.wfile.write(b"a")

    ended = Event()
    with serving(Handler, context) as address:
        yield address
        ended.set()


DRIPPING = {
    "first line": b"HTTP/1.1 200 O",
    "header": b"HTTP/1.1 200 OK\r\nServer: ",
    "body": b"HTTP/1.1 200 OK\r\n\r\n",
    "body of a length": b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n",
    "length of a piece": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
}


@pytest.mark.parametrize("beginning", DRIPPING.values(), ids=DRIPPING)
def test_a_host_that_drips_is_given_up(beginning: bytes) -> None:
    """An answer of which any part goes on and on ends at its deadline; whoever has no time left asks nothing."""
    with answering(beginning, drips=True) as address:
        began = time.monotonic()
        assert fault_at(address, 0.3) == SILENT
        assert time.monotonic() - began < 5
        assert fault_at(address, 0) == SILENT


@pytest.mark.parametrize("broken", [b"", b"hello\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx"])
def test_a_host_that_breaks_off_is_no_answer(broken: bytes) -> None:
    """An answer that ends before its end, or is none of the web, is no file, and a closed port gives none either."""
    with answering(broken) as address:
        assert fault_at(address) == UNREACHABLE
    assert fault_at(address) == fault_at("http://host.invalid/") == UNREACHABLE


def test_a_certificate_that_nobody_vouches_for_is_named(tmp_path: Path) -> None:
    """A host that cannot prove who it is is not asked at all."""
    tool = shutil.which("openssl") or pytest.skip("openssl is not installed, so no certificate can be made")
    words = "req -x509 -newkey rsa:2048 -nodes -subj /CN=127.0.0.1 -days 2 -keyout key.pem -out cert.pem"
    subprocess.run([tool, *words.split()], cwd=tmp_path, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    with answering(FINE, context=context) as address:
        assert fault_at(address) == CERTIFICATE


def test_nobody_is_asked_past_the_proxy_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who looks through a proxy asks it: for a host in another alphabet as browsers do, for a tunnel to one with https;
    where it opens none, nothing is asked."""
    asked: list[bytes] = []

    class Proxy(StreamRequestHandler):
        def handle(self) -> None:
            asked.append(self.rfile.readline().rpartition(b" ")[0])
            self.wfile.write(b"HTTP/1.1 502 None\r\n\r\n" if asked[-1].startswith(b"CONNECT") else FINE)

    monkeypatch.delenv("no_proxy")
    with serving(Proxy) as address:
        monkeypatch.setenv("https_proxy", address.removeprefix("http://"))
        monkeypatch.setenv("http_proxy", address)
        assert fault_at("https://a.test/") == UNREACHABLE
        assert answer_at("http://пример.қаз:81/қ/").body == b"x"
    assert asked == [b"CONNECT a.test:443", b"GET http://xn--e1afmkfd.xn--80ao21a:81/%D2%9B/"]


MOVES = {
    ("http://a.test/", "https://A.test/"): True,
    ("https://a.test:8443/x", "https://a.test:8443/"): True,
    ("https://a.test/", "http://a.test/"): False,
    ("http://a.test/", "http://a.test:8080/"): False,
    ("http://a.test:8080/", "https://a.test/"): False,
    ("http://a.test/", "https://a.test:8443/"): False,
    ("https://a.test/", "https://b.test/"): False,
}


def test_a_redirect_leads_to_the_same_host_alone_and_never_out_of_its_encryption() -> None:
    """Whoever checks a mirror is not sent to a better copy elsewhere, nor from https to what anybody can alter."""
    followed = {(old, new): bool(_way_on(Answer(old, 302, {"location": new}, b"", ""))) for old, new in MOVES}
    assert followed == MOVES


RIGHT = "http://a.test https://a.test:8443/b/ https://[::1]/ https://үй.қаз/ә https://пример.испытание"
WRONG = (
    "ftp://a.test site https:// https://u:p@a.test http://@a.test http://a/?b http://[ http://a.test:b/ http://a..test/"
)
NO_HOSTS = [f"http://{'ү' * 64}.test/", f"http://{'a' * 64}.test/", "http://a.test:70000/", "http://a.test:0/"]
ASCII = {
    "https://сайт.қаз/": "https://xn--80aswg.xn--80ao21a/",
    "https://A.test:8443/b c/": "https://a.test:8443/b%20c/",
    "https://[::1]:81/%20": "https://[::1]:81/%20",
}


def test_what_an_address_is_and_how_it_is_asked() -> None:
    """Only the web, in any alphabet, without a password, and without a part that would swallow the names of files;
    names of hosts are those of the domain name system, of which .қаз is `xn--80ao21a`, and paths are escaped once."""
    assert [text for text in RIGHT.split() if not is_address(text)] == []
    assert [text for text in (*WRONG.split(), *NO_HOSTS) if is_address(text)] == []
    assert {address: in_ascii(address) for address in ASCII} == ASCII
