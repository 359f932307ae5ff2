"""What the site doubts stands on one page, in each language: nothing true is hidden by leaving it off the others."""

import re
from html import unescape

import pytest

from build_tools.models import HOW_SURE
from build_tools.pipeline import Output
from tests.removed import REMOVED

LANGUAGES = ("en", "ru", "kk")
"""In the order of the removed sentences."""


def plain(text: str) -> str:
    """Return a text as a reader sees it: without tags, each space alike."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", text)).split())


def said(language: str, real: Output) -> str:
    """Return what the page says in a language."""
    page = next(page for page in real.pages if page.path == f"{language}/{HOW_SURE}.html")
    return plain(real.view(page).content)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_doubt_that_pages_do_not_say_any_more_stands_on_one_page(language: str, real: Output) -> None:
    """A sentence that was taken from a page is there, in the same language."""
    text = said(language, real)
    assert [one[0] for one in REMOVED if plain(one[LANGUAGES.index(language)]) not in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_open_question_stands_on_one_page(language: str, real: Output) -> None:
    """So does what can be said until somebody answers it."""
    text = said(language, real)
    for one in real.site.questions.questions:
        assert plain(one.question[language]) in text, one.number
        assert one.meanwhile is None or plain(one.meanwhile[language]) in text, one.number


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_text_of_law_with_its_edition_and_each_that_was_not_read_whole_stands_on_one_page(
    language: str, real: Output
) -> None:
    """Each source with the day of its edition; each provision not read as it applies, or whose days are open."""
    text, law, date = said(language, real), real.site.law, real.locales[language].date
    for code, source in law.sources.items():
        assert plain(source.name[language]) in text, code
        assert not source.changes_until or plain(date(source.changes_until)) in text, code
    for one in (one for group in law.groups for one in group.provisions):
        if one.verified != "read" or not one.dates_confirmed or not (one.valid_from or one.since):
            assert plain(one.provision[language]) in text, one.id
            assert plain(law.acts[one.act][language]) in text, one.id
