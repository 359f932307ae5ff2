"""``python -m benchmarks load``: how many readers one small nginx carries, with and without compressed copies.

In: seconds and connections. Out: a table on standard output. Loads only its own server on this machine, for a set time.
"""

import argparse
import http.client
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from benchmarks import report, synthetic
from benchmarks.contenders import beside_python
from build_tools import content
from build_tools.hosting import header_file, policy_of
from build_tools.hosting.compress import write_copies
from tests.local_nginx import nginx_program, serving

ROOT = Path(__file__).parent.parent
CASES = 100
PAGES = {
    "home page": "kk/index.html",
    "page of help": "kk/k/1.html",
    "case page": f"kk/cases/{synthetic.case_id(0)}.html",
}
FACTORS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}
NEEDED = "The load test needs {name}: install the package {name} (Debian, Ubuntu: sudo apt-get install {name})"


@dataclass(frozen=True, slots=True)
class Load:
    """What one page took: bytes of a body, requests and megabytes a second, latencies in milliseconds, and answers
    that were none."""

    body: int
    requests: float
    megabytes: float
    median: float
    slowest: float
    failed: int


def arguments(words: list[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks load", description="Load a local nginx with wrk.")
    parser.add_argument("--seconds", type=int, default=8, help="for each row of the table (8)")
    parser.add_argument("--connections", type=int, default=64, help="at the same time (64)")
    given = parser.parse_args(words)
    if not (1 <= given.seconds <= 600 and 1 <= given.connections <= 400):
        parser.error("seconds are 1 to 600, connections 1 to 400")
    return given


def main(words: list[str]) -> None:
    """Build a site with synthetic cases, serve it in both ways, and print a table."""
    given = arguments(words)
    wrk, nginx = needed("wrk", shutil.which("wrk")), needed("nginx", nginx_program())
    with TemporaryDirectory(prefix="benchmarks-") as folder:
        site = built(Path(folder))
        rows = list(measured(wrk, nginx, site, given))
    version = subprocess.run([nginx, "-v"], capture_output=True, text=True, check=True).stderr.strip()
    sys.stdout.write(f"{report.machine()} · {version}, 1 worker · {given.connections} connections\n\n")
    sys.stdout.write("\n".join(report.table([HEAD, *rows])) + "\n")


HEAD = ("", "bytes", "requests/s", "MB/s", "p50 ms", "p99 ms", "failed")


def needed(name: str, path: str | None) -> str:
    """Return the path of a program, or end with one sentence."""
    if not path:
        raise SystemExit(NEEDED.format(name=name))
    return path


def built(folder: Path) -> Path:
    """Build the real pages with synthetic cases and return the site."""
    project = folder / "project"
    vocabulary = content.checked(ROOT, ROOT / "site_src").vocabulary
    synthetic.write_project(ROOT, project, vocabulary, CASES)
    subprocess.run([beside_python("transparency"), "build"], cwd=project, check=True, stdout=subprocess.DEVNULL)
    return project / "site"


def measured(wrk: str, nginx: str, site: Path, given: argparse.Namespace) -> Iterator[tuple[str, ...]]:
    """Load each page: as it is, compressed for each reader, and with the copies of `transparency compress`."""
    lines = header_file("nginx", policy_of(content.settings_of(site.parent)))
    for way, encoding in (("uncompressed", "identity"), ("compressed on the way", "gzip"), ("copies", "gzip")):
        if way == "copies":
            write_copies(site)
        with TemporaryDirectory(prefix="benchmarks-nginx-") as own, serving(nginx, Path(own), site, lines) as address:
            for name, path in PAGES.items():
                sys.stderr.write(f"{name}, {way}\n")
                yield row(f"{name}, {way}", load(wrk, f"{address}/{path}", encoding, given))


def row(name: str, load: Load) -> tuple[str, ...]:
    """Return one line of the table."""
    speed = (f"{load.requests:,.0f}", f"{load.megabytes:.1f}", f"{load.median:.1f}", f"{load.slowest:.1f}")
    return name, f"{load.body:,}", *speed, str(load.failed)


def load(wrk: str, address: str, encoding: str, given: argparse.Namespace) -> Load:
    """Ask for one page as often as the server answers, for the given seconds."""
    options = [
        "-t1",
        f"-c{given.connections}",
        f"-d{given.seconds}s",
        "--latency",
        "-H",
        f"Accept-Encoding: {encoding}",
    ]
    said = subprocess.run([wrk, *options, address], capture_output=True, text=True, check=True).stdout
    return understood(said, body_size(address, encoding))


def understood(said: str, body: int) -> Load:
    """Read what wrk prints."""
    failures = re.search(r"Non-2xx or 3xx responses: (\d+)", said), re.search(r"Socket errors: (.+)", said)
    numbers = [int(number) for found in failures if found for number in re.findall(r"\d+", found[1])]
    transfer, unit = re.findall(r"Transfer/sec:\s+([\d.]+)(\w+)", said)[0]
    return Load(
        body=body,
        requests=float(re.findall(r"Requests/sec:\s+([\d.]+)", said)[0]),
        megabytes=float(transfer) * {"B": 1, "KB": 1024, "MB": 1024**2, "GB": 1024**3}[unit] / 1e6,
        median=milliseconds(said, "50"),
        slowest=milliseconds(said, "99"),
        failed=sum(numbers),
    )


def milliseconds(said: str, share: str) -> float:
    """Return the latency that this share of requests (in per cent) did not exceed."""
    number, unit = re.findall(rf"^\s+{share}%\s+([\d.]+)(\w+)$", said, re.MULTILINE)[0]
    return float(number) * FACTORS[unit]


def body_size(address: str, encoding: str) -> int:
    """Return the bytes of one body as they travel."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    connection.request("GET", urlsplit(address).path, headers={"Accept-Encoding": encoding})
    answer = connection.getresponse()
    size = len(answer.read())
    connection.close()
    if answer.status != http.client.OK:
        raise SystemExit(f"{urlsplit(address).path} answers {answer.status}")
    return size
