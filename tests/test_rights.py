"""What may stand in a file by right, whatever ends its lines; and what a page alone shows, at which line."""

import pytest

from build_tools.files import paths
from build_tools.gate import place_of
from build_tools.gate.data import stands_by_right
from build_tools.gate.files import findings, screen
from build_tools.personal_data import find
from tests.personal_data.items import MADE

ENDS = ["\n", "\r\n", "\r", "\u0085", "\u2028", "\u2029", "\x0b", "\x0c", "\x1c"]
"""What ends a line for YAML, for Python, or for neither."""


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/en/a.md", "---\ntitle: a{}\nsources: [{}]\nstate: b\n---\n{}\n"),
        ("content/en/a.md", "---{}sources:{}  - {}\n---\n"),
        ("content/a.yml", "title: 'a{}'\nsource: {}{}\n"),
        ("content/a.yml", "{}source: {}{}\n"),
        ("content/a.yml", "'{}: {}\n- source: {}\n"),
    ],
)
def test_a_line_that_ends_in_another_way_is_no_failure(path: str, text: str, end: str) -> None:
    """Signs that end a line for YAML alone move nothing and break nothing."""
    assert findings(path, text.format(end * 20, MADE["phone"](), end * 20))


@pytest.mark.parametrize("end", ENDS[:3])
def test_a_contact_stands_by_right_whatever_ends_the_lines(end: str) -> None:
    """A file of another system has the same contacts by right, and the same number on another line is none."""
    phone = MADE["phone"]()
    channel = f"organisations:\n  - channels:\n      - kind: phone\n        value: '{phone}'\n    name: '{phone}'\n"
    text = (channel + "# a remark\n" * 40).replace("\n", end)
    assert [stands_by_right(paths.ORGANISATIONS, text, one) for one in find(text) if one.category == "PHONE"] == [
        True,
        False,
    ]


def test_a_sign_that_ends_a_line_for_yaml_moves_no_right() -> None:
    """The right to hold a contact stays on the line of the contact."""
    phone = MADE["phone"]()
    text = f"a: '\u2028'\norganisations:\n  - channels:\n      - kind: phone\n        value: x\n    name: '{phone}'\n"
    assert [stands_by_right(paths.ORGANISATIONS, text, one) for one in find(text) if one.category == "PHONE"] == [False]


@pytest.mark.parametrize("end", ENDS[:3:2])
@pytest.mark.parametrize(
    "link",
    [
        *("[{}](a.md)", "[{}](a(b).md)", "[{}](a((b)).md)", '[{}](a.md "a")', "[{}](a.md 'a) b')", "[{}][a]", "[{}][]"),
        *("[{}]", "`{}`", "\\-{}", "**{}**", "***{}***", "**{}**{{: .a }}", "**{}**{{ .a }}"),
    ],
)
def test_what_a_page_alone_shows_is_named(link: str, end: str) -> None:
    """A number across links, wherever they lead, across code or words with stress is found on its lines."""
    number = "".join(link.format(digit) for digit in MADE["phone"]())
    page = ["---", "title: a", "---", "", "Words", "and words,", number, "and words.", *["", "Words."] * 49, number]
    text = end.join([*page, "", "[a]: b.md"])
    found = findings("content/en/a.md", text)
    assert {place_of(text, one.start)[0] for one in found} == {7, 107}


def test_a_long_page_of_another_system_is_within_its_bounds() -> None:
    """Empty lines part paragraphs, whatever ends them."""
    assert screen("content/en/a.md", b"---\r\ntitle: a\r\n---\r\n" + b"\r\nThey were beaten.\r\n" * 300) == []
