"""mkdocs.yml starts MkDocs and does nothing else: what would have no effect or could change pages is refused."""

from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority

from build_tools.load import environment
from build_tools.problems import Refused
from tests.conftest import ROOT
from tests.test_plugin import mkdocs

HOOK = """\
from pathlib import Path
Path(__file__).with_name("it-ran").touch()
"""
STARTS = {
    "hooks": ("hooks: [hook.py]\n", ["-f", "mkdocs.yml"], "mkdocs.yml:1: "),
    "hooks in another file": ("INHERIT: base.yml\n", ["-f", "other.yml"], "other.yml:1: "),
    "another theme": ("", ["--theme", "readthedocs"], "mkdocs.yml: "),
}
"""What stands before our settings, how MkDocs is started, and what it says."""


@pytest.mark.parametrize("start", STARTS)
def test_plain_mkdocs_refuses_what_could_change_pages(small_project: Path, start: str) -> None:
    """`mkdocs build` refuses a file with hooks of its own or from another file before any of them has run, and another
    theme, in one sentence; whoever starts it reads of this site alone."""
    first, words, says = STARTS[start]
    (small_project / "hook.py").write_text(HOOK)
    (small_project / "base.yml").write_text("hooks: [hook.py]\n")
    settings = first + (ROOT / "mkdocs.yml").read_text("utf-8")
    (small_project / ("other.yml" if "other.yml" in words else "mkdocs.yml")).write_text(settings, "utf-8")
    done = mkdocs(small_project, "build", *words)
    assert done.returncode == 1
    assert says in done.stderr
    assert not [word for word in ("Traceback", "successor") if word in done.stderr]
    assert not [name for name in ("it-ran", "site") if (small_project / name).exists()]


@pytest.mark.parametrize("answer", ["maybe", "ja", "2"])
def test_a_doubtful_answer_makes_no_build(answer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is neither true nor false in RELEASE is not taken for a preview."""
    monkeypatch.setenv("RELEASE", answer)
    with pytest.raises(Refused):
        environment.release_asked()


def test_what_others_change_in_the_folder_is_found(small_project: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Whoever else writes into the new site after its pages are made, nothing of it replaces the site: words that no
    other check can know, a file of a kind that is published, the look of all pages."""
    config = load_config(str(small_project / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)

    @event_priority(-99)
    def late(config: MkDocsConfig) -> None:
        site = Path(config.site_dir)
        page, style = site / "en" / "method.html", site / "assets" / "stylesheets" / "site.css"
        page.write_text(page.read_text("utf-8").replace("the", "not the", 1), "utf-8")
        (site / "data" / "cases-old.json").write_text("{}\n")
        style.write_text(style.read_text("utf-8") + "main { display: none }\n", "utf-8")

    config.plugins._register_event("post_build", late)
    with pytest.raises(Abort):
        build(config)
    config.plugins.on_shutdown()
    assert not (small_project / "site").exists()
    for path in ("en/method.html", "data/cases-old.json", "assets/stylesheets/site.css"):
        assert f"{path}: " in caplog.text
