"""Finding and reading text files, held against a folder in which everything is wrong."""

import html
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.files import tree
from build_tools.load.messages import sentence
from build_tools.load.text import CONTROL, hidden_in, read_text
from build_tools.problems import Problem

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs links and pipes")

HIDDEN_SIGNS = ("AD", "34F", "61C", "115F", "180E", "200B", "200C", "200D", "200E", "202A", "2061", "2800", "3164")
HIDDEN_SIGNS += ("200F", "202E", "2060", "2067", "FFFD", "FE0F", "FEFF", "FFA0", "FFFB", "E0041", "E0101")
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


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose folder ``content/en`` has every fault that a folder can have, and some good files."""
    root = tmp_path_factory.mktemp("bad") / "project"
    pages = root / PAGES
    write(root.parent / "outside" / "secret.yml", "not: yours\n")
    for name in ("b.md", "a/z.md", "a/b.md", "a.md", ".c.md", "new\nline", "deep/1/2/3/4/5/6/7/8/9/10/11/12/a.md"):
        write(pages / name)
    os.mkfifo(pages / "pipe.md")
    for name, target in LINKS.items():
        (pages / name).symlink_to(target)
    with (pages / "large.md").open("wb") as file:
        file.truncate(20_000_000_000)
    return root


LINKS = {
    "inside.md": "b.md",
    "twin": "a",
    "nowhere.md": "missing.md",
    "self.md": "self.md",
    "zero.md": "/dev/zero",
    "out.md": "../../../outside/secret.yml",
    "out": "../../../outside",
}


def test_each_file_of_a_folder_is_listed_with_what_is_wrong_with_its_kind(bad: Path) -> None:
    """Files stand in the order of their names, hidden ones too; links are not followed, and nothing is opened. A folder
    that is not there holds nothing, for git keeps no empty ones."""
    assert [*tree.files(bad, "content/fr")] == []
    found = [(path.removeprefix(f"{PAGES}/"), fault) for path, fault in tree.files(bad, PAGES)]
    assert [path for path, fault in found if fault is None] == [
        *(".c.md", "a/b.md", "a/z.md", "a.md", "b.md", "large.md", "new\nline"),
    ]
    assert {path: fault for path, fault in found if fault} == {
        **dict.fromkeys(LINKS, tree.LINK),
        "deep/1/2/3/4/5/6/7/8/9/10": tree.NESTED,
        "pipe.md": tree.NOT_A_FILE,
    }


@pytest.mark.parametrize("folder", [f"{PAGES}/out", f"{PAGES}/out/below", f"{PAGES}/twin"])
def test_no_folder_behind_a_link_is_searched(bad: Path, folder: str) -> None:
    """A link in the place of a folder, or on the way to it, is not followed, wherever it leads."""
    (bad.parent / "outside" / "below").mkdir(exist_ok=True)
    assert [*tree.files(bad, folder)] == [(folder, tree.LINK)]


def test_words_are_not_changed(tmp_path: Path) -> None:
    """Letters written in two parts, no-break spaces, simple emoji and entities of signs that show stay as they are;
    line ends become one kind and a byte order mark is dropped. A link that leads to the project itself is harmless."""
    words = "й = и\u0306, 24\u00a0000, 24\u202f000, 👩⚖, әіңғүұқөһ\t &nbsp;&lt;&amp;shy; a&b&c; &#1044;&unknown;"
    (tmp_path / "way").symlink_to(tmp_path)
    for data, text in ((words, words), (b"\xef\xbb\xbfa: 1\r\nb: 2\rc: 3\n", "a: 1\nb: 2\nc: 3\n")):
        write(tmp_path / "a.md", data)
        assert read_text(tmp_path, "a.md") == read_text(tmp_path / "way", "a.md") == (text, [])


@pytest.mark.parametrize(("data", "message"), UNREADABLE_BYTES.values(), ids=UNREADABLE_BYTES)
def test_what_is_not_clean_text_is_refused(tmp_path: Path, data: bytes, message: str) -> None:
    """Each wrong encoding and hidden character gives no text and a message that says what to do."""
    write(tmp_path / "a.yml", data)
    text, problems = read_text(tmp_path, "a.yml")
    assert text is None
    assert said(problems)[0].removeprefix("a.yml: ").removeprefix("a.yml:").startswith(message)


def test_every_line_with_a_hidden_character_is_told(tmp_path: Path) -> None:
    """One reading finds all lines to mend."""
    write(tmp_path / "a.yml", "\x01a\x02\nb\nc\x85\n")
    assert [problem.line for problem in read_text(tmp_path, "a.yml")[1]] == [1, 3]


def test_a_file_may_be_as_large_as_the_limit_and_no_larger(tmp_path: Path) -> None:
    """The limit counts bytes, not letters, and its message gives it in KB."""
    text = "ә\n" * 682 + "ә"
    write(tmp_path / "a.yml", text)
    assert len(text.encode()) == 2048
    assert read_text(tmp_path, "a.yml", limit=2048) == (text, [])
    assert read_text(tmp_path, "a.yml", limit=2047)[0] is None
    assert said(read_text(tmp_path, "a.yml", limit=1024)[1]) == ["a.yml: is larger than 1 KB; shorten it or divide it"]


UNREAD = {
    **dict.fromkeys((f"{PAGES}/out.md", f"{PAGES}/out/secret.yml", f"{PAGES}/self.md"), tree.LINK),
    **dict.fromkeys(("../outside/secret.yml", "content/../../outside/secret.yml", "/etc/hosts"), tree.LINK),
    **dict.fromkeys((f"{PAGES}/pipe.md", PAGES), tree.NOT_A_FILE),
    **dict.fromkeys(("content/missing.yml", "content/\0", "a" * 5000), tree.UNREADABLE),
    f"{PAGES}/large.md": tree.TOO_LARGE.filled(limit=4096),
}
"""Paths of which nothing is read, and why: no link on the way, no step up and no path from the root of the disk leads
to a file that does not belong to the project; no pipe is waited for."""


@pytest.mark.parametrize("path", UNREAD)
def test_what_is_no_file_of_the_project_is_not_read(bad: Path, path: str) -> None:
    """Each is one problem, and no text."""
    text, problems = read_text(bad, path)
    assert text is None
    assert [problem.fault for problem in problems] == [UNREAD[path]]


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


@settings(deadline=None)
@given(text=st.text(alphabet="&#x0123456789abcdefshyrlm;zwnj ") | st.text())
def test_no_entity_of_a_hidden_sign_is_read(text: str) -> None:
    """Whatever stands where a browser would read an entity, no text that passes becomes a sign that nobody sees."""
    if hidden_in(text) is None:
        assert not CONTROL.search(html.unescape(text))
