"""Build with one contender, several times where that is quick, and look at what it made.

In: a prepared folder and a command. Out: what it cost and how large the pages are. Never adjusts a number.
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.contenders import Contender
from benchmarks.synthetic import MARK

MEASURE = Path(__file__).with_name("measure.py")
RUNS = 3
QUICK = 60
"""Seconds: a build that took longer is not repeated."""
STOPPED = -9
UNCOMPILED = "PYTHONDONTWRITEBYTECODE"
"""Not handed on: installed packages are compiled already, and so is this program, unless it may not keep the result."""


class Failed(Exception):
    """A build ended with an error; the message holds the end of what it said."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Medians over ``runs``: seconds in the program, in the kernel and on the clock, peak memory in bytes."""

    program: float
    kernel: float
    wall: float
    memory: float
    runs: int = 0

    @property
    def cpu(self) -> float:
        """CPU seconds."""
        return self.program + self.kernel


@dataclass(frozen=True, slots=True)
class Pages:
    """The finished site in bytes; ``shared`` is a fingerprint of the pages of the cases that every size has."""

    mean: float
    largest: int
    total: int
    files: int
    shared: str


@dataclass(frozen=True, slots=True)
class Result:
    """What one contender did with one number of cases; without cost there is a reason. ``first`` is what the first
    build cost, before anything was kept for the next one; ``cost`` is that of the later ones, if there are any."""

    name: str
    first: Cost | None = None
    cost: Cost | None = None
    pages: Pages | None = None
    reason: str = ""


def result(contender: Contender, folder: Path, limit: int, shared: frozenset[str]) -> Result:
    """Build and measure; ``shared`` are the ids that every size has. Raises ``Failed``."""
    site = folder / "site"
    costs: list[dict[str, float]] = []
    while len(costs) < (RUNS if not costs or costs[0]["wall"] < QUICK else 1):
        set_aside(site, len(costs))
        cost = build(contender.command, folder, limit)
        if cost["exit"] == STOPPED:
            return Result(contender.name, reason=f"stopped after {limit} s; --limit gives it longer")
        costs.append(cost)
    return Result(contender.name, middle(costs[:1]), middle(costs[1:] or costs), pages_in(site, shared))


def middle(costs: list[dict[str, float]]) -> Cost:
    """Return the medians of several builds."""
    found = {name: median(cost[name] for cost in costs) for name in ("program", "kernel", "wall", "memory")}
    return Cost(**found, runs=len(costs))


def set_aside(site: Path, number: int) -> None:
    """Move the site of the run before out of the project, where no copy of stories may lie; ext4 is slow for minutes
    where files have just been deleted."""
    if site.exists():
        site.rename(site.parent.with_name(f"{site.parent.name}-site-{number}"))


def build(command: Iterable[str], folder: Path, limit: int) -> dict[str, float]:
    """Run a command once in a folder and return what it cost; ``log.txt`` beside the folder holds what it said."""
    log = folder.parent / "log.txt"
    environment = {name: value for name, value in os.environ.items() if name != UNCOMPILED}
    small = (sys.executable, "-I", "-S", str(MEASURE), str(limit), str(log), *command)
    done = subprocess.run(small, cwd=folder, env=environment, check=True, stdout=subprocess.PIPE)
    cost: dict[str, float] = json.loads(done.stdout)
    if cost["exit"] not in (0, STOPPED):
        raise Failed(log.read_text("utf-8", "replace")[-2000:])
    return cost


def pages_in(site: Path, shared: frozenset[str]) -> Pages:
    """Measure a finished site; the page of a case has its id in its path."""
    sizes = {path: path.stat().st_size for path in sorted(site.rglob("*")) if path.is_file()}
    ids = {path: id_of(path.relative_to(site).as_posix()) for path in sizes}
    cases = [size for path, size in sizes.items() if ids[path]]
    common = [path.read_bytes() for path in sizes if ids[path] in shared]
    return Pages(
        mean=sum(cases) / max(1, len(cases)),
        largest=max(cases, default=0),
        total=sum(sizes.values()),
        files=len(sizes),
        shared=hashlib.sha256(b"".join(common)).hexdigest(),
    )


def id_of(path: str) -> str:
    """Return the id of the case whose page this is, or nothing."""
    name = path.partition("/cases/")[2].removesuffix("/index.html").removesuffix(".html")
    return name if name.startswith(MARK) and "/" not in name else ""
