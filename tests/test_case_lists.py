"""Lists of cases in pieces, and the mark of those that are invented."""

import dataclasses
import re
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools import pipeline
from build_tools.render.environment import contents_of
from build_tools.render.pages.case_lists import piece_path
from build_tools.render.tables import Table

CODES = st.from_regex(r"[0-9]{4}(-(0[1-9]|1[0-2]|Q[1-4]))?|KZ-[0-9]{1,2}|[a-z]+(_[a-z0-9]+)*", fullmatch=True)
PIECES = st.tuples(CODES, st.integers(1, 999))


@given(one=PIECES, other=PIECES)
def test_no_two_pieces_lie_in_one_place(one: tuple[str, int], other: tuple[str, int]) -> None:
    """Page 12 of the list of a year is not the list of its December, whatever the codes and the numbers."""
    same = piece_path(f"cases/period/{one[0]}.html", one[1]) == piece_path(f"cases/period/{other[0]}.html", other[1])
    assert same == (one == other)


ROOT = Path(__file__).parents[1]
MARKS = {"kk": "МЫСАЛ · ", "ru": "ПРИМЕР · ", "en": "EXAMPLE · "}
LINE = '<th scope="row"><span class="line"><span>'
NAMES = re.compile(rf'(?:<(?:h1|caption><h\d|th scope="row")\b[^>]*>|{LINE})([^<]+)')
"""What names a part of a page and is read alone: captions and the heads of lines."""


@pytest.fixture(scope="module")
def shown() -> pipeline.Output:
    """The pages of a fresh checkout, invented examples included."""
    return pipeline.build_pages(ROOT, ROOT / "site_src")


def test_whatever_is_invented_says_so_wherever_it_is_named(shown: pipeline.Output) -> None:
    """Titles, captions, heads of lines and codes of invented cases say it, and nothing that is real does."""
    found = dict.fromkeys(MARKS, 0)
    for page in (page for page in shown.pages if not page.quiet):
        mark, view = MARKS[page.language], shown.view(page)
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
    assert min(found.values()) > 100


def test_a_site_of_which_nothing_is_real_marks_every_count(output: pipeline.Output) -> None:
    """Also where invented cases and figures stand in the place of real ones, tables, lists and cases are marked."""
    for page in output.pages:
        if page.subpath.startswith("cases/") and page.subpath != "cases/index.html":
            assert page.title.startswith(MARKS[page.language]), page.path
        captions = re.findall(r"<caption><h\d>([^<]*)", output.view(page).content)
        assert [caption for caption in captions if not caption.startswith(MARKS[page.language])] == [], page.path
    files = {download.path: download.data().decode() for download in output.downloads if "cases" in download.path}
    assert '"invented": true' in files["data/cases.json"]


GAP = {"kk": "Тік жақшадағы", "ru": "Слова в квадратных скобках", "en": "The words in square brackets"}


def test_a_count_names_a_group_and_not_one_person(shown: pipeline.Output) -> None:
    """A table counts men and women, a large number says whom it is about, and the page of a case names one person."""
    pages = {page.path: page for page in shown.pages}
    statistics = shown.view(pages["ru/statistics.html"]).content
    assert re.findall(rf"{LINE}(Мужчин\w|Женщин\w)</span>", statistics) == ["Мужчины", "Женщины"]
    assert re.findall(r'<span class="counts">\w+ (о \w+)<', statistics) == ["о мужчинах", "о женщинах"]
    path, case = next((path, case) for path, case in shown.site.cases.items() if case.example)
    told = case.model_copy(update={"gender": "man"})
    made = pipeline.pages_of(dataclasses.replace(shown.site, cases={path: told}), ROOT / "site_src")
    page = next(page for page in made.pages if page.path == f"ru/cases/examples/{case.id}.html")
    assert "<dd>Мужчина</dd>" in made.view(page).content


