"""The scan of the served site: each reason not to pass is found, and our own nginx gives none."""

import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from build_tools.build import content
from build_tools.files.paths import SECURITY_TXT
from build_tools.models import Security, Settings
from build_tools.problems import Fault
from build_tools.publish.hosting import COMMON, ENCRYPTED, NOT_KEPT, Policy, asking, header_file, policy_of, served
from build_tools.publish.hosting import scan as why
from build_tools.publish.hosting.asking import Answer
from build_tools.publish.hosting.scan import NOT_LED, OPEN, answer_faults, encryption_faults, samples_of, scan_problems
from build_tools.publish.hosting.served import Expected, came
from tests.local_nginx import serving
from tests.lying_server import Lie, lying
from tests.repositories import asked

ONION = "http://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaam2dqd.onion/"
HEADER = COMMON["Content-Security-Policy"]
POLICY = Policy("/", ("kk/k/", "kit/", "404.html"), ONION)
PAGE = b"<!doctype html><p>a"
GOOD = {
    **{name.lower(): value for name, value in COMMON.items()},
    "content-type": "text/html; charset=utf-8",
    "cache-control": NOT_KEPT,
    "strict-transport-security": ENCRYPTED,
    "server": "nginx",
}
HELP, READING = (Expected(path, sha256(PAGE).hexdigest()) for path in ("kk/k/index.html", "kk/index.html"))
NOWHERE = HELP._replace(path="nothing", status=404)


def judged(
    sample: Expected = HELP,
    headers: Mapping[str, str | None] = {},
    status: int = 200,
    body: bytes | None = PAGE,
    policy: Policy = POLICY,
) -> list[Fault]:
    """Return each reason, without its values, against a good answer that is changed in one place."""
    sent = {name: value for name, value in {**GOOD, **headers}.items() if value is not None}
    answer = Answer(f"https://site.test/{sample.path}", status, sent, body, "gzip")
    found = list(came(answer, sample)) or list(answer_faults(answer, sample, policy, True))
    return [replace(reason, values={}) for reason in found]


ANSWERS: list[tuple[Fault | None, Expected, Mapping[str, str | None]]] = [
    (None, HELP, {}),
    (None, HELP, {"date": "Mon, 01 Jan 2035 00:00:00 GMT", "content-length": "1", "vary": "Accept"}),
    (None, HELP, {"etag": 'W/"Ab//Cd+/="', "server": "a host, https://host.test", "x-request-id": "Ab//Cd=="}),
    (None, HELP, {"alt-svc": 'h3=":443"; ma=86400, h2=":443"'}),
    (None, HELP, {"alt-svc": "clear", "content-location": "/kk/index.html", "access-control-allow-origin": "*"}),
    (None, HELP, {"onion-location": ONION}),
    (None, READING, {"cache-control": "max-age=60, must-revalidate"}),
    (None, READING, {"cache-control": "public, max-age=0, must-revalidate"}),
    (None, READING, {"cache-control": "no-cache, s-maxage=99999"}),
    (why.HARMFUL, HELP, {"set-cookie": "a=b"}),
    (why.HARMFUL, HELP, {"server": "nginx/1.26.3"}),
    (why.HARMFUL, HELP, {"cf-ray": "1"}),
    (why.LACKS, HELP, {"x-frame-options": None}),
    (why.LACKS, HELP, {"x-frame-options": "SAMEORIGIN"}),
    (why.LACKS, HELP, {"content-security-policy": None}),
    (why.LACKS, HELP, {"content-security-policy": f"{HEADER}; script-src 'unsafe-inline'"}),
    (why.LACKS, HELP, {"content-security-policy": HEADER.replace("; frame-ancestors 'none'", "")}),
    (why.LACKS, HELP, {"content-security-policy": f"{HEADER}, upgrade-insecure-requests"}),
    (why.LACKS, HELP, {"content-type": "text/html"}),
    (why.LACKS, HELP, {"content-type": "text/html; charset=utf-80"}),
    (why.LACKS, HELP, {"strict-transport-security": None}),
    (why.LACKS, HELP, {"strict-transport-security": "max-age=0, max-age=31536000"}),
    (why.LACKS, HELP, {"strict-transport-security": "max-age = 0, max-age=31536000"}),
    (why.LACKS, HELP, {"strict-transport-security": 'max-age="0"; max-age=31536000'}),
    (why.LACKS, HELP, {"strict-transport-security": "max-age=16070400"}),
    (why.LACKS, HELP, {"cache-control": None}),
    (why.LACKS, HELP, {"cache-control": "no-cache"}),
    (why.LACKS, HELP, {"cache-control": "xno-store"}),
    (why.LACKS, READING, {"cache-control": None}),
    (why.LACKS, READING, {"cache-control": "max-age=86400"}),
    (why.LACKS, READING, {"cache-control": "public, max-age=60, immutable"}),
    (why.LACKS, READING, {"cache-control": "max-age=60, s-maxage=99999999"}),
    (why.LACKS, READING, {"cache-control": "max-age=60, max-age=86400"}),
    (why.LACKS, READING, {"cache-control": "max-age=60, stale-while-revalidate=999999"}),
    (why.LACKS, READING, {"cache-control": "max-age=soon"}),
    (why.LACKS, READING, {"cache-control": "s-maxage=60"}),
    (why.LACKS, READING, {"cache-control": 'no-cache="set-cookie"'}),
    (why.HARMFUL, HELP, {"timing-allow-origin": "https://elsewhere.test"}),
    (why.HARMFUL, HELP, {"access-control-allow-origin": "https://elsewhere.test"}),
    (why.HARMFUL, HELP, {"attribution-reporting-register-source": "{}"}),
    (why.HARMFUL, HELP, {"refresh": "0; url=/other.html"}),
    (why.HARMFUL, HELP, {"link": "</own.css>; rel=preload, <//evil.test/a.css>; rel=stylesheet"}),
    (why.HARMFUL, HELP, {"report-to": '{"endpoints":[{"url":"https:\\/\\/evil.test"}]}'}),
    (why.HARMFUL, HELP, {"reporting-endpoints": 'a="https://evil.test/"'}),
    (why.HARMFUL, HELP, {"onion-location": "http://evilevilevil.onion/"}),
    (why.HARMFUL, HELP, {"onion-location": f"{ONION.rstrip('/')}.evil.test/"}),
    (why.HARMFUL, HELP, {"alt-svc": 'h2="evil.test:443"'}),
    (why.HARMFUL, HELP, {"alt-svc": 'h3=":443", h2=evil.test:8443'}),
    (why.HARMFUL, HELP, {"sourcemap": "https://evil.test/map"}),
    (why.HARMFUL, HELP, {"content-security-policy-report-only": "default-src 'none'"}),
    (why.HARMFUL, HELP, {"speculation-rules": '"/rules.json"'}),
]
"""The reason, if there is one, the sample, and what a good answer says otherwise, or not at all."""


