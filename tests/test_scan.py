"""The scan of the served site: each reason not to pass is found, and our own nginx gives none."""

import shutil
import socket
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from build_tools import content
from build_tools.command_line import main
from build_tools.hosting import WRITERS, Policy, policy_of
from build_tools.hosting import reasons as why
from build_tools.hosting.ask import Answer, ask
from build_tools.hosting.policy import COMMON, ENCRYPTED, NOT_KEPT
from build_tools.hosting.reasons import Sample
from build_tools.hosting.scan import answer_faults, samples_of
from build_tools.problems import Fault
from build_tools.verify.policy import digest
from tests.local_nginx import serving

HOST = "site.test"
ONION = "http://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaam2dqd.onion/"
REFERRER = '<meta name="referrer" content="no-referrer">'
STYLE = "p { margin: 0 }"
META = f"default-src 'none'; style-src {digest(STYLE)}; base-uri 'none'; form-action 'none'"
HEADER = f"{META}; frame-ancestors 'none'"
PAGE = f"""<!doctype html>
<html lang="kk"><head><meta http-equiv="Content-Security-Policy" content="{META}"><meta charset="utf-8">
{REFERRER}<title>a</title><style>{STYLE}</style></head>
<body><p><a href="https://else.test/" rel="noreferrer">a</a> <a href="../k/1.html">b</a></p></body></html>
"""
GOOD = {
    **{name.lower(): value for name, value in COMMON.items()},
    "content-security-policy": HEADER,
    "content-type": "text/html; charset=utf-8",
    "cache-control": NOT_KEPT,
    "strict-transport-security": ENCRYPTED,
    "server": "nginx",
}
HELP = Sample("kk/k/index.html", kept=False, onion=ONION)
READING = Sample("kk/index.html")
NOWHERE = Sample("nothing", status=404, kept=False)


def judged(sample: Sample = HELP, headers: Mapping[str, str | None] = {}, **answer: Any) -> list[Fault]:
    """Return each reason, without its values, against a good answer that is changed in one place."""
    sent = {name: value for name, value in {**GOOD, **headers}.items() if value is not None}
    given = Answer(**{"path": sample.path, "status": 200, "headers": sent, "text": PAGE, "host": HOST, **answer})
    return [replace(reason, values={}) for reason in answer_faults(given, sample, True, True)]


def test_a_good_answer_has_no_reason() -> None:
    """What the policy asks for passes, on a page of help and on any other."""
    assert judged() == []
    assert judged(READING, {"cache-control": "max-age=60, must-revalidate"}) == []
    assert judged(READING, {"cache-control": "public, max-age=0, must-revalidate"}) == []
    assert judged(READING, {"cache-control": "no-cache, s-maxage=99999"}) == []
    assert judged(NOWHERE, status=404) == []


def test_what_cannot_be_opened_or_comes_without_encryption_does_not_pass() -> None:
    """An answer that cannot be unpacked is judged no further; one without encryption passes only if nobody asks."""
    assert judged(closed=True) == [why.CLOSED]
    answer = Answer(HELP.path, 200, GOOD, PAGE, host=HOST)
    plain = [[reason.code for reason in answer_faults(answer, HELP, False, asked)] for asked in (True, False)]
    assert plain == [["host.no_encryption"], []]


@pytest.mark.parametrize(
    "headers",
    [
        {"date": "Mon, 01 Jan 2035 00:00:00 GMT", "content-length": "1", "accept-ranges": "bytes", "vary": "Accept"},
        {"etag": 'W/"Ab//Cd+/="', "server": "a host, https://host.test", "x-request-id": "Ab//Cd=="},
        {"alt-svc": 'h3=":443"; ma=86400, h2="site.test:443"'},
        {"alt-svc": "clear"},
        {"link": '<https://SITE.test:443/kk/index.html>; rel="canonical"', "content-location": "/kk/index.html"},
        {"onion-location": ONION},
        {"onion-location": f"{ONION}kk/k/index.html"},
        {"content-security-policy": f"{HEADER}, upgrade-insecure-requests"},
        {"strict-transport-security": "max-age=63072000; includeSubDomains; preload"},
        {"content-type": "text/html;charset=UTF-8"},
    ],
)
def test_what_hosts_add_without_harm_is_no_reason(headers: Mapping[str, str]) -> None:
    """Headers that lead nowhere else, and those that are stricter than ours, cost nothing."""
    assert judged(headers=headers) == []