def test_a_gap_of_a_briefing_is_said_beside_its_words(shown: pipeline.Output) -> None:
    """Who looks for the contact that a briefing left in brackets reads that it is a gap, and where to turn instead."""
    for language, words in GAP.items():
        page = next(page for page in shown.pages if page.path == f"{language}/briefings/2022-01-19.html")
        content = shown.view(page).content
        note = content[content.index(words) :]
        assert "<mark>[" in content[: content.index(words)]
        assert 'href="../report.html"' in note[: note.index("</p>")]
        assert words not in (shown.site.words[language, "briefings/2022-01-19"].text)


def test_who_doubts_a_copy_reads_the_address_first(shown: pipeline.Output) -> None:
    """While nobody has decided at which address the site will be, its page on copies begins by saying so, and names no
    address that could be taken for it."""
    for page in (page for page in shown.pages if page.subpath == "authenticity.html"):
        content = shown.view(page).content
        assert content.lstrip().startswith('<p class="note" id="address">')
        assert "example.org" not in content


def test_nobody_can_press_an_invented_contact(shown: pipeline.Output) -> None:
    """A page for maintainers shows in a preview what will stand there: each contact says what it is, and none opens
    anything."""
    pages = {page.path: page for page in shown.pages}
    for language, mark in MARKS.items():
        examples = shown.view(pages[f"{language}/contacts-examples.html"]).content
        values = re.findall(r'<p>[^<:]*: ([^<]*).*<span class="checked[^>]*>([^<]*)', examples)
        assert len(values) > 2
        assert all(text.startswith(mark) for pair in values for text in pair)
        assert "<a" not in examples
        assert not re.search(r"\+\d", examples)


def test_a_list_holds_as_many_stories_as_its_link_says(shown: pipeline.Output) -> None:
    """Whoever follows a link finds so many stories, and each of them tells the code of the list."""
    content = {
        page.path: shown.view(page).content for page in shown.pages if page.path.startswith("en/cases/examples/")
    }
    links = re.findall(r'href="((\w+)/([\w-]+)\.html)">.*?class="n">(\d+)<', content["en/cases/examples/index.html"])
    assert {"place", "treatment", "complaint"} < {field for _, field, _, _ in links}
    stories = {case.id: case for case in shown.site.cases.values()}
    for href, _, code, number in links:
        ids = set(re.findall(r'href="\.\./([0-9A-Z]{5})\.html"', content[f"en/cases/examples/{href}"]))
        assert len(ids) == int(number)
        assert all(code in chain(*stories[own].told.values()) for own in ids), href


def test_a_margin_tells_where_a_page_is_and_what_is_on_it(shown: pipeline.Output) -> None:
    """While no address is decided a citation says so; a page of few sections lists what is in them."""
    for page in (page for page in shown.pages if page.path in ("en/rights.html", "en/torture.html")):
        aside = shown.view(page).aside
        assert "[the address of this site is not decided yet]" in aside
        assert ("#lawyer" in aside, "#detention-limits" in aside) == (page.subpath == "rights.html", False)
    few = '<h2 id="a">A</h2>\n<h3 id="b">B</h3>'
    assert [anchor for anchor, _ in contents_of(few)] == ["a", "b"]


NONE = {"kk": "ештеңе жарияланбаған", "ru": "ничего не опубликовано", "en": "none published"}


@pytest.mark.parametrize("language", NONE)
def test_what_is_empty_says_that_none_is_published(shown: pipeline.Output, language: str) -> None:
    """A place without cases, a file without cases and a table without lines say so in words, not by a dash or a gap."""
    pages = {page.subpath: page for page in shown.pages if page.language == language}
    tiles = re.findall(r'<li class="tile [^"]* none">(.*)</li>', shown.view(pages["cases/examples/index.html"]).content)
    assert tiles
    assert [tile for tile in tiles if NONE[language] not in tile] == []
    [cases] = [line for line in shown.view(pages["data.html"]).content.split("\n") if "data/cases.csv" in line]
    assert NONE[language] in cases
    macros = shown.templates.get_template("macros.html").make_module({"_": shown.locales[language].translate})
    empty = Table("gender", "Title", "Rows", "Head", (), "", invented=False)
    assert f">{NONE[language]}</th>" in macros.bars(empty)  # type: ignore[attr-defined]  # a macro of that template
