"""A web server on 127.0.0.1 for one folder.

In: a folder, and the path it is served below. Out: its files, compressed as hosts do, and a log of what was asked.
"""

import gzip
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit


class Answer(NamedTuple):
    """What was asked for, the status of the answer, and its size in compressed bytes without headers."""

    path: str
    status: int
    size: int


@dataclass
class Served:
    """A folder that is being served: ``root`` is its address, ``answers`` grow with every request."""

    folder: Path
    base: str
    root: str = ""
    answers: list[Answer] = field(default_factory=list)

    def find(self, address: str) -> tuple[int, Path]:
        """Return status and file for the path of a request: the page for lost readers where there is no file."""
        path = unquote(urlsplit(address).path)
        file = self.folder / path.removeprefix(self.base)
        if path.endswith("/"):
            file /= "index.html"
        inside = path.startswith(self.base) and file.resolve().is_relative_to(self.folder)
        return (200, file) if inside and file.is_file() else (404, self.folder / "404.html")


class Handler(BaseHTTPRequestHandler):
    """Answers from the folder."""

    def __init__(self, served: Served, *args: Any):
        self.served = served
        super().__init__(*args)

    def do_GET(self) -> None:
        """Send a file, compressed, and remember it."""
        status, file = self.served.find(self.path)
        body = gzip.compress(file.read_bytes(), 6, mtime=0)
        self.served.answers.append(Answer(self.path, status, len(body)))
        self.send_response(status)
        self.send_header("Content-Type", f"{mimetypes.guess_type(file.name)[0] or 'text/plain'}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        # A browser may go on before all of it has come.
        with suppress(ConnectionError):
            self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def serving(folder: Path, base: str = "/") -> Iterator[Served]:
    """Serve ``folder`` below ``base`` on a free port until the end of the block."""
    served = Served(folder.resolve(), base)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, served)) as server:
        served.root = f"http://127.0.0.1:{server.server_port}{base}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield served
        server.shutdown()
        thread.join()
