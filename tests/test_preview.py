"""A preview while somebody edits: mistakes stand in the pages, and the pages go on being served."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from build_tools.build.preview import OLDER, WRONG, Preview
from build_tools.problems import Refused
from tests.repositories import changed, write

METHOD = "content/en/method.md"
GATEWAY, PAGE, QUIET = "/index.html", "/en/method.html", "/ru/k/1.html"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that a server of the preview serves."""
    monkeypatch.setenv("TRANSPARENCY_LANGUAGE", "en")
    return tmp_path / "served"


@pytest.fixture
def get(small_project: Path, site: Path) -> Iterator[Callable[[str], str]]:
    """What the server of MkDocs answers to a path, with its status before it, after the first build."""
    built(small_project, site, first=True)
    config = load_config(str(small_project / "mkdocs.yml"), site_dir=str(site))
    server = LiveReloadServer(builder=lambda: None, host="127.0.0.1", port=0, root=str(site), mount_path="/copy/")
    config.plugins["transparency"].on_serve(server, config=config, builder=server.builder)

    def answered(path: str) -> str:
        status: list[str] = []
        parts = server.get_app()({"PATH_INFO": f"/copy{path}"}, lambda line, headers: status.append(line))  # type: ignore[misc]
        body = b"".join(parts).decode()
        getattr(parts, "close", lambda: None)()  # as a server does at the end of an answer
        return "\n".join((*status, body))

    yield answered
    server.server_close()


def built(project: Path, site: Path, first: bool = False) -> set[str]:
    """Build as the server does at the beginning and after a change, and return the files that are there then."""
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(site))
    if first:
        config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    return {f"/{path.relative_to(site)}" for path in site.rglob("*") if path.is_file()}


def test_a_change_is_seen_and_only_what_is_asked_for_is_made(
    small_project: Path, site: Path, get: Callable[[str], str]
) -> None:
    """After a change nothing is made but the page of a wrong address and what was looked at; each page is made when it
    is asked for, also by its folder, with the new word, and says in the maintainer's language what is behind."""
    assert "404" in get("/en/no-such-page.html").partition("\n")[0]
    assert get(PAGE).startswith("200")
    before = (small_project / METHOD).read_text("utf-8")
    write(small_project, METHOD, f"{before}\nAnother paragraph.\n")
    assert built(small_project, site) == {"/404.html", PAGE}
    assert [get(path).partition("\n")[0] for path in ("/ru", "/ru/", GATEWAY, QUIET)] == ["302 Found", *["200 OK"] * 3]
    page = get(PAGE)
    assert "Another paragraph." in page
    box = re.search(rf'<body[^>]*><details open role="alert"><summary>{WRONG}</summary>.*?</details>', page)
    assert box
    assert {"content/kk/method.md", "content/ru/method.md"} == {*re.findall(r"<li>(content/[^:]*)", box[0])}
    assert re.search(r"content/ru/method\.md:\d+: translates\.version: is not that of the present text in en", box[0])
    write(small_project, METHOD, before)
    built(small_project, site)
    assert "alert" not in get(PAGE) + get(QUIET) + get(GATEWAY)


def test_what_cannot_be_made_keeps_its_last_page_and_says_so(
    small_project: Path, site: Path, get: Callable[[str], str]
) -> None:
    """A mistake in the content keeps all pages of before, one in a template those that it makes; they say file and line
    of the mistake, and not what somebody wrote there. What stops a file that is no page stands on the pages too."""
    changed(small_project, METHOD, "title: ", "title: [zq")
    built(small_project, site)
    page = get(PAGE)
    assert f"<summary>{OLDER}</summary>" in page
    assert re.search(rf"<li>{METHOD}:\d+: ", page)
    assert "zq" not in page
    changed(small_project, METHOD, "title: [zq", "title: ")
    changed(small_project, "site_src/templates/words.html", "{{ before", "{{ nothing_here }}{{ before")
    built(small_project, site)
    page = get(PAGE)
    assert f"<summary>{OLDER}</summary>" in page
    assert "nothing_here" in page
    assert "</h1>" in page
    feed = get("/en/feed.xml")
    assert feed.startswith("200")
    changed(small_project, "site_src/templates/words.html", "{{ nothing_here }}{{ before", "{{ before")
    changed(small_project, "site_src/templates/feed.xml", "<feed", "{{ no_feed }}<feed")
    built(small_project, site)
    assert get("/en/feed.xml") == feed
    assert "no_feed" in get(PAGE)


def test_a_template_that_fails_at_the_beginning_is_said_and_nothing_is_served(
    small_project: Path, site: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Whatever it makes, a page or another file: a preview begins where every file of the site can be made."""
    changed(small_project, "site_src/templates/feed.xml", "<feed", "{{ no_feed }}<feed")
    with pytest.raises(Abort):
        built(small_project, site, first=True)
    assert "no_feed" in caplog.text


def test_one_thing_is_made_at_a_time() -> None:
    """What is made when two ask at once, or while a change arrives, is made one after the other, and each only once."""
    preview, locked = Preview(), list[bool]()

    class Made:
        """A file that remembers whether others had to wait for it."""

        dest_uri = "kk/k/index.html"

        def copy_file(self) -> None:
            """Remember it."""
            locked.append(preview.lock.locked())

    preview.renew([Made()])  # type: ignore[list-item]
    answer = preview.asking(lambda environ, start: [], "/")
    for path in ("/kk/k/index.html", "/kk/k", "/kk//k/", "/kk/../kk/k/", "/%ff"):
        answer({"PATH_INFO": path}, lambda *_: print)  # type: ignore[arg-type,return-value]
    assert locked == [True]
    preview.renew([Made()])  # type: ignore[list-item]
    assert locked == [True, True]


def test_a_project_that_never_was_right_has_no_preview(small_project: Path) -> None:
    """Where there are no pages of before, the mistake is said and nothing is served."""
    changed(small_project, METHOD, "title: ", "title: [zq")
    with pytest.raises(Refused):
        Preview().renewed(small_project, small_project / "site_src")
