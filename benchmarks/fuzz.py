"""``python -m benchmarks.fuzz TREE``: thousands of broken copies of a project, each of which is refused or built.

In: the folder of a project. Out: a line for each copy that ends otherwise: with another error, only in the finished
site, after more than two seconds of CPU beyond the project itself, or with a message that repeats what stood there.
The seed and the number of a copy make it again. Nothing but a temporary folder is written to.
"""

import argparse
import contextlib
import gc
import io
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.exceptions import MkDocsException

from benchmarks.broken import MARK, break_one
from build_tools.build import content
from build_tools.build.content import stale_schemas
from build_tools.build.mkdocs_site import build_site
from build_tools.files.paths import SITE_SRC
from build_tools.load import environment
from build_tools.load.messages import maintainers_language, sentence
from build_tools.problems import Refused
from build_tools.validate import release_problems

ROOT = Path(__file__).parent.parent
PARTS = ("content", "cases_public", SITE_SRC, "mkdocs.yml")
KINDS = {".yml": 12, ".md": 6, ".po": 3, ".html": 2, "": 1}
"""How often a file of each ending is chosen; the empty one is any other."""

BEYOND, HANGS, FORGETS = 2.0, 600, 500
DAY = "978307200"
"""Every copy is judged as of the first day of 2001."""


class Hangs(BaseException):
    """It takes longer than ten minutes, also where it waits for something."""


def copied(tree: Path, folder: Path) -> dict[str, bytes]:
    """Copy a project, with the templates of this one if it has none; return its files."""
    folder.mkdir()
    for part in PARTS:
        source = tree / part if (tree / part).exists() else ROOT / part
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / part)
    settings = folder / "mkdocs.yml"
    settings.write_text(re.sub(r"(\.\./)+site_src", SITE_SRC, settings.read_text("utf-8")), "utf-8")
    return files_of(folder)


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the files below a folder by their paths."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def chosen(chance: random.Random, files: dict[str, bytes]) -> str:
    """Choose a file: first its ending, then its name, which is mostly the same in every language."""
    ending = chance.choices(list(KINDS), list(KINDS.values()))[0]
    fit = sorted(path for path in files if (Path(path).suffix if Path(path).suffix in KINDS else "") == ending)
    name = chance.choice(sorted({Path(path).name for path in fit}))
    return chance.choice([path for path in fit if Path(path).name == name])


@contextlib.contextmanager
def broken(root: Path, files: dict[str, bytes], seed: int, number: int) -> Iterator[str]:
    """Break the folder, say how, and bring it back afterwards."""
    chance = random.Random(f"{seed}:{number}")  # noqa: S311  # chance for tests
    said, touched = [], [""]
    for _ in range(chance.choice([1, 1, 1, 2])):
        path = chosen(chance, files)
        if path not in touched and (root / path).is_file() and not (root / path).is_symlink():
            done, paths = break_one(chance, root, path)
            said.append(f"{path}: {done}")
            touched += paths
    try:
        yield "; ".join(said)
    finally:
        restore(root, files, touched[1:])


def restore(root: Path, files: dict[str, bytes], touched: list[str]) -> None:
    """Bring back what was touched."""
    for path in touched:
        place = root / path
        if os.path.lexists(place):
            shutil.rmtree(place) if place.is_dir() and not place.is_symlink() else place.unlink()
    for path in files:
        if any(path == one or path.startswith(f"{one}/") for one in touched):
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(files[path])


def answer(root: Path, language: str) -> tuple[str, str]:
    """Do with a folder what ``check`` and ``build`` do: return how it ended and what was said, in a language."""
    os.environ[environment.LANGUAGE_VARIABLES[0]] = language
    site_src, stderr = root / SITE_SRC, io.StringIO()
    try:
        site = content.faultless(content.read(root, site_src), root)
        wrong = list(stale_schemas(root, site))
        problems, ended = [*wrong, *content.upcoming(site, root), *release_problems(site)], "refused" if wrong else ""
    except Refused as refused:
        problems, ended = refused.problems, "refused"
    translate = maintainers_language(site_src)
    said = "\n".join(sentence(problem, translate) for problem in problems)
    said.encode()
    if ended:
        return ended, said
    with contextlib.redirect_stderr(stderr):
        try:
            build_site(root, release=False)
        except (Refused, MkDocsException) as failed:
            return "red", f"{stderr.getvalue()}{failed}"
    return "built", said


