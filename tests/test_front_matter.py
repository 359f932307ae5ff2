"""Dividing a page into front matter and body."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.load import front_matter
from build_tools.load.front_matter import line_of, split
from build_tools.problems import sentence

PAGE = "---\ntitle: Әдіс\nreview:\n  state: source\n---\n\nWords.\n---\nMore words.\n"


def test_a_page_is_divided_at_its_second_fence() -> None:
    """Front matter, body and the first line of the body come out; a later line --- belongs to the body."""
    data = {"title": "Әдіс", "review": {"state": "source"}}
    assert split(PAGE, "a.md") == (data, "\nWords.\n---\nMore words.\n", 6, [])


WITHOUT = ("", " \n\t\n", "Words.\n", "\n---\na: 1\n---\n", "----\na: 1\n---\n", "- - -\n")
OPEN = ("---", "---\na: 1\n", "---\na: 1\n ---\n", "---\ntext: |\n  x\n  ---\n")


@pytest.mark.parametrize("text", [*WITHOUT, *OPEN])
def test_a_page_without_front_matter_that_ends_is_one_problem(text: str) -> None:
    """The whole page is then the body, whether the first or the second fence is missing or indented."""
    data, body, line, problems = split(text, "a.md")
    assert (data, body, line) == (None, text, 1)
    assert [problem.fault for problem in problems] == [front_matter.MISSING]
    assert sentence(problems[0]).startswith("a.md:1: has no front matter; begin with a line ---")


def test_spaces_after_a_fence_and_a_missing_last_line_end_do_no_harm() -> None:
    """What editors leave behind does not hide the front matter."""
    assert split("---  \na: 1\n--- \t", "a.md") == ({"a": 1}, "", 4, [])


def test_problems_have_the_line_of_the_page() -> None:
    """The first line of front matter is line 2 of its page; the body comes out all the same."""
    data, body, line, problems = split("---\na: yes\nb: 1\nb: 2\n---\nWords.", "a.md")
    assert (data, body, line) == (None, "Words.", 6)
    assert [(problem.line, problem.field) for problem in problems] == [(2, ("a",)), (4, ("b",))]


def test_empty_front_matter_is_a_problem_on_its_line() -> None:
    """Two fences with nothing between them say that something must be written there."""
    assert [sentence(problem) for problem in split("---\n---\nWords.", "a.md")[3]] == [
        "a.md:2: does not begin with a key; write at least one line of the form key: value"
    ]


def test_the_last_text_of_front_matter_keeps_its_line_end() -> None:
    """A block of text before the closing fence reads the same as elsewhere."""
    assert split("---\na: |\n  x\n---\n", "a.md")[0] == {"a": "x\n"}


def test_a_field_is_found_on_its_line_of_the_page() -> None:
    """Fields are found in the front matter, missing ones at their parent, none in a page without it."""
    found = [line_of(PAGE, field) for field in (("title",), ("review", "state"), ("review", "by"), ("absent",))]
    assert found == [2, 4, 3, 2]
    assert line_of("Words\ntitle: many\n", ("title",)) is None


@given(st.text(), st.text(st.sampled_from("-\n \tab: '[")))
def test_no_part_of_a_page_is_lost(before: str, after: str) -> None:
    """Whatever a page holds, nothing fails, and the body is the rest of it from the line that is named."""
    text = f"---\n{before}\n---\n{after}"
    for page in (before, after, text):
        data, body, line, problems = split(page, "a.md")
        assert (data is None) == bool(problems)
        assert page.split("\n")[line - 1 :] == body.split("\n") or (body == "" and line == page.count("\n") + 2)
        line_of(page, ("a", 0))
