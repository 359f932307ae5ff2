"""What a build leaves for the next one: what was made of texts, in git's own folder."""

import datetime
import marshal
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from build_tools.build import content
from build_tools.build.mkdocs_site import build_site
from build_tools.git import result_cache
from build_tools.models import Site
from build_tools.problems import Problem
from build_tools.render.drawn import typeset
from tests.publishing import contents
from tests.repositories import committed, write

DAY = datetime.date(2026, 11, 20)
FOLDER, FILE = ".git/transparency", "made"


@pytest.fixture(autouse=True)
def new_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that has made nothing yet."""
    monkeypatch.setattr(result_cache, "_known", {})
    monkeypatch.setattr(result_cache, "_asked", set())


def forgotten(folder: Path) -> None:
    """Begin a new run, which knows what the last one left."""
    result_cache._known.clear()
    result_cache._asked.clear()
    result_cache.take(folder)


def test_a_build_makes_nothing_twice_and_gives_the_same_bytes(small_project: Path) -> None:
    """A later build is the first one, byte for byte, and takes what that one left: what is altered there shows in the
    one page of these words, but not in a build to compare a site with."""
    write(small_project, ".gitignore", "/site/\n")
    committed(small_project)
    folder, page = small_project / FOLDER, "en/method.html"
    first = contents(build_site(small_project, release=False))
    left = marshal.loads((folder / FILE).read_bytes()[32:])  # noqa: S302  # written here
    words = "leads nowhere</a>.</p>"
    altered = {key: f"{text}<p>altered</p>" for key, text in left.items() if isinstance(text, str) and words in text}
    data = marshal.dumps({**left, **altered})
    result_cache.write(folder, FILE, sha256(data).digest() + data)
    result_cache._known.clear()
    second = contents(build_site(small_project, release=False))
    result_cache._known.clear()
    assert contents(build_site(small_project, False, small_project.parent / "compared")) == first
    assert len(altered) == 1
    assert {path for path in first | second if first.get(path) != second.get(path)} == {page}
    assert second[page].replace(b"<p>altered</p>", b"") == first[page]


def test_what_nobody_asked_for_is_left_no_longer(tmp_path: Path) -> None:
    """A run leaves what it made or took: words that were taken back do not lie there for ever."""
    for text in ("first", "second"):
        assert result_cache.made(lambda: "made", text) == "made"
    result_cache.keep(tmp_path)
    forgotten(tmp_path)
    assert result_cache.made(lambda: "made anew", "second") == "made"
    result_cache.keep(tmp_path)
    forgotten(tmp_path)
    assert result_cache.made(lambda: "made anew", "first") == "made anew"


@pytest.mark.parametrize("how", ["gone", "empty", "cut short", "a byte is another", "others may read it"])
def test_what_is_damaged_is_made_anew(tmp_path: Path, how: str) -> None:
    """Whatever becomes of the file, a build makes everything as the first one did; nobody else may read it."""
    result_cache.made(lambda: b"made", "text")
    result_cache.keep(tmp_path)
    path = tmp_path / FILE
    assert path.stat().st_mode & 0o777 == 0o600
    data = path.read_bytes()
    spoiled = {"gone": None, "empty": b"", "cut short": data[:-1], "a byte is another": data[:-1] + b"x"}
    match spoiled.get(how, data):
        case None:
            path.unlink()
        case other:
            path.write_bytes(other)
    path.chmod(0o644) if how == "others may read it" else None
    forgotten(tmp_path)
    assert result_cache.made(lambda: b"made anew", "text") == b"made anew"


@pytest.mark.parametrize("data", [b"", b"\xff\xff", marshal.dumps([1, 2])])
def test_what_is_no_memory_of_a_build_is_none(tmp_path: Path, data: bytes) -> None:
    """Bytes that have the right digest and are something else are passed by."""
    result_cache.write(tmp_path, FILE, sha256(data).digest() + data)
    forgotten(tmp_path)
    assert result_cache.made(lambda: "made anew", "text") == "made anew"


def test_a_write_that_fails_leaves_nothing(tmp_path: Path) -> None:
    """Where something cannot be kept, no build ends for it, and no file without a name stays."""
    (tmp_path / FILE).mkdir()
    result_cache.write(tmp_path, FILE, b"data")
    result_cache.write(tmp_path, "other", b"data")
    assert sorted(path.name for path in tmp_path.iterdir()) == [FILE, "other"]
    assert result_cache.read(tmp_path, "other") == b"data"


def test_whatever_a_drawing_names_is_asked_for(tmp_path: Path) -> None:
    """A drawing is made anew when any file of its folder changes, also one that lacked, and not before."""
    template = tmp_path / "drawing.typ"
    template.write_text('#import "parts/part.typ": part\n#set document(title: "x")\n#part')

    def drawn() -> bytes | str:
        try:
            return typeset(template, {})
        except ValueError as error:
            return str(error)

    lacking = drawn()
    (tmp_path / "parts").mkdir()
    found = []
    for text in ("one", "two", "one"):
        (tmp_path / "parts/part.typ").write_text(f"#let part = [{text}]")
        found.append(drawn())
    assert isinstance(lacking, str)
    assert "file not found" in lacking
    assert (found[0] == found[2], found[0] == found[1], type(found[0])) == (True, False, bytes)


def test_another_program_or_other_texts_are_known_nothing_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is made depends on the program and on every text, in their order."""
    result_cache.made(lambda: "made", "a", "b")
    assert [result_cache.made(lambda: "anew", *of) for of in (("a", "b"), ("b", "a"), ("ab",))] == [
        "made",
        "anew",
        "anew",
    ]
    monkeypatch.setattr(result_cache, "digest_of_program", lambda: "another program")
    assert result_cache.made(lambda: "anew", "a", "b") == "anew"


def test_rules_are_asked_again_when_content_or_day_is_another(
    small_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of content in which all rules found nothing they are not asked again, but by a release; what they found is found
    each time."""
    committed(small_project)
    asked, found = [], list[Problem]()

    def rule(site: Site) -> Iterator[Problem]:
        asked.append(site.day)
        yield from found

    monkeypatch.setattr(content, "RULES", (rule,))

    def times(day: datetime.date = DAY, anew: bool = False) -> int:
        asked.clear()
        assert content.read(small_project, small_project / "site_src", day, anew)[1] == found
        return len(asked)

    assert [times(), times(), times(anew=True), times(DAY + datetime.timedelta(1)), times()] == [1, 0, 1, 1, 0]
    page = small_project / "content/en/method.md"
    page.write_text(f"{page.read_text()}\nOne more line.\n")
    found.append(Problem("content/en/method.md", content.OTHER_SETTING))
    assert [times(), times()] == [1, 1]
    found.clear()
    assert [times(), times()] == [1, 0]
    monkeypatch.setattr(result_cache, "digest_of_program", lambda: "another program")
    assert times() == 1
