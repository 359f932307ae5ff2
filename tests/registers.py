"""The invented register, laid over a copy of the example: as it is published, or before its first release.

In: a folder. Out: a whole project there. Run as a program it shows the register in the browser.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
EXAMPLE, REGISTER, SERIES = (ROOT / "tests" / name for name in ("example", "register", "series"))
SETTINGS = "content/site.yml"
OF_THE_EXAMPLE = ("2000-1", "2000-1.yml")
"""The release of the example, of three who look alike: the register asks for five."""

JOINED = re.compile(r"\njoined:.*\n")


def laid(folder: Path, *, published: bool = True) -> Path:
    """Lay the register over a copy of the example and the templates in a new folder, and return it; unless it is
    ``published`` no release of it is there yet, and no table joins lines."""
    _copied(folder, *OF_THE_EXAMPLE)
    return overlaid(folder, published=published)


def laid_series(folder: Path) -> Path:
    """Lay two more briefings, corrections and a revision over a copy of the example in a new folder, and return it."""
    _copied(folder)
    shutil.copytree(SERIES / "content", folder / "content", dirs_exist_ok=True)
    return folder


def _copied(folder: Path, *left_out: str) -> None:
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns(*left_out))
    shutil.copytree(ROOT / "site_src", folder / "site_src")
    starts = folder / "mkdocs.yml"
    starts.write_text(starts.read_text("utf-8").replace("../../site_src", "site_src"), "utf-8")


def overlaid(folder: Path, *, published: bool = True) -> Path:
    """Lay the files of the register over a project, and return it."""
    shutil.copytree(REGISTER / "content", folder / "content", dirs_exist_ok=True)
    if published:
        shutil.copytree(REGISTER / "cases_public", folder / "cases_public", dirs_exist_ok=True)
        return folder
    settings = folder / SETTINGS
    settings.write_text(JOINED.sub("", settings.read_text("utf-8")), "utf-8")
    return folder


def files_of(folder: Path) -> dict[str, str]:
    """Return the texts of all that accepting and withdrawing records has written: records, snapshots, tombstones and
    settings."""
    examples = folder / "cases_public" / "examples"
    records = (path for path in (folder / "cases_public").rglob("*.yml") if examples not in path.parents)
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in (*records, folder / SETTINGS)}


def put(folder: Path, files: Mapping[str, str]) -> None:
    """Write files into a folder."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")


def show() -> None:
    """Serve the register, or with the word ``series`` the three briefings, from a folder that is gone afterwards."""
    words = sys.argv[1:]
    lay = laid_series if words[:1] == ["series"] else laid
    with TemporaryDirectory(prefix="register-") as made:
        folder = lay(Path(made) / "register")
        command = [sys.executable, "-m", "mkdocs", "serve", *words[lay is laid_series :]]
        with suppress(KeyboardInterrupt):
            subprocess.run(command, cwd=folder, check=False)


if __name__ == "__main__":
    show()
