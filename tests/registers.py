"""Sites of invented files, laid over copies of the example in new folders."""

import shutil
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXAMPLE, SERIES = (ROOT / "tests" / name for name in ("example", "series"))


def laid_series(folder: Path) -> Path:
    """Lay two more briefings, corrections and a revision over a copy of the example in a new folder, and return it. Its
    release is left out, for they count reports of its days."""
    _copied(folder, "2000-1", "2000-1.yml")
    shutil.copytree(SERIES / "content", folder / "content", dirs_exist_ok=True)
    return folder


def _copied(folder: Path, *left_out: str) -> None:
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns(*left_out))
    shutil.copytree(ROOT / "site_src", folder / "site_src")
    starts = folder / "mkdocs.yml"
    starts.write_text(starts.read_text("utf-8").replace("../../site_src", "site_src"), "utf-8")


def put(folder: Path, files: Mapping[str, str]) -> None:
    """Write files into a folder."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