@pytest.mark.parametrize(
    ("reason", "headers"),
    [
        (why.COOKIE, {"set-cookie": "a=b"}),
        (why.VERSION, {"server": "nginx/1.26.3"}),
        (why.BETWEEN, {"cf-ray": "1"}),
        (why.LACKS, {"x-frame-options": None}),
        (why.LACKS, {"x-frame-options": "SAMEORIGIN"}),
        (why.LACKS, {"referrer-policy": "origin"}),
        (why.LACKS, {"permissions-policy": "camera=()"}),
        (why.LACKS, {"content-security-policy": None}),
        (why.WIDE, {"content-security-policy": f"{HEADER}; script-src 'unsafe-inline'"}),
        (why.WIDE, {"content-security-policy": HEADER.replace("; frame-ancestors 'none'", "")}),
        (why.BLOCKED, {"content-security-policy": HEADER.replace(digest(STYLE), digest("other"))}),
        (why.BLOCKED, {"content-security-policy": f"{HEADER}, default-src 'none'"}),
        (why.TYPE, {"content-type": "text/html"}),
        (why.TYPE, {"content-type": "text/html; charset=utf-80"}),
        (why.NO_TRANSPORT, {"strict-transport-security": None}),
        (why.NO_TRANSPORT, {"strict-transport-security": "max-age=0"}),
        (why.NO_TRANSPORT, {"strict-transport-security": "max-age=0, max-age=31536000"}),
        (why.SHORT_TRANSPORT, {"strict-transport-security": "max-age=16070400"}),
        (why.STAYS, {"cache-control": "no-cache"}),
        (why.STAYS, {"cache-control": "xno-store"}),
        (why.STAYS, {"cache-control": None}),
    ],
)  # fmt: skip
def test_one_wrong_header_is_one_reason(reason: Fault, headers: Mapping[str, str | None]) -> None:
    """Each header that lacks or says too little is found, alone."""
    assert judged(headers=headers) == [reason]


@pytest.mark.parametrize(
    "headers",
    [
        {"refresh": "0; url=https://evil.test/"},
        {"refresh": "0; url=/other.html"},
        {"link": "<https://evil.test/a.css>; rel=stylesheet"},
        {"link": "</own.css>; rel=preload, <//evil.test/a.css>; rel=stylesheet"},
        {"link": "<http:evil.test/a.css>; rel=stylesheet"},
        {"link": "<https://site.test@evil.test/a.css>; rel=stylesheet"},
        {"link": "<//evil%2etest/a.css>; rel=stylesheet"},
        {"report-to": '{"endpoints":[{"url":"https:\\/\\/evil.test"}]}', "nel": '{"report_to":"x"}'},
        {"reporting-endpoints": 'a="https://evil.test/"'},
        {"content-security-policy": f"{HEADER}, report-uri //evil.test/r"},
        {"onion-location": "http://evilevilevil.onion/"},
        {"onion-location": f"{ONION.rstrip('/')}.evil.test/"},
        {"alt-svc": 'h2="evil.test:443"'},
        {"alt-svc": 'h3=":443", h2=evil.test:8443'},
        {"sourcemap": "https://evil.test/map"},
    ],
)
def test_a_header_that_leads_elsewhere_is_found(headers: Mapping[str, str]) -> None:
    """Any header that names another host, and every Refresh, is found, and nothing else."""
    assert judged(headers=headers) == [why.LEADS]


def test_an_onion_address_is_that_of_the_settings() -> None:
    """Where the settings name none, a server that offers one leads readers to somebody else."""
    assert judged(READING, {"cache-control": "no-cache", "onion-location": ONION}) == [why.LEADS]


@pytest.mark.parametrize(
    "policy",
    [
        f"{HEADER}; script-src evil.test",
        f"{HEADER}; script-src data: wss:",
        f"{HEADER}; script-src 'sha256-short='",
        f"{HEADER}; img-src blob:",
        f"{HEADER}; img-src https:",
        f"{HEADER}; connect-src evil.test",
        f"{HEADER}; script-src-elem 'self'",
        f"{HEADER}; sandbox allow-scripts",
        f"{HEADER}; report-to somebody",
        f"{HEADER}; script-src 'self'; script-src 'none'",
        HEADER.replace("form-action 'none'", "form-action evil.test"),
        HEADER.replace("form-action 'none'; ", ""),
        HEADER.replace("base-uri 'none'", "base-uri 'self'"),
        HEADER.replace("default-src 'none'", "default-src 'self'"),
        HEADER.replace("style-src", "style-src evil.test"),
        HEADER.replace("frame-ancestors 'none'", "frame-ancestors 'self'"),
        f"frame-ancestors 'self'; {HEADER}",
    ],
)
def test_a_policy_of_any_other_form_than_ours_is_found(policy: str) -> None:
    """What no policy of ours holds is too wide, whoever thought of it."""
    assert judged(headers={"content-security-policy": policy}) == [why.WIDE]


