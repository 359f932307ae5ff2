"""The manifest of a release: its commit, its day, its libraries, and the SHA-256 of each file, as ``sha256sum --check``
reads it.

In: a finished folder, or the text of a manifest. Out: the text, what it says, its code, and where a folder differs.
Names no file twice and leaves none out but itself, its signature and copies that are only packed (`.gz`, `.br`).
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import file_digest, sha256
from itertools import repeat
from pathlib import Path

from build_tools.packed import PACKERS, is_copy, original
from build_tools.problems import Fault, Problem
from build_tools.spoken_codes import grouped
from build_tools.verify.site import problem, walk

MANIFEST = "manifest.txt"
SIGNATURES = (f"{MANIFEST}.minisig", f"{MANIFEST}.sig")
OWN = frozenset((MANIFEST, *SIGNATURES))
ALLOWED = frozenset((*OWN, *(MANIFEST + ending for ending in PACKERS)))
"""What lies in a release beside the files that were asked for."""

LOCK = "requirements/site.txt"
FORMAT = "# transparency manifest 1"
UNKNOWN, CHANGED = "none (no commit is known)", "none (uncommitted changes)"
NO_COMMIT = (UNKNOWN, CHANGED)
NO_LOCK = f"none (no {LOCK})"

_PART = r"\.?[A-Za-z0-9_-][A-Za-z0-9._-]*"
_SUM = re.compile(rf"([0-9a-f]{{64}})  ({_PART}(?:/{_PART})*)")
_FACTS = {
    "commit": "|".join(("[0-9a-f]{40}", "[0-9a-f]{64}", *map(re.escape, NO_COMMIT))),
    "day": "[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "lock": f"[0-9a-f]{{64}}|{re.escape(NO_LOCK)}",
}
"""What the first lines say, in this order, and the forms that each fact can have."""

_HEAD = (re.compile(FORMAT), *(re.compile(f"# {name}: ({form})") for name, form in _FACTS.items()))
_DAY = _HEAD[2]

_CODE_DIGITS = 20
"""Hexadecimal digits of the release code: 80 bits, which nobody can hit with another manifest."""

_NO_MANIFEST = Fault("manifest.cannot_be_read", "cannot be read; a release has one: transparency build --release")
BAD_LINE = Fault(
    "manifest.bad_line",
    "is not the line of a manifest that stands here: first its name, commit, day and lock, then of each file, in order "
    "and once, the sum, two spaces and the path; build the release anew",
)
DIFFERS = Fault("manifest.file_differs", "is not the file of the release; its SHA-256 differs from the manifest")
FILE_MISSING = Fault("manifest.file_missing", "does not exist or cannot be read; the manifest names it")
UNLISTED = Fault("manifest.file_unlisted", "is not in the manifest; the release has no such file")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest says: ``facts`` by name, and the SHA-256 of each file by its path, both as text."""

    facts: Mapping[str, str]
    sums: Mapping[str, str]

    @property
    def day(self) -> datetime.date:
        """The day of the release."""
        return datetime.date.fromisoformat(self.facts["day"])

    @property
    def text(self) -> str:
        """The manifest as it is written."""
        head = (FORMAT, *(f"# {name}: {self.facts[name]}" for name in _FACTS))
        return "\n".join((*head, *(f"{self.sums[path]}  {path}" for path in sorted(self.sums)), ""))


def write_manifest(folder: Path, facts: Mapping[str, str]) -> None:
    """Write the manifest of a finished folder into it, with the facts of ``source`` and the line ends that its sums are
    of on every system. Raises ``OSError``."""
    sums = {path: sum_of(folder / path) for path in _listed(files_below(folder))}
    (folder / MANIFEST).write_text(Manifest(facts, sums).text, "ascii", newline="\n")


def files_below(folder: Path) -> list[str]:
    """Return the path of every plain file below a folder."""
    return [path for path, entry in walk(folder) if entry is not None and entry.is_file(follow_symlinks=False)]


def sums_of(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file that a manifest names, by its path; what cannot be read is left out."""
    sums = {}
    for path in _listed(files_below(folder)):
        with suppress(OSError):
            sums[path] = sum_of(folder / path)
    return sums


def sum_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _listed(paths: Iterable[str]) -> Iterator[str]:
    """Yield those paths that a manifest names: a packed copy is one only beside what it is a copy of."""
    every = set(paths)
    for path in every - OWN:
        if not (is_copy(path) and original(path) in every):
            yield path


def release_code(data: bytes) -> str:
    """Return the release code of a manifest: the beginning of its SHA-256, in capitals and groups of four."""
    return grouped(sha256(data).hexdigest()[:_CODE_DIGITS].upper())


def code_of_folder(folder: Path) -> str | None:
    """Return the release code of a folder, or nothing where it has no manifest that can be read."""
    data = bytes_of(folder / MANIFEST)
    return None if data is None else release_code(data)


def manifest_of(folder: Path) -> tuple[Manifest | None, bytes, list[Problem]]:
    """Read the manifest in a folder, and its bytes; any problem means none."""
    data = bytes_of(folder / MANIFEST)
    if data is None:
        return None, b"", [problem(MANIFEST, _NO_MANIFEST)]
    manifest, problems = read_manifest(data.decode("utf-8", "replace"))
    return manifest, data, problems


def bytes_of(path: Path) -> bytes | None:
    """Return a file, or nothing where it cannot be read or is a pipe or a device, which might never end."""
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None


def read_manifest(text: str) -> tuple[Manifest | None, list[Problem]]:
    """Read a manifest strictly, for it may come from anywhere; any problem means none."""
    lines = text.removesuffix("\n").split("\n")
    if wrong := _first_wrong_line(lines):
        return None, [Problem(MANIFEST, BAD_LINE, line=wrong)]
    head, entries = lines[1 : len(_HEAD)], lines[len(_HEAD) :]
    facts = (line.partition(": ")[2] for line in head)
    sums = (line.partition("  ") for line in entries)
    return Manifest(dict(zip(_FACTS, facts, strict=True)), {path: digest for digest, _, path in sums}), []


def _first_wrong_line(lines: Sequence[str]) -> int | None:
    """Return the number of the first line that is not the one that stands there, if there is any."""
    last = ""
    for number, form in enumerate((*_HEAD, *repeat(_SUM, len(lines) - len(_HEAD))), 1):
        found = form.fullmatch(lines[number - 1]) if number <= len(lines) else None
        if found is None or (form is _DAY and not _is_day(found[1])) or (form is _SUM and found[2] <= last):
            return number
        last = found[2] if form is _SUM else ""
    return None


def _is_day(text: str) -> bool:
    """Whether a text is a day of the calendar."""
    try:
        return bool(datetime.date.fromisoformat(text))
    except ValueError:
        return False


def differences(manifest: Manifest, sums: Mapping[str, str]) -> Iterator[Problem]:
    """Yield each file that differs, is missing or is too many; ``sums`` are those of a folder or a manifest."""
    for path in sorted(manifest.sums.keys() | sums.keys()):
        if path not in sums:
            yield problem(path, FILE_MISSING)
        elif path not in manifest.sums:
            yield problem(path, UNLISTED)
        elif sums[path] != manifest.sums[path]:
            yield problem(path, DIFFERS)
