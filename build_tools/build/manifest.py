"""The manifest of a release: its commit, its day, its libraries, and the SHA-256 of each file, as ``sha256sum --check``
reads it; its signature, by the tool of OpenSSH, 8.1 or newer; and all of it as one ZIP, to carry by hand.

In: a finished folder, or the bytes of a manifest. Out: what it says, its code, where a folder differs; an archive.
Leaves no file out but itself, its signature and packed copies (`.gz`, `.br`). Signs and overwrites nothing.
"""

import datetime
import re
import stat
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from shlex import quote
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from build_tools.problems import Fault, Problem, Refused
from build_tools.text.phone_text import grouped
from build_tools.verify import bytes_of, differences, files_below, stale_copies

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

    @property
    def data(self) -> bytes:
        """Its bytes, with the line ends that sums are of on every system."""
        return self.text.encode("ascii")

    @property
    def digest(self) -> str:
        """Its SHA-256."""
        return sha256(self.data).hexdigest()

    @property
    def code(self) -> str:
        """The release code: the beginning of its SHA-256, in capitals and groups of four."""
        return grouped(self.digest[:_CODE_DIGITS].upper())


def sums_of(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file that a manifest names, by its path."""
    return {path: digest for path, digest in files_below(folder).items() if path not in OWN or not digest}


def manifest_of(folder: Path) -> Manifest:
    """Return the manifest in a folder. Raises ``Refused``."""
    data = bytes_of(folder / MANIFEST)
    if data is None:
        raise Refused([Problem(MANIFEST, _NO_MANIFEST)])
    return read_manifest(data)


def read_manifest(data: bytes) -> Manifest:
    """Read a manifest strictly, for it may come from anywhere. Raises ``Refused``."""
    if found := _FORM.fullmatch(data.decode("utf-8", "replace")):
        sums = (line.partition("  ") for line in found["sums"].splitlines())
        manifest = Manifest({name: found[name] for name in _FACTS}, {path: digest for digest, _, path in sums})
        with suppress(ValueError):  # where the day is none of the calendar
            if manifest.day and manifest.data == data:
                return manifest
    raise Refused([Problem(MANIFEST, BAD_FORM)])


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
        yield Problem(SIGNATURE, fault)


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


ARCHIVE_ENDING = ".zip"
_CANNOT_BE_PACKED = Fault(
    "archive.cannot_be_packed",
    "cannot be written: {reason}; nothing is overwritten: give a name that is not there yet, where you may write",
)
_MODE = 0o644
_FIRST_DAY = datetime.date(1980, 1, 1)
"""A ZIP file knows no earlier time."""


def write_archive(site: Path, release: Manifest, archive: Path) -> int:
    """Pack the files of a release that was judged, manifest and signature among them, whole or not at all; return their
    number. Raises ``Refused``."""
    members = {path: data for path in sorted({*release.sums, *OWN}) if (data := bytes_of(site / path)) is not None}
    try:
        with archive.open("xb") as file:
            try:
                with ZipFile(file, "w") as packed:
                    _write_members(packed, members.items(), f"site-{release.day}-{release.code[:4]}", release.day)
            except BaseException:
                archive.unlink()
                raise
    except OSError as error:
        raise Refused([Problem(archive.name, _CANNOT_BE_PACKED, values={"reason": error.strerror or "?"})]) from error
    return len(members)


def _write_members(packed: ZipFile, members: Iterable[tuple[str, bytes]], folder: str, day: datetime.date) -> None:
    """Write files into a folder of an archive; of their day and nobody's; how they are packed depends on zlib."""
    written = max(day, _FIRST_DAY)
    for path, data in members:
        about = ZipInfo(f"{folder}/{path}", (written.year, written.month, written.day, 0, 0, 0))
        about.external_attr = (stat.S_IFREG | _MODE) << 16
        about.create_system = 3  # Unix, which knows rights
        packed.writestr(about, data, ZIP_DEFLATED, 9)
