"""Finding and reading text files, held against a folder in which everything is wrong."""

import html
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools import tree
from build_tools.load import files
from build_tools.load.files import walk
from build_tools.load.text import CONTROL, hidden_in, read_text
from build_tools.problems import Problem, sentence

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs links and pipes")

HIDDEN_SIGNS = ("AD", "34F", "61C", "115F", "180E", "200B", "200C", "200D", "200E", "202A", "2061", "2800", "3164")
HIDDEN_SIGNS += ("FE0F", "FEFF", "FFA0", "FFFB", "E0041", "E0101")
HIDDEN_ENTITIES = ("&rlm;", "&shy;", "&shy", "&zwnj;", "&ZeroWidthSpace;", "&NoBreak;", "&InvisibleTimes;", "&#x202e;")
HIDDEN_ENTITIES += ("&#X00000202E;", "&#8238", "&#173;", "&#x1;", "&#0;", "&#x3164;", "&#xe0041;", "&#99999999;")

UNREADABLE_BYTES = {
    "UTF-16 with its mark": (
        "a: әділ\n".encode("utf-16"),
        "1: is not a text in UTF-8, but perhaps in UTF-16 or Windows-1251; save it as UTF-8",
    ),
    "UTF-16 without its mark": ("a: әділ\n".encode("utf-16-le"), "1: is not a text in UTF-8"),
    "UTF-16, big end first": (b"\xfe\xff\x04\x10", "1: is not a text in UTF-8"),
    "a zero byte": (b"a: 1\0", "is not a text in UTF-8"),
    "Windows-1251": (
        "a: 1\nb: первое слово\n".encode("cp1251"),
        "2: is not a text in UTF-8",
    ),
    "half a letter": ("a: 1\n\nb: слово".encode()[:-1], "3: is not a text in UTF-8"),
    "Latin-1": ("a: “façade”, ±°§".encode("cp1252"), "1: is not a text in UTF-8"),
    "a control character": (
        b"a: 1\nb:\x07 x\x1b\nc: \x7f",
        "2: has a sign that nobody sees at character 3 of this",
    ),
    "a separator of lines": ("a: 1\u2028b".encode(), "1: has a sign that nobody sees at character 5"),
    "a mark that reorders text": ("a: \u202eb".encode(), "1: has a sign that nobody sees at character 4"),
    "a mark that isolates text": ("a: \u2067b".encode(), "1: has a sign that nobody sees at character 4"),
    "a byte order mark inside": ("a: \ufeffb".encode(), "1: has a sign that nobody sees at character 4"),
    "a space of no width": ("a: сө\u200bз".encode(), "1: has a sign that nobody sees at character 6"),
    "a joiner of words": ("a: сө\u2060з".encode(), "1: has a sign that nobody sees at character 6"),
    "a mark of direction": ("a: сө\u200fз".encode(), "1: has a sign that nobody sees at character 6"),
    **{
        f"the sign {number}": (
            f"a: сө{chr(int(number, 16))}з".encode(),
            "1: has a sign that nobody sees at character 6",
        )
        for number in HIDDEN_SIGNS
    },
    **{
        f"the entity {entity}": (f"a: сө{entity}з".encode(), "1: has a sign that nobody sees at character 6")
        for entity in HIDDEN_ENTITIES
    },
    "a merge that was not finished": (
        b"a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> other\n",
        "2: has the marks of an unfinished merge (such as =======); keep one of the two versions and delete the marks",
    ),
    "the end of a merge": (b"a: 1\n>>>>>>> other\n", "2: has the marks of an unfinished merge"),
    "a letter lost before": ("a: сл\ufffdво".encode(), "1: has a sign that nobody sees at character 6 of this line"),
}


def said(problems: list[Problem]) -> list[str]:
    """The problems as sentences."""
    return [sentence(problem) for problem in problems]


def write(path: Path, data: bytes | str = "a: 1\n") -> Path:
    """Make a file and its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


PAGES = "content/en"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An empty project beside a folder that does not belong to it."""
    write(tmp_path / "outside" / "secret.yml", "not: yours\n")
    (tmp_path / "project").mkdir()
    return tmp_path / "project"


