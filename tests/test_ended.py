"""What is ended by a signal leaves what it found: a whole site, and nothing else beside it or among temporary files."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools.plugin.staging import Staging
from tests.test_plugin import KILLED, LEFT

ENDED = """
import os, signal, sys
from importlib import import_module

sent, module, place, program, *words = sys.argv[1:]
*holders, name = place.split(".")
holder = import_module(module)
for one in holders:
    holder = getattr(holder, one)
whole = getattr(holder, name)

def ended(*words, **more):
    done = whole(*words, **more)
    print("got so far", file=sys.stderr)
    os.kill(os.getpid(), int(sent))
    os.kill(os.getpid(), int(sent))  # whoever is impatient sends it twice
    return done

setattr(holder, name, ended)
signal.signal(signal.SIGINT, signal.default_int_handler)  # who tests in the background has it ignored
run = import_module(program)
(run.main if program == "build_tools.command_line" else run.cli)(words)
"""
"""A command that gets a signal as soon as it has done one thing."""

TRANSPARENCY, MKDOCS = "build_tools.command_line", "mkdocs.__main__"
BEGUN, MADE = "build_tools.plugin.staging Staging.begin", "build_tools.plugin.staging Staging.settle"
EXCHANGED = "build_tools.plugin.staging exchanged"
PREVIEW = f"{TRANSPARENCY} serve --address 127.0.0.1:0"
POINTS = [
    ("SIGTERM", f"{TRANSPARENCY} build", MADE),
    ("SIGTERM", f"{TRANSPARENCY} build", EXCHANGED),
    ("SIGINT", f"{TRANSPARENCY} build", EXCHANGED),
    ("SIGTERM", f"{TRANSPARENCY} compress", "build_tools.hosting.compress _pack"),
    ("SIGTERM", f"{MKDOCS} build", BEGUN),
    ("SIGHUP", f"{MKDOCS} build", BEGUN),
    ("SIGINT", f"{MKDOCS} build", EXCHANGED),
    ("SIGTERM", PREVIEW, "mkdocs.livereload LiveReloadServer.__init__"),
    ("SIGTERM", PREVIEW, MADE),
    ("SIGTERM", PREVIEW, "mkdocs.livereload LiveReloadServer.server_activate"),
    ("SIGINT", PREVIEW, "mkdocs.livereload LiveReloadServer.server_activate"),
]
"""A signal, the command that gets it, and after what. `release` builds and compresses, and makes no other file."""


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
@pytest.mark.parametrize(("sent", "command", "point"), POINTS)
def test_what_is_ended_leaves_a_whole_site_alone(
    small_project: Path, tmp_path: Path, sent: str, command: str, point: str
) -> None:
    """Wherever a command is ended, a whole site stands with what others keep in it, and no other file of it is left."""
    temporary = tmp_path / "temporary"
    for folder in (temporary, small_project / "site" / ".git"):
        folder.mkdir(parents=True)
    (small_project / "site" / "index.html").write_text("the last site, " * 200)
    before = sorted(path.name for path in small_project.iterdir())
    words = [sys.executable, "-c", ENDED, str(int(signal.Signals[sent])), *point.split(), *command.split()]
    done = subprocess.run(
        words, cwd=small_project, env={**os.environ, "TMPDIR": str(temporary)}, capture_output=True, text=True
    )
    assert "got so far" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode >= 0, "it was killed"
    assert list(temporary.iterdir()) == []
    assert sorted(path.name for path in small_project.iterdir()) == before
    site = small_project / "site"
    assert (site / ".git").is_dir()
    assert (site / "404.html").is_file() == (point == EXCHANGED)


@pytest.mark.parametrize("when", KILLED)
def test_a_build_that_ends_puts_the_sites_in_order(tmp_path: Path, when: str) -> None:
    """Whenever a build is ended, also between two moves, it leaves one site, with the hidden entries of the last."""
    staging = Staging(tmp_path / LEFT, tmp_path / "site")
    for name, site in KILLED[when].items():
        (tmp_path / name / (".git" if site == "old" else "assets")).mkdir(parents=True)
        (tmp_path / name / "index.html").write_text(site)
    staging.discard()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert (tmp_path / "site" / "index.html").read_text() == KILLED[when].get("site", "old")
    assert (tmp_path / "site" / ".git").is_dir()
