"""Lists of cases in pieces, and the mark of those that are invented."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools import pipeline
from build_tools.render.pages.case_list_pages import piece_name
from build_tools.render.tables import ShownTable

CODES = st.from_regex(r"[0-9]{4}(-(0[1-9]|1[0-2]|Q[1-4]))?|KZ-[0-9]{1,2}|[a-z]+(_[a-z0-9]+)*", fullmatch=True)
PIECES = st.tuples(CODES, st.integers(1, 999))


@given(one=PIECES, other=PIECES)
def test_no_two_pieces_lie_in_one_place(one: tuple[str, int], other: tuple[str, int]) -> None:
    """Page 12 of the list of a year is not the list of its December, whatever the codes and the numbers."""
    same = piece_name(f"cases/period/{one[0]}.html", one[1]) == piece_name(f"cases/period/{other[0]}.html", other[1])
    assert same == (one == other)


ROOT = Path(__file__).parents[1]
MARKS = {"kk": "МЫСАЛ · ", "ru": "ПРИМЕР · ", "en": "EXAMPLE · "}
NAMES = re.compile(r'<(?:h1|caption><h\d|th scope="row")\b[^>]*>([^<]*)')
"""What names a part of a page and is read alone: captions and the heads of lines."""


@pytest.fixture(scope="module")
def shown() -> pipeline.Output:
    """The pages of a fresh checkout, invented examples included."""
    return pipeline.build_pages(ROOT, ROOT / "site_src")


def test_whatever_is_invented_says_so_wherever_it_is_named(shown: pipeline.Output) -> None:
    """Titles, captions, heads of lines and codes of invented cases say it, and nothing that is real does."""
    found = dict.fromkeys(MARKS, 0)
    for page in (page for page in shown.pages if not page.complete):
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
    assert min(found.values()) > 300


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
    assert re.findall(r'<th scope="row">(Мужчин\w|Женщин\w)</th>', statistics) == ["Мужчины", "Женщины"]
    assert re.findall(r'<span class="counts">\w+ (о \w+)<', statistics) == ["о мужчинах", "о женщинах"]
    case = next(case for case in shown.site.cases.values() if case.gender == "man")
    assert "<dd>Мужчина</dd>" in shown.view(pages[f"ru/cases/examples/{case.id}.html"]).content


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
    empty = ShownTable("gender", "Title", "Rows", "Head", (), "", invented=False)
    assert f">{NONE[language]}</th>" in macros.bars(empty)  # type: ignore[attr-defined]  # a macro of that template
