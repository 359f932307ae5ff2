"""The scan of the served site: each reason for a worse grade is found, and our own nginx gives none."""

import shutil
import socket
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from build_tools import pipeline
from build_tools.command_line import main
from build_tools.release.hosts import GRADES, WRITERS, Policy, grade, grades, policy_of
from build_tools.release.hosts.ask import Answer, ask
from build_tools.release.hosts.grades import Sample
from build_tools.release.hosts.policy import COMMON, ENCRYPTED, NOT_KEPT
from build_tools.release.hosts.scan import reasons, samples
from tests.local_nginx import serving

ONION = "http://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaam2dqd.onion/"
HEADER = "default-src 'none'; style-src 'sha256-a='; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
META = "default-src 'none'; style-src 'sha256-a='; base-uri 'none'; form-action 'none'"
PAGE = f'<!doctype html><meta http-equiv="Content-Security-Policy" content="{META}"><a href="https://else.test/">x</a>'
GOOD = {
    **{name.lower(): value for name, value in COMMON.items()},
    "content-security-policy": HEADER,
    "content-type": "text/html; charset=utf-8",
    "cache-control": NOT_KEPT,
    "strict-transport-security": ENCRYPTED,
    "server": "nginx",
}
HELP = Sample("kk/k/index.html", kept=False)
READING = Sample("kk/index.html")


def judged(sample: Sample = HELP, headers: Mapping[str, str | None] = {}, **answer: Any) -> list[str]:
    """Return grade and message of each reason against a good answer that is changed in one place."""
    sent = {name: value for name, value in {**GOOD, **headers}.items() if value is not None}
    given = Answer(**{"path": sample.path, "status": 200, "headers": sent, "text": PAGE, **answer})
    return [f"{reason.grade} {reason.message}" for reason in reasons(given, sample, True, True)]


def test_a_good_answer_has_no_reason() -> None:
    """What the policy asks for is grade A, on a page of help and on any other."""
    assert judged() == []
    assert judged(READING, {"cache-control": "max-age=60, must-revalidate"}) == []
    assert judged(READING, {"cache-control": "public, max-age=0, must-revalidate"}) == []


@pytest.mark.parametrize(
    ("reason", "headers"),
    [
        (f"F {grades.COOKIE}", {"set-cookie": "a=b"}),
        (f"D {grades.VERSION}", {"server": "nginx/1.26.3"}),
        (f"D {grades.BETWEEN}", {"cf-ray": "1"}),
        (f"C {grades.LACKS}", {"x-frame-options": None}),
        (f"C {grades.LACKS}", {"x-frame-options": "SAMEORIGIN"}),
        (f"C {grades.LACKS}", {"referrer-policy": "origin"}),
        (f"C {grades.LACKS}", {"permissions-policy": "camera=()"}),
        (f"C {grades.LACKS}", {"content-security-policy": None}),
        (f"C {grades.WIDE}", {"content-security-policy": f"{HEADER}; script-src 'unsafe-inline'"}),
        (f"C {grades.WIDE}", {"content-security-policy": f"{HEADER}; img-src https://x.test"}),
        (f"C {grades.WIDE}", {"content-security-policy": HEADER.replace("; frame-ancestors 'none'", "")}),
        (f"F {grades.BLOCKED}", {"content-security-policy": HEADER.replace("sha256-a", "sha256-b")}),
        (f"C {grades.TYPE}", {"content-type": "text/html"}),
        (f"C {grades.NO_TRANSPORT}", {"strict-transport-security": None}),
        (f"B {grades.SHORT_TRANSPORT}", {"strict-transport-security": "max-age=16070400"}),
        (f"B {grades.STAYS}", {"cache-control": "no-cache"}),
        (f"B {grades.STAYS}", {"cache-control": None}),
    ],
)  # fmt: skip
def test_one_wrong_header_is_one_reason(reason: str, headers: Mapping[str, str | None]) -> None:
    """Each header that lacks or says too little is found, alone, with the grade it costs."""
    assert judged(headers=headers) == [reason]


@pytest.mark.parametrize("rule", [None, "max-age=86400", "public, max-age=60, immutable"])
def test_a_reading_page_that_outlives_its_correction_is_found(rule: str | None) -> None:
    """Without a rule for caches, or with a long one, a withdrawn page stays in sight."""
    assert judged(READING, {"cache-control": rule}) == [f"B {grades.LONG}"]