@pytest.fixture
def bad(root: Path) -> Path:
    """A project whose folder ``content/en`` has every fault that a folder can have, and some good files."""
    cases = root / PAGES
    for name in (
        "b.md",
        "a/z.md",
        "a/b.md",
        "a.md",
        "other.markdown",
        "loud.MD",
        "notes.md.txt",
        "photo.jpg",
        "new\nline",
    ):
        write(cases / name)
    write(cases / ".c.md")
    write(cases / "\u3164.md")
    write(cases / "deep/1/2/3/4/5/6/7/8/9/10/11/12/a.md")
    (cases / "d.md").mkdir()
    for name in (".gitkeep", "._a.md", ".a.md.swp", ".hidden/x.jpg", "a/b.md~", "#b.md#", "~$b.docx", "Thumbs.db"):
        write(cases / name)
    os.mkfifo(cases / "pipe.md")
    (cases / "inside.md").symlink_to("b.md")
    (cases / "twin").symlink_to("a")
    (cases / "nowhere.md").symlink_to("missing.md")
    (cases / "self.md").symlink_to("self.md")
    (cases / "out.md").symlink_to(root.parent / "outside" / "secret.yml")
    (cases / "out").symlink_to("../../../outside")
    return root


def test_a_bad_folder_is_told_everything(bad: Path) -> None:
    """Every fault of a folder has its message, and the good files are listed in order all the same."""
    paths, problems = walk(bad, PAGES, ".md")
    assert paths == [f"{PAGES}/{name}.md" for name in ("a", "a/b", "a/z", "b")]
    found = {problem.path.removeprefix(f"{PAGES}/"): problem.code for problem in problems}
    assert found == {
        **dict.fromkeys(("loud.MD", "notes.md.txt", "other.markdown", "photo.jpg"), "tree.misplaced"),
        **dict.fromkeys(("inside.md", "twin", "nowhere.md", "self.md", "out.md", "out"), "files.link"),
        "deep/1/2/3/4/5/6/7/8/9/10/11": "files.nested",
        "pipe.md": "files.not_a_file",
        PAGES: "files.name_cannot_be_shown",
    }


def test_a_folder_that_is_not_there_holds_nothing(root: Path) -> None:
    """Git keeps no empty folders, so a missing one is no problem."""
    assert walk(root, "content/fr", ".md") == ([], [])


def test_a_file_in_the_place_of_a_folder_is_a_problem(root: Path) -> None:
    """A file named like an expected folder is not passed over."""
    write(root / PAGES)
    assert said(walk(root, PAGES, ".md")[1]) == [
        "content/en: is not a folder; make a folder of this name and put the files into it"
    ]


@pytest.mark.parametrize("target", ["../outside", "real"])
def test_the_folder_itself_may_not_be_a_link(root: Path, target: str) -> None:
    """A link in the place of the folder is not followed, wherever it leads."""
    write(root / "real" / "a.md")
    (root / PAGES).parent.mkdir()
    (root / PAGES).symlink_to(root / target)
    paths, problems = walk(root, PAGES, ".md")
    assert paths == []
    assert [problem.fault for problem in problems] == [tree.LINK]


def test_a_folder_behind_a_link_is_not_searched(bad: Path) -> None:
    """A link on the way to the folder is as little followed as one in its place."""
    (bad.parent / "outside" / "below").mkdir()
    paths, problems = walk(bad, f"{PAGES}/out/below", ".md")
    assert paths == []
    assert [problem.fault for problem in problems] == [tree.LINK]


def test_line_ends_become_one_kind_and_a_byte_order_mark_is_dropped(root: Path) -> None:
    """What editors on Windows and old systems write is read as the same text."""
    write(root / "a.yml", b"\xef\xbb\xbfa: 1\r\nb: 2\rc: 3\n")
    assert read_text(root, "a.yml") == ("a: 1\nb: 2\nc: 3\n", [])


def test_words_are_not_changed(root: Path) -> None:
    """Letters written in two parts, no-break spaces, simple emoji and entities of signs that show stay as they are."""
    words = "й = и\u0306, 24\u00a0000, 24\u202f000, 👩⚖, әіңғүұқөһ\t &nbsp;&lt;&amp;shy; a&b&c; &#1044;&unknown;"
    write(root / "a.md", words)
    assert read_text(root, "a.md") == (words, [])


@pytest.mark.parametrize(("data", "message"), UNREADABLE_BYTES.values(), ids=UNREADABLE_BYTES)
def test_what_is_not_clean_text_is_refused(root: Path, data: bytes, message: str) -> None:
    """Each wrong encoding and hidden character gives no text and a message that says what to do."""
    write(root / "a.yml", data)
    text, problems = read_text(root, "a.yml")
    assert text is None
    assert said(problems)[0].removeprefix("a.yml: ").removeprefix("a.yml:").startswith(message)


