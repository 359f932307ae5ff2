"""Markdown as the words of pages are written: each text is read by itself."""

from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from build_tools import plain_words
from build_tools.plain_words import EXTENSIONS, around_number, html_of

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
    plain_words._converted.cache_clear()
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