@pytest.mark.parametrize(("reason", "sample", "headers"), ANSWERS)
def test_one_wrong_header_is_one_reason(
    reason: Fault | None, sample: Expected, headers: Mapping[str, str | None]
) -> None:
    """Each header that lacks, says too little or does harm is found, alone; what hosts add without harm is no reason,
    nor is the onion address of the settings, where they name one."""
    assert judged(sample, headers) == ([reason] if reason else [])
    if "onion-location" in headers:
        assert judged(sample, headers, policy=replace(POLICY, onion_address="")) == [why.HARMFUL]


@pytest.mark.parametrize(
    ("reasons", "sample", "status", "body"),
    [
        ([], NOWHERE, 404, PAGE),
        ([served.STATUS], HELP, 404, PAGE),
        ([served.STATUS], NOWHERE, 200, PAGE),
        ([served.STATUS], HELP, 302, PAGE),
        ([served.CLOSED], HELP, 200, None),
        ([served.FILE_DIFFERS], HELP, 200, PAGE + b"<!-- counted -->"),
        ([served.FILE_DIFFERS], NOWHERE, 404, b"<h1>404</h1>"),
        ([why.UNPACKED], HELP._replace(digest=sha256(PAGE * 100).hexdigest()), 200, PAGE * 100),
    ],
)
def test_one_wrong_page_is_one_reason(reasons: list[Fault], sample: Expected, status: int, body: bytes | None) -> None:
    """A page that does not come, that the host has changed by a sign, or that is sent uncompressed, is found."""
    assert judged(sample, status=status, body=body) == reasons


@pytest.fixture(scope="module")
def settings(finished_example: Path) -> Settings:
    """The settings of the example."""
    return content.settings_of(finished_example)


@pytest.fixture(scope="module")
def policy(finished_example: Path, settings: Settings) -> Policy:
    """The policy of the example, at the root of a host."""
    return policy_of(settings, "/")


def test_every_kind_of_address_is_looked_at(finished_example: Path, settings: Settings) -> None:
    """Gateway, a reading and a quiet page of each language, kit, data, what leads nowhere, and whom to tell of a
    weakness, where the settings say it, are in the sample."""
    promised = settings.model_copy(update={"security": Security(contact=("mailto:a@else.test",))})
    looked_at = {sample.path: sample for sample in samples_of(finished_example / "site", promised)}
    pages = {f"{code}/{page}" for code in settings.codes for page in ("index.html", "k/index.html")}
    assert {"", "kit/all.html", "data/codebook.csv", SECURITY_TXT, *pages} <= set(looked_at)
    assert {path for path, sample in looked_at.items() if sample.status == 404 and "such" in path}
    assert {path for path, sample in looked_at.items() if not sample.digest} == {SECURITY_TXT}


