"""A copy of the program with a fault in it, and the tests run in it, each time in a process of their own.

Never writes into the checkout.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.mutations import Mutation

LEAST, TIMES = 120, 5
"""Seconds after which a run is stopped at the earliest, and how many times longer than without a fault it may take. A
fault that makes the program run for ever is noticed."""


def copied(root: Path, folder: Path) -> Path:
    """Return a copy of all that git would commit, as a repository with one commit, as tests expect of a checkout."""
    names = ["git", "ls-files", "-coz", "--exclude-standard"]
    listed = subprocess.run(names, cwd=root, check=True, capture_output=True)
    for path in filter(None, listed.stdout.decode().split("\0")):
        if (root / path).is_file():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / path, folder / path)
    git = ["git", "-c", "user.name=nobody", "-c", "user.email=nobody@example.org", "-c", "commit.gpgsign=false"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "copy"]):
        subprocess.run([*git, *words], cwd=folder, check=True)
    return folder


def limit(files: tuple[str, ...], copy: Path) -> float:
    """Return how long tests may take; without a fault they pass, or nothing can be learned from them."""
    start = time.monotonic()
    if run(files, copy, None):
        sys.exit(f"These fail without any fault, so no fault can be found with them: {' '.join(files)}")
    return max(LEAST, TIMES * (time.monotonic() - start))


def is_noticed(path: str, fault: Mutation, files: tuple[str, ...], copy: Path, seconds: float) -> bool:
    """Run tests with a fault in a module, and take the fault out again."""
    file = copy / path
    whole, moment = file.read_bytes(), file.stat().st_mtime
    try:
        put(file, fault.of(whole), moment + 1)
        return run(files, copy, seconds) != 0
    finally:
        put(file, whole, moment + 2)


def put(file: Path, text: bytes, moment: float) -> None:
    """Write a module. Python compiles one anew only if its second or its size is another."""
    file.write_bytes(text)
    os.utime(file, (moment, moment))


def run(files: tuple[str, ...], copy: Path, seconds: float | None) -> int:
    """Run tests up to the first that fails, in a process of their own; return its code, or -1 after too long a time."""
    words = ["-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", f"--basetemp={copy.parent / 'tests'}"]
    command = [sys.executable, *words, *(f"tests/{file}" for file in files)]
    process = subprocess.Popen(
        command, cwd=copy, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        return -1
    finally:
        stop(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a run with all that it has started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
