"""An nginx of this machine, started for a test on a free port of loopback and ended with it.

In: a folder and the lines of a server block. Out: the address where it is served. Never touches the system's nginx.
"""

import os
import pwd
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

UNPACKED = Path(__file__).parents[1] / ".nginx" / "usr" / "sbin" / "nginx"
"""Where requirements/local_server.sh puts it."""

PLACES = ("nginx", "/usr/sbin/nginx", "/usr/local/sbin/nginx", str(UNPACKED))
MISSING = "needs nginx: run `make test` once, install the package nginx, or set NGINX_PATH"

MAIN = """\
{user}
daemon off;
worker_processes {workers};
pid {own}/nginx.pid;
error_log stderr;
events {{ worker_connections 512; }}
http {{
    client_body_temp_path {own}/body;
    proxy_temp_path {own}/proxy;
    fastcgi_temp_path {own}/fastcgi;
    scgi_temp_path {own}/scgi;
    uwsgi_temp_path {own}/uwsgi;
    access_log off;
    server {{
        listen 127.0.0.1:{port}{tls};
        root "{root}";
{lines}
    }}
}}
"""


def nginx_program() -> str | None:
    """Return the path of the nginx to use, or ``None``."""
    named = os.environ.get("NGINX_PATH")
    return named or next(filter(None, map(shutil.which, PLACES)), None)


def configuration(own: Path, root: Path, lines: str, port: int, workers: int = 1, tls: bool = False) -> str:
    """Return a whole configuration; ``own`` is a folder of its own, ``lines`` stand in the one server block."""
    # Root's nginx would hand its workers to an account that may not read the folders of a test.
    user = f"user {pwd.getpwuid(0).pw_name};" if os.geteuid() == 0 else ""
    return MAIN.format(user=user, workers=workers, own=own, port=port, root=root, lines=lines, tls=" ssl" * tls)


@contextmanager
def serving(program: str, own: Path, root: Path, lines: str, workers: int = 1, tls: bool = False) -> Iterator[str]:
    """Serve ``root`` and yield its address, such as ``http://127.0.0.1:40001``; for ``tls`` lines name both files."""
    with running(program, own, lambda port: configuration(own, root, lines, port, workers, tls)) as port:
        yield f"http{'s' * tls}://127.0.0.1:{port}"


@contextmanager
def running(program: str, own: Path, written: Callable[[int], str]) -> Iterator[int]:
    """Start nginx with a configuration that is written for a port, yield the port, and end it.

    nginx inherits a socket that listens already, as it does when it renews itself: no port is guessed and nobody has
    to wait until it is up.
    """
    with socket.create_server(("127.0.0.1", 0), backlog=512) as listening:
        port, number = listening.getsockname()[1], listening.fileno()
        (own / "nginx.conf").write_text(written(port), "utf-8")
        command = [program, "-p", str(own), "-e", "stderr", "-c", str(own / "nginx.conf")]
        environment = {**os.environ, "NGINX": f"{number};"}
        with (own / "error.log").open("w", encoding="utf-8") as log:
            server = subprocess.Popen(command, env=environment, pass_fds=[number], stderr=log)
    try:
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)
