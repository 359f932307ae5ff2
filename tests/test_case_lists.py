"""The list of cases in pieces, and the mark of those that are invented."""

import dataclasses
import re

import pytest

from build_tools.build.pipeline import Output, pages_of
from build_tools.render.environment import contents_of
from build_tools.render.tables import FiguresTable
from tests.conftest import ROOT
from tests.pages import html_at, page_at

MARKS = {"kk": "МЫСАЛ · ", "ru": "ПРИМЕР · ", "en": "EXAMPLE · "}
LINE = '<th scope="row"><span class="line"><span>'
NAMES = re.compile(rf'(?:<(?:h1|caption><h\d|th scope="row")\b[^>]*>|{LINE})([^<]+)')
"""What names a part of a page and is read alone: captions and the heads of lines."""


def test_whatever_is_invented_says_so_wherever_it_is_named(real: Output) -> None:
    """Titles, captions, heads of lines and codes of invented cases say it, and nothing that is real does."""
    found = dict.fromkeys(MARKS, 0)
    for page in (page for page in real.pages if not page.quiet):
        mark, view = MARKS[page.language], real.view(page)
        said = [page.title, page.description, page.kicker, *NAMES.findall(view.content)]
        said += re.findall(r'<a href="(?:\.\./)?[0-9A-Z]{5}\.html">([^<]*)', view.content)
        said += (
            re.findall(r'<span class="meta">(?:[^<]* · )?[^<]*?(\w+ [0-9A-Z]{5}\b)', view.content)
            if page.example
            else []
        )
        marked = [text for text in said if mark.split()[0] in text]
        assert marked == ([text for text in said if text] if page.example else []), page.path
        found[page.language] += len(marked)
    assert min(found.values()) > 40


def test_a_site_of_which_nothing_is_real_marks_every_count(output: Output) -> None:
    """Also where invented cases and figures stand in the place of real ones, tables, lists and cases are marked."""
    for page in output.pages:
        if page.subpath.startswith("cases/") and page.subpath != "cases/index.html":
            assert page.title.startswith(MARKS[page.language]), page.path
        captions = re.findall(r"<caption><h\d>([^<]*)", output.view(page).content)
        assert [caption for caption in captions if not caption.startswith(MARKS[page.language])] == [], page.path
    files = {download.path: download.data().decode() for download in output.downloads if "cases" in download.path}
    assert '"invented": true' in files["data/cases.json"]


GAP = {"kk": "Тік жақшадағы", "ru": "Слова в квадратных скобках", "en": "The words in square brackets"}


def test_a_count_names_a_group_and_not_one_person(real: Output) -> None:
    """A table counts men and women, a large number says whom it is about, and the page of a case names one person."""
    figures, statistics = (html_at(real, f"ru/{name}.html") for name in ("figures/2022-01-19", "statistics"))
    assert re.findall(rf"{LINE}(Мужчин\w|Женщин\w)</span>", figures) == ["Мужчины", "Женщины"]
    assert re.findall(r'<span class="counts">\w+ (о \w+)<', statistics) == ["о мужчинах", "о женщинах"]
    path, case = next((path, case) for path, case in real.site.cases.items() if case.example)
    told = case.model_copy(update={"gender": "man"})
    made = pages_of(dataclasses.replace(real.site, cases={path: told}), ROOT / "site_src")
    assert "<dd>Мужчина</dd>" in html_at(made, f"ru/cases/examples/{case.id}.html")


def test_a_gap_of_a_briefing_is_said_beside_its_words(real: Output) -> None:
    """Who looks for the contact that a briefing left in brackets reads that it is a gap, and where to turn instead."""
    for language, words in GAP.items():
        before, _, note = html_at(real, f"{language}/briefings/2022-01-19.html").partition(words)
        assert "<mark>[" in before
        assert 'href="../report.html"' in note.partition("</p>")[0]
        assert words not in real.site.words[language, "briefings/2022-01-19"].text


def test_who_doubts_a_copy_reads_the_address_first(real: Output) -> None:
    """While nobody has decided at which address the site will be, its page on copies begins by saying so, and names no
    address that could be taken for it."""
    for language in MARKS:
        content = html_at(real, f"{language}/authenticity.html")
        assert content.lstrip().startswith('<p class="note" id="address">')
        assert "example.org" not in content


def test_nobody_can_press_an_invented_contact(real: Output) -> None:
    """A page for maintainers shows in a preview what will stand there: each contact says what it is, and none opens
    anything."""
    for language, mark in MARKS.items():
        examples = html_at(real, f"{language}/contacts-examples.html")
        values = re.findall(r'<p>[^<:]*: ([^<]*).*<span class="checked[^>]*>([^<]*)', examples)
        assert len(values) > 2
        assert all(text.startswith(mark) for pair in values for text in pair)
        assert not re.search(r"<a|\+\d", examples)


def test_every_story_stands_once_in_the_list_the_newest_first(output: Output) -> None:
    """Whoever goes through the pages of the list finds each story once, by its time, and on each page all pages."""
    stories = {case.id: case for case in output.site.cases.values() if not case.example}
    content = {page.path: output.view(page).content for page in output.pages}
    paths = ["en/cases/index.html", "en/cases/index.2.html", "en/cases/index.3.html"]
    ids = [id_ for path in paths for id_ in re.findall(r'href="([0-9A-Z]{5})\.html"', content[path])]
    assert sorted(ids) == sorted(stories)
    times = [stories[id_].period or "" for id_ in ids]
    assert times == sorted(times, reverse=True)
    for path in paths:
        pager = re.findall(r'href="(index[.0-9]*\.html)"', content[path].split('class="pager"')[1])
        assert [f"en/cases/{name}" for name in pager] == paths
    assert "en/cases/index.4.html" not in content


def test_a_margin_tells_where_a_page_is_and_what_is_on_it(real: Output) -> None:
    """A citation stands in it; a page of few sections lists what is in them."""
    for name in ("rights", "torture"):
        aside = real.view(page_at(real, f"en/{name}.html")).aside
        assert "Coalition of NGOs of Kazakhstan against Torture" in aside
        assert ("#lawyer" in aside) == (name == "rights")
    few = '<h2 id="a">A</h2>\n<h3 id="b">B</h3>'
    assert [anchor for anchor, _ in contents_of(few)] == ["a", "b"]


NONE = {"kk": "ештеңе жарияланбаған", "ru": "ничего не опубликовано", "en": "none published"}


@pytest.mark.parametrize("language", NONE)
def test_what_is_empty_says_that_none_is_published(real: Output, language: str) -> None:
    """A file without cases and a table without lines say so in words, not by a dash or a gap."""
    [cases] = [line for line in html_at(real, f"{language}/data.html").split("\n") if "data/cases.csv" in line]
    assert NONE[language] in cases
    macros = real.templates.get_template("macros.html").make_module({"_": real.locales[language].translate})
    empty = FiguresTable("gender", "Title", "Rows", "Head", ())
    assert f">{NONE[language]}</th>" in macros.bars(empty)  # type: ignore[attr-defined]  # a macro of that template
