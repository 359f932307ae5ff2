"""Signatures of a manifest, made and checked by the tools that people have: minisign, or the one of OpenSSH.

In: the public key of ``content/site.yml``, a manifest, its signature. Out: problems. Signs nothing, holds no secret.
"""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from shlex import quote
from tempfile import TemporaryDirectory

from build_tools.problems import Fault, Problem
from build_tools.provenance.manifest import NAME
from build_tools.verify.site import problem

MINISIGN = "RW"
"""How the public keys of minisign begin."""

UNSIGNED = Fault("signature.missing", "is missing, but content/site.yml names a key; sign the release: {command}")
UNSIGNED_THERE = Fault(
    "signature.missing_there",
    "is missing, but content/site.yml names a key; lay the signature beside the manifest there; where that cannot "
    "be done, as on GitHub Pages and GitLab Pages, name its file here: --signature FILE",
)
WRONG = Fault(
    "signature.wrong",
    "is no signature of this manifest by the key in content/site.yml; use no such release before you know why",
)
NO_TOOL = Fault(
    "signature.tool_missing",
    "cannot be checked here, for {tool} is not installed or too old; install it, or check on another computer",
)

Read = Callable[[str], bytes | None]


def file_of(key: str) -> str:
    """Return the name of the file that holds a signature by such a key."""
    return f"{NAME}.minisig" if key.startswith(MINISIGN) else f"{NAME}.sig"


def command_of(key: str, folder: Path) -> str:
    """Return what to type to sign a release; the secret key stays with who types it."""
    manifest = quote(str(folder / NAME))
    return f"minisign -Sm {manifest}" if key.startswith(MINISIGN) else f"ssh-keygen -Y sign -n file -f KEY {manifest}"


def handed_or(handed: bytes | None, read: Read) -> Read:
    """Return what gives a signature that was handed over by another way, or else the one beside the manifest."""
    return read if handed is None else lambda _: handed


def unsigned(key: str | None, folder: Path) -> Fault:
    """Return what is wrong with a folder that lacks the signature by a key."""
    return UNSIGNED.said(command=command_of(key or "", folder))


def signature_problems(key: str | None, manifest: bytes, read: Read, lacks: Fault) -> Iterator[Problem]:
    """Yield what is wrong with the signature of a manifest; ``read`` returns a file beside it, or nothing, of which
    ``lacks`` is said."""
    if not key:
        return
    name = file_of(key)
    signature = read(name)
    fault = lacks if signature is None else fault_of(key, manifest, signature)
    if fault:
        yield problem(name, fault)


def fault_of(key: str, manifest: bytes, signature: bytes) -> Fault | None:
    """Ask the tool of a key whether it made the signature."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        for name, data in {NAME: manifest, "signature": signature, "signers": signers(key)}.items():
            (place / name).write_bytes(data)
        words = minisign(key, place) if key.startswith(MINISIGN) else openssh(place)
        try:
            done = subprocess.run(words, input=manifest, capture_output=True, cwd=place)
        except OSError:
            return NO_TOOL.said(tool=words[0])
    if done.returncode and b"usage:" in done.stderr.lower():
        return NO_TOOL.said(tool=words[0])
    return WRONG if done.returncode else None


def minisign(key: str, place: Path) -> list[str]:
    """Return the check by minisign."""
    return ["minisign", "-V", "-q", "-P", key, "-m", str(place / NAME), "-x", str(place / "signature")]


def openssh(place: Path) -> list[str]:
    """Return the check by OpenSSH, 8.1 or newer."""
    files = ["-f", str(place / "signers"), "-s", str(place / "signature")]
    return ["ssh-keygen", "-Y", "verify", "-I", "release", "-n", "file", *files]


def signers(key: str) -> bytes:
    """Return the list of those who may sign, as OpenSSH reads it: one, for files only."""
    return f'release namespaces="file" {key}\n'.encode()
