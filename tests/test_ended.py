"""What is ended by a signal leaves what it found: a whole site, and nothing else beside it or among temporary files."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools.models import RECORD_KINDS
from tests.clean_notes import note_clean
from tests.conftest import publishable_example
from tests.repositories import changed, committed, git, write
from tests.test_withdrawal import CASE, STONE, case

ENDED = """
import os, signal, sys
from importlib import import_module

sent, module, place, only, program, *words = sys.argv[1:]
*holders, name = place.split(".")
holder = import_module(module)
for one in holders:
    holder = getattr(holder, one)
whole = getattr(holder, name)

def ended(*words, **more):
    done = whole(*words, **more) if only == "any" else None
    if only == "any" or only in repr(words):
        print("got so far", file=sys.stderr)
        os.kill(os.getpid(), int(sent))
        os.kill(os.getpid(), int(sent))  # whoever is impatient sends it twice
    return done if only == "any" else whole(*words, **more)

setattr(holder, name, ended)
signal.signal(signal.SIGINT, signal.default_int_handler)  # who tests in the background has these ignored
signal.signal(signal.SIGHUP, signal.SIG_DFL)
run = import_module(program)
(run.main if program == "build_tools.command_line" else run.cli)(words)
"""
"""A command that gets a signal as soon as it has done one thing; or before it does that with something named."""

TRANSPARENCY, MKDOCS = "build_tools.command_line", "mkdocs.__main__"
BEGUN, MADE = "build_tools.build.staging Staging.begin", "build_tools.build.staging Staging.settle"
EXCHANGED = "build_tools.build.staging exchanged"
PREVIEW = f"{TRANSPARENCY} serve --address 127.0.0.1:0"
POINTS = [
    ("SIGTERM", f"{TRANSPARENCY} build", MADE),
    ("SIGTERM", f"{TRANSPARENCY} compress", "build_tools.publish.hosting _pack"),
    ("SIGHUP", f"{MKDOCS} build", BEGUN),
    ("SIGINT", f"{MKDOCS} build", EXCHANGED),
    ("SIGTERM", PREVIEW, "build_tools.build.preview Preview.renew"),
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
    write(small_project, ".gitignore", "/site/\n")
    git(small_project, "init", "--quiet")
    note_clean(small_project)
    for folder in (temporary, small_project / "site" / ".git"):
        folder.mkdir(parents=True)
    (small_project / "site" / "index.html").write_text("the last site, " * 200)
    before = sorted(path.name for path in small_project.iterdir())
    end(small_project, temporary, sent, *point.split(), "any", *command.split())
    assert sorted(path.name for path in small_project.iterdir()) == before
    site = small_project / "site"
    assert (site / ".git").is_dir()
    assert (site / "404.html").is_file() == (point == EXCHANGED)


def end(project: Path, temporary: Path, sent: str, *words: str) -> None:
    """Run a command that gets a signal; it ends by itself, without a traceback, and leaves no temporary file."""
    whole = [sys.executable, "-c", ENDED, str(int(signal.Signals[sent])), *words]
    done = subprocess.run(
        whole, cwd=project, env={**os.environ, "TMPDIR": str(temporary)}, capture_output=True, text=True
    )
    assert "got so far" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode >= 0, "it was killed"
    assert list(temporary.iterdir()) == []


def history(tmp_path: Path, with_case: bool) -> Path:
    """Make a project that can be published, or has a story as if it were real, and a second commit."""
    made = publishable_example(tmp_path / "a project")
    if with_case:
        write(made, CASE, case())
    committed(made)
    changed(made, "content/law.yml", "\n", "\n# as it is today\n")
    committed(made)
    return made


SCHEMAS = sorted(kind.schema for kind in RECORD_KINDS)
WITHDRAWN = [f"D  {CASE}", f"A  {STONE}"]
WRITING = {
    "withdraw 7Q4K": [
        ("build_tools.publish.traces _words project", []),
        ("build_tools.git git update-index", WITHDRAWN),
    ],
    "schema": [("pathlib Path.write_text law.schema.json", [f"?? {path}" for path in SCHEMAS])],
    "export out": [("pathlib Path.write_bytes out/", ["?? out/"])],
    "release": [("build_tools.publish.hosting _pack index.html", [])],
}


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
@pytest.mark.parametrize(("command", "point", "left"), [(c, *one) for c, points in WRITING.items() for one in points])
def test_what_is_ended_while_it_writes_has_written_all_or_nothing(
    tmp_path: Path, command: str, point: str, left: list[str]
) -> None:
    """A signal in the middle of what a command writes stops nothing; before that, nothing is written."""
    project = history(tmp_path, command == "withdraw 7Q4K")
    (tmp_path / "temporary").mkdir()
    end(project, tmp_path / "temporary", "SIGTERM", *point.split(), TRANSPARENCY, *command.split())
    assert git(project, "status", "--porcelain").splitlines() == left
    assert not (project / ".git/index.lock").exists()