def in_process(root: Path, number: int) -> tuple[str, str]:
    """Return how a folder is answered here, and what was said."""

    def hangs(*_: object) -> None:
        raise Hangs

    signal.signal(signal.SIGALRM, hangs)
    signal.alarm(HANGS)
    try:
        return answer(root, ("kk", "ru", "en")[number % 3])
    except (Exception, Hangs) as error:
        frames = [f"{Path(f.filename).name}:{f.lineno}" for f in traceback.extract_tb(error.__traceback__)]
        return f"raised {type(error).__name__}", " ".join(frames[-6:])
    finally:
        signal.alarm(0)


def as_command(root: Path, number: int) -> tuple[str, str]:
    """Return how the whole command answers to a folder, and what it said."""
    words = [sys.executable, "-m", "build_tools", "--root", str(root), ("check", "build")[number % 2]]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=600)
    odd = done.returncode not in (0, 1) or "Traceback" in done.stderr
    said = done.stderr if odd else done.stderr + done.stdout.replace(str(root / "site"), "")
    return f"raised {done.returncode}" if odd else ("built", "refused")[done.returncode], said


def cpu() -> float:
    """Return the seconds of CPU of this program and of what it has started."""
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)


def finding(how: str, ended: str, said: str, seconds: float, root: Path) -> str | None:
    """Return what is wrong with an answer, if anything is. Templates are the program: a build says what is wrong with
    them, and may name it."""
    of_program = re.search(rf"mkdocs.yml|{SITE_SRC}/(?!locales/)", how)
    if ended not in ("built", "refused", "red" if of_program else ""):
        return f"{ended}: {said[-600:]}"
    echoes = [
        line for line in said.splitlines() if (MARK in line.lower() and not of_program) or root.parent.name in line
    ]
    if echoes:
        return f"repeats: {echoes[0][:300]}"
    return f"takes {seconds:.1f} s" if seconds > BEYOND else None


def forget() -> None:
    """Empty what the program keeps of texts that it has read: each copy has others."""
    for one in gc.get_objects():
        if isinstance(one, _lru_cache_wrapper):
            one.cache_clear()


def run(tree: Path, seed: int, numbers: range, whole_command: bool = False) -> Counter[str]:
    """Try the copies of these numbers, until Ctrl-C; print each finding, and return how often each end was met."""
    os.environ[environment.EPOCH] = DAY
    way, ends = as_command if whole_command else in_process, Counter[str]()
    with TemporaryDirectory(prefix="broken-") as folder, contextlib.suppress(KeyboardInterrupt):
        root = Path(folder) / "project"
        files = copied(tree, root)
        way(root, 1)
        usual = -cpu()
        if (first := way(root, 1))[0] != "built":
            raise SystemExit(f"The project itself is {first}")
        usual += cpu()
        for number in numbers:
            if number % FORGETS == 0:
                forget()
            shutil.rmtree(root / "site", ignore_errors=True)
            with broken(root, files, seed, number) as how:
                taken = -cpu()
                ended, said = way(root, number)
                wrong = finding(how, ended, said, taken + cpu() - usual, root)
            ends[ended] += 1
            if wrong:
                ends["findings"] += 1
                sys.stdout.write(f"--seed {seed} --first {number}: {how}: {wrong}\n".replace("\n", "\\n")[:-2] + "\n")
                sys.stdout.flush()
    return ends


def main() -> None:
    """Read the command line, try, and print the counts."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument("tree", type=Path, help="the folder of a project, such as tests/example")
    parser.add_argument("--count", type=int, default=1000, help="how many copies are tried in this process (1000)")
    parser.add_argument("--first", type=int, default=0, help="the number of the first one (0)")
    parser.add_argument("--seed", type=int, default=1, help="chooses other copies (1)")
    parser.add_argument("--whole-command", action="store_true", help="start the program anew for each")
    given = parser.parse_args()
    start = time.monotonic()
    ends = run(given.tree, given.seed, range(given.first, given.first + given.count), given.whole_command)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    counts = ", ".join(f"{name} {number}" for name, number in sorted(ends.items()))
    sys.stdout.write(f"{counts}; {time.monotonic() - start:.0f} s, at most {memory} MB\n")


if __name__ == "__main__":
    main()
