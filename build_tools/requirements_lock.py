"""Renews requirements/*.txt with uv, each under a digest of the tables of pyproject.toml behind it.

In: pyproject.toml and the locks as they are; pins stay unless pyproject.toml or --upgrade asks otherwise.
Out: one lock for each dependency group, valid on every platform and Python, with the hash of every file.
Never installs anything and names no registry.
"""

import datetime
import hashlib
import json
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

GROUPS = ("site", "test", "bench", "lock")
DIGEST_LINE = "# From the dependency tables of pyproject.toml with the digest sha256:"
_HEADER = "# Made by `make lock`: never edit by hand.\n" + DIGEST_LINE + "{digest}\n\n"
_UV_COMPILE = (
    *(sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--no-header"),
    *("--universal", "--python-version", "3.11", "--generate-hashes", "--only-binary", ":all:"),
    # One version of a package for everybody: a page must not depend on the Python that made it.
    *("--fork-strategy", "fewest"),
)


_YOUNGEST, AGE = "--exclude-newer", datetime.timedelta(days=7)


def digest(pyproject: dict[str, Any]) -> str:
    """Hash (SHA-256, hex) what the locks depend on in a parsed pyproject.toml, whatever its layout."""
    project = pyproject["project"]
    tables = (
        project["requires-python"],
        project["dependencies"],
        pyproject["dependency-groups"],
        pyproject["build-system"]["requires"],
    )
    return hashlib.sha256(json.dumps(tables, sort_keys=True).encode()).hexdigest()


def sources(group: str) -> tuple[str, ...]:
    """Say to uv what a lock is made from; every lock of the program keeps to the pins of "site"."""
    if group == "lock":
        return ("--group", "pyproject.toml:lock")
    same_pins = () if group == "site" else ("--constraint", "requirements/site.txt")
    return ("pyproject.toml", "--group", f"pyproject.toml:{group}", *same_pins)


def command(group: str, options: Sequence[str], now: datetime.datetime) -> list[str]:
    """Return the command that makes a lock. It takes no release younger than ``AGE``, unless ``options`` say another
    day themselves: a stolen account of a library is most often noticed within days."""
    named = any(option.partition("=")[0] == _YOUNGEST for option in options)
    youngest = () if named else (_YOUNGEST, (now - AGE).strftime("%Y-%m-%dT%H:%M:%SZ"))
    return [*_UV_COMPILE, *sources(group), "--output-file", f"requirements/{group}.txt", *youngest, *options]


def _renew(group: str, heading: str, options: Sequence[str], now: datetime.datetime) -> None:
    """Write requirements/<group>.txt; raises ``CalledProcessError`` after uv has said why it could not."""
    lock = Path("requirements", f"{group}.txt")
    subprocess.run(command(group, options, now), check=True)
    lock.write_text(heading + lock.read_text(encoding="utf-8"), encoding="utf-8", newline="\n")


def main(options: Sequence[str]) -> int:
    """Renew every lock, in the folder that holds pyproject.toml; ``options`` go to uv."""
    heading = _HEADER.format(digest=digest(tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))))
    now = datetime.datetime.now(datetime.UTC)
    try:
        for group in GROUPS:
            _renew(group, heading, options, now)
    except subprocess.CalledProcessError as error:
        return error.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
