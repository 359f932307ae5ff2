"""A preview while somebody edits: mistakes stand in the pages, and the pages go on being served."""

import datetime
import re
from pathlib import Path

import pytest

from build_tools.plugin.preview import OLDER, WRONG, Preview
from build_tools.problems import Refused

DAY = datetime.date(2001, 1, 1)
METHOD = "content/en/method.md"


def edit(project: Path, path: str, old: str, new: str) -> None:
    """Replace the first place of a text in a file."""
    text = (project / path).read_text("utf-8")
    assert old in text
    (project / path).write_text(text.replace(old, new, 1), "utf-8")


def first_box(preview: Preview, project: Path) -> str:
    """Return the page that a reader of the preview gets, of a body with one word."""
    return preview.on_page("<html><body class='a'><p>word</p></body></html>", project / "site_src")


def test_translations_that_are_behind_are_said_in_the_page_and_the_new_word_is_seen(
    small_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One English word changed: its page has the word, each page says in the maintainer's language which files are
    behind, and once they follow, nothing is said any more."""
    monkeypatch.setenv("TRANSPARENCY_LANGUAGE", "en")
    preview, site_src = Preview(), small_project / "site_src"
    preview.renewed(small_project, site_src, DAY)
    assert first_box(preview, small_project) == "<html><body class='a'><p>word</p></body></html>"
    before = (small_project / METHOD).read_text("utf-8")
    (small_project / METHOD).write_text(before + "\nAnother paragraph.\n", "utf-8")
    output = preview.renewed(small_project, site_src, DAY)
    [page] = [page for page in output.pages if page.path == "en/method.html"]
    assert "Another paragraph." in output.view(page).content
    assert preview.heading == WRONG
    box = first_box(preview, small_project)
    assert box.startswith("<html><body class='a'><details open")
    assert {"content/kk/method.md", "content/ru/method.md"} == {problem.path for problem in preview.problems}
    assert re.search(r"content/ru/method\.md:\d+: translates\.version: is not the present text in en", box)
    (small_project / METHOD).write_text(before, "utf-8")
    preview.renewed(small_project, site_src, DAY)
    assert preview.problems == []


def test_a_mistake_keeps_the_last_pages_and_is_said_in_them(small_project: Path) -> None:
    """What cannot be shown rightly is not shown: the pages are those of before, with file and line of the mistake."""
    preview, site_src = Preview(), small_project / "site_src"
    output = preview.renewed(small_project, site_src, DAY)
    edit(small_project, METHOD, "title: ", "title: [zq")
    assert preview.renewed(small_project, site_src, DAY) is output
    assert preview.heading == OLDER
    assert preview.problems[0].path == METHOD
    assert f"{METHOD}:{preview.problems[0].line}: " in first_box(preview, small_project)
    assert "zq" not in first_box(preview, small_project)


def test_a_project_that_never_was_right_has_no_preview(small_project: Path) -> None:
    """Where there are no pages of before, the mistake is said and nothing is served."""
    edit(small_project, METHOD, "title: ", "title: [zq")
    with pytest.raises(Refused):
        Preview().renewed(small_project, small_project / "site_src", DAY)
