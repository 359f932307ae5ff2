"""The header files for servers: one policy that fits the pages, and an nginx that sends it."""

import http.client
import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner, Result
from pydantic import TypeAdapter, ValidationError

from build_tools import content
from build_tools.command_line import main
from build_tools.hosting.policy import (
    A_MINUTE,
    COMMON,
    ENCRYPTED,
    EXIT_SCRIPT,
    HEADER_FILES,
    NOT_KEPT,
    Policy,
    header_file,
    policy_of,
)
from build_tools.models.settings import OnionAddress
from tests.conftest import ROOT
from tests.local_nginx import serving

PAGE = ("text/html; charset=utf-8", A_MINUTE)
HELP = ("text/html; charset=utf-8", NOT_KEPT)
KINDS = {
    "": PAGE,
    "index.html": PAGE,
    "kk/index.html": PAGE,
    "ru/report.html": PAGE,
    "kk/k/1.html": HELP,
    "en/k/": HELP,
    "kit/all.html": HELP,
    "kit/kk.txt": ("text/plain; charset=utf-8", NOT_KEPT),
    "kit/card-kk.pdf": ("application/pdf", NOT_KEPT),
    "data/codebook.csv": ("text/csv; charset=utf-8", A_MINUTE),
    "data/codebook.json": ("application/json; charset=utf-8", A_MINUTE),
    "assets/stylesheets/site.css": ("text/css; charset=utf-8", A_MINUTE),
    "kk/feed.xml": ("application/xml; charset=utf-8", A_MINUTE),
    "sitemap.xml": ("application/xml; charset=utf-8", A_MINUTE),
}
"""One address of each kind, with the kind of file and the rule for caches that a reader must get."""

Answer = tuple[int, dict[str, str], bytes]


def get(address: str, path: str, **headers: str) -> Answer:
    """Ask a server for one path; names of headers come in lower case."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


@pytest.fixture(scope="session")
def policy(finished: Path) -> Policy:
    """The policy of the real site."""
    return policy_of(content.settings_of(finished))


@pytest.fixture(scope="module")
def served(nginx: str, finished: Path, policy: Policy, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real site behind nginx with the generated lines, and a hidden folder as git may leave one."""
    own = tmp_path_factory.mktemp("nginx")
    site = shutil.copytree(finished / "site", own / "site")
    (site / ".git").mkdir()
    (site / ".git" / "config").write_text("[core]\n", "utf-8")
    with serving(nginx, own, site, header_file("nginx", policy)) as address:
        yield address


@pytest.mark.parametrize("path", KINDS)
def test_each_kind_of_file_comes_with_its_headers(served: str, path: str) -> None:
    """nginx sends the whole policy with every kind of file, and says what kind it is."""
    status, headers, _ = get(served, f"/{path}")
    assert status == 200
    assert (headers["content-type"], headers["cache-control"]) == KINDS[path]
    sent = {name: headers.get(name.lower()) for name in COMMON}
    assert sent == dict(COMMON)
    assert not {"strict-transport-security", "onion-location"} & headers.keys()
    assert headers["server"] == "nginx"


@pytest.mark.parametrize("path", ["/nothing", "/kk/nothing.html", "/kk/k/nothing.html", "/.git/config", "/data/"])
def test_what_leads_nowhere_is_answered_by_the_sites_own_page(served: str, finished: Path, path: str) -> None:
    """An address that leads nowhere, a hidden file and a list of a folder give our own page, with all headers."""
    status, headers, body = get(served, path)
    assert status in (403, 404)
    assert body == (finished / "site" / "404.html").read_bytes()
    assert headers["cache-control"] == NOT_KEPT
    assert headers.items() >= {name.lower(): value for name, value in COMMON.items()}.items()


def test_the_header_lets_through_what_each_page_needs(finished: Path) -> None:
    """Whatever the policy in a page allows, the header allows too, so that nothing breaks: the script of the quick exit
    by its digest, and styles; no other script, and no framing."""
    header = directives_in(COMMON["Content-Security-Policy"])
    assert (header["frame-ancestors"], header["script-src"]) == ({"'none'"}, {EXIT_SCRIPT})
    for page in (finished / "site").rglob("*.html"):
        [own] = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page.read_text("utf-8"))
        for name, sources in directives_in(unescape(own)).items():
            styles = {"'unsafe-inline'" if source.startswith("'sha256-") else source for source in sources}
            needed = styles if name == "style-src" else sources
            assert needed <= {*header[name], "'none'"}, page


def directives_in(policy: str) -> dict[str, set[str]]:
    """Return the sources of each directive."""
    return {name: set(sources) for name, *sources in map(str.split, policy.split(";"))}


