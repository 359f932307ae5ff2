"""Markdown as the words of pages are written: each text is read by itself."""

from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from build_tools.plain_words import EXTENSIONS, html_of

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
    html_of.cache_clear()
    alone = [Markdown(extensions=[*EXTENSIONS], output_format="html").convert(text) for text in texts]
    assert [html_of(text) for text in texts] == alone
