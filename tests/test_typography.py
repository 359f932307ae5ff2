"""The spaces at which no line may break: which they are, and that nothing but spaces ever changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.render.words import NBSP, TAG, tied, tied_text

PIECES = st.sampled_from(
    ["–", " ", "  ", "\n", "48", "часов", "Статья", "Article", "№", "<b>", '<a title="№ 5">', "&amp;"]
)
WRITTEN = st.lists(PIECES | st.text(max_size=3), max_size=12).map("".join)


@pytest.mark.parametrize(
    "text",
    [
        "право_– нет",
        "Оралда_– 2, Семейде_– 1 және т. б.",
        "Статья_20, пункт_2, и статья_223",
        "части_2 и часть_1-1",
        "Article_20(2) and Articles_71 and 146",
        "48_часов, 2026_года, до 18_лет",
        "48_hours",
        "48_сағат ішінде, 2022_жылғы қаңтарда",
        "приказ №_5",
        "- a list of 3 things",
        "Participle 5 and частота 5",
    ],
)
def test_what_belongs_together_stays_on_one_line(text: str) -> None:
    """A dash stays with the word before it, and a number with its article or unit; other spaces stay free."""
    assert tied(text.replace("_", " ")) == text.replace("_", NBSP)


def untied(text: str) -> str:
    """Return a text with spaces at which lines may break."""
    return text.replace(NBSP, " ")


@given(WRITTEN)
def test_nothing_but_spaces_changes_and_not_twice(html: str) -> None:
    """Words keep all their signs, in their order; tags are never touched; a second time changes nothing."""
    made = tied(html)
    assert untied(made) == untied(html)
    assert TAG.findall(made) == TAG.findall(html)
    assert tied(made) == made


@given(st.text())
def test_plain_text_cannot_become_a_tag(text: str) -> None:
    """Plain text is escaped and reads as it was written."""
    made = tied_text(text)
    assert "<" not in made
    assert untied(made.unescape()) == untied(text)
