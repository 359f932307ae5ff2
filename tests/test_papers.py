"""Each briefing as one document for paper: the same as its page, and nothing that only a site needs."""

import re
from pathlib import Path

import pytest

from build_tools.models import Page
from build_tools.pipeline import Output

BLOCK = re.compile(r"<script[^<]*</script>")


def twins(output: Output) -> list[tuple[Page, Page]]:
    """Return each page of a briefing with its document."""
    by_path = {page.path: page for page in output.pages}
    papers = [page for page in output.pages if page.paper]
    return [(by_path[paper.path.replace(".print.html", ".html")], paper) for paper in papers]


def test_each_briefing_has_one_in_each_language(output: Output) -> None:
    """No briefing lacks its document, in any language, and nothing else has one."""
    days = [ledger.id for ledger in output.site.briefings.values()]
    papers = {paper.path for _, paper in twins(output)}
    assert papers == {f"{language}/briefings/{day}.print.html" for language in output.locales for day in days}


def test_a_document_says_what_the_page_says(output: Output) -> None:
    """Words, figures, notes and what was learned since are those of the page, to the letter."""
    for page, paper in twins(output):
        assert BLOCK.sub("", output.view(paper).content) == BLOCK.sub("", output.view(page).content)
        assert (paper.title, paper.kicker, paper.notes) == (page.title, page.kicker, page.notes)


def test_a_document_ends_with_source_and_citation(output: Output) -> None:
    """Whoever holds the paper knows its day, where the words come from, and how to quote the page itself."""
    for page, paper in twins(output):
        [ledger] = [one for one in output.site.briefings.values() if f"/{one.id}." in page.path]
        imprint, margin = output.view(paper).aside, output.view(page).aside
        assert f'href="{ledger.source}"' in imprint
        [cited] = re.findall(r"</dt><dd>([^<]+)<details", margin)
        assert cited in imprint
        assert f'href="{ledger.id}.print.html"' in margin
        assert "print.html" not in imprint


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_document_has_no_menus_and_search_does_not_list_it(finished_example: Path, language: str) -> None:
    """It is a twin of its page, so the map of the site leaves it out; a sheet of it is words, and says what is
    invented."""
    site = finished_example / "site"
    text = (site / language / "briefings" / "2000-01-01.print.html").read_text("utf-8")
    assert '<meta name="robots" content="noindex">' in text
    assert ".print.html" not in (site / "sitemap.xml").read_text("utf-8")
    assert not re.search(r'<nav(?! class="languages")|class="rail"|ld\+json', text)
    assert 'class="is-example sheet"' in text
    assert 'class="ribbon"' in text
