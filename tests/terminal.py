"""A terminal, for what one person alone is told: in come the words of a command, out comes what stands there then."""

import os
import pty
import subprocess
import sys
from pathlib import Path

from tests.publishing import ENVIRONMENT


def at_a_terminal(root: Path, *words: str, **variables: str) -> str:
    """Run a command at a terminal and return what stands there then."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "build_tools", "--root", str(root), *words]
    environment = {**ENVIRONMENT, **variables}
    with subprocess.Popen(command, stderr=theirs, stdin=theirs, stdout=theirs, env=environment):
        os.close(theirs)
        said = b""
        try:
            while piece := os.read(ours, 10_000):
                said += piece
        except OSError:
            pass  # the other end is closed
    os.close(ours)
    return said.decode("utf-8")
