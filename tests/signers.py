"""People who sign releases in tests: in come a tool and a folder for keys that are thrown away, out come signatures."""

import shutil
import subprocess
from pathlib import Path

import pytest


class Signer:
    """A person with a key: ``public`` is what content/site.yml says, ``sign`` makes a signature beside a manifest."""

    def __init__(self, tool: str, folder: Path):
        found = shutil.which(tool) or pytest.skip(f"{tool} is not installed, so nothing can be signed")
        self.ssh, self.tool, self.key = tool == "ssh-keygen", found, folder / "key"
        folder.mkdir()
        words = (
            ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f"]
            if self.ssh
            else ["-G", "-W", "-p", f"{self.key}.pub", "-s"]
        )
        subprocess.run([found, *words, str(self.key)], check=True, capture_output=True)
        last = Path(f"{self.key}.pub").read_text("utf-8").strip().splitlines()[-1]
        self.public = " ".join(last.split()[:2])

    def sign(self, manifest: Path) -> Path:
        """Sign and return the signature."""
        made = manifest.with_name(manifest.name + (".sig" if self.ssh else ".minisig"))
        made.unlink(missing_ok=True)
        subprocess.run([self.tool, *self.words(manifest)], check=True, capture_output=True)
        return made

    def words(self, manifest: Path) -> list[str]:
        """Return what to type to sign."""
        if self.ssh:
            return ["-Y", "sign", "-n", "file", "-f", str(self.key), str(manifest)]
        return ["-S", "-s", str(self.key), "-m", str(manifest)]
