"""Signatures of a manifest, made and checked by the tools that people have: minisign, or the one of OpenSSH.

In: the public key of ``content/site.yml``, a manifest, its signature. Out: problems. Signs nothing, holds no secret.
"""

import subprocess
from collections.abc import Iterator
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


def signature_file(key: str) -> str:
    """Return the name of the file that holds a signature by such a key."""
    return f"{MANIFEST}.minisig" if key.startswith(_MINISIGN) else f"{MANIFEST}.sig"


def signing_command(key: str, folder: Path) -> str:
    """Return what to type to sign a release; the secret key stays with who types it."""
    manifest = quote(str(folder / MANIFEST))
    return f"minisign -Sm {manifest}" if key.startswith(_MINISIGN) else f"ssh-keygen -Y sign -n file -f KEY {manifest}"


def missing_signature(key: str, folder: Path) -> Fault:
    """Return what is wrong with a folder that lacks the signature by a key."""
    return _UNSIGNED.said(command=signing_command(key, folder))


def signature_problems(key: str, manifest: bytes, signature: bytes | None, lacks: Fault) -> Iterator[Problem]:
    """Yield what is wrong with a signature of a manifest; ``lacks`` is said where there is none."""
    fault = lacks if signature is None else _fault_of(key, manifest, signature)
    if fault:
        yield problem(signature_file(key), fault)


def _fault_of(key: str, manifest: bytes, signature: bytes) -> Fault | None:
    """Ask the tool of a key whether it made the signature."""
    files = {
        MANIFEST: manifest,
        "signature": signature,
        # Those who may sign, as OpenSSH reads it: one, for files only.
        "signers": f'release namespaces="file" {key}\n'.encode(),
    }
    command = _checking_command(key)
    with TemporaryDirectory() as folder:
        for name, data in files.items():
            Path(folder, name).write_bytes(data)
        try:
            done = subprocess.run(command, input=manifest, capture_output=True, cwd=folder)
        except OSError:
            return _NO_TOOL.said(tool=command[0])
    if done.returncode and b"usage:" in done.stderr.lower():
        return _NO_TOOL.said(tool=command[0])
    return _WRONG if done.returncode else None


def _checking_command(key: str) -> list[str]:
    """Return the check by minisign, or by OpenSSH, 8.1 or newer, of the files in the folder where it runs."""
    if key.startswith(_MINISIGN):
        return ["minisign", "-V", "-q", "-P", key, "-m", MANIFEST, "-x", "signature"]
    return ["ssh-keygen", "-Y", "verify", "-I", "release", "-n", "file", "-f", "signers", "-s", "signature"]
