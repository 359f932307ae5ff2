"""A preview while somebody edits: mistakes stand in the pages, and the pages go on being served."""

import re
from pathlib import Path

import pytest

from build_tools import variables
from build_tools.plugin.preview import OLDER, WRONG, Preview
from build_tools.problems import Refused

METHOD = "content/en/method.md"


def edit(project: Path, path: str, old: str, new: str) -> None:
    """Replace the first place of a text in a file."""
    text = (project / path).read_text("utf-8")
    assert old in text
    (project / path).write_text(text.replace(old, new, 1), "utf-8")


def on_page(preview: Preview) -> str:
    """Return the page that a reader of the preview gets, of a body with one word."""
    return preview.on_page("<html><body class='a'><p>word</p></body></html>")


def test_translations_that_are_behind_are_said_in_the_page_and_the_new_word_is_seen(
    small_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One English word changed: its page has the word, each page says in the maintainer's language which files are
    behind, and once they follow, nothing is said any more."""
    monkeypatch.setenv("TRANSPARENCY_LANGUAGE", "en")
    preview, site_src = Preview(), small_project / "site_src"
    preview.renewed(small_project, site_src)
    assert on_page(preview) == "<html><body class='a'><p>word</p></body></html>"
    before = (small_project / METHOD).read_text("utf-8")
    (small_project / METHOD).write_text(before + "\nAnother paragraph.\n", "utf-8")
    output = preview.renewed(small_project, site_src)
    [page] = [page for page in output.pages if page.path == "en/method.html"]
    assert "Another paragraph." in output.view(page).content
    box = on_page(preview)
    assert box.startswith(f"<html><body class='a'><details open role=\"alert\"><summary>{WRONG}</summary>")
    assert {"content/kk/method.md", "content/ru/method.md"} == {*re.findall(r"<li>(content/[^:]*)", box)}
    assert re.search(r"content/ru/method\.md:\d+: translates\.version: is not that of the present text in en", box)
    (small_project / METHOD).write_text(before, "utf-8")
    preview.renewed(small_project, site_src)
    assert preview.box == ""


def test_a_mistake_keeps_the_last_pages_and_is_said_in_them(
    small_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be shown rightly is not shown: the pages are those of before, with file and line of the mistake. It
    is put in words once, however many pages say it: to read the translations for each takes longer than to make it."""
    preview, site_src = Preview(), small_project / "site_src"
    output = preview.renewed(small_project, site_src)
    edit(small_project, METHOD, "title: ", "title: [zq")
    assert preview.renewed(small_project, site_src) is output
    monkeypatch.setattr(variables, "maintainers_language", None)
    assert f"<summary>{OLDER}</summary>" in on_page(preview)
    assert re.search(rf"<li>{METHOD}:\d+: ", on_page(preview))
    assert "zq" not in on_page(preview)


def test_a_template_that_fails_keeps_the_last_pages_and_is_said_in_them(small_project: Path) -> None:
    """What is found only when a page is made stops no server either: all pages and files are those of before."""
    preview, site_src = Preview(), small_project / "site_src"
    output = preview.renewed(small_project, site_src)
    views, files = dict(preview.views), dict(preview.files)
    assert (views.keys(), files.keys()) == ({page.path for page in output.pages}, {d.path for d in output.downloads})
    edit(small_project, "site_src/templates/words.html", "{{ before", "{{ nothing_here }}{{ before")
    assert preview.renewed(small_project, site_src) is output
    assert (preview.views, preview.files) == (views, files)
    assert f"<summary>{OLDER}</summary>" in on_page(preview)


def test_a_project_that_never_was_right_has_no_preview(small_project: Path) -> None:
    """Where there are no pages of before, the mistake is said and nothing is served."""
    edit(small_project, METHOD, "title: ", "title: [zq")
    with pytest.raises(Refused):
        Preview().renewed(small_project, small_project / "site_src")