@pytest.mark.parametrize(
    ("reason", "answer"),
    [
        (f"F {grades.STATUS}", {"status": 404}),
        (f"F {grades.STATUS}", {"status": 500, "headers": {}}),
        (f"F {grades.AWAY}", {"status": 302, "away": True}),
        (f"F {grades.FOREIGN}", {"text": f"{PAGE}<script async src='/own.js'></script>"}),
        (f"F {grades.FOREIGN}", {"text": f'{PAGE}<img alt="" src="//count.test/x.gif">'}),
        (f"F {grades.FOREIGN}", {"text": f"{PAGE}<iframe src=https://count.test/></iframe>"}),
        (f"B {grades.UNPACKED}", {"text": PAGE + "long " * 200}),
    ],
)
def test_one_wrong_page_is_one_reason(reason: str, answer: dict[str, Any]) -> None:
    """A page that does not come, that the host has added something to, or that is sent uncompressed, is found."""
    assert judged(**answer) == [reason]


def test_every_kind_of_address_is_looked_at() -> None:
    """Gateway, a reading and a quiet page of each language, kit, data, and what leads nowhere are in the sample."""
    looked_at = {sample.path: sample for sample in samples(("kk", "ru"))}
    assert {"", "kk/index.html", "ru/index.html", "kk/k/index.html", "ru/k/index.html", "kit/all.html"} <= set(
        looked_at
    )
    assert {path for path, sample in looked_at.items() if sample.status == 404 and "such" in path}
    assert not any(sample.kept for path, sample in looked_at.items() if "/k/" in path or path.startswith("kit/"))


def scanned(project: Path, address: str, *words: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["--root", str(project), "scan", address, *words], catch_exceptions=False)


@pytest.fixture(scope="module")
def policy(finished: Path) -> Policy:
    """The policy of the real site."""
    return policy_of(finished / "site", pipeline.checked_site(finished, finished / "site_src").settings)


@pytest.fixture(scope="module")
def lines(policy: Policy) -> str:
    """What nginx is told for the real site."""
    return WRITERS["nginx"](policy)


def test_our_nginx_gets_an_a_but_for_encryption(nginx: str, finished: Path, lines: str, tmp_path: Path) -> None:
    """On loopback nothing but the lack of https is found; judged apart from it the site has an A, and says so."""
    with serving(nginx, tmp_path, finished / "site", lines) as address:
        plain = scanned(finished, address, "--at-least", "D")
        apart = scanned(finished, f"{address}/", "--at-least", "A", "--apart-from-encryption")
    assert plain.exit_code == 1
    assert [line[:3] for line in plain.output.splitlines()] == ["F  ", "Gra"]
    assert (apart.exit_code, apart.output) == (0, "Grade: A (encryption was not judged)\n")


def test_a_bare_nginx_is_found_out(nginx: str, finished: Path, tmp_path: Path) -> None:
    """An nginx that was told nothing gets no better than D, with a reason for each header that lacks."""
    with serving(nginx, tmp_path, finished / "site", "types { text/html html; }") as address:
        done = scanned(finished, address, "--apart-from-encryption")
    assert done.output.splitlines()[-1] == "Grade: D (encryption was not judged)"
    assert all(name in done.output for name in COMMON)


def test_over_tls_our_nginx_gets_an_a(
    nginx: str, finished: Path, policy: Policy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over TLS the same lines send Strict-Transport-Security and the onion address, and nothing at all is found."""
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("needs openssl, to make a certificate that is good for this test alone")
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    files = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", tmp_path / "key", "-out", tmp_path / "certificate"]
    subprocess.run([*command, *files], check=True, capture_output=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate"))
    lines = WRITERS["nginx"](replace(policy, onion_address=ONION))
    tls = f"ssl_certificate {tmp_path}/certificate; ssl_certificate_key {tmp_path}/key;\n"
    with serving(nginx, tmp_path, finished / "site", tls + lines, tls=True) as address:
        done = scanned(finished, address, "--at-least", "A")
        offered = ask(f"{address}/", "kk/k/1.html").headers["onion-location"]
    assert offered == f"{ONION}kk/k/1.html"
    assert (done.exit_code, done.output) == (0, "Grade: A\n")


def test_a_site_that_does_not_answer_is_one_sentence(finished: Path) -> None:
    """A closed port, an address that is none: one sentence each, and no traceback."""
    with socket.create_server(("127.0.0.1", 0)) as closed:
        address = f"http://127.0.0.1:{closed.getsockname()[1]}/"
    silent = scanned(finished, address)
    assert silent.exit_code == 1
    assert silent.output.count("\n") == 1
    assert "cannot be reached; check the address and the network" in silent.output
    for wrong in ("example.org", "ftp://example.org/", "https://example.org/?x=1"):
        assert scanned(finished, wrong).exit_code == 2


def test_grades_go_from_a_to_f() -> None:
    """Without a reason the grade is A; the worst reason makes it."""
    assert grade([]) == "A"
    assert GRADES == "ABCDF"
