"""A stranger with a number in hand: where it is from, how it is defined, how to take it away and how to cite it."""

import re
from collections.abc import Iterator
from html import unescape
from posixpath import dirname, join, normpath

import pytest

from build_tools.pipeline import Output

LANGUAGES = ("kk", "ru", "en")
CLICKS = 3
LINK = re.compile(r'<a\b[^<>]*? href="([^"]+)"')


@pytest.fixture(scope="module")
def pages(real: Output) -> dict[str, str]:
    """The body of each page but single cases, by its path."""
    return {page.path: real.view(page).content for page in real.pages if "/cases/" not in page.path}


def entry(pages: dict[str, str], language: str) -> tuple[str, str]:
    """Return where the large number of the home page leads, and what stands there, as HTML."""
    [href] = set(re.findall(r'href="(figures/[^"]+#reports)"', pages[f"{language}/index.html"]))
    path, _, anchor = href.partition("#")
    page = f"{language}/{path}"
    return page, pages[page].partition(f'id="{anchor}"')[2].partition("</section>")[0]


def leads(page: str, html: str) -> Iterator[str]:
    """Yield where links of a page lead within the site, with their anchors."""
    for href in map(unescape, LINK.findall(html)):
        if ":" not in href:
            path, _, anchor = href.partition("#")
            yield f"{normpath(join(dirname(page), path)) if path else page}#{anchor}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_large_number_leads_to_all_that_is_known_of_it(language: str, real: Output, pages: dict[str, str]) -> None:
    """One click from the first page stands the number with its source, its definition, its table and its citation."""
    page, said = entry(pages, language)
    assert ">24<" in said
    there = set(leads(page, pages[page]))
    assert {f"{language}/codebook.html#units-report", "data/figures-2022-01-19.csv#"} <= there
    assert 'id="units-report"' in pages[f"{language}/codebook.html"]
    assert "https://www.notorture.kz/briefing" in pages[page]
    quoted = unescape(said)
    assert real.locales[language].as_of(next(iter(real.site.ledgers.values())).as_of) in quoted


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_is_quoted_is_three_clicks_away(language: str, real: Output, pages: dict[str, str]) -> None:
    """From the first page each figure, table, statement and entry of the codebook is reached in three clicks or fewer,
    by links alone."""
    reached, ahead = {f"{language}/index.html"}, [f"{language}/index.html"]
    for _ in range(CLICKS - 1):
        found = {lead.partition("#")[0] for page in ahead for lead in leads(page, pages[page])}
        ahead = sorted(found & pages.keys() - reached)
        reached |= set(ahead)
    lead_to = {lead for page in reached for lead in leads(page, pages[page])}
    wanted = ("figures/2022-01-19.html", "statements/2022-01-19.html", "codebook.html", "corrections.html")
    assert {f"{language}/{name}" for name in wanted} <= {lead.partition("#")[0] for lead in lead_to}
    assert {f"data/figures-2022-01-19.{kind}#" for kind in ("csv", "json")} <= lead_to
    assert "data/frozen/figures-2022-01-19.csv#" in lead_to
    ledger = next(iter(real.site.ledgers.values()))
    ids = set(re.findall(r' id="([^"]+)"', pages[f"{language}/figures/2022-01-19.html"]))
    assert set(ledger.figures) | {f"table-{name.replace('_', '-')}" for name in ledger.tables} <= ids
    statements = next(iter(real.site.statements.values())).statements
    there = set(re.findall(r' id="([^"]+)"', pages[f"{language}/statements/2022-01-19.html"]))
    assert {name.replace("_", "-") for name in statements} <= there


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_figure_quoted_alone_says_what_it_counts(language: str, real: Output, pages: dict[str, str]) -> None:
    """The line to quote each part by begins with the number and its unit: 19 reports about men, never men: 19."""
    [ledger] = real.site.ledgers.values()
    page, locale = pages[f"{language}/figures/{ledger.id}.html"], real.locales[language]
    for name, figure in ledger.figures.items():
        cited = unescape(page.partition(f'id="{name}"')[2].partition('<details class="cite">')[2].partition("</p>")[0])
        counts = locale.counted(figure.value, figure.unit or ledger.unit)
        said = re.search(rf"\b{figure.value} [^.]*\b{re.escape(counts)}", cited)
        assert said if figure.fields else f": {figure.value}." in cited, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_figure_says_is_not_said_again_at_each(language: str, real: Output, pages: dict[str, str]) -> None:
    """What a report is stands once on the page of figures; each figure leads to it by the name of its unit."""
    [ledger] = real.site.ledgers.values()
    page, unit = unescape(pages[f"{language}/figures/{ledger.id}.html"]), real.site.vocabulary.units[ledger.unit]
    assert page.count(unit.definition[language]) == 1
    assert page.count(f'href="../codebook.html#units-{ledger.unit}"') == 1 + sum(
        figure.unit in (None, ledger.unit) for figure in ledger.figures.values()
    )
