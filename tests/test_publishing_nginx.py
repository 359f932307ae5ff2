"""What deploy/ gives to nginx: the block of the site, and that no visit is written down, whichever block answers."""

import http.client
import sys
from contextlib import closing
from pathlib import Path

from tests.local_nginx import configuration, running
from tests.publishing import ROOT, Place, must

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


def served(place: Place, own: Path, port: int) -> str:
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
        return served(place, without, port).replace("disable_symlinks", "# disable_symlinks")

    with running(nginx, without, open_to_links) as port:
        assert [answer(port, path)[0] for path in paths[:2]] == [200, 200]
    with running(nginx, tmp_path, lambda port: served(place, tmp_path, port)) as port:
        assert [answer(port, path)[0] == 200 for path in paths] == [False, False, True, True]
        assert b"secret" not in answer(port, "/ru/method.html")[1]
