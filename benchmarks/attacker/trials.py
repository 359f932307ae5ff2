"""Trials: random registers are published in a copy of a project, by its own commands, and what is public is attacked.

In: how many, a seed, a project. Out: lines on standard output, and the number of leaks. The copy goes away.
"""

import csv
import datetime
import io
import random
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl

from benchmarks.attacker import climbing, registers
from benchmarks.attacker.answers import Leak
from benchmarks.attacker.ladders import Ladders, ladders_of
from benchmarks.attacker.public import Public, loaded, read
from benchmarks.attacker.questions import attack
from benchmarks.attacker.registers import Days, Row

ROOT = Path(__file__).parents[2]
COPIED = ("content", "site_src", "cases_public", "mkdocs.yml")
BRIEFING = "2022-01-19"
HALF_YEARS = (
    Days("2025-1", datetime.date(2025, 1, 1), datetime.date(2025, 6, 30)),
    Days("2025-2", datetime.date(2025, 7, 1), datetime.date(2025, 12, 31)),
    Days("2026-1", datetime.date(2026, 1, 1), datetime.date(2026, 6, 30)),
)
STORIES = 4
USAGE = 2
"""How a command ends that is not called as it wants to be."""

SIZES = (20, 24, 30, 45, 60, 100, 150, 300)


class Refused(Exception):
    """A command said no; its words."""


def say(text: str) -> None:
    """Print at once, for a long run is watched."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def report(public: Public, name: str = "") -> int:
    """Print what follows from what is public, and return the exit code."""
    asked, leaks = attack(public)
    for leak in sorted(map(str, leaks)):
        say(f"{name}{leak}")
    say(f"{name}{asked:,} questions, {len(leaks)} leaks")
    return 1 if leaks else 0


# What the commands of the project are called, and nowhere else.
def tables_command(register: Path, days: Days) -> list[str]:
    """Return how a release of tables is made."""
    period = ["--release", days.release, "--from", f"{days.first}", "--until", f"{days.until}"]
    return ["register", "tables", f"{register}", *period, "--write"]


def story_command(register: Path, row: Row, release: str, more: str) -> list[str]:
    """Return how a story is made of a row, with its kinds of treatment and one more field."""
    kinds = "+".join(code for code in row["treatment"].split("; ") if code not in ("", "none", "not_stated"))
    told = [f"treatment={kinds}"] if kinds else []
    told += [more] if more else []
    return [
        "story",
        "new",
        f"{register}",
        row["id"],
        "--release",
        release,
        "--tells",
        ",".join(told),
        "--by",
        "coordinator",
    ]


def run(folder: Path, command: Sequence[str]) -> None:
    """Run one command of the project in a copy."""
    words = [sys.executable, "-m", "build_tools", "--root", f"{folder}", *command]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == USAGE:
        raise SystemExit(f"The commands of the project are other ones now: {done.stderr}")
    if done.returncode:
        raise Refused(done.stderr or done.stdout)


def project(folder: Path) -> Path:
    """Make a copy of the project without examples of cases, in a repository of its own, and return it."""
    for name in COPIED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        copy(ROOT / name, folder / name)
    shutil.rmtree(folder / "cases_public/examples", ignore_errors=True)
    for command in (["init", "-q"], ["config", "user.name", "attacker"], ["config", "user.email", "a@example.org"]):
        subprocess.run(["git", *command], cwd=folder, check=True)
    commit(folder)
    return folder


def commit(folder: Path) -> None:
    """Keep what is there, so that the order of stories is known to everybody, as it is in public."""
    for command in (["add", "-A"], ["commit", "-q", "--no-verify", "--allow-empty", "-m", "next"]):
        subprocess.run(["git", *command], cwd=folder, check=True)


def published(rows: Sequence[Row], days: Sequence[Days], chance: random.Random, ladders: Ladders) -> Public | None:
    """Return what the project's commands publish of a register, or nothing where they refuse every release."""
    with TemporaryDirectory(prefix="attacker-") as name:
        folder, register = project(Path(name, "project")), Path(name, "register.xlsx")
        write_register(register, rows)
        register.chmod(0o600)
        made = [own for own in days if write_release(folder, register, own)]
        for own in made:
            write_stories(folder, register, rows, own, chance, ladders)
        return read(folder) if made else None


