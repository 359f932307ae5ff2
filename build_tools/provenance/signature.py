"""Signatures of a manifest, made and checked by the tools that people have: minisign, or the one of OpenSSH.

In: the public key of ``content/site.yml``, a manifest, its signature. Out: problems. Signs nothing, holds no secret.
"""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from shlex import quote
from tempfile import TemporaryDirectory

from build_tools.problems import Fault, Problem
from build_tools.provenance.manifest import MANIFEST
from build_tools.verify.site import problem

_MINISIGN = "RW"
"""How the public keys of minisign begin."""

_UNSIGNED = Fault("signature.missing", "is missing, but content/site.yml names a key; sign the release: {command}")
UNSIGNED_THERE = Fault(
    "signature.missing_there",
    "is missing, but content/site.yml names a key; lay the signature beside the manifest there; where that cannot "
    "be done, as on GitHub Pages and GitLab Pages, name its file here: --signature FILE",
)
_WRONG = Fault(
    "signature.wrong",
    "is no signature of this manifest by the key in content/site.yml; use no such release before you know why",
)
_NO_TOOL = Fault(
    "signature.tool_missing",
    "cannot be checked here, for {tool} is not installed or too old; install it, or check on another computer",
)

ReadFile = Callable[[str], bytes | None]


def signature_file(key: str) -> str:
    """Return the name of the file that holds a signature by such a key."""
    return f"{MANIFEST}.minisig" if key.startswith(_MINISIGN) else f"{MANIFEST}.sig"


def signing_command(key: str, folder: Path) -> str:
    """Return what to type to sign a release; the secret key stays with who types it."""
    manifest = quote(str(folder / MANIFEST))
    return f"minisign -Sm {manifest}" if key.startswith(_MINISIGN) else f"ssh-keygen -Y sign -n file -f KEY {manifest}"


def signature_source(handed: bytes | None, read: ReadFile) -> ReadFile:
    """Return what gives a signature that was handed over by another way, or else the one beside the manifest."""
    return read if handed is None else lambda _: handed


def missing_signature(key: str | None, folder: Path) -> Fault:
    """Return what is wrong with a folder that lacks the signature by a key."""
    return _UNSIGNED.said(command=signing_command(key or "", folder))


def signature_problems(key: str | None, manifest: bytes, read: ReadFile, lacks: Fault) -> Iterator[Problem]:
    """Yield what is wrong with the signature of a manifest; ``read`` returns a file beside it, or nothing, of which
    ``lacks`` is said."""
    if not key:
        return
    name = signature_file(key)
    signature = read(name)
    fault = lacks if signature is None else _fault_of(key, manifest, signature)
    if fault:
        yield problem(name, fault)


def _fault_of(key: str, manifest: bytes, signature: bytes) -> Fault | None:
    """Ask the tool of a key whether it made the signature."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        for name, data in {MANIFEST: manifest, "signature": signature, "signers": _signers(key)}.items():
            (place / name).write_bytes(data)
        command = _minisign(key, place) if key.startswith(_MINISIGN) else _openssh(place)
        try:
            done = subprocess.run(command, input=manifest, capture_output=True, cwd=place)
        except OSError:
            return _NO_TOOL.said(tool=command[0])
    if done.returncode and b"usage:" in done.stderr.lower():
        return _NO_TOOL.said(tool=command[0])
    return _WRONG if done.returncode else None


def _minisign(key: str, place: Path) -> list[str]:
    """Return the check by minisign."""
    return ["minisign", "-V", "-q", "-P", key, "-m", str(place / MANIFEST), "-x", str(place / "signature")]


def _openssh(place: Path) -> list[str]:
    """Return the check by OpenSSH, 8.1 or newer."""
    files = ["-f", str(place / "signers"), "-s", str(place / "signature")]
    return ["ssh-keygen", "-Y", "verify", "-I", "release", "-n", "file", *files]


def _signers(key: str) -> bytes:
    """Return the list of those who may sign, as OpenSSH reads it: one, for files only."""
    return f'release namespaces="file" {key}\n'.encode()