def test_every_line_with_a_hidden_character_is_told(root: Path) -> None:
    """One reading finds all lines to mend."""
    write(root / "a.yml", "\x01a\x02\nb\nc\x85\n")
    assert [problem.line for problem in read_text(root, "a.yml")[1]] == [1, 3]


def test_a_file_may_be_as_large_as_the_limit_and_no_larger(root: Path) -> None:
    """The limit counts bytes, not letters, and its message gives it in KB."""
    text = "ә\n" * 682 + "ә"
    write(root / "a.yml", text)
    assert len(text.encode()) == 2048
    assert read_text(root, "a.yml", limit=2048) == (text, [])
    assert read_text(root, "a.yml", limit=2047)[0] is None
    assert said(read_text(root, "a.yml", limit=1024)[1]) == ["a.yml: is larger than 1 KB; shorten it or divide it"]


@pytest.mark.parametrize(
    "path",
    ["content/en/out.md", "content/en/out/secret.yml", "../outside/secret.yml", "content/../../outside/secret.yml"],
)
def test_nothing_outside_the_project_is_read(bad: Path, path: str) -> None:
    """No link on the way and no step up leads to a file that does not belong to the project."""
    text, problems = read_text(bad, path)
    assert text is None
    assert [problem.fault for problem in problems] == [tree.LINK]


def test_an_absolute_path_is_not_read(bad: Path) -> None:
    """A path from the root of the disk is outside, too."""
    assert read_text(bad, f"{bad.parent}/outside/secret.yml")[1][0].fault == tree.LINK


def test_a_project_behind_a_link_is_read(bad: Path, tmp_path: Path) -> None:
    """A link that leads to the project itself is harmless."""
    (tmp_path / "way").symlink_to(bad)
    assert read_text(tmp_path / "way", f"{PAGES}/b.md") == ("a: 1\n", [])


@pytest.mark.parametrize(
    "path", ["content/en/pipe.md", PAGES, "content/missing.yml", "content/en/self.md", "content/\0", "a" * 5000]
)
def test_what_is_no_file_is_a_problem_and_does_not_wait(bad: Path, path: str) -> None:
    """Pipes, folders, missing files, circles and impossible names give one problem each."""
    text, problems = read_text(bad, path)
    assert text is None
    assert [problem.fault for problem in problems] in ([tree.NOT_A_FILE], [tree.UNREADABLE], [tree.LINK])


@settings(deadline=None)
@given(data=st.binary() | st.text().map(str.encode))
def test_any_bytes_give_clean_text_or_a_problem(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Whatever the bytes, reading never fails, and a text that passes holds what the bytes say."""
    root = tmp_path_factory.getbasetemp()
    write(root / "any.yml", data)
    text, problems = read_text(root, "any.yml")
    assert (text is None) == bool(problems)
    if text is not None:
        assert not CONTROL.search(text)
        assert text.split("\n") == data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def test_what_others_open_is_looked_at_first(bad: Path) -> None:
    """Of files that a library opens, each that is no plain one is named, hidden ones too; none is opened: not a pipe,
    which would wait, nor a device, which never ends, nor one that is larger than can be meant."""
    templates = bad / "templates"
    write(templates / "a.html")
    os.mkfifo(write(templates / "b" / ".pipe.html").parent / "pipe")
    (templates / "b" / "zero").symlink_to("/dev/zero")
    (templates / "circle").symlink_to("circle")
    (templates / "here").symlink_to(".")
    (templates / "plain").symlink_to("a.html")
    with (templates / "large").open("wb") as file:
        file.truncate(20_000_000_000)
    assert said([*files.not_plain(bad, "templates"), *files.not_plain(bad, "nowhere")]) == [
        "templates/b/pipe: is not an ordinary file; put a text file here",
        f"templates/b/zero: {tree.LINK}",
        f"templates/circle: {tree.LINK}",
        f"templates/here: {tree.LINK}",
        "templates/large: is larger than 4096 KB; shorten it or divide it",
        f"templates/plain: {tree.LINK}",
    ]


@settings(deadline=None)
@given(text=st.text(alphabet="&#x0123456789abcdefshyrlm;zwnj ") | st.text())
def test_no_entity_of_a_hidden_sign_is_read(text: str) -> None:
    """Whatever stands where a browser would read an entity, no text that passes becomes a sign that nobody sees."""
    if hidden_in(text) is None:
        assert not CONTROL.search(html.unescape(text))
