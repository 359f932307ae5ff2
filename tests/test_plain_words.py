"""Markdown as the words of pages are written: each text is read by itself."""

from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from build_tools.text.markdown import EXTENSIONS, around_number, blocks, html_of

PIECES = [
    "[a]: b.md\n",
    "[a]",
    "[a][b]",
    "[b]: c.md\n",
    "| a | b |\n|---|---|\n",
    "# A {#a}\n",
    "\n",
    "<p>",
    "&amp;",
    "1. x\n",
]


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=6).map("".join), max_size=4))
def test_no_text_changes_how_the_next_one_is_read(texts: list[str]) -> None:
    """A text that comes after others, whose references it must not know, is the HTML that it is alone."""
    alone = [Markdown(extensions=[*EXTENSIONS], output_format="html").convert(text) for text in texts]
    assert [html_of(text) for text in texts] == alone


@given(st.text("0 4a2", max_size=8), st.text("024", min_size=1, max_size=2), st.text("0 4a2", max_size=8))
def test_a_number_is_found_whole_or_not_at_all(before: str, number: str, after: str) -> None:
    """Where a number stands it is found, and never as a part of another; nothing of the text is lost."""
    text = f"{before}{number}{after}"
    parts = around_number(number, text)
    assert "".join(parts) == text
    assert not parts[0][-1:].isdigit() or not parts[1]
    assert not parts[2][:1].isdigit()
    stands = not before[-1:].isdigit() and not after[:1].isdigit()
    assert parts[1] == number if stands else parts[1] in ("", number)


def test_blocks_are_in_their_order_and_without_marks() -> None:
    """Lists, steps, paragraphs over several lines and headings come out as they read: stars, links, escapes, ids go."""
    text = (
        "**One** and\n*two*.\n\n<!-- data -->\n\n## [Head](a.md#b) {#id}\n- a \\* b_c\n  &lt;b&gt;\n- c\n\n1. d\n2. e\n"
    )
    assert [(block.kind, block.text) for block in blocks(text)] == [
        *(("text", "One and two."), ("heading", "Head"), ("entry", "a * b_c <b>"), ("entry", "c")),
        *(("step", "d"), ("step", "e")),
    ]


@given(st.lists(st.text("абв ", min_size=1, max_size=60).filter(str.strip), max_size=8))
def test_no_word_is_lost_in_blocks(lines: list[str]) -> None:
    """Whatever the lines are, their words are in the blocks, in order."""
    text = "\n\n".join(lines)
    assert " ".join(block.text for block in blocks(text)).split() == text.split()
