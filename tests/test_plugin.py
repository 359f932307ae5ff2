"""The build through MkDocs: what it makes, what it leaves alone, and that a failure changes nothing."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import Files

from build_tools.plugin.shell import Shells
from tests.conftest import PARTS


def mkdocs(project: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run MkDocs in a project as a maintainer does."""
    command = [sys.executable, "-m", "mkdocs", *words]
    return subprocess.run(command, cwd=project, env={**os.environ, **environment}, capture_output=True, text=True)


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its place."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_mkdocs_build_makes_the_site(project: Path) -> None:
    """Plain `mkdocs build` gives every language, the gateway and no file that nobody asked for."""
    done = mkdocs(project, "build")
    assert done.returncode == 0, done.stderr
    made = contents(project / "site")
    assert {"index.html", "404.html", "kk/index.html", "ru/index.html", "en/index.html"} <= set(made)
    assert {Path(name).suffix for name in made} == {".html", ".css", ".csv", ".json", ".xml", ".pdf", ".txt"}
    assert sorted(entry.name for entry in project.iterdir()) == sorted([*PARTS, "site"])


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("content/figures/2022-01-19.yml", "value: 19", "value: 18"),
        ("site_src/templates/briefing.html", "</h2>", "</h2><script>1</script>"),
        ("site_src/templates/briefing.html", "{{ cite }}", "{{ no_such_value }}"),
        ("site_src/theme/base.html", "<meta charset", '<img src="https://elsewhere.example/x.png"><meta charset'),
    ],
    ids=["content", "inline script", "template", "outside request"],
)
def test_a_failed_build_leaves_the_last_good_site(project: Path, file: str, old: str, new: str) -> None:
    """Whatever fails, in the content, a template or the result, the last site stays as it was, byte for byte."""
    assert mkdocs(project, "build").returncode == 0
    before = contents(project / "site")
    path = project / file
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    done = mkdocs(project, "build")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert contents(project / "site") == before
    assert sorted(entry.name for entry in project.iterdir()) == sorted([*PARTS, "site"])


def test_hidden_entries_of_the_site_are_kept(project: Path) -> None:
    """A site folder that is a work tree of git stays one, as with plain MkDocs."""
    assert mkdocs(project, "build").returncode == 0
    (project / "site" / ".git").write_text("gitdir: elsewhere\n", "utf-8")
    assert mkdocs(project, "build").returncode == 0
    assert (project / "site" / ".git").read_text("utf-8") == "gitdir: elsewhere\n"


def test_release_leaves_out_what_is_invented(project: Path) -> None:
    """A release holds no example case or contact, and says that no case has been published."""
    done = mkdocs(project, "build", RELEASE="true")
    assert done.returncode == 0, done.stderr
    made = contents(project / "site")
    assert not [name for name in made if "example" in name]
    text = b"".join(content for name, content in made.items() if name.endswith(".html"))
    for word in ("МЫСАЛ", "ПРИМЕР", "EXAMPLE", "000-00-00"):
        assert word.encode() not in text
    assert "No case has been published yet." in made["en/cases/index.html"].decode()


def test_release_refuses_real_cases(project: Path) -> None:
    """Before the gate and the audit exist, a release with a real case is refused with one sentence."""
    source = next((project / "cases_public" / "examples").glob("*.yml"))
    target = project / "cases_public" / "2022-1" / source.name
    target.parent.mkdir()
    target.write_text(source.read_text("utf-8").replace("release: examples", 'release: "2022-1"'), "utf-8")
    source.unlink()
    done = mkdocs(project, "build", RELEASE="true")
    assert done.returncode == 1
    assert f"cases_public/2022-1/{source.name}: real cases cannot be released" in done.stderr


def test_two_builds_are_the_same_bytes(project: Path, tmp_path: Path) -> None:
    """Folder, time zone, locale, hash seed and order of files leave no trace in the site."""
    other = shutil.copytree(project, tmp_path / "elsewhere" / "copy")
    first = mkdocs(project, "build", TZ="UTC", PYTHONHASHSEED="1", LC_ALL="C", SOURCE_DATE_EPOCH="1800000000")
    second = mkdocs(
        other, "build", TZ="Asia/Almaty", PYTHONHASHSEED="2", LC_ALL="C.UTF-8", SOURCE_DATE_EPOCH="1800000000"
    )
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert contents(project / "site") == contents(other / "site")


def test_joined_pages_are_rendered_pages(project: Path) -> None:
    """A page joined from a cached shell is, byte for byte, the page that the theme's template renders for it."""
    config = load_config(str(project / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    plugin = config.plugins["transparency"]
    config = plugin.on_config(config)
    files = Files([])
    files.add_files_from_theme(config.theme.get_env(), config)
    plugin.on_files(files, config=config)
    plugin.on_env(config.theme.get_env(), config=config, files=files)
    shells: Shells = plugin.shells
    chosen = random.Random(1).sample(plugin.output.pages, 60)
    views = [plugin.output.view(page) for page in chosen]
    assert [shells.join(view) for view in views] == [shells.full(view) for view in views]
    assert len(shells.made) < len(views)
    plugin.finish()
