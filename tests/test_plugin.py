"""The build through MkDocs: what it makes, what it leaves alone, and that a failure changes nothing."""

import errno
import gc
import os
import random
import re
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory

import material
import pytest
from click.testing import CliRunner
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.files import Files

from build_tools.build import pipeline
from build_tools.build.mkdocs_site import TransparencyPlugin
from build_tools.build.pipeline import Output
from build_tools.build.shell import CLASSES, RULE, SPARE, THEME, compact, stylesheet, used
from build_tools.build.staging import Staging, exchanged, full_disk_refused
from build_tools.command_line import main
from build_tools.load.messages import sentence
from build_tools.problems import Refused
from tests.conftest import PARTS
from tests.publishing import contents
from tests.repositories import changed
from tests.test_unreadable import without_rights

ROOT = Path(__file__).parents[1]


def mkdocs(project: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run MkDocs in a project as a maintainer does."""
    command = [sys.executable, "-m", "mkdocs", *words]
    return subprocess.run(command, cwd=project, env={**os.environ, **environment}, capture_output=True, text=True)


def test_mkdocs_build_makes_the_site(finished: Path) -> None:
    """Plain `mkdocs build` gives every language, the gateway and no file that nobody asked for."""
    made = contents(finished / "site")
    assert {"index.html", "404.html", "kk/index.html", "ru/index.html", "en/index.html"} <= set(made)
    assert {Path(name).suffix for name in made} == {".html", ".css", ".csv", ".json", ".xml", ".pdf", ".png", ".txt"}
    assert sorted(entry.name for entry in finished.iterdir()) == sorted([*PARTS, "site"])


LOUD = {
    '<script src="exit.js"></script>': "links to en/k/exit.js, which does not exist",
    "<script>alert(1)</script>": "has not the policy of the pages of this site",
    '<img src="https://elsewhere.test/a.png">': "leads out of the site to an address that stands nowhere",
}
"""What a template may not add to a page of help, and what is said of it."""

FAILING: Mapping[str, tuple[str, str, str, Collection[str]]] = {
    "content": ("content/figures/2000-01-01.yml", "value: 1101", "value: 1100", ["is not 1101, which was published"]),
    "template": ("site_src/templates/briefing.html", "{{ m.data_block(linked) }}", "{{ no_word }}", ["no_word"]),
    "result": ("site_src/quiet/help.html", "</main>", f"{''.join(LOUD)}</main>", LOUD.values()),
}


@pytest.mark.parametrize("what", FAILING)
def test_a_failed_build_leaves_the_last_good_site(
    small_site: Path, what: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever fails, in the content, a template or the result, is said, and the last site stays as it was, byte for
    byte."""
    entries, before = sorted(entry.name for entry in small_site.iterdir()), contents(small_site / "site")
    file, old, new, says = FAILING[what]
    changed(small_site, file, old, new)
    monkeypatch.setenv("TRANSPARENCY_LANGUAGE", "en")
    done = CliRunner().invoke(main, ["--root", str(small_site), "build"], catch_exceptions=False)
    assert done.exit_code == 1
    assert [one for one in says if one not in done.output + caplog.text] == []
    assert contents(small_site / "site") == before
    assert sorted(entry.name for entry in small_site.iterdir()) == entries


def test_a_preview_that_reloads_itself_is_built(small_site: Path) -> None:
    """While a maintainer looks, every page lets the script of MkDocs through; a build for publishing never does. A site
    folder that is a work tree of git stays one, as with plain MkDocs."""
    for page in (small_site / "site").rglob("*.html"):
        assert "unsafe-inline" not in page.read_text("utf-8")
    (small_site / "site" / ".git").write_text("gitdir: elsewhere\n", "utf-8")
    config = load_config(str(small_site / "mkdocs.yml"))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    for page in ("index.html", "ru/index.html", "ru/k/1.html"):
        text = unescape((small_site / "site" / page).read_text("utf-8"))
        assert "script-src 'unsafe-inline'; connect-src 'self'" in text
    assert (small_site / "site" / ".git").read_text("utf-8") == "gitdir: elsewhere\n"


@pytest.fixture(scope="module")
def prepared(finished_example: Path) -> Iterator[TransparencyPlugin]:
    """The plugin at the moment when MkDocs begins to write the example; nothing is written."""
    config = load_config(str(finished_example / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    plugin = config.plugins["transparency"]
    config = plugin.on_config(config)
    files = Files([])
    files.add_files_from_theme(config.theme.get_env(), config)
    assert list(files) == [], "MkDocs sees no file of the theme"
    plugin.on_files(files, config=config)
    plugin.on_shutdown()
    yield plugin
    plugin.staging.discard()


def test_joined_pages_are_rendered_pages(prepared: TransparencyPlugin) -> None:
    """A page joined from a cached shell is, byte for byte, the page that the theme's template renders for it."""
    shells = prepared.shells
    views = [prepared.output.view(page) for page in random.Random(1).sample(prepared.output.pages, 30)]
    assert [shells.join(view) for view in views] == [shells.full(view) for view in views]
    assert len(shells.made) < len(views)


def test_reading_pages_have_one_stylesheet(prepared: TransparencyPlugin, tmp_path: Path) -> None:
    """It has ours after the theme's; whoever lost one of them reads which, and nothing is made of the other alone."""
    [style] = [made.make().decode() for made in prepared.made if made.dest_uri.endswith(".css")]
    assert 0 < style.index(".md-typeset") < style.index("--paper")
    theirs = [folder for folder in prepared.theme_folders if "site_src" not in folder]
    for folders, name in ((theirs, "site.css"), ([str(tmp_path)], "main")):
        with pytest.raises(Refused) as refused, pipeline.made_whole("site_src"):
            stylesheet(folders)
        assert [one.fault.code for one in refused.value.problems] == ["build.page_cannot_be_made"]
        assert name in sentence(refused.value.problems[0])


def test_a_stylesheet_is_published_without_what_only_its_authors_need() -> None:
    """Comments, also over lines or unclosed, and indents are left out; what a rule says stays, strings too. Of ours
    nothing else is left out: no string of it looks like a comment or a spare space, and every rule of it stays whole.
    """
    style = """/* Says "so
       twice */
    a :is(b, c) > d {
      color: red; /* why */ content: " ( ";
    }

    /* never closed }
    """
    assert compact(style) == 'a :is(b, c) > d{color:red; content:" ( "}\n'
    style = (ROOT / "site_src/theme/assets/stylesheets/site.css").read_text("utf-8")
    assert style.count("/*") == style.count("*/")
    bare = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    strings = re.findall(r"""(?:"[^"\n]*"|'[^'\n]*')""", bare)
    assert strings
    assert not [text for text in strings if any(spare in text for spare in ("/*", *SPARE))]
    assert compact(style).count("{") == compact(style).count("}") == bare.count("{") > 50


def test_of_the_theme_only_what_concerns_pages_is_published(prepared: TransparencyPlugin) -> None:
    """Rules for classes and elements that no page has are left out, at any depth; every other stays as it is, and none
    is cut because braces lie deeper in it than the pattern of rules goes."""
    gone = """.md-nav{c:"}"}""", ".md-tabs{e:1}", "@media x{.md-tabs{f:1}}", """--i:url("data:,{;}");"""
    style = """@charset "x{}";a,.md-nav a{b:1}%s@media print{.md-typeset p{d:1}%s}%s:root{%s--k:2}"""
    style += ".md-typeset :is(.note,b){g:1}p:not(.md-nav){h:1}"
    assert used(style % gone) == style % (("",) * 4)
    [file] = [file for folder in prepared.theme_folders for file in Path(folder).glob(THEME)]
    bodies = [file.read_text("utf-8")]
    for style in bodies:
        rules = list(RULE.finditer(style))
        assert "".join(rule[0] for rule in rules) == style
        bodies += [rule[2] for rule in rules if rule[2] and rule[1].startswith(("@media", "@supports"))]
    assert len(bodies) > 1


def test_no_page_has_a_class_of_the_theme_that_is_left_out(output: Output) -> None:
    """What pages and the shell around them share with the theme is kept; ``n`` is a number there."""
    theme = next(Path(material.__file__).parent.glob(f"templates/{THEME}")).read_text("utf-8")
    shell = "".join(path.read_text("utf-8") for path in (ROOT / "site_src/theme").rglob("*.html"))
    content = "".join(output.view(page).content for page in output.pages)
    had = {name for names in re.findall(r'class="([^"]*)"', shell + content) for name in names.split()}
    assert had & set(re.findall(r"\.([A-Za-z_][\w-]*)", theme)) - CLASSES == {"n"}


def test_looking_for_garbage_is_taken_up_again() -> None:
    """A build looks for garbage seldom, a preview as always; after it the program does as before. What was set aside
    before stays so."""
    plugin, before, is_set_aside = TransparencyPlugin(), gc.get_threshold(), gc.get_freeze_count() > 0
    for command in ("build", "serve"):
        plugin.on_startup(command=command, dirty=False)
        assert (gc.isenabled(), gc.get_threshold() == before) == (True, command == "serve")
        plugin.on_shutdown()
        assert (gc.isenabled(), gc.get_threshold(), gc.get_freeze_count() > 0) == (True, before, is_set_aside)


@pytest.mark.parametrize("stands", [True, False])
def test_a_site_that_cannot_be_put_in_place_says_why(tmp_path: Path, stands: bool) -> None:
    """Where the new site cannot be moved, the error is about the new one, and an old site stays."""
    staging = Staging(tmp_path / "site")
    staging.begin()
    staging.folder.rmdir()
    staging.target.mkdir() if stands else None
    with pytest.raises(FileNotFoundError) as caught:
        staging.publish()
    assert caught.value.filename == str(staging.folder)
    staging.discard()
    assert [entry.name for entry in tmp_path.iterdir()] == ["site"] * stands


NEW, OLD = ".site-new", ".site-old"
KILLED = {
    "while it made the new site": {"site": "old", NEW: "half"},
    "between moving the old site away and the new one in": {OLD: "old", NEW: "new"},
    "after the exchange": {"site": "new", NEW: "old"},
    "after the new site was moved in": {"site": "new", OLD: "old"},
}
"""What a build leaves beside the site, by when it is killed: folders, and which site is in each."""


@pytest.mark.parametrize("when", KILLED)
def test_a_build_that_was_killed_leaves_nothing(tmp_path: Path, when: str) -> None:
    """The next build finds a site, the last or the new one, with the hidden entries of the last, and nothing else; a
    build that still runs is not disturbed by another, which is refused."""
    for name, site in KILLED[when].items():
        (tmp_path / name / (".git" if site == "old" else "assets")).mkdir(parents=True)
        (tmp_path / name / "index.html").write_text(site)
    running, other = Staging(tmp_path / "site"), Staging(tmp_path / "site")
    running.begin()
    with pytest.raises(Refused) as refused:
        other.begin()
    assert "is being built by another program" in sentence(refused.value.problems[0])
    other.discard()
    assert {path.name for path in tmp_path.iterdir()} == {NEW, "site"}
    running.discard()
    assert {path.name for path in tmp_path.iterdir()} == {"site"}
    assert (tmp_path / "site" / "index.html").read_text() == KILLED[when].get("site", "old")
    assert (tmp_path / "site" / ".git").is_dir()


def test_there_is_a_site_at_every_moment(tmp_path: Path) -> None:
    """The new site takes the place of the old one in one step: both are whole before and after, and none lacks."""
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        folder.mkdir()
        (folder / "index.html").write_text(folder.name)
    if not exchanged(new, old):
        pytest.skip("this system cannot exchange two folders")
    assert [(path / "index.html").read_text() for path in (old, new)] == ["new", "old"]
    assert not exchanged(new, tmp_path / "nowhere")


@pytest.mark.parametrize("goal", ["nowhere", "elsewhere", None])
def test_a_site_that_is_no_folder_is_one_sentence(small_project: Path, goal: str | None) -> None:
    """A link in the place of the site, whether it leads anywhere or not, and a file are said and left as they are."""
    (small_project / "elsewhere").mkdir()
    site = small_project / "site"
    if goal:
        site.symlink_to(goal)
    else:
        site.write_text("words")
    done = CliRunner().invoke(main, ["--root", str(small_project), "build"], catch_exceptions=False)
    assert done.exit_code == 1
    assert "site: is a link or a file, and the site is a folder" in done.output
    assert site.is_symlink() == bool(goal)
    assert list(small_project.glob(".site-*")) == []


def test_a_folder_that_takes_nothing_is_one_sentence() -> None:
    """Where the account may not write beside the site, that is one sentence; another fault of the disk stays one."""
    with TemporaryDirectory() as name, without_rights(Path(name), 0o555):
        staging = Staging(Path(name) / "site")
        with pytest.raises(Refused) as caught, full_disk_refused():
            staging.begin()
    assert sentence(caught.value.problems[0]).startswith("site: cannot be written (Permission denied): make room")
    with pytest.raises(FileNotFoundError), full_disk_refused():
        raise FileNotFoundError(errno.ENOENT, "gone")


def test_who_ends_a_build_reads_one_sentence(small_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that is ended by its keys says that a whole site stands, and leaves nothing beside it."""

    def ended(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("mkdocs.commands.build.build", ended)
    done = CliRunner().invoke(main, ["--root", str(small_project), "build"], catch_exceptions=False)
    assert (done.exit_code, done.stderr) == (130, "Ended. Nothing is left half done.\n")