NAMES = {"nginx": "nginx.conf", "apache": "htaccess", "caddy": "Caddyfile", "netlify": "_headers"}
KEPT = ROOT / "tests" / "header_files"
PLAIN = Policy(
    "/a-path/",
    ("kk/k/", "ru/k/", "kit/", "404.html"),
    "http://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaam2dqd.onion/",
)


@pytest.mark.parametrize("host", NAMES)
def test_header_files_are_as_they_were_last_looked_at(host: str, request: pytest.FixtureRequest) -> None:
    """Each header file is byte for byte the one that somebody read and kept; a change of the policy shows in all."""
    kept, made = KEPT / NAMES[host], header_file(host, PLAIN)
    if request.config.getoption("--renew-golden"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(made, "utf-8")
    assert made == kept.read_text("utf-8")


@pytest.mark.parametrize("host", HEADER_FILES)
def test_every_header_file_names_every_header_once(host: str) -> None:
    """No writer forgets a header of the policy, nor its value; `_headers` has no rule that two addresses share."""
    text = header_file(host, PLAIN)
    for name, value in COMMON.items():
        assert f"{name}:" in text or f"{name} " in text
        assert value in text
    assert {NOT_KEPT, ENCRYPTED} <= set(re.findall("|".join(map(re.escape, (NOT_KEPT, ENCRYPTED))), text))
    assert len([line for line in text.splitlines() if len(line) > 2000]) == 0, "Cloudflare drops longer lines"


def headers_at(project: Path, path: str, *words: str) -> Result:
    """Run the command for a copy below a path."""
    return CliRunner().invoke(main, ["--root", str(project), "headers", *words, "--at", path])


def test_a_copy_below_a_path_is_served_by_the_lines_for_it(nginx: str, finished: Path, tmp_path: Path) -> None:
    """With `--at` a copy in a folder gets the headers of the main site, its help is not kept, and what leads nowhere
    is answered by its own page; beside it another site keeps its own."""
    (tmp_path / "root").mkdir()
    (tmp_path / "root" / "copy").symlink_to(finished / "site")
    (tmp_path / "root" / "index.html").write_text("another site", "utf-8")
    (tmp_path / "for-nginx.conf").write_text(headers_at(finished, "/copy/", "nginx").output, "utf-8")
    include = f"include {tmp_path}/for-nginx.conf;"
    for lines in (include, f"location /copy/ {{ {include} }}"):
        with serving(nginx, tmp_path, tmp_path / "root", lines) as address:
            for path, right in KINDS.items():
                status, headers, _ = get(address, f"/copy/{path}")
                assert status == 200
                assert (headers["content-type"], headers["cache-control"]) == right
                assert "default-src 'none'" in headers["content-security-policy"]
            for nothing in ("nothing", "kk/k/nothing.html", ".git/config"):
                status, headers, body = get(address, f"/copy/{nothing}")
                assert (status, headers["cache-control"]) == (404, NOT_KEPT)
                assert body == (finished / "site" / "404.html").read_bytes()
            beside = get(address, "/index.html")
            assert beside[2] == b"another site"
            assert ("content-security-policy" in beside[1]) == (lines == include)
            scan = ["--root", str(finished), "scan", f"{address}/copy", "--apart-from-encryption"]
            assert CliRunner().invoke(main, scan).exit_code == 0


@pytest.mark.parametrize(
    "path", ["copy", "/copy", "copy/", "//", "/a//b/", "/../", "/.git/", "/a b/", '/"/', "/$x/", ""]
)
def test_a_path_of_a_copy_has_a_form(path: str, finished_example: Path) -> None:
    """What could mean something else to a server, or is no folder, is wrong use; nothing is printed."""
    done = headers_at(finished_example, path, "nginx")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "--at must look like /copy/" in done.stderr


def test_the_page_of_hosts_has_a_source_for_each_place_and_names_every_header_file() -> None:
    """docs/publishing/hosts.md says of no place what nobody tried or read, and sends to each header file."""
    places = (ROOT / "docs" / "publishing" / "hosts.md").read_text("utf-8").split("\n### ")[1:]
    assert all("\n- Source: " in place for place in places)
    assert set(re.findall(r"`transparency headers (\w+)`", "".join(places))) == set(HEADER_FILES)


@pytest.mark.parametrize("path", ['"', "'", "\\", "{uri}", "a b", "\\n", "%{REQUEST_URI}", ";", "ә", "\x1b"])
def test_an_address_that_servers_are_told_has_no_sign_that_means_something_to_them(path: str) -> None:
    """The onion address that stands in header files holds no quote, brace, backslash, break or sign of a variable."""
    onion = f"http://{'a' * 56}.onion/"
    kind = TypeAdapter(OnionAddress)
    assert kind.validate_python(f"{onion}folder/") == f"{onion}folder/"
    with pytest.raises(ValidationError):
        kind.validate_python(onion + path)