@pytest.mark.parametrize(
    "rule",
    [
        None,
        "max-age=86400",
        "public, max-age=60, immutable",
        "max-age=60, s-maxage=99999999",
        "max-age=60, max-age=86400",
        "max-age=60, stale-while-revalidate=999999",
        "max-age=60, stale-if-error=999999",
        "max-age=soon",
        "s-maxage=60",
        'no-cache="set-cookie"',
    ],
)
def test_a_reading_page_that_outlives_its_correction_is_found(rule: str | None) -> None:
    """Without a rule for caches, or with a long one, a withdrawn page stays in sight."""
    assert judged(READING, {"cache-control": rule}) == [why.LONG]


@pytest.mark.parametrize(
    ("reason", "answer"),
    [
        (why.STATUS, {"status": 404}),
        (why.STATUS, {"status": 500, "headers": {}}),
        (why.AWAY, {"status": 302, "away": True}),
        (why.UNPACKED, {"text": PAGE.replace("</body>", f"<p>{'long ' * 200}</p></body>")}),
    ],
)
def test_one_wrong_page_is_one_reason(reason: Fault, answer: dict[str, Any]) -> None:
    """A page that does not come, that the host has added something to, or that is sent uncompressed, is found."""
    assert judged(**answer) == [reason]


@pytest.mark.parametrize(
    "added",
    [
        "<script>new Image().src='/x'</script>",
        "<script>new Image().src='//evil.test/x'</script>",
        "<script src='/own.js'></script>",
        '<script src="/own.js"></script>',
        '<SCRIPT SRC="https://evil.test/x"></SCRIPT>',
        '<img alt="" src="//evil.test/x.gif">',
        '<img alt="" src="x.gif">',
        '<IMG SRC="https://evil.test/x.gif">',
        '<img/src="https://evil.test/x.gif">',
        '<img alt="" srcset="https://evil.test/x.gif 2x">',
        "<iframe src=https://evil.test/></iframe>",
        "<style>body { background: url(https://evil.test/x.gif) }</style>",
        '<p style="background: url(/x.gif)">a</p>',
        '<p onclick="x()">a</p>',
        "<meta http-equiv=refresh content='0;url=https://evil.test/'>",
        '<meta http-equiv="refresh" content="0;url=https://evil.test/">',
        '<meta http-equiv="content-security-policy" content="default-src *">',
        '<base href="https://evil.test/">',
        '<a href="javascript:x()">a</a>',
        '<a href="http://evil.test/" rel="noreferrer">a</a>',
        '<form action="https://evil.test/"><button>a</button></form>',
        '<link rel="preconnect" href="https://evil.test">',
        '<link rel="stylesheet" href="a.css">',
        "<svg onload=x()></svg>",
        "<!-- counted -->",
        "< ",
    ],
)
def test_whatever_is_added_to_a_page_is_found(added: str) -> None:
    """A page that the program cannot have made was changed, however that is written; nothing else is said of it."""
    for end in ("</head>", "</body>"):
        assert judged(text=PAGE.replace(end, added + end)) == [why.CHANGED]


@pytest.mark.parametrize(
    ("also", "added"),
    [
        ("; script-src 'self'", '<script src="/own.js"></script>'),
        (" 'self'", '<link rel="stylesheet" href="a.css">'),
        (f" {digest('p { background: url(//evil.test/) }')}", "<style>p { background: url(//evil.test/) }</style>"),
        (f"; script-src {digest('x();' * 300)}", f"<script>{'x();' * 300}</script>"),
    ],
)
def test_a_page_of_help_whose_policy_was_changed_with_it_is_found(also: str, added: str) -> None:
    """That a page allows itself what was added does not make it one of ours: help loads nothing and has one script."""
    own = META.replace(f"{digest(STYLE)}", f"{digest(STYLE)}{also}")
    changed = PAGE.replace(META, own).replace("</head>", f"{added}</head>")
    headers = {"content-encoding": "gzip", "content-security-policy": f"{own}; frame-ancestors 'none'"}
    assert judged(headers=headers, text=changed) == [why.CHANGED]


def test_a_reading_page_loads_what_its_own_policy_lets_through() -> None:
    """A style sheet in the site is good where the page allows it, and an addition where it does not."""
    own = META.replace("style-src", "style-src 'self'")
    sheet = PAGE.replace("</head>", '<link rel="stylesheet" href="../a.css"></head>')
    headers = {"cache-control": "no-cache", "content-security-policy": f"{own}; frame-ancestors 'none'"}
    assert judged(READING, headers, text=sheet.replace(META, own)) == []
    assert judged(READING, headers, text=sheet) == [why.CHANGED]


@pytest.mark.parametrize(
    "gone", [f'<meta http-equiv="Content-Security-Policy" content="{META}">', REFERRER, "<html", PAGE]
)
def test_whatever_is_taken_from_a_page_is_found(gone: str) -> None:
    """A page without its own policy, without its beginning, or without anything, was changed."""
    assert judged(text=PAGE.replace(gone, "")) == [why.CHANGED]


