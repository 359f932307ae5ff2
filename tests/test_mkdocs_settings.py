"""mkdocs.yml starts MkDocs and does nothing else: what would have no effect or could change pages is refused."""

from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority

from build_tools import content, variables
from build_tools.problems import Refused, sentence
from tests.conftest import EXAMPLE, ROOT
from tests.test_plugin import mkdocs


@pytest.fixture
def project(small_project: Path) -> Path:
    """A small site: what stands here does not depend on its words."""
    return small_project


OTHER_VALUES = (
    ("docs_dir: content", "docs_dir: docs"),
    ("use_directory_urls: false", "use_directory_urls: true"),
    ("use_directory_urls: false", "use_directory_urls: 0"),
    ("use_directory_urls: false\n", ""),
    ("strict: true", "strict: false"),
    ("name: material", "name: readthedocs"),
    ("font: false", 'font: "Roboto"'),
    ("custom_dir: site_src/theme", "custom_dir: elsewhere"),
    ("  custom_dir: site_src/theme\n", ""),
    ("site_src: site_src", "site_src: elsewhere"),
    ("site_src: site_src", "zq_word: x"),
    ("plugins:\n", "plugins:\n  - search\n"),
    ("strict: true", "strict: true\nhooks: [x.py]"),
    ("strict: true", "strict: true\nmarkdown_extensions: [admonition]"),
    ("strict: true", "strict: true\nextra_javascript: [x.js]"),
    ("strict: true", "strict: true\nnav: []"),
    ("strict: true", "strict: true\nINHERIT: other.yml"),
    ("strict: true", "strict: true\nzq_word: x"),
)


def said(folder: Path, text: str) -> list[str]:
    """Return what is said of a file."""
    (folder / "mkdocs.yml").write_text(text, "utf-8")
    return [sentence(problem) for problem in content.judge_mkdocs(folder)]


def own() -> str:
    """Return the file of this project."""
    return (ROOT / "mkdocs.yml").read_text("utf-8")


@pytest.mark.parametrize("file", [ROOT / "mkdocs.yml", EXAMPLE / "mkdocs.yml"], ids=["project", "example"])
def test_our_own_files_are_right(file: Path) -> None:
    """What the project ships is not refused."""
    assert content.judge_mkdocs(file.parent) == []


@pytest.mark.parametrize(("old", "new"), OTHER_VALUES)
def test_another_setting_is_refused(old: str, new: str, tmp_path: Path) -> None:
    """Whatever this site cannot be built with is refused, at its line, with the way back, and never repeated."""
    assert old in own()
    [line] = said(tmp_path, own().replace(old, new))
    assert "bring the file back with `git checkout -- mkdocs.yml`" in line
    assert "zq_word" not in line


def test_check_says_it_too(project: Path) -> None:
    """`check` names such a setting together with the problems of the content, before anybody builds."""
    (project / "mkdocs.yml").write_text(f"{own()}hooks: [x.py]\n", "utf-8")
    _, problems = content.read(project, project / "site_src")
    assert [problem.path for problem in problems] == ["mkdocs.yml"]


HOOK = """\
from pathlib import Path
Path(__file__).with_name("it-ran").touch()
"""


@pytest.mark.parametrize("file", ["mkdocs.yml", "other.yml"])
@pytest.mark.parametrize("way", ["hooks: [hook.py]", "INHERIT: base.yml"])
def test_no_hook_runs_in_plain_mkdocs(project: Path, file: str, way: str) -> None:
    """`mkdocs build` refuses a file with hooks of its own or from another file before any of them has run."""
    (project / "hook.py").write_text(HOOK)
    (project / "base.yml").write_text("hooks: [hook.py]\n")
    (project / file).write_text(f"{way}\n{own()}", "utf-8")
    done = mkdocs(project, "build", "-f", file)
    assert done.returncode == 1
    assert f"{file}:1: " in done.stderr
    assert "Traceback" not in done.stderr
    assert not (project / "it-ran").exists()
    assert not (project / "site").exists()


@pytest.mark.parametrize("theme", ["readthedocs", "mkdocs"])
def test_another_theme_on_the_command_line_is_one_sentence(project: Path, theme: str) -> None:
    """`mkdocs build --theme` cannot exchange the page around each text, and says so."""
    done = mkdocs(project, "build", "--theme", theme)
    assert done.returncode == 1
    assert "start MkDocs without --theme" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (project / "site").exists()


def test_nothing_is_advertised(project: Path) -> None:
    """Whoever starts MkDocs, in an environment that `make` made, reads of this site alone."""
    (project / "mkdocs.yml").write_text(f"{own()}hooks: []\n", "utf-8")
    done = mkdocs(project, "build")
    assert "mkdocs.yml:" in done.stderr.splitlines()[0]
    assert "successor" not in done.stderr


@pytest.mark.parametrize("answer", ["maybe", "ja", "2"])
def test_a_doubtful_answer_makes_no_build(answer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is neither true nor false in RELEASE is not taken for a preview."""
    monkeypatch.setenv("RELEASE", answer)
    with pytest.raises(Refused):
        variables.release_asked()


def change_a_word(site: Path) -> None:
    """Change words that no other check can know."""
    page = site / "en" / "method.html"
    page.write_text(page.read_text("utf-8").replace("the", "not the", 1), "utf-8")


def add_a_file(site: Path) -> None:
    """Add a file of a kind that is published."""
    (site / "data" / "cases-old.json").write_text("{}\n")


def change_a_style(site: Path) -> None:
    """Change the look of all pages."""
    with (site / "assets" / "stylesheets" / "site.css").open("a") as file:
        file.write("main { display: none }\n")


@pytest.mark.parametrize("change", [change_a_word, add_a_file, change_a_style])
def test_what_others_change_in_the_folder_is_found(project: Path, change: Callable[[Path], None]) -> None:
    """Whoever else writes into the new site after its pages are made, nothing of it replaces the site."""
    config = load_config(str(project / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)

    @event_priority(-99)
    def late(config: MkDocsConfig) -> None:
        change(Path(config.site_dir))

    config.plugins._register_event("post_build", late)
    with pytest.raises(Abort):
        build(config)
    config.plugins.on_shutdown()
    assert not (project / "site").exists()
