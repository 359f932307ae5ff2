"""The header files for servers: one policy that fits the pages, an nginx that sends it and writes no visit down."""

import http.client
import re
import shutil
import sys
from contextlib import closing
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from pydantic import TypeAdapter, ValidationError

from build_tools.models.settings import OnionAddress
from build_tools.publish.hosting import (
    A_MINUTE,
    COMMON,
    ENCRYPTED,
    EXIT_SCRIPT,
    HEADER_FILES,
    NOT_KEPT,
    Policy,
    header_file,
)
from tests.local_nginx import configuration, running, serving
from tests.publishing import ROOT, Place, must
from tests.repositories import asked, write

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

NOWHERE = ("nothing", "kk/nothing.html", "kk/k/nothing.html", ".git/config", "data/")


def get(address: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Ask a server for one path; names of headers come in lower case."""
    parts = urlsplit(address)
    with closing(http.client.HTTPConnection(parts.netloc, timeout=30)) as connection:
        connection.request("GET", parts.path, headers={name.replace("_", "-"): text for name, text in headers.items()})
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


INCLUDED = "include {};"


@pytest.mark.parametrize(
    ("below", "lines"), [("/", INCLUDED), ("/copy/", INCLUDED), ("/copy/", f"location /copy/ {{{{ {INCLUDED} }}}}")]
)
def test_a_site_is_served_by_the_lines_for_it(
    nginx: str, finished: Path, tmp_path: Path, below: str, lines: str
) -> None:
    """The real site, at the root or in a folder beside another site: nginx sends the whole policy with every kind of
    file and says what kind it is; what leads nowhere, a hidden file and a list of a folder give our own page with all
    headers, and another site beside it keeps its own. The scan passes."""
    root, sent = tmp_path / "root", {name.lower(): value for name, value in COMMON.items()}
    site = shutil.copytree(finished / "site", root / below[1:])
    write(site, ".git/config", "[core]\n")
    write(tmp_path, "for-nginx.conf", asked(finished, "headers", "nginx", "--at", below).stdout)
    with serving(nginx, tmp_path, root, lines.format(tmp_path / "for-nginx.conf")) as address:
        for path, right in KINDS.items():
            status, headers, _ = get(f"{address}{below}{path}")
            assert (status, headers["content-type"], headers["cache-control"]) == (200, *right)
            assert headers.items() >= {**sent, "server": "nginx"}.items()
            assert not {"strict-transport-security", "onion-location"} & headers.keys()
        for path in NOWHERE:
            status, headers, body = get(f"{address}{below}{path}")
            assert (status in (403, 404), headers["cache-control"]) == (True, NOT_KEPT)
            assert headers.items() >= sent.items()
            assert body == (site / "404.html").read_bytes()
        assert asked(finished, "scan", address + below, "--apart-from-encryption").exit_code == 0
        if below != "/":
            write(root, "index.html", "another site")
            _, headers, body = get(f"{address}/index.html")
            assert (body, sent.keys() <= headers.keys()) == (b"another site", lines == INCLUDED)


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
    """Each header file is byte for byte the one that somebody read and kept; a change of the policy shows in all. None
    forgets a header of the policy, nor its value, and no line is so long that Cloudflare drops it."""
    kept, made = KEPT / NAMES[host], header_file(host, PLAIN)
    if request.config.getoption("--renew-golden"):
        kept.write_text(made, "utf-8")
    assert made == kept.read_text("utf-8")
    assert [part for part in (*COMMON, *COMMON.values(), NOT_KEPT, ENCRYPTED) if part not in made] == []
    assert max(map(len, made.splitlines())) <= 2000


@pytest.mark.parametrize(
    "path", ["copy", "/copy", "copy/", "//", "/a//b/", "/../", "/.git/", "/a b/", '/"/', "/$x/", ""]
)
def test_a_path_of_a_copy_has_a_form(path: str, finished_example: Path) -> None:
    """What could mean something else to a server, or is no folder, is wrong use; nothing is printed."""
    done = asked(finished_example, "headers", "nginx", "--at", path)
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


DEPLOY, DOMAIN = ROOT / "deploy", "site.example.org"

DEBIAN = """
    access_log "{own}/access.log";
    include "{quiet}";
    server {{
        if ($host = site.example.org) {{ return 301 https://$host$request_uri; }}
        listen 127.0.0.1:{port};
        server_name site.example.org;
        return 404;
    }}
    server {{
        listen 127.0.0.1:{port} default_server;
        root "{own}";
    }}
"""
"""The logs as Debian sets them, the block that certbot splits off, and one for all other names."""


def logging_configuration(own: Path, quiet: Path, port: int) -> str:
    """Return the configuration of an nginx that writes logs as on Debian, with a file of conf.d."""
    text = configuration(own, own, "", 0)
    main, _, rest = text.partition("    access_log off;")
    assert rest
    main = main.replace("error_log stderr;", f'error_log "{own}/errors.log";')
    return f"{main}{DEBIAN.format(own=own, quiet=quiet, port=port)}}}\n"


def visits(nginx: str, own: Path, quiet: Path) -> str:
    """Visit the block that leads to https, another name, what is missing and what is wrong; return both logs."""
    with running(nginx, own, lambda port: logging_configuration(own, quiet, port)) as port:
        statuses = [answer(port, path, host)[0] for path, host in REQUESTS]
    assert statuses == [301, 404, 404, 400]
    return (own / "access.log").read_text("utf-8") + (own / "errors.log").read_text("utf-8")


REQUESTS = (("/ru/", DOMAIN), ("/ru/", "other.example.org"), ("/missing.html", "127.0.0.1"), ("/", "a b"))


def answer(port: int, path: str, host: str = DOMAIN) -> tuple[int, bytes]:
    """Return the status of a request, and what comes for somebody who takes packed copies."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("GET", path, headers={"Host": host, "Accept-Encoding": "gzip"})
        response = connection.getresponse()
        return response.status, response.read()


def test_nobody_is_written_down_whichever_block_answers(nginx: str, tmp_path: Path) -> None:
    """With deploy/nginx-quiet.conf the address of a reader is in no log, and without it in both: so it is needed."""
    (tmp_path / "empty.conf").touch()
    without = visits(nginx, tmp_path, tmp_path / "empty.conf")
    assert without.count("127.0.0.1 - - ") == len(REQUESTS)
    assert "client: 127.0.0.1" in without
    for log in tmp_path.glob("*.log"):
        log.unlink()
    assert "127.0.0.1" not in visits(nginx, tmp_path, DEPLOY / "nginx-quiet.conf")


def configured(place: Place, own: Path, port: int) -> str:
    """Return the configuration of an nginx with the block and the headers of the program, on a port."""
    headers = must(sys.executable, "-m", "build_tools", "headers", "nginx", cwd=place.clone)
    (own / "transparency.conf").write_text(headers, "utf-8")
    block = (DEPLOY / "nginx.conf").read_text("utf-8").replace("    listen [::]:80;\n", "")
    named = ("/srv/transparency", str(place.server))
    for old, new in ("listen 80;", f"listen 127.0.0.1:{port};"), ("/etc/nginx", str(own)), named:
        block = block.replace(old, new)
    main, _, _ = configuration(own, place.site, "", 0).partition("    server {")
    return f"{main}{block}}}\n"


def test_no_link_below_the_site_is_followed(nginx: str, place: Place, tmp_path: Path) -> None:
    """With the block of deploy/ and the headers of the program the site, itself a link, is served; a link in it to a
    file or a folder elsewhere is not, whatever it is."""
    (tmp_path / "secret.html").write_text("secret", "utf-8")
    for name, target in ("link.html", "secret.html"), ("folder", "."), ("method.html.gz", "secret.html"):
        link = place.site / "ru" / name
        link.unlink(missing_ok=True)
        link.symlink_to(tmp_path / target)
    paths = ("/ru/link.html", "/ru/folder/secret.html", "/ru/index.html", "/")
    without = tmp_path / "without"
    without.mkdir()

    def open_to_links(port: int) -> str:
        return configured(place, without, port).replace("disable_symlinks", "# disable_symlinks")

    with running(nginx, without, open_to_links) as port:
        assert [answer(port, path)[0] for path in paths[:2]] == [200, 200]
    with running(nginx, tmp_path, lambda port: configured(place, tmp_path, port)) as port:
        assert [answer(port, path)[0] == 200 for path in paths] == [False, False, True, True]
        assert b"secret" not in answer(port, "/ru/method.html")[1]