def test_a_page_of_the_host_for_what_leads_nowhere_is_found() -> None:
    """Where the host shows its own page, nobody knows what that loads; one of ours has to keep all rules."""
    assert judged(NOWHERE, status=404, text="<HTML><h1>404</h1></HTML>") == [why.NOT_OURS]
    assert judged(NOWHERE, status=404, text=f"{PAGE}<script src=//evil.test>") == [why.CHANGED]


def test_every_kind_of_address_is_looked_at() -> None:
    """Gateway, a reading and a quiet page of each language, kit, data, and what leads nowhere are in the sample."""
    looked_at = {sample.path: sample for sample in samples_of(("kk", "ru"))}
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
    return policy_of(finished / "site", content.checked(finished, finished / "site_src").settings)


@pytest.fixture(scope="module")
def lines(policy: Policy) -> str:
    """What nginx is told for the real site."""
    return WRITERS["nginx"](policy)


def test_our_nginx_passes_but_for_encryption(nginx: str, finished: Path, lines: str, tmp_path: Path) -> None:
    """On loopback nothing but the lack of https is found; judged apart from it the site passes, which is said."""
    with serving(nginx, tmp_path, finished / "site", lines) as address:
        plain = scanned(finished, address)
        apart = scanned(finished, f"{address}/", "--apart-from-encryption")
    assert plain.exit_code == 1
    assert [why.OPEN.message in line for line in plain.output.splitlines()] == [True]
    assert (apart.exit_code, apart.output) == (0, "Passed; encryption was not judged.\n")


def test_a_bare_nginx_is_found_out(nginx: str, finished: Path, tmp_path: Path) -> None:
    """An nginx that was told nothing does not pass, with a reason for each header that lacks."""
    with serving(nginx, tmp_path, finished / "site", "types { text/html html; }") as address:
        done = scanned(finished, address, "--apart-from-encryption")
    assert done.exit_code == 1
    assert "Passed" not in done.output
    assert all(name in done.output for name in COMMON)


def test_over_tls_our_nginx_passes(
    nginx: str, finished: Path, policy: Policy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over TLS the same lines send Strict-Transport-Security and the onion address, and nothing at all is found; a
    certificate that nobody vouches for is one sentence, which does not take the site for a mirror."""
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("needs openssl, to make a certificate that is good for this test alone")
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    files = ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", tmp_path / "key", "-out", tmp_path / "certificate"]
    subprocess.run([*command, *files], check=True, capture_output=True)
    project = shutil.copytree(finished, tmp_path / "project")
    written = (project / "content" / "site.yml").read_text("utf-8")
    (project / "content" / "site.yml").write_text(f'{written}\nonion_address: "{ONION}"\n', "utf-8")
    lines = WRITERS["nginx"](replace(policy, onion_address=ONION))
    tls = f"ssl_certificate {tmp_path}/certificate; ssl_certificate_key {tmp_path}/key;\n"
    with serving(nginx, tmp_path, finished / "site", tls + lines, tls=True) as address:
        distrusted = scanned(project, address)
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate"))
        done = scanned(project, address)
        other = scanned(finished, address)
        offered = ask(f"{address}/", "kk/k/1.html").headers["onion-location"]
    assert offered == f"{ONION}kk/k/1.html"
    assert (done.exit_code, done.output) == (0, "Passed: the site sends everything as it should.\n")
    assert (distrusted.exit_code, distrusted.output.count("\n")) == (1, 1)
    assert "has a certificate that browsers do not trust" in distrusted.output
    assert "by the header Onion-Location" in other.output.splitlines()[0], "no settings name it there"


def test_a_site_that_does_not_answer_is_one_sentence(finished: Path) -> None:
    """A closed port, an address that is none: one sentence each, and no traceback."""
    with socket.create_server(("127.0.0.1", 0)) as closed:
        address = f"http://127.0.0.1:{closed.getsockname()[1]}/"
    silent = scanned(finished, address)
    assert silent.exit_code == 1
    assert silent.output.count("\n") == 1
    assert "cannot be reached; check the address and the network" in silent.output


@pytest.mark.parametrize(
    "wrong",
    [
        "example.org",
        "ftp://example.org/",
        "https://example.org/?x=1",
        "http://127.0.0.1:abc/",
        "http://127.0.0.1:99999/",
        "http://127.0.0.1:0/",
        "http://[::1/",
        "http://u:secret@127.0.0.1:1/",
        "http://:secret@127.0.0.1:1/",
    ],
)
def test_an_address_that_is_none_is_wrong_use(wrong: str, finished: Path) -> None:
    """One sentence says how an address looks; a password in it is not repeated, and nobody is asked."""
    done = scanned(finished, wrong)
    assert done.exit_code == 2
    assert "the address must look like https://example.org/" in done.output
    assert "secret" not in done.output
