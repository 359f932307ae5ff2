"""A stranger with a number in hand: where it is from, how it is defined, how to take it away and how to cite it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import unescape
from posixpath import dirname, join, normpath

import pytest

from build_tools.build.pipeline import Output
from build_tools.models import Site
from build_tools.render.authored import Citation, citation
from tests.help_builder import context_of
from tests.pages import LANGUAGES
from tests.site_builder import built, plain

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


ENTRY = re.compile(r"@misc\{([a-z0-9-]+),\n((?:  [a-z]+ = \{.*\},?\n)+)\}")
FIELD = re.compile(r"  ([a-z]+) = \{(.*)\}(,?)")
PATH = "briefings/2000-06-30.html#by-town"
ADDRESS = "https://somewhere.zz/"


def cited(title: str = "By town (example)", **settings: object) -> Citation:
    """Return how to quote a table of the small site."""
    site: Site = built(plain())
    site = replace(site, settings=site.settings.model_copy(update=settings))
    return citation(title, f"en/{PATH}", context_of(site), "As of a day", date(2000, 6, 30))


def fields(entry: str) -> dict[str, str]:
    """Return the fields of an entry, which is one and whole."""
    whole = ENTRY.fullmatch(entry)
    assert whole, entry
    lines = whole[2].rstrip("\n").split("\n")
    found = [FIELD.fullmatch(line) for line in lines]
    assert all(found)
    assert [line.endswith(",") for line in lines] == [True] * (len(lines) - 1) + [False]
    return {field[1]: field[2] for field in found if field}


def test_an_entry_names_who_says_what_when_and_where() -> None:
    """A bibliography gets author as one name, title, year, as of when, and the address with the anchor."""
    found = fields(cited(address=ADDRESS).bibtex)
    assert found["author"] == "{Coalition of NGOs of Kazakhstan against Torture}"
    assert found["title"] == "{By town (example)}"
    assert (found["year"], found["note"]) == ("2000", "As of a day.")
    assert found["url"] == f"{ADDRESS}en/{PATH}"


def test_no_address_is_given_before_one_is_decided() -> None:
    """A placeholder is neither in the line nor in the entry."""
    found = cited()
    assert "example.org" not in found.text + found.bibtex
    assert found.text.endswith("As of a day.")
    assert "url" not in fields(found.bibtex)


@pytest.mark.parametrize("sign", "\\{}~^&%$#_")
def test_no_sign_of_a_title_means_something_to_bibtex(sign: str) -> None:
    """Braces balance whatever a title holds, and each sign that TeX takes for a command is written as one."""
    title = fields(cited(f"A{sign}B\n  C").bibtex)["title"]
    assert title.count("{") == title.count("}")
    assert re.fullmatch(r"\{A(\\[&%$#_]|\\text[a-z]+\{\})B C\}", title)


def test_an_entry_has_the_same_name_in_each_language_but_for_its_end(output: Output) -> None:
    """Who cites in two languages sees that both are one page; nothing in a name needs care in TeX."""
    pages = [page for page in output.pages if page.subpath == "figures/2000-01-01.html"]
    names = {page.language: re.findall(r"@misc\{(.*),", output.view(page).content) for page in pages}
    assert names == {language: [f"coalition-figures-2000-01-01-{language}"] for language in ("kk", "ru", "en")}
    assert "{coalition-briefings-2000-06-30-by-town-en," in cited().bibtex


def test_what_is_invented_is_quoted_as_invented() -> None:
    """Nobody gets a citation of an example that could be taken for one of something real."""
    found = cited(invented=True)
    assert "Invented examples" in found.text
    assert "Invented examples" in fields(found.bibtex)["note"]


def test_only_data_have_an_entry_and_only_what_people_quote_a_line(output: Output) -> None:
    """Each page of figures and that of data has one whole entry of its own; a page of help has nothing to quote."""
    pages = {page.path: f"{(view := output.view(page)).content}{view.aside}" for page in output.pages}
    entries = [unescape(entry) for shown in pages.values() for entry in re.findall(r"<code>(@[^<]+)</code>", shown)]
    kinds = {path.split("/")[1].removesuffix(".html") for path, shown in pages.items() if "<code>@" in shown}
    assert kinds == {"data", "figures"}
    line = output.locales["en"].translate("To quote this page")
    assert [line in pages[f"en/{name}.html"] for name in ("briefings/2000-01-01", "rights", "report")] == [1, 1, 0]
    assert all(fields(entry) for entry in entries)
    assert len({entry.partition(",")[0] for entry in entries}) == len(entries)
