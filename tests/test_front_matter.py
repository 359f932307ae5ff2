"""Dividing a page into front matter and body."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.load.messages import sentence
from build_tools.load.site_folder import line_in_page, words_of
from build_tools.models import Words

ABOUT = 'title: "Әдіс"\ndescription: "Words that describe the page."\nstate: source\n'
PAGE = f"---\n{ABOUT}---\n\nWords.\n---\nMore words.\n"
PATH = "content/en/a.md"


def read(text: str) -> Words:
    """Return the words of a page that has no problem."""
    words, problems = words_of(text, PATH, "en")
    assert words, problems
    return words


@pytest.mark.parametrize("fence", ["---", "---  ", "--- \t"])
def test_a_page_is_divided_at_its_second_fence(fence: str) -> None:
    """Front matter, body and the first line of the body come out; a later line --- belongs to the body, and spaces
    after a fence do no harm."""
    words = read(f"{fence}\n{ABOUT}{fence}\n\nWords.\n---\nMore words.\n")
    assert (words.name, words.about.title, words.text) == ("a", "Әдіс", "\nWords.\n---\nMore words.\n")
    assert words.first_line == 6


WITHOUT = ("", " \n\t\n", "Words.\n", "\n---\na: 1\n---\n", "----\na: 1\n---\n", "- - -\n")
OPEN = ("---", "---\na: 1\n", "---\na: 1\n ---\n", "---\ntext: |\n  x\n  ---\n")


@pytest.mark.parametrize("text", [*WITHOUT, *OPEN])
def test_a_page_without_front_matter_that_ends_is_one_problem(text: str) -> None:
    """Whether the first or the second fence is missing or indented."""
    words, problems = words_of(text, PATH, "en")
    assert (words, [problem.code for problem in problems]) == (None, ["front_matter.missing"])
    assert sentence(problems[0]).startswith(f"{PATH}:1: has no front matter; begin with a line ---")


def test_what_yaml_refuses_in_front_matter_has_the_line_of_the_page() -> None:
    """The first line of front matter is line 2 of its page."""
    _, problems = words_of("---\na: yes\nb: 1\nb: 2\n---\nWords.", PATH, "en")
    assert [(problem.line, problem.field) for problem in problems] == [(2, ("a",)), (4, ("b",))]


@given(st.text(st.characters(exclude_characters="\r")))
def test_no_part_of_a_page_is_lost(after: str) -> None:
    """Whatever a page holds, nothing fails, and the body is all that follows the front matter."""
    assert read(f"---\n{ABOUT}---\n{after}").text == after
    words_of(after, PATH, "en")
    line_in_page(after, ("a", 0))


@pytest.mark.parametrize("front", ["", "just words\n", "- a\n", "*x\n", "# a remark alone\n"])
def test_front_matter_that_names_nothing_is_said_below_its_fence(front: str) -> None:
    """A maintainer looks where the front matter begins, and not at the line that is right."""
    words, problems = words_of(f"---\n{front}---\n\nWords.\n", PATH, "en")
    assert (words, {problem.line for problem in problems}) == (None, {2})
