"""What is public of a project: ledgers, stories, the threshold and the vocabulary.

In: the folder of a project. Out: a ``Public``. Reads content/ and cases_public/ alone, and of git in which order
stories came; never a register.
"""

import datetime
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from benchmarks.attacker.ladders import FIELDS, LAST, NOT_STATED, Ladders, ladders_of

Codes = Mapping[str, tuple[str, ...]]
"""By field the steps at or below which a report lies."""

FIRST_YEAR = 2021


@dataclass(frozen=True)
class Ledger:
    """One ledger: its days, what it says of others, its tables, and the figures of a briefing."""

    id: str
    first: datetime.date
    until: datetime.date
    total: int
    tables: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    figures: tuple[tuple[Codes, int], ...] = ()
    includes: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    public: bool = False


@dataclass(frozen=True)
class Story:
    """One story: a report of a release with these codes; ``after`` are the stories known to be older."""

    id: str
    release: str
    codes: Codes
    after: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Public:
    """Everything that an attacker reads."""

    ledgers: tuple[Ledger, ...]
    stories: tuple[Story, ...]
    ladders: Ladders
    sensitive: frozenset[str]
    k: int = 5

    def known_before(self) -> "Public":
        """Return what others had published already: the ledgers of briefings that say so."""
        return replace(self, ledgers=tuple(one for one in self.ledgers if one.public), stories=())


def read(folder: Path) -> Public:
    """Return what is public in a folder."""
    ledgers = tuple(ledger(loaded(path)) for path in sorted((folder / "content/figures").glob("*.yml")))
    vocabulary = loaded(folder / "content/vocabulary.yml")
    last = max((one.until.year for one in ledgers), default=FIRST_YEAR)
    return Public(
        ledgers,
        tuple(stories(folder)),
        ladders_of(vocabulary, range(FIRST_YEAR, last + 1)),
        frozenset(code for code, term in vocabulary["treatments"].items() if term.get("sensitive")),
        loaded(folder / "content/site.yml")["k"],
    )


def loaded(path: Path) -> Any:
    """Return the data of a file."""
    return yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)


def ledger(data: Mapping[str, Any]) -> Ledger:
    """Return the ledger of a release or of a briefing."""
    counts = data.get("counts") or {}
    until = day(counts.get("until"), day(data.get("as_of"), datetime.date.max))
    includes, apart, same = (tuple(counts.get(name) or ()) for name in ("includes", "apart", "same"))
    first, total = day(counts.get("from"), datetime.date.min), data.get("total", 0)
    days = Ledger(data["id"], first, until, total, includes=includes, apart=apart, same=same)
    if data.get("kind") == "register":
        return replace(days, tables=data["tables"])
    figures = [(codes_of(one, data["figures"]), one["value"]) for one in data["figures"].values() if "unit" not in one]
    total = next(value for codes, value in figures if not codes)
    stated = tuple((codes, value) for codes, value in figures if codes)
    return replace(days, total=total, figures=stated, public="already_public" in data)


def codes_of(figure: Mapping[str, Any], figures: Mapping[str, Any]) -> Codes:
    """Return the codes of a figure and of those that it lies within."""
    own = {name: (figure[name],) for name in FIELDS if name in figure}
    return {**codes_of(figures[figure["within"]], figures), **own} if "within" in figure else own


def day(written: object, otherwise: datetime.date) -> datetime.date:
    """Return a day that is written as one, or the other."""
    try:
        return datetime.date.fromisoformat(str(written))
    except ValueError:
        return otherwise


def stories(folder: Path) -> Iterator[Story]:
    """Yield each story, with those that were committed before it."""
    came = {path: number for number, paths in enumerate(commits(folder)) for path in paths}
    found = {path: loaded(path) for path in sorted((folder / "cases_public").glob("[0-9]*/*.yml"))}
    for path, data in found.items():
        mine = came.get(path.relative_to(folder).as_posix(), -1)
        older = {
            one["id"] for other, one in found.items() if came.get(other.relative_to(folder).as_posix(), mine) < mine
        }
        yield Story(data["id"], data["release"], told(data), frozenset(older))


def told(data: Mapping[str, Any]) -> Codes:
    """Return the codes that a story tells."""
    found = {name: data[name] for name in FIELDS if data.get(name) not in (None, NOT_STATED, LAST, [], [NOT_STATED])}
    return {name: tuple(value) if isinstance(value, list) else (str(value),) for name, value in found.items()}


def commits(folder: Path) -> list[list[str]]:
    """Return the stories that each commit added, the oldest commit first; none where git knows nothing."""
    command = ["git", "log", "--reverse", "--diff-filter=A", "--name-only", "--format=%x00", "--relative"]
    done = subprocess.run([*command, "--", "cases_public"], cwd=folder, capture_output=True, text=True, check=False)
    return [part.split() for part in done.stdout.split("\0")] if done.returncode == 0 else []
