"""A server on loopback that serves a folder with good headers, but for the one lie that a test tells it.

In: the folder, its policy, a function that changes an answer. Out: the address. Needs no nginx.
A lie may be told to some alone: by what they ask with, or after so many questions for the same file.
"""

import gzip
import ssl
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import StreamRequestHandler
from threading import Thread
from typing import NamedTuple

from build_tools.publish.hosting import A_MINUTE, COMMON, NOT_KEPT, TYPES, Policy


class Reply(NamedTuple):
    """An answer before it is compressed; one whose headers say how it is packed is sent as it is.

    ``asked`` are the headers of the request by names in lower case, ``before`` how often the path was asked for before.
    """

    path: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    asked: Mapping[str, str] = {}
    before: int = 0

    def saying(self, **headers: str) -> "Reply":
        """Return the answer with other headers; ``_`` stands for ``-``."""
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        return self._replace(headers={**self.headers, **said})


Lie = Callable[[Reply], Reply]


def good(site: Path, policy: Policy, path: str) -> Reply:
    """Return the answer as a server gives it that was told what `transparency headers` prints."""
    file = site / path / "index.html" if not path or path.endswith("/") else site / path
    status, file = (200, file) if file.is_file() else (404, site / "404.html")
    kind = TYPES.get(file.suffix.removeprefix("."), "application/octet-stream")
    quiet = status == 404 or path.startswith(policy.not_kept)
    headers = {"Content-Type": f"{kind}; charset=utf-8", "Cache-Control": NOT_KEPT if quiet else A_MINUTE, **COMMON}
    return Reply(path, status, headers, file.read_bytes())


def packed(reply: Reply) -> Reply:
    """Return an answer as gzip to whoever takes it."""
    if "Content-Encoding" in reply.headers or "gzip" not in reply.asked.get("accept-encoding", ""):
        return reply
    return reply.saying(Content_Encoding="gzip")._replace(body=gzip.compress(reply.body))


@contextmanager
def lying(site: Path, policy: Policy, lie: Lie, below: str = "/") -> Iterator[str]:
    """Serve ``site`` below a path of its host, and yield its address, which ends with a slash."""

    times: Counter[str] = Counter()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = {name.lower(): value for name, value in self.headers.items()}
            path = self.path.removeprefix(below) if self.path.startswith(below) else "no such place"
            truth = good(site, policy, path)._replace(asked=asked, before=times[self.path])
            times[self.path] += 1
            reply = packed(lie(truth))
            self.send_response_only(reply.status)
            for name, value in {**reply.headers, "Content-Length": str(len(reply.body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with serving(Handler) as address:
        yield address + below.removeprefix("/")


@contextmanager
def serving(handler: type[StreamRequestHandler], context: ssl.SSLContext | None = None) -> Iterator[str]:
    """Serve what ``handler`` answers, over TLS with a ``context``, and yield the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # such as a connection that the other side has ended
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"{'https' if context else 'http'}://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
