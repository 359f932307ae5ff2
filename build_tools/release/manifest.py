"""The manifest of a release: its commit, its day, its libraries, and the SHA-256 of each file, as ``sha256sum --check``
reads it; and its signature, by the tool that people have, that of OpenSSH, 8.1 or newer.

In: a finished folder, or the text of a manifest. Out: the text, what it says, its code, and where a folder differs.
Leaves no file out but itself, its signature and packed copies (`.gz`, `.br`). Signs nothing, holds no secret.
"""

import datetime
import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from shlex import quote
from tempfile import TemporaryDirectory

from build_tools.by_phone import grouped
from build_tools.problems import Fault, Problem
from build_tools.verify.site import bytes_of, differences, files_below, problem, stale_copies

MANIFEST = "manifest.txt"
SIGNATURE = f"{MANIFEST}.sig"
OWN = frozenset((MANIFEST, SIGNATURE))
"""What lies in a release beside the files that were asked for."""

LOCK = "requirements/site.txt"
FORMAT = "# transparency manifest 1"
UNKNOWN, CHANGED = "none (no commit is known)", "none (uncommitted changes)"
NO_COMMIT = (UNKNOWN, CHANGED)
NO_LOCK = f"none (no {LOCK})"

_PART = r"\.?[A-Za-z0-9_-][A-Za-z0-9._-]*"
_FACTS = {
    "commit": "|".join(("[0-9a-f]{40}", "[0-9a-f]{64}", *map(re.escape, NO_COMMIT))),
    "day": "[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "lock": f"[0-9a-f]{{64}}|{re.escape(NO_LOCK)}",
}
"""What the first lines say, in this order, and the forms that each fact can have."""

_FORM = re.compile(
    "\n".join((FORMAT, *(f"# {name}: (?P<{name}>{form})" for name, form in _FACTS.items())))
    + rf"\n(?P<sums>(?:[0-9a-f]{{64}}  {_PART}(?:/{_PART})*\n)*)"
)

_CODE_DIGITS = 20
"""Hexadecimal digits of the release code: 80 bits, which nobody can hit with another manifest."""

_NO_MANIFEST = Fault("manifest.cannot_be_read", "cannot be read; a release has one: transparency build --release")
BAD_FORM = Fault(
    "manifest.bad_form",
    "has not the form of a manifest: first its name, commit, day and lock, then of each file, in order and once, the "
    "sum, two spaces and the path; build the release anew",
)

_UNSIGNED = Fault(
    "signature.missing",
    "is missing, but content/site.yml names a key; sign the release: `{command}`, and lay the signature beside the "
    "manifest; where that cannot be done, as on GitHub Pages and GitLab Pages, name its file here: --signature FILE",
)
_WRONG = Fault(
    "signature.wrong",
    "is no signature of this manifest by the key in content/site.yml; use no such release before you know why",
)
_NO_TOOL = Fault(
    "signature.tool_missing",
    "cannot be checked here, for ssh-keygen is not installed or too old; install it, or check on another computer",
)


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


def write_manifest(folder: Path, facts: Mapping[str, str]) -> str:
    """Write the manifest of a finished folder into it, with the facts of ``source`` and the line ends that its sums are
    of on every system; return its SHA-256. Raises ``OSError``."""
    data = Manifest(facts, sums_of(folder)).text.encode("ascii")
    (folder / MANIFEST).write_bytes(data)
    return sha256(data).hexdigest()


def sums_of(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file that a manifest names, by its path."""
    return {path: digest for path, digest in files_below(folder).items() if path not in OWN or not digest}


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


def read_manifest(text: str) -> tuple[Manifest | None, list[Problem]]:
    """Read a manifest strictly, for it may come from anywhere; any problem means none."""
    if found := _FORM.fullmatch(text):
        sums = (line.partition("  ") for line in found["sums"].splitlines())
        manifest = Manifest({name: found[name] for name in _FACTS}, {path: digest for digest, _, path in sums})
        with suppress(ValueError):  # where the day is none of the calendar
            if manifest.day and manifest.text == text:
                return manifest, []
    return None, [Problem(MANIFEST, BAD_FORM)]


def folder_problems(manifest: Manifest, folder: Path) -> Iterator[Problem]:
    """Yield each file of a folder that differs from a manifest, is missing or is too many, and each packed copy of
    something else than the file beside it."""
    yield from differences(manifest.sums, sums_of(folder))
    yield from stale_copies(folder)


def signing_command(folder: Path) -> str:
    """Return what to type to sign a release; the secret key stays with who types it."""
    return f"ssh-keygen -Y sign -n file -f KEY {quote(str(folder / MANIFEST))}"


def signature_problems(key: str, manifest: bytes, signature: bytes | None) -> Iterator[Problem]:
    """Yield what is wrong with a signature of a manifest, or that there is none."""
    missing = _UNSIGNED.filled(command=signing_command(Path("site")))
    if fault := missing if signature is None else _fault_of(key, manifest, signature):
        yield problem(SIGNATURE, fault)


def _fault_of(key: str, manifest: bytes, signature: bytes) -> Fault | None:
    """Ask the tool whether a key made the signature."""
    # Those who may sign: one, for files only.
    files = {"signature": signature, "signers": f'release namespaces="file" {key}\n'.encode()}
    command = ["ssh-keygen", "-Y", "verify", "-I", "release", "-n", "file", "-f", "signers", "-s", "signature"]
    with TemporaryDirectory() as folder:
        for name, data in files.items():
            Path(folder, name).write_bytes(data)
        try:
            done = subprocess.run(command, input=manifest, capture_output=True, cwd=folder)
        except OSError:
            return _NO_TOOL
    if done.returncode and b"usage:" in done.stderr.lower():
        return _NO_TOOL
    return _WRONG if done.returncode else None