LIES: Mapping[str, tuple[Lie, Fault | None]] = {
    "nothing": (lambda reply: reply, None),
    "own 404": (lambda reply: reply._replace(body=b"<h1>404") if reply.status == 404 else reply, served.FILE_DIFFERS),
    "a picture from the fourth on": (
        lambda reply: reply._replace(body=reply.body + b"<IMG SRC=//evil.test/x>") if reply.before >= 3 else reply,
        served.UNEQUAL,
    ),
    "packed to nobody": (lambda reply: reply.saying(Content_Encoding=""), why.UNPACKED),
    "kept": (lambda reply: reply.saying(Cache_Control="max-age=60, s-maxage=99999999"), why.LACKS),
}
"""Whatever else a host tells to some alone is in the tests of mirrors."""


@pytest.mark.parametrize("lie", LIES)
def test_a_served_site_that_lies_in_one_point_is_found(
    lie: str, finished_example: Path, settings: Settings, policy: Policy
) -> None:
    """A site that is served as it should be passes; with one lie it does not, and that lie is said."""
    tell, right = LIES[lie]
    with lying(finished_example / "site", policy, tell) as address:
        found = [
            one.code for one in scan_problems(address, finished_example / "site", settings, judge_encryption=False)
        ]
    assert set(found) == ({right.code} if right else set())


LED = [
    ("http://site.test/", 301, "https://site.test/", True),
    ("http://site.test:81/", 301, "https://site.test/", True),
    ("http://сайт.test/", 301, "https://xn--80aswg.test/", True),
    ("http://site.test/", 0, "", True),
    ("http://site.test/", 301, "http://site.test/", False),
    ("http://site.test/", 308, "/elsewhere", False),
    ("http://site.test/", 301, "https://evil.test/", False),
    ("http://site.test/", 301, "https://site.test.evil.test/", False),
    ("http://site.test/", 301, "http://[", False),
    ("http://site.test/", 301, "", False),
    ("http://site.test/", 200, "", False),
    ("http://site.test/", 404, "https://site.test/", False),
]
"""Where somebody asks, the status of the answer or none, where it leads, and whether that is good."""


@pytest.mark.parametrize(("address", "status", "location", "right"), LED)
def test_readers_who_come_without_encryption_are_led_to_it(
    address: str, status: int, location: str, right: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only an answer that leads to the same host over TLS is good; a closed port is as good."""

    def once(there: str, *_: object) -> Answer:
        if not status:
            raise ConnectionRefusedError
        is_led = there.startswith("http:")
        return Answer(there, status if is_led else 200, {"location": location} if is_led else {}, PAGE, "")

    monkeypatch.setattr(asking, "_once", once)
    assert list(encryption_faults(address)) == ([] if right else [NOT_LED])


def test_our_nginx_passes_but_for_encryption(
    nginx: str, finished_example: Path, policy: Policy, tmp_path: Path
) -> None:
    """On loopback nothing but the lack of https is found; judged apart from it the site passes, which is said."""
    with serving(nginx, tmp_path, finished_example / "site", header_file("nginx", policy)) as address:
        plain = asked(finished_example, "scan", address)
        apart = asked(finished_example, "scan", f"{address}/", "--apart-from-encryption")
    assert plain.exit_code == 1
    assert [OPEN.message in line for line in plain.output.splitlines()] == [True]
    assert (apart.exit_code, apart.output) == (0, "Passed; encryption was not judged.\n")


def test_over_tls_our_nginx_passes(
    nginx: str, finished_example: Path, policy: Policy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over TLS the same lines send Strict-Transport-Security and the onion address, and nothing at all is found; a
    certificate that nobody vouches for is one sentence, which does not take the site for a mirror."""
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("needs openssl, to make a certificate that is good for this test alone")
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    files = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", tmp_path / "key", "-out", tmp_path / "certificate"]
    subprocess.run([*command, *files], check=True, capture_output=True)
    bare = shutil.copytree(finished_example, tmp_path / "project")
    written = (bare / "content" / "site.yml").read_text("utf-8")
    (bare / "content" / "site.yml").write_text(re.sub("^onion_address:.*\n", "", written, flags=re.MULTILINE), "utf-8")
    tls = f"ssl_certificate {tmp_path}/certificate; ssl_certificate_key {tmp_path}/key;\n"
    with serving(nginx, tmp_path, finished_example / "site", tls + header_file("nginx", policy), tls=True) as address:
        distrusted = asked(finished_example, "scan", address)
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate"))
        done = asked(finished_example, "scan", address)
        other = asked(bare, "scan", address)
    assert (done.exit_code, done.output) == (0, "Passed: the site sends everything as it should.\n")
    assert (distrusted.exit_code, distrusted.output.count("\n")) == (1, 1)
    assert "has a certificate that browsers do not trust" in distrusted.output
    assert "sends the header Onion-Location" in other.output.splitlines()[0], "no settings name it there"
