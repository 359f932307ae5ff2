"""People who sign releases in tests: in comes a folder for keys that are thrown away, out come signatures."""

import shutil
import subprocess
from pathlib import Path

import pytest


class Signer:
    """A person with a key: ``public`` is what content/site.yml says, ``sign`` makes a signature beside a manifest."""

    def __init__(self, folder: Path):
        self.tool = shutil.which("ssh-keygen") or pytest.skip("ssh-keygen is not installed, so nothing can be signed")
        self.key = folder / "key"
        folder.mkdir()
        words = (self.tool, "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(self.key))
        subprocess.run(words, check=True, capture_output=True)
        self.public = " ".join(Path(f"{self.key}.pub").read_text("utf-8").split()[:2])

    def sign(self, manifest: Path) -> Path:
        """Sign and return the signature."""
        made = manifest.with_name(f"{manifest.name}.sig")
        made.unlink(missing_ok=True)
        words = (self.tool, "-Y", "sign", "-n", "file", "-f", str(self.key), str(manifest))
        subprocess.run(words, check=True, capture_output=True)
        return made