def write_register(register: Path, rows: Sequence[Row]) -> None:
    """Write a register as a workbook."""
    book = openpyxl.Workbook()
    for row in csv.reader(io.StringIO(registers.as_csv(rows))):
        book.active.append(row)
    book.save(register)


def write_release(folder: Path, register: Path, days: Days) -> bool:
    """Publish one release, and return whether it was not refused."""
    try:
        run(folder, tables_command(register, days))
    except Refused:
        return False
    commit(folder)
    return True


def write_stories(
    folder: Path, register: Path, rows: Sequence[Row], days: Days, chance: random.Random, ladders: Ladders
) -> None:
    """Make stories of some people of a release, as many as are not refused."""
    mine = [row for row in rows if f"{days.first}" <= row["registered"] <= f"{days.until}"]
    for row in chance.sample(mine, min(STORIES, len(mine))):
        field = chance.choice(("", "place", "gender", "authority", "period"))
        for more in [f"{field}={step}" for step in steps_of(row, field, ladders)] if field else [""]:
            try:
                run(folder, story_command(register, row, days.release, more))
            except Refused:
                continue
            commit(folder)
            break


def steps_of(row: Row, field: str, ladders: Ladders) -> tuple[str, ...]:
    """Return what a story may tell by a field of one answer, the finest first."""
    chains = (chain for (chain,) in ladders[field] if chain[0] == row[field])
    return next(chains, ("",))[:-1]


def many(count: int, seed: int, *, stand_in: bool, mutations: int) -> int:
    """Attack so many registers, and return the exit code. The stand-in needs no commands of the project."""
    say(f"{count} registers from seed {seed}{', tables by the stand-in' if stand_in else ''}")
    outcomes = Counter[str]()
    for number in range(seed, seed + count):
        outcomes += one(number, stand_in=stand_in, mutations=mutations)
    say(", ".join(f"{name}: {number:,}" for name, number in sorted(outcomes.items())))
    if not outcomes["releases"]:
        say("Nothing was published, so nothing was attacked")
    return 1 if outcomes["leaks"] or not outcomes["releases"] else 0


def one(seed: int, *, stand_in: bool, mutations: int) -> Counter[str]:
    """Attack one register, and the one that a climb leads to; return what came of it."""
    chance = random.Random(seed)  # noqa: S311
    vocabulary = loaded(ROOT / "content/vocabulary.yml")
    ladders = ladders_of(vocabulary, range(2021, HALF_YEARS[-1].until.year + 1))
    sensitive = frozenset(code for code, term in vocabulary["treatments"].items() if term.get("sensitive"))
    days = HALF_YEARS[: chance.choice((1, 1, 2, 3))]
    briefing = not stand_in and chance.random() < 0.5
    rows = registers.register(ladders, days, len(days) * chance.choice(SIZES), chance)
    if briefing:
        older = next(own for own in read(ROOT).ledgers if own.id == BRIEFING)
        rows = [*registers.of_briefing(older, ladders, chance), *rows]
    publish: Callable[[Sequence[Row]], Public | None] = partial(published, days=days, chance=chance, ladders=ladders)
    if stand_in:
        publish = partial(climbing.stand_in_public, days=days, ladders=ladders, sensitive=sensitive)
    made = [publish(rows)]
    if mutations:
        climb = [*climbing.climb(rows, days, ladders, sensitive, mutations, chance, publish)]
        made += [step.public for step in climb[-1:]]
    return outcome(seed, made)


def outcome(seed: int, made: Sequence[Public | None]) -> Counter[str]:
    """Attack what was made, print leaks, and count."""
    counted = Counter(registers=len(made), refused=made.count(None))
    for public in filter(None, made):
        asked, leaks = attack(public)
        counted += Counter(questions=asked, leaks=len(leaks), stories=len(public.stories), releases=len(public.ledgers))
        show(seed, leaks)
    return counted


def show(seed: int, leaks: set[Leak]) -> None:
    """Print leaks with the seed that makes the register again."""
    for leak in sorted(map(str, leaks)):
        say(f"seed {seed}: {leak}")
